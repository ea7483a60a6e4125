//! Messages of the stake.

mod bond;
mod claim;
mod instantiate;
mod receive;
mod unbond;
