//! What can be typed about reports: of a vault, and to an oracle.

use std::path::PathBuf;

use clap::{Args, Subcommand};
#[cfg(feature = "chain")]
use milegate_chain::{GasPrice, HD_PATH};

#[cfg(feature = "outside")]
use crate::source::Source;

/// Reports from a node or saved state, or reports a feed.
#[derive(Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Examples:\n  milegate report --node http://127.0.0.1:26657 --vault ADDRESS --out report\n  milegate report --state out/celestia/chain.state --vault ADDRESS --out again\n  milegate report feed payments.toml --once"
)]
pub struct Report {
    /// What else can be reported.
    #[command(subcommand)]
    pub command: Option<Command>,
    #[cfg(feature = "outside")]
    #[command(flatten)]
    pub source: Source,
    /// The vault's address; `deploy` and `simulate` print it.
    #[cfg(feature = "outside")]
    #[arg(long, value_name = "ADDRESS", required = true)]
    pub vault: Option<String>,
    /// Folder for report.html, report.json, payments.csv, changes.csv, votes.csv and chart.svg.
    #[cfg(feature = "outside")]
    #[arg(long, default_value = ".")]
    pub out: PathBuf,
}

/// What else can be reported.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Ask a feed's sources, and report their median to the oracle, once a period.
    Feed(Feed),
}

/// Reports a feed.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  milegate report feed payments.toml --check
  milegate report feed payments.toml --node URL --key reporter --once
  milegate report feed payments.toml --node URL --key reporter
  milegate report feed payments.toml --state chain.state --as ADDRESS --dry-run

Without --once it goes on, period after period, until it is interrupted. Started again, it goes on where it stopped.
The file of sources: docs/reporter.md. Exit code 1: nothing was reported; the reason is printed.")]
pub struct Feed {
    /// The file that names oracle, feed and sources.
    pub sources: PathBuf,
    /// Check the file, and ask nobody.
    #[arg(long, conflicts_with_all = ["once", "dry_run"])]
    pub check: bool,
    /// Report in the period that runs, and end.
    #[arg(long)]
    pub once: bool,
    /// Ask the sources and print the evidence; write nothing, tell nobody.
    #[arg(long)]
    pub dry_run: bool,
    /// A rehearsal on saved chain state: a report is written into the file.
    #[cfg(feature = "vm")]
    #[arg(long, value_name = "FILE", requires = "reporter")]
    pub state: Option<PathBuf>,
    /// Who reports in a rehearsal.
    #[cfg(feature = "vm")]
    #[arg(long = "as", value_name = "ADDRESS", requires = "state")]
    pub reporter: Option<String>,
    #[cfg(feature = "chain")]
    #[command(flatten)]
    pub on: OnNode,
}

/// A node, and who signs there.
#[cfg(feature = "chain")]
#[derive(Args, Debug)]
pub struct OnNode {
    /// RPC address of a node, as `http://127.0.0.1:26657`.
    #[arg(long, value_name = "URL", env = "MILEGATE_NODE")]
    pub node: Option<String>,
    /// The reporter's key: kept by `milegate key`, a file with a mnemonic (plain or age-encrypted), or
    /// keyring:NAME.
    #[arg(long, env = "MILEGATE_KEY")]
    pub key: Option<String>,
    /// Derivation path of the key.
    #[arg(long, value_name = "PATH", env = "MILEGATE_HD_PATH", default_value = HD_PATH, hide_default_value = true)]
    pub hd_path: String,
    /// What gas costs, as `0.025ustake` [default: what the node asks for].
    #[arg(long, value_name = "PRICE", env = "MILEGATE_GAS_PRICE")]
    pub gas_price: Option<GasPrice>,
}
