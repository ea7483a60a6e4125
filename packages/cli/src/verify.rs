//! `milegate verify`: a deployment looked at from outside.

use std::path::PathBuf;
use std::process::ExitCode;

use milegate_plan::Codes;
use milegate_verify::{Options, text, verify};

use crate::output::{Failure, Output};
use crate::plan;
use crate::verify_args::Verify;

/// Judges every fact; one that does not hold is a failure.
pub fn run(args: &Verify, output: Output) -> Result<ExitCode, Failure> {
    let plan = args.plan.as_deref().map(plan::load).transpose()?;
    let releases = releases(&args.checksums)?;
    let (codes, before) = match releases.split_first() {
        Some((codes, before)) => (Some(codes), before),
        None => (None, &[][..]),
    };
    let verified = args.source.read(&args.vault, |view, vault| {
        let options = Options {
            plan: plan.as_ref(),
            codes,
            before,
            staged: args.staged,
        };
        verify(view, vault, options).map_err(Failure::failed)
    })?;
    output.result(&text(&verified), &verified)?;
    Ok(match verified.failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// The checksums that were named, or those of the artifacts at hand.
fn releases(named: &[PathBuf]) -> Result<Vec<Codes>, Failure> {
    let at_hand = || {
        let folder = std::env::var_os("MILEGATE_ARTIFACTS");
        let folder = folder.map_or_else(|| PathBuf::from("artifacts"), PathBuf::from);
        Some(folder.join("checksums.txt")).filter(|file| file.exists())
    };
    let files = match named {
        [] => at_hand().into_iter().collect(),
        named => named.to_vec(),
    };
    let read = files.iter().map(|file| Codes::read(file));
    read.collect::<Result<_, _>>().map_err(Failure::asked)
}
