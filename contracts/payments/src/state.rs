//! Every key of the contract. All records are packed; nobody reads them raw.
//!
//! A payment reads `config`, whether both sides are `excluded`, the latest `total`, both `account`s
//! and `owed`, and writes the last four.

use cosmwasm_std::{Addr, Uint128};
use milegate_api::common::PlanRef;
use milegate_api::pack_fields;
use milegate_api::packed::{PackedItem, PackedMap};
use milegate_core::payments::{Account, Terms, Total};

/// `config`: plan, denom and terms. Written at birth.
pub const CONFIG: PackedItem<Config> = PackedItem::new("config");

/// `excluded` / account -> that it is. Written at birth.
pub const EXCLUDED: PackedMap<&Addr, bool> = PackedMap::new("excluded");

/// `total` / period -> what all payments up to it come to. Absent for periods without a payment.
/// Written by `pay` while the period runs.
pub const TOTALS: PackedMap<u32, Total> = PackedMap::new("total");

/// `account` / who -> when it last paid and was paid, and what is owed to it. Written by `pay` and
/// `withdraw`.
pub const ACCOUNTS: PackedMap<&Addr, Account> = PackedMap::new("account");

/// `owed`: what is owed to all accounts. Written by `pay` and `withdraw`.
pub const OWED: PackedItem<Uint128> = PackedItem::new("owed");

/// What every message needs to know.
pub struct Config {
    /// The plan it comes from.
    pub plan: PlanRef,
    /// What is paid with.
    pub denom: String,
    /// Fee, least payment, periods.
    pub terms: Terms,
}

pack_fields!(Config { plan, denom, terms });
