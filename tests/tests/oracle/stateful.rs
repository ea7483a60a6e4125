//! Random lives beside the ghost: reports, closings, rotations, halts. After every step the contract
//! and the ghost say the same of the feed, its windows now and at some past period, and the record.

use milegate_core::governance::Share;
use milegate_core::oracle::{Calendar, Reading};
use milegate_tests::feeds::{BEGINS, Feeds, window};
use milegate_tests::rng::Rng;

use super::ghost::{Figures, Ghost, Window};

const STEPS: u64 = 100;
const PEOPLE: [&str; 7] = ["ana", "ben", "carol", "dora", "emil", "vera", "vito"];

struct Life {
    seed: u64,
    rng: Rng,
    feeds: Feeds,
    ghost: Ghost,
    /// Reports, closings, rotations, refusals, gaps, values.
    done: [u64; 6],
}

impl Life {
    fn new(seed: u64) -> Life {
        let mut rng = Rng::new(seed);
        let length = *rng.pick(&[60u64, 3_600, 86_400]);
        let quorum = rng.within(5_001, 7_500);
        let windows: Vec<_> = (0..rng.within(1, 3)).map(|_| draw(&mut rng)).collect();
        let weights = [("carol", 2), ("dora", 1), ("emil", 2), ("vera", 1)];
        let registered = windows
            .iter()
            .map(|of| window(of.periods, of.least, of.max_gap));
        let feeds = Feeds::weighed(&weights, &[], |msg| {
            let feed = &mut msg.feeds[0];
            feed.quorum = Share::new(quorum as u16);
            feed.max = 100u128.into();
            feed.calendar = Calendar {
                start: BEGINS,
                period: length,
            };
            feed.windows = registered.collect();
        });
        let mut feeds = feeds.unwrap();
        let born = feeds.height() - 1;
        if !rng.one_in(4) {
            feeds.until(BEGINS);
        }
        Life {
            seed,
            rng,
            ghost: Ghost {
                start: BEGINS,
                length,
                quorum,
                scale: (10, 100),
                windows,
                groups: [(born, weights.into())].into(),
                heard: [].into(),
                closed: 0,
            },
            feeds,
            done: [0; 6],
        }
    }

    fn pass(&mut self) {
        let length = self.ghost.length;
        match self.rng.within(0, 19) {
            0..=10 => {}
            11..=14 => self.feeds.a_block_passes(),
            15..=16 => self.feeds.chain.advance(length - self.feeds.now() % length),
            17 => {
                let seconds = self.rng.within(1, length);
                self.feeds.chain.advance(seconds);
            }
            18 => {
                let periods = self.rng.sized(12);
                self.feeds.chain.advance(periods * length);
            }
            _ => {
                let seconds = self.rng.within(1, 3 * length);
                self.feeds.the_chain_halts_for(seconds);
            }
        }
    }

    fn rotate(&mut self) {
        let height = self.feeds.height();
        let mut group = self
            .ghost
            .groups
            .values()
            .next_back()
            .expect("a group")
            .clone();
        let who = *self.rng.pick(&PEOPLE);
        let weight = if self.rng.one_in(12) {
            200
        } else {
            self.rng.within(0, 3)
        };
        match weight {
            0 => {
                group.remove(who);
                self.feeds.rotate(&[who], &[]);
            }
            weight => {
                group.insert(who, weight);
                self.feeds.rotate(&[], &[(who, weight)]);
            }
        }
        self.ghost.groups.insert(height, group);
        self.done[2] += 1;
    }

    /// Most of the time one who weighs something and has not reported.
    fn somebody(&mut self, running: u32) -> &'static str {
        let mut who = *self.rng.pick(&PEOPLE);
        let group = self.ghost.groups.values().next_back().expect("a group");
        let heard = self.ghost.heard.get(&running);
        for _ in 0..8 {
            let reported = heard.is_some_and(|heard| heard.reports.contains_key(who));
            if group.contains_key(who) && !reported {
                break;
            }
            who = *self.rng.pick(&PEOPLE);
        }
        who
    }

    fn step(&mut self) {
        self.pass();
        if self.rng.one_in(12) {
            self.rotate();
        }
        let (now, height) = (self.feeds.now(), self.feeds.height());
        let before = self.feeds.chain.state_hash();
        let (kind, answer, wanted) = match self.rng.one_in(8) {
            true => (1, self.feeds.advance("stranger"), self.ghost.advance(now)),
            false => {
                let running = self.ghost.over(now);
                let who = self.somebody(running);
                let period = match self.rng.within(0, 19) {
                    0 => running + 1,
                    1 => running.saturating_sub(1),
                    _ => running,
                };
                let value = self.rng.within(9, 101).into();
                let answer = self.feeds.report_in(who, period, value);
                let wanted = self.ghost.report(who, period, value, (now, height));
                (0, answer, wanted)
            }
        };
        let answer = answer.map(drop).map_err(|refused| refused.reason);
        assert_eq!(answer, wanted, "life {}", self.seed);
        match answer {
            Ok(()) => self.done[kind] += 1,
            Err(_) => {
                assert_eq!(self.feeds.chain.state_hash(), before, "life {}", self.seed);
                self.done[3] += 1;
            }
        }
        self.compare();
    }

    fn compare(&mut self) {
        let (seed, over) = (self.seed, self.ghost.over(self.feeds.now()));
        let feed = self.feeds.feed();
        assert_eq!(
            (feed.over, feed.behind),
            (over, over > self.ghost.closed),
            "life {seed}"
        );
        assert_eq!(feed.silent, self.ghost.silent(over), "life {seed}");
        let closed = self.ghost.closed;
        let raw = self.feeds.raw();
        assert_eq!(raw.is_some(), closed > 0, "life {seed}");
        let place = self.rng.within(0, self.ghost.windows.len() as u64 - 1) as usize;
        if let Some(raw) = &raw {
            let written = figures(Some(raw[place]));
            assert_eq!(written, self.ghost.figures(place, closed), "life {seed}");
        }
        let now = self.feeds.reading(place as u8, None);
        if over == 0 {
            return assert_eq!(now, None, "life {seed}");
        }
        assert_eq!(figures(now), self.ghost.figures(place, over), "life {seed}");
        let past = self.rng.within(1, over.into()) as u32;
        let then = self.feeds.reading(place as u8, Some(past - 1));
        assert_eq!(
            figures(then),
            self.ghost.figures(place, past),
            "life {seed}"
        );
    }

    fn end(&mut self) {
        let over = self.ghost.over(self.feeds.now());
        let wanted = (0..over).filter_map(|period| Some((period, self.ghost.value(period)?)));
        let wanted: Vec<_> = wanted.collect();
        let mut known = vec![];
        while let page @ [.., last] = &self.feeds.values(known.last().map(|(at, _)| *at), None)[..]
        {
            let _ = last;
            known.extend_from_slice(page);
        }
        assert_eq!(known, wanted, "life {}", self.seed);
        self.done[4] += u64::from(over) - wanted.len() as u64;
        self.done[5] += wanted.len() as u64;
    }
}

fn draw(rng: &mut Rng) -> Window {
    let periods = rng.within(1, 9) as u32;
    Window {
        periods,
        least: (!rng.one_in(3)).then(|| rng.within(11, 100).into()),
        max_gap: rng.within(0, u64::from(periods) - 1) as u32,
    }
}

fn figures(reading: Option<Reading>) -> Figures {
    let reading = reading.expect("a reading");
    Figures {
        from: reading.from,
        until: reading.until,
        full: reading.full,
        observations: reading.observations,
        sum: reading.sum.u128(),
        mean: reading.mean().map(|mean| mean.u128()),
        minimum_holds: reading.minimum_holds(),
        gap_holds: reading.gap_holds(),
    }
}

#[test]
fn a_feed_says_what_a_recount_of_its_reports_says() {
    let mut done = [0; 6];
    let runs = std::env::var("MILEGATE_RUNS").ok();
    let lives = runs.map_or(150, |runs| runs.parse().expect("a number"));
    for seed in 0..lives {
        let mut life = Life::new(seed);
        for _ in 0..STEPS {
            life.step();
        }
        life.end();
        for (kind, count) in done.iter_mut().zip(life.done) {
            *kind += count;
        }
    }
    println!("reported, closed, rotated, refused; gaps, values: {done:?}");
    assert!(done.iter().all(|count| *count >= lives), "{done:?}");
}
