use cosmwasm_std::{StdResult, Storage};
use milegate_api::common::NextStep;
use milegate_api::oracle::{FeedResponse, Running};
use milegate_core::oracle::{Settlement, settle};
use milegate_core::utc;

use super::lists::period;
use super::{View, plain};
use crate::closing::reports;

pub fn feed(storage: &dyn Storage, now: u64, name: &str) -> StdResult<FeedResponse> {
    let view = View::at(storage, now, name)?;
    let history = view.history(storage);
    let latest = history.below(view.over)?;
    let newest = plain(history.read(0, view.over))?;
    let running = view.running(storage, now)?;
    let calendar = view.feed.calendar;

    Ok(FeedResponse {
        over: view.over,
        latest: latest.map(|entry| period(calendar, entry)),
        silent: newest.map_or(0, |reading| reading.silent),
        behind: view.closing.is_some(),
        next: view.next(running.as_ref()),
        running,
        terms: view.feed,
    })
}

impl View {
    fn running(&self, storage: &dyn Storage, now: u64) -> StdResult<Option<Running>> {
        let Ok(period) = self.feed.calendar.running(now) else {
            return Ok(None);
        };
        let sitting = self.tip.sitting.filter(|_| self.closing.is_none());
        let total = sitting.map(|sitting| sitting.total);
        let reports = match sitting {
            Some(_) => reports(storage, &self.feed.name, period)?,
            None => Vec::new(),
        };
        let Settlement {
            reporters, weight, ..
        } = settle(reports, self.feed.quorum, total.unwrap_or_default());

        Ok(Some(Running {
            period,
            from: self.feed.calendar.from(period),
            until: self.feed.calendar.until(period),
            reporters,
            weight,
            total,
            quorum: total.map(|total| self.feed.quorum.of(total)),
            height: sitting.map(|sitting| sitting.height),
        }))
    }

    fn next(&self, running: Option<&Running>) -> Vec<NextStep> {
        let step = |action: &str, who: String, from, until, words| NextStep {
            action: action.to_string(),
            who,
            from,
            until,
            words,
        };
        let start = self.feed.calendar.start;
        let group = format!("members of {}", self.feed.group);

        let mut steps = Vec::new();
        match running {
            None => {
                let words = format!("The first period begins at {}.", utc(start));
                steps.push(step("report", group, Some(start), None, words));
            }
            Some(running) => {
                let words = format!(
                    "Each member of the group can report once in period {}, before {}.",
                    running.period,
                    utc(running.until)
                );
                let last = running.until.saturating_sub(1);
                steps.push(step("report", group, None, Some(last), words));
            }
        }
        if let Some(closing) = &self.closing {
            let words = format!(
                "Anyone can close the periods {} to {}, which are over.",
                closing.first,
                closing.over.saturating_sub(1)
            );
            steps.push(step("advance", "anyone".to_string(), None, None, words));
        }
        steps
    }
}
