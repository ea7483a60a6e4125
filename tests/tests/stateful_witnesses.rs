//! Random lives of a milestone that a market, a feed and anyone's assertion show, beside a ghost that
//! keeps a tape of days and a list of observations. `MILEGATE_RUNS=n` changes their number.

use std::collections::{BTreeMap, BTreeSet};

use milegate_api::milestones::{ExecuteMsg, Stage as Told};
use milegate_core::milestone::{Measure, OnSilence, Verdict, WitnessKind};
use milegate_tests::ghost::{Leaf, Milestone, Money, Refused, Stage, Tree};
use milegate_tests::rng::Rng;
use milegate_tests::suite::{
    BOND, COURT_LIMIT, DAY, FRESHNESS, LAST_CALL, START, Suite, TARGET, WINDOW, assertion, bond, of,
};

const DEADLINE: u64 = START + 30 * DAY;
const ASSERTION: u128 = 77;
const STEPS: usize = 160;
/// Held for two days, three times, a day apart.
const HOLD: (u64, usize, u64) = (2 * DAY, 3, DAY);
const LEAVES: [&str; 3] = ["anyone", "market", "volume"];

struct Life {
    rng: Rng,
    suite: Suite,
    ghost: Milestone,
    money: Money,
    measure: Measure,
    /// What each day that is over came to.
    tape: Vec<Option<u128>>,
    /// What was reported today.
    today: Option<u128>,
    /// Days that the oracle has closed.
    closed: usize,
    /// Whether the market has enough; none since it migrated.
    market: Option<bool>,
    done: BTreeMap<&'static str, u64>,
}

fn life(seed: u64) -> Life {
    let mut rng = Rng::new(seed);
    let count = rng.within(1, 3) as u8;
    let measure = *rng.pick(&[Measure::Mean, Measure::Sum, Measure::Minimum]);
    let plan = Suite::builder().observed().fed().milestones(move |msg| {
        let terms = &mut msg.milestones[0];
        terms.deadline = DEADLINE;
        terms.on_silence = OnSilence::Falls;
        terms.witnesses[0] = assertion("anyone", ASSERTION);
        terms.policy = of(count, &LEAVES);
        for witness in &mut terms.witnesses {
            match &mut witness.kind {
                WitnessKind::State {
                    held,
                    observations,
                    spacing,
                    ..
                } => (*held, *observations, *spacing) = (HOLD.0, 3, HOLD.2),
                WitnessKind::Feed {
                    measure: asked,
                    target,
                    ..
                } => {
                    *asked = measure;
                    *target = least(measure).into();
                }
                _ => {}
            }
        }
    });
    let mut suite = plan.build();
    suite.start();
    suite.market_has(0, "0");
    let observed = |who: &str| Leaf::Observed(who.to_string());
    let leaves = [
        Leaf::Assertion(ASSERTION),
        observed("market"),
        observed("oracle"),
    ];
    let ghost = Milestone {
        leaves: LEAVES.map(String::from).into_iter().zip(leaves).collect(),
        tree: Tree::AtLeast(
            count.into(),
            LEAVES.map(|name| Tree::Leaf(name.into())).into(),
        ),
        start: START,
        deadline: DEADLINE,
        window: WINDOW,
        last_call: LAST_CALL,
        court_limit: COURT_LIMIT,
        freshness: FRESHNESS,
        court: "court".into(),
        first_bond: BOND,
        bond: BOND,
        bounty: 0,
        on_silence: OnSilence::Falls,
        interested: BTreeSet::new(),
        stage: Stage::Open(None),
        round: 1,
        late_falls: 0,
        number: 0,
        words: BTreeMap::new(),
        strikes: BTreeMap::new(),
        sittings: BTreeMap::new(),
        watches: BTreeMap::new(),
        full_windows: Vec::new(),
    };
    Life {
        rng,
        suite,
        ghost,
        money: Money::default(),
        measure,
        tape: vec![],
        today: None,
        closed: 0,
        market: Some(false),
        done: BTreeMap::new(),
    }
}

fn least(measure: Measure) -> u128 {
    match measure {
        Measure::Sum => 1_200,
        Measure::Mean | Measure::Minimum => TARGET,
    }
}

impl Life {
    /// The window of three days that was closed last, if no further day is over and it is true.
    fn window(&self) -> Option<(u64, u64)> {
        let first = self.closed.checked_sub(3)?;
        let days = &self.tape[first..self.closed];
        let seen: Vec<u128> = days.iter().flatten().copied().collect();
        let gap = days.split(Option::is_some).map(<[_]>::len).max();
        let least = least(self.measure);
        let true_of_it = match self.measure {
            Measure::Mean => seen.iter().sum::<u128>() >= least * seen.len() as u128,
            Measure::Sum => seen.iter().sum::<u128>() >= least,
            Measure::Minimum => seen.iter().all(|value| *value >= least),
        };
        let good = seen.len() >= 2 && gap.unwrap_or(0) <= 1 && true_of_it;
        let at = |day: usize| START + day as u64 * DAY;
        (good && self.closed == self.tape.len()).then(|| (at(first), at(self.closed)))
    }

    fn pass(&mut self) {
        let end = START + (self.tape.len() as u64 + 1) * DAY;
        let left = end - self.suite.now();
        let seconds = match self.rng.within(0, 4) {
            0 => 1,
            1 => left - 1,
            2 => left,
            3 => self.rng.within(1, 2 * DAY),
            _ => left + self.rng.within(0, 1),
        };
        self.suite.chain.advance(seconds);
        while self.suite.now() >= START + (self.tape.len() as u64 + 1) * DAY {
            let day = self.today.take();
            self.tape.push(day);
        }
    }

    fn step(&mut self) {
        let now = self.suite.point();
        let before = self.suite.chain.state_hash();
        let listing = || "listing".to_string();
        let (round, price) = (self.ghost.round, self.ghost.price("anyone"));
        let (kind, answer, wanted) = match self.rng.within(0, 99) {
            0..=24 => return self.pass(),
            25..=38 => {
                if self.today.is_none() {
                    let value = *self.rng.pick(&[300, 499, 500, 500, 501, 700, 900]);
                    self.suite.volumes(&[value; 3]);
                    self.today = Some(value);
                    self.closed = self.tape.len();
                }
                return;
            }
            39..=44 if self.market.is_some() => {
                let enough = self.rng.within(0, 3) > 0;
                self.market = Some(enough);
                let supplied = if enough { 5_000_000 } else { 4_999_999 };
                return self.suite.market_has(supplied, "0.4");
            }
            45 if self.rng.one_in(8) => {
                self.market = None;
                return self.suite.market_migrates();
            }
            46..=53 => {
                let over = self.tape.len();
                let wanted = if over > self.closed {
                    Ok(())
                } else {
                    Err(Refused::Nothing)
                };
                self.closed = over;
                ("advance", self.suite.advance_feed("stranger"), wanted)
            }
            54..=66 => {
                let window = self.window();
                let wanted = self.ghost.observe_window(now, "volume", window);
                (
                    "observe a feed",
                    self.suite.observe_feed("stranger"),
                    wanted,
                )
            }
            67..=80 => {
                let wanted = self.ghost.observe_state(now, "market", self.market, HOLD);
                ("observe a state", self.suite.observe("stranger"), wanted)
            }
            81..=84 => {
                let funds = price.unwrap_or(ASSERTION);
                let until = now.time.min(DEADLINE);
                let wanted = self
                    .ghost
                    .attest(now, "keeper", round, "anyone", until, now.time, funds);
                let mut word = self.suite.word("listing", "anyone");
                (word.round, word.as_of, word.valid_until) = (round, until, now.time);
                let answer = self.suite.attest_paying("keeper", word, &bond(funds));
                ("assert", answer, wanted)
            }
            85..=89 => {
                let funds = self.ghost.bond;
                let msg = ExecuteMsg::Challenge {
                    milestone: listing(),
                    round,
                };
                let answer = self
                    .suite
                    .send("challenger", "milestones", &msg, &bond(funds));
                (
                    "challenge",
                    answer,
                    self.ghost.challenge(now, "challenger", round, funds),
                )
            }
            90..=93 => {
                let stands = self.rng.one_in(4);
                let verdict = if stands {
                    Verdict::Stands
                } else {
                    Verdict::False
                };
                let msg = ExecuteMsg::Settle {
                    milestone: listing(),
                    round,
                    verdict,
                };
                let answer = self.suite.tell_milestones("court", &msg);
                let money = &mut self.money;
                (
                    "settle",
                    answer,
                    self.ghost.settle(now, "court", round, stands, money),
                )
            }
            _ => {
                let msg = ExecuteMsg::Conclude {
                    milestone: listing(),
                };
                let answer = self.suite.tell_milestones("stranger", &msg);
                (
                    "conclude",
                    answer,
                    self.ghost.conclude(now, &mut self.money),
                )
            }
        };
        let said = answer
            .as_ref()
            .map(|_| ())
            .map_err(|refused| &refused.reason);
        assert_eq!(
            said.is_ok(),
            wanted.is_ok(),
            "{kind} at {now}: {said:?}, not {wanted:?}"
        );
        match wanted {
            Ok(()) => *self.done.entry(kind).or_default() += 1,
            Err(_) => assert_eq!(self.suite.chain.state_hash(), before, "{kind}"),
        }
    }

    fn compare(&mut self) {
        let told = self.suite.milestone("listing");
        let same = match (&told.stage, &self.ghost.stage) {
            (Told::Open { last_call }, Stage::Open(called)) => last_call == called,
            (Told::Pending { since }, Stage::Pending(began)) => since == began,
            (Told::Disputed { since, .. }, Stage::Disputed(began, ..)) => since == began,
            (Told::Ended { conclusion }, Stage::Ended(end)) => conclusion == end,
            _ => false,
        };
        assert!(same, "{:?}, not {:?}", told.stage, self.ghost.stage);
        assert_eq!(
            (told.round, told.bond.u128()),
            (self.ghost.round, self.ghost.bond)
        );
        for leaf in &told.leaves {
            assert_eq!(
                leaf.holds,
                self.ghost.holds(&leaf.witness),
                "{}",
                leaf.witness
            );
        }
        let disputed = match self.ghost.stage {
            Stage::Disputed(_, _, bond, _) => bond,
            _ => 0,
        };
        let credits: u128 = self.money.credits.values().sum();
        let held = self.ghost.pledged() + disputed + credits + self.money.dues;
        assert_eq!(self.suite.bonds("milestones"), held);
    }
}

#[test]
fn whatever_shows_a_milestone_shows_it_as_a_tape_and_a_list_say() {
    let runs = std::env::var("MILEGATE_RUNS").ok();
    let lives = runs.map_or(150, |runs| runs.parse().expect("a number"));
    let mut done: BTreeMap<&str, u64> = BTreeMap::new();
    for seed in 0..lives {
        let mut life = life(seed);
        for _ in 0..STEPS {
            life.step();
            life.compare();
        }
        for (kind, count) in life.done {
            *done.entry(kind).or_default() += count;
        }
    }
    println!("{done:?}");
    assert_eq!(done.len(), 7, "{done:?}");
    assert!(done.values().all(|count| count * 3 >= lives), "{done:?}");
}
