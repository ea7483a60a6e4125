//! A CosmWasm chain over its public RPC.
#![deny(missing_docs)]

mod client;
mod delivery;
mod deploy;
mod driver;
mod error;
mod fee;
mod key;
mod message;
mod node;
mod query;
mod reason;
mod search;
mod tx;
mod via;
mod view;

pub use client::{Client, Receipt, Sending};
pub use deploy::{DeployPlanError, Left, Staged, deploy_plan, deployable, funding, stages};
pub use driver::{NodeDriver, Sent, Told};
pub use error::ChainError;
pub use fee::{Fee, GasPrice};
pub use key::{HD_PATH, Key, KeyStore, Listed, Passphrase};
pub use message::Message;
pub use node::Node;
pub use query::{AccountState, Code};
pub use reason::reason;
pub use tx::{Draft, SignedTx};
pub use via::{About, Via};
pub use view::View;
