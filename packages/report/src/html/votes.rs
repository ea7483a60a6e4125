use super::table::{Table, section};
use crate::collect::percent;
use crate::dates;
use crate::escape::{anchor, html};
use crate::model::{Proposal, Report, Votes};
use crate::units::thousands;

/// What was put to the vote; nothing where nothing is voted on.
pub fn votes(report: &Report) -> String {
    let Some(votes) = &report.votes else {
        return String::new();
    };
    let mut body = overview(votes);
    if votes.proposals.is_empty() {
        body.push_str("<p>Nothing was put to the vote.</p>\n");
    } else {
        body.push_str(&table(report, votes));
        votes
            .proposals
            .iter()
            .for_each(|p| body.push_str(&proposal(report, p)));
    }
    let lead = "What was put to the vote, who could not vote on it, and how much of each result insiders could have been.";
    section("Votes", lead, &body)
}

fn overview(votes: &Votes) -> String {
    let guardian = match &votes.guardian {
        None => "nobody".to_owned(),
        Some(g) => {
            let until = if g.expired { "expired on" } else { "until" };
            let (address, expires) = (html(g.address.as_str()), dates::date(g.expires));
            format!("<code>{address}</code>, {until} {expires}")
        }
    };
    format!(
        "<dl class=\"facts\">\n<dt>Governance</dt><dd><code>{}</code></dd>\n<dt>Power</dt><dd>{}; {} in all now</dd>\n\
         <dt>May cancel</dt><dd>{guardian}</dd>\n</dl>\n",
        html(votes.governance.as_str()),
        html(&votes.power),
        thousands(votes.total.into())
    )
}

fn table(report: &Report, votes: &Votes) -> String {
    let heads = [
        "#No",
        "Class",
        "What it does",
        "#Turnout",
        "#Recused",
        "#Insiders at most",
        "Result",
        "Executed",
    ];
    let mut table = Table::new("Proposals", &heads);
    for p in &votes.proposals {
        table.row(&[
            p.id.to_string(),
            p.class.clone(),
            p.summary(&report.asset),
            percent(p.turnout),
            thousands(p.recused.into()),
            p.insiders.map_or("nobody voted".into(), percent),
            p.result.clone(),
            p.executed.map_or(p.status.clone(), dates::date),
        ]);
    }
    let note = "<p class=\"note\">Turnout: ballots over the power that was not recused. Insiders at most: the tokens that \
                grants had paid out when the proposal opened, as if all had been staked and had voted, over the ballots; \
                tokens that insiders hold from elsewhere are not in it.</p>\n";
    format!("{}{note}", table.finish())
}

fn proposal(report: &Report, p: &Proposal) -> String {
    let class = match p.status.as_str() {
        "executed" | "answered" => "good",
        "rejected" | "expired" | "cancelled" => "bad",
        _ => "",
    };
    let mut facts = vec![
        (
            "What it does",
            p.does
                .iter()
                .map(|x| html(x))
                .collect::<Vec<_>>()
                .join("<br>"),
        ),
        ("Result", html(&p.result)),
        ("Ballots", html(&p.ballots())),
        ("Needed", html(&p.needs_words())),
        ("Barred", html(&p.barred)),
        (
            "Insiders",
            format!(
                "{}; grants had paid out {}",
                html(&p.insiders_words()),
                html(&report.exact(p.paid))
            ),
        ),
        (
            "Opened",
            format!(
                "{} UTC at height {}, by <code>{}</code>",
                dates::time(p.opened),
                p.height,
                html(p.proposer.as_str())
            ),
        ),
        (
            "Voting, proofs until",
            format!(
                "{}, {} UTC",
                dates::time(p.voting_ends),
                dates::time(p.tail_ends)
            ),
        ),
    ];
    for opens in &p.opens {
        let judged = if p.class == "dispute" {
            "if it stands, "
        } else {
            ""
        };
        let effect = format!("{judged}{}", opens.starts(&report.asset));
        facts.push(("Effect", html(&effect)));
        let paid = format!("{}: {}", opens.milestone, opens.payees(&report.asset));
        facts.push(("Paid by it", html(&paid)));
    }
    for e in &p.evidence {
        let link = anchor(&e.uri);
        facts.push((
            "Evidence",
            format!(
                "{link}<br><span class=\"note\">SHA-256 <code>{}</code></span>",
                html(&e.digest)
            ),
        ));
    }
    if p.class != "signal" {
        let runs = match p.executed {
            Some(at) => format!("on {} UTC", dates::time(at)),
            None => format!(
                "not; it could from {} before {} UTC",
                dates::time(p.executable),
                dates::time(p.expires)
            ),
        };
        facts.push(("Executed", runs));
    }
    let next: Vec<String> = p.next.iter().map(|n| html(&n.words)).collect();
    if !next.is_empty() {
        facts.push(("What can happen next", next.join("<br>")));
    }
    let facts: String = facts
        .iter()
        .map(|(k, v)| format!("<dt>{k}</dt><dd>{v}</dd>\n"))
        .collect();
    let description = match p.description.is_empty() {
        true => String::new(),
        false => format!("<blockquote>{}</blockquote>\n", html(&p.description)),
    };
    let body = format!("{description}<dl class=\"facts\">\n{facts}</dl>\n");
    let heading = html(&format!("Proposal {}: {}", p.id, p.title));
    let tag = format!("<span class=\"tag {class}\">{}</span>", html(&p.status));
    format!("<article>\n<h3>{heading} {tag}</h3>\n{body}</article>\n")
}
