//! 2: the balance covers every obligation; stored totals are the sums over records.

use milegate_api::core::ledger::Tenure;
use milegate_api::milestones::Stage;

use super::{RuleResult, log_read, rule_01, votes};
use crate::books::Books;
use crate::snapshot::Snapshot;

pub fn check(s: &Snapshot, books: &Books) -> RuleResult {
    let mut rule = RuleResult::new(2, "the balance covers every obligation");
    if s.sealed_at().is_some() {
        vault(s, books, &mut rule);
    } else {
        rule.fact("the vault is a draft: it owes nothing");
    }
    totals(s, &mut rule);
    bonds(s, &mut rule);
    votes::balances(s, &mut rule);
    rule
}

/// What the vault owes, from grants and reserves by our own arithmetic, against the bank.
fn vault(s: &Snapshot, books: &Books, rule: &mut RuleResult) {
    let events = log_read::vault(s);
    let read = |name, key| log_read::sum(&events, name, key);
    let sums = (
        read("claimed", "amount"),
        read("dues_paid", "amount"),
        read("sealed", "funding"),
    );
    let (Some(claimed), Some(paid), Some(funding)) = sums else {
        rule.check(false, || "the log holds amounts that cannot be read".into());
        return;
    };
    let (mut owed, mut forfeited) = (0u128, 0u128);
    for (g, own) in s.grants.iter().zip(rule_01::own(s)) {
        let own = own.unwrap_or_default();
        let open = own
            .total
            .saturating_sub(own.forfeited)
            .saturating_sub(g.figures.claimed.u128());
        owed = owed.saturating_add(open);
        forfeited = forfeited.saturating_add(own.forfeited);
    }
    for (_, reserve) in books.reserves_at(s, s.block.time) {
        owed = owed.saturating_add(reserve.locked());
        forfeited = forfeited.saturating_add(reserve.forfeited);
    }
    rule.check(paid <= forfeited, || {
        format!("the sink was paid {paid}, forfeited is {forfeited}")
    });
    let dues = forfeited.saturating_sub(paid);
    let balance = s.balance.u128();
    rule.check(owed.saturating_add(dues) <= balance, || {
        format!("the bank holds {balance}, owed are {owed} and dues {dues}")
    });
    rule.equal("solvency: balance", s.solvency.balance.u128(), balance);
    rule.equal("solvency: owed", s.solvency.owed.u128(), owed);
    rule.equal("solvency: dues", s.solvency.dues.u128(), dues);
    rule.equal("supply: dues", s.supply.dues.u128(), dues);
    rule.check(s.solvency.solvent, || {
        "the vault itself says that it is not solvent".into()
    });
    let surplus = balance.saturating_sub(owed.saturating_add(dues));
    rule.equal("solvency: surplus", s.solvency.surplus.u128(), surplus);
    rule.equal("funding", s.vault.funding.u128(), funding);
    let left = funding
        .checked_sub(claimed)
        .and_then(|x| x.checked_sub(paid));
    rule.check(left == Some(balance.saturating_sub(surplus)), || {
        format!("funding {funding} - claimed {claimed} - dues paid {paid} is not balance {balance} - surplus {surplus}")
    });
    let locked = s.supply.total.locked.u128();
    rule.equal("circulating: locked", s.circulating.locked.u128(), locked);
    rule.equal(
        "circulating: supply",
        s.circulating.supply.u128(),
        s.bank_supply.u128(),
    );
    let parts = s
        .circulating
        .excluded
        .iter()
        .fold(locked.saturating_add(dues), |sum, p| {
            sum.saturating_add(p.balance.u128())
        });
    let circulating = s.bank_supply.u128().saturating_sub(parts);
    rule.equal("circulating", s.circulating.circulating.u128(), circulating);
    rule.fact(format!(
        "bank {balance} = owed {owed} + dues {dues} + gifts {surplus}"
    ));
    rule.fact(format!(
        "funding {funding} - claimed {claimed} - dues paid {paid} = {}",
        left.unwrap_or(0)
    ));
}

/// The sums that a schedule keeps are the sums over its grants.
fn totals(s: &Snapshot, rule: &mut RuleResult) {
    for x in &s.schedules {
        let (mut serving, mut kept, mut settled) = (0u64, 0u64, 0u128);
        for g in s.grants.iter().filter(|g| g.schedule == x.name) {
            match g.tenure {
                Tenure::Serving {} => serving = serving.saturating_add(g.lots.u64()),
                Tenure::Left { kept: lots } => kept = kept.saturating_add(lots.u64()),
                Tenure::Renounced {} => {
                    settled = settled.saturating_add(g.figures.claimed.u128());
                }
            }
        }
        let what = |part: &str| format!("schedule {}: {part}", x.name);
        rule.equal(&what("lots serving"), x.serving.u64(), serving);
        rule.equal(&what("lots kept"), x.kept.u64(), kept);
        rule.equal(&what("settled"), x.settled.u128(), settled);
    }
}

/// Bonds, bounties and credits of the milestones, from their events, against the bank.
fn bonds(s: &Snapshot, rule: &mut RuleResult) {
    let b = &s.bonds;
    let events = log_read::milestones(s);
    let held = [b.bonds, b.bounties, b.credits, b.dues]
        .iter()
        .fold(0u128, |sum, p| sum.saturating_add(p.u128()));
    let balance = s.bond_balance.u128();
    rule.equal("bonds: balance", b.balance.u128(), balance);
    rule.check(held <= balance, || {
        format!("bonds: the bank holds {balance}, obligations are {held}")
    });
    rule.equal(
        "bonds: surplus",
        b.surplus.u128(),
        balance.saturating_sub(held),
    );
    let standing = s.milestones.iter().fold(0u128, |sum, m| match &m.stage {
        Stage::Disputed { challenge, .. } => sum.saturating_add(challenge.bond.u128()),
        _ => sum,
    });
    let pledges = s.milestones.iter().flat_map(|m| &m.leaves);
    let standing = pledges.fold(standing, |sum, leaf| {
        let pledge = leaf.pledge.as_ref();
        sum.saturating_add(pledge.map_or(0, |pledge| pledge.bond.u128()))
    });
    rule.equal(
        "bonds of running challenges and standing assertions",
        b.bonds.u128(),
        standing,
    );
    let sum = |name, key| log_read::sum(&events, name, key).unwrap_or(u128::MAX);
    let came = [
        ("challenged", "bond"),
        ("pledged", "bond"),
        ("bounty_added", "amount"),
    ]
    .iter()
    .fold(0u128, |all, (name, key)| all.saturating_add(sum(name, key)));
    let went = sum("withdrawn", "amount").saturating_add(sum("dues_paid", "amount"));
    rule.check(came == held.saturating_add(went), || {
        format!("bonds: {came} came in, {went} went out, {held} are on the books")
    });
    rule.fact(format!(
        "bonds and bounties: {came} came in = {held} held + {went} paid out"
    ));
}
