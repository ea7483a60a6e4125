//! Messages of the measuring stick.

use cosmwasm_schema::{QueryResponses, cw_serde};
use cosmwasm_std::Coin;

/// Nothing to set up: the counter starts at zero.
#[cw_serde]
pub struct InstantiateMsg {}

/// Anyone may send any of these.
#[cw_serde]
pub enum ExecuteMsg {
    /// One read, one write, one event.
    Touch {},
    /// The same, plus one bank send out of the contract's own balance.
    TouchAndSend {
        /// Who is paid.
        to: String,
        /// One coin.
        amount: Coin,
    },
    /// The same as `touch`, plus one smart query to a cw4 group.
    TouchAndQuery {
        /// A cw4 contract.
        group: String,
        /// The member asked about.
        member: String,
    },
}

/// Read-only questions.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// How often the contract was touched.
    #[returns(CountResponse)]
    Count {},
}

/// Answer to [`QueryMsg::Count`].
#[cw_serde]
pub struct CountResponse {
    /// Touches since instantiation.
    pub count: u64,
}
