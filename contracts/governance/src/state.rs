//! Every key of the contract. Nobody else reads them, so everything is packed.
//!
//! A vote reads `wiring`, `terms`, `tally` and `voter`, and writes the last two; messages and texts
//! are kept apart, where it does not pay for them.

use cosmwasm_std::{Addr, CanonicalAddr, Order, StdResult, Storage, Uint128};
use cw_storage_plus::Bound;
use milegate_api::common::PlanRef;
use milegate_api::governance::{CodePin, Guardian, Suite, Token};
use milegate_api::packed::{PackedItem, PackedMap};
use milegate_api::{pack_fields, pack_variants};
use milegate_core::governance::{Proposal, Rules, Terms, Voter};

use crate::ContractError;
use crate::msg::Msg;

// -- who and what --------------------------------------------------------------------------------

/// `plan`: where it comes from. Written at birth.
pub const PLAN: PackedItem<PlanRef> = PackedItem::new("plan");

/// `wiring`: what a vote needs to know of others. Written at birth and by `add_suite`.
pub const WIRING: PackedItem<Wiring> = PackedItem::new("wiring");

/// `basis`: what an opening needs besides: rules, token, deposits, start. Written at birth and by
/// `set_rules`.
pub const BASIS: PackedItem<Basis> = PackedItem::new("basis");

/// `guardian`: who may cancel. Written at birth and by `set_guardian`.
pub const GUARDIAN: PackedItem<Option<Guardian<Addr>>> = PackedItem::new("guardian");

/// `payee` / address -> it accepts payments. Written by `accept_payments`.
pub const PAYEES: PackedMap<&Addr, bool> = PackedMap::new("payee");

// -- proposals -----------------------------------------------------------------------------------

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

/// `suspense` / proposer, canonical -> how many of his proposals are not closed. Absent when none.
/// Written when one opens or closes. A canonical address is half the bytes to write.
pub const SUSPENSE: PackedMap<&[u8], u32> = PackedMap::new("suspense");

/// `content` / hash -> the latest proposal of that content. Written when one opens.
pub const CONTENTS: PackedMap<&[u8], u64> = PackedMap::new("content");

/// `dispute` / milestones, milestone, round -> its proposal. Written by `dispute`.
pub const DISPUTES: PackedMap<(&Addr, &str, u32), u64> = PackedMap::new("dispute");

/// `held`: the sum of the deposits of proposals in suspense. Written when one with a deposit opens
/// or closes.
pub const HELD: PackedItem<Uint128> = PackedItem::new("held");

/// `spent`: what executions of the latest block pay in the deposit's denom. Written by an execution
/// that pays while deposits are held.
pub const SPENT: PackedItem<Spent> = PackedItem::new("spent");

/// What has been paid, or is about to be, in a block.
pub struct Spent {
    pub height: u64,
    pub amount: Uint128,
}

/// What an opening needs.
pub struct Basis {
    pub rules: Rules,
    pub token: Option<Token<Addr>>,
    pub deposit_denom: String,
    /// From when on holders are known, Unix seconds.
    pub start: u64,
}

/// Others.
pub struct Wiring {
    pub source: Addr,
    pub suites: Vec<Suite<Addr>>,
}

impl Wiring {
    /// The suite of a milestone that a proposal names. Suites are never removed or moved.
    pub fn suite(&self, named: &Named) -> Option<&Suite<Addr>> {
        let place = usize::try_from(named.suite).ok()?;
        self.suites.get(place)
    }

    /// The place of the suite of some milestones.
    pub fn place(&self, milestones: &Addr) -> Option<u32> {
        let mut places = (0..).zip(&self.suites);
        let found = places.find(|(_, suite)| suite.milestones == *milestones);
        found.map(|(place, _)| place)
    }
}

/// What a proposal says and asks.
pub struct Text {
    pub title: String,
    pub description: String,
    pub proposer: CanonicalAddr,
    pub deposit: Uint128,
    pub asks: Asks,
}

/// What a proposal asks.
pub enum Asks {
    Messages {
        msgs: Vec<Msg>,
        /// The code that each contract they call runs, in the order of the calls.
        code_ids: Vec<u64>,
        pins: Vec<CodePin>,
        cites: Option<u64>,
    },
    Signal {
        options: Vec<String>,
    },
    Dispute {
        round: u32,
    },
}

/// What decides a proposal.
pub struct Fixed {
    pub terms: Terms,
    /// Milestones it names, whose holders must not vote.
    pub named: Vec<Named>,
}

/// A milestone, by the place of its suite in the wiring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub suite: u32,
    pub milestone: String,
}

/// What changes of a proposal.
pub struct Tally {
    pub proposal: Proposal,
    /// Out of suspense.
    pub closed: bool,
}

pack_fields!(Basis {
    rules,
    token,
    deposit_denom,
    start
});
pack_fields!(Spent { height, amount });
pack_fields!(Wiring { source, suites });
pack_fields!(Text {
    title,
    description,
    proposer,
    deposit,
    asks
});
pack_variants!(Asks {
    0 => Messages { msgs, code_ids, pins, cites },
    1 => Signal { options },
    2 => Dispute { round },
});
pack_fields!(Named { suite, milestone });
pack_fields!(Fixed { terms, named });
pack_fields!(Tally { proposal, closed });

/// The number of the latest proposal; they are numbered without gaps, from 1.
pub fn last(storage: &dyn Storage) -> StdResult<u64> {
    let mut latest = TERMS
        .prefix(())
        .keys(storage, None, None, Order::Descending);
    latest.next().unwrap_or(Ok(0))
}

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
