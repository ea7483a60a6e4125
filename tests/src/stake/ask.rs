//! What tests ask a stake.

use cosmwasm_std::{Addr, Uint128, from_json};
use cw_storage_plus::Map;
use cw4::{MemberListResponse, MemberResponse, TotalWeightResponse};
use milegate_api::stake::{QueryMsg, SolvencyResponse, StakedResponse};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Stakes;
use crate::suite::{DENOM, address};

impl Stakes {
    /// The address of a person, the contract (`stake`) or its token (`token`).
    pub fn at(&self, who: &str) -> Addr {
        match who {
            "stake" => self.stake.clone(),
            "token" => self.token.clone().expect("a token is staked"),
            _ => Addr::unchecked(address(who)),
        }
    }

    /// The block transactions run in.
    pub fn height(&self) -> u64 {
        self.chain.block().height
    }

    /// Block time.
    pub fn now(&self) -> u64 {
        self.chain.block().time.seconds()
    }

    /// Asks the stake.
    pub fn ask<T: DeserializeOwned>(&self, question: &QueryMsg) -> T {
        let answer = self.chain.query(&self.stake, question);
        answer.expect("the stake answers")
    }

    /// What somebody weighs, now or at a height.
    pub fn weight(&self, who: &str, at_height: Option<u64>) -> Option<u64> {
        let addr = self.at(who).into_string();
        let answer: MemberResponse = self.ask(&QueryMsg::Member { addr, at_height });
        answer.weight
    }

    /// What all weigh, now or at a height.
    pub fn total(&self, at_height: Option<u64>) -> u64 {
        let answer: TotalWeightResponse = self.ask(&QueryMsg::TotalWeight { at_height });
        answer.weight
    }

    /// Members after an address, with their weights.
    pub fn members(&self, start_after: Option<String>, limit: Option<u32>) -> Vec<(String, u64)> {
        let answer: MemberListResponse = self.ask(&QueryMsg::ListMembers { start_after, limit });
        let members = answer.members.into_iter();
        members.map(|member| (member.addr, member.weight)).collect()
    }

    /// What somebody has staked.
    pub fn staked(&self, who: &str) -> u128 {
        let address = self.at(who).into_string();
        let answer: StakedResponse = self.ask(&QueryMsg::Staked { address });
        answer.stake.u128()
    }

    /// Somebody's claims, oldest first: when they are due, and how much.
    pub fn claims(&self, who: &str) -> Vec<(u64, u128)> {
        let address = self.at(who).into_string();
        let answer: Value = self.ask(&QueryMsg::Claims { address });
        let claim = |claim: &Value| {
            let due = claim["release_at"]["at_time"].as_str().expect("an instant");
            let due: u64 = due.parse().expect("nanoseconds");
            let tokens = claim["amount"].as_str().expect("an amount");
            (due / 1_000_000_000, tokens.parse().expect("a number"))
        };
        answer["claims"]
            .as_array()
            .expect("a list")
            .iter()
            .map(claim)
            .collect()
    }

    /// The balance against what is owed.
    pub fn solvency(&self) -> SolvencyResponse {
        self.ask(&QueryMsg::Solvency {})
    }

    /// What somebody holds of what is staked.
    pub fn balance(&self, who: &str) -> u128 {
        let who = self.at(who);
        let Some(token) = &self.token else {
            return self.chain.balance(&who, DENOM);
        };
        let balances: Map<&Addr, Uint128> = Map::new("balance");
        let record = self.chain.query_raw(token, &balances.key(&who));
        let held: Option<Uint128> = record.map(|bytes| from_json(bytes).expect("an amount"));
        held.unwrap_or_default().u128()
    }
}
