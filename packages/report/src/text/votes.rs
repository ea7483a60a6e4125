//! Votes for a terminal.

use super::{cells, table};
use crate::collect::percent;
use crate::dates;
use crate::escape;
use crate::model::{Proposal, Report, Votes};
use crate::units::{Asset, thousands};

/// What was put to the vote, a line each; nothing where nothing is voted on.
pub fn votes(report: &Report) -> String {
    match &report.votes {
        Some(votes) => votes_text(votes, &report.asset),
        None => String::new(),
    }
}

/// A governance and what was put to it, a line each.
pub fn votes_text(votes: &Votes, asset: &Asset) -> String {
    let mut out = format!(
        "votes: {}; {} weigh in all\n",
        escape::terminal(&votes.power),
        thousands(votes.total.into())
    );
    if let Some(guardian) = &votes.guardian {
        let until = if guardian.expired {
            "expired on"
        } else {
            "may cancel until"
        };
        out.push_str(&format!(
            "guardian: {}, {until} {}\n",
            escape::terminal(guardian.address.as_str()),
            dates::date(guardian.expires)
        ));
    }
    if votes.proposals.is_empty() {
        return format!("{out}nothing was put to the vote\n\n");
    }
    let heads = [
        "no", "class", "opened", "status", "result", "turnout", "recused", "insiders",
    ];
    let mut table = table(&heads, 5);
    for p in &votes.proposals {
        table.add_row(cells(&[
            p.id.to_string(),
            p.class.clone(),
            dates::date(p.opened),
            p.status.clone(),
            p.result.clone(),
            percent(p.turnout),
            thousands(p.recused.into()),
            p.insiders
                .map_or("-".into(), |x| format!("<= {}", percent(x))),
        ]));
    }
    out.push_str(&format!("{table}\n"));
    for p in &votes.proposals {
        out.push_str(&format!(
            "{}: {}\n",
            p.id,
            escape::terminal(&p.summary(asset))
        ));
    }
    out.push('\n');
    out
}

/// Everything about one proposal, a line each; `name` puts names for addresses.
pub fn proposal_text(p: &Proposal, asset: &Asset, name: impl Fn(&str) -> String) -> String {
    let moment = |at: u64| format!("{} UTC", dates::time(at));
    let mut lines = vec![
        format!("proposal {}: {}", p.id, p.title),
        format!("class {}, {}: {}", p.class, p.status, p.result),
        format!("opened {} by {}", moment(p.opened), p.proposer),
    ];
    lines.extend(p.does.iter().map(|does| format!("does: {does}")));
    for opens in &p.opens {
        let judged = if p.class == "dispute" {
            "if it stands, "
        } else {
            ""
        };
        lines.push(format!("effect: {judged}{}", opens.starts(asset)));
        lines.push(format!(
            "paid by {}: {}",
            opens.milestone,
            opens.payees(asset)
        ));
    }
    for e in &p.evidence {
        lines.push(format!("evidence: {} (SHA-256 {})", e.uri, e.digest));
    }
    lines.push(format!("barred: {}", p.barred));
    lines.push(format!("needs: {}", p.needs_words()));
    if p.needs.electorate > p.total && p.class != "signal" {
        lines.push(format!(
            "needs: all power at least {}, it was {}",
            thousands(p.needs.electorate.into()),
            thousands(p.total.into())
        ));
    }
    lines.push(format!("tally: {}", p.ballots()));
    lines.push(format!(
        "insiders: {} (grants had paid out {})",
        p.insiders_words(),
        asset.exact(p.paid.u128())
    ));
    let runs = match (p.class.as_str(), p.executed) {
        ("signal", _) => String::new(),
        (_, Some(at)) => format!("; executed {}", moment(at)),
        _ => format!(
            "; executable from {} before {}",
            moment(p.executable),
            moment(p.expires)
        ),
    };
    lines.push(format!(
        "dates: voting before {}, proofs before {}{runs}",
        moment(p.voting_ends),
        moment(p.tail_ends)
    ));
    lines.extend(p.next.iter().map(|step| format!("next: {}", step.words)));
    if p.next.is_empty() {
        lines.push("next: nothing".into());
    }
    let lines = lines.iter().map(|line| escape::terminal(&name(line)));
    lines.collect::<Vec<_>>().join("\n") + "\n"
}
