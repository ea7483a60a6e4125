//! 2: the balance covers every obligation; stored totals are the sums over records.

use milegate_api::milestones::Stage;

use super::{RuleResult, log_read, rule_01};
use crate::snapshot::Snapshot;

pub fn check(s: &Snapshot) -> RuleResult {
    let mut rule = RuleResult::new(2, "the balance covers every obligation");
    if s.sealed_at().is_some() {
        vault(s, &mut rule);
    } else {
        rule.fact("the vault is a draft: it owes nothing");
    }
    bonds(s, &mut rule);
    rule
}

/// What the vault owes, from the grants by our own arithmetic, against the bank.
fn vault(s: &Snapshot, rule: &mut RuleResult) {
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
    rule.equal("bonds of running challenges", b.bonds.u128(), standing);
    let sum = |name, key| log_read::sum(&events, name, key).unwrap_or(u128::MAX);
    let came = sum("challenged", "bond").saturating_add(sum("bounty_added", "amount"));
    let went = sum("withdrawn", "amount").saturating_add(sum("dues_paid", "amount"));
    rule.check(came == held.saturating_add(went), || {
        format!("bonds: {came} came in, {went} went out, {held} are on the books")
    });
    rule.fact(format!(
        "bonds and bounties: {came} came in = {held} held + {went} paid out"
    ));
}
