use cosmwasm_schema::{QueryResponses, cw_serde};
use cosmwasm_std::Uint128;
use cw20::Cw20ReceiveMsg;

// Named only in the schema, which Wasm leaves out.
#[cfg(not(target_arch = "wasm32"))]
use super::response::*;
use crate::common::{Denom, PlanRef};
#[cfg(not(target_arch = "wasm32"))]
use cw_controllers::ClaimsResponse;
#[cfg(not(target_arch = "wasm32"))]
use cw4::{AdminResponse, HooksResponse, MemberListResponse, MemberResponse, TotalWeightResponse};

/// Birth of a stake; its terms are frozen by it. Errors: terms by which nobody could stake, or by
/// which part of the supply would fill the total weight of 64 bits.
#[cw_serde]
pub struct InstantiateMsg {
    /// The plan it comes from.
    pub plan: PlanRef,
    /// What is staked.
    pub denom: Denom<String>,
    /// Base units that weigh 1, at least 1; usually one whole token.
    pub tokens_per_weight: Uint128,
    /// The least stake that weighs anything, at least `tokens_per_weight`.
    pub min_bond: Uint128,
    /// How long unbonded tokens wait, in seconds: a day to a year.
    pub unbonding_period: u64,
}

/// What a stake can be told. The names are those of `cw4-stake`.
#[cw_serde]
pub enum ExecuteMsg {
    /// Adds to the sender's stake.
    ///
    /// Who: anyone. Funds: any amount of the native denom. Effect: the stake weighs more from the
    /// next block on. Event: `bonded`. Errors: a token is staked (see [`ReceiveMsg`]); other funds;
    /// the stake would be below `min_bond`; it, or the total, would weigh more than 2^64-1.
    Bond {},
    /// Takes tokens out of the sender's stake.
    ///
    /// Who: who has staked. Funds: none. Effect: the stake weighs less from the next block on; the
    /// tokens can be claimed once the unbonding period has run. What is left below `min_bond` weighs
    /// nothing. Event: `unbonded`. Errors: none or more tokens than are staked; 32 claims wait.
    Unbond {
        /// How much, in base units.
        tokens: Uint128,
    },
    /// Pays the sender all unbonded tokens that are due.
    ///
    /// Who: who has unbonded. Funds: none. Event: `claimed`. Errors: nothing is unbonded, or due.
    Claim {},
    /// Takes tokens that a cw20 contract reports, and bonds them: see [`ReceiveMsg`].
    ///
    /// Who: the token that is staked, when anyone sends it. Funds: none (the token has moved them).
    /// Effect, event, errors: as [`ExecuteMsg::Bond`]; also a native denom is staked, another token,
    /// and a token that says the contract holds less than it owes.
    Receive(Cw20ReceiveMsg),
}

/// What a token's `send` carries.
#[cw_serde]
pub enum ReceiveMsg {
    /// Adds to the stake of whoever sent the tokens.
    Bond {},
}

/// What a stake can be asked: the queries of cw4 and `cw4-stake`, the total at a height, and more.
/// Lists are by address, after `start_after`, 10 at a time unless `limit` says otherwise, 30 at most.
///
/// A weight at a height is the one at the **start** of that block: changes made in the block itself
/// do not count. Ask for the block you are in, or an earlier one; of a later block the answer is the
/// weight now and may still change.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// What somebody weighs: none if nothing.
    #[returns(MemberResponse)]
    Member {
        /// Who.
        addr: String,
        /// At which height; now if none.
        at_height: Option<u64>,
    },
    /// What all stakes weigh.
    #[returns(TotalWeightResponse)]
    TotalWeight {
        /// At which height; now if none.
        at_height: Option<u64>,
    },
    /// Everybody who weighs something, now.
    #[returns(MemberListResponse)]
    ListMembers {
        /// Address to start after.
        start_after: Option<String>,
        /// How many.
        limit: Option<u32>,
    },
    /// What somebody has staked.
    #[returns(StakedResponse)]
    Staked {
        /// Who.
        address: String,
    },
    /// What somebody has unbonded and not yet claimed.
    #[returns(ClaimsResponse)]
    Claims {
        /// Who.
        address: String,
    },
    /// Terms.
    #[returns(ConfigResponse)]
    Config {},
    /// The balance against stakes and claims.
    #[returns(SolvencyResponse)]
    Solvency {},
    /// Nobody, for those who ask every cw4 contract.
    #[returns(AdminResponse)]
    Admin {},
    /// None: nobody is told of changes.
    #[returns(HooksResponse)]
    Hooks {},
}
