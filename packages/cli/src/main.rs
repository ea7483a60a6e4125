//! The command line `milegate`.
//!
//! Results go to standard output, progress and problems to standard error. Exit codes: 0 all is
//! well; 1 a plan has errors, a scenario went wrong or a rule failed; 2 not understood.

mod args;
#[cfg(feature = "chain")]
mod chain;
#[cfg(feature = "chain")]
mod chain_args;
#[cfg(any(feature = "vm", feature = "chain"))]
mod dates;
mod feed;
#[cfg(feature = "outside")]
mod grant;
mod milestone;
mod output;
mod plan;
#[cfg(feature = "vm")]
mod play;
#[cfg(any(feature = "vm", feature = "chain"))]
mod play_args;
#[cfg(feature = "outside")]
mod replay;
#[cfg(feature = "outside")]
mod replay_args;
#[cfg(feature = "outside")]
mod report;
mod report_args;
#[cfg(feature = "outside")]
mod serve;
#[cfg(feature = "outside")]
mod serve_args;
#[cfg(feature = "vm")]
mod simulate;
#[cfg(feature = "outside")]
mod source;
#[cfg(any(feature = "vm", feature = "chain"))]
mod stakes;
#[cfg(feature = "outside")]
mod verify;
#[cfg(feature = "outside")]
mod verify_args;
#[cfg(feature = "outside")]
mod watch;

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
        Command::Report(report_args::Report {
            command: Some(report_args::Command::Feed(args)),
            ..
        }) => feed::run(&args, output),
        #[cfg(feature = "outside")]
        Command::Report(args) => report::run(&args, output),
        #[cfg(not(feature = "outside"))]
        Command::Report(_) => Err(Failure::asked(
            "this command was built without the VM and the chain client: `milegate report feed FILE --check` checks a file",
        )),
        #[cfg(feature = "outside")]
        Command::Replay(args) => replay::run(&args, output),
        #[cfg(feature = "outside")]
        Command::Verify(args) => verify::run(&args, output),
        #[cfg(feature = "outside")]
        Command::Serve(args) => serve::run(args, output),
        #[cfg(feature = "outside")]
        Command::Export(args) => serve::files(&args, output),
        #[cfg(feature = "outside")]
        Command::Watch(args) => watch::run(&args, output),
        #[cfg(feature = "outside")]
        Command::Grant(args::Grant::Explain {
            grant,
            source,
            vault,
        }) => grant::explain(&grant, &source, &vault, output),
        #[cfg(any(feature = "vm", feature = "chain"))]
        Command::Stake(args) => stakes::stake(args, output),
        #[cfg(any(feature = "vm", feature = "chain"))]
        Command::Propose(args) => stakes::propose(*args, output),
        #[cfg(any(feature = "vm", feature = "chain"))]
        Command::Vote(args) => stakes::vote(args, output),
        #[cfg(any(feature = "vm", feature = "chain"))]
        Command::Prove(args) => stakes::prove(args, output),
        #[cfg(any(feature = "vm", feature = "chain"))]
        Command::Execute(args) => stakes::execute(args, output),
        #[cfg(any(feature = "vm", feature = "chain"))]
        Command::Tally(args) => stakes::tally(args, output),
        #[cfg(any(feature = "vm", feature = "chain"))]
        Command::Dispute(args) => stakes::dispute(args, output),
        #[cfg(feature = "chain")]
        Command::OnNode(command) => chain::run(&command, output),
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
