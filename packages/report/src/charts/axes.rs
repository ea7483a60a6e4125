//! What the drawings share: a plot area with round amounts at the left and dates below.

use super::scale::{Linear, date_ticks, tick_label, ticks};
use super::svg::{Anchor, Svg, text_width};
use crate::units::{Asset, Scale};

/// Width of every drawing, in user units.
pub const WIDTH: u32 = 960;

/// The rectangle that data are drawn in.
#[derive(Clone, Copy)]
pub struct Plot {
    /// Left edge.
    pub left: f64,
    /// Right edge.
    pub right: f64,
    /// Upper edge.
    pub top: f64,
    /// Lower edge.
    pub bottom: f64,
}

/// Draws the grid of amounts with a unit above it; gives the map from symbols to pixels.
pub fn amounts(svg: &mut Svg, plot: Plot, asset: &Asset, largest: f64, wanted: u32) -> Linear {
    let scale = Scale::of(largest);
    let marks = ticks(largest / scale.factor, wanted);
    let top = marks.last().copied().unwrap_or(1.0);
    let step = marks.get(1).copied().unwrap_or(1.0);
    let map = Linear::new((0.0, top * scale.factor), (plot.bottom, plot.top));
    for value in marks {
        let y = map.at(value * scale.factor);
        let class = if value == 0.0 { "axis" } else { "grid" };
        svg.line(class, (plot.left, y), (plot.right, y));
        let label = tick_label(value, step);
        svg.text("small", (plot.left - 8.0, y + 4.0), Anchor::End, &label);
    }
    let unit = asset.with_scale(scale);
    svg.text(
        "small strong",
        (plot.left - 8.0, plot.top - 12.0),
        Anchor::End,
        &unit,
    );
    map
}

/// Draws dates under a plot; gives the map from instants to pixels.
pub fn dates(svg: &mut Svg, plot: Plot, from: u64, to: u64) -> Linear {
    let map = Linear::new((from as f64, to.max(from) as f64), (plot.left, plot.right));
    let mut free = f64::MIN;
    for tick in date_ticks(from, to, 9) {
        let x = map.time(tick.at);
        svg.line("axis", (x, plot.bottom), (x, plot.bottom + 5.0));
        let half = text_width(&tick.label, 11.5) / 2.0;
        if x - half > free && x + half < plot.right + 40.0 {
            svg.text(
                "small",
                (x, plot.bottom + 19.0),
                Anchor::Middle,
                &tick.label,
            );
            free = x + half + 8.0;
        }
    }
    map
}

/// A legend in one row, each entry drawn by its swatch class; gives where it ends.
pub fn legend(svg: &mut Svg, (x, y): (f64, f64), entries: &[(Swatch, &str)]) -> f64 {
    let mut x = x;
    for (swatch, label) in entries {
        match swatch {
            Swatch::Area(class) => svg.rect(class, (x, y - 10.0), (18.0, 12.0)),
            Swatch::Line(class) => svg.line(class, (x, y - 4.0), (x + 26.0, y - 4.0)),
            Swatch::Sign(sign) => svg.sign(sign, (x + 8.0, y - 4.0)),
        }
        let indent = match swatch {
            Swatch::Area(_) => 24.0,
            Swatch::Line(_) => 32.0,
            Swatch::Sign(_) => 20.0,
        };
        svg.text("", (x + indent, y), Anchor::Start, label);
        x += indent + text_width(label, 13.0) + 20.0;
    }
    x
}

/// How a legend shows an entry.
#[derive(Clone, Copy)]
pub enum Swatch {
    /// A filled box.
    Area(&'static str),
    /// A piece of line.
    Line(&'static str),
    /// A sign.
    Sign(&'static str),
}

/// Puts intervals into rows so that none touches its neighbour; `None` where no row has room.
pub fn rows(intervals: &[(f64, f64)], most: usize) -> Vec<Option<usize>> {
    let mut ends = vec![f64::MIN; most];
    intervals
        .iter()
        .map(|(from, to)| {
            let row = ends.iter().position(|end| from - 6.0 > *end)?;
            if let Some(end) = ends.get_mut(row) {
                *end = *to;
            }
            Some(row)
        })
        .collect()
}

/// Draws signs with their labels in up to three rows above a plot, each over a dashed line to its
/// foot. A label that would leave the drawing hangs to the left of its sign.
pub fn flags(svg: &mut Svg, plot: Plot, flags: &[(f64, &str, String)]) {
    let width = |label: &str| text_width(label, 11.5) + 11.0;
    let leaves = |x: f64, label: &str| x + width(label) > f64::from(WIDTH) - 4.0;
    let intervals: Vec<(f64, f64)> = flags
        .iter()
        .map(|(x, _, label)| match leaves(*x, label) {
            true => (x - width(label), x + 7.0),
            false => (x - 7.0, x + width(label)),
        })
        .collect();
    let placed = rows(&intervals, 3);
    let level = |row: &Option<usize>| plot.top - 12.0 - 19.0 * row.unwrap_or(0) as f64;
    for ((x, ..), row) in flags.iter().zip(&placed) {
        svg.line("mark", (*x, level(row) + 7.0), (*x, plot.bottom));
    }
    for ((x, sign, label), row) in flags.iter().zip(&placed) {
        let level = level(row);
        svg.sign(sign, (*x, level));
        if row.is_some() {
            match leaves(*x, label) {
                true => svg.text("small halo", (x - 11.0, level + 4.0), Anchor::End, label),
                false => svg.text("small halo", (x + 11.0, level + 4.0), Anchor::Start, label),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_one_row_never_touch() {
        let intervals = [(50.0, 90.0), (60.0, 100.0), (65.0, 80.0), (200.0, 220.0)];
        assert_eq!(rows(&intervals, 2), [Some(0), Some(1), None, Some(0)]);
    }
}
