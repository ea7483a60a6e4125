//! The report as one page: no network, no script, readable on paper.

mod figures;
mod header;
mod holders;
mod milestones;
mod money;
mod powers;
mod table;
mod votes;

use crate::audit::Audit;
use crate::charts;
use crate::escape;
use crate::model::Report;

const STYLE: &str = include_str!("page.css");

/// The report as one self-contained HTML page.
pub fn html(report: &Report, audit: &Audit) -> String {
    let title = escape::html(&format!(
        "{} at height {}",
        report.header.plan, report.header.height
    ));
    let sections = [
        header::header(report, audit),
        header::numbers(report),
        figures::history(report),
        figures::releases(report),
        milestones::milestones(report),
        figures::fan(report),
        money::categories(report),
        powers::powers(report),
        money::fate(report),
        holders::holders(report),
        votes::votes(report),
        money::payments(report),
        money::gas(report),
        header::rules(audit),
        header::again(report),
    ];
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>\n{}<main>\n{}</main>\n</body>\n</html>\n",
        charts::CSS,
        charts::page_patterns(),
        sections.concat()
    )
}
