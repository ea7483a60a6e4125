//! What became of those who hold grants, by reference.

use milegate_api::core::Point;
use milegate_api::core::holder::Readiness;

use crate::books::Books;
use crate::log;
use crate::model::{Cause, HolderEvent, Lost, Pending, ReserveRow};
use crate::snapshot::Snapshot;

/// Events that are about one grant, payments and drafts apart.
const EVENTS: [&str; 9] = [
    "assigned",
    "terminated",
    "renounced",
    "payee_changed",
    "owner_changed",
    "recovery_named",
    "declined",
    "change_announced",
    "change_cancelled",
];

/// Everything that happened to grants, in order.
pub fn changes(s: &Snapshot, books: &Books) -> Vec<HolderEvent> {
    let events = log::of(&s.txs, s.vault_address.as_str(), log::VAULT);
    let ours = events.into_iter();
    let ours = ours.filter(|e| EVENTS.contains(&e.name.as_str()));
    ours.map(|e| {
        let grant = e.text("grant");
        let change = match e.name.as_str() {
            "terminated" => "termination",
            "payee_changed" => "payee",
            _ => e.text("change"),
        };
        HolderEvent {
            height: e.height,
            time: e.time,
            grant: grant.into(),
            category: books
                .grants
                .get(grant)
                .map_or(String::new(), |g| g.category.clone()),
            event: e.name.clone(),
            change: change.into(),
            reason: e.text("reason").into(),
            kept: e.number("kept"),
            lost: e.number("lost"),
            forfeited: e.number("forfeited").unwrap_or_default(),
        }
    })
    .collect()
}

/// Announced changes, the next one due first.
pub fn pending(s: &Snapshot) -> Vec<Pending> {
    let now = Point {
        time: s.block.time,
        height: s.block.height,
    };
    let mut all = Vec::new();
    for g in &s.grants {
        for c in &g.changes {
            let readiness = c.when.readiness(now);
            if readiness == Readiness::Lapsed {
                continue;
            }
            all.push(Pending {
                grant: g.grant.clone(),
                change: c.change.kind().code().into(),
                reason: c.change.reason().into(),
                due: c.when.due.time,
                due_height: c.when.due.height,
                lapses: c.when.lapses.time,
                lapses_height: c.when.lapses.height,
                is_due: readiness == Readiness::Due,
            });
        }
    }
    all.sort_by(|a, b| a.due.cmp(&b.due).then_with(|| a.grant.cmp(&b.grant)));
    all
}

/// The reserves, by category.
pub fn reserves(s: &Snapshot, books: &Books) -> Vec<ReserveRow> {
    let lot = u128::from(s.vault.asset.lot.u64());
    let now = s.block.time;
    let amount = |lots: u64| u128::from(lots).saturating_mul(lot).into();
    let row = |(category, left): (&str, crate::books::Sums)| {
        let found = s.vault.categories.iter().find(|c| c.name == category)?;
        let reserve = found.reserve.as_ref()?;
        Some(ReserveRow {
            category: category.into(),
            held: amount(reserve.lots.u64()),
            assigned: amount(books.assigned_lots(category, now)),
            left: left.total.into(),
            expires: reserve.expires,
            expired: now >= reserve.expires,
        })
    };
    books
        .reserves_at(s, now)
        .into_iter()
        .filter_map(row)
        .collect()
}

/// What was forfeited, by cause. What no other cause explains was behind a missed milestone.
pub fn lost(s: &Snapshot, books: &Books) -> Vec<Lost> {
    let (mut unserved, mut given_up, mut born_dead) = (0u128, 0u128, 0u128);
    for g in books.grants.values() {
        unserved = unserved.saturating_add(g.left.map_or(0, |left| left.forfeited));
        given_up = given_up.saturating_add(g.given_up.map_or(0, |gone| gone.forfeited));
        born_dead = born_dead.saturating_add(g.born_dead);
    }
    let reserves = books.reserves_at(s, s.block.time);
    let expired = reserves.iter().map(|(_, sums)| sums.forfeited);
    let expired = expired.fold(0u128, u128::saturating_add);
    let others = [unserved, given_up, expired, born_dead];
    let others_sum = others.into_iter().fold(0u128, u128::saturating_add);
    let missed = s.supply.total.forfeited.u128().saturating_sub(others_sum);
    let causes = [
        (Cause::MissedMilestone, missed),
        (Cause::Unserved, unserved),
        (Cause::Renounced, given_up),
        (Cause::ReserveExpired, expired),
        (Cause::DeadAtAssignment, born_dead),
    ];
    causes
        .into_iter()
        .filter(|(_, amount)| *amount > 0)
        .map(|(cause, amount)| Lost {
            cause,
            amount: amount.into(),
        })
        .collect()
}
