//! The lives of the milestones, one row each.

use super::axes::{self, Plot, Swatch, WIDTH};
use super::scale::Linear;
use super::svg::{Anchor, Frame, Svg, text_width};
use crate::dates;
use crate::model::{EventKind, Milestone, Report, Status};

const LEFT: f64 = 150.0;
const RIGHT: f64 = 930.0;
const ROW: f64 = 54.0;

/// Draws the chart; none if there are no milestones.
pub fn timeline(report: &Report, id: &str, standalone: bool) -> Option<String> {
    let rows = &report.milestones;
    let from = rows.iter().map(|m| m.start).min()?;
    let last = rows.iter().map(|m| finish(m).max(m.deadline)).max()?;
    let to = last.saturating_add(last.saturating_sub(from) / 25);
    let bottom = 64.0 + ROW * rows.len() as f64;
    let plot = Plot {
        left: LEFT,
        right: RIGHT,
        top: 52.0,
        bottom,
    };
    let mut svg = Svg::default();
    let next = axes::legend(
        &mut svg,
        (16.0, 20.0),
        &[
            (Swatch::Area("span"), "evidence counts"),
            (Swatch::Area("span-window"), "challenge window"),
            (Swatch::Area("span-dispute"), "in dispute"),
            (Swatch::Sign("dot"), "attested"),
            (Swatch::Sign("diamond"), "challenged"),
        ],
    );
    axes::legend(
        &mut svg,
        (next, 20.0),
        &[
            (Swatch::Sign("barred"), "thrown out"),
            (Swatch::Sign("up"), "reached"),
            (Swatch::Sign("cross"), "missed"),
        ],
    );
    let x = axes::dates(&mut svg, plot, from, to);
    svg.line("axis", (LEFT, bottom), (RIGHT, bottom));
    for (i, milestone) in rows.iter().enumerate() {
        let middle = 78.0 + ROW * i as f64;
        svg.text(
            "strong",
            (16.0, middle - 1.0),
            Anchor::Start,
            &shorten(&milestone.name),
        );
        svg.text(
            "small",
            (16.0, middle + 15.0),
            Anchor::Start,
            milestone.status.word(),
        );
        row(&mut svg, milestone, &x, middle);
    }
    let frame = Frame {
        id: id.into(),
        title: format!("{}: the lives of the milestones", report.header.plan),
        description: describe(report),
        width: WIDTH,
        height: bottom + 34.0,
        standalone,
    };
    Some(svg.finish(&frame))
}

/// When a milestone ended; the last it can, if it has not, is not drawn.
fn finish(milestone: &Milestone) -> u64 {
    match milestone.status {
        Status::Reached { at } | Status::Missed { at } => at,
        _ => milestone
            .timeline
            .last()
            .map_or(milestone.deadline, |m| m.time),
    }
}

fn shorten(name: &str) -> String {
    if text_width(name, 13.0) <= 126.0 {
        return name.into();
    }
    let mut short: String = name.chars().take(14).collect();
    short.push('…');
    short
}

fn row(svg: &mut Svg, milestone: &Milestone, x: &Linear, middle: f64) {
    let bar = |svg: &mut Svg, class: &str, from: u64, to: u64, half: f64| {
        let (left, right) = (x.time(from), x.time(to.max(from)));
        svg.rect(
            class,
            (left, middle - half),
            ((right - left).max(2.5), 2.0 * half),
        );
    };
    bar(svg, "span", milestone.start, milestone.deadline, 5.0);
    if finish(milestone) > milestone.deadline {
        bar(svg, "span-call", milestone.deadline, finish(milestone), 5.0);
    }
    let edge = x.time(milestone.deadline);
    svg.line("axis", (edge, middle - 11.0), (edge, middle + 11.0));
    let label = format!("until {}", dates::date(milestone.deadline));
    let (anchor, dx) = if edge > RIGHT - 60.0 {
        (Anchor::End, 2.0)
    } else {
        (Anchor::Middle, 0.0)
    };
    svg.text("small", (edge + dx, middle + 24.0), anchor, &label);
    let (mut window, mut dispute) = (None, None);
    for moment in &milestone.timeline {
        match moment.kind {
            EventKind::Pending => window = Some(moment.time),
            EventKind::Challenged => {
                if let Some(since) = window.take() {
                    bar(svg, "span-window", since, moment.time, 5.0);
                }
                dispute = Some(moment.time);
            }
            EventKind::Fell | EventKind::Reached | EventKind::Missed => {
                if let Some(since) = window.take() {
                    bar(svg, "span-window", since, moment.time, 5.0);
                }
                if let Some(since) = dispute.take() {
                    bar(svg, "span-dispute", since, moment.time, 5.0);
                }
            }
            _ => {}
        }
    }
    let mut free = f64::MIN;
    for moment in &milestone.timeline {
        let at = x.time(moment.time);
        let sign = match moment.kind {
            EventKind::Attested => {
                svg.sign("dot", (at, middle));
                continue;
            }
            EventKind::Challenged => "diamond",
            EventKind::Fell => "barred",
            EventKind::Reached => "up",
            EventKind::Missed => "cross",
            _ => continue,
        };
        let at = at.max(free);
        svg.sign(sign, (at, middle - 14.0));
        free = at + 13.0;
    }
}

fn describe(report: &Report) -> String {
    let sentence = |m: &Milestone| {
        format!(
            "{}: {}, {} events.",
            m.name,
            m.status.word(),
            m.timeline.len()
        )
    };
    let rows: Vec<String> = report.milestones.iter().map(sentence).collect();
    format!(
        "One row per milestone from its start to its end. {}",
        rows.join(" ")
    )
}
