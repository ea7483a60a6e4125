use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response, Storage};
use milegate_api::common::now;
use milegate_api::core::holder::Readiness;
use milegate_api::vesting::{ChangeKind, Event};

use super::{category, grant, live, not_allowed};
use crate::error::{ContractError, Result};
use crate::state::{CHANGES, GrantRecord, RECOVERY, SCHEDULES, VAULT};

/// Cancels an announced change.
pub fn cancel(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    reference: String,
    change: ChangeKind,
) -> Result<Response> {
    live(deps.storage)?;
    let terms = grant(deps.storage, &reference)?;
    if !may_cancel(deps.storage, &info.sender, &reference, &terms, change)? {
        let who = match change {
            ChangeKind::Termination => "who terminates in its category, or governance",
            ChangeKind::Payee | ChangeKind::Owner => "its owner",
            ChangeKind::Recovery => "its owner, or the address its owner named",
        };
        return Err(not_allowed(
            &info.sender,
            "cancel a change",
            &reference,
            who,
        ));
    }

    let key = (reference.as_str(), change.code());
    let now = now(&env);
    let announced = CHANGES.may_load(deps.storage, key)?;
    if announced.is_none_or(|known| known.when.readiness(now) == Readiness::Lapsed) {
        return Err(ContractError::NothingAnnounced {
            grant: reference,
            change,
        }
        .into());
    }

    CHANGES.remove(deps.storage, key);

    Ok(Response::new().add_event(Event::ChangeCancelled {
        grant: reference,
        change: change.to_string(),
        by: info.sender.into(),
        time: now.time,
    }))
}

fn may_cancel(
    storage: &dyn Storage,
    sender: &Addr,
    reference: &str,
    terms: &GrantRecord,
    change: ChangeKind,
) -> Result<bool> {
    match change {
        ChangeKind::Termination => {}
        ChangeKind::Payee | ChangeKind::Owner => return Ok(terms.owner == *sender),
        ChangeKind::Recovery => {
            let named = RECOVERY.may_load(storage, reference)?;
            return Ok(terms.owner == *sender || named.as_ref() == Some(sender));
        }
    }
    let vault = VAULT.load(storage)?;
    let schedule = SCHEDULES.load(storage, &terms.schedule)?;
    let leavers = category(&vault, &schedule.category)?.leavers.as_ref();
    let by = leavers.map(|leavers| &leavers.by);
    Ok(by
        .into_iter()
        .chain(&vault.governance)
        .any(|may| may == sender))
}
