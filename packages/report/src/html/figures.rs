use super::table::{Table, details, section};
use crate::charts;
use crate::dates;
use crate::model::{Parts, Report, Sample};

/// Rows of the table behind a chart, at most.
const ROWS: usize = 60;

/// Every so many-th item, so that about [`ROWS`] are left, the last always among them.
fn thin<T>(items: &[T]) -> Vec<&T> {
    let step = items.len().div_ceil(ROWS).max(1);
    let last = items.len().saturating_sub(1);
    let keep = |i: usize| i == last || i.is_multiple_of(step);
    items
        .iter()
        .enumerate()
        .filter(|(i, _)| keep(*i))
        .map(|(_, item)| item)
        .collect()
}

fn figure(svg: &str, caption: &str) -> String {
    let caption = crate::escape::html(caption);
    format!("<figure>\n<figcaption>{caption}</figcaption>\n{svg}</figure>\n")
}

/// Chart 3 with its table.
pub fn history(report: &Report) -> String {
    let heading = "What became of the tokens";
    let lead = "From the day the vault was sealed to the block of this report.";
    let Some(svg) = charts::area(report, "c3", false) else {
        return section(heading, lead, "<p>Nothing has been sealed yet.</p>\n");
    };
    let caption = "Each stripe is a category, as high as what it was granted, its reserve included. Inside a stripe, from below: claimed \
                   (strong), vested but not claimed (muted), locked (dotted), forfeited (hatched). A token only ever \
                   moves down through the layers, or is forfeited. Triangles mark milestones reached, crosses \
                   milestones missed, barred circles attestations thrown out.";
    let mut table = Table::new(
        heading,
        &[
            "Date",
            "Category",
            "#Claimed",
            "#Vested, not claimed",
            "#Locked",
            "#Forfeited",
        ],
    );
    for point in thin(&report.history.points) {
        for category in &report.history.categories {
            let none = Parts::default();
            let p = point.parts.get(category).unwrap_or(&none);
            let figure = |a: cosmwasm_std::Uint128| report.asset.figure(a.u128());
            table.row(&[
                dates::date(point.at),
                category.clone(),
                figure(p.claimed),
                figure(p.unclaimed),
                figure(p.locked),
                figure(p.forfeited),
            ]);
        }
    }
    let body = figure(&svg, caption) + &details("The chart as a table", &table.finish());
    section(heading, lead, &body)
}

/// Chart 4 with its table.
pub fn releases(report: &Report) -> String {
    let heading = "Calendar against milestones";
    let lead = "What the dates alone would have released, and what they release with milestones in the way.";
    let Some(svg) = charts::release(report, "c4", false) else {
        return section(heading, lead, "<p>There is nothing to compare yet.</p>\n");
    };
    let r = &report.releases;
    let period = dates::length(r.period);
    let caption = format!(
        "Above: released in total, by the calendar alone (dashed) and with milestones (solid). Below: released in each \
         {period}; bars are with milestones, the dashed outline is the calendar, the dotted line is the most that the \
         guard lets vest in such a period. What lies after the vertical dashed line follows from what has been decided."
    );
    let mut table = Table::new(heading, &["From", "To", "#Calendar", "#With milestones"]);
    for b in &r.buckets {
        table.row(&[
            dates::date(b.from),
            dates::date(b.until),
            report.asset.figure(b.calendar.u128()),
            report.asset.figure(b.milestones.u128()),
        ]);
    }
    let mut body = figure(&svg, &caption)
        + &details(
            &format!("Released per {period}, as a table"),
            &table.finish(),
        );
    if !report.guards.is_empty() {
        let mut table = Table::new(
            "Guards",
            &["Guard of", "#Limit", "Per", "#Most that could vest"],
        );
        for g in &report.guards {
            table.row(&[
                g.category
                    .clone()
                    .unwrap_or_else(|| "the whole vault".into()),
                report.exact(g.limit),
                dates::length(g.period),
                report.exact(g.bound),
            ]);
        }
        body.push_str("<p>Guards were proved when the vault was sealed: whatever opens, in whatever order, no more than this vests.</p>\n");
        body.push_str(&table.finish());
    }
    body.push_str(&unlocks(report));
    section(heading, lead, &body)
}

fn unlocks(report: &Report) -> String {
    if report.unlocks.is_empty() {
        return String::new();
    }
    let mut table = Table::new("Largest thirty days", &["#", "From", "To", "#Released", ""]);
    for (i, u) in report.unlocks.iter().enumerate() {
        table.row(&[
            i.saturating_add(1).to_string(),
            dates::date(u.from),
            dates::date(u.until),
            report.exact(u.amount),
            if u.past { "past" } else { "decided" }.to_string(),
        ]);
    }
    let l = &report.last_token;
    let date = |at: Option<u64>| at.map_or("no date".into(), dates::date);
    let words = match l.earliest == l.latest && l.earliest == l.decided {
        true => format!("The last token is released on {}.", date(l.decided)),
        false => format!(
            "The last token is released on {} by what has been decided; on {} if every open milestone is reached at the \
             earliest, on {} if every one is missed at the latest.",
            date(l.decided),
            date(l.earliest),
            date(l.latest)
        ),
    };
    format!(
        "<h3>Largest thirty days</h3>\n{}<p>{words}</p>\n",
        table.finish()
    )
}

/// Chart 6 with its table.
pub fn fan(report: &Report) -> String {
    let heading = "What can still happen";
    let lead = "Released in total, between the two extremes that are still open.";
    let fan = &report.fan;
    let Some(svg) = charts::fan(report, "c6", false) else {
        let words = "<p>Every milestone has ended, so there is nothing left to forecast: what will be released, and when, \
                     is drawn above.</p>\n";
        return section(heading, lead, words);
    };
    let caption = format!(
        "The thick line is what was released until this report. The upper edge is what follows if every open milestone \
         is reached at the earliest, the dashed edge if every one is missed at the latest; mixed outcomes usually lie \
         between. Open: {}.",
        fan.open.join(", ")
    );
    let mut table = Table::new(heading, &["Scenario", "Date", "#Released in total"]);
    let mut rows = |name: &str, samples: &[Sample]| {
        for s in thin(samples) {
            table.row(&[
                name.to_string(),
                dates::date(s.at),
                report.asset.figure(s.amount.u128()),
            ]);
        }
    };
    rows("so far", &fan.past);
    rows("all reached at the earliest", &fan.reached);
    rows("all missed at the latest", &fan.missed);
    let body = figure(&svg, &caption) + &details("The chart as a table", &table.finish());
    section(heading, lead, &body)
}
