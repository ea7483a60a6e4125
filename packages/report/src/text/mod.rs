//! The report for a terminal.

mod votes;

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};

use crate::audit::Audit;
use crate::dates;
use crate::escape;
use crate::model::{Report, Status};

pub use votes::{proposal_text, votes_text};

/// One line under the head, none between rows.
const PRESET: &str = "     ──            ";

/// Unlocks that a terminal shows.
const UNLOCKS: usize = 5;

/// The report in text without colour: categories, milestones, unlocks, rules.
pub fn terminal(report: &Report, audit: &Audit) -> String {
    let h = &report.header;
    let chain = if h.simulated {
        "simulated"
    } else {
        h.chain_id.as_str()
    };
    let mut out = format!(
        "{}: {} at height {}, {} UTC\n\n",
        escape::terminal(&h.plan),
        escape::terminal(chain),
        h.height,
        dates::time(h.time)
    );
    out.push_str(&categories(report));
    out.push_str(&holders(report));
    out.push_str(&milestones(report));
    out.push_str(&votes::votes(report));
    out.push_str(&unlocks(report));
    out.push_str(&rules(audit));
    out
}

fn table(heads: &[&str], numeric_from: usize) -> Table {
    let mut table = Table::new();
    table.load_preset(PRESET);
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(heads.to_vec());
    for (i, column) in table.column_iter_mut().enumerate() {
        if i >= numeric_from {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn cells(texts: &[String]) -> Vec<Cell> {
    texts
        .iter()
        .map(|t| Cell::new(escape::terminal(t)))
        .collect()
}

fn categories(report: &Report) -> String {
    let t = &report.totals;
    let figure = |a: cosmwasm_std::Uint128| report.asset.figure(a.u128());
    let mut table = table(
        &[
            "category",
            "granted",
            "reserve",
            "claimed",
            "forfeited",
            "vested, unclaimed",
            "locked",
            "held",
        ],
        1,
    );
    for c in &report.categories {
        table.add_row(cells(&[
            c.category.clone(),
            figure(c.granted),
            figure(c.reserve),
            figure(c.claimed),
            figure(c.forfeited),
            figure(c.claimable),
            figure(c.locked),
            figure(c.held()),
        ]));
    }
    let held = t.locked.saturating_add(t.claimable);
    table.add_row(cells(&[
        format!("sum, {}", report.asset.symbol),
        figure(t.granted),
        figure(t.reserve),
        figure(t.claimed),
        figure(t.forfeited),
        figure(t.claimable),
        figure(t.locked),
        figure(held),
    ]));
    let verdict = if t.balanced {
        "balances to the last unit"
    } else {
        "DOES NOT BALANCE"
    };
    format!(
        "{table}\nheld {} + dues {} + gifts {} = bank {}: {verdict}\n\
         forfeited: {} sent ({}), {} waiting\ncirculating: {} = {}\n\n",
        figure(held),
        figure(t.dues),
        figure(t.surplus),
        figure(t.balance),
        figure(report.fate.sent),
        escape::terminal(&report.fate.sink),
        figure(report.fate.waiting),
        report.exact(report.circulating.circulating),
        escape::terminal(&report.circulating.formula),
    )
}

/// Why something was forfeited, who came and went, what is announced, what reserves hold.
fn holders(report: &Report) -> String {
    let mut out = String::new();
    for lost in &report.fate.causes {
        out.push_str(&format!(
            "forfeited because {}: {}\n",
            lost.cause.words(),
            report.exact(lost.amount)
        ));
    }
    for r in &report.reserves {
        let until = if r.expired {
            "expired"
        } else {
            "may be assigned until"
        };
        out.push_str(&format!(
            "reserve of {}: {} left of {}, {until} {}\n",
            escape::terminal(&r.category),
            report.exact(r.left),
            report.exact(r.held),
            dates::date(r.expires)
        ));
    }
    let count = |event: &str| report.changes.iter().filter(|c| c.event == event).count();
    let moved = report.changes.iter().filter(|c| c.moved()).count();
    if !report.changes.is_empty() {
        out.push_str(&format!(
            "holders: late hires {}, left {}, gave up {}, changes of owner or payee {moved}\n",
            count("assigned"),
            count("terminated"),
            count("renounced"),
        ));
    }
    for p in &report.pending {
        let when = match p.is_due {
            true => format!("due, until {}", dates::date(p.lapses)),
            false => format!("from {} and height {} on", dates::date(p.due), p.due_height),
        };
        out.push_str(&format!(
            "announced: {} of {} ({}), {when}\n",
            escape::terminal(&p.change),
            escape::terminal(&p.grant),
            escape::terminal(&p.reason)
        ));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn milestones(report: &Report) -> String {
    if report.milestones.is_empty() {
        return String::new();
    }
    let mut table = table(&["milestone", "state", "since", "behind it"], 3);
    for m in &report.milestones {
        let since = match m.status {
            Status::Open => String::new(),
            Status::Pending { since: at }
            | Status::Disputed { since: at }
            | Status::Reached { at }
            | Status::Missed { at } => dates::date(at),
        };
        table.add_row(cells(&[
            m.name.clone(),
            m.status.word().into(),
            since,
            report.exact(m.amount),
        ]));
    }
    format!("{table}\n\n")
}

fn unlocks(report: &Report) -> String {
    let mut out = String::new();
    if !report.unlocks.is_empty() {
        out.push_str("largest 30 days\n");
        for u in report.unlocks.iter().take(UNLOCKS) {
            out.push_str(&format!(
                "  {} to {}  {}\n",
                dates::date(u.from),
                dates::date(u.until),
                report.exact(u.amount)
            ));
        }
    }
    let date = |at: Option<u64>| at.map_or("none".into(), dates::date);
    let l = &report.last_token;
    out.push_str(&format!(
        "last token: {} by what is decided",
        date(l.decided)
    ));
    if l.earliest != l.decided || l.latest != l.decided {
        out.push_str(&format!(
            ", {} if all are reached at the earliest, {} if all are missed at the latest",
            date(l.earliest),
            date(l.latest)
        ));
    }
    out.push_str("\n\n");
    out
}

fn rules(audit: &Audit) -> String {
    let mut out = String::new();
    for r in &audit.rules {
        let word = if r.pass { "PASS" } else { "FAIL" };
        out.push_str(&format!("{word} {:>2}  {}\n", r.rule, r.name));
        for failure in &r.failures {
            out.push_str(&format!("          {}\n", escape::terminal(failure)));
        }
    }
    out
}

/// Report and audit as one JSON document.
pub fn json(report: &Report, audit: &Audit) -> String {
    let document = serde_json::json!({ "report": report, "audit": audit });
    format!("{document:#}\n")
}
