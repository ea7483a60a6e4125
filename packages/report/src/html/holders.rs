use super::table::{Table, details, section};
use crate::dates;
use crate::model::{HolderEvent, Report};

/// Reserves, announced changes, leavers, grants that changed hands or were given up.
pub fn holders(report: &Report) -> String {
    let body = [
        reserves(report),
        pending(report),
        hires(report),
        leavers(report),
        moves(report),
        given_up(report),
        everything(report),
    ]
    .concat();
    let body = match body.is_empty() {
        true => "<p>Every grant is held as it was on the day of the sealing.</p>\n".into(),
        false => body,
    };
    let lead = "Who came, left, moved or gave up: by the reference of each grant, never by name.";
    section("Holders", lead, &body)
}

/// A table longer than this is folded.
const UNFOLDED: usize = 12;

/// A table under a heading; nothing without rows.
fn part(heading: &str, heads: &[&str], rows: Vec<Vec<String>>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut table = Table::new(heading, heads);
    for row in &rows {
        table.row(row);
    }
    let body = match rows.len() {
        few if few <= UNFOLDED => table.finish(),
        many => details(&format!("All {many}"), &table.finish()),
    };
    format!("<h3>{heading}</h3>\n{body}")
}

/// What happened, where it is of one kind.
fn rows(
    report: &Report,
    which: impl Fn(&HolderEvent) -> bool,
    cells: impl Fn(&HolderEvent) -> Vec<String>,
) -> Vec<Vec<String>> {
    let events = report.changes.iter().filter(|c| which(c));
    events.map(cells).collect()
}

fn reserves(report: &Report) -> String {
    let rows = report.reserves.iter().map(|r| {
        let end = match r.expired {
            true => format!("expired on {}", dates::date(r.expires)),
            false => dates::date(r.expires),
        };
        vec![
            r.category.clone(),
            report.exact(r.held),
            report.exact(r.assigned),
            report.exact(r.left),
            end,
        ]
    });
    let heads = [
        "Category",
        "#Held at sealing",
        "#Made into grants",
        "#Left",
        "Expires",
    ];
    part("Reserves", &heads, rows.collect())
}

fn pending(report: &Report) -> String {
    let rows = report.pending.iter().map(|p| {
        let due = match p.is_due {
            true => "now".to_string(),
            false => format!("{} and height {}", dates::time(p.due), p.due_height),
        };
        vec![
            p.grant.clone(),
            p.change.clone(),
            p.reason.clone(),
            due,
            dates::time(p.lapses),
        ]
    });
    let heads = [
        "Grant",
        "Change",
        "Reason",
        "Can be carried out from (UTC)",
        "Lapses (UTC)",
    ];
    part("Announced", &heads, rows.collect())
}

fn hires(report: &Report) -> String {
    let rows = rows(
        report,
        |c| c.event == "assigned",
        |c| {
            let grant = c.grant.clone();
            vec![grant, c.category.clone(), dates::date(c.time)]
        },
    );
    let heads = ["Grant", "Category", "Since"];
    part("Late hires", &heads, rows)
}

fn leavers(report: &Report) -> String {
    let lots = |n: Option<u64>| n.unwrap_or(0).to_string();
    let rows = rows(
        report,
        |c| c.event == "terminated",
        |c| {
            vec![
                c.grant.clone(),
                dates::date(c.time),
                c.reason.clone(),
                lots(c.kept),
                lots(c.lost),
                report.exact(c.forfeited),
            ]
        },
    );
    let heads = [
        "Grant",
        "Left",
        "Reason",
        "#Lots kept",
        "#Lots lost",
        "#Forfeited",
    ];
    part("Leavers", &heads, rows)
}

fn moves(report: &Report) -> String {
    let rows = rows(report, HolderEvent::moved, |c| {
        vec![
            c.grant.clone(),
            dates::date(c.time),
            c.words(),
            c.reason.clone(),
        ]
    });
    let heads = ["Grant", "When", "What", "Reason"];
    part("Changed hands", &heads, rows)
}

fn everything(report: &Report) -> String {
    if report.changes.is_empty() {
        return String::new();
    }
    let heads = ["When (UTC)", "#Height", "Grant", "What", "Reason"];
    let mut table = Table::new("What happened to grants", &heads);
    for c in &report.changes {
        table.row(&[
            dates::time(c.time),
            c.height.to_string(),
            c.grant.clone(),
            c.words(),
            c.reason.clone(),
        ]);
    }
    let title = format!(
        "All {} events, announcements included",
        report.changes.len()
    );
    details(&title, &table.finish())
}

fn given_up(report: &Report) -> String {
    let rows = rows(
        report,
        |c| c.event == "renounced",
        |c| {
            let forfeited = report.exact(c.forfeited);
            vec![c.grant.clone(), dates::date(c.time), forfeited]
        },
    );
    let heads = ["Grant", "When", "#Forfeited"];
    part("Given up", &heads, rows)
}
