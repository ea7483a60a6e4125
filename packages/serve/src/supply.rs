use milegate_report::{Snapshot, dates};
use serde::Serialize;

use crate::decimal::decimal;

/// Circulating and total supply at one block, with everything they are made of. Amounts are whole
/// tokens as decimal text, and base units where the name says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Supply {
    /// The chain.
    pub chain_id: String,
    /// Height of every figure.
    pub height: u64,
    /// Block time of every figure, Unix seconds.
    pub time: u64,
    /// The same, UTC.
    pub time_utc: String,
    /// The vault.
    pub vault: String,
    /// What amounts are counted in: a bank denom, or `cw20:` and the token.
    pub denom: String,
    /// Its symbol.
    pub symbol: String,
    /// One token is ten to this power base units.
    pub decimals: u8,
    /// How `circulating` comes about.
    pub formula: String,
    /// In circulation.
    pub circulating: String,
    /// The same in base units.
    pub circulating_base: String,
    /// What exists, as the bank or the token says.
    pub total: String,
    /// The same in base units.
    pub total_base: String,
    /// Locked in the vault, reserves included: does not circulate.
    pub locked: String,
    /// Forfeited and still in the vault: does not circulate.
    pub dues: String,
    /// Vested and not claimed: circulates.
    pub unclaimed: String,
    /// Accounts that the plan leaves out, with their balances.
    pub excluded: Vec<ExcludedAccount>,
    /// Per category of insiders.
    pub categories: Vec<CategoryShare>,
}

/// An account left out of the circulating supply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExcludedAccount {
    /// The account.
    pub address: String,
    /// Its balance.
    pub balance: String,
}

/// One category of insiders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CategoryShare {
    /// Its name.
    pub category: String,
    /// Granted, or held in reserve.
    pub total: String,
    /// Paid out.
    pub claimed: String,
    /// Vested and not paid out.
    pub claimable: String,
    /// Neither vested nor forfeited.
    pub locked: String,
    /// Lost to the sink.
    pub forfeited: String,
}

impl Supply {
    /// The supply as a snapshot has it.
    pub fn of(s: &Snapshot) -> Self {
        let asset = &s.vault.asset;
        let tokens = |amount: cosmwasm_std::Uint128| decimal(amount.u128(), asset.decimals);
        let c = &s.circulating;
        Supply {
            chain_id: s.block.chain_id.clone(),
            height: s.block.height,
            time: s.block.time,
            time_utc: utc(s.block.time),
            vault: s.vault_address.to_string(),
            denom: asset.denom.to_string(),
            symbol: asset.symbol.clone(),
            decimals: asset.decimals,
            formula: c.formula.clone(),
            circulating: tokens(c.circulating),
            circulating_base: c.circulating.to_string(),
            total: tokens(c.supply),
            total_base: c.supply.to_string(),
            locked: tokens(c.locked),
            dues: tokens(c.dues),
            unclaimed: tokens(c.unclaimed),
            excluded: c
                .excluded
                .iter()
                .map(|part| ExcludedAccount {
                    address: part.address.to_string(),
                    balance: tokens(part.balance),
                })
                .collect(),
            categories: s
                .supply
                .categories
                .iter()
                .map(|category| CategoryShare {
                    category: category.category.clone(),
                    total: tokens(category.figures.total),
                    claimed: tokens(category.figures.claimed),
                    claimable: tokens(category.figures.claimable),
                    locked: tokens(category.figures.locked),
                    forfeited: tokens(category.figures.forfeited),
                })
                .collect(),
        }
    }
}

/// `2027-03-01T12:00:00Z`.
pub fn utc(at: u64) -> String {
    dates::civil(at).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
