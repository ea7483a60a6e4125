//! Proposals that were executed, and who decided them.

use milegate_api::core::Point;
use milegate_api::core::governance::Class;
use milegate_api::core::ledger::{Gate, IfMissed, Schedule};
use milegate_api::governance::Asked;

use super::polls::{self, Poll, Polls};
use super::votes::pairs;
use super::{RuleResult, log_read};
use crate::books::Books;
use crate::log::Logged;
use crate::snapshot::{Put, Snapshot, Voting};

/// 6: nothing was run that had not passed, in its time, without those who gain by it.
pub fn decisions(s: &Snapshot, books: &Books, rule: &mut RuleResult) {
    let Some(v) = &s.voting else { return };
    let polls = polls::read(s, v);
    let mut executed: u32 = 0;
    for (put, poll) in pairs(v, &polls) {
        barred(s, v, books, (put, poll), rule);
        if let Some(e) = &poll.executed {
            executed = executed.saturating_add(1);
            run(put, poll, e, rule);
        }
    }
    spoken(s, v, &polls, rule);
    rule.fact(format!(
        "{executed} proposals executed, each had passed by its ballots, after its delay, inside its window; no ballot of \
         an interested voter counted"
    ));
}

/// Interested when it opened and at that moment, by the vault's own log; no ballot is such a
/// voter's, and every proof is.
fn barred(s: &Snapshot, v: &Voting, books: &Books, pair: (&Put, &Poll), rule: &mut RuleResult) {
    let (put, poll) = pair;
    let id = put.tally.id;
    let any = match poll.opened.text("recusal") {
        "nobody" => return,
        "grants" => true,
        _ => false,
    };
    let (began, start) = (poll.opened.time, v.config.start);
    rule.check(began >= start, || {
        format!("proposal {id} recuses and opened at {began}, holders are known from {start} on")
    });
    let names = |x: &Schedule| {
        let mut named = put.tally.milestones.iter();
        any || named.any(|named| is_behind(x, &named.milestone))
    };
    let schedules = s.schedules.iter().filter(|x| names(&x.schedule));
    let schedules: Vec<&str> = schedules.map(|x| x.name.as_str()).collect();
    let opened = poll.opened.height;
    let height = |tx: usize| s.txs.get(tx).map_or(u64::MAX, |tx| tx.height);
    let sealed = s.sealed_at().is_some();
    let interested = |who: &str, e: &Logged| {
        let mine = books.stakes.iter().filter(|x| x.address == who);
        let mut mine = mine.filter(|x| schedules.contains(&x.schedule.as_str()));
        sealed && mine.any(|x| height(x.from) <= opened && x.until.is_none_or(|until| until > e.tx))
    };
    for (who, (e, ..)) in &poll.ballots {
        rule.check(!interested(who, e), || {
            format!(
                "height {}: {who} voted on proposal {id}, which pays him",
                e.height
            )
        });
    }
    for (who, (e, ..)) in &poll.proofs {
        rule.check(interested(who, e), || {
            format!(
                "height {}: {who} was recused from proposal {id}, which does not pay him",
                e.height
            )
        });
    }
}

fn is_behind(schedule: &Schedule, name: &str) -> bool {
    schedule.tranches.iter().any(|tranche| match &tranche.gate {
        Gate::Milestone {
            milestone,
            if_missed,
            ..
        } => {
            let rolls = matches!(if_missed, IfMissed::Roll { milestone } if milestone == name);
            milestone == name || rolls
        }
        Gate::Time { .. } => false,
    })
}

/// What was executed had passed, after its delay and inside its window.
fn run(put: &Put, poll: &Poll, e: &Logged, rule: &mut RuleResult) {
    let (t, terms) = (&put.tally, &put.tally.terms);
    let dispute = terms.class == Class::Dispute;
    let due = polls::decides(terms, dispute, poll.sums());
    let due = due.filter(|_| terms.class != Class::Signal);
    rule.check(due == Some(e.text("task")), || {
        format!(
            "proposal {}: ran {} at height {}, its ballots come to {due:?}",
            t.id,
            e.text("task"),
            e.height
        )
    });
    let ended = terms.opened.after(terms.rule.voting);
    let from = ended.after(terms.rule.delay);
    let until = from.after(terms.rule.window);
    let now = Point {
        time: e.time,
        height: e.height,
    };
    rule.check(now.reached(from) && !now.reached(until), || {
        format!(
            "proposal {}: executed at {now}, not between {from} and {until}",
            t.id
        )
    });
    for (voter, (ballot, ..)) in &poll.ballots {
        let here = Point {
            time: ballot.time,
            height: ballot.height,
        };
        rule.check(!here.reached(ended), || {
            format!(
                "proposal {}: {voter} voted at {here}, the end was {ended}",
                t.id
            )
        });
    }
}

/// The governance testified and judged by its proposals alone.
fn spoken(s: &Snapshot, v: &Voting, polls: &Polls, rule: &mut RuleResult) {
    let ran = |tx: usize, task: &str| {
        let all = polls.polls.iter();
        let mut found = all.filter(|(_, poll)| {
            let executed = poll.executed.as_ref();
            executed.is_some_and(|e| e.tx == tx && e.text("task") == task)
        });
        found.next().map(|(id, _)| *id)
    };
    let judged = |id: u64, e: &Logged| {
        let mut put = v.proposals.iter();
        let put = put.find(|put| put.tally.id == id);
        put.is_some_and(|put| {
            let round = e.number::<u32>("round").unwrap_or(0);
            let named = put.tally.milestones.first();
            let asked =
                matches!(put.tally.asked, Asked::Dispute { round: asked } if asked == round);
            asked && named.is_some_and(|named| named.milestone == e.text("milestone"))
        })
    };
    let own = v.address.as_str();
    for e in log_read::milestones(s) {
        let milestone = e.text("milestone");
        let fine = match e.name.as_str() {
            "attested" if e.text("attestor") == own => ran(e.tx, "messages").is_some(),
            "settled" => {
                let mut terms = s.milestones.iter().map(|m| &m.terms);
                let court = terms
                    .find(|t| t.name == milestone)
                    .map(|t| t.court.as_str());
                let id = ran(e.tx, e.text("verdict"));
                court != Some(own) || id.is_some_and(|id| judged(id, &e))
            }
            _ => true,
        };
        rule.check(fine, || {
            format!(
                "height {}: {milestone} {} without a proposal of the governance",
                e.height, e.name
            )
        });
    }
}
