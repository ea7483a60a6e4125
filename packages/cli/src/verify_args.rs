//! What can be typed about a deployment that is looked at from outside.

use std::path::PathBuf;

use clap::Args;

use crate::source::Source;

/// Checks a deployment.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  milegate verify VAULT --state out/celestia/chain.state --plan examples/celestia
  milegate verify VAULT --node http://127.0.0.1:26657 --plan meridian --staged
  milegate verify VAULT --node http://127.0.0.1:26657 --plan meridian

Reads the chain alone. Each fact is PASS, FAIL or not checked, with the values behind it (docs/verify.md). Exit code 1 if one fails.")]
pub struct Verify {
    /// The vault's address.
    pub vault: String,
    #[command(flatten)]
    pub source: Source,
    /// The plan it should have come from: a folder with `plan.toml`, or the file.
    #[arg(long)]
    pub plan: Option<PathBuf>,
    /// Checksums of the release, as `sha256sum` writes them [default: artifacts/checksums.txt, if it is there];
    /// again for earlier releases, of what was upgraded since.
    #[arg(long, value_name = "FILE")]
    pub checksums: Vec<PathBuf>,
    /// Before funding: the vault is a draft, and everything must hold that whoever funds it relies on.
    #[arg(long)]
    pub staged: bool,
}
