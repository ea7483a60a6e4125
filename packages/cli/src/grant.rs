//! `milegate grant`: what the chain alone says of one holder.

use std::path::Path;
use std::process::ExitCode;

use cosmwasm_std::Addr;
use embedded_chain::Chain;
use milegate_report::Snapshot;
use milegate_simulate::Embedded;

use crate::output::{Failure, Output};

/// Explains one grant from saved state.
pub fn explain(
    grant: &str,
    state: &Path,
    vault: &str,
    output: Output,
) -> Result<ExitCode, Failure> {
    let shown = state.display();
    let chain = Chain::load(state).map_err(|e| Failure::asked(format!("{shown}: {e}")))?;
    let view = Embedded(&chain);
    let vault = Addr::unchecked(vault);
    let snapshot = Snapshot::read(&view, &vault).map_err(Failure::failed)?;
    let explained = milegate_report::explain(&snapshot, grant).map_err(Failure::asked)?;
    let text = milegate_report::explain_text(&explained);
    output.result(text.trim_end(), &explained)?;
    Ok(ExitCode::SUCCESS)
}
