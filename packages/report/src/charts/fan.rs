//! Chart 6: what can still be released, between the two extremes.

use super::axes::{self, Plot, Swatch, WIDTH};
use super::release::{now_line, points};
use super::svg::{Anchor, Frame, Svg, spread};
use crate::dates;
use crate::model::Report;

const PLOT: Plot = Plot {
    left: 64.0,
    right: 762.0,
    top: 68.0,
    bottom: 348.0,
};

/// Draws the chart; none if every milestone has ended.
pub fn fan(report: &Report, id: &str, standalone: bool) -> Option<String> {
    let fan = &report.fan;
    if fan.open.is_empty() {
        return None;
    }
    let now = fan.reached.first()?;
    let from = fan.past.first().map_or(now.at, |s| s.at);
    let ends = [fan.reached.last()?, fan.missed.last()?];
    let to = ends[0].at.max(ends[1].at);
    let asset = &report.asset;
    let mut svg = Svg::default();
    axes::legend(
        &mut svg,
        (PLOT.left, 22.0),
        &[
            (Swatch::Line("real"), "so far"),
            (Swatch::Line("edge"), "all reached at the earliest"),
            (Swatch::Line("edge low"), "all missed at the latest"),
            (Swatch::Area("fan"), "between"),
        ],
    );
    let largest = ends[0].amount.max(ends[1].amount).u128();
    let y = axes::amounts(&mut svg, PLOT, asset, asset.float(largest), 5);
    let x = axes::dates(&mut svg, PLOT, from, to);
    let upper = points(&fan.reached, asset, &x, &y);
    let lower = points(&fan.missed, asset, &x, &y);
    let outline: Vec<_> = upper.iter().chain(lower.iter().rev()).copied().collect();
    svg.path("fan", &outline, true);
    svg.path("edge", &upper, false);
    svg.path("edge low", &lower, false);
    svg.path("real", &points(&fan.past, asset, &x, &y), false);
    now_line(&mut svg, PLOT, &x, now.at, to, true);
    let wanted = ends.map(|s| y.at(asset.float(s.amount.u128())));
    let places = spread(&wanted, 36.0, (PLOT.top + 4.0, PLOT.bottom - 14.0));
    for ((label, sample), place) in ["all reached", "all missed"].iter().zip(ends).zip(places) {
        svg.text("strong", (PLOT.right + 12.0, place), Anchor::Start, label);
        let amount = asset.short(sample.amount.u128());
        svg.text(
            "small",
            (PLOT.right + 12.0, place + 15.0),
            Anchor::Start,
            &amount,
        );
    }
    let description = format!(
        "Released in total: {} so far, on {}. If every open milestone is reached at the earliest, \
         it comes to {} by {}; if every one is missed at the latest, to {} by {}.",
        asset.short(now.amount.u128()),
        dates::date(now.at),
        asset.short(ends[0].amount.u128()),
        dates::date(ends[0].at),
        asset.short(ends[1].amount.u128()),
        dates::date(ends[1].at),
    );
    let frame = Frame {
        id: id.into(),
        title: format!("{}: what can still be released", report.header.plan),
        description,
        width: WIDTH,
        height: 384.0,
        standalone,
    };
    Some(svg.finish(&frame))
}
