use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use milegate_api::core::ledger::amount;
use milegate_api::vesting::{Assignment, Event};

use super::{latched, live, owe, reserve_of};
use crate::error::{ContractError, Result};
use crate::holders::{fresh, welcome};
use crate::state::{RESERVES, ReserveRecord, TOTALS, VAULT};

/// Makes a grant out of a category's reserve.
pub fn assign(deps: DepsMut, env: Env, info: MessageInfo, msg: Assignment) -> Result<Response> {
    let live = live(deps.storage)?;
    let vault = VAULT.load(deps.storage)?;
    let now = env.block.time.seconds();
    let Assignment {
        grant: new,
        category,
    } = msg;
    reserve_of(&vault, &category, &info.sender, now)?;

    let itself = &env.contract.address;
    let record = fresh(deps.storage, deps.api, itself, &vault, &new)?;
    let (schedule, mut events) = latched(deps.storage, deps.querier, &live, &new.schedule, now)?;
    if schedule.category != category {
        return Err(ContractError::OtherCategory {
            schedule: new.schedule,
            category: schedule.category,
            expected: category,
        }
        .into());
    }
    let reserve = RESERVES.load(deps.storage, &category)?;
    let left = reserve.lots.checked_sub(new.lots);
    let left = left.map_err(|_| ContractError::ReserveShort {
        category: category.clone(),
        left: reserve.lots,
        lots: new.lots,
    })?;
    let mut totals = TOTALS.load(deps.storage, &new.schedule)?;
    let forfeited = totals.assign(new.lots.u64(), &schedule.standing, now)?;

    let reserve = ReserveRecord {
        lots: left,
        ..reserve
    };
    RESERVES.save(deps.storage, &category, &reserve);
    TOTALS.save(deps.storage, &new.schedule, &totals);
    welcome(deps.storage, &new.grant, &record, env.block.height)?;
    let dues = owe(deps.storage, forfeited)?;

    events.push(Event::Assigned {
        grant: new.grant,
        category,
        assigner: info.sender.into(),
        payee: record.payee().to_string(),
        schedule: record.schedule,
        owner: record.owner.into(),
        lots: new.lots.u64(),
        amount: amount(new.lots, vault.asset.lot),
        forfeited,
        denom: live.denom.to_string(),
        anyone_claims: new.anyone_claims,
        reserve_lots: left.u64(),
        schedule_forfeited: totals.forfeited,
        dues,
        time: now,
    });
    Ok(Response::new().add_events(events))
}
