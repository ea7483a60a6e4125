use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response, Storage};
use milegate_api::common::now;
use milegate_api::core::Span;
use milegate_api::core::holder::{Announced, Readiness};
use milegate_api::core::ledger::{LedgerError, Tenure};
use milegate_api::vesting::{AnnouncedChange, Change, Event};

use super::{category, grant, held, live, not_allowed};
use crate::error::{ContractError, Result};
use crate::holders::{holder, part, willing};
use crate::state::{CHANGES, GrantRecord, RECOVERY, SCHEDULES, VAULT, Vault};

/// Announces a change of a grant.
pub fn announce(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    reference: String,
    change: Change<String>,
) -> Result<Response> {
    live(deps.storage)?;
    let vault = VAULT.load(deps.storage)?;
    let terms = grant(deps.storage, &reference)?;
    let (storage, itself) = (&*deps.storage, &env.contract.address);
    let change = change.try_map(|to| holder(storage, deps.api, itself, &vault, &reference, &to))?;

    let wait = permitted(
        deps.storage,
        &vault,
        &info.sender,
        &reference,
        &terms,
        &change,
    )?;
    possible(deps.storage, &reference, &terms, &change)?;
    let now = now(&env);
    let (kind, key) = (change.kind(), (reference.as_str(), change.kind().code()));
    let known = CHANGES.may_load(deps.storage, key)?;
    if let Some(known) = known.filter(|known| known.when.readiness(now) != Readiness::Lapsed) {
        return Err(ContractError::AlreadyAnnounced {
            grant: reference,
            change: kind,
            due: known.when.due,
        }
        .into());
    }

    let when = Announced::new(now, wait);
    let (to, reason) = (change.to().cloned(), change.reason());
    CHANGES.save(deps.storage, key, &AnnouncedChange { change, when });

    Ok(Response::new().add_event(Event::ChangeAnnounced {
        grant: reference,
        change: kind.to_string(),
        by: info.sender.into(),
        to: to.map(String::from).unwrap_or_default(),
        reason: reason.to_owned(),
        due_time: when.due.time,
        due_height: when.due.height,
        lapses_time: when.lapses.time,
        lapses_height: when.lapses.height,
        time: now.time,
    }))
}

/// How long a change waits that the sender may announce.
fn permitted(
    storage: &dyn Storage,
    vault: &Vault,
    sender: &Addr,
    reference: &str,
    terms: &GrantRecord,
    change: &Change<Addr>,
) -> Result<Span> {
    let by_owner = |what, wait| match terms.owner == *sender {
        true => Ok(wait),
        false => Err(not_allowed(sender, what, reference, "its owner")),
    };
    let at_once = Span {
        seconds: 0,
        blocks: 0,
    };
    match change {
        Change::Termination { .. } => {
            let schedule = SCHEDULES.load(storage, &terms.schedule)?;
            let leavers = category(vault, &schedule.category)?.leavers.as_ref();
            let leavers = leavers.filter(|leavers| leavers.by == *sender);
            let leavers = leavers.ok_or_else(|| {
                not_allowed(
                    sender,
                    "announce the termination",
                    reference,
                    "who terminates in its category",
                )
            })?;
            if schedule.standing.schedule.service.is_none() {
                return Err(LedgerError::NoService {}.into());
            }
            Ok(leavers.notice)
        }
        Change::Payee { .. } => by_owner("announce another payee", vault.payee_delay),
        Change::Owner { .. } => by_owner("announce another owner", at_once),
        Change::Recovery { .. } => match RECOVERY.may_load(storage, reference)? {
            Some(named) if named == *sender => Ok(vault.recovery_delay),
            _ => Err(not_allowed(
                sender,
                "announce a recovery",
                reference,
                "the address its owner named",
            )),
        },
    }
}

/// Refuses what is so already, who has declined the grant, and any change of a grant that was given up or,
/// for a termination, no longer serves. Asked when a change is announced and when it is carried out.
pub fn possible(
    storage: &dyn Storage,
    reference: &str,
    terms: &GrantRecord,
    change: &Change<Addr>,
) -> Result<()> {
    held(terms)?;
    let (role, present, to) = match change {
        Change::Termination { .. } if terms.tenure != (Tenure::Serving {}) => {
            return Err(LedgerError::NotServing {}.into());
        }
        Change::Termination { .. } => return Ok(()),
        Change::Payee { payee, .. } => {
            willing(storage, payee)?;
            ("payee", terms.payee(), payee)
        }
        Change::Owner { owner, .. } | Change::Recovery { owner, .. } => {
            ("owner", &terms.owner, owner)
        }
    };
    if !part(storage, reference, terms, to)?.may_be_named() {
        return Err(ContractError::Declined {
            address: to.clone(),
            grant: reference.to_owned(),
        }
        .into());
    }
    match present == to {
        true => Err(ContractError::SameHolder {
            grant: reference.to_owned(),
            role,
            address: to.clone(),
        }
        .into()),
        false => Ok(()),
    }
}
