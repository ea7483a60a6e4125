//! A CosmWasm chain over the RPC of one of its nodes: read it, sign for it, deploy a plan on it.
//! Methods block; nothing here needs a VM.
//!
//! - [`Node`] asks: modules, contracts, codes, transactions. [`Node::view`] is a
//!   [`ChainView`](milegate_report::ChainView) at one block, which reports and checks read.
//! - [`Key`] signs; [`KeyStore`] keeps keys encrypted.
//! - [`Client`] is both: it estimates, signs, sends once and waits until the transaction is in a
//!   block. Errors carry the contract's own reason.
//! - [`deploy_plan`] stages a plan and can be called until it succeeds; [`funding`] is the one
//!   message that seals it and pays. [`NodeDriver`] is the
//!   [`Driver`](milegate_plan::Driver) behind it.
//! - [`Via`] wraps messages as a proposal; [`Draft`] and [`SignedTx`] are transactions in the files
//!   that a chain's own command line reads.
//!
//! ```no_run
//! use milegate_chain::{Client, KeyStore, Message, Node, Passphrase, deploy_plan, funding};
//! use milegate_plan::{Codes, Plan};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let artifacts = std::path::Path::new("artifacts");
//! let keys = KeyStore::new("keys", Passphrase::default());
//! let connect = |key: &str| -> Result<Client, Box<dyn std::error::Error>> {
//!     let node = Node::connect("http://127.0.0.1:26657")?;
//!     // `deployer` of the folder, or the path of a file with a mnemonic.
//!     Ok(Client::new(node, keys.open(key)?, None)?)
//! };
//! let plan = Plan::load(std::path::Path::new("examples/minimal"))?;
//! let codes = Codes::read(&artifacts.join("checksums.txt"))?;
//!
//! let deployer = connect("deployer")?;
//! let staged = deploy_plan(&plan, &codes, artifacts, &deployer, None, &mut |_| {})?;
//!
//! let funder = connect("funder")?;
//! let seal = funding(&plan, &codes, funder.node(), deployer.address())?;
//! let receipt = funder.send(&[seal], "")?;
//! println!("sealed in block {}", receipt.height);
//!
//! let vault = &staged.deployment.contracts[&milegate_plan::Role::Vault];
//! let claim = Message::Execute {
//!     sender: funder.address().into(),
//!     contract: vault.clone(),
//!     msg: serde_json::json!({ "claim": { "grants": ["ada"] } }),
//!     funds: vec![],
//! };
//! // Refused before it is sent, with the contract's reason.
//! println!("{}", funder.send(&[claim], "").unwrap_err());
//! # Ok(())
//! # }
//! ```
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
mod wire;

pub use client::{Client, Receipt, Sending};
pub use deploy::{DeployPlanError, Left, Staged, deploy_plan, deployable, funding, stages};
pub use driver::{NodeDriver, Sent, Told, lowest};
pub use error::ChainError;
pub use fee::{Fee, GasPrice, sum};
pub use key::{HD_PATH, Key, KeyStore, Listed, Passphrase};
pub use message::Message;
pub use node::Node;
pub use query::{AccountState, Code};
pub use reason::reason;
pub use tx::{Draft, SignedTx};
pub use via::{About, Via};
pub use view::View;
