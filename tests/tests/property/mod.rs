//! Properties of the ledger and the guard, checked against the oracle.

mod guard;
mod leavers;
mod ledger;
mod oracle;
