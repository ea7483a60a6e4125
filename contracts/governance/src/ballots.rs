//! One voter's record on one proposal.

use cosmwasm_std::{Addr, Deps, Storage};
use milegate_core::governance::{Choice, Proposal, Voter};

use crate::interest::is_interested;
use crate::state::{Fixed, TALLIES, Tally, VOTERS, WIRING, Wiring, load};
use crate::{ContractError, peers};

/// A voter before a proposal.
pub struct Case {
    pub fixed: Fixed,
    pub tally: Tally,
    pub record: Voter,
    /// Whether he is interested, and was when it opened.
    pub interested: bool,
}

/// What decides about a voter, and what has changed of the proposal.
pub fn case(deps: Deps, id: u64, voter: &Addr) -> Result<Case, ContractError> {
    let (fixed, tally) = load(deps.storage, id)?;
    let wiring = WIRING.load(deps.storage)?;

    Ok(Case {
        record: known(deps, &wiring, &fixed, id, voter)?,
        interested: is_interested(&deps.querier, &wiring, &fixed, voter)?,
        fixed,
        tally,
    })
}

/// What is known of a voter; of a stranger, what he weighed when the proposal opened.
fn known(
    deps: Deps,
    wiring: &Wiring,
    fixed: &Fixed,
    id: u64,
    voter: &Addr,
) -> Result<Voter, ContractError> {
    if let Some(record) = VOTERS.may_load(deps.storage, (id, voter))? {
        return Ok(record);
    }

    let height = fixed.terms.opened.height;
    let power = peers::power(&deps.querier, &wiring.source, voter, height)?;
    Ok(Voter::new(power))
}

/// Writes down what a message did to a voter and to the sums. Ballots and proofs come before a
/// proposal is closed.
pub fn save(storage: &mut dyn Storage, id: u64, voter: &Addr, proposal: Proposal, record: &Voter) {
    let tally = Tally {
        proposal,
        closed: false,
    };
    TALLIES.save(storage, id, &tally);
    VOTERS.save(storage, (id, voter), record);
}

/// A ballot as events write it.
pub fn words(ballot: Option<Choice>) -> String {
    ballot.map_or("none".to_string(), |choice| choice.to_string())
}
