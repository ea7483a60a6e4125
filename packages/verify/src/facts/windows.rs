use milegate_api::core::Span;
use milegate_api::core::governance::Class;
use milegate_api::core::holder::{MIN_RECOVERY, MIN_WAIT};
use milegate_api::milestones::MilestoneResponse;
use milegate_report::dates::length;

use crate::finding::Finding;
use crate::site::Site;

/// The least a challenge window should last where no plan says more: three days, and a block.
const LEAST_WINDOW: Span = Span {
    seconds: MIN_WAIT,
    blocks: 1,
};

/// Time to object on both clocks: challenges, changes of grants, votes of courts.
pub fn windows(site: &Site<'_>, found: &mut Finding) {
    for milestone in &site.s.milestones {
        challenge(site, milestone, found);
        court(site, milestone, found);
    }
    let vault = &site.s.vault;
    let mut waits = vec![
        ("a change of payee".to_owned(), vault.payee_delay, MIN_WAIT),
        ("a recovery".to_owned(), vault.recovery_delay, MIN_RECOVERY),
    ];
    for category in &vault.categories {
        if let Some(leavers) = &category.leavers {
            let what = format!("a termination in {}", category.name);
            waits.push((what, leavers.notice, MIN_WAIT));
        }
    }
    for (what, span, seconds) in waits {
        let least = Span { seconds, blocks: 1 };
        at_least(&what, "waits", span, least, found);
    }
}

fn challenge(site: &Site<'_>, milestone: &MilestoneResponse, found: &mut Finding) {
    let terms = &milestone.terms;
    let planned = site.planned().ok();
    let planned = planned.and_then(|p| p.plan.milestone(&terms.name));
    let least = planned.map_or(LEAST_WINDOW, |m| *m.window);
    let what = format!("{}: the challenge window", terms.name);
    at_least(&what, "lasts", terms.window, least, found);
}

/// A vote of the court ends before its limit, and after the window, before which it cannot say that
/// attestations stand.
fn court(site: &Site<'_>, milestone: &MilestoneResponse, found: &mut Finding) {
    let terms = &milestone.terms;
    let (name, limit) = (&terms.name, terms.court_limit);
    let votes = site.s.voting.as_ref().filter(|v| v.address == terms.court);
    if let Some(voting) = votes {
        let rule = voting.config.rules.of(Class::Dispute);
        // The tail runs inside the delay.
        let ready = rule.voting.then(rule.delay);
        let expires = ready.then(rule.window);
        found.check(
            covers(limit, ready),
            format!(
                "{name}: a vote on a dispute takes {}, the court has {}",
                words(ready),
                words(limit)
            ),
            format!(
                "{name}: a vote on a dispute takes {}, longer than the court has: {}",
                words(ready),
                words(limit)
            ),
        );
        if expires.seconds <= terms.window.seconds || expires.blocks <= terms.window.blocks {
            found.wrong(format!(
                "{name}: a vote on a dispute is over after {}, before the window of {}: it can never \
                 say that attestations stand",
                words(expires),
                words(terms.window)
            ));
        }
        return;
    }
    let multisig = site
        .parties
        .get(&terms.court)
        .and_then(|p| p.multisig.as_ref());
    let period = multisig.and_then(|m| m.terms.as_ref()?.voting_period);
    if let Some(period) = period {
        found.check(
            period <= limit.seconds,
            format!(
                "{name}: the court votes for up to {}, it has {}",
                length(period),
                words(limit)
            ),
            format!(
                "{name}: the court votes for up to {}, longer than it has: {}",
                length(period),
                words(limit)
            ),
        );
    }
}

fn at_least(what: &str, verb: &str, span: Span, least: Span, found: &mut Finding) {
    found.check(
        covers(span, least),
        format!("{what} {verb} {}", words(span)),
        format!("{what} {verb} {}, less than {}", words(span), words(least)),
    );
}

fn covers(span: Span, least: Span) -> bool {
    span.seconds >= least.seconds && span.blocks >= least.blocks
}

/// A span on both clocks.
pub fn words(span: Span) -> String {
    let unit = if span.blocks == 1 { "block" } else { "blocks" };
    format!("{} and {} {unit}", length(span.seconds), span.blocks)
}
