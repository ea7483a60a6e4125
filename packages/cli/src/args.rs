//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

#[cfg(feature = "vm")]
use crate::{play_args, verify_args};

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
  milegate report --state FILE --vault ADDR         the same report from saved chain state alone
  milegate verify VAULT --state FILE --plan meridian     whether a deployment is what the plan says
  milegate grant explain REF --state FILE --vault ADDR   what one holder has, and what could change it
  milegate propose PLAN --play FILE --by WHO --title T --attest listing ...   what a vote would do, and whom it would pay

simulate, report, grant and the commands on play files run contracts; a command built without the VM does not have them (scripts/milegate builds
it in when they are asked for).

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
    /// Make the report again from saved chain state and the vault's address, without the plan.
    #[cfg(feature = "vm")]
    Report(Report),
    /// Check a deployment from outside: code, admins, wiring, digests, grants, money, people.
    #[cfg(feature = "vm")]
    Verify(verify_args::Verify),
    /// Say what one holder has, why the rest is locked, and what each event would change.
    #[cfg(feature = "vm")]
    #[command(subcommand)]
    Grant(Grant),
    /// Stake tokens in a play file: they weigh in votes.
    #[cfg(feature = "vm")]
    Stake(play_args::Stake),
    /// Open a proposal in a play file, and say what it would do and whom it would pay.
    #[cfg(feature = "vm")]
    Propose(Box<play_args::Propose>),
    /// Vote in a play file, and say where the proposal then stands.
    #[cfg(feature = "vm")]
    Vote(play_args::Vote),
    /// Show in a play file that a voter is paid by a proposal: he is recused.
    #[cfg(feature = "vm")]
    Prove(play_args::Prove),
    /// Run in a play file what has passed.
    #[cfg(feature = "vm")]
    Execute(play_args::Execute),
    /// Say where the proposals of a play file stand, and what can happen next.
    #[cfg(feature = "vm")]
    Tally(play_args::Tally),
    /// Challenge a milestone in a play file and put the dispute to the vote.
    #[cfg(feature = "vm")]
    Dispute(play_args::Dispute),
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
    /// The plan: a folder with `plan.toml`, or the file.
    #[cfg_attr(feature = "vm", arg(conflicts_with = "Source"))]
    pub plan: Option<PathBuf>,
    #[cfg(feature = "vm")]
    #[command(flatten)]
    pub source: Option<verify_args::Source>,
    /// The vault's address; `simulate` prints it.
    #[cfg(feature = "vm")]
    #[arg(long, requires = "Source")]
    pub vault: Option<String>,
    /// The address of the milestones, if there is no vault.
    #[cfg(feature = "vm")]
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

/// Reports from saved state.
#[cfg(feature = "vm")]
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  milegate report --state out/celestia/chain.state --vault ADDRESS --out again"
)]
pub struct Report {
    /// State saved by `simulate`.
    #[arg(long)]
    pub state: PathBuf,
    /// The vault's address; `simulate` prints it.
    #[arg(long)]
    pub vault: String,
    /// Folder for report.html, report.json, payments.csv, changes.csv, votes.csv and chart.svg.
    #[arg(long, default_value = ".")]
    pub out: PathBuf,
}

/// Commands on one grant.
#[cfg(feature = "vm")]
#[derive(Subcommand, Debug)]
pub enum Grant {
    /// Earned, unlocked, vested and claimable; why the rest is locked; what each event would change.
    #[command(
        after_help = "Example:\n  milegate grant explain core-05 --state out/celestia/chain.state --vault ADDRESS"
    )]
    Explain {
        /// Reference of the grant.
        grant: String,
        /// State saved by `simulate`.
        #[arg(long)]
        state: PathBuf,
        /// The vault's address; `simulate` prints it.
        #[arg(long)]
        vault: String,
    },
}
