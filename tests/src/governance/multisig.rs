//! A compiled cw3-flex-multisig of those who have staked.

use cosmwasm_std::{Addr, CosmosMsg, coin};
use cw_utils::{Duration, Threshold};
use cw3_flex_multisig::msg::{ExecuteMsg, InstantiateMsg};

use super::WEIGHT;
use crate::suite::{Answer, BOND_DENOM, DENOM, Suite, wasm};

/// What a multisig has: a million tokens, and some of the bond denom.
const PURSE: [(u128, &str); 2] = [(1_000_000 * WEIGHT, DENOM), (10_000, BOND_DENOM)];

impl Suite {
    /// A multisig in which whoever proposes has passed it.
    pub fn multisig(&mut self) -> Addr {
        let code = self.chain.store_code(&wasm("cw3_flex_multisig"));
        let msg = InstantiateMsg {
            group_addr: self.at("stake").into_string(),
            threshold: Threshold::AbsoluteCount { weight: 1 },
            max_voting_period: Duration::Time(30 * 86_400),
            executor: None,
            proposal_deposit: None,
        };
        let (code, deployer) = (code.expect("a sound artifact"), self.at("deployer"));
        let born = self
            .chain
            .instantiate(&deployer, code, &msg, &[], "flex", None);
        let (flex, _) = born.expect("a sound multisig");
        self.chain
            .mint(&flex, &PURSE.map(|(amount, denom)| coin(amount, denom)));
        flex
    }

    /// A proposal of the multisig that has passed and was not executed. They are numbered from 1.
    #[track_caller]
    pub fn prepares(&mut self, flex: &Addr, msgs: Vec<CosmosMsg>) {
        let propose = ExecuteMsg::Propose {
            title: "relay".into(),
            description: String::new(),
            msgs,
            latest: None,
        };
        let vera = self.at("vera");
        let proposed = self.chain.execute(&vera, flex, &propose, &[]);
        proposed.expect("vera has a stake");
    }

    /// The multisig sends this, by its next proposal.
    pub fn through(&mut self, flex: &Addr, proposal_id: u64, msgs: Vec<CosmosMsg>) -> Answer {
        self.prepares(flex, msgs);
        let stranger = self.at("stranger");
        let execute = ExecuteMsg::Execute { proposal_id };
        self.chain.execute(&stranger, flex, &execute, &[])
    }
}
