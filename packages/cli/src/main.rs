//! The command line `milegate`.
//!
//! Results go to standard output, progress and problems to standard error. Exit codes: 0 all is
//! well; 1 a plan has errors, a scenario went wrong or a rule failed; 2 not understood.

mod args;
#[cfg(feature = "vm")]
mod grant;
mod milestone;
mod output;
mod plan;
#[cfg(feature = "vm")]
mod play;
#[cfg(feature = "vm")]
mod play_args;
#[cfg(feature = "vm")]
mod report;
#[cfg(feature = "vm")]
mod simulate;
#[cfg(feature = "vm")]
mod source;
#[cfg(feature = "vm")]
mod verify;
#[cfg(feature = "vm")]
mod verify_args;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command};
use output::{Failure, Output};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let output = Output {
        json: cli.json,
        quiet: cli.quiet,
    };
    match run(cli.command, output) {
        Ok(code) => code,
        Err(failure) => {
            output.failure(&failure);
            ExitCode::from(failure.code())
        }
    }
}

fn run(command: Command, output: Output) -> Result<ExitCode, Failure> {
    match command {
        Command::Plan(args::Plan::New { template, folder }) => plan::new(template, &folder, output),
        Command::Plan(args::Plan::Check { plan, deploying }) => {
            plan::check(&plan, deploying, output)
        }
        Command::Plan(args::Plan::Explain {
            plan,
            category,
            grant,
        }) => plan::explain(&plan, category.as_deref(), grant.as_deref(), output),
        Command::Plan(args::Plan::Diff { before, after }) => plan::diff(&before, &after, output),
        Command::Milestone(args::Milestone::Explain(args)) => milestone::explain(&args, output),
        Command::Letter(args) => plan::letter(&args.plan, &args.grant, output),
        #[cfg(feature = "vm")]
        Command::Simulate(args) => simulate::run(&args, output),
        #[cfg(feature = "vm")]
        Command::Report(args) => report::run(&args, output),
        #[cfg(feature = "vm")]
        Command::Verify(args) => verify::run(&args, output),
        #[cfg(feature = "vm")]
        Command::Grant(args::Grant::Explain {
            grant,
            state,
            vault,
        }) => grant::explain(&grant, &state, &vault, output),
        #[cfg(feature = "vm")]
        Command::Stake(args) => play::stake(args, output),
        #[cfg(feature = "vm")]
        Command::Propose(args) => play::propose(*args, output),
        #[cfg(feature = "vm")]
        Command::Vote(args) => play::vote(args, output),
        #[cfg(feature = "vm")]
        Command::Prove(args) => play::prove(args, output),
        #[cfg(feature = "vm")]
        Command::Execute(args) => play::execute(args, output),
        #[cfg(feature = "vm")]
        Command::Tally(args) => play::tally(&args, output),
        #[cfg(feature = "vm")]
        Command::Dispute(args) => play::dispute(args, output),
        Command::Completions { shell } => {
            clap_complete::generate(
                shell,
                &mut Cli::command(),
                "milegate",
                &mut std::io::stdout(),
            );
            Ok(ExitCode::SUCCESS)
        }
    }
}
