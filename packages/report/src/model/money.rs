use cosmwasm_std::{Addr, Uint128};
use serde::{Deserialize, Serialize};

use super::Lost;

/// The circulating supply: `supply - locked - dues - excluded`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circulating {
    /// The formula, as the vault states it, without `circulating =`.
    pub formula: String,
    /// The bank's supply.
    pub supply: Uint128,
    /// Locked in the vault.
    pub locked: Uint128,
    /// Forfeited, still in the vault.
    pub dues: Uint128,
    /// Vested but unclaimed, which circulates.
    pub unclaimed: Uint128,
    /// Accounts left out.
    pub excluded: Vec<Excluded>,
    /// The result.
    pub circulating: Uint128,
}

/// An account left out of the circulating supply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// The account.
    pub address: Addr,
    /// Its bank balance.
    pub balance: Uint128,
}

/// Sums over all categories, and the bank balance they must come to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Granted.
    pub granted: Uint128,
    /// Held back for later grants, or forfeited since that expired.
    pub reserve: Uint128,
    /// `claimed + claimable`.
    pub vested: Uint128,
    /// Paid out.
    pub claimed: Uint128,
    /// Vested and not paid out.
    pub claimable: Uint128,
    /// Neither vested nor forfeited.
    pub locked: Uint128,
    /// Lost to the sink.
    pub forfeited: Uint128,
    /// Forfeited, not yet sent.
    pub dues: Uint128,
    /// Gifts of strangers.
    pub surplus: Uint128,
    /// What the bank says the vault holds.
    pub balance: Uint128,
    /// Whether `claimable + locked + dues + surplus = balance`.
    pub balanced: bool,
}

/// One category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryRow {
    /// Its name.
    pub category: String,
    /// The most that may be granted in it.
    pub cap: Uint128,
    /// Granted.
    pub granted: Uint128,
    /// Held back for later grants, or forfeited since that expired.
    pub reserve: Uint128,
    /// `claimed + claimable`.
    pub vested: Uint128,
    /// Paid out.
    pub claimed: Uint128,
    /// Vested and not paid out.
    pub claimable: Uint128,
    /// Neither vested nor forfeited.
    pub locked: Uint128,
    /// Lost to the sink.
    pub forfeited: Uint128,
}

impl CategoryRow {
    /// What of it the vault still holds: `locked + claimable`.
    pub fn held(&self) -> Uint128 {
        self.locked.saturating_add(self.claimable)
    }
}

/// A payment to a beneficiary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Height.
    pub height: u64,
    /// Block time.
    pub time: u64,
    /// Reference of the grant.
    pub grant: String,
    /// Who was paid.
    pub payee: String,
    /// How much.
    pub amount: Uint128,
    /// In what.
    pub denom: String,
}

/// A transfer to the sink.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dues {
    /// Height.
    pub height: u64,
    /// Block time.
    pub time: u64,
    /// `burnt`, or the account.
    pub sink: String,
    /// How much.
    pub amount: Uint128,
    /// In what.
    pub denom: String,
}

/// Where forfeited tokens went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fate {
    /// `burnt`, or the account.
    pub sink: String,
    /// Forfeited in all.
    pub forfeited: Uint128,
    /// Sent to the sink.
    pub sent: Uint128,
    /// Still in the vault; anyone may send it on.
    pub waiting: Uint128,
    /// Forfeited by cause; the sum is what was forfeited.
    pub causes: Vec<Lost>,
}

/// A grant with something unclaimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unclaimed {
    /// Its reference.
    pub grant: String,
    /// Its category.
    pub category: String,
    /// Vested and not paid out.
    pub amount: Uint128,
}

/// Thirty days and what they release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlock {
    /// First instant.
    pub from: u64,
    /// Last instant.
    pub until: u64,
    /// What vests in them.
    pub amount: Uint128,
    /// Whether they are over.
    pub past: bool,
}

/// A guard with its proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuardRow {
    /// The category; none for the whole vault.
    pub category: Option<String>,
    /// The most that may vest within a period.
    pub limit: Uint128,
    /// Seconds.
    pub period: u64,
    /// The most that could, whatever opens in whatever order.
    pub bound: Uint128,
}

/// Gas of one kind of transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GasRow {
    /// Messages of the transaction, by name.
    pub action: String,
    /// How many were executed.
    pub count: u64,
    /// The cheapest.
    pub least: u64,
    /// The middle one.
    pub median: u64,
    /// The dearest.
    pub most: u64,
}
