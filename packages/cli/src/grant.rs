//! `milegate grant`: what the chain alone says of one holder.

use std::process::ExitCode;

use milegate_report::Snapshot;

use crate::output::{Failure, Output};
use crate::source::Source;

/// Explains one grant.
pub fn explain(
    grant: &str,
    source: &Source,
    vault: &str,
    output: Output,
) -> Result<ExitCode, Failure> {
    let explained = source.read(vault, |view, vault| {
        let snapshot = Snapshot::read(view, vault).map_err(Failure::failed)?;
        milegate_report::explain(&snapshot, grant).map_err(Failure::asked)
    })?;
    let text = milegate_report::explain_text(&explained);
    output.result(text.trim_end(), &explained)?;
    Ok(ExitCode::SUCCESS)
}
