//! When tokens begin to unlock.

use std::collections::BTreeMap;

use milegate_api::core::Conclusion;
use milegate_api::core::ledger::{Gate, IfMissed};
use milegate_api::milestones::{MilestoneResponse, Stage};
use milegate_api::vesting::ScheduleResponse;
use milegate_report::{Snapshot, ends_by, first_reached, milestones};
use serde::Serialize;

use crate::decimal::decimal;
use crate::supply::utc;

/// Every unlock of a vault, as far as it is known at one block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unlocks {
    /// The chain.
    pub chain_id: String,
    /// Height.
    pub height: u64,
    /// Block time, Unix seconds.
    pub time: u64,
    /// The same, UTC.
    pub time_utc: String,
    /// The vault.
    pub vault: String,
    /// Symbol of the amounts.
    pub symbol: String,
    /// What the three dates mean.
    pub dates: &'static str,
    /// The unlocks: milestones by name, then dates.
    pub unlocks: Vec<Unlock>,
}

/// Tokens that begin to unlock together. Dates are those of the first token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unlock {
    /// `milestone` or `date`.
    pub kind: &'static str,
    /// The milestone, or the schedules that the date opens.
    pub name: String,
    /// What must be true, of a milestone. Written by the plan's author: untrusted text.
    pub statement: Option<String>,
    /// Where it is: `open`, `pending`, `disputed`, `reached`, `missed`; of a date `ahead` or `begun`.
    pub status: &'static str,
    /// What is behind it, whole tokens.
    pub amount: String,
    /// As early as it still can be.
    pub earliest: Option<String>,
    /// If the fact is there by its deadline, is attested at once and nobody challenges.
    pub expected: Option<String>,
    /// As late as it can be, halts of the chain apart; what is missed by then opens never, or by its
    /// fallback.
    pub latest: Option<String>,
    /// What a miss does.
    pub if_missed: Vec<String>,
    /// The same dates, Unix seconds.
    #[serde(skip)]
    pub instants: [Option<u64>; 3],
}

const DATES: &str = "of the first token, UTC. earliest: as soon as it still can be; expected: the \
    fact is there by its deadline, attested at once and not challenged; latest: as late as it can \
    be. One date three times: decided. None: never, or not behind this vault";

impl Unlocks {
    /// The unlocks as a snapshot has them.
    pub fn of(s: &Snapshot) -> Self {
        let told = milestones(s);
        let by_milestone = told.iter().filter_map(|m| {
            let terms = s.milestones.iter().find(|x| x.terms.name == m.name)?;
            Some(of_milestone(s, m, terms))
        });
        Unlocks {
            chain_id: s.block.chain_id.clone(),
            height: s.block.height,
            time: s.block.time,
            time_utc: utc(s.block.time),
            vault: s.vault_address.to_string(),
            symbol: s.vault.asset.symbol.clone(),
            dates: DATES,
            unlocks: by_milestone.chain(of_dates(s)).collect(),
        }
    }
}

fn of_milestone(
    s: &Snapshot,
    told: &milegate_report::model::Milestone,
    m: &MilestoneResponse,
) -> Unlock {
    let instants = match m.stage {
        Stage::Ended { conclusion } => [opens(s, &m.terms.name, conclusion); 3],
        _ => [
            first_reached(s, m),
            Conclusion::Reached { at: expected(s, m) },
            Conclusion::Reached { at: ends_by(m) },
        ]
        .map(|end| opens(s, &m.terms.name, end)),
    };
    Unlock {
        kind: "milestone",
        name: m.terms.name.clone(),
        statement: Some(m.terms.statement.clone()),
        status: told.status.word(),
        amount: decimal(told.amount.u128(), s.vault.asset.decimals),
        if_missed: told.if_missed.clone(),
        ..dated(instants)
    }
}

/// When it would be reached if the fact is there by its deadline, is attested at once, and nobody
/// challenges.
fn expected(s: &Snapshot, m: &MilestoneResponse) -> u64 {
    let window = m.terms.window.seconds;
    match &m.stage {
        Stage::Pending { since } => since.time.saturating_add(window),
        Stage::Disputed { since, .. } => {
            let limit = m.terms.court_limit.seconds;
            since.time.saturating_add(window).saturating_add(limit)
        }
        Stage::Open { .. } | Stage::Ended { .. } => {
            m.terms.deadline.max(s.block.time).saturating_add(window)
        }
    }
}

/// The first instant at which a gate of this milestone opens if it ends so; none if none does.
fn opens(s: &Snapshot, name: &str, end: Conclusion) -> Option<u64> {
    let tranches = s.schedules.iter().flat_map(|x| &x.schedule.tranches);
    let gates = tranches.filter_map(|tranche| {
        let Gate::Milestone {
            milestone,
            not_before,
            if_missed,
        } = &tranche.gate
        else {
            return None;
        };
        let at = match end {
            Conclusion::Reached { at } => at,
            Conclusion::Missed { at } if matches!(if_missed, IfMissed::Fallback { .. }) => at,
            Conclusion::Missed { .. } => return None,
        };
        let opens = at.saturating_add(s.vault.notice).max(*not_before);
        (milestone == name).then_some(opens)
    });
    gates.min()
}

/// Gates that only wait for a date, by date.
fn of_dates(s: &Snapshot) -> Vec<Unlock> {
    let mut dates: BTreeMap<u64, (Vec<&str>, u128)> = BTreeMap::new();
    for schedule in &s.schedules {
        for tranche in &schedule.schedule.tranches {
            if let Gate::Time { at } = tranche.gate {
                let (names, amount) = dates.entry(at).or_default();
                names.push(&schedule.name);
                let behind = lots(schedule).saturating_mul(tranche.weight.u64().into());
                *amount = amount.saturating_add(behind);
            }
        }
    }
    let unlock = |(at, (names, amount)): (u64, (Vec<&str>, u128))| Unlock {
        kind: "date",
        name: names.join(", "),
        status: if s.block.time >= at { "begun" } else { "ahead" },
        amount: decimal(amount, s.vault.asset.decimals),
        ..dated([Some(at); 3])
    };
    dates.into_iter().map(unlock).collect()
}

fn lots(schedule: &ScheduleResponse) -> u128 {
    let lots = schedule.serving.u64().saturating_add(schedule.kept.u64());
    u128::from(lots)
}

fn dated(instants: [Option<u64>; 3]) -> Unlock {
    let [earliest, expected, latest] = instants.map(|at| at.map(utc));
    Unlock {
        kind: "",
        name: String::new(),
        statement: None,
        status: "",
        amount: String::new(),
        earliest,
        expected,
        latest,
        if_missed: Vec::new(),
        instants,
    }
}
