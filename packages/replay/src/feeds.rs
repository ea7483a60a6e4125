//! Windows of feeds, made again from the reports.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Uint64, Uint128};
use milegate_api::oracle::{FeedResponse, QueryMsg, ReportsResponse};
use milegate_core::oracle::{Entry, Feed, Reading, Report, read, settle};
use milegate_report::{ChainView, Tx, ViewError, query};

const REPORTED: &str = "wasm-oracle_reported";

/// What was reported in a period: by reporter, and what the group weighed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Period {
    reports: BTreeMap<String, Report>,
    total: Uint64,
}

/// A feed and all its reports, as the log has them.
#[derive(Clone, Debug)]
pub struct Reports {
    terms: Feed<Addr>,
    periods: BTreeMap<u32, Period>,
}

impl Reports {
    /// Reads the log; what the oracle keeps of the periods must be the same.
    pub fn read(
        view: &dyn ChainView,
        txs: &[Tx],
        oracle: &Addr,
        feed: &str,
    ) -> Result<Self, ViewError> {
        let question = QueryMsg::Feed { feed: feed.into() };
        let answer: FeedResponse = query(view, oracle, &question)?;
        let mut periods: BTreeMap<u32, Period> = BTreeMap::new();
        for event in txs
            .iter()
            .filter(|tx| tx.error.is_none())
            .flat_map(|tx| &tx.events)
        {
            let of = event.get("_contract_address") == Some(oracle.as_str());
            if event.ty != REPORTED || !of || event.get("feed") != Some(feed) {
                continue;
            }
            let number = |key: &str| -> u128 {
                let value = event.get(key).and_then(|value| value.parse().ok());
                value.unwrap_or_default()
            };
            let small = |key: &str| Uint64::new(number(key).try_into().unwrap_or(u64::MAX));
            let period = number("period").try_into().unwrap_or(u32::MAX);
            let period = periods.entry(period).or_default();
            period.total = small("total");
            let report = Report {
                value: Uint128::new(number("value")),
                weight: small("weight"),
            };
            let reporter = event.get("reporter").unwrap_or_default();
            period.reports.insert(reporter.into(), report);
        }
        Ok(Reports {
            terms: answer.terms,
            periods,
        })
    }

    /// What the oracle keeps of the reports of a window that ended then, and the log does not have so.
    pub fn differences(
        &self,
        view: &dyn ChainView,
        oracle: &Addr,
        window: u8,
        now: u64,
    ) -> Result<Vec<String>, ViewError> {
        let over = self.terms.calendar.over(now);
        let window = self.terms.windows.get(usize::from(window));
        let first = window.map_or(0, |window| window.first(over));
        let mut all = vec![];
        for period in first..over {
            let logged = self.periods.get(&period).cloned().unwrap_or_default();
            let kept = kept(view, oracle, &self.terms.name, period)?;
            if kept != logged.reports {
                all.push(format!(
                    "period {period} of {}: the oracle keeps {} reports, the log has {} or others",
                    self.terms.name,
                    kept.len(),
                    logged.reports.len()
                ));
            }
        }
        Ok(all)
    }

    /// What a window came to at an instant, by the reports alone.
    pub fn reading(&self, window: u8, now: u64) -> Result<Option<Reading>, String> {
        let place = usize::from(window);
        let registered = self.terms.windows.get(place);
        let registered = registered.ok_or_else(|| format!("there is no window {window}"))?;
        let over = self.terms.calendar.over(now);
        let mut last: Option<Entry> = None;
        let mut before: Option<Entry> = None;
        for (period, said) in self.periods.range(..over) {
            let reports = said.reports.values().copied().collect();
            let settled = settle(reports, self.terms.quorum, said.total);
            let Some(value) = settled.value else {
                continue;
            };
            let entry = Entry::next(last.as_ref(), &self.terms.windows, *period, value);
            last = Some(entry.map_err(|e| e.to_string())?);
            if *period < registered.first(over) {
                before.clone_from(&last);
            }
        }
        let calendar = self.terms.calendar;
        let reading = read(
            calendar,
            registered,
            place,
            over,
            last.as_ref(),
            before.as_ref(),
        );
        reading.map_err(|e| e.to_string())
    }
}

fn kept(
    view: &dyn ChainView,
    oracle: &Addr,
    feed: &str,
    period: u32,
) -> Result<BTreeMap<String, Report>, ViewError> {
    let mut all = BTreeMap::new();
    let mut start_after = None;
    loop {
        let question = QueryMsg::Reports {
            feed: feed.into(),
            period: Some(period),
            start_after,
            limit: Some(30),
        };
        let page: ReportsResponse = query(view, oracle, &question)?;
        let Some(last) = page.reports.last() else {
            return Ok(all);
        };
        start_after = Some(last.reporter.to_string());
        for report in page.reports {
            let said = Report {
                value: report.value,
                weight: report.weight,
            };
            all.insert(report.reporter.into_string(), said);
        }
    }
}
