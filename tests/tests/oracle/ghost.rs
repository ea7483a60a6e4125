//! A feed as the specification says it: a list of reports, and everything recounted from it. Nothing
//! of the product is in it.

use std::collections::BTreeMap;

/// So many periods, the least value, the longest gap.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    pub periods: u32,
    pub least: Option<u128>,
    pub max_gap: u32,
}

/// What was said in one period.
#[derive(Clone, Debug)]
pub struct Heard {
    /// The block of the first report.
    pub height: u64,
    pub reports: BTreeMap<&'static str, u128>,
}

/// Everything there is.
pub struct Ghost {
    pub start: u64,
    pub length: u64,
    /// In 10,000ths.
    pub quorum: u64,
    pub scale: (u128, u128),
    pub windows: Vec<Window>,
    /// Weights at the end of every block in which they changed.
    pub groups: BTreeMap<u64, BTreeMap<&'static str, u64>>,
    pub heard: BTreeMap<u32, Heard>,
    /// Periods that a message has closed.
    pub closed: u32,
}

/// What a window comes to.
#[derive(Debug, PartialEq)]
pub struct Figures {
    pub from: u64,
    pub until: u64,
    pub full: bool,
    pub observations: u32,
    pub sum: u128,
    pub mean: Option<u128>,
    pub minimum_holds: Option<bool>,
    pub gap_holds: bool,
}

impl Ghost {
    /// Periods that are over.
    pub fn over(&self, now: u64) -> u32 {
        let passed = now.saturating_sub(self.start) / self.length;
        u32::try_from(passed).expect("a period")
    }

    fn group(&self, height: u64) -> BTreeMap<&'static str, u64> {
        let before = self.groups.range(..height).next_back();
        before.map(|(_, group)| group.clone()).unwrap_or_default()
    }

    /// Somebody reports, or the ghost says why not.
    pub fn report(
        &mut self,
        who: &'static str,
        period: u32,
        value: u128,
        (now, height): (u64, u64),
    ) -> Result<(), String> {
        let Ghost { start, scale, .. } = *self;
        if now < start {
            return Err(format!("the feed starts at {start}; it is {now}"));
        }
        let running = self.over(now);
        if period > running {
            return Err(format!("period {period} is ahead: {running} runs"));
        }
        if period < running {
            return Err(format!("period {period} is over: {running} runs"));
        }
        if value < scale.0 || value > scale.1 {
            return Err(format!(
                "a value of {value} is not {} to {}",
                scale.0, scale.1
            ));
        }
        let fresh = Heard {
            height,
            reports: BTreeMap::new(),
        };
        let heard = self.heard.get(&period).cloned().unwrap_or(fresh);
        if heard.reports.contains_key(who) {
            return Err(format!("the reporter has reported in period {period}"));
        }
        let group = self.group(heard.height);
        let weight = group.get(who).copied().unwrap_or(0);
        if weight == 0 {
            let at = heard.height;
            return Err(format!(
                "the reporter weighs nothing in the group at block {at}"
            ));
        }
        let total: u64 = group.values().sum();
        if weight * 64 < total {
            return Err(format!(
                "a weight of {weight} is below a 64th of the group's {total}"
            ));
        }
        self.heard
            .entry(period)
            .or_insert(heard)
            .reports
            .insert(who, value);
        self.closed = running;
        Ok(())
    }

    /// Somebody closes what is over, or the ghost says why not.
    pub fn advance(&mut self, now: u64) -> Result<(), String> {
        let (over, closed) = (self.over(now), self.closed);
        if over <= closed {
            let until = self.start + u64::from(closed + 1) * self.length;
            return Err(format!(
                "nothing is to be closed before {until}, when period {closed} is over"
            ));
        }
        self.closed = over;
        Ok(())
    }

    /// A period's value: everybody's is written down as often as he weighs, and the middle one taken,
    /// the lower of two.
    pub fn value(&self, period: u32) -> Option<u128> {
        let heard = self.heard.get(&period)?;
        let group = self.group(heard.height);
        let total: u64 = group.values().sum();
        let mut written = vec![];
        let mut heaviest = 0;
        for (who, value) in &heard.reports {
            written.extend((0..group[who]).map(|_| *value));
            heaviest = heaviest.max(group[who]);
        }
        written.sort();
        let reported = written.len() as u64;
        let counts = reported * 10_000 >= total * self.quorum && heaviest * 2 <= reported;
        counts.then(|| written[(written.len() - 1) / 2])
    }

    /// Periods without a value up to so many.
    pub fn silent(&self, over: u32) -> u32 {
        let silent = (0..over)
            .rev()
            .take_while(|period| self.value(*period).is_none());
        silent.count() as u32
    }

    /// What a window comes to after so many periods, one at least.
    pub fn figures(&self, place: usize, over: u32) -> Figures {
        let window = self.windows[place];
        let first = over.saturating_sub(window.periods);
        let values: Vec<_> = (first..over).map(|period| self.value(period)).collect();
        let seen: Vec<_> = values.iter().flatten().copied().collect();
        let sum: u128 = seen.iter().sum();
        let longest = values.split(Option::is_some).map(<[_]>::len).max();
        Figures {
            from: self.start + u64::from(first) * self.length,
            until: self.start + u64::from(over) * self.length,
            full: over >= window.periods,
            observations: seen.len() as u32,
            sum,
            mean: (!seen.is_empty()).then(|| sum / seen.len() as u128),
            minimum_holds: window
                .least
                .map(|least| seen.iter().all(|value| *value >= least)),
            gap_holds: longest.unwrap_or(0) <= window.max_gap as usize,
        }
    }
}
