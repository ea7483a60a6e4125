//! Random lives beside the ghost: people stake, propose, vote, plant grants on each other, prove,
//! give up, and time jumps; after every step the contract counts what the ghost counts.

mod acts;
mod others;

use std::collections::{BTreeMap, BTreeSet};

use milegate_api::governance::{DepositsResponse, QueryMsg};
use milegate_core::Point;
use milegate_core::governance::Status;
use milegate_tests::governance::{DEPOSIT, STAKED};
use milegate_tests::rng::Rng;
use milegate_tests::suite::{DAY, START, Suite, tok};

use super::ghost::{Ballot, Ghost, Kind};

const STEPS: u64 = 120;
const LIVES: u64 = 60;
/// Who votes, or tries to.
const PEOPLE: [&str; 7] = [
    "ana",
    "ben",
    "vera",
    "vito",
    "vlad",
    "custodian",
    "stranger",
];

/// Everything worth reaching, and how often a life reached it.
type Reached = BTreeMap<String, u64>;

struct Life {
    seed: u64,
    rng: Rng,
    suite: Suite,
    ghosts: Vec<Ghost>,
    /// What everybody weighs, and weighed at the end of a block.
    weights: BTreeMap<&'static str, u64>,
    ends: BTreeMap<u64, BTreeMap<&'static str, u64>>,
    planted: u64,
    /// Proposals tried, so that no two are the same.
    tried: u64,
    /// Who voted, and then got a grant in the block of the opening.
    bought: Vec<(usize, &'static str)>,
    /// Rounds of `volume` whose dispute was opened.
    disputed: BTreeSet<u32>,
    revision: u32,
    cap: usize,
    reached: Reached,
}

fn begin() -> Suite {
    let mut staked = STAKED.to_vec();
    staked.push(("custodian", 100));
    let suite = Suite::builder().staked(&staked).with_reserve();
    let mut suite = suite.rules(|msg| msg.rules.proposals = 5).build();
    suite.until(START + 1);
    let governance = suite.at("governance");
    suite.chain.mint(&governance, &tok(900_000));
    suite.accepts_payments("buyer").unwrap();
    suite
}

impl Life {
    fn new(seed: u64, suite: Suite) -> Life {
        let staked = STAKED.into_iter().chain([("custodian", 100)]);
        let weights: BTreeMap<_, _> = staked.map(|(who, n)| (who, n * 1_000)).collect();
        Life {
            seed,
            rng: Rng::new(seed),
            suite,
            ghosts: vec![],
            ends: [(0, weights.clone())].into(),
            weights,
            planted: 0,
            tried: 0,
            bought: vec![],
            disputed: BTreeSet::new(),
            revision: 1,
            cap: 5,
            reached: Reached::new(),
        }
    }

    fn reach(&mut self, what: impl Into<String>) {
        *self.reached.entry(what.into()).or_default() += 1;
    }

    fn at_height(&self, height: u64) -> &BTreeMap<&'static str, u64> {
        let before = self.ends.range(..height).next_back();
        before.expect("weights of the beginning").1
    }

    fn power(&self, ghost: &Ghost, who: &str) -> u128 {
        let weights = self.at_height(ghost.opened.height);
        weights.get(who).copied().unwrap_or_default().into()
    }

    /// Whether somebody holds what the proposal opens, and did when it opened.
    fn is_barred(&self, ghost: &Ghost, who: &str) -> bool {
        let schedules: &[&str] = match ghost.kind {
            Kind::Ask | Kind::Pay => return false,
            Kind::Attest("listing") => &["core", "serving"],
            Kind::Attest(_) | Kind::Dispute => &["seed", "advice"],
            Kind::Rules => &["core", "serving", "seed", "advice", "calendar"],
        };
        let held = self.suite.held(who);
        let held = schedules.iter().filter_map(|schedule| held.get(*schedule));
        held.into_iter()
            .any(|held| held.grants > 0 && held.since <= ghost.opened.height)
    }

    /// Nothing, a block, hours, a halt, or the edge of what is next.
    fn time_passes(&mut self) {
        match self.rng.within(0, 39) {
            0..=19 => {}
            20..=33 => self.suite.a_second_passes(),
            34..=35 => {
                let seconds = self.rng.within(3_600, DAY / 2);
                self.suite.chain.advance(seconds);
            }
            36 => {
                let seconds = self.rng.within(1, 2 * DAY);
                self.suite.the_chain_halts_for(seconds);
            }
            _ => self.come_to_an_edge(),
        }
    }

    /// One clock, or both, come to the end of a period, or one short of it.
    fn come_to_an_edge(&mut self) {
        let now = self.suite.point();
        let ends = self.ghosts.iter().flat_map(Ghost::limits);
        let mut ends: Vec<Point> = ends.filter(|end| end.time > now.time).collect();
        ends.sort_by_key(|end| end.time);
        ends.truncate(3);
        if ends.is_empty() {
            return self.suite.a_day_passes();
        }
        let end = *self.rng.pick(&ends);
        let short = self.rng.within(0, 1);
        let seconds = (end.time - now.time).saturating_sub(short);
        let blocks = match self.rng.one_in(4) {
            true => end.height.saturating_sub(now.height + 1).max(1),
            false => end
                .height
                .saturating_sub(now.height)
                .max(seconds / 6)
                .max(1),
        };
        self.suite.clocks_run(seconds, blocks);
    }

    fn step(&mut self) {
        self.time_passes();
        let touched = self.act();
        let height = self.suite.point().height;
        self.ends.insert(height, self.weights.clone());
        if let Some(id) = touched {
            self.compare(id);
        }
        if !self.ghosts.is_empty() && self.rng.one_in(4) {
            let id = self.rng.within(1, self.ghosts.len() as u64);
            self.compare(id as usize);
            self.compare_deposits();
        }
    }

    /// One proposal.
    fn compare(&mut self, id: usize) {
        let (seed, now) = (self.seed, self.suite.point());
        let tally = self.suite.tally(id as u64);
        let ghost = &self.ghosts[id - 1];
        let no = |ballot| matches!(ballot, Ballot::No | Ballot::Veto);
        let wanted = [
            ghost.sum(|ballot| matches!(ballot, Ballot::Yes | Ballot::Option(_))),
            ghost.sum(no),
            ghost.sum(|ballot| ballot == Ballot::Abstain),
            ghost.sum(|ballot| ballot == Ballot::Veto),
            ghost.recused(),
        ];
        let sums = &tally.tally;
        let sums = [sums.yes, sums.no, sums.abstain, sums.veto, sums.recused];
        let sums = sums.map(|sum| u128::from(sum.u64()));
        assert_eq!(sums, wanted, "life {seed}, proposal {id}");
        assert!(sums[0] + sums[1] + sums[2] + sums[4] <= ghost.total);
        assert_eq!(u128::from(tally.terms.total.u64()), ghost.total);
        let status = tally.status.to_string();
        assert_eq!(status, ghost.status(now), "life {seed}, {id}: {ghost:?}");
        assert_eq!(tally.closed, ghost.closed, "life {seed}, {id}");
        if let Status::Passed { .. } | Status::Executable { .. } = tally.status {
            let floor = u128::from(tally.terms.rule.floor.basis_points());
            let side = match ghost.decision() {
                super::ghost::Decision::Stands => sums[1],
                _ => sums[0],
            };
            let free = ghost.decision() == super::ghost::Decision::False;
            assert!(free || side * 10_000 >= floor * ghost.total, "{ghost:?}");
        }
        let word = format!("{:?}", ghost.decision());
        let word = word.split('(').next().unwrap_or_default().to_lowercase();
        let kind = format!("{:?}", ghost.kind);
        let kind = kind.split('(').next().unwrap_or_default().to_lowercase();
        if !["voting", "tail"].contains(&status.as_str()) {
            self.reach(format!("{kind}: {word}"));
        }
        self.reach(status);
    }

    fn compare_deposits(&self) {
        let deposits: DepositsResponse = self.suite.ask_governance(&QueryMsg::Deposits {});
        let open = self.ghosts.iter();
        let open = open.filter(|ghost| !ghost.closed && ghost.kind != Kind::Dispute);
        let held = open.count() as u128 * DEPOSIT;
        assert_eq!(deposits.held.u128(), held, "life {}", self.seed);
        assert!(held <= deposits.balance.u128(), "life {}", self.seed);
    }
}

/// What must have been seen, each at least once in twenty lives.
const RARE: [&str; 36] = [
    "voting",
    "tail",
    "passed",
    "executable",
    "answered",
    "rejected",
    "executed",
    "expired",
    "cancelled",
    "attest: pass",
    "attest: noquorum",
    "attest: belowthreshold",
    "pay: pass",
    "pay: noquorum",
    "rules: pass",
    "rules: noquorum",
    "ask: answer",
    "ask: noquorum",
    "dispute: false",
    "dispute: stands",
    "dispute: noquorum",
    "voted",
    "ballot refused",
    "barred",
    "planted, and voted",
    "recused",
    "recused with a ballot",
    "struck",
    "proven for nothing",
    "readmitted",
    "readmitted with a ballot",
    "closed",
    "deposit lost",
    "run",
    "run in vain",
    "too many in suspense",
];

#[test]
fn every_tally_is_what_its_ballots_come_to_after_every_step_of_every_life() {
    let runs = std::env::var("MILEGATE_RUNS").ok();
    let lives = runs.map_or(LIVES, |runs| runs.parse().expect("a number"));
    let first = begin();
    let mut all = Reached::new();
    for seed in 0..lives {
        let mut life = Life::new(seed, first.clone());
        for _ in 0..STEPS {
            life.step();
        }
        for id in 1..=life.ghosts.len() {
            life.compare(id);
        }
        life.suite.dues();
        for (what, count) in life.reached {
            *all.entry(what).or_default() += count;
        }
    }
    println!("{all:#?}");
    let least = lives / 20;
    let seen = |what: &str| all.get(what).copied().unwrap_or_default();
    let missing: Vec<_> = RARE.iter().filter(|what| seen(what) < least).collect();
    assert!(missing.is_empty() || lives < LIVES, "too rare: {missing:?}");
}
