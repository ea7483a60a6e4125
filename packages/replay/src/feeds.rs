//! Windows of feeds, made again from what was reported.

use std::cell::RefCell;
use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Uint64, Uint128};
use milegate_api::adapter;
use milegate_api::oracle::{FeedResponse, QueryMsg, ReadingResponse, ReportsResponse};
use milegate_core::milestone::WitnessKind;
use milegate_core::oracle::{Entry, Feed, Reading, Report, read, settle};
use milegate_core::utc;
use milegate_report::{ChainView, Event, Tx, ViewError, query};

/// Feeds that a milestone names, and what was found about them.
pub struct Feeds<'a> {
    view: &'a dyn ChainView,
    txs: &'a [Tx],
    known: RefCell<BTreeMap<(String, String), History>>,
    found: RefCell<Found>,
}

/// What was found about feeds.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// What is so.
    pub checked: Vec<String>,
    /// What could not be checked.
    pub unchecked: Vec<String>,
    /// What contradicts what.
    pub contradictions: Vec<String>,
}

/// What was reported in a period: by reporter, and what the group weighed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Period {
    reports: BTreeMap<String, Report>,
    total: Uint64,
}

/// A feed as the log has it.
#[derive(Clone, Debug)]
struct History {
    terms: Feed<Addr>,
    /// Reports; none of an adapter, which samples another oracle.
    periods: BTreeMap<u32, Period>,
    /// Values of periods as the contract closed them.
    closed: BTreeMap<u32, Option<Uint128>>,
    sampled: bool,
}

impl<'a> Feeds<'a> {
    /// Nothing is read before it is asked for.
    pub fn new(view: &'a dyn ChainView, txs: &'a [Tx]) -> Self {
        Feeds {
            view,
            txs,
            known: RefCell::default(),
            found: RefCell::default(),
        }
    }

    /// What was found by then.
    pub fn found(&self) -> Found {
        self.found.take()
    }

    /// What a feed leaf's window came to at an instant.
    pub fn reading(&self, kind: &WitnessKind<Addr>, now: u64) -> Result<Option<Reading>, String> {
        let WitnessKind::Feed {
            oracle,
            feed,
            window,
            ..
        } = kind
        else {
            return Err("no feed".into());
        };
        let words = |e: ViewError| e.to_string();
        let key = (oracle.to_string(), feed.clone());
        if !self.known.borrow().contains_key(&key) {
            let history = History::read(self.view, self.txs, oracle, feed).map_err(words)?;
            self.known.borrow_mut().insert(key.clone(), history);
        }
        let known = self.known.borrow();
        let history = known.get(&key).ok_or("no history")?;
        let reading = history.reading(*window, now)?;
        let mut found = self.found.borrow_mut();
        let name = format!("window {window} of {feed} at {}", utc(now));
        let lies = history
            .lies(self.view, oracle, *window, now)
            .map_err(words)?;
        let answered = self
            .answered(history, oracle, *window, now)
            .map_err(words)?;
        if answered != reading {
            let what =
                format!("{name}: the oracle answers {answered:?}, its reports come to {reading:?}");
            found.contradictions.push(what);
        }
        found.contradictions.extend(lies);
        match history.sampled {
            true => found.unchecked.push(format!(
                "{name}: the samples that {oracle} took of another oracle"
            )),
            false => found.checked.push(format!(
                "{name}, made again from its reports: medians, sums, gaps"
            )),
        }
        Ok(reading)
    }

    /// What the oracle itself answers about a window in the past.
    fn answered(
        &self,
        history: &History,
        oracle: &Addr,
        window: u8,
        now: u64,
    ) -> Result<Option<Reading>, ViewError> {
        let Some(at) = history.terms.calendar.over(now).checked_sub(1) else {
            return Ok(None);
        };
        let question = QueryMsg::Window {
            feed: history.terms.name.clone(),
            window,
            at: Some(at),
        };
        let answer: ReadingResponse = query(self.view, oracle, &question)?;
        Ok(answer.reading)
    }
}

impl History {
    fn read(
        view: &dyn ChainView,
        txs: &[Tx],
        oracle: &Addr,
        feed: &str,
    ) -> Result<Self, ViewError> {
        let question = QueryMsg::Feed { feed: feed.into() };
        let answer: Result<FeedResponse, ViewError> = query(view, oracle, &question);
        let (terms, sampled) = match answer {
            Ok(answer) => (answer.terms, false),
            Err(_) => {
                let config: adapter::ConfigResponse =
                    query(view, oracle, &adapter::QueryMsg::Config {})?;
                (config.feed, true)
            }
        };
        let mut history = History {
            terms,
            periods: BTreeMap::new(),
            closed: BTreeMap::new(),
            sampled,
        };
        let executed = txs.iter().filter(|tx| tx.error.is_none());
        for event in executed.flat_map(|tx| &tx.events) {
            let own = event.get("_contract_address") == Some(oracle.as_str());
            if own && event.get("feed") == Some(feed) {
                history.hear(event);
            }
        }
        Ok(history)
    }

    fn hear(&mut self, event: &Event) {
        let number = |key: &str| -> u128 {
            let value = event.get(key).and_then(|value| value.parse().ok());
            value.unwrap_or_default()
        };
        let period = |key: &str| u32::try_from(number(key)).unwrap_or(u32::MAX);
        let weight = |key: &str| Uint64::new(u64::try_from(number(key)).unwrap_or(u64::MAX));
        let value = Uint128::new(number("value"));
        match event.ty.as_str() {
            "wasm-oracle_reported" => {
                let period = self.periods.entry(period("period")).or_default();
                period.total = weight("total");
                let report = Report {
                    value,
                    weight: weight("weight"),
                };
                let reporter = event.get("reporter").unwrap_or_default();
                period.reports.insert(reporter.into(), report);
            }
            "wasm-oracle_closed" => {
                let valued = event.get("valued") == Some("true");
                self.closed.insert(period("first"), valued.then_some(value));
            }
            _ => {}
        }
    }

    /// Values of the periods before one, by what was reported, or sampled and closed.
    fn values(&self, over: u32) -> BTreeMap<u32, Uint128> {
        if self.sampled {
            let closed = self.closed.range(..over);
            return closed
                .filter_map(|(period, value)| Some((*period, (*value)?)))
                .collect();
        }
        let settled = self.periods.range(..over).filter_map(|(period, said)| {
            let reports = said.reports.values().copied().collect();
            let settled = settle(reports, self.terms.quorum, said.total);
            Some((*period, settled.value?))
        });
        settled.collect()
    }

    /// What a window came to at an instant.
    fn reading(&self, window: u8, now: u64) -> Result<Option<Reading>, String> {
        let place = usize::from(window);
        let registered = self.terms.windows.get(place);
        let registered = registered.ok_or_else(|| format!("there is no window {window}"))?;
        let over = self.terms.calendar.over(now);
        let mut last: Option<Entry> = None;
        let mut before: Option<Entry> = None;
        for (period, value) in self.values(over) {
            let entry = Entry::next(last.as_ref(), &self.terms.windows, period, value);
            last = Some(entry.map_err(|e| e.to_string())?);
            if period < registered.first(over) {
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

    /// Reports of a window that the oracle keeps otherwise than the log has them, and values it
    /// closed otherwise.
    fn lies(
        &self,
        view: &dyn ChainView,
        oracle: &Addr,
        window: u8,
        now: u64,
    ) -> Result<Vec<String>, ViewError> {
        let mut all = vec![];
        if self.sampled {
            return Ok(all);
        }
        let feed = &self.terms.name;
        let over = self.terms.calendar.over(now);
        let registered = self.terms.windows.get(usize::from(window));
        let first = registered.map_or(0, |window| window.first(over));
        let values = self.values(over);
        for period in first..over {
            let logged = self.periods.get(&period).cloned().unwrap_or_default();
            if kept(view, oracle, feed, period)? != logged.reports {
                all.push(format!(
                    "{feed}, period {period}: the oracle keeps other reports than its log has"
                ));
            }
            let value = values.get(&period).copied();
            if let Some(closed) = self.closed.get(&period).filter(|closed| **closed != value) {
                all.push(format!(
                    "{feed}, period {period}: closed with {closed:?}, its reports come to {value:?}"
                ));
            }
        }
        Ok(all)
    }
}

/// Reports of a period, as the oracle keeps them.
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
