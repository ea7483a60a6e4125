//! Chart 4: what the calendar alone would have released, and what milestones did.

use super::area::sign;
use super::axes::{self, Plot, Swatch, WIDTH};
use super::scale::Linear;
use super::svg::{Anchor, Frame, Svg, spread};
use crate::dates;
use crate::model::{Report, Sample};
use crate::units::Asset;

const UPPER: Plot = Plot {
    left: 64.0,
    right: 790.0,
    top: 106.0,
    bottom: 366.0,
};
const LOWER: Plot = Plot {
    left: 64.0,
    right: 790.0,
    top: 446.0,
    bottom: 596.0,
};

/// Draws the chart; none if there is nothing to compare.
pub fn release(report: &Report, id: &str, standalone: bool) -> Option<String> {
    let releases = &report.releases;
    let from = releases.calendar.first()?.at;
    let to = releases
        .calendar
        .last()?
        .at
        .max(releases.milestones.last()?.at);
    let mut svg = Svg::default();
    axes::legend(
        &mut svg,
        (UPPER.left, 22.0),
        &[
            (Swatch::Line("calendar"), "calendar alone"),
            (Swatch::Line("real"), "with milestones"),
        ],
    );
    upper(&mut svg, report, from, to);
    lower(&mut svg, report, from, to);
    let frame = Frame {
        id: id.into(),
        title: format!("{}: calendar against milestones", report.header.plan),
        description: describe(report),
        width: WIDTH,
        height: 632.0,
        standalone,
    };
    Some(svg.finish(&frame))
}

/// Points of a line through samples.
pub fn points(samples: &[Sample], asset: &Asset, x: &Linear, y: &Linear) -> Vec<(f64, f64)> {
    samples
        .iter()
        .map(|s| (x.time(s.at), y.at(asset.float(s.amount.u128()))))
        .collect()
}

/// The last amount of a series.
fn end(samples: &[Sample]) -> u128 {
    samples.last().map_or(0, |s| s.amount.u128())
}

fn upper(svg: &mut Svg, report: &Report, from: u64, to: u64) {
    let (releases, asset) = (&report.releases, &report.asset);
    let largest = end(&releases.calendar).max(end(&releases.milestones));
    let y = axes::amounts(svg, UPPER, asset, asset.float(largest), 5);
    let x = axes::dates(svg, UPPER, from, to);
    now_line(svg, UPPER, &x, releases.now, to, false);
    svg.path(
        "calendar",
        &points(&releases.calendar, asset, &x, &y),
        false,
    );
    svg.path("real", &points(&releases.milestones, asset, &x, &y), false);
    let flags: Vec<_> = report
        .history
        .marks
        .iter()
        .filter(|m| m.at >= from && m.at <= to)
        .map(|m| {
            (
                x.time(m.at),
                sign(m.kind),
                format!("{} {}", m.milestone, m.kind.word()),
            )
        })
        .collect();
    axes::flags(svg, UPPER, &flags);
    let ends = [end(&releases.calendar), end(&releases.milestones)];
    let wanted = ends.map(|v| y.at(asset.float(v)));
    let places = spread(&wanted, 36.0, (UPPER.top, UPPER.bottom - 12.0));
    for ((label, amount), place) in ["calendar", "milestones"].iter().zip(ends).zip(places) {
        svg.text("strong", (UPPER.right + 12.0, place), Anchor::Start, label);
        svg.text(
            "small",
            (UPPER.right + 12.0, place + 15.0),
            Anchor::Start,
            &asset.short(amount),
        );
    }
}

fn lower(svg: &mut Svg, report: &Report, from: u64, to: u64) {
    let (releases, asset) = (&report.releases, &report.asset);
    let guard = releases.guard.filter(|g| g.period == releases.period);
    let largest = releases
        .buckets
        .iter()
        .flat_map(|b| [b.calendar.u128(), b.milestones.u128()])
        .chain(guard.map(|g| g.limit.u128()))
        .max()
        .unwrap_or(0);
    let title = format!("Released per {}", dates::length(releases.period));
    svg.text(
        "strong",
        (LOWER.left, LOWER.top - 26.0),
        Anchor::Start,
        &title,
    );
    let y = axes::amounts(svg, LOWER, asset, asset.float(largest), 4);
    let x = axes::dates(svg, LOWER, from, to);
    let mut outline = Vec::new();
    for bucket in &releases.buckets {
        let (left, right) = (x.time(bucket.from), x.time(bucket.until.min(to)));
        let top = y.at(asset.float(bucket.milestones.u128()));
        let gap = ((right - left) * 0.18).min(2.0);
        if top < LOWER.bottom - 0.05 {
            let size = (right - left - 2.0 * gap, LOWER.bottom - top);
            svg.rect("bar-real", (left + gap, top), size);
        }
        let top = y.at(asset.float(bucket.calendar.u128()));
        outline.extend([(left, top), (right, top)]);
    }
    svg.path("calendar thin", &outline, false);
    now_line(svg, LOWER, &x, releases.now, to, true);
    if let Some(guard) = guard {
        let level = y.at(asset.float(guard.limit.u128()));
        svg.line("guard", (LOWER.left, level), (LOWER.right, level));
        svg.text(
            "strong",
            (LOWER.right + 12.0, level + 1.0),
            Anchor::Start,
            "guard",
        );
        let amount = asset.short(guard.limit.u128());
        svg.text(
            "small",
            (LOWER.right + 12.0, level + 16.0),
            Anchor::Start,
            &amount,
        );
    }
}

/// The instant of the report, where it lies inside the plot.
pub fn now_line(svg: &mut Svg, plot: Plot, x: &Linear, now: u64, to: u64, label: bool) {
    if now >= to {
        return;
    }
    let at = x.time(now).max(plot.left);
    svg.line("now", (at, plot.top), (at, plot.bottom));
    if label {
        svg.text(
            "small halo",
            (at + 5.0, plot.top + 9.0),
            Anchor::Start,
            "this report",
        );
    }
}

fn describe(report: &Report) -> String {
    let (r, asset) = (&report.releases, &report.asset);
    let largest =
        |pick: fn(&crate::model::Bucket) -> u128| r.buckets.iter().map(pick).max().unwrap_or(0);
    let mut text = format!(
        "Two lines of cumulative release. The calendar alone comes to {}, with milestones it is {}. \
         Below, the release of each {}: at most {} by the calendar and {} with milestones.",
        asset.short(end(&r.calendar)),
        asset.short(end(&r.milestones)),
        dates::length(r.period),
        asset.short(largest(|b| b.calendar.u128())),
        asset.short(largest(|b| b.milestones.u128())),
    );
    if let Some(guard) = r.guard {
        text.push_str(&format!(
            " The guard allows {} per {}.",
            asset.short(guard.limit.u128()),
            dates::length(guard.period)
        ));
    }
    text
}
