use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};
use milegate_core::payments::{Figures, Terms};

use crate::common::PlanRef;

/// What was fixed at birth.
#[cw_serde]
pub struct ConfigResponse {
    /// The plan it comes from.
    pub plan: PlanRef,
    /// The native denom that is paid with.
    pub denom: String,
    /// Fee, least payment that counts, periods.
    pub terms: Terms,
    /// Accounts whose payments do not count.
    pub excluded: Vec<Addr>,
}

/// What a window comes to.
#[cw_serde]
pub struct WindowResponse {
    /// First instant of its first period, Unix seconds.
    pub from: u64,
    /// First instant after its last period, Unix seconds.
    pub until: u64,
    /// How many periods it has: as many as asked for, or all there were.
    pub periods: u32,
    /// Whether that is as many as asked for.
    pub full: bool,
    /// What was paid in it.
    pub figures: Figures,
}

/// A period in which somebody paid.
#[cw_serde]
pub struct PeriodResponse {
    /// Its number.
    pub period: u32,
    /// Its first instant, Unix seconds.
    pub from: u64,
    /// First instant after it, Unix seconds.
    pub until: u64,
    /// What was paid in it.
    pub figures: Figures,
}

/// Periods in which somebody paid, oldest first. Numbers that are missing had no payment.
#[cw_serde]
pub struct PeriodsResponse {
    /// How many periods are over.
    pub over: u32,
    /// The periods.
    pub periods: Vec<PeriodResponse>,
}

/// What is owed to an account.
#[cw_serde]
pub struct AccountResponse {
    /// What it can have at once.
    pub due: Uint128,
    /// What it can have later.
    pub held: Uint128,
    /// When the next part of that is due, Unix seconds.
    pub next: Option<u64>,
    /// The last period in which it made a payment that counted.
    pub paid: Option<u32>,
    /// The last period in which it received one.
    pub received: Option<u32>,
    /// Whether its payments never count.
    pub excluded: bool,
}

/// Whether payees can be paid.
#[cw_serde]
pub struct SolvencyResponse {
    /// What is owed to all payees.
    pub owed: Uint128,
    /// What the contract has of the denom.
    pub balance: Uint128,
}
