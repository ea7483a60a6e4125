//! What can be typed about supply as a service, and about news.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use crate::source::Source;

/// Serves figures over HTTP.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  milegate serve VAULT --node http://127.0.0.1:26657
  curl http://127.0.0.1:8080/circulating

Pages: /circulating /total /supply.json /unlocks.json /unlocks.ics /health (docs/serve.md). It only reads. Put a proxy before it that
speaks TLS.")]
pub struct Serve {
    /// The vault's address.
    pub vault: String,
    #[command(flatten)]
    pub source: Source,
    /// Where to listen.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// How often the chain is read, in seconds; also how long answers may be kept.
    #[arg(long, value_name = "SECONDS", default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..))]
    pub refresh: u64,
}

/// Writes the same as files.
#[derive(Args, Debug)]
#[command(after_help = "\
Example:
  milegate export VAULT --state out/celestia/chain.state --out public

circulating.txt total.txt supply.json unlocks.json unlocks.ics payments.csv ledger.json: the ledger is rebuilt from events alone. Exit code 1
if the queries say something else.")]
pub struct Export {
    /// The vault's address.
    pub vault: String,
    #[command(flatten)]
    pub source: Source,
    /// Folder for the files.
    #[arg(long, default_value = ".")]
    pub out: PathBuf,
}

/// Says what is new.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  milegate watch VAULT --node http://127.0.0.1:26657 --once
  milegate watch VAULT --node URL --webhook https://hooks.example/milegate --feed public/news.xml

Windows that open, challenges, deadlines, late reporters, silent feeds, announced payees, owners and recoveries, notices of termination, votes.
Each is said once; --memory keeps what was said. Exit code 1 if a webhook did not take something: it is tried again the next time.")]
pub struct Watch {
    /// The vault's address.
    pub vault: String,
    #[command(flatten)]
    pub source: Source,
    /// POST each thing as JSON to this address.
    #[arg(long, value_name = "URL")]
    pub webhook: Option<String>,
    /// Keep a feed (Atom) in this file.
    #[arg(long, value_name = "FILE")]
    pub feed: Option<PathBuf>,
    /// What has been said.
    #[arg(long, value_name = "FILE", default_value = "watch.json")]
    pub memory: PathBuf,
    /// Look once and end.
    #[arg(long)]
    pub once: bool,
    /// How often to look, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, conflicts_with = "once", value_parser = clap::value_parser!(u64).range(1..))]
    pub every: u64,
}
