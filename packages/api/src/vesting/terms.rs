use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint64;
use milegate_core::Span;
use milegate_core::guard::Guard;

use crate::common::Denom;

/// The one asset of a vault. `A` is `String` in messages, `Addr` once validated.
#[cw_serde]
#[schemars(rename = "AssetTerms")]
pub struct AssetTerms<A> {
    /// A native denom or a cw20 token.
    pub denom: Denom<A>,
    /// Symbol for people.
    pub symbol: String,
    /// One symbol is ten to this power base units.
    pub decimals: u8,
    /// Base units per lot; every amount granted is a whole number of lots.
    pub lot: Uint64,
}

/// A class of insiders.
#[cw_serde]
#[schemars(rename = "Category")]
pub struct Category<A> {
    /// Name, unique in the vault.
    pub name: String,
    /// The most lots that may be granted in it, its reserve included.
    pub cap: Uint64,
    /// Limit on what may vest per period in it.
    pub guard: Option<Guard>,
    /// Lots held back for later grants, if any.
    pub reserve: Option<Reserve<A>>,
    /// Who may end a holder's service; none if nobody may.
    pub leavers: Option<Leavers<A>>,
}

/// Lots of a category that nobody has yet: always locked.
#[cw_serde]
#[schemars(rename = "Reserve")]
pub struct Reserve<A> {
    /// How many.
    pub lots: Uint64,
    /// Makes grants of them.
    pub assigner: A,
    /// What is left at this instant is forfeited, Unix seconds.
    pub expires: u64,
}

/// How service ends in a category.
#[cw_serde]
#[schemars(rename = "Leavers")]
pub struct Leavers<A> {
    /// May announce that a holder stops serving, and cancel it.
    pub by: A,
    /// How long that waits, in public: 3 days at least.
    pub notice: Span,
}
