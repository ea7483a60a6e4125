use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use milegate_api::core::ledger::Tenure;
use milegate_api::vesting::Event;

use super::{grant, live};
use crate::error::{ContractError, Result};
use crate::holders::{part, save_part};
use crate::state::{CLAIMED, GRANTS};

/// Steps down as payee of somebody else's grant, or sheds what is left of having been one.
pub fn decline(deps: DepsMut, env: Env, info: MessageInfo, reference: String) -> Result<Response> {
    live(deps.storage)?;
    let mut terms = grant(deps.storage, &reference)?;
    let mut before = part(deps.storage, &reference, &terms, &info.sender)?;
    // The payee of a grant that was given up was let go with it.
    before.payee = before.payee && terms.tenure != (Tenure::Renounced {});
    let Some(after) = before.declines() else {
        return Err(ContractError::NothingToDecline {
            sender: info.sender,
            grant: reference,
        }
        .into());
    };

    if before.payee {
        terms.payee = None;
        terms.payee_since = CLAIMED
            .may_load(deps.storage, &reference)?
            .unwrap_or_default();
        GRANTS.save(deps.storage, &reference, &terms);
    }
    save_part(
        deps.storage,
        &reference,
        &terms.schedule,
        &info.sender,
        before,
        after,
        env.block.height,
    )?;

    Ok(Response::new().add_event(Event::Declined {
        grant: reference,
        address: info.sender.into(),
        payee: terms.payee().to_string(),
        time: env.block.time.seconds(),
    }))
}
