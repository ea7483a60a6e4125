//! Every key of the contract. Nobody else reads them, so everything is packed.
//!
//! A vote reads `wiring`, `terms`, `tally` and `voter`, and writes the last two; messages and texts
//! are kept apart, where it does not pay for them.

use cosmwasm_std::{Addr, HexBinary, Order, StdResult, Storage, Uint128};
use cw_storage_plus::Bound;
use milegate_api::common::PlanRef;
use milegate_api::governance::{Asked, Guardian, Named, Suite, Token};
use milegate_api::pack_fields;
use milegate_api::packed::{PackedItem, PackedMap};
use milegate_core::governance::{Proposal, Rules, Terms, Voter};

use crate::ContractError;

// -- who and what --------------------------------------------------------------------------------

/// `config`: what is fixed at birth.
pub const CONFIG: PackedItem<Config> = PackedItem::new("config");

/// `wiring`: what a vote needs to know of others. Written at birth and by `add_suite`.
pub const WIRING: PackedItem<Wiring> = PackedItem::new("wiring");

/// `rules`: of every class. Written at birth and by `set_rules`.
pub const RULES: PackedItem<Rules> = PackedItem::new("rules");

/// `guardian`: who may cancel. Written at birth and by `set_guardian`.
pub const GUARDIAN: PackedItem<Option<Guardian<Addr>>> = PackedItem::new("guardian");

/// `payee` / address -> it accepts payments. Written by `accept_payments`.
pub const PAYEES: PackedMap<&Addr, bool> = PackedMap::new("payee");

// -- proposals -----------------------------------------------------------------------------------

/// `last`: the number of the latest proposal, from 1. Written whenever one opens.
pub const LAST: PackedItem<u64> = PackedItem::new("last");

/// `text` / number -> what it says and asks. Written when it opens.
pub const TEXTS: PackedMap<u64, Text> = PackedMap::new("text");

/// `terms` / number -> what decides it. Written when it opens.
pub const TERMS: PackedMap<u64, Fixed> = PackedMap::new("terms");

/// `tally` / number -> what changes: sums, end, and whether it is closed. Absent until the first
/// ballot. Written by every message to it.
pub const TALLIES: PackedMap<u64, Tally> = PackedMap::new("tally");

/// `voter` / number, address -> his power, ballot and proof. Written by vote, answer, prove,
/// readmit.
pub const VOTERS: PackedMap<(u64, &Addr), Voter> = PackedMap::new("voter");

/// `suspense` / proposer -> how many of his proposals are not closed. Absent when none. Written
/// when one opens or closes.
pub const SUSPENSE: PackedMap<&Addr, u32> = PackedMap::new("suspense");

/// `content` / hash -> the latest proposal of that content. Written when one opens.
pub const CONTENTS: PackedMap<&[u8], u64> = PackedMap::new("content");

/// `dispute` / milestones, milestone, round -> its proposal. Written by `dispute`.
pub const DISPUTES: PackedMap<(&Addr, &str, u32), u64> = PackedMap::new("dispute");

/// `held`: the sum of the deposits of proposals in suspense. Written when one with a deposit opens
/// or closes.
pub const HELD: PackedItem<Uint128> = PackedItem::new("held");

/// What is fixed at birth.
pub struct Config {
    pub plan: PlanRef,
    pub token: Option<Token<Addr>>,
    pub deposit_denom: String,
}

/// Others.
pub struct Wiring {
    pub source: Addr,
    pub suites: Vec<Suite<Addr>>,
}

/// What a proposal says and asks.
pub struct Text {
    pub title: String,
    pub description: String,
    pub proposer: Addr,
    pub deposit: Uint128,
    pub asked: Asked,
    /// JSON; empty if it has no messages.
    pub msgs: HexBinary,
    /// Contracts that it calls, and the code each runs.
    pub targets: Vec<Target>,
}

/// A contract, and the code it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub contract: Addr,
    pub code_id: u64,
}

/// What decides a proposal.
pub struct Fixed {
    pub terms: Terms,
    /// Milestones it names, whose holders must not vote.
    pub named: Vec<Named>,
}

/// What changes of a proposal.
pub struct Tally {
    pub proposal: Proposal,
    /// Out of suspense.
    pub closed: bool,
}

pack_fields!(Config {
    plan,
    token,
    deposit_denom
});
pack_fields!(Wiring { source, suites });
pack_fields!(Text {
    title,
    description,
    proposer,
    deposit,
    asked,
    msgs,
    targets
});
pack_fields!(Target { contract, code_id });
pack_fields!(Fixed { terms, named });
pack_fields!(Tally { proposal, closed });

/// What decides a proposal, and what has changed of it.
pub fn load(storage: &dyn Storage, id: u64) -> Result<(Fixed, Tally), ContractError> {
    let fixed = TERMS.may_load(storage, id)?;
    let fixed = fixed.ok_or(ContractError::UnknownProposal { id })?;
    let tally = TALLIES.may_load(storage, id)?.unwrap_or_else(|| Tally {
        proposal: Proposal::new(&fixed.terms),
        closed: false,
    });

    Ok((fixed, tally))
}

/// Voters of a proposal, by address, after `start_after`.
pub fn voters(
    storage: &dyn Storage,
    id: u64,
    start_after: Option<&Addr>,
    limit: usize,
) -> StdResult<Vec<(Addr, Voter)>> {
    let after = start_after.map(Bound::exclusive);
    let keys = VOTERS
        .prefix(id)
        .keys(storage, after, None, Order::Ascending);
    keys.take(limit)
        .map(|voter| {
            let voter = voter?;
            let record = VOTERS.load(storage, (id, &voter))?;
            Ok((voter, record))
        })
        .collect()
}
