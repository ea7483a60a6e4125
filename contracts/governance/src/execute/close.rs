use cosmwasm_std::{BankMsg, DepsMut, Response, StdError, Uint128, coins};
use milegate_api::governance::Event;
use milegate_core::Point;
use milegate_core::governance::{Class, Fate, fate};

use crate::ContractError;
use crate::state::{BASIS, HELD, SUSPENSE, TALLIES, TEXTS, Tally, load};

pub fn close(deps: DepsMut, now: Point, id: u64) -> Result<Response, ContractError> {
    let storage = deps.storage;
    let (fixed, tally) = load(storage, id)?;
    let status = tally.proposal.status(&fixed.terms, now).to_string();
    let fate = fate(&tally.proposal, &fixed.terms, now);
    // A dispute was never in suspense: it has no deposit and counts under no cap.
    let closed = tally.closed || fixed.terms.class == Class::Dispute;
    if closed || fate == Fate::Held {
        return Err(ContractError::NotToClose { id, status, closed });
    }

    let text = TEXTS.load(storage, id)?;
    let proposer = text.proposer;
    let recipient = deps.api.addr_humanize(&proposer)?;
    let returned = match fate {
        Fate::Returned => text.deposit,
        Fate::Held | Fate::Lost => Uint128::zero(),
    };
    let held = HELD.load(storage)?.checked_sub(text.deposit);
    HELD.save(storage, &held.map_err(StdError::from)?);
    match SUSPENSE.load(storage, &proposer)?.saturating_sub(1) {
        0 => SUSPENSE.remove(storage, &proposer),
        left => SUSPENSE.save(storage, &proposer, &left),
    }
    TALLIES.save(
        storage,
        id,
        &Tally {
            closed: true,
            ..tally
        },
    );

    let event = Event::Closed {
        proposal: id,
        proposer: recipient.to_string(),
        status,
        deposit: text.deposit,
        returned,
    };
    let response = Response::new().add_event(event);
    if returned.is_zero() {
        return Ok(response);
    }
    let denom = BASIS.load(storage)?.deposit_denom;
    Ok(response.add_message(BankMsg::Send {
        to_address: recipient.into_string(),
        amount: coins(returned.u128(), denom),
    }))
}
