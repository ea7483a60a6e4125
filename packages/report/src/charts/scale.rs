//! Axes: which numbers and dates to write, and where.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]
// pixels and ticks; no amount is decided here

use crate::dates::{DAY, civil, instant};

/// A linear map from values to pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linear {
    from: f64,
    span: f64,
    start: f64,
    length: f64,
}

impl Linear {
    /// Maps `from..to` to `start..end` pixels; an empty range maps to `start`.
    pub fn new((from, to): (f64, f64), (start, end): (f64, f64)) -> Linear {
        Linear {
            from,
            span: to - from,
            start,
            length: end - start,
        }
    }

    /// Where a value is.
    pub fn at(&self, value: f64) -> f64 {
        if self.span == 0.0 {
            return self.start;
        }
        self.start + (value - self.from) / self.span * self.length
    }

    /// Where an instant is.
    pub fn time(&self, at: u64) -> f64 {
        self.at(at as f64)
    }
}

/// Round values from 0 to at least `largest`, about `wanted` of them.
pub fn ticks(largest: f64, wanted: u32) -> Vec<f64> {
    if !largest.is_finite() || largest <= 0.0 {
        return vec![0.0, 1.0];
    }
    let rough = largest / f64::from(wanted.max(1));
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|m| m * power)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(10.0 * power);
    let count = (largest / step - 1e-9).ceil().max(1.0) as u32;
    (0..=count).map(|i| f64::from(i) * step).collect()
}

/// A tick's label, without a unit: no more places than the step needs.
pub fn tick_label(value: f64, step: f64) -> String {
    let places = (0..6).find(|p| {
        let scaled = step * 10f64.powi(*p);
        (scaled - scaled.round()).abs() < 1e-6 * scaled.max(1.0)
    });
    let text = format!("{value:.0$}", places.unwrap_or(6) as usize);
    match text.split_once('.') {
        None => text.parse().map_or(text, crate::units::thousands),
        Some(_) => text,
    }
}

/// A date on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct DateTick {
    /// The instant.
    pub at: u64,
    /// What is written.
    pub label: String,
}

/// Calendar dates between two instants, at most about `most` of them.
pub fn date_ticks(from: u64, to: u64, most: u64) -> Vec<DateTick> {
    let span = to.saturating_sub(from).max(1);
    let days = span.div_ceil(DAY).max(1);
    let months = [1, 2, 3, 6, 12, 24, 60, 120, 240]
        .into_iter()
        .find(|m| days / (m * 30) <= most);
    match months {
        Some(_) if days <= 62 => day_ticks(from, to, days.div_ceil(most.max(1)).max(1)),
        step => month_ticks(from, to, step.unwrap_or(600)),
    }
}

fn day_ticks(from: u64, to: u64, step: u64) -> Vec<DateTick> {
    let step = [1, 2, 5, 7, 10, 14, 28]
        .into_iter()
        .find(|s| *s >= step)
        .unwrap_or(step);
    (from.div_ceil(DAY)..=to / DAY)
        .step_by(step as usize)
        .map(|day| {
            let at = day * DAY;
            let label = civil(at).strftime("%-d %b").to_string();
            DateTick { at, label }
        })
        .collect()
}

fn month_ticks(from: u64, to: u64, step: u64) -> Vec<DateTick> {
    let day = civil(from).date();
    let first = i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
    let step = step as i64;
    let mut index = first.div_euclid(step) * step;
    let mut out = Vec::new();
    loop {
        let (y, m) = (index.div_euclid(12), index.rem_euclid(12));
        let at = instant(y, m + 1, 1);
        if at > to || out.len() > 400 {
            return out;
        }
        if at >= from {
            let format = if step % 12 == 0 { "%Y" } else { "%b %Y" };
            let label = civil(at).strftime(format).to_string();
            out.push(DateTick { at, label });
        }
        index += step;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover() {
        assert_eq!(ticks(176.0, 5), [0.0, 50.0, 100.0, 150.0, 200.0]);
        assert_eq!(ticks(1.0, 4), [0.0, 0.25, 0.5, 0.75, 1.0]);
        assert_eq!(ticks(0.0, 5), [0.0, 1.0]);
        assert_eq!(ticks(f64::NAN, 5), [0.0, 1.0]);
        for i in 1..2_000 {
            let largest = f64::from(i) * 0.37;
            let t = ticks(largest, 5);
            assert!(*t.last().unwrap() >= largest - 1e-6, "{largest} {t:?}");
            assert!(t.len() >= 3 && t.len() <= 8, "{largest} {t:?}");
        }
    }

    #[test]
    fn labels_have_the_places_the_step_needs() {
        assert_eq!(tick_label(1500.0, 500.0), "1,500");
        assert_eq!(tick_label(0.75, 0.25), "0.75");
        assert_eq!(tick_label(2.5, 2.5), "2.5");
        assert_eq!(tick_label(0.0, 2.5), "0.0");
    }

    #[test]
    fn dates_are_calendar_dates() {
        let years = date_ticks(instant(2023, 10, 31), instant(2029, 2, 1), 8);
        let labels: Vec<_> = years.iter().map(|t| t.label.as_str()).collect();
        assert_eq!(labels, ["2024", "2025", "2026", "2027", "2028", "2029"]);
        let quarters = date_ticks(instant(2027, 1, 15), instant(2028, 1, 20), 8);
        assert_eq!(quarters.first().map(|t| t.label.as_str()), Some("Mar 2027"));
        let days = date_ticks(instant(2027, 3, 1), instant(2027, 3, 20), 8);
        assert_eq!(days[1].label, "6 Mar");
        assert!(date_ticks(5, 5, 8).len() <= 1);
        for span in [1, 40, 63, 100, 400, 3_000, 30_000] {
            let n = date_ticks(instant(2027, 1, 1), instant(2027, 1, 1 + span), 8).len();
            assert!((1..=12).contains(&n), "{span} days: {n}");
        }
    }

    #[test]
    fn an_empty_range_maps_to_its_start() {
        assert_eq!(Linear::new((5.0, 5.0), (10.0, 20.0)).at(5.0), 10.0);
        assert_eq!(Linear::new((0.0, 10.0), (100.0, 0.0)).at(5.0), 50.0);
    }
}
