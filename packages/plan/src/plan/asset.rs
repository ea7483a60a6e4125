use milegate_api::common::Denom;
use milegate_core::guard::Guard;

use crate::party::Party;
use crate::place::At;

/// What is allocated.
#[derive(Clone, Debug)]
pub struct Asset {
    /// A native denom, or a cw20 token by its contract.
    pub denom: At<Denom<Party>>,
    /// Who has power over a cw20 token; none for a native denom.
    pub powers: Option<Powers>,
    /// Symbol for people.
    pub symbol: At<String>,
    /// One symbol is ten to this power base units.
    pub decimals: At<u8>,
    /// Base units that exist.
    pub total_supply: At<u128>,
    /// Base units per lot.
    pub lot: At<u64>,
}

/// Who can change what a cw20 token is worth to its holders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Powers {
    /// Can create more of it.
    pub minter: At<Power>,
    /// Can replace its code, and with it every balance.
    pub admin: At<Power>,
}

/// Who has a power, as far as the plan says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Power {
    /// The plan does not say.
    Unsaid,
    /// Nobody has it.
    Nobody,
    /// This address has it.
    Of(Party),
}

/// A denom of the bank in which bonds are paid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BondDenom {
    /// The denom, base units.
    pub denom: String,
    /// Symbol in which the plan writes bonds.
    pub symbol: String,
    /// One symbol is ten to this power base units.
    pub decimals: u8,
}

/// A guard as written: base units per seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Base units.
    pub limit: u128,
    /// Seconds.
    pub period: u64,
}

impl Limit {
    /// The same for the contracts.
    pub fn guard(&self) -> Guard {
        Guard {
            limit: self.limit.into(),
            period: self.period,
        }
    }
}

/// Where something goes that is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SinkTo {
    /// Burnt.
    Burn,
    /// An account.
    Account(Party),
}
