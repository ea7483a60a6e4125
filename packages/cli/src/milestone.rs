//! `milegate milestone`: what one milestone needs, and who could fake or stop it.

use std::path::Path;
use std::process::ExitCode;

use crate::args::MilestoneExplain;
use crate::output::{Failure, Output};
use crate::plan::{load, unknown};
#[cfg(feature = "outside")]
use crate::source::Source;

/// Explains a milestone of a plan, or of a chain.
pub fn explain(args: &MilestoneExplain, output: Output) -> Result<ExitCode, Failure> {
    if let Some(plan) = &args.plan {
        return of_plan(&args.milestone, plan, output);
    }
    #[cfg(feature = "outside")]
    if let Some(source) = &args.source {
        return of_chain(args, source, output);
    }
    Err(Failure::asked(
        "name a plan, or a chain with --node URL or --state FILE and --vault ADDRESS",
    ))
}

fn of_plan(name: &str, path: &Path, output: Output) -> Result<ExitCode, Failure> {
    let plan = load(path)?;
    let known = || plan.milestones.iter().map(|milestone| &*milestone.name);
    let told = milegate_plan::explain_milestone(&plan, name);
    let told = told.ok_or_else(|| unknown("milestone", name, known()))?;
    output.result(told.to_string().trim_end(), &told)?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(feature = "outside")]
fn of_chain(args: &MilestoneExplain, source: &Source, output: Output) -> Result<ExitCode, Failure> {
    let Some(address) = args.milestones.as_ref().or(args.vault.as_ref()) else {
        let what = "name the contract: --vault ADDRESS, or --milestones ADDRESS";
        return Err(Failure::asked(what));
    };
    let told = source.read(address, |view, address| {
        let milestones = match args.milestones {
            Some(_) => Ok(address.clone()),
            None => milegate_report::milestones_of(view, address),
        };
        let told = milestones.and_then(|milestones| {
            milegate_report::explain_milestone(view, &milestones, &args.milestone)
        });
        told.map_err(Failure::asked)
    })?;
    output.result(told.to_string().trim_end(), &told)?;
    Ok(ExitCode::SUCCESS)
}
