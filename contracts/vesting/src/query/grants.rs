use cosmwasm_std::{Deps, Env, Order, StdError, Storage};
use cw_storage_plus::Bound;
use milegate_api::core::Point;
use milegate_api::core::holder::Readiness;
use milegate_api::vesting::{
    AnnouncedChange, ChangeKind, GrantResponse, GrantsResponse, LockReason,
};

use crate::error::{Result, unknown};
use crate::explain;
use crate::peers::starts;
use crate::state::{CHANGES, CLAIMED, GRANTS, GrantRecord, RECOVERY, names};
use crate::view::{ScheduleView, View};
use milegate_api::common::page;

/// One grant: its figures, why the rest is locked and what can happen next.
pub fn grant(deps: Deps, env: Env, grant: String) -> Result<GrantResponse> {
    let record = GRANTS.may_load(deps.storage, &grant)?;
    let record = record.ok_or_else(|| unknown("grant", &grant))?;

    Page::new(deps, &env)?.response(grant, record)
}

/// Grants with their figures.
pub fn grants(
    deps: Deps,
    env: Env,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<GrantsResponse> {
    let after = start_after.as_deref().map(Bound::exclusive);
    let keys = GRANTS
        .prefix(())
        .keys(deps.storage, after, None, Order::Ascending);

    let mut page = Page::new(deps, &env)?;
    let mut grants = Vec::new();
    for name in names(keys, self::page(limit))? {
        let record = GRANTS.load(deps.storage, &name)?;
        grants.push(page.response(name, record)?);
    }
    Ok(GrantsResponse { grants })
}

/// What the grants of an answer share.
struct Page<'a> {
    deps: Deps<'a>,
    block: Point,
    view: View<'a>,
    schedules: Vec<ScheduleView>,
    /// The first instant too late for sealing a draft, as far as it can be known yet.
    closes: Option<u64>,
}

impl<'a> Page<'a> {
    fn new(deps: Deps<'a>, env: &Env) -> Result<Page<'a>> {
        let mut view = View::new(deps, env)?;
        let schedules = view.schedules()?;
        let closes = match view.is_sealed() {
            true => None,
            false => first_start(&deps, &view, &schedules)?,
        };
        Ok(Page {
            deps,
            block: Point {
                time: env.block.time.seconds(),
                height: env.block.height,
            },
            view,
            schedules,
            closes,
        })
    }

    fn response(&mut self, reference: String, record: GrantRecord) -> Result<GrantResponse> {
        let schedule = self.schedules.iter().find(|s| s.name == record.schedule);
        let schedule = schedule.ok_or_else(|| StdError::not_found(&record.schedule))?;
        let (view, standing) = (&mut self.view, &schedule.standing);
        let claimed = CLAIMED.may_load(self.deps.storage, &reference)?;
        let grant = record.grant(claimed.unwrap_or_default());
        let changes = announced(self.deps.storage, &reference, self.block)?;

        let figures = grant.figures(&standing.per_lot(view.now)?)?;
        let mut reasons = explain::reasons(standing, &grant, &mut view.conclusions, view.now)?;
        let next = if view.is_sealed() {
            explain::next(&record, standing, &figures, &reasons, &changes, view.now)?
        } else {
            reasons.insert(0, LockReason::NotSealed {});
            vec![explain::next_of_draft(
                view.vault.funder.as_str(),
                self.closes,
            )]
        };
        let asset = &view.vault.asset;

        Ok(GrantResponse {
            recovery: RECOVERY.may_load(self.deps.storage, &reference)?,
            grant: reference,
            category: schedule.category.clone(),
            words: reasons.iter().map(|r| explain::words(r, asset)).collect(),
            figures,
            reasons,
            next,
            payee: record.payee().clone(),
            schedule: record.schedule,
            owner: record.owner,
            lots: record.lots,
            anyone_claims: record.anyone_claims,
            tenure: record.tenure,
            changes,
        })
    }
}

/// What was announced of a grant and has not lapsed.
fn announced(storage: &dyn Storage, reference: &str, now: Point) -> Result<Vec<AnnouncedChange>> {
    let mut changes = Vec::new();
    for kind in ChangeKind::ALL {
        let announced = CHANGES.may_load(storage, (reference, kind.code()))?;
        changes.extend(announced.filter(|a| a.when.readiness(now) != Readiness::Lapsed));
    }
    Ok(changes)
}

/// When the first milestone that is known yet, or gate by time, begins.
fn first_start(deps: &Deps, view: &View, schedules: &[ScheduleView]) -> Result<Option<u64>> {
    let mut first: Option<u64> = None;
    let mut begins = |at: u64| first = Some(first.map_or(at, |first| first.min(at)));
    for (_, start) in starts(&deps.querier, &view.vault.milestones, schedules)? {
        start.map(&mut begins);
    }
    for schedule in schedules {
        schedule.rules().first_time_gate().map(&mut begins);
    }
    Ok(first)
}
