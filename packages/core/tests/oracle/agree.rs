//! The product agrees with the model on millions of points: random feeds, reports, gaps and windows,
//! at every period's end.

use cosmwasm_std::Uint128;
use milegate_core::governance::Share;
use milegate_core::milestone::Measure;
use milegate_core::oracle::{Entry, Reading, Window, settle};
use num_bigint::BigUint;

use crate::kit::*;
use crate::leaf::{Asks, attests, should};
use crate::model::{self, Period};

/// A random feed beside its model.
struct Life {
    rng: Rng,
    quorum: u16,
    top: u64,
    scale: u128,
    windows: Vec<Window>,
    entries: Vec<Entry>,
    values: Vec<Option<BigUint>>,
    /// Leaves that were false and true.
    leaves: [u64; 2],
}

fn life(seed: u64) -> Life {
    let mut rng = Rng(seed);
    let top = [1, 3, 40, u64::MAX][rng.below(4) as usize];
    let scale = match top {
        u64::MAX => 1 << 32,
        _ => 1,
    };
    let mut windows = vec![];
    for _ in 0..rng.within(1, 4) {
        let periods = rng.within(1, 24) as u32;
        let least = (rng.below(3) > 0).then(|| u128::from(rng.bits() % top.max(2)) * scale);
        let max_gap = rng.below(u64::from(periods).min(5)) as u32;
        windows.push(window(periods, least, max_gap));
    }
    Life {
        quorum: rng.within(5_001, 8_000) as u16,
        rng,
        top,
        scale,
        windows,
        entries: vec![],
        values: vec![],
        leaves: [0; 2],
    }
}

impl Life {
    fn number(&mut self, top: u64) -> u64 {
        match top.checked_add(1) {
            Some(end) => self.rng.below(end),
            None => self.rng.bits(),
        }
    }

    /// A period passes: at times nobody reports, at times for long.
    fn pass(&mut self, silent: bool) {
        let mut total = 0u64;
        let mut reports = vec![];
        for _ in 0..self.rng.within(2, 5) {
            let heavy = self.rng.below(40) == 0;
            let weight = match heavy {
                true => self.number(u64::MAX / 8),
                false => self.rng.within(1, 3),
            };
            let reports_it = !silent && self.rng.below(12) > 0;
            total += weight;
            if reports_it {
                let value = u128::from(self.number(self.top)) * self.scale;
                reports.push(report(value, weight));
            }
        }
        let big = |number: u128| BigUint::from(number);
        let pair = reports
            .iter()
            .map(|report| (big(report.value.u128()), big(report.weight.u64().into())));
        let period = Period {
            total: big(total.into()),
            reports: pair.collect(),
        };
        let wanted = period.value(self.quorum.into());
        let value = settle(reports, Share::new(self.quorum), total.into()).value;
        assert_eq!(value.map(|value| big(value.u128())), wanted);

        if let Some(value) = value {
            let number = self.values.len() as u32;
            let next = Entry::next(self.entries.last(), &self.windows, number, value);
            self.entries.push(next.unwrap());
        }
        self.values.push(wanted);
    }

    /// Every window as of `closed` periods; how many were compared.
    fn compare(&mut self, closed: usize, runs: bool) -> u64 {
        for (place, window) in self.windows.clone().iter().enumerate() {
            let values = &self.values[..closed];
            let reading = read_at(&self.windows, place, &self.entries, closed as u32);
            let reading = reading.expect("a period is over");
            let wanted = model::window(values, window.periods as usize);
            same(window, &reading, &wanted, closed);
            if runs {
                self.compare_runs(window, &reading, values);
            }
            let asks = self.asks(window, &wanted);
            let attests = attests(*window, asks, reading);
            assert_eq!(attests, should(*window, asks, closed, &wanted), "{asks:?}");
            self.leaves[usize::from(attests)] += 1;
        }
        self.windows.len() as u64
    }

    /// A leaf of the window, with a target about what it comes to.
    fn asks(&mut self, window: &Window, wanted: &model::Window) -> Asks {
        let measure = match (self.rng.below(3), window.least) {
            (0, Some(_)) => Measure::Minimum,
            (1, _) => Measure::Sum,
            _ => Measure::Mean,
        };
        let comes_to = match measure {
            Measure::Mean => wanted.mean.clone().unwrap_or_default(),
            Measure::Sum | Measure::Minimum => wanted.sum.clone(),
        };
        let near = u128::try_from(comes_to).expect("128 bits") + u128::from(self.rng.below(3));
        let target = match (measure, window.least) {
            (Measure::Minimum, Some(least)) => least.u128(),
            _ => near.saturating_sub(1),
        };
        let observations = self.rng.within(1, window.periods.div_ceil(2).into()) as u32;
        Asks {
            measure,
            target,
            observations,
        }
    }

    fn compare_runs(&self, window: &Window, reading: &Reading, values: &[Option<BigUint>]) {
        let gap = window.max_gap as usize;
        let unbroken = model::longest(values, |wanted| wanted.longest_gap <= gap);
        assert_eq!(reading.unbroken as usize, unbroken, "{window:?}");
        let silent = values.iter().rev().take_while(|value| value.is_none());
        assert_eq!(reading.silent as usize, silent.count());
        let held = window.least.map(|least| {
            let least = BigUint::from(least.u128());
            let fits = |value: &BigUint| *value >= least;
            model::longest(values, |wanted| wanted.minimum.as_ref().is_none_or(fits))
        });
        assert_eq!(reading.held.map(|held| held as usize), held, "{window:?}");
    }
}

fn same(window: &Window, reading: &Reading, wanted: &model::Window, closed: usize) {
    let big = |number: Uint128| BigUint::from(number.u128());
    assert_eq!(reading.observations as usize, wanted.observations);
    assert_eq!(big(reading.sum), wanted.sum);
    assert_eq!(reading.mean().map(big), wanted.mean);
    assert_eq!(reading.from, START + wanted.first as u64 * DAY);
    assert_eq!(reading.until, START + closed as u64 * DAY);
    assert_eq!(reading.full, closed >= window.periods as usize);
    assert_eq!(
        reading.gap_holds(),
        wanted.longest_gap <= window.max_gap as usize
    );
    let minimum = window.least.map(|least| {
        let least = BigUint::from(least.u128());
        wanted.minimum.as_ref().is_none_or(|value| *value >= least)
    });
    assert_eq!(reading.minimum_holds(), minimum);
}

#[test]
fn every_window_agrees_with_a_recount_of_the_raw_reports() {
    let (mut points, mut gaps, mut periods) = (0u64, 0, 0);
    let mut leaves = [0; 2];
    for seed in 0..FEEDS {
        let mut life = life(seed);
        let mut silence = 0;
        for closed in 1..=PERIODS {
            if silence == 0 && life.rng.below(30) == 0 {
                silence = life.rng.within(1, 12);
            }
            life.pass(silence > 0);
            silence = silence.saturating_sub(1);
            points += life.compare(closed, closed % 20 == 0);
        }
        // every instant of the past answers as it did
        for _ in 0..PERIODS {
            let closed = life.rng.within(1, PERIODS as u64) as usize;
            points += life.compare(closed, false);
        }
        gaps += life.values.iter().filter(|value| value.is_none()).count();
        periods += life.values.len();
        leaves = [leaves[0] + life.leaves[0], leaves[1] + life.leaves[1]];
    }
    println!("{points} windows of {FEEDS} feeds agree; {gaps} of {periods} periods were gaps");
    println!("leaves that did not attest, and that did: {leaves:?}");
    assert!(leaves.iter().all(|count| count * 10 > points), "{leaves:?}");
    assert!(points >= 2_000_000, "only {points} points");
    assert!(
        gaps * 5 > periods && gaps * 5 < periods * 4,
        "{gaps} of {periods}"
    );
}

const FEEDS: u64 = 4_000;
const PERIODS: usize = 120;
