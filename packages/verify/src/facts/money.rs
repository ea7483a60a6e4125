use cosmwasm_std::{Addr, Uint128};
use milegate_api::payments;
use milegate_report::query;

use crate::finding::Finding;
use crate::site::{self, PAYMENTS, Site};

/// Every contract holds what it owes. Before funding: whoever funds holds what sealing takes.
pub fn solvency(site: &Site<'_>, found: &mut Finding) {
    let s = &site.s;
    if s.sealed_at().is_none() {
        return funds(site, found);
    }
    let total = &s.supply.total;
    let owed = sum(&[total.claimable, total.locked, s.supply.dues]);
    covered(
        "the vault",
        &site.amount(s.balance),
        &site.amount(owed),
        s.balance >= owed,
        found,
    );
    let granted = s.grants.iter().map(|g| g.figures.total);
    let granted = granted.fold(Uint128::zero(), |all, one| all.saturating_add(one));
    let reserves = s.supply.categories.iter().map(|c| c.reserve);
    let all = reserves.fold(granted, |all, one| all.saturating_add(one));
    found.check(
        all <= total.total,
        format!("grants and reserves are {}", site.amount(all)),
        format!(
            "grants and reserves are {}, the vault counts {}",
            site.amount(all),
            site.amount(total.total)
        ),
    );

    let b = &s.bonds;
    let owed = sum(&[b.bonds, b.bounties, b.credits, b.dues]);
    let unit = |amount: Uint128| format!("{amount} {}", b.denom);
    let (has, owes) = (unit(s.bond_balance), unit(owed));
    covered("the milestones", &has, &owes, s.bond_balance >= owed, found);
    if let Some(v) = &s.voting {
        let d = &v.deposits;
        let (has, owes) = (d.balance, d.held);
        covered(
            "deposits",
            &has.to_string(),
            &owes.to_string(),
            has >= owes,
            found,
        );
        if let Some(staking) = &v.stake {
            let (has, owes) = (staking.solvency.balance, staking.solvency.owed);
            covered(
                "the stake",
                &site.amount(has),
                &site.amount(owes),
                has >= owes,
                found,
            );
        }
    }
    payments(site, found);
}

/// Who counts payments owes them.
fn payments(site: &Site<'_>, found: &mut Finding) {
    for seen in site
        .targets
        .iter()
        .filter(|seen| seen.code == Some(PAYMENTS))
    {
        let question = payments::QueryMsg::Solvency {};
        match query::<payments::SolvencyResponse>(site.view, &seen.address, &question) {
            Ok(told) => covered(
                &seen.role,
                &told.balance.to_string(),
                &told.owed.to_string(),
                told.balance >= told.owed,
                found,
            ),
            Err(why) => found.unseen(format!("{}: {why}", seen.role)),
        }
    }
}

fn funds(site: &Site<'_>, found: &mut Finding) {
    let vault = &site.s.vault;
    let (funder, needed): (&Addr, Uint128) = (&vault.funder, vault.funding);
    match site::held(site, funder) {
        Ok(held) => found.check(
            held >= needed,
            format!(
                "the funder {funder} holds {}, sealing takes {}",
                site.amount(held),
                site.amount(needed)
            ),
            format!(
                "the funder {funder} holds {}, sealing takes {}: {} are missing",
                site.amount(held),
                site.amount(needed),
                site.amount(needed.saturating_sub(held))
            ),
        ),
        Err(why) => found.unseen(why),
    }
}

fn covered(who: &str, has: &str, owes: &str, enough: bool, found: &mut Finding) {
    found.check(
        enough,
        format!("{who}: {has} held, {owes} owed"),
        format!("{who}: {has} held is less than the {owes} owed"),
    );
}

fn sum(parts: &[Uint128]) -> Uint128 {
    let parts = parts.iter();
    parts.fold(Uint128::zero(), |all, part| all.saturating_add(*part))
}
