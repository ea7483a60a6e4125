use super::table::{Table, details, section};
use crate::charts;
use crate::dates;
use crate::escape::{anchor, html};
use crate::model::{Milestone, Moment, Report, Status};
use crate::units::thousands;

/// Every milestone with its chart and its story.
pub fn milestones(report: &Report) -> String {
    let lead = "What must be true, who testifies, what hangs on it, and what happened.";
    let mut body = String::new();
    if let Some(svg) = charts::timeline(report, "c5", false) {
        body.push_str(&format!(
            "<figure>\n<figcaption>One row per milestone. The bar is the time whose facts count; evidence may follow for a \
             while after its end. Whatever satisfies the policy opens a challenge window in which anybody may object.\
             </figcaption>\n{svg}</figure>\n"
        ));
    }
    for m in &report.milestones {
        body.push_str(&milestone(report, m));
    }
    section("Milestones", lead, &body)
}

fn milestone(report: &Report, m: &Milestone) -> String {
    let (class, when) = match m.status {
        Status::Reached { at } => ("good", format!(" on {}", dates::date(at))),
        Status::Missed { at } => ("bad", format!(" on {}", dates::date(at))),
        Status::Pending { since } | Status::Disputed { since } => {
            ("", format!(" since {}", dates::date(since)))
        }
        Status::Open => ("", String::new()),
    };
    let facts = facts(report, m);
    let facts: String = facts
        .iter()
        .map(|(k, v)| format!("<dt>{k}</dt><dd>{v}</dd>\n"))
        .collect();
    format!(
        "<article>\n<h3>{} <span class=\"tag {class}\">{}{when}</span></h3>\n<blockquote>{}</blockquote>\n\
         <dl class=\"facts\">\n{facts}</dl>\n{}{}</article>\n",
        html(&m.name),
        m.status.word(),
        html(&m.statement),
        witnesses(m),
        timeline(m)
    )
}

/// What is known of a milestone, as safe markup; forecasts only while it is open.
fn facts(report: &Report, m: &Milestone) -> Vec<(&'static str, String)> {
    let date = |at: Option<u64>| at.map_or("never".into(), dates::date);
    let ended = matches!(m.status, Status::Reached { .. } | Status::Missed { .. });
    let mut facts = vec![("Amount behind it", html(&report.exact(m.amount)))];
    if !ended {
        facts.extend([
            ("Earliest first token", date(m.earliest)),
            ("Last token if reached now", date(m.latest_release)),
            ("Ends at the latest", dates::date(m.ends_by)),
            (
                "Forfeited if missed",
                html(&report.exact(m.forfeited_if_missed)),
            ),
        ]);
    }
    let window = format!(
        "{} and {} blocks",
        dates::length(m.window),
        thousands(m.window_blocks.into())
    );
    facts.extend([
        (
            "Facts count",
            format!(
                "from {} to {}",
                dates::date(m.start),
                dates::date(m.deadline)
            ),
        ),
        ("Challenge window", window),
        ("Policy", format!("<code>{}</code>", html(&m.policy))),
    ]);
    if let Some(e) = &m.latest {
        let measured = format!(
            "{} = <b>{}</b>, as of {}",
            html(&e.metric),
            html(&e.value),
            dates::date(e.as_of)
        );
        facts.push(("Measured last", measured));
    }
    let because = if ended {
        "What the miss does"
    } else {
        "If missed"
    };
    if !matches!(m.status, Status::Reached { .. }) && !m.if_missed.is_empty() {
        facts.push((because, html(&m.if_missed.join("; "))));
    }
    if !ended {
        facts.push(("Where it is", html(&m.words)));
        let next: Vec<String> = m.next.iter().map(|n| html(&n.words)).collect();
        facts.push(("What can happen next", next.join("<br>")));
    }
    facts
}

fn witnesses(m: &Milestone) -> String {
    let mut table = Table::new(
        &format!("Witnesses of {}", m.name),
        &["Witness", "Who", "State"],
    );
    for leaf in &m.leaves {
        let state = match (leaf.holds, leaf.missing.is_empty()) {
            (true, _) => "holds".to_string(),
            (false, true) if matches!(m.status, Status::Missed { .. }) => "did not suffice".into(),
            (false, true) => "not yet, or not needed".into(),
            (false, false) => format!("missing: {}", leaf.missing),
        };
        let note = if leaf.not_recused {
            " (interested voters behind it are not recused)"
        } else {
            ""
        };
        table.row(&[leaf.witness.clone(), format!("{}{note}", leaf.who), state]);
    }
    table.finish()
}

fn timeline(m: &Milestone) -> String {
    if m.timeline.is_empty() {
        return "<p class=\"note\">Nothing has happened yet.</p>\n".into();
    }
    let label = format!("What happened to {}", m.name);
    let mut table = Table::new(&label, &["When (UTC)", "#Height", "What"]);
    for moment in &m.timeline {
        let cells = [
            dates::time(moment.time),
            moment.height.to_string(),
            words(moment),
        ];
        table.raw(" class=\"timeline\"", &cells);
    }
    details(
        &format!("{label}: {} events with their evidence", m.timeline.len()),
        &table.finish(),
    )
}

fn words(moment: &Moment) -> String {
    let mut text = html(&moment.words);
    if let Some(e) = &moment.evidence {
        text.push_str(&format!(
            "<br><span class=\"note\">{}<br>SHA-256 <code>{}</code></span>",
            anchor(&e.uri),
            html(&e.digest)
        ));
    }
    text
}
