//! One message, one function, one file: load, authorise, decide, save, respond.

mod accept_payments;
mod add_suite;
mod answer;
mod ask;
mod cancel;
mod close;
mod dispute;
#[allow(clippy::module_inception)] // named after its message
mod execute;
mod propose;
mod prove;
mod readmit;
mod set_guardian;
mod set_rules;
mod vote;

pub use accept_payments::accept_payments;
pub use add_suite::add_suite;
pub use answer::answer;
pub use ask::ask;
pub use cancel::cancel;
pub use close::close;
pub use dispute::dispute;
pub use execute::execute;
pub use propose::{Proposed, propose};
pub use prove::prove;
pub use readmit::readmit;
pub use set_guardian::{set_guardian, words as guardian_words};
pub use set_rules::set_rules;
pub use vote::vote;

use cosmwasm_std::{Addr, Env};

use crate::ContractError;

/// Some messages are proposals' only.
fn ensure_itself(env: &Env, sender: Addr) -> Result<(), ContractError> {
    match sender == env.contract.address {
        true => Ok(()),
        false => Err(ContractError::NotItself { sender }),
    }
}
