//! A feed, its history, and numbers at random.

use cosmwasm_std::Uint128;
use milegate_core::governance::Share;
use milegate_core::oracle::{Calendar, Entry, Feed, Reading, Report, Window, read};

pub const START: u64 = 1_800_000_000;
pub const DAY: u64 = 86_400;
pub const TWO_THIRDS: Share = Share::new(6_667);

pub const CALENDAR: Calendar = Calendar {
    start: START,
    period: DAY,
};

pub fn window(periods: u32, least: Option<u128>, max_gap: u32) -> Window {
    Window {
        periods,
        least: least.map(Uint128::new),
        max_gap,
    }
}

/// Daily values from 10 to 1,000, over a week.
pub fn feed() -> Feed<String> {
    Feed {
        name: "volume".into(),
        unit: "USD a day".into(),
        decimals: 6,
        group: "group".into(),
        quorum: TWO_THIRDS,
        min: 10u128.into(),
        max: 1_000u128.into(),
        calendar: CALENDAR,
        windows: vec![window(7, Some(50), 1)],
    }
}

pub fn report(value: u128, weight: u64) -> Report {
    Report {
        value: value.into(),
        weight: weight.into(),
    }
}

/// The entries of a feed whose periods came to these values; `None` is a gap.
pub fn entries(windows: &[Window], values: &[Option<u128>]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = vec![];
    for (period, value) in (0..).zip(values) {
        if let Some(value) = value {
            let next = Entry::next(entries.last(), windows, period, Uint128::new(*value));
            entries.push(next.unwrap());
        }
    }
    entries
}

/// What a window comes to when so many periods are over: the entries are found as a contract does,
/// the last ones below two numbers.
pub fn read_at(
    windows: &[Window],
    place: usize,
    entries: &[Entry],
    closed: u32,
) -> Option<Reading> {
    let below = |period: u32| {
        let found = entries.partition_point(|entry| entry.period < period);
        found.checked_sub(1).map(|last| &entries[last])
    };
    let window = &windows[place];
    let (last, before) = (below(closed), below(window.first(closed)));
    read(CALENDAR, window, place, closed, last, before).unwrap()
}

/// SplitMix64.
pub struct Rng(pub u64);

impl Rng {
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.bits() % end
    }

    pub fn within(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }
}
