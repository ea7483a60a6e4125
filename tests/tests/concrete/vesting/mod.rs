//! Messages of the vault.

mod add_grants;
mod claim;
mod instantiate;
mod pay_dues;
mod seal;
mod sync;
