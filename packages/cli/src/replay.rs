//! `milegate replay`: a milestone's verdict, recomputed.

use std::process::ExitCode;

use milegate_replay::{Papers, replay};

use crate::output::{Failure, Output};
use crate::replay_args::Replay;
use crate::source;

/// Lives through the milestone again; a contradiction is a failure.
pub fn run(args: &Replay, output: Output) -> Result<ExitCode, Failure> {
    let papers = Papers::of(args.evidence.as_deref(), !args.offline).map_err(|e| {
        let folder = args.evidence.as_deref().unwrap_or_else(|| "".as_ref());
        Failure::asked(format!("{}: {e}", folder.display()))
    })?;
    let replayed = source::read(&args.source, &args.milestones, |view, milestones| {
        replay(view, milestones, &args.milestone, &papers).map_err(Failure::asked)
    })?;
    output.result(&replayed.words(), &replayed)?;
    Ok(match replayed.holds() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}
