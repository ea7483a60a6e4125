use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use milegate_api::core::holder::Part;
use milegate_api::vesting::{ChangeKind, Event};

use super::{latched, live, owe, owned, void_choices};
use crate::error::Result;
use crate::holders::{part, save_part};
use crate::state::{CHANGES, CLAIMED, GRANTS, TOTALS};

/// Gives a grant up: what is unclaimed is forfeited.
pub fn renounce(deps: DepsMut, env: Env, info: MessageInfo, reference: String) -> Result<Response> {
    let live = live(deps.storage)?;
    let now = env.block.time.seconds();
    let mut terms = owned(
        deps.storage,
        &info.sender,
        &reference,
        "renounce what is left",
    )?;

    let (schedule, mut events) = latched(deps.storage, deps.querier, &live, &terms.schedule, now)?;
    let mut totals = TOTALS.load(deps.storage, &terms.schedule)?;
    let claimed = CLAIMED.may_load(deps.storage, &reference)?;
    let mut grant = terms.grant(claimed.unwrap_or_default());
    let forfeited = totals.renounce(&mut grant, &schedule.standing, now)?;

    terms.tenure = grant.tenure;
    TOTALS.save(deps.storage, &terms.schedule, &totals);
    GRANTS.save(deps.storage, &reference, &terms);
    for address in std::iter::once(&terms.owner).chain(&terms.payee) {
        let before = part(deps.storage, &reference, &terms, address)?;
        let after = Part::default();
        save_part(
            deps.storage,
            &reference,
            &terms.schedule,
            address,
            before,
            after,
            env.block.height,
        )?;
    }
    void_choices(deps.storage, &reference);
    CHANGES.remove(deps.storage, (&reference, ChangeKind::Termination.code()));
    let dues = owe(deps.storage, forfeited)?;

    events.push(Event::Renounced {
        grant: reference,
        schedule: terms.schedule,
        forfeited,
        denom: live.denom.to_string(),
        grant_claimed: grant.claimed,
        schedule_forfeited: totals.forfeited,
        dues,
        time: now,
    });
    Ok(Response::new().add_events(events))
}
