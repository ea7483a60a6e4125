//! What happened, for a spreadsheet: RFC 4180, each file with a head.

use crate::dates;
use crate::escape;
use crate::model::Report;

fn line<S: AsRef<str>>(fields: &[S]) -> String {
    let fields: Vec<String> = fields.iter().map(|f| escape::csv(f.as_ref())).collect();
    fields.join(",") + "\r\n"
}

/// Every payment, one per line.
pub fn csv_payments(report: &Report) -> String {
    let mut out = line(&[
        "height",
        "time",
        "time_utc",
        "grant",
        "payee",
        "amount",
        "denom",
        "amount_symbol",
        "symbol",
    ]);
    for p in &report.payments {
        out.push_str(&line(&[
            p.height.to_string(),
            p.time.to_string(),
            dates::time(p.time),
            p.grant.clone(),
            p.payee.clone(),
            p.amount.to_string(),
            p.denom.clone(),
            report.asset.figure(p.amount.u128()).replace(',', ""),
            report.asset.symbol.clone(),
        ]));
    }
    out
}

/// Everything that happened to grants after the sealing, payments apart, one per line.
pub fn csv_changes(report: &Report) -> String {
    let mut out = line(&[
        "height",
        "time",
        "time_utc",
        "grant",
        "category",
        "event",
        "change",
        "reason",
        "lots_kept",
        "lots_lost",
        "forfeited",
        "denom",
    ]);
    let count = |lots: Option<u64>| lots.map_or(String::new(), |n| n.to_string());
    for c in &report.changes {
        out.push_str(&line(&[
            c.height.to_string(),
            c.time.to_string(),
            dates::time(c.time),
            c.grant.clone(),
            c.category.clone(),
            c.event.clone(),
            c.change.clone(),
            c.reason.clone(),
            count(c.kept),
            count(c.lost),
            c.forfeited.to_string(),
            report.asset.denom.clone(),
        ]));
    }
    out
}

/// Every proposal, one per line.
pub fn csv_votes(report: &Report) -> String {
    let mut out = line(&[
        "proposal",
        "class",
        "title",
        "does",
        "opened",
        "opened_utc",
        "height",
        "total",
        "yes",
        "no",
        "abstain",
        "veto",
        "recused",
        "turnout_bp",
        "insiders_bp",
        "status",
        "result",
        "executed",
    ]);
    for p in report.votes.iter().flat_map(|votes| &votes.proposals) {
        out.push_str(&line(&[
            p.id.to_string(),
            p.class.clone(),
            p.title.clone(),
            p.summary(&report.asset),
            p.opened.to_string(),
            dates::time(p.opened),
            p.height.to_string(),
            p.total.to_string(),
            p.yes.to_string(),
            p.no.to_string(),
            p.abstain.to_string(),
            p.veto.to_string(),
            p.recused.to_string(),
            p.turnout.to_string(),
            p.insiders.map_or(String::new(), |x| x.to_string()),
            p.status.clone(),
            p.result.clone(),
            p.executed.map_or(String::new(), |at| at.to_string()),
        ]));
    }
    out
}
