use cosmwasm_std::{Addr, Order, StdResult, Storage};
use cw_storage_plus::Bound;
use milegate_api::oracle::{
    FeedsResponse, PeriodResponse, PeriodsResponse, ReportResponse, ReportsResponse,
};
use milegate_core::oracle::{Calendar, Entry};

use super::{View, plain};
use crate::state::{FEEDS, REPORTS, TOTALS, load};
use milegate_api::common::page;

pub fn feeds(
    storage: &dyn Storage,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<FeedsResponse> {
    let after = start_after.as_deref().map(Bound::exclusive);
    let names = FEEDS
        .prefix(())
        .keys(storage, after, None, Order::Ascending);

    Ok(FeedsResponse {
        feeds: names.take(page(limit)).collect::<StdResult<_>>()?,
    })
}

pub fn reports(
    storage: &dyn Storage,
    now: u64,
    name: &str,
    period: Option<u32>,
    start_after: Option<Addr>,
    limit: Option<u32>,
) -> StdResult<ReportsResponse> {
    let (feed, _) = plain(load(storage, name))?;
    let period = period.unwrap_or_else(|| feed.calendar.over(now));
    let after = start_after.as_ref().map(Bound::exclusive);
    let reports = REPORTS
        .range(storage, (name, period), after, None, Order::Ascending)
        .take(page(limit))
        .map(|report| {
            report.map(|(reporter, report)| ReportResponse {
                reporter,
                value: report.value,
                weight: report.weight,
            })
        });

    Ok(ReportsResponse {
        period,
        reports: reports.collect::<StdResult<_>>()?,
    })
}

pub fn periods(
    storage: &dyn Storage,
    now: u64,
    name: &str,
    start_after: Option<u32>,
    limit: Option<u32>,
) -> StdResult<PeriodsResponse> {
    let view = View::at(storage, now, name)?;
    let after = start_after.map(Bound::exclusive);
    let stored = TOTALS
        .range(storage, name, after, None, Order::Ascending)
        .map(|total| total.map(|(period, total)| Entry { period, total }));
    let pending = view.closing.and_then(|closing| closing.entry);
    let pending = pending.filter(|entry| start_after.is_none_or(|after| entry.period > after));

    let calendar = view.feed.calendar;
    let entries = stored.chain(pending.map(Ok)).take(page(limit));
    Ok(PeriodsResponse {
        over: view.over,
        periods: entries
            .map(|entry| entry.map(|entry| period(calendar, entry)))
            .collect::<StdResult<_>>()?,
    })
}

pub(super) fn period(calendar: Calendar, entry: Entry) -> PeriodResponse {
    let Entry { period, total } = entry;

    PeriodResponse {
        period,
        from: calendar.from(period),
        until: calendar.until(period),
        value: total.value,
        sum: total.sum,
        count: total.count,
    }
}
