//! What a node alone says of a vault.
//!
//! Everything here comes from a [`ChainView`]: contract queries, bank balances and the chain's
//! transaction log. No plan file is read, so the same report comes out of a live node, a saved
//! state, or an embedded chain.
#![deny(missing_docs)]

mod charts;
pub mod dates;
pub mod escape;
pub mod ledger;
pub mod model;
pub mod units;
mod view;

pub use charts::chart_svg;
pub use model::Report;
pub use view::{Block, ChainView, ContractInfo, Event, Tx, TxMessage, ViewError, query};
