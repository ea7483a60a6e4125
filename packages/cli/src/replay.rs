//! `milegate replay`: a milestone's verdict, recomputed.

use std::process::ExitCode;

use cosmwasm_std::Addr;
use milegate_replay::{Papers, Replayed, replay};

use crate::output::{Failure, Output};
use crate::replay_args::Replay;
use crate::source::Opened;

/// Lives through the milestone again; a contradiction is a failure.
pub fn run(args: &Replay, output: Output) -> Result<ExitCode, Failure> {
    let papers = Papers::of(args.evidence.as_deref(), !args.offline).map_err(|e| {
        let folder = args.evidence.as_deref().unwrap_or_else(|| "".as_ref());
        Failure::asked(format!("{}: {e}", folder.display()))
    })?;
    let replayed = on(&args.source.open()?, args, &papers)?;
    output.result(&replayed.words(), &replayed)?;
    Ok(match replayed.holds() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

fn on(chain: &Opened, args: &Replay, papers: &Papers) -> Result<Replayed, Failure> {
    let (contract, name) = (Addr::unchecked(&args.milestones), &args.milestone);
    match chain {
        #[cfg(feature = "chain")]
        Opened::Node(node) => {
            let block = node.latest().map_err(Failure::failed)?;
            let none: [String; 0] = [];
            let bare = node.view_at(block.clone(), none);
            let named = milegate_replay::contracts(&bare, &contract, name);
            let view = node.view_at(block, named.map_err(Failure::asked)?);
            replay(&view, &contract, name, papers).map_err(Failure::asked)
        }
        #[cfg(feature = "vm")]
        Opened::Saved(chain) => {
            let view = milegate_simulate::Embedded(chain);
            replay(&view, &contract, name, papers).map_err(Failure::asked)
        }
    }
}
