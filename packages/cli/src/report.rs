//! `milegate report`, and the end of every simulation: what the chain alone says.

use std::path::Path;
use std::process::ExitCode;

use cosmwasm_std::Addr;
use milegate_report::{ChainView, audit, collect};

use crate::output::{Failure, Output};
use crate::report_args::Report;

/// What a report is about.
pub struct Subject<'a> {
    /// The chain.
    pub chain: &'a dyn ChainView,
    /// The vault on it.
    pub vault: &'a Addr,
    /// Refused messages whose state was compared before and after.
    pub refusals: Option<u64>,
    /// The command that makes the report again.
    pub command: String,
}

/// Makes the report from a node, or from saved state.
pub fn run(args: &Report, output: Output) -> Result<ExitCode, Failure> {
    let Some(vault) = &args.vault else {
        return Err(Failure::asked("name the vault: --vault ADDRESS"));
    };
    args.source.read(vault, |chain, vault| {
        let subject = Subject {
            chain,
            vault,
            refusals: None,
            command: format!("milegate report {} --vault {vault}", args.source.words()),
        };
        write(&subject, &args.out, output)
    })
}

/// Collects, audits, writes the files and prints the summary; a failed rule is a failure.
pub fn write(subject: &Subject<'_>, out: &Path, output: Output) -> Result<ExitCode, Failure> {
    let report = collect(subject.chain, subject.vault, &subject.command);
    let report = report.map_err(Failure::failed)?;
    let audit = audit(subject.chain, subject.vault, subject.refusals).map_err(Failure::failed)?;

    let json = serde_json::json!({ "report": report, "audit": audit });
    let pretty = serde_json::to_string_pretty(&json).map_err(Failure::failed)?;
    let files = [
        ("report.html", milegate_report::html(&report, &audit)),
        ("report.json", pretty),
        ("payments.csv", milegate_report::csv_payments(&report)),
        ("changes.csv", milegate_report::csv_changes(&report)),
        ("votes.csv", milegate_report::csv_votes(&report)),
        (
            "chart.svg",
            milegate_report::chart_svg(&report).unwrap_or_default(),
        ),
    ];
    std::fs::create_dir_all(out).map_err(|e| Failure::asked(format!("{}: {e}", out.display())))?;
    for (name, text) in &files {
        let path = out.join(name);
        std::fs::write(&path, text)
            .map_err(|e| Failure::asked(format!("{}: {e}", path.display())))?;
    }
    let words = format!(
        "{}\nreport: {}\nagain from the chain alone: {}",
        milegate_report::terminal(&report, &audit).trim_end(),
        out.join("report.html").display(),
        subject.command
    );
    output.result(&words, &json)?;

    let failed: Vec<String> = audit
        .rules
        .iter()
        .filter(|r| !r.pass)
        .map(|r| format!("rule {} ({})", r.rule, r.name))
        .collect();
    match failed.is_empty() {
        true => Ok(ExitCode::SUCCESS),
        false => Err(Failure::failed(format!("broken: {}", failed.join(", ")))),
    }
}
