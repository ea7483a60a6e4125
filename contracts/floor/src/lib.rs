//! The measuring stick: the least a contract call can cost on a chain.
//!
//! Every other contract of the suite is compared with it (`docs` and tests speak of "times the
//! floor"), and the embedded chain's gas model is calibrated on it. It holds one counter and does
//! nothing useful; never deploy it for anything but measuring.
#![deny(missing_docs)]

mod contract;
mod msg;

pub use contract::{execute, instantiate, query};
pub use msg::{CountResponse, ExecuteMsg, InstantiateMsg, QueryMsg};
