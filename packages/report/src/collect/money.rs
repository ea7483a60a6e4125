use cosmwasm_std::Uint128;
use milegate_api::common::Sink;

use super::holders;
use crate::books::Books;
use crate::log;
use crate::model::{
    CategoryRow, Circulating, Dues, Excluded, Fate, GuardRow, Payment, Totals, Unclaimed,
};
use crate::snapshot::Snapshot;

/// Grants listed as having the most unclaimed.
const LARGEST: usize = 10;

pub fn circulating(s: &Snapshot) -> Circulating {
    let c = &s.circulating;
    let excluded = |p: &milegate_api::vesting::CirculatingPart| Excluded {
        address: p.address.clone(),
        balance: p.balance,
    };
    Circulating {
        formula: c.formula.trim_start_matches("circulating = ").to_owned(),
        supply: c.supply,
        locked: c.locked,
        dues: c.dues,
        unclaimed: c.unclaimed,
        excluded: c.excluded.iter().map(excluded).collect(),
        circulating: c.circulating,
    }
}

/// Sums over the categories as the report lists them, against the bank.
pub fn totals(s: &Snapshot, books: &Books) -> Totals {
    let mut t = Totals {
        dues: s.supply.dues,
        balance: s.balance,
        ..Totals::default()
    };
    for c in &s.supply.categories {
        let f = &c.figures;
        let sums = [
            (&mut t.vested, f.vested),
            (&mut t.claimed, f.claimed),
            (&mut t.claimable, f.claimable),
            (&mut t.locked, f.locked),
            (&mut t.forfeited, f.forfeited),
        ];
        for (sum, part) in sums {
            *sum = sum.saturating_add(part);
        }
    }
    for c in categories(s, books) {
        t.granted = t.granted.saturating_add(c.granted);
        t.reserve = t.reserve.saturating_add(c.reserve);
    }
    t.surplus = s.solvency.surplus;
    let parts = [t.claimable, t.locked, t.dues, t.surplus];
    let sum = parts
        .into_iter()
        .fold(Uint128::zero(), Uint128::saturating_add);
    t.balanced = sum == t.balance;
    t
}

pub fn categories(s: &Snapshot, books: &Books) -> Vec<CategoryRow> {
    let reserves = books.reserves_at(s, s.block.time);
    let reserve = |category: &str| -> Uint128 {
        let found = reserves.iter().find(|(name, _)| *name == category);
        found.map_or(0, |(_, sums)| sums.total).into()
    };
    s.supply
        .categories
        .iter()
        .map(|c| CategoryRow {
            category: c.category.clone(),
            cap: c.cap,
            granted: c.figures.total.saturating_sub(reserve(&c.category)),
            reserve: reserve(&c.category),
            vested: c.figures.vested,
            claimed: c.figures.claimed,
            claimable: c.figures.claimable,
            locked: c.figures.locked,
            forfeited: c.figures.forfeited,
        })
        .collect()
}

pub fn guards(s: &Snapshot) -> Vec<GuardRow> {
    s.guards
        .iter()
        .map(|g| GuardRow {
            category: g.category.clone(),
            limit: g.guard.limit,
            period: g.guard.period,
            bound: g.bound,
        })
        .collect()
}

pub fn payments(s: &Snapshot) -> Vec<Payment> {
    log::of(&s.txs, s.vault_address.as_str(), log::VAULT)
        .into_iter()
        .filter(|e| e.name == "claimed")
        .map(|e| Payment {
            height: e.height,
            time: e.time,
            grant: e.text("grant").into(),
            payee: e.text("payee").into(),
            amount: e.number("amount").unwrap_or_default(),
            denom: s.vault.asset.denom.to_string(),
        })
        .collect()
}

pub fn dues(s: &Snapshot) -> Vec<Dues> {
    log::of(&s.txs, s.vault_address.as_str(), log::VAULT)
        .into_iter()
        .filter(|e| e.name == "dues_paid")
        .map(|e| Dues {
            height: e.height,
            time: e.time,
            sink: sink(s),
            amount: e.number("amount").unwrap_or_default(),
            denom: s.vault.asset.denom.to_string(),
        })
        .collect()
}

/// The vault's sink, in a word.
pub fn sink(s: &Snapshot) -> String {
    match &s.vault.sink {
        Sink::Burn {} => "burnt".into(),
        Sink::Account { address } => address.to_string(),
    }
}

pub fn fate(s: &Snapshot, books: &Books, dues: &[Dues]) -> Fate {
    Fate {
        sink: sink(s),
        forfeited: s.supply.total.forfeited,
        sent: dues
            .iter()
            .fold(Uint128::zero(), |sum, d| sum.saturating_add(d.amount)),
        waiting: s.supply.dues,
        causes: holders::lost(s, books),
    }
}

pub fn unclaimed(s: &Snapshot) -> Vec<Unclaimed> {
    let mut all: Vec<Unclaimed> = s
        .grants
        .iter()
        .filter(|g| !g.figures.claimable.is_zero())
        .map(|g| Unclaimed {
            grant: g.grant.clone(),
            category: g.category.clone(),
            amount: g.figures.claimable,
        })
        .collect();
    all.sort_by(|a, b| b.amount.cmp(&a.amount).then_with(|| a.grant.cmp(&b.grant)));
    all.truncate(LARGEST);
    all
}
