//! What a node alone says of a vault.
//!
//! Everything here comes from a [`ChainView`]: contract queries, bank balances and the chain's
//! transaction log. No plan file is read, so the same report comes out of a live node, a saved
//! state, or an embedded chain.
#![deny(missing_docs)]

mod view;

pub use view::{Block, ChainView, ContractInfo, Event, Tx, TxMessage, ViewError, query};
