//! What can be typed about a milestone that is lived through again.

use std::path::PathBuf;

use clap::Args;

use crate::source::Source;

/// Replays a milestone.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  milegate replay listing --state out/celestia/chain.state --milestones ADDRESS
  milegate replay listing --node URL --milestones ADDRESS --evidence documents --offline

Documents are looked for in the folder by their SHA-256, under any name, then where their URIs say: GET, 1 MiB and 20 s at most,
three redirects. Exit code 1 if anything contradicts anything (docs/replay.md).")]
pub struct Replay {
    /// The milestone.
    pub milestone: String,
    #[command(flatten)]
    pub source: Source,
    /// The address of the milestones; `simulate` prints it.
    #[arg(long, value_name = "ADDRESS")]
    pub milestones: String,
    /// Folder with documents.
    #[arg(long, value_name = "DIR")]
    pub evidence: Option<PathBuf>,
    /// Go nowhere for documents.
    #[arg(long)]
    pub offline: bool,
}
