//! Where commands read a chain from.

#[cfg(feature = "vm")]
use std::path::PathBuf;

use clap::Args;
use cosmwasm_std::Addr;
use milegate_report::ChainView;

use crate::output::Failure;

/// Where a chain is read.
#[derive(Args, Clone, Debug)]
pub struct Source {
    /// RPC address of a node, as `http://127.0.0.1:26657`.
    #[cfg(feature = "chain")]
    #[arg(long, value_name = "URL", env = "MILEGATE_NODE")]
    pub node: Option<String>,
    /// State saved by `simulate`, instead of a node.
    #[cfg(feature = "vm")]
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
}

/// A chain at hand.
pub enum Opened {
    /// A node.
    #[cfg(feature = "chain")]
    Node(Box<milegate_chain::Node>),
    /// A chain in this process.
    #[cfg(feature = "vm")]
    Saved(Box<embedded_chain::Chain>),
}

impl Source {
    /// The same as one types it.
    pub fn words(&self) -> String {
        #[cfg(feature = "vm")]
        if let Some(state) = &self.state {
            return format!("--state {}", state.display());
        }
        #[cfg(feature = "chain")]
        if let Some(url) = &self.node {
            return format!("--node {url}");
        }
        String::new()
    }

    /// Opens it.
    pub fn open(&self) -> Result<Opened, Failure> {
        #[cfg(feature = "vm")]
        if let Some(state) = &self.state {
            let shown = state.display();
            let chain = embedded_chain::Chain::load(state);
            let chain = chain.map_err(|e| Failure::asked(format!("{shown}: {e}")))?;
            return Ok(Opened::Saved(Box::new(chain)));
        }
        #[cfg(feature = "chain")]
        if let Some(url) = &self.node {
            let node = crate::chain::connect(url)?;
            return Ok(Opened::Node(Box::new(node)));
        }
        Err(Failure::asked(
            "say where the chain is read: --node URL, or --state FILE of a simulation",
        ))
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
        let vault = Addr::unchecked(vault);
        match self {
            #[cfg(feature = "chain")]
            Opened::Node(node) => {
                let block = node.latest().map_err(Failure::failed)?;
                let none: [String; 0] = [];
                let bare = node.view_at(block.clone(), none);
                let contracts =
                    milegate_report::contracts(&bare, &vault).map_err(Failure::failed)?;
                read(&node.view_at(block, contracts), &vault)
            }
            #[cfg(feature = "vm")]
            Opened::Saved(chain) => read(&milegate_simulate::Embedded(chain), &vault),
        }
    }
}
