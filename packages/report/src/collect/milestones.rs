use cosmwasm_std::Uint128;
use milegate_api::core::Conclusion;
use milegate_api::milestones::{MilestoneResponse, Stage};
use milegate_api::vesting::MilestoneStake;

use super::{futures, words};
use crate::dates;
use crate::log::{self, Logged};
use crate::model::{Attested, EventKind, Leaf, Mark, MarkKind, Milestone, Moment, Status, Step};
use crate::snapshot::Snapshot;

/// Every milestone with what stands behind it and what happened to it.
pub fn milestones(s: &Snapshot) -> Vec<Milestone> {
    let events = log::of(&s.txs, s.vault.milestones.as_str(), log::MILESTONES);
    s.milestones
        .iter()
        .zip(&s.stakes)
        .filter(|(m, _)| s.names(&m.terms.name))
        .map(|(m, stake)| milestone(s, m, stake, &events))
        .collect()
}

fn milestone(
    s: &Snapshot,
    m: &MilestoneResponse,
    stake: &MilestoneStake,
    events: &[Logged],
) -> Milestone {
    let t = &m.terms;
    let timeline: Vec<Moment> = events
        .iter()
        .filter(|e| e.text("milestone") == t.name)
        .filter_map(|e| moment(s, e))
        .collect();
    Milestone {
        name: t.name.clone(),
        statement: t.statement.clone(),
        status: status(&m.stage),
        words: s.figures.worded(m, &m.words),
        round: m.round,
        policy: words::policy(&t.policy),
        leaves: leaves(s, m),
        latest: timeline.iter().rev().find_map(|x| x.evidence.clone()),
        start: t.start,
        deadline: t.deadline,
        ends_by: futures::ends_by(m),
        window: t.window.seconds,
        window_blocks: t.window.blocks,
        amount: stake.amount,
        earliest: stake.earliest,
        latest_release: stake.latest,
        forfeited_if_missed: stake.forfeited_if_missed,
        if_missed: words::if_missed(s, &t.name),
        next: m
            .next
            .iter()
            .map(|n| Step {
                action: n.action.clone(),
                who: n.who.clone(),
                words: s.figures.worded(m, &n.words),
            })
            .collect(),
        timeline,
    }
}

fn status(stage: &Stage) -> Status {
    match stage {
        Stage::Open { .. } => Status::Open,
        Stage::Pending { since } => Status::Pending { since: since.time },
        Stage::Disputed { challenge, .. } => Status::Disputed {
            since: challenge.at.time,
        },
        Stage::Ended {
            conclusion: Conclusion::Reached { at },
        } => Status::Reached { at: *at },
        Stage::Ended {
            conclusion: Conclusion::Missed { at },
        } => Status::Missed { at: *at },
    }
}

fn leaves(s: &Snapshot, m: &MilestoneResponse) -> Vec<Leaf> {
    m.terms
        .witnesses
        .iter()
        .map(|w| {
            let standing = m.leaves.iter().find(|l| l.witness == w.name);
            let missing = m
                .missing
                .iter()
                .map(|m| words::missing(m, &s.figures))
                .find(|(name, _)| *name == w.name);
            Leaf {
                witness: w.name.clone(),
                who: words::witness(&w.kind, s),
                holds: standing.is_some_and(|l| l.holds),
                missing: missing.map(|(_, text)| text).unwrap_or_default(),
                not_recused: standing.is_some_and(|l| l.not_recused),
            }
        })
        .collect()
}

/// One line of a timeline; none for events that only detail another.
fn moment(s: &Snapshot, e: &Logged) -> Option<Moment> {
    let (kind, words, evidence) = match e.name.as_str() {
        "attested" => {
            let attested = evidence(e);
            let words = format!(
                "{} attested as {}: {} = {}, as of {}",
                attested.attestor,
                attested.witness,
                attested.metric,
                attested.value,
                dates::date(attested.as_of)
            );
            (EventKind::Attested, words, Some(attested))
        }
        "retracted" => {
            let words = format!(
                "{} took the attestation as {} back",
                e.text("attestor"),
                e.text("witness")
            );
            (EventKind::Withdrawn, words, None)
        }
        "recused" => {
            let words = format!(
                "{} was recused as {}: holds a grant behind this milestone",
                e.text("attestor"),
                e.text("witness")
            );
            (EventKind::Withdrawn, words, None)
        }
        "sitting_dropped" => {
            let words = format!(
                "the sitting of {} took too long; its attestations no longer stand",
                e.text("witness")
            );
            (EventKind::Withdrawn, words, None)
        }
        "pending" => {
            let words = format!(
                "the policy is satisfied; the challenge window of round {} starts",
                e.text("round")
            );
            (EventKind::Pending, words, None)
        }
        "challenged" => {
            let words = format!(
                "{} challenged with a bond of {}",
                e.text("challenger"),
                bond(s, e, "bond")
            );
            (EventKind::Challenged, words, None)
        }
        "settled" => (
            EventKind::Settled,
            format!("the court says: {}", e.text("verdict")),
            None,
        ),
        "fell" => {
            let words = format!("thrown out; round {} begins", e.text("round"));
            (EventKind::Fell, words, None)
        }
        "last_call" => (EventKind::LastCall, "the last call begins".into(), None),
        "bounty_added" => (
            EventKind::Bounty,
            format!("a bounty grew by {}", bond(s, e, "amount")),
            None,
        ),
        "reached" => (EventKind::Reached, "reached, for good".into(), None),
        "missed" => (EventKind::Missed, "missed, for good".into(), None),
        _ => return None,
    };
    Some(Moment {
        height: e.height,
        time: e.time,
        kind,
        words,
        evidence,
    })
}

/// An amount of the bond denom, in an event.
fn bond(s: &Snapshot, e: &Logged, key: &str) -> String {
    let amount = e.text(key).parse::<Uint128>();
    amount.map_or_else(|_| e.text(key).to_owned(), |amount| s.figures.bond(amount))
}

fn evidence(e: &Logged) -> Attested {
    Attested {
        attestor: e.text("attestor").into(),
        witness: e.text("witness").into(),
        as_of: e.number("as_of").unwrap_or_default(),
        metric: e.text("metric").into(),
        value: e.text("value").into(),
        uri: e.text("uri").into(),
        digest: e.text("digest").into(),
    }
}

/// Ends and falls, for the charts.
pub fn marks(s: &Snapshot) -> Vec<Mark> {
    log::of(&s.txs, s.vault.milestones.as_str(), log::MILESTONES)
        .into_iter()
        .filter(|e| s.names(e.text("milestone")))
        .filter_map(|e| {
            let kind = match e.name.as_str() {
                "reached" => MarkKind::Reached,
                "missed" => MarkKind::Missed,
                "fell" => MarkKind::ThrownOut,
                _ => return None,
            };
            Some(Mark {
                at: e.time,
                milestone: e.text("milestone").into(),
                kind,
            })
        })
        .collect()
}
