//! A chain with the floor contract, and the multisig of cw-plus over its group.

use cosmwasm_std::{Addr, Coin, coin};
use cw_utils::{Duration, Threshold};
use cw4::Member;
use embedded_chain::{Chain, Code};
use milegate_floor::{ExecuteMsg, InstantiateMsg};

pub fn wasm(name: &str) -> Vec<u8> {
    let path = format!("{}/../../artifacts/{name}.wasm", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|e| panic!("{name}.wasm: {e}; run scripts/build-wasm"))
}

pub fn stake(amount: u128) -> Coin {
    coin(amount, "ustake")
}

pub struct Floor {
    pub chain: Chain,
    pub code: Code,
    pub user: Addr,
    pub floor: Addr,
}

impl Floor {
    pub fn new() -> Self {
        Self::on(Chain::default())
    }

    pub fn on(mut chain: Chain) -> Self {
        let code = chain.store_code(&wasm("milegate_floor")).unwrap();
        let user = chain.address("user");
        chain.mint(&user, &[stake(1_000_000_000)]);
        let (floor, _) = chain
            .instantiate(&user, code, &InstantiateMsg {}, &[], "floor", Some(&user))
            .unwrap();
        chain.mint(&floor, &[stake(1_000_000)]);
        Floor {
            chain,
            code,
            user,
            floor,
        }
    }

    pub fn touch(&mut self) -> embedded_chain::Receipt {
        self.chain
            .execute(&self.user, &self.floor, &ExecuteMsg::Touch {}, &[])
            .unwrap()
    }
}

pub struct Multisig {
    pub chain: Chain,
    pub voters: Vec<Addr>,
    pub group: Addr,
    pub flex: Addr,
}

impl Multisig {
    /// Three voters of weight 1, two of them suffice.
    pub fn on(mut chain: Chain) -> Self {
        let voters = ["ann", "ben", "cleo"]
            .map(|name| chain.address(name))
            .to_vec();
        for voter in &voters {
            chain.mint(voter, &[stake(1_000_000_000)]);
        }
        let group_code = chain.store_code(&wasm("cw4_group")).unwrap();
        let flex_code = chain.store_code(&wasm("cw3_flex_multisig")).unwrap();
        let members = voters
            .iter()
            .map(|v| Member {
                addr: v.to_string(),
                weight: 1,
            })
            .collect();
        let start = cw4_group::msg::InstantiateMsg {
            admin: Some(voters[0].to_string()),
            members,
        };
        let (group, _) = chain
            .instantiate(&voters[0], group_code, &start, &[], "group", None)
            .unwrap();
        let start = cw3_flex_multisig::msg::InstantiateMsg {
            group_addr: group.to_string(),
            threshold: Threshold::AbsoluteCount { weight: 2 },
            max_voting_period: Duration::Time(3_600),
            executor: None,
            proposal_deposit: None,
        };
        let (flex, _) = chain
            .instantiate(&voters[0], flex_code, &start, &[], "multisig", None)
            .unwrap();
        chain.mint(&flex, &[stake(1_000_000)]);
        chain.advance_blocks(1);
        Multisig {
            chain,
            voters,
            group,
            flex,
        }
    }
}
