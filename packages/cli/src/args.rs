//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

#[cfg(feature = "chain")]
use crate::chain_args;
#[cfg(any(feature = "vm", feature = "chain"))]
use crate::play_args;
#[cfg(feature = "outside")]
use crate::replay_args;
use crate::report_args;
#[cfg(feature = "outside")]
use crate::{serve_args, verify_args};

/// Insider allocations that unlock when something real has happened.
#[derive(Parser, Debug)]
#[command(name = "milegate", version, propagate_version = true, after_help = EXAMPLES)]
pub struct Cli {
    /// Print JSON on standard output, for machines.
    #[arg(long, global = true)]
    pub json: bool,
    /// Print results only: no progress, no dated lines.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  milegate plan new --template appchain meridian    write a commented plan that checks clean
  milegate plan check meridian                      every problem of a plan at once
  milegate milestone explain listing meridian       what it needs, and who could fake or stop it
  milegate letter --grant team-1 meridian           one grant as an annex to a contract
  milegate simulate meridian --scenario hands-off   where every token ends if nobody has a key
  milegate report --node URL --vault ADDR           the same report from a chain alone
  milegate verify VAULT --node URL --plan meridian       whether a deployment is what the plan says
  milegate serve VAULT --node URL                        circulating supply and unlock dates over HTTP
  milegate report feed SOURCES.toml --once          ask sources, report their median with its evidence
  milegate replay MILESTONE --state FILE --milestones ADDR   its verdict, recomputed from log and evidence
  milegate grant explain REF --node URL --vault ADDR   what one holder has, and what could change it
  milegate propose PLAN --play FILE --by WHO --title T --attest listing ...   what a vote would do, and whom it would pay
  milegate deploy meridian --node URL --key ops      put it on a chain, without money
  milegate fund meridian --node URL --key treasury   seal it and pay, in one message
  milegate todo VAULT --as ADDRESS --node URL        what one can or must do, and by when

simulate, play files and saved state need the VM; a command built without it does not have them, and one built without the chain client has
none that asks a node (scripts/milegate builds in what is asked for).

Exit codes: 0 all is well; 1 a plan has errors, a scenario went wrong or a rule failed; 2 the command was not understood.";

/// The commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Write, check, explain and compare plans (needs no chain).
    #[command(subcommand)]
    Plan(Plan),
    /// Say what one milestone needs, what is missing, and who could fake or stop it.
    #[command(subcommand)]
    Milestone(Milestone),
    /// Write the annex for one grant, for a contract of employment or investment.
    Letter(Letter),
    /// Deploy a plan on the embedded chain, play a scenario, audit the rules, write a report.
    #[cfg(feature = "vm")]
    Simulate(Simulate),
    /// Make the report of a vault from a node, or from saved chain state, without the plan; or report a
    /// feed to an oracle (`report feed`).
    Report(report_args::Report),
    /// Live through a milestone again: its log, its documents, its verdict.
    #[cfg(feature = "outside")]
    Replay(replay_args::Replay),
    /// Check a deployment from outside: code, admins, wiring, digests, grants, money, people.
    #[cfg(feature = "outside")]
    Verify(verify_args::Verify),
    /// Serve circulating and total supply and unlock dates over HTTP, read-only.
    #[cfg(feature = "outside")]
    Serve(serve_args::Serve),
    /// Write what `serve` answers as files, with payments and the ledger rebuilt from events.
    #[cfg(feature = "outside")]
    Export(serve_args::Export),
    /// Say what is new: windows, deadlines, late reporters, announced changes, votes.
    #[cfg(feature = "outside")]
    Watch(serve_args::Watch),
    /// Say what one holder has, why the rest is locked, and what each event would change.
    #[cfg(feature = "outside")]
    #[command(subcommand)]
    Grant(Grant),
    /// Stake tokens, in a play file or on a chain: they weigh in votes.
    #[cfg(any(feature = "vm", feature = "chain"))]
    Stake(play_args::Stake),
    /// Open a proposal, and in a play file say what it would do and whom it would pay.
    #[cfg(any(feature = "vm", feature = "chain"))]
    Propose(Box<play_args::Propose>),
    /// Vote, and in a play file say where the proposal then stands.
    #[cfg(any(feature = "vm", feature = "chain"))]
    Vote(play_args::Vote),
    /// Show that a voter is paid by a proposal: he is recused.
    #[cfg(any(feature = "vm", feature = "chain"))]
    Prove(play_args::Prove),
    /// Run what has passed.
    #[cfg(any(feature = "vm", feature = "chain"))]
    Execute(play_args::Execute),
    /// Say where proposals stand, and what can happen next.
    #[cfg(any(feature = "vm", feature = "chain"))]
    Tally(play_args::Tally),
    /// Challenge a milestone and put the dispute to the vote.
    #[cfg(any(feature = "vm", feature = "chain"))]
    Dispute(play_args::Dispute),
    #[cfg(feature = "chain")]
    #[command(flatten)]
    OnNode(chain_args::OnNode),
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
}

/// Commands on plan files.
#[derive(Subcommand, Debug)]
pub enum Plan {
    /// Write a commented plan that checks clean.
    #[command(after_help = "Example:\n  milegate plan new --template appchain meridian")]
    New {
        /// What to start from.
        #[arg(long, value_enum, default_value_t = Template::Minimal)]
        template: Template,
        /// Folder to create; also the plan's name.
        folder: PathBuf,
    },
    /// Report every problem of a plan at once, with file, line, rule, values and remedy.
    #[command(
        after_help = "Examples:\n  milegate plan check examples/celestia\n  milegate plan check --deploying meridian\n\nCodes: docs/codes.md. Accept a warning with `allow = [\"W101\"]` under [plan]."
    )]
    Check {
        /// The plan: a folder with `plan.toml`, or the file.
        plan: PathBuf,
        /// Also refuse what cannot be deployed today: dates in the past, `sim:` addresses.
        #[arg(long)]
        deploying: bool,
    },
    /// Say in plain sentences what a plan does, for people who sign it.
    #[command(
        after_help = "Examples:\n  milegate plan explain examples/minimal\n  milegate plan explain examples/celestia --for seed\n  milegate plan explain examples/minimal --grant ada"
    )]
    Explain {
        /// The plan: a folder with `plan.toml`, or the file.
        plan: PathBuf,
        /// Only what concerns this category.
        #[arg(long = "for", value_name = "CATEGORY", conflicts_with = "grant")]
        category: Option<String>,
        /// Only what concerns the grant of this reference.
        #[arg(long, value_name = "REF")]
        grant: Option<String>,
    },
    /// Say what differs between two plans: terms, amounts, dates, addresses, grants, digests.
    #[command(
        after_help = "Examples:\n  milegate plan diff draft-6 draft-7\n  milegate plan diff --json draft-6/plan.toml draft-7/plan.toml\n\nPlans are compared by what they mean: formatting, comments and order are no difference. They need not check clean."
    )]
    Diff {
        /// The plan before: a folder with `plan.toml`, or the file.
        before: PathBuf,
        /// The plan after.
        after: PathBuf,
    },
}

/// Commands on one milestone.
#[derive(Subcommand, Debug)]
pub enum Milestone {
    /// What must be true, what is missing, the fewest keys that open or stop it, who loses which bond, and how long the public can object.
    #[command(
        after_help = "Examples:\n  milegate milestone explain listing examples/witnesses\n  milegate milestone explain listing --state out/celestia/chain.state --vault ADDRESS"
    )]
    Explain(MilestoneExplain),
}

/// Explains a milestone.
#[derive(Args, Debug)]
pub struct MilestoneExplain {
    /// Its name.
    pub milestone: String,
    /// The plan: a folder with `plan.toml`, or the file. Without it, a chain is read.
    pub plan: Option<PathBuf>,
    #[cfg(feature = "outside")]
    #[command(flatten)]
    pub source: Option<crate::source::Source>,
    /// The vault's address; `simulate` prints it.
    #[cfg(feature = "outside")]
    #[arg(long, requires = "Source")]
    pub vault: Option<String>,
    /// The address of the milestones, if there is no vault.
    #[cfg(feature = "outside")]
    #[arg(long, requires = "Source", conflicts_with = "vault")]
    pub milestones: Option<String>,
}

/// Writes a letter.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  milegate letter --grant ada examples/minimal\n  milegate letter --grant team-1 meridian > team-1.md\n\nMarkdown that also reads as plain text, with the plan's digest."
)]
pub struct Letter {
    /// Reference of the grant.
    #[arg(long, value_name = "REF")]
    pub grant: String,
    /// The plan: a folder with `plan.toml`, or the file.
    pub plan: PathBuf,
}

/// What `plan new` starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Template {
    /// The smallest useful plan.
    Minimal,
    /// Team, investors and foundation behind listing, payments and lending.
    Appchain,
    /// A listing: depth of the book by a feed, a committee, an assertion.
    Listing,
    /// Payments: volume and payers by feeds, and people beside them.
    Payments,
    /// Lending: the state of a money market, and people beside it.
    Lending,
    /// Self-sustaining: fees at least issuance for half a year, by a feed.
    SelfSustaining,
}

/// Plays a scenario.
#[cfg(feature = "vm")]
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  milegate simulate examples/celestia
  milegate simulate examples/celestia --scenario all-missed
  milegate simulate meridian --scenario meridian/scenarios/late-listing.toml --out out/late

A scenario is a file of dated events (docs/scenarios.md), or one of
  hands-off    every privileged key is destroyed on day one
  all-reached  every milestone is attested as early as the plan allows
  all-missed   nobody attests anything
Without --scenario: the plan's own scenario.toml if it has one, else all-reached.")]
pub struct Simulate {
    /// The plan: a folder with `plan.toml`, or the file.
    pub plan: PathBuf,
    /// What happens.
    #[arg(long)]
    pub scenario: Option<String>,
    /// Folder for report.html, report.json, payments.csv, changes.csv, votes.csv, chart.svg and chain.state [default: out/PLAN].
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Folder with the contracts' Wasm and checksums.txt.
    #[arg(long, env = "MILEGATE_ARTIFACTS", default_value = "artifacts")]
    pub artifacts: PathBuf,
}

/// Commands on one grant.
#[cfg(feature = "outside")]
#[derive(Subcommand, Debug)]
pub enum Grant {
    /// Earned, unlocked, vested and claimable; why the rest is locked; what each event would change.
    #[command(
        after_help = "Examples:\n  milegate grant explain core-05 --node http://127.0.0.1:26657 --vault ADDRESS\n  milegate grant explain core-05 --state out/celestia/chain.state --vault ADDRESS"
    )]
    Explain {
        /// Reference of the grant.
        grant: String,
        #[command(flatten)]
        source: crate::source::Source,
        /// The vault's address; `deploy` and `simulate` print it.
        #[arg(long, value_name = "ADDRESS")]
        vault: String,
    },
}
