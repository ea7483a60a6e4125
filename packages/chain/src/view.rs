//! A node as reports see any chain.

use cosmwasm_std::{Addr, HexBinary, Uint128};
use milegate_report::{Account, Block, ChainView, ContractInfo, Tx, ViewError};

use crate::error::ChainError;
use crate::node::Node;

/// A node at one block: every answer is of the same height, whatever the chain does meanwhile.
///
/// Refused transactions are not in a node's index by contract, so [`ChainView::transactions`] has
/// executed ones only.
#[derive(Clone, Debug)]
pub struct View<'a> {
    node: &'a Node,
    block: Block,
    contracts: Vec<String>,
}

impl Node {
    /// The node at its last block, with the history of these contracts.
    pub fn view(
        &self,
        contracts: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<View<'_>, ChainError> {
        let block = self.latest()?;
        Ok(self.view_at(block, contracts))
    }

    /// The node at a block that it still keeps the state of.
    pub fn view_at(
        &self,
        block: Block,
        contracts: impl IntoIterator<Item = impl Into<String>>,
    ) -> View<'_> {
        View {
            node: self,
            block,
            contracts: contracts.into_iter().map(Into::into).collect(),
        }
    }
}

impl View<'_> {
    fn height(&self) -> Option<u64> {
        Some(self.block.height)
    }
}

impl ChainView for View<'_> {
    fn query_raw_json(&self, contract: &Addr, msg: &[u8]) -> Result<Vec<u8>, ViewError> {
        let answer = self.node.smart(contract.as_str(), msg, self.height());
        answer.map_err(|error| match error {
            ChainError::Refused { reason, .. } => {
                ViewError::refused(String::from_utf8_lossy(msg), reason)
            }
            other => other.into(),
        })
    }

    fn balance(&self, address: &Addr, denom: &str) -> Result<Uint128, ViewError> {
        let node = self.node;
        Ok(node.bank_balance(address.as_str(), denom, self.height())?)
    }

    fn supply(&self, denom: &str) -> Result<Uint128, ViewError> {
        Ok(self.node.bank_supply(denom, self.height())?)
    }

    fn contract_info(&self, address: &Addr) -> Result<ContractInfo, ViewError> {
        let found = self.node.contract(address.as_str(), self.height())?;
        found.ok_or_else(|| ViewError::refused(address.as_str(), "not a contract"))
    }

    fn code_history(&self, address: &Addr) -> Result<Vec<String>, ViewError> {
        let history = self.node.code_history(address.as_str(), self.height())?;
        if history.is_empty() {
            return Err(ViewError::refused(address.as_str(), "not a contract"));
        }
        Ok(history.iter().map(HexBinary::to_hex).collect())
    }

    fn raw(&self, contract: &Addr, key: &[u8]) -> Result<Option<Vec<u8>>, ViewError> {
        let found = self.node.raw(contract.as_str(), key, self.height())?;
        Ok(Some(found).filter(|value| !value.is_empty()))
    }

    fn account(&self, address: &Addr) -> Result<Account, ViewError> {
        Ok(self.node.kind_of(address.as_str(), self.height())?)
    }

    fn denom_admin(&self, denom: &str) -> Result<Option<String>, ViewError> {
        Ok(self.node.denom_admin(denom, self.height())?)
    }

    fn block(&self) -> Result<Block, ViewError> {
        Ok(self.block.clone())
    }

    fn simulated(&self) -> bool {
        false
    }

    fn transactions(&self) -> Result<Vec<Tx>, ViewError> {
        let txs = self
            .node
            .transactions_of(&self.contracts, self.block.height)?;
        Ok(txs)
    }
}
