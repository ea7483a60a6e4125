//! What can be typed about stakes and votes, in a play file or on a chain.

use std::path::PathBuf;

use clap::Args;

#[cfg(feature = "chain")]
use crate::chain_args::OnChain;

/// Where: a play file and when in it, or a chain.
#[derive(Args, Debug)]
pub struct Play {
    /// The plan: a folder with `plan.toml`, or the file; on a chain also the address of its vault.
    pub plan: PathBuf,
    /// The play file: a scenario (docs/scenarios.md) that is played first; written if it is not there.
    #[arg(long, value_name = "FILE")]
    pub play: Option<PathBuf>,
    /// When in the play, as `2027-03-01` or `2027-03-01T12:00:00Z` [default: in the next block].
    #[arg(long, value_name = "DATE")]
    pub at: Option<String>,
    /// Folder with the contracts' Wasm and checksums.txt.
    #[arg(long, env = "MILEGATE_ARTIFACTS", default_value = "artifacts")]
    pub artifacts: PathBuf,
    #[cfg(feature = "chain")]
    #[command(flatten)]
    pub chain: OnChain,
}

/// Stakes tokens.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  milegate stake examples/celestia/voted.toml 30000000 --by exchange --play play.toml
  milegate stake VAULT 30000000 --node http://127.0.0.1:26657 --key exchange

Power is what was staked before the block that opens a proposal. Whoever lacks the tokens gets them from the market.")]
pub struct Stake {
    #[command(flatten)]
    pub play: Play,
    /// How much, in whole symbols.
    pub amount: u64,
    /// Who in the play: a name of the plan, or any other. On a chain it is who signs.
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
}

/// Opens a proposal.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  milegate propose examples/celestia/voted.toml --by exchange --play play.toml --title 'TIA is listed' \\
    --attest listing --metric 'days of depth' --value 98 --document listing.json --uri https://evidence.example/1
  milegate propose meridian --by ann --play play.toml --title 'Docs' --pay writer=200 --cites 1
  milegate propose meridian --by ann --play play.toml --title 'What first?' --option docs --option tools
  milegate propose meridian --by ann --play play.toml --title 'Longer delay' \\
    --message '{ do = \"set-rules\", rules = { attest = { delay = \"4d\" } } }'

The class follows from what it does. Paths of documents are relative to the play file.")]
pub struct Propose {
    #[command(flatten)]
    pub play: Play,
    /// Who in the play: a name of the plan, or any other. On a chain it is who signs.
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
    /// What it is about, in a line.
    #[arg(long)]
    pub title: String,
    /// Why.
    #[arg(long, default_value = "")]
    pub description: String,
    /// Testify that this milestone is reached.
    #[arg(long, value_name = "MILESTONE", requires_all = ["metric", "value", "document", "uri"])]
    pub attest: Option<String>,
    /// What was measured.
    #[arg(long, requires = "attest")]
    pub metric: Option<String>,
    /// What it came to.
    #[arg(long, requires = "attest")]
    pub value: Option<String>,
    /// The evidence document.
    #[arg(long, value_name = "FILE", requires = "attest")]
    pub document: Option<String>,
    /// Where the public finds it.
    #[arg(long, requires = "attest")]
    pub uri: Option<String>,
    /// When the fact held [default: a day before].
    #[arg(long, value_name = "DATE", requires = "attest")]
    pub as_of: Option<String>,
    /// Take back what was testified to this milestone.
    #[arg(long, value_name = "MILESTONE")]
    pub retract: Option<String>,
    /// Pay somebody, in whole symbols; may be given several times.
    #[arg(long, value_name = "WHO=AMOUNT")]
    pub pay: Vec<String>,
    /// Let somebody stay to whom notice was given.
    #[arg(long, value_name = "GRANT")]
    pub cancel_termination: Vec<String>,
    /// Anything else: a message of the chain as JSON; in a play also an entry of `messages` as scenarios have it.
    #[arg(long, value_name = "TEXT")]
    pub message: Vec<String>,
    /// The answered question that a large payment follows.
    #[arg(long, value_name = "N")]
    pub cites: Option<u64>,
    /// Ask instead: an answer to choose from; two to eight of them.
    #[arg(long, value_name = "ANSWER", conflicts_with_all = ["attest", "retract", "pay", "cancel_termination", "message", "cites"])]
    pub option: Vec<String>,
}

/// Casts a ballot.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  milegate vote examples/celestia/voted.toml 1 yes --by pool --play play.toml\n  milegate vote VAULT 1 yes --node http://127.0.0.1:26657 --key pool\n\nA ballot is final. In a dispute yes means that what was attested is false."
)]
pub struct Vote {
    #[command(flatten)]
    pub play: Play,
    /// The proposal.
    pub proposal: u64,
    /// `yes`, `no`, `abstain`, `veto`, or an answer to a question.
    pub vote: String,
    /// Who in the play: a name of the plan, or any other. On a chain it is who signs.
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
}

/// Shows that a voter is interested.
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  milegate prove examples/celestia/voted.toml 1 seed-01 --play play.toml"
)]
pub struct Prove {
    #[command(flatten)]
    pub play: Play,
    /// The proposal.
    pub proposal: u64,
    /// Whom.
    pub voter: String,
    /// Who shows it.
    #[arg(long, value_name = "WHO", default_value = "anyone")]
    pub by: String,
}

/// Runs what has passed.
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  milegate execute examples/celestia/voted.toml 1 --play play.toml\n\nWithout --at it waits until the proposal may be executed."
)]
pub struct Execute {
    #[command(flatten)]
    pub play: Play,
    /// The proposal.
    pub proposal: u64,
    /// Who.
    #[arg(long, value_name = "WHO", default_value = "anyone")]
    pub by: String,
}

/// Says where proposals stand.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  milegate tally examples/celestia/voted.toml --play play.toml\n  milegate tally examples/celestia/voted.toml 1 --play play.toml --at 2024-03-01\n\nReads only: the play file stays as it is."
)]
pub struct Tally {
    #[command(flatten)]
    pub play: Play,
    /// The proposal; without it, all of them.
    pub proposal: Option<u64>,
}

/// Has a dispute settled by vote.
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  milegate dispute examples/celestia/voted.toml lending --by watcher --play play.toml\n\nIf nobody has challenged the milestone yet, the challenge with its bond and the proposal are sent in one transaction."
)]
pub struct Dispute {
    #[command(flatten)]
    pub play: Play,
    /// The milestone.
    pub milestone: String,
    /// Who in the play: a name of the plan, or any other. On a chain it is who signs.
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
}
