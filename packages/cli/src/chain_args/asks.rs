//! What is asked of a deployment, day by day.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{On, Sign, Where};

/// What somebody asks of a deployment.
#[derive(Args, Debug)]
pub struct Ask {
    #[command(flatten)]
    pub place: Where,
    #[command(flatten)]
    pub on: On,
}

/// What an address can or must do.
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  milegate todo VAULT --as ADDRESS --node http://127.0.0.1:26657"
)]
pub struct Todo {
    #[command(flatten)]
    pub place: Where,
    #[command(flatten)]
    pub on: On,
    /// Who: an address, or a name of the plan.
    #[arg(long = "as", value_name = "ADDRESS")]
    pub who: String,
}

/// Something about a milestone.
#[derive(Args, Debug)]
pub struct OfMilestone {
    #[command(flatten)]
    pub place: Where,
    /// The milestone.
    pub milestone: String,
    #[command(flatten)]
    pub on: On,
    #[command(flatten)]
    pub sign: Sign,
}

/// Testifies.
#[derive(Args, Debug)]
#[command(after_help = "\
Example:
  milegate attest VAULT listing --witness committee --metric 'days of depth' --value 98 --document listing.json \\
    --uri https://evidence.example/1 --node URL --key ann

The bond of an assertion is added by itself. A multisig testifies --via cw3:ADDRESS, x/gov --via gov.")]
pub struct Attest {
    #[command(flatten)]
    pub of: OfMilestone,
    /// As which witness [default: the only one that the sender can be].
    #[arg(long)]
    pub witness: Option<String>,
    /// What was measured.
    #[arg(long)]
    pub metric: String,
    /// What it came to.
    #[arg(long)]
    pub value: String,
    /// The evidence document; its SHA-256 is put on the chain.
    #[arg(long, value_name = "FILE")]
    pub document: PathBuf,
    /// Where the public finds it.
    #[arg(long)]
    pub uri: String,
    /// When the fact held [default: a day before].
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Until when the message may be taken [default: in 30 days; via a body, in a year].
    #[arg(long, value_name = "DATE")]
    pub valid_until: Option<String>,
}

/// Something about one witness of a milestone.
#[derive(Args, Debug)]
pub struct OfWitness {
    #[command(flatten)]
    pub of: OfMilestone,
    /// The witness [default: the only one that the sender can be].
    #[arg(long)]
    pub witness: Option<String>,
}

/// Removes an interested attestor.
#[derive(Args, Debug)]
pub struct Recuse {
    #[command(flatten)]
    pub of: OfMilestone,
    /// The witness.
    #[arg(long)]
    pub witness: String,
    /// Whose attestation.
    #[arg(long, value_name = "ADDRESS")]
    pub attestor: String,
}

/// Settles a dispute.
#[derive(Args, Debug)]
pub struct Settle {
    #[command(flatten)]
    pub of: OfMilestone,
    /// Whether the attestations stand or are false.
    #[arg(long, value_enum)]
    pub verdict: Verdict,
}

/// What a court says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Verdict {
    /// The challenged attestations stand.
    Stands,
    /// They are false.
    False,
}

/// Closes what is over of a feed.
#[derive(Args, Debug)]
pub struct Advance {
    #[command(flatten)]
    pub place: Where,
    /// The feed, by its name.
    pub feed: String,
    #[command(flatten)]
    pub on: On,
    #[command(flatten)]
    pub sign: Sign,
}

/// Claims.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  milegate claim VAULT ada --node URL --key ada
  milegate claim VAULT --node URL --key ada

What time has decided is written down first, in the same transaction: milestones that can be concluded, gates that can open.")]
pub struct Claim {
    #[command(flatten)]
    pub place: Where,
    /// References of grants [default: every grant of the sender that has something to claim].
    pub grants: Vec<String>,
    #[command(flatten)]
    pub on: On,
    #[command(flatten)]
    pub sign: Sign,
}

/// Changes a grant.
#[derive(Args, Debug)]
pub struct ChangeGrant {
    #[command(flatten)]
    pub place: Where,
    /// Reference of the grant.
    pub grant: String,
    #[command(flatten)]
    pub step: ChangeStep,
    #[command(flatten)]
    pub on: On,
    #[command(flatten)]
    pub sign: Sign,
}

/// Announce, cancel or carry out.
#[derive(Args, Debug)]
pub struct ChangeStep {
    /// Announce it: the account it names.
    #[arg(long, value_name = "ADDRESS")]
    pub to: Option<String>,
    /// Why: key, custody, estate or sale; for a leaver resigned, dismissed, expired or deceased.
    #[arg(long)]
    pub reason: Option<String>,
    /// Cancel what was announced.
    #[arg(long, conflicts_with_all = ["to", "carry_out"])]
    pub cancel: bool,
    /// Carry out what was announced and is due.
    #[arg(long, conflicts_with = "to")]
    pub carry_out: bool,
}

/// Says anything to a contract of the deployment.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  milegate tell VAULT @vault '{\"pay_dues\":{}}' --node URL --key anyone
  milegate tell VAULT @milestones '{\"add_bounty\":{\"milestone\":\"listing\"}}' --funds 5000000ustake --node URL --key ann

Messages: schema/. For what has no command of its own.")]
pub struct Tell {
    #[command(flatten)]
    pub place: Where,
    /// @vault, @milestones, @governance, @stake, a name of the plan, or an address.
    pub contract: String,
    /// The message, as JSON.
    pub message: String,
    /// What travels with it, as `5000000ustake`.
    #[arg(long, value_name = "COIN")]
    pub funds: Option<String>,
    #[command(flatten)]
    pub on: On,
    #[command(flatten)]
    pub sign: Sign,
}
