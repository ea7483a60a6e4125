//! What proposing costs: a deposit, a place under the proposer's cap, time before a repetition.
//! Anyone opens a dispute's proposal freely; that there is one a round is the caller's to see to.

use cosmwasm_std::Uint128;

use super::{Class, Proposal, Refusal, Rules, Status, Terms};
use crate::Point;

/// What becomes of a deposit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The result is not known; the proposal is in suspense.
    Held,
    /// It goes back to the proposer.
    Returned,
    /// The voters called the proposal an abuse.
    Lost,
}

/// Refuses anything but the exact deposit of a class.
pub fn check_deposit(rules: &Rules, class: Class, sent: Uint128) -> Result<(), Refusal> {
    let deposit = match class {
        Class::Dispute => Uint128::zero(),
        _ => rules.deposit,
    };
    match sent == deposit {
        true => Ok(()),
        false => Err(Refusal::WrongDeposit { deposit, sent }),
    }
}

/// How many proposals of a proposer are in suspense with one more of `class`; `count` are already.
/// One leaves when its deposit does.
pub fn admit(rules: &Rules, class: Class, count: u32) -> Result<u32, Refusal> {
    let most = rules.proposals;
    match count.checked_add(1) {
        _ if class == Class::Dispute => Ok(count),
        Some(next) if next <= most => Ok(next),
        _ => Err(Refusal::TooMany { count, most }),
    }
}

/// What becomes of the deposit. It is lost if the proposal fails with a quorum and more than half
/// of the ballots are vetoes; a cancelled proposal gives it back.
pub fn fate(proposal: &Proposal, terms: &Terms, now: Point) -> Fate {
    match proposal.status(terms, now) {
        Status::Voting {} | Status::Tail {} => Fate::Held,
        Status::Rejected { .. } if proposal.tally.is_vetoed(terms) => Fate::Lost,
        _ => Fate::Returned,
    }
}

/// Refuses the same content while its last proposal runs, and `cool_down` seconds after its end.
pub fn check_repeat(
    last: &Proposal,
    terms: &Terms,
    now: Point,
    cool_down: u64,
) -> Result<(), Refusal> {
    let ended = match last.status(terms, now) {
        Status::Voting {} | Status::Tail {} | Status::Passed { .. } | Status::Executable { .. } => {
            return Err(Refusal::Running {});
        }
        Status::Executed { at } | Status::Cancelled { at } => at,
        Status::Answered { .. } | Status::Rejected { .. } => terms.tail_ends(),
        Status::Expired {} => terms.expires(),
    };
    let until = ended.time.saturating_add(cool_down);
    match now.time < until {
        true => Err(Refusal::CoolsDown {
            until,
            now: now.time,
        }),
        false => Ok(()),
    }
}
