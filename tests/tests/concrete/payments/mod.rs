//! Messages of the payments contract.

mod instantiate;
mod pay;
mod withdraw;
