use cosmwasm_schema::{QueryResponses, cw_serde};
use milegate_core::payments::Terms;

// Named only in the schema, which Wasm leaves out.
#[cfg(not(target_arch = "wasm32"))]
use super::response::*;
use crate::common::PlanRef;

/// Birth of a payments contract; everything is frozen by it. Errors: terms out of bounds, a
/// malformed or doubled address.
#[cw_serde]
pub struct InstantiateMsg {
    /// The plan it comes from.
    pub plan: PlanRef,
    /// The native denom that is paid with.
    pub denom: String,
    /// Fee, least payment that counts, periods.
    pub terms: Terms,
    /// Accounts whose payments, to and from, never count: the issuer, market makers, exchanges.
    pub excluded: Vec<String>,
}

/// What a payments contract can be told.
#[cw_serde]
pub enum ExecuteMsg {
    /// Pays somebody. A part of it, the fee, is burnt; the rest is the payee's once the period after
    /// the one that runs is over.
    ///
    /// Who: anyone. Funds: what is paid, in the contract's denom. Effect: the payment counts if it is
    /// at least the least one and neither side is excluded; its fee is burnt. Event: `paid`. Errors:
    /// no period runs yet; nothing sent, or another denom; the payer or the contract as payee; a memo
    /// above 256 bytes.
    Pay {
        /// Whom.
        to: String,
        /// What it is for.
        memo: Option<String>,
    },
    /// Sends a payee what is due.
    ///
    /// Who: anyone; it goes to the payee. Funds: none. Event: `withdrawn`. Errors: nothing is owed
    /// to the payee, or nothing is due yet.
    Withdraw {
        /// Who is paid; the sender if none.
        payee: Option<String>,
    },
}

/// What a payments contract can be asked. Answers go by the clock: nothing has to be closed.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Plan, denom, terms and excluded accounts.
    #[returns(ConfigResponse)]
    Config {},
    /// What a trailing window comes to. Numbers are texts, so that a state leaf compares them
    /// exactly.
    #[returns(WindowResponse)]
    Window {
        /// How many periods, at least 1.
        periods: u32,
        /// The period it ends with; the last one that is over if none.
        at: Option<u32>,
    },
    /// Periods with a payment, oldest first, the one that runs included: 10 unless `limit` says
    /// otherwise, 30 at most.
    #[returns(PeriodsResponse)]
    Periods {
        /// Period to start after.
        start_after: Option<u32>,
        /// How many.
        limit: Option<u32>,
    },
    /// What is owed to an account, and from when on it can have it.
    #[returns(AccountResponse)]
    Account {
        /// Whose.
        address: String,
    },
    /// What is owed to all payees, and what the contract has.
    #[returns(SolvencyResponse)]
    Solvency {},
}
