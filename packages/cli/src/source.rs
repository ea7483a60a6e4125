//! Where commands read a chain from.

use std::path::PathBuf;

use clap::Args;
use cosmwasm_std::Addr;
use embedded_chain::Chain;
use milegate_report::ChainView;
use milegate_simulate::Embedded;

use crate::output::Failure;

/// Where a chain is read.
#[derive(Args, Clone, Debug)]
pub struct Source {
    /// State saved by `simulate`.
    #[arg(long, value_name = "FILE")]
    pub state: PathBuf,
}

/// A chain at hand.
pub struct Opened {
    chain: Chain,
}

impl Source {
    /// Opens it.
    pub fn open(&self) -> Result<Opened, Failure> {
        let shown = self.state.display();
        let chain = Chain::load(&self.state);
        let chain = chain.map_err(|e| Failure::asked(format!("{shown}: {e}")))?;
        Ok(Opened { chain })
    }

    /// Opens it and reads a vault.
    pub fn read<T>(
        &self,
        vault: &str,
        read: impl FnOnce(&dyn ChainView, &Addr) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.open()?.read(vault, read)
    }
}

impl Opened {
    /// Reads a vault at the latest block.
    pub fn read<T>(
        &self,
        vault: &str,
        read: impl FnOnce(&dyn ChainView, &Addr) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        read(&Embedded(&self.chain), &Addr::unchecked(vault))
    }
}
