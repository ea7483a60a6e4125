//! Reporters who are late, and feeds that have fallen silent.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::Addr;
use milegate_api::core::milestone::WitnessKind;
use milegate_api::oracle::{FeedResponse, QueryMsg, ReportsResponse};
use milegate_report::{ChainView, Member, ViewError, dates, query};
use serde::{Deserialize, Serialize};

use super::news::Desk;

/// Entries of a page.
const PAGE: u32 = 30;
/// Pages after which a list is taken to be endless.
const MOST_PAGES: usize = 100;
/// A reporter is late in the last of so many parts of a period.
const PARTS: u64 = 4;

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Cw4Query {
    ListMembers {
        start_after: Option<String>,
        limit: u32,
    },
}

#[derive(Deserialize)]
struct Members {
    members: Vec<Member>,
}

/// Looks at every feed that a milestone rests on. Another's oracle that does not tell is left alone.
pub fn look(view: &dyn ChainView, desk: &mut Desk<'_>) -> Result<(), ViewError> {
    let mut named: BTreeSet<(Addr, String)> = BTreeSet::new();
    for witness in desk.s.milestones.iter().flat_map(|m| &m.terms.witnesses) {
        if let WitnessKind::Feed { oracle, feed, .. } = &witness.kind {
            named.insert((oracle.clone(), feed.clone()));
        }
    }
    for (oracle, name) in named {
        let question = QueryMsg::Feed { feed: name.clone() };
        match query::<FeedResponse>(view, &oracle, &question) {
            Ok(feed) => one(view, desk, &oracle, &feed)?,
            Err(away @ ViewError::Away { .. }) => return Err(away),
            Err(_) => {}
        }
    }
    Ok(())
}

fn one(
    view: &dyn ChainView,
    desk: &mut Desk<'_>,
    oracle: &Addr,
    feed: &FeedResponse,
) -> Result<(), ViewError> {
    let (name, now) = (&feed.terms.name, desk.s.block.time);
    if feed.silent > 0 {
        let first = feed.over.saturating_sub(feed.silent);
        let title = format!("{name}: periods without a value: {}", feed.silent);
        let text = format!(
            "The feed {name} of {oracle} has no value since period {first}. Gaps count against the milestone."
        );
        desk.add(
            "silent",
            &format!("{oracle}/{name}/{first}"),
            title,
            text,
            None,
        );
    }
    let Some(running) = &feed.running else {
        return Ok(());
    };
    let length = running.until.saturating_sub(running.from);
    let late = running.until.saturating_sub(length / PARTS);
    if now < late {
        return Ok(());
    }
    let reported = reported(view, oracle, name)?;
    let missing: Vec<String> = members(view, &feed.terms.group)?
        .into_iter()
        .filter(|member| member.weight > 0 && !reported.contains(&member.addr))
        .map(|member| member.addr)
        .collect();
    if !missing.is_empty() {
        let period = running.period;
        let title = format!(
            "{name}: reporters late for period {period}: {}",
            missing.len()
        );
        let text = format!(
            "{} have not reported; the period ends {} UTC. Weight so far {} of a quorum of {}.",
            missing.join(", "),
            dates::time(running.until),
            running.weight,
            running
                .quorum
                .map_or("?".to_owned(), |quorum| quorum.to_string())
        );
        let key = format!("{oracle}/{name}/{period}");
        desk.add("overdue", &key, title, text, Some(running.until));
    }
    Ok(())
}

fn reported(
    view: &dyn ChainView,
    oracle: &Addr,
    feed: &str,
) -> Result<BTreeSet<String>, ViewError> {
    let mut all: BTreeMap<String, ()> = BTreeMap::new();
    for _ in 0..MOST_PAGES {
        let question = QueryMsg::Reports {
            feed: feed.to_owned(),
            period: None,
            start_after: all.last_key_value().map(|(last, ())| last.clone()),
            limit: Some(PAGE),
        };
        let page: ReportsResponse = query(view, oracle, &question)?;
        let done = page.reports.len() < PAGE as usize;
        all.extend(
            page.reports
                .into_iter()
                .map(|r| (r.reporter.into_string(), ())),
        );
        if done {
            return Ok(all.into_keys().collect());
        }
    }
    Err(ViewError::malformed("reports", "the list has no end"))
}

fn members(view: &dyn ChainView, group: &Addr) -> Result<Vec<Member>, ViewError> {
    let mut all: Vec<Member> = Vec::new();
    for _ in 0..MOST_PAGES {
        let question = Cw4Query::ListMembers {
            start_after: all.last().map(|member| member.addr.clone()),
            limit: PAGE,
        };
        let page: Members = query(view, group, &question)?;
        let done = page.members.len() < PAGE as usize;
        all.extend(page.members);
        if done {
            return Ok(all);
        }
    }
    Err(ViewError::malformed("members", "the list has no end"))
}
