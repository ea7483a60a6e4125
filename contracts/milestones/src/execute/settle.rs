use cosmwasm_std::{Addr, Response, Storage};
use milegate_api::milestones::Event;
use milegate_core::Point;
use milegate_core::milestone::Verdict;

use crate::state::load;
use crate::{ContractError, outcome};

pub fn settle(
    storage: &mut dyn Storage,
    now: Point,
    sender: Addr,
    milestone: String,
    round: u32,
    verdict: Verdict,
) -> Result<Response, ContractError> {
    let (terms, state) = load(storage, &milestone)?;

    if sender != terms.court {
        return Err(ContractError::NotCourt {
            court: terms.court,
            sender,
        });
    }

    let transition = state.settle(&terms, now, round, verdict)?;

    let act = Event::Settled {
        milestone: milestone.clone(),
        round,
        verdict: verdict.word().to_string(),
    };
    outcome::save(storage, &milestone, transition, Some(act))
}
