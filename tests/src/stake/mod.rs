//! A stake on an embedded chain, and the words its tests are written in.

mod ask;

use cosmwasm_std::{Addr, Coin, HexBinary, Timestamp, coin, to_json_binary};
use embedded_chain::{Chain, Code, Refused};
use milegate_api::common::{Denom, PlanRef};
use milegate_api::stake::{ExecuteMsg, InstantiateMsg, ReceiveMsg};
use serde::Serialize;
use serde_json::json;

use crate::suite::{
    ACTORS, Answer, BOND_DENOM, DENOM, GENESIS, Mood, PURSE, address, is_native, refuses, token,
    wasm,
};

/// Base units that weigh 1: one whole token.
pub const WEIGHT: u128 = 1_000_000;
/// The least stake that weighs anything: five tokens.
pub const MIN_BOND: u128 = 5 * WEIGHT;
/// How long unbonded tokens wait: two weeks.
pub const UNBONDING: u64 = 14 * 86_400;

/// What is staked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asset {
    /// The suite's denom.
    Native,
    /// A token of `cw20-base`.
    Token,
    /// A token that does what a test tells it.
    Rogue,
}

/// A stake and those who could stake.
#[derive(Clone)]
pub struct Stakes {
    /// The chain it is on.
    pub chain: Chain,
    /// The contract.
    pub stake: Addr,
    /// What is staked, if it is a contract.
    pub token: Option<Addr>,
}

/// One whole token weighs 1, five are the least.
pub fn terms(denom: Denom<String>) -> InstantiateMsg {
    InstantiateMsg {
        plan: PlanRef {
            name: "canonical".into(),
            digest: HexBinary::from([7; 32]),
        },
        denom,
        tokens_per_weight: WEIGHT.into(),
        min_bond: MIN_BOND.into(),
        unbonding_period: UNBONDING,
    }
}

/// A fresh chain with the code stored; made once a thread, then copied.
fn chain() -> (Chain, Code) {
    thread_local! {
        static FRESH: (Chain, Code) = {
            let genesis = Timestamp::from_seconds(GENESIS);
            let mut chain = Chain::builder().genesis(genesis).build();
            for who in ACTORS {
                let purse = [DENOM, BOND_DENOM].map(|denom| coin(PURSE, denom));
                chain.mint(&Addr::unchecked(address(who)), &purse);
            }
            let code = code(&mut chain);
            (chain, code)
        };
    }
    FRESH.with(|(chain, code)| (chain.clone(), *code))
}

fn code(chain: &mut Chain) -> Code {
    if is_native() {
        return chain.store_native(Box::new(cw_multi_test::ContractWrapper::new(
            milegate_stake::contract::execute,
            milegate_stake::contract::instantiate,
            milegate_stake::contract::query,
        )));
    }
    chain
        .store_code(&wasm("milegate_stake"))
        .expect("a sound artifact")
}

impl Stakes {
    /// A stake of the suite's denom by the canonical terms.
    pub fn native() -> Stakes {
        Stakes::of(Asset::Native)
    }

    /// A stake of some asset by the canonical terms.
    pub fn of(asset: Asset) -> Stakes {
        Stakes::born(asset, &[], |_| {}).expect("sound terms")
    }

    /// A stake by terms that a test changes.
    pub fn born(
        asset: Asset,
        funds: &[Coin],
        change: impl FnOnce(&mut InstantiateMsg),
    ) -> Result<Stakes, Refused> {
        let (mut chain, code) = chain();
        let deployer = Addr::unchecked(address("deployer"));
        let token = match asset {
            Asset::Native => None,
            Asset::Token => Some(token::honest(&mut chain, &deployer)),
            Asset::Rogue => Some(token::rogue(&mut chain, &deployer)),
        };
        let mut msg = terms(match &token {
            None => Denom::Native(DENOM.into()),
            Some(token) => Denom::Cw20(token.to_string()),
        });
        change(&mut msg);
        let (stake, _) = chain.instantiate(&deployer, code, &msg, funds, "stake", None)?;
        chain.advance_blocks(1);
        Ok(Stakes {
            chain,
            stake,
            token,
        })
    }

    /// Sends a contract a message with funds.
    pub fn send(&mut self, who: &str, to: &Addr, msg: &impl Serialize, funds: &[Coin]) -> Answer {
        let sender = self.at(who);
        self.chain.execute(&sender, to, msg, funds)
    }

    /// Tells the stake anything.
    pub fn tell(&mut self, who: &str, msg: &ExecuteMsg, funds: &[Coin]) -> Answer {
        let stake = self.stake.clone();
        self.send(who, &stake, msg, funds)
    }

    /// Bonds, in the way of the asset.
    pub fn bond(&mut self, who: &str, tokens: u128) -> Answer {
        match self.token.clone() {
            None => self.tell(who, &ExecuteMsg::Bond {}, &[coin(tokens, DENOM)]),
            Some(token) => self.bond_token(who, &token, tokens),
        }
    }

    /// Sends the stake tokens of any contract, to be bonded.
    pub fn bond_token(&mut self, who: &str, token: &Addr, tokens: u128) -> Answer {
        let msg = to_json_binary(&ReceiveMsg::Bond {}).expect("JSON");
        let send = json!({ "send": {
            "contract": self.stake, "amount": tokens.to_string(), "msg": msg } });
        self.send(who, token, &send, &[])
    }

    /// Unbonds.
    pub fn unbond(&mut self, who: &str, tokens: u128) -> Answer {
        let tokens = tokens.into();
        self.tell(who, &ExecuteMsg::Unbond { tokens }, &[])
    }

    /// Claims.
    pub fn claim(&mut self, who: &str) -> Answer {
        self.tell(who, &ExecuteMsg::Claim {}, &[])
    }

    /// Gives the contract tokens that nobody asked for.
    pub fn gift(&mut self, who: &str, tokens: u128) {
        let (from, stake) = (self.at(who), self.stake.clone());
        let given = match self.token.clone() {
            None => self.chain.send(&from, &stake, &[coin(tokens, DENOM)]),
            Some(token) => {
                let transfer = json!({ "transfer": {
                    "recipient": stake, "amount": tokens.to_string() } });
                self.send(who, &token, &transfer, &[])
            }
        };
        given.expect("a gift is taken");
    }

    /// A token that is not the one that is staked.
    pub fn another_token(&mut self) -> Addr {
        let deployer = self.at("deployer");
        token::rogue(&mut self.chain, &deployer)
    }

    /// Changes the rogue's mood.
    pub fn mood(&mut self, mood: Mood) {
        let token = self.token.clone().expect("a rogue");
        let feel = json!({ "feel": mood });
        self.send("stranger", &token, &feel, &[])
            .expect("a rogue obeys");
    }

    /// The next block.
    pub fn a_block_passes(&mut self) {
        self.chain.advance_blocks(1);
    }

    /// All claims become due.
    pub fn the_period_passes(&mut self) {
        self.chain.advance(UNBONDING);
    }

    /// The action is refused with exactly this text, and nothing on the chain has changed.
    #[track_caller]
    pub fn refuses(&mut self, text: &str, action: impl FnOnce(&mut Stakes) -> Answer) {
        refuses(self, |stakes| &stakes.chain, text, action);
    }
}
