use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response, Storage};
use milegate_api::common::now;
use milegate_api::core::Point;
use milegate_api::core::holder::Readiness;
use milegate_api::core::ledger::Tenure;
use milegate_api::vesting::{Change, ChangeKind, Event, LeaveReason};

use super::announce::possible;
use super::payout::Payout;
use super::{grant, latched, live, not_allowed, owe, void_choices};
use crate::error::{ContractError, Result};
use crate::holders::hand_over;
use crate::state::{CHANGES, CLAIMED, GRANTS, GrantRecord, Live, TOTALS};

/// Carries out an announced change that is due.
pub fn carry_out(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    reference: String,
    kind: ChangeKind,
) -> Result<Response> {
    let live = live(deps.storage)?;
    let mut terms = grant(deps.storage, &reference)?;
    let now = now(&env);
    let change = due(deps.storage, &reference, kind, now)?;
    if let Change::Owner { owner, .. } | Change::Recovery { owner, .. } = &change {
        if info.sender != *owner {
            let who = "the new owner";
            let what = "accept the ownership";
            return Err(not_allowed(&info.sender, what, &reference, who));
        }
    }
    possible(deps.storage, &reference, &terms, &change)?;
    let reason = change.reason().to_owned();

    match change {
        Change::Termination { reason } => {
            terminate(deps, &live, reference, terms, reason, now.time)
        }
        Change::Payee { payee, .. } => {
            let owner = terms.owner.clone();
            let from = terms.payee().to_string();
            let payee = Some(payee);
            hand_over(
                deps.storage,
                &reference,
                &mut terms,
                owner,
                payee,
                now.height,
            )?;
            CHANGES.remove(deps.storage, (&reference, kind.code()));

            Ok(Response::new().add_event(Event::PayeeChanged {
                grant: reference,
                from,
                to: terms.payee().to_string(),
                reason,
                time: now.time,
            }))
        }
        Change::Owner { owner, .. } => {
            let event = change_owner(deps.storage, reference, terms, owner, kind, reason, now)?;
            Ok(Response::new().add_event(event))
        }
        Change::Recovery { owner, .. } => {
            // A payee who was named stays, so nothing of his is redirected.
            let mut payout = Payout::new(deps.querier, &live, now.time);
            if terms.payee.is_none() {
                payout.add(deps.storage, &reference, &terms)?;
            }
            let response = payout.finish(deps.storage)?;

            let event = change_owner(deps.storage, reference, terms, owner, kind, reason, now)?;
            Ok(response.add_event(event))
        }
    }
}

/// The change that was announced, if it is due.
fn due(
    storage: &dyn Storage,
    reference: &str,
    kind: ChangeKind,
    now: Point,
) -> Result<Change<Addr>> {
    let (grant, change) = (reference.to_owned(), kind);
    let Some(announced) = CHANGES.may_load(storage, (reference, kind.code()))? else {
        return Err(ContractError::NothingAnnounced { grant, change }.into());
    };
    match announced.when.readiness(now) {
        Readiness::Due => Ok(announced.change),
        Readiness::Waits => Err(ContractError::NotDue {
            grant,
            change,
            due: announced.when.due,
            now,
        }
        .into()),
        Readiness::Lapsed => Err(ContractError::Lapsed {
            grant,
            change,
            at: announced.when.lapses,
        }
        .into()),
    }
}

/// The holder keeps the lots served; the rest is the sink's.
fn terminate(
    deps: DepsMut,
    live: &Live,
    reference: String,
    mut terms: GrantRecord,
    reason: LeaveReason,
    now: u64,
) -> Result<Response> {
    let (schedule, mut events) = latched(deps.storage, deps.querier, live, &terms.schedule, now)?;
    let mut totals = TOTALS.load(deps.storage, &terms.schedule)?;
    let claimed = CLAIMED.may_load(deps.storage, &reference)?;
    let mut grant = terms.grant(claimed.unwrap_or_default());
    let forfeited = totals.terminate(&mut grant, &schedule.standing, now)?;
    let kept = match grant.tenure {
        Tenure::Left { kept } => kept,
        Tenure::Serving {} | Tenure::Renounced {} => terms.lots,
    };

    terms.tenure = grant.tenure;
    TOTALS.save(deps.storage, &terms.schedule, &totals);
    GRANTS.save(deps.storage, &reference, &terms);
    CHANGES.remove(deps.storage, (&reference, ChangeKind::Termination.code()));
    let dues = owe(deps.storage, forfeited)?;

    events.push(Event::Terminated {
        grant: reference,
        schedule: terms.schedule,
        kept: kept.u64(),
        lost: terms.lots.saturating_sub(kept).u64(),
        forfeited,
        denom: live.denom.to_string(),
        reason: reason.code().to_owned(),
        schedule_forfeited: totals.forfeited,
        dues,
        time: now,
    });
    Ok(Response::new().add_events(events))
}

/// The grant is another key's; what the former one had chosen is void.
fn change_owner(
    storage: &mut dyn Storage,
    reference: String,
    mut terms: GrantRecord,
    owner: Addr,
    kind: ChangeKind,
    reason: String,
    now: Point,
) -> Result<Event> {
    let from = terms.owner.to_string();
    let payee = terms.payee.clone();
    hand_over(storage, &reference, &mut terms, owner, payee, now.height)?;
    void_choices(storage, &reference);

    Ok(Event::OwnerChanged {
        grant: reference,
        change: kind.to_string(),
        from,
        to: terms.owner.to_string(),
        payee: terms.payee().to_string(),
        reason,
        time: now.time,
    })
}
