//! 6: no single key moves a token that was not claimable. From outside: who still has a message,
//! and whether every termination and every change of hands waited in public.

use milegate_api::common::Sink;
use milegate_api::core::ledger::{Gate, IfMissed, Schedule};
use milegate_api::core::milestone::WitnessKind;

use super::{RuleResult, decisions, log_read};
use crate::books::Books;
use crate::dates;
use crate::snapshot::Snapshot;

pub fn check(s: &Snapshot, books: &Books) -> RuleResult {
    let mut rule = RuleResult::new(6, "no single key moves or stops a token");
    for (what, info) in [("vault", &s.vault_info), ("milestones", &s.milestones_info)] {
        rule.check(info.admin.is_none(), || {
            format!("the {what} has an admin: {:?}", info.admin)
        });
    }
    let mut sealed = false;
    for e in log_read::vault(s) {
        let draft = matches!(e.name.as_str(), "grant_added" | "sealed" | "drafted");
        rule.check(!(sealed && draft), || {
            format!("height {}: {} after sealing", e.height, e.name)
        });
        sealed = sealed || e.name == "sealed";
    }
    rule.equal("sealed, by the log", sealed, s.sealed_at().is_some());
    rule.fact(format!(
        "issuer {} and funder {}: no message after sealing",
        s.vault.issuer, s.vault.funder
    ));
    if let Sink::Account { address } = &s.vault.sink {
        let holder = books.stakes.iter().find(|x| x.address == address.as_str());
        rule.check(holder.is_none(), || {
            format!("the sink {address} is or was a party of a grant")
        });
    }
    for m in &s.milestones {
        let t = &m.terms;
        for w in &t.witnesses {
            let who = match &w.kind {
                WitnessKind::Authority { address } => {
                    rule.check(*address != t.court, || {
                        format!(
                            "{}: the court {address} is also its witness {}",
                            t.name, w.name
                        )
                    });
                    format!("authority {address}")
                }
                WitnessKind::Committee {
                    group, threshold, ..
                } => {
                    let of = s.groups.get(group).map_or(0, |g| g.weight);
                    rule.check(threshold.u64() <= of, || {
                        format!("{}: {} needs {threshold} of {of}", t.name, w.name)
                    });
                    format!("committee {group}, {threshold} of {of} and two members at least")
                }
                WitnessKind::State {
                    contract, code_id, ..
                } => format!("what {contract} answers, as long as it runs code {code_id}"),
                WitnessKind::Feed {
                    oracle,
                    feed,
                    window,
                    measure,
                    target,
                    ..
                } => format!(
                    "a {measure} of at least {target} over window {window} of `{feed}` of {oracle}"
                ),
                WitnessKind::Assertion { bond } => {
                    format!("anyone who is not interested, with a bond of {bond}")
                }
            };
            rule.fact(format!("{}: {} is {who}", t.name, w.name));
        }
        rule.fact(format!("{}: court {}", t.name, t.court));
    }
    holders(s, books, &mut rule);
    interested(s, books, &mut rule);
    decisions::decisions(s, books, &mut rule);
    rule
}

/// Terminations and changes of hands happened as announced; who can still announce one.
fn holders(s: &Snapshot, books: &Books, rule: &mut RuleResult) {
    rule.faults(books);
    rule.fact(format!(
        "{} terminations and {} changes of payee or owner, each announced by who may, due and not \
         lapsed",
        books.terminations, books.moves
    ));
    for c in &s.vault.categories {
        if let Some(leavers) = &c.leavers {
            rule.fact(format!(
                "{}: {} ends service after a notice of {} and {} blocks; only unserved lots are lost",
                c.name,
                leavers.by,
                dates::length(leavers.notice.seconds),
                leavers.notice.blocks
            ));
        }
        if let Some(reserve) = &c.reserve {
            rule.fact(format!(
                "{}: {} assigns its reserve until {}",
                c.name,
                reserve.assigner,
                dates::date(reserve.expires)
            ));
        }
    }
}

/// Nobody testified about a milestone that opens, or opened, a grant of his.
fn interested(s: &Snapshot, books: &Books, rule: &mut RuleResult) {
    let behind = |milestone: &str| -> Vec<&str> {
        let named = s
            .schedules
            .iter()
            .filter(|x| names(&x.schedule).contains(&milestone));
        named.map(|x| x.name.as_str()).collect()
    };
    let mut attested: u32 = 0;
    for e in log_read::milestones(s)
        .iter()
        .filter(|e| e.name == "attested")
    {
        attested = attested.saturating_add(1);
        let (milestone, who) = (e.text("milestone"), e.text("attestor"));
        let grant = books.interest(who, &behind(milestone), e.tx);
        rule.check(grant.is_none(), || {
            let grant = grant.unwrap_or_default();
            format!(
                "height {}: {who} attested {milestone}, which opens a grant of his, {grant}",
                e.height
            )
        });
    }
    rule.fact(format!(
        "{attested} attestations, none by a party of a grant behind the milestone"
    ));
}

/// Milestones that a schedule's gates or rolls name.
fn names(schedule: &Schedule) -> Vec<&str> {
    let mut out = Vec::new();
    for tranche in &schedule.tranches {
        if let Gate::Milestone {
            milestone,
            if_missed,
            ..
        } = &tranche.gate
        {
            out.push(milestone.as_str());
            if let IfMissed::Roll { milestone } = if_missed {
                out.push(milestone.as_str());
            }
        }
    }
    out
}
