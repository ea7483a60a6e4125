//! The supply-shock guard: a bound on what may vest in any period, proved once at sealing.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

/// A limit on what may vest per period, for one category or for the whole vault.
#[cw_serde]
pub struct Guard {
    /// The most that may vest within any `period`, in base units.
    pub limit: Uint128,
    /// Length of the sliding period, in seconds.
    pub period: u64,
}
