//! Messages of the vault.

mod add_cohort;
mod add_grants;
mod announce;
mod assign;
mod cancel;
mod carry_out;
mod claim;
mod decline;
mod instantiate;
mod lapse_reserve;
mod name_recovery;
mod pay_dues;
mod receive;
mod refuse_grants;
mod renounce;
mod seal;
mod sync;
