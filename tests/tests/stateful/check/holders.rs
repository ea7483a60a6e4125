//! What one state of the chain shows about holders: sums, interest, terms, and the events again.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::{Uint64, from_json};
use milegate_api::common::ByName;
use milegate_api::vesting::{ChangeKind, Event, GrantResponse, Held, raw};
use milegate_core::ledger::{Tenure, Totals};
use milegate_tests::oracle::{Fate, Holding};
use milegate_tests::suite::{ACTORS, Suite, address};
use num_bigint::BigInt;

use super::Context;
use crate::stateful::ghost::Ghost;
use crate::stateful::plan;

fn amount(figure: &BigInt) -> u128 {
    u128::try_from(figure).expect("an amount")
}

fn tenure(ghost: &Ghost, holding: &Holding) -> Tenure {
    match holding.fate {
        Fate::Serving => Tenure::Serving {},
        Fate::Renounced(_) => Tenure::Renounced {},
        Fate::Left(at) => {
            let kept = u64::try_from(ghost.world.kept(holding, at)).expect("lots");
            Tenure::Left { kept: kept.into() }
        }
    }
}

/// What a schedule's record of sums should be, grant by grant.
pub fn totals(ghost: &Ghost, schedule: usize) -> Totals {
    let mut told = Totals {
        forfeited: ghost.lost[schedule].into(),
        ..Totals::default()
    };
    let holdings = ghost.world.holdings.iter();
    for holding in holdings.filter(|holding| holding.schedule == schedule) {
        let size = u128::from(holding.lots) * u128::from(ghost.world.lot);
        told.granted += cosmwasm_std::Uint128::new(size);
        match tenure(ghost, holding) {
            Tenure::Serving {} => told.serving += Uint64::new(holding.lots),
            Tenure::Left { kept } => told.kept += kept,
            Tenure::Renounced {} => {
                told.settled += cosmwasm_std::Uint128::new(amount(&holding.claimed));
            }
        }
    }
    told
}

/// The records that peers read: interest, recounted from every grant's history, and which
/// schedules a milestone opens.
pub fn interest(suite: &Suite, ghost: &Ghost, context: Context) {
    let counts = ghost.counts();
    for who in ACTORS {
        let record = suite
            .chain
            .query_raw(&suite.vault, &raw::INTEREST.key(&suite.at(who)));
        let held: ByName<Held> = record.map_or_else(ByName::default, |bytes| {
            from_json(bytes).expect("a well-formed record")
        });
        let held: BTreeMap<String, Held> = held.0.into_iter().collect();
        let told = counts.get(who).into_iter().flatten();
        let told = told.map(|(schedule, grants)| {
            let (grants, since) = (*grants, ghost.since[&(who.to_string(), schedule.clone())]);
            (schedule.clone(), Held { grants, since })
        });
        let told: BTreeMap<String, Held> = told.collect();
        assert_eq!(held, told, "interest of {who}: {}", context());
    }
    for milestone in plan::MILESTONES {
        let record = suite
            .chain
            .query_raw(&suite.vault, &raw::GATES.key(milestone));
        let opened: Vec<String> = from_json(record.expect("gates")).expect("a record");
        let distinct: BTreeSet<String> = opened.iter().cloned().collect();
        assert_eq!(distinct.len(), opened.len(), "{milestone}: {}", context());
        let told = ghost.opened_by(milestone);
        assert_eq!(distinct, told, "{milestone}: {}", context());
    }
}

/// One grant: who holds it, whether it serves, what is announced.
pub fn same(suite: &Suite, found: &GrantResponse, ghost: &Ghost, index: usize, context: Context) {
    let (held, holding) = (&ghost.holders[index], &ghost.world.holdings[index]);
    assert_eq!(found.schedule, ghost.names[holding.schedule]);
    assert_eq!(found.category, ghost.categories[holding.schedule]);
    assert_eq!(found.owner.as_str(), address(&held.owner), "{}", context());
    assert_eq!(found.payee.as_str(), address(&held.payee), "{}", context());
    assert_eq!(found.lots.u64(), holding.lots, "{}", context());
    assert_eq!(found.anyone_claims, held.anyone, "{}", context());
    assert_eq!(found.tenure, tenure(ghost, holding), "{}", context());
    let keeper = held.keeper.as_deref().map(address);
    let shown = found.recovery.as_ref().map(|keeper| keeper.to_string());
    assert_eq!(shown, keeper, "{}", context());
    let shown = found.changes.iter().map(|one| {
        let to = one.change.to().map(|to| to.to_string());
        (one.change.kind(), to.unwrap_or_default(), one.when)
    });
    let waiting = ChangeKind::ALL.iter();
    let waiting = waiting.filter_map(|kind| held.waiting(*kind, suite.point()));
    let told = waiting.map(|one| {
        let to = match one.to.is_empty() {
            true => String::new(),
            false => address(&one.to),
        };
        (one.kind, to, one.when)
    });
    let (shown, told): (Vec<_>, Vec<_>) = (shown.collect(), told.collect());
    assert_eq!(shown, told, "{}: {}", held.name, context());
}

/// What the events say of a grant.
#[derive(Debug, PartialEq)]
struct Told {
    schedule: String,
    owner: String,
    payee: String,
    lots: u64,
    kept: Option<u64>,
    gave_up: bool,
}

/// Rule 10: holders, leavers and the reserve, out of the events of the whole life.
pub fn rebuild(suite: &Suite, ghost: &Ghost, context: Context) {
    let mut told: BTreeMap<String, Told> = BTreeMap::new();
    let mut reserve = plan::RESERVE;
    let new = |schedule, owner, payee, lots| Told {
        schedule,
        owner,
        payee,
        lots,
        kept: None,
        gave_up: false,
    };
    let events = suite.chain.log().iter().flat_map(|line| &line.events);
    for event in events.filter_map(Event::parse) {
        let event = event.expect("a well-formed event");
        let mut of = |grant: &str| told.remove(grant).expect("a grant that was made");
        let (grant, after) = match event {
            Event::GrantAdded {
                grant,
                schedule,
                owner,
                payee,
                lots,
                ..
            } => (grant, new(schedule, owner, payee, lots)),
            Event::Assigned {
                grant,
                schedule,
                owner,
                payee,
                lots,
                reserve_lots,
                ..
            } => {
                reserve -= lots;
                assert_eq!(reserve, reserve_lots, "rule 10: {}", context());
                (grant, new(schedule, owner, payee, lots))
            }
            Event::ReserveLapsed { lots, .. } => {
                assert_eq!(reserve, lots, "rule 10: {}", context());
                continue;
            }
            Event::Terminated {
                grant, kept, lost, ..
            } => {
                let before = of(&grant);
                assert_eq!(kept + lost, before.lots, "rule 10: {}", context());
                let kept = Some(kept);
                (grant, Told { kept, ..before })
            }
            Event::Renounced { grant, .. } => {
                let (before, gave_up) = (of(&grant), true);
                (grant, Told { gave_up, ..before })
            }
            Event::PayeeChanged {
                grant, from, to, ..
            } => {
                let before = of(&grant);
                assert_eq!(from, before.payee, "rule 10: {}", context());
                (
                    grant,
                    Told {
                        payee: to,
                        ..before
                    },
                )
            }
            Event::OwnerChanged {
                grant,
                from,
                to,
                payee,
                ..
            } => {
                let before = of(&grant);
                assert_eq!(from, before.owner, "rule 10: {}", context());
                let owner = to;
                (
                    grant,
                    Told {
                        owner,
                        payee,
                        ..before
                    },
                )
            }
            Event::Declined { grant, payee, .. } => {
                let before = of(&grant);
                (grant, Told { payee, ..before })
            }
            _ => continue,
        };
        told.insert(grant, after);
    }
    assert_eq!(reserve, ghost.world.reserves[0].lots, "{}", context());
    assert_eq!(told.len(), ghost.holders.len(), "{}", context());
    for (held, holding) in ghost.holders.iter().zip(&ghost.world.holdings) {
        let left = match holding.fate {
            Fate::Left(at) => Some(u64::try_from(ghost.world.kept(holding, at)).expect("lots")),
            _ => None,
        };
        let found = &told[&held.name];
        let gave_up = matches!(holding.fate, Fate::Renounced(_));
        let expected = Told {
            schedule: ghost.names[holding.schedule].clone(),
            owner: address(&held.owner),
            payee: address(&held.payee),
            lots: holding.lots,
            // who left and gave up the rest is told twice
            kept: if gave_up { found.kept } else { left },
            gave_up,
        };
        assert_eq!(*found, expected, "{}: {}", held.name, context());
    }
}
