//! Where commands read a chain from.

use cosmwasm_std::Addr;
use embedded_chain::Chain;
use milegate_report::ChainView;
use milegate_simulate::Embedded;

use crate::output::Failure;
use crate::verify_args::Source;

/// Reads a vault out of saved state.
pub fn read<T>(
    source: &Source,
    vault: &str,
    read: impl FnOnce(&dyn ChainView, &Addr) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let shown = source.state.display();
    let chain = Chain::load(&source.state).map_err(|e| Failure::asked(format!("{shown}: {e}")))?;
    read(&Embedded(&chain), &Addr::unchecked(vault))
}
