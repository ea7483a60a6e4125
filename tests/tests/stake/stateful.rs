//! Random lives beside the ghost: after every step the contract and the ghost say the same, and at
//! the end of each life they say the same of every height there was.

use cosmwasm_std::coin;
use milegate_tests::rng::Rng;
use milegate_tests::stake::{Asset, Stakes};
use milegate_tests::suite::{DENOM, PURSE};

use super::ghost::{Act, Ghost, Person, Terms};

const STEPS: u64 = 100;
const PEOPLE: [&str; 5] = ["ana", "ben", "cid", "dan", "eve"];

struct Life {
    seed: u64,
    rng: Rng,
    stakes: Stakes,
    ghost: Ghost,
    /// The most that anybody moves at once.
    reach: u64,
    done: [u64; 4],
}

impl Life {
    fn new(seed: u64) -> Life {
        let mut rng = Rng::new(seed);
        let heavy = rng.one_in(4);
        let asset = if !heavy && rng.one_in(3) {
            Asset::Token
        } else {
            Asset::Native
        };
        let per_weight = *rng.pick(&[1u64, 7, 1_000, 1_000_000]);
        let per_weight = if heavy { 1 } else { per_weight };
        let least = per_weight * rng.within(1, 3) + rng.within(0, per_weight - 1);
        let terms = Terms {
            per_weight: per_weight.into(),
            least: least.into(),
            period: 86_400 * rng.within(1, 3),
        };
        let mut stakes = Stakes::born(asset, &[], |msg| {
            msg.tokens_per_weight = terms.per_weight.into();
            msg.min_bond = terms.least.into();
            msg.unbonding_period = terms.period;
        })
        .unwrap();
        let mut purse = PURSE;
        if heavy {
            purse += u128::from(u64::MAX);
            for who in PEOPLE {
                let who = stakes.at(who);
                let more = coin(u64::MAX.into(), DENOM);
                stakes.chain.mint(&who, &[more]);
            }
        }
        let person = Person {
            purse,
            ..Person::default()
        };
        Life {
            seed,
            stakes,
            ghost: Ghost {
                terms,
                people: PEOPLE.map(|who| (who, person.clone())).into(),
                gifts: 0,
                ends: [].into(),
            },
            reach: match heavy {
                true => u64::MAX,
                false => per_weight * *rng.pick(&[3, 20, 1_000]),
            },
            rng,
            done: [0; 4],
        }
    }

    fn draw(&mut self) -> Act {
        let kind = self.rng.within(0, 9);
        // most of the time somebody who can
        let mut who = *self.rng.pick(&PEOPLE);
        for _ in 0..10 {
            let (now, person) = (self.stakes.now(), &self.ghost.people[who]);
            let can = match kind {
                0..=3 => person.purse > 0,
                4..=7 => person.stake > 0,
                _ => person.claims.first().is_some_and(|claim| claim.0 <= now),
            };
            if can {
                break;
            }
            who = *self.rng.pick(&PEOPLE);
        }
        let Person { purse, stake, .. } = self.ghost.people[who];
        let mut tokens = u128::from(self.rng.sized(self.reach));
        match kind {
            0..=3 => Act::Bond(who, tokens.min(purse).max(1)),
            4..=7 => {
                if self.rng.one_in(5) {
                    tokens = stake;
                }
                if !self.rng.one_in(12) {
                    tokens = tokens.min(stake);
                }
                Act::Unbond(who, tokens)
            }
            _ => Act::Claim(who),
        }
    }

    fn pass(&mut self) {
        match self.rng.within(0, 9) {
            0..=3 => {}
            4..=7 => self.stakes.a_block_passes(),
            _ => {
                let period = self.ghost.terms.period;
                let seconds = self.rng.within(1, period / 2);
                self.stakes.chain.advance(seconds);
            }
        }
    }

    fn step(&mut self) {
        self.pass();
        if self.rng.one_in(25) {
            let tokens = self.rng.within(1, 1_000).into();
            self.stakes.gift("stranger", tokens);
            self.ghost.gifts += tokens;
        }
        let act = self.draw();
        let (now, height) = (self.stakes.now(), self.stakes.height());
        let before = self.stakes.chain.state_hash();
        let answer = match act {
            Act::Bond(who, tokens) => self.stakes.bond(who, tokens),
            Act::Unbond(who, tokens) => self.stakes.unbond(who, tokens),
            Act::Claim(who) => self.stakes.claim(who),
        };
        let answer = answer.map(drop).map_err(|refused| refused.reason);
        let wanted = self.ghost.act(act, now, height);
        assert_eq!(answer, wanted, "life {}, {act:?}", self.seed);
        match (&answer, act) {
            (Err(_), _) => self.done[3] += 1,
            (_, Act::Bond(..)) => self.done[0] += 1,
            (_, Act::Unbond(..)) => self.done[1] += 1,
            (_, Act::Claim(_)) => self.done[2] += 1,
        }
        if answer.is_err() {
            let after = self.stakes.chain.state_hash();
            assert_eq!(after, before, "life {}, {act:?} left a trace", self.seed);
        }
        self.compare();
    }

    /// Money, one person and one height.
    fn compare(&mut self) {
        let seed = self.seed;
        let held = self.stakes.solvency();
        let owed = self.ghost.owed();
        assert_eq!(held.owed.u128(), owed, "life {seed}");
        assert_eq!(held.balance.u128(), owed + self.ghost.gifts, "life {seed}");
        assert_eq!(held.surplus.u128(), self.ghost.gifts, "life {seed}");

        let who = *self.rng.pick(&PEOPLE);
        let person = &self.ghost.people[who];
        assert_eq!(self.stakes.staked(who), person.stake, "life {seed}, {who}");
        assert_eq!(self.stakes.claims(who), person.claims, "life {seed}, {who}");
        assert_eq!(self.stakes.balance(who), person.purse, "life {seed}, {who}");
        let now = self.ghost.weights();
        assert_eq!(self.weighs(who, None), now[who], "life {seed}, {who}");
        let all: u128 = now.values().sum();
        assert_eq!(u128::from(self.stakes.total(None)), all, "life {seed}");
    }

    fn weighs(&self, who: &str, at: Option<u64>) -> u128 {
        let weight = self.stakes.weight(who, at);
        assert_ne!(weight, Some(0), "a member who weighs nothing");
        weight.unwrap_or_default().into()
    }

    /// Everybody at one height: the weights sum to the total, and both are the ghost's.
    fn compare_at(&self, height: u64) {
        let seed = self.seed;
        let mut sum = 0;
        for who in PEOPLE {
            let weight = self.weighs(who, Some(height));
            let wanted = self.ghost.weight_at(who, height);
            assert_eq!(weight, wanted, "life {seed}, {who} at {height}");
            sum += weight;
        }
        let total = u128::from(self.stakes.total(Some(height)));
        assert_eq!(total, sum, "life {seed}, total at {height}");
        assert_eq!(total, self.ghost.total_at(height), "life {seed}, {height}");
    }
}

#[test]
fn weights_sum_to_the_total_at_every_height_and_the_balance_covers_stakes_and_claims() {
    let mut done = [0; 4];
    let mut heights = 0;
    let runs = std::env::var("MILEGATE_RUNS").ok();
    let lives = runs.map_or(200, |runs| runs.parse().expect("a number"));
    for seed in 0..lives {
        let mut life = Life::new(seed);
        for _ in 0..STEPS {
            life.step();
        }
        let ends: Vec<u64> = life.ghost.ends.keys().copied().collect();
        for end in ends {
            life.compare_at(end);
            if !life.ghost.ends.contains_key(&(end + 1)) {
                life.compare_at(end + 1);
            }
            heights += 1;
        }
        for (kind, count) in done.iter_mut().zip(life.done) {
            *kind += count;
        }
    }
    println!("bonded, unbonded, claimed, refused: {done:?}; {heights} heights");
    assert!(done.iter().all(|count| *count >= 2 * lives), "{done:?}");
}
