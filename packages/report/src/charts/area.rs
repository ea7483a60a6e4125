//! Chart 3: what became of every category's tokens, over time.

use super::axes::{self, Plot, Swatch, WIDTH};
use super::svg::{Anchor, Frame, Svg, spread};
use crate::dates;
use crate::model::{MarkKind, Parts, Report};

const PLOT: Plot = Plot {
    left: 64.0,
    right: 762.0,
    top: 106.0,
    bottom: 446.0,
};

/// What of a band each layer reaches up to, from its floor.
type Layer = (&'static str, fn(&Parts) -> u128);

/// Layers of one category from its floor up.
const LAYERS: [Layer; 4] = [
    ("claimed", |p| p.claimed.u128()),
    ("unclaimed", |p| p.unclaimed.u128()),
    ("locked", |p| p.locked.u128()),
    ("forfeited", |p| p.forfeited.u128()),
];

fn whole(parts: &Parts) -> u128 {
    LAYERS
        .iter()
        .fold(0u128, |sum, (_, part)| sum.saturating_add(part(parts)))
}

/// Draws the chart; none if there is no history.
pub fn area(report: &Report, id: &str, standalone: bool) -> Option<String> {
    let history = &report.history;
    let (first, last) = (history.points.first()?, history.points.last()?);
    let mut svg = Svg::default();
    let asset = &report.asset;
    let heights: Vec<u128> = history
        .categories
        .iter()
        .map(|c| {
            history
                .points
                .iter()
                .filter_map(|p| p.parts.get(c))
                .map(whole)
                .max()
                .unwrap_or(0)
        })
        .collect();
    let total = heights.iter().fold(0u128, |sum, h| sum.saturating_add(*h));
    axes::legend(
        &mut svg,
        (PLOT.left, 22.0),
        &[
            (Swatch::Area("claimed"), "claimed"),
            (Swatch::Area("unclaimed"), "vested, not claimed"),
            (Swatch::Area("locked"), "locked"),
            (Swatch::Area("forfeited"), "forfeited"),
        ],
    );
    let y = axes::amounts(&mut svg, PLOT, asset, asset.float(total), 5);
    let x = axes::dates(&mut svg, PLOT, first.at, last.at);
    let mut floor = 0u128;
    let mut middles = Vec::new();
    for (category, height) in history.categories.iter().zip(&heights) {
        let mut below: Vec<u128> = vec![floor; history.points.len()];
        for (class, part) in LAYERS {
            let above: Vec<u128> = history
                .points
                .iter()
                .zip(&below)
                .map(|(p, b)| b.saturating_add(p.parts.get(category).map_or(0, part)))
                .collect();
            if above != below {
                let upper = history.points.iter().zip(&above);
                let lower = history.points.iter().zip(&below).rev();
                let outline: Vec<(f64, f64)> = upper
                    .chain(lower)
                    .map(|(p, v)| (x.time(p.at), y.at(asset.float(*v))))
                    .collect();
                svg.path(class, &outline, true);
            }
            below = above;
        }
        let ceiling = floor.saturating_add(*height);
        let top = y.at(asset.float(ceiling));
        svg.line("band", (PLOT.left, top), (PLOT.right, top));
        middles.push((y.at(asset.float(floor)) + top) / 2.0);
        floor = ceiling;
    }
    let places = spread(&middles, 34.0, (PLOT.top + 8.0, PLOT.bottom - 14.0));
    for (((category, height), middle), place) in history
        .categories
        .iter()
        .zip(&heights)
        .zip(&middles)
        .zip(places)
    {
        svg.line(
            "lead",
            (PLOT.right + 2.0, *middle),
            (PLOT.right + 14.0, place),
        );
        svg.text(
            "strong",
            (PLOT.right + 18.0, place),
            Anchor::Start,
            category,
        );
        let amount = asset.short(*height);
        svg.text(
            "small",
            (PLOT.right + 18.0, place + 15.0),
            Anchor::Start,
            &amount,
        );
    }
    let flags: Vec<_> = history
        .marks
        .iter()
        .map(|m| {
            (
                x.time(m.at),
                sign(m.kind),
                format!("{} {}", m.milestone, m.kind.word()),
            )
        })
        .collect();
    axes::flags(&mut svg, PLOT, &flags);
    let frame = Frame {
        id: id.into(),
        title: format!(
            "{}: locked, vested, claimed and forfeited by category",
            report.header.plan
        ),
        description: describe(report, first.at, last.at, total),
        width: WIDTH,
        height: 482.0,
        standalone,
    };
    Some(svg.finish(&frame))
}

/// The sign of a mark.
pub fn sign(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Reached => "up",
        MarkKind::Missed => "cross",
        MarkKind::ThrownOut => "barred",
    }
}

fn describe(report: &Report, from: u64, to: u64, total: u128) -> String {
    let t = &report.totals;
    let mut text = format!(
        "Stacked areas, one stripe per category, from {} to {}. Of {} paid in, {} are claimed, {} \
         vested and not claimed, {} locked and {} forfeited at the end.",
        dates::date(from),
        dates::date(to),
        report.asset.short(total),
        report.short(t.claimed),
        report.short(t.claimable),
        report.short(t.locked),
        report.short(t.forfeited),
    );
    for mark in &report.history.marks {
        text.push_str(&format!(
            " Milestone {} was {} on {}.",
            mark.milestone,
            mark.kind.word(),
            dates::date(mark.at)
        ));
    }
    text
}
