//! Writes a transition down: the state, the books, the strikes, the conclusion, the events.

use cosmwasm_std::{Addr, Response, StdResult, Storage, Uint128};
use milegate_api::milestones::Event;
use milegate_core::milestone::{Outcome, Transition};

use crate::ContractError;
use crate::state::{BOOKS, CONCLUSIONS, CREDITS, STATES, STRIKES};

/// Saves what a message did to `milestone`, and answers with its events. `act` is the message's
/// own, if it has one.
pub fn save(
    storage: &mut dyn Storage,
    milestone: &str,
    transition: Transition,
    act: Option<Event>,
) -> Result<Response, ContractError> {
    STATES.save(storage, milestone, &transition.state);
    for outcome in &transition.after {
        save_outcome(storage, milestone, outcome)?;
    }

    let event = |outcome: &Outcome| Event::of(milestone, outcome);
    let before = transition.before.iter().map(event);
    let after = transition.after.iter().map(event);

    Ok(Response::new().add_events(before.chain(act).chain(after)))
}

fn save_outcome(
    storage: &mut dyn Storage,
    milestone: &str,
    outcome: &Outcome,
) -> Result<(), ContractError> {
    match outcome {
        Outcome::BondReleased(release) => {
            let had = CREDITS.may_load(storage, &release.challenger)?;
            let (books, credit) = BOOKS
                .load(storage)?
                .release(release, had.unwrap_or_default())?;
            BOOKS.save(storage, &books);
            save_credit(storage, &release.challenger, credit)?;
        }
        Outcome::AssertionReturned(returned) => {
            let had = CREDITS.may_load(storage, &returned.asserter)?;
            let (books, credit) = BOOKS
                .load(storage)?
                .give_back(returned, had.unwrap_or_default())?;
            BOOKS.save(storage, &books);
            save_credit(storage, &returned.asserter, credit)?;
        }
        Outcome::Pledged { bond, .. } => {
            let books = BOOKS.load(storage)?.take_bond(*bond)?;
            BOOKS.save(storage, &books);
        }
        Outcome::BountyLost { amount } => {
            let books = BOOKS.load(storage)?.lose_bounty(*amount)?;
            BOOKS.save(storage, &books);
        }
        Outcome::Struck { witness, strike } => {
            STRIKES.save(storage, (milestone, witness, strike.to), &strike.from)?;
        }
        Outcome::Ended { conclusion } => CONCLUSIONS.save(storage, milestone, conclusion)?,
        Outcome::SittingDropped { .. }
        | Outcome::LastCall { .. }
        | Outcome::Pending { .. }
        | Outcome::BondRaised { .. }
        | Outcome::Fell { .. } => {}
    }

    Ok(())
}

fn save_credit(storage: &mut dyn Storage, address: &Addr, credit: Uint128) -> StdResult<()> {
    if credit.is_zero() {
        return Ok(());
    }

    CREDITS.save(storage, address, &credit)
}
