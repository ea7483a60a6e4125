//! The rules of DESIGN 4 that one state of the chain can show, rule by rule.

mod holders;

use std::collections::BTreeMap;

use cosmwasm_std::{Uint128, from_json};
use milegate_api::milestones::{self, BondsResponse, MilestonesResponse};
use milegate_api::packed::Packed;
use milegate_api::vesting::{
    GrantsResponse, QueryMsg, SchedulesResponse, SolvencyResponse, SupplyResponse,
};
use milegate_core::Conclusion;
use milegate_core::ledger::{Figures, GateState, Standing, Totals};
use milegate_tests::ghost::{Milestone, Stage};
use milegate_tests::oracle::{self, Fate};
use milegate_tests::suite::{BOND_DENOM, Suite};
use num_bigint::BigInt;

use super::ghost::Ghost;
use super::plan;

/// Smart queries take turns, one a step; the raw state is read after every step.
pub const ROTATION: usize = 6;

type Context<'a> = &'a dyn Fn() -> String;

/// What must never change again, and what must never fall.
pub struct Checks {
    supply: (u128, u128),
    concluded: BTreeMap<String, Conclusion>,
    vested: Vec<BigInt>,
}

fn key(space: &str, name: &str) -> Vec<u8> {
    let length = u16::try_from(space.len())
        .expect("a short name")
        .to_be_bytes();
    [&length, space.as_bytes(), name.as_bytes()].concat()
}

/// A record that only the vault reads.
fn packed<T: Packed>(suite: &Suite, key: &[u8]) -> Option<T> {
    let bytes = suite.chain.query_raw(&suite.vault, key)?;
    Some(T::unpack(&mut &bytes[..]).expect("a well-formed record"))
}

/// Where the vault says that a schedule's gates are: its category stands before them.
fn gates_of(suite: &Suite, schedule: &str) -> Standing {
    let bytes = suite
        .chain
        .query_raw(&suite.vault, &key("schedule", schedule));
    let bytes = bytes.expect("a schedule");
    let rest = &mut &bytes[..];
    String::unpack(rest).expect("a category");
    Standing::unpack(rest).expect("its gates")
}

fn same(product: &Figures, oracle: &oracle::Figures, context: Context) {
    let columns = [
        (product.total, &oracle.total),
        (product.vested, &oracle.vested),
        (product.claimed, &oracle.claimed),
        (product.claimable, &oracle.claimable),
        (product.locked, &oracle.locked),
        (product.forfeited, &oracle.forfeited),
    ];
    for (left, right) in columns {
        assert_eq!(
            BigInt::from(left.u128()),
            *right,
            "{product:?} {oracle:?} {}",
            context()
        );
    }
    let parts = product.claimed + product.claimable + product.locked + product.forfeited;
    assert_eq!(parts, product.total, "rule 1: {}", context());
}

impl Checks {
    pub fn new(suite: &Suite) -> Checks {
        Checks {
            supply: (suite.supply(), suite.chain.supply(BOND_DENOM)),
            concluded: BTreeMap::new(),
            vested: Vec::new(),
        }
    }

    pub fn after_step(&mut self, suite: &Suite, ghost: &Ghost, step: usize, context: Context) {
        self.purses(suite, ghost, context);
        self.records(suite, ghost, context);
        holders::interest(suite, ghost, context);
        self.conclusions(suite, ghost, context);
        self.vested_never_falls(suite, ghost, context);
        match step % ROTATION {
            0 => grants(suite, ghost, context),
            1 => supply(suite, ghost, context),
            2 => schedules(suite, ghost, context),
            3 => bonds(suite, ghost, context),
            4 => milestones(suite, ghost, context),
            _ => solvency(suite, ghost, context),
        }
    }

    /// Rules 2 and 3: every purse is what the ghost says, so tokens went to registered payees, the
    /// sink and nowhere else; nothing was made, and only the sink burns.
    fn purses(&self, suite: &Suite, ghost: &Ghost, context: Context) {
        for (who, (asset, bonds)) in &ghost.purses {
            assert_eq!(suite.balance(who), *asset, "rule 3, {who}: {}", context());
            assert_eq!(suite.bonds(who), *bonds, "rule 3, {who}: {}", context());
        }
        let sum: u128 = ghost.purses.values().map(|purse| purse.0).sum();
        let made = suite.supply() + self.burnt(ghost);
        assert_eq!(made, self.supply.0, "rule 3: {}", context());
        assert!(sum <= self.supply.0);
        assert!(
            suite.chain.supply(BOND_DENOM) <= self.supply.1,
            "{}",
            context()
        );
    }

    fn burnt(&self, ghost: &Ghost) -> u128 {
        let paid = u128::try_from(&ghost.world.dues_paid).expect("an amount");
        if ghost.to_account { 0 } else { paid }
    }

    /// Rules 1, 2 and 4 on the records as they lie: sums over grants, totals, dues, gates.
    fn records(&self, suite: &Suite, ghost: &Ghost, context: Context) {
        let mut paid = vec![Uint128::zero(); ghost.names.len()];
        for (holding, held) in ghost.world.holdings.iter().zip(&ghost.holders) {
            let (name, schedule) = (&held.name, holding.schedule);
            let claimed: Option<Uint128> = packed(suite, &key("claimed", name));
            let claimed = claimed.unwrap_or_default();
            assert_eq!(
                BigInt::from(claimed.u128()),
                holding.claimed,
                "{name}: {}",
                context()
            );
            paid[schedule] += claimed;
        }
        let mut owed = Uint128::zero();
        for (index, name) in ghost.names.iter().enumerate() {
            let stored: Option<Uint128> = packed(suite, &key("paid", name));
            assert_eq!(
                stored.unwrap_or_default(),
                paid[index],
                "rule 2, {name}: {}",
                context()
            );
            let totals: Totals = packed(suite, &key("totals", name)).expect("totals");
            let told = holders::totals(ghost, index);
            assert_eq!(totals, told, "rule 2, {name}: {}", context());
            owed += totals.granted - totals.forfeited - paid[index];
            self.gates(ghost, index, &gates_of(suite, name).gates, context);
        }
        let dues: Uint128 = packed(suite, b"dues").expect("dues");
        assert_eq!(dues.u128(), ghost.dues, "dues: {}", context());
        let reserve = u128::from(ghost.world.reserves[0].lots) * u128::from(ghost.world.lot);
        let held_back = reserve - ghost.lapsed;
        let obligations = (owed + dues).u128() + held_back;
        assert_eq!(
            suite.balance("vault"),
            obligations + ghost.gifts.0,
            "rule 2: {}",
            context()
        );
    }

    /// Rule 4: a gate is written down as soon as somebody looked, and never opens before the
    /// milestone's end and the notice.
    fn gates(&self, ghost: &Ghost, schedule: usize, gates: &[GateState], context: Context) {
        use milegate_core::ledger::Gate;
        for (index, gate) in gates.iter().enumerate() {
            let terms = &ghost.world.schedules[schedule].tranches[index].gate;
            let Gate::Milestone { milestone, .. } = terms else {
                continue;
            };
            let written = ghost.latched.contains(&(schedule, index));
            let waits = matches!(gate, GateState::Waiting {});
            assert_eq!(written, !waits, "{schedule} {index}: {}", context());
            let known = ghost.world.diary.get(milestone);
            match gate {
                GateState::Open { at } | GateState::FellBack { at } => {
                    let (Conclusion::Reached { at: end } | Conclusion::Missed { at: end }) =
                        known.unwrap_or_else(|| panic!("rule 4: {}", context()));
                    assert!(*at >= end + plan::NOTICE, "rule 4: {}", context());
                }
                GateState::Dead { .. } => {
                    assert!(
                        matches!(known, Some(Conclusion::Missed { .. })),
                        "{}",
                        context()
                    );
                }
                GateState::Waiting {} => {}
            }
        }
    }

    /// Rules 4 and 5: a conclusion is the ghost's, came after a full window, and never changes.
    fn conclusions(&mut self, suite: &Suite, ghost: &Ghost, context: Context) {
        for name in plan::MILESTONES {
            let stored = suite
                .chain
                .query_raw(&suite.milestones, &key("conclusion", name));
            let stored: Option<Conclusion> =
                stored.map(|bytes| from_json(bytes).expect("a well-formed record"));
            assert_eq!(
                stored.as_ref(),
                ghost.world.diary.get(name),
                "{name}: {}",
                context()
            );
            if let Some(conclusion) = stored {
                let first = *self.concluded.entry(name.into()).or_insert(conclusion);
                assert_eq!(first, conclusion, "rule 5, {name}: {}", context());
                if let Conclusion::Reached { at } = conclusion {
                    let windows = &ghost.milestones[name].full_windows;
                    let full = windows
                        .iter()
                        .any(|(since, end)| end.time == at && since.past(plan::WINDOW, *end));
                    assert!(full, "rule 4, {name}: {}", context());
                }
            }
        }
    }

    /// Rule 6, seen from the holders: nothing anybody did took back what had vested.
    fn vested_never_falls(&mut self, suite: &Suite, ghost: &Ghost, context: Context) {
        for (index, holding) in ghost.world.holdings.iter().enumerate() {
            let vested = ghost.world.figures(holding, suite.now()).vested;
            if index == self.vested.len() {
                self.vested.push(BigInt::ZERO);
            }
            let gave_up = matches!(holding.fate, Fate::Renounced(_));
            assert!(
                gave_up || vested >= self.vested[index],
                "rule 6, grant {index}: {}",
                context()
            );
            self.vested[index] = vested;
        }
    }

    /// Rule 10: what the events of the whole life say is what the vault holds.
    pub fn rebuild_from_events(&self, suite: &Suite, ghost: &Ghost, context: Context) {
        let mut claimed: BTreeMap<String, u128> = BTreeMap::new();
        let (mut lost, mut sent) = (0, 0);
        for event in suite.chain.log().iter().flat_map(|line| &line.events) {
            let value = |key: &str| {
                let found = event
                    .attributes
                    .iter()
                    .find(|attribute| attribute.key == key);
                found
                    .map(|attribute| attribute.value.clone())
                    .expect("an attribute")
            };
            let amount = |key: &str| value(key).parse::<u128>().expect("an amount");
            match event.ty.as_str() {
                "wasm-vesting_claimed" => {
                    *claimed.entry(value("grant")).or_default() += amount("amount");
                    assert_eq!(claimed[&value("grant")], amount("grant_claimed"));
                }
                "wasm-vesting_gate_died"
                | "wasm-vesting_terminated"
                | "wasm-vesting_renounced"
                | "wasm-vesting_assigned"
                | "wasm-vesting_reserve_lapsed" => {
                    lost += amount("forfeited");
                    assert_eq!(amount("dues"), lost - sent, "rule 10: {}", context());
                }
                "wasm-vesting_dues_paid" => sent += amount("amount"),
                _ => {}
            }
        }
        holders::rebuild(suite, ghost, context);
        for (holding, held) in ghost.world.holdings.iter().zip(&ghost.holders) {
            let name = &held.name;
            let claimed = claimed.get(name).copied().unwrap_or_default();
            assert_eq!(
                BigInt::from(claimed),
                holding.claimed,
                "rule 10, {name}: {}",
                context()
            );
        }
        assert_eq!(lost - sent, ghost.dues, "rule 10: {}", context());
        assert_eq!(
            BigInt::from(sent),
            ghost.world.dues_paid,
            "rule 10: {}",
            context()
        );
    }
}

fn grants(suite: &Suite, ghost: &Ghost, context: Context) {
    let all = QueryMsg::Grants {
        start_after: None,
        limit: Some(30),
    };
    let all: GrantsResponse = suite.ask_vault(&all);
    assert_eq!(all.grants.len(), ghost.holders.len().min(30));
    for found in all.grants {
        let index = ghost
            .holders
            .iter()
            .position(|held| held.name == found.grant);
        let index = index.expect("a grant of the ghost");
        let holding = &ghost.world.holdings[index];
        holders::same(suite, &found, ghost, index, context);
        same(
            &found.figures,
            &ghost.world.figures(holding, suite.now()),
            context,
        );
    }
}

fn supply(suite: &Suite, ghost: &Ghost, context: Context) {
    let answer: SupplyResponse = suite.ask_vault(&QueryMsg::Supply {});
    let everything = ghost.world.all(suite.now());
    same(&answer.total, &everything, context);
    for category in &answer.categories {
        let name = category.category.as_str();
        let of = |holding: &oracle::Holding| ghost.categories[holding.schedule] == name;
        let mut sum = ghost.world.sum(suite.now(), of);
        let mut reserve = BigInt::ZERO;
        if name == "team" {
            let held_back = &ghost.world.reserves[0];
            let figures = ghost.world.held_back(held_back, suite.now());
            reserve.clone_from(&figures.total);
            sum.add(&figures);
        }
        let shown = BigInt::from(category.reserve.u128());
        assert_eq!(shown, reserve, "{name}: {}", context());
        same(&category.figures, &sum, context);
    }
    // written down or not, what is lost and not sent is due
    let dues = BigInt::from(answer.dues.u128());
    assert_eq!(
        dues,
        everything.forfeited - &ghost.world.dues_paid,
        "dues: {}",
        context()
    );
}

fn schedules(suite: &Suite, ghost: &Ghost, context: Context) {
    let all = QueryMsg::Schedules {
        start_after: None,
        limit: Some(30),
    };
    let all: SchedulesResponse = suite.ask_vault(&all);
    assert_eq!(all.schedules.len(), ghost.names.len().min(30));
    for found in all.schedules {
        let index = ghost.names.iter().position(|name| *name == found.name);
        let index = index.expect("a schedule of the ghost");
        assert_eq!(found.category, ghost.categories[index], "{}", context());
        assert_eq!(
            found.schedule,
            ghost.world.schedules[index],
            "{}",
            context()
        );
        let sum = ghost
            .world
            .sum(suite.now(), |holding| holding.schedule == index);
        same(&found.figures, &sum, context);
    }
}

fn solvency(suite: &Suite, ghost: &Ghost, context: Context) {
    let answer: SolvencyResponse = suite.ask_vault(&QueryMsg::Solvency {});
    assert!(answer.solvent, "rule 2: {}", context());
    assert_eq!(
        answer.surplus.u128(),
        ghost.gifts.0,
        "rule 2: {}",
        context()
    );
    let covered = answer.owed + answer.dues + answer.surplus;
    assert_eq!(covered, answer.balance, "rule 2: {}", context());
}

fn bonds(suite: &Suite, ghost: &Ghost, context: Context) {
    let answer: BondsResponse = suite.ask_milestones(&milestones::QueryMsg::Bonds {});
    let running = ghost.milestones.values().map(|one| match one.stage {
        Stage::Disputed(_, _, bond, _) => bond,
        _ => 0,
    });
    let pledged: u128 = ghost.milestones.values().map(Milestone::pledged).sum();
    let bounties: u128 = ghost.milestones.values().map(|one| one.bounty).sum();
    let credits: u128 = ghost.money.credits.values().sum();
    let figures = [
        answer.bonds,
        answer.bounties,
        answer.credits,
        answer.dues,
        answer.surplus,
    ];
    let expected = [
        running.sum::<u128>() + pledged,
        bounties,
        credits,
        ghost.money.dues,
        ghost.gifts.1,
    ];
    assert_eq!(
        figures.map(|figure| figure.u128()),
        expected,
        "{}",
        context()
    );
    assert_eq!(
        answer.balance.u128(),
        expected.iter().sum::<u128>(),
        "rule 2: {}",
        context()
    );
}

fn milestones(suite: &Suite, ghost: &Ghost, context: Context) {
    let all = milestones::QueryMsg::Milestones {
        start_after: None,
        limit: Some(30),
    };
    let all: MilestonesResponse = suite.ask_milestones(&all);
    assert_eq!(all.milestones.len(), plan::MILESTONES.len());
    for found in all.milestones {
        let one = &ghost.milestones[&found.terms.name];
        let stage = match found.stage {
            milestones::Stage::Open { last_call } => Stage::Open(last_call),
            milestones::Stage::Pending { since } => Stage::Pending(since),
            milestones::Stage::Ended { conclusion } => Stage::Ended(conclusion),
            milestones::Stage::Disputed { since, challenge } => {
                let Stage::Disputed(_, who, bond, what) = &one.stage else {
                    panic!("{}: {:?}", context(), one.stage)
                };
                assert_eq!(suite.at(who), challenge.challenger, "{}", context());
                assert_eq!(challenge.bond.u128(), *bond, "{}", context());
                Stage::Disputed(since, who.clone(), *bond, what.clone())
            }
        };
        assert_eq!(stage, one.stage, "{}: {}", found.terms.name, context());
        let counters = (
            found.round,
            found.late_falls,
            found.bond.u128(),
            found.bounty.u128(),
        );
        let expected = (one.round, one.late_falls, one.bond, one.bounty);
        assert_eq!(counters, expected, "{}: {}", found.terms.name, context());
        assert_eq!(found.missing.is_empty(), one.satisfied(), "{}", context());
    }
}
