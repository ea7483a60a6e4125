//! Words both contracts use.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::HexBinary;

/// The plan a contract was born from.
#[cw_serde]
pub struct PlanRef {
    /// Name of the plan, for people.
    pub name: String,
    /// SHA-256 of the canonical plan, 32 bytes, hex: the one in the board's resolution.
    pub digest: HexBinary,
}

/// Where forfeited tokens and struck bonds go. `A` is `String` in messages, `Addr` once validated.
#[cw_serde]
pub enum Sink<A> {
    /// Burnt: the bank supply falls.
    Burn {},
    /// An account that exists and holds no grant.
    Account {
        /// The account.
        address: A,
    },
}

/// One thing that somebody can do next, and by when.
#[cw_serde]
pub struct NextStep {
    /// The message, by its name in the contract's `ExecuteMsg`, or `wait`.
    pub action: String,
    /// Who can send it, in words: an address, a witness's name, `anyone`.
    pub who: String,
    /// First instant at which it works, Unix seconds; none if it works at once.
    pub from: Option<u64>,
    /// Last instant at which it works, Unix seconds; none if it has no end.
    pub until: Option<u64>,
    /// The same in one sentence.
    pub words: String,
}
