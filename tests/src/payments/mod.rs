//! A payments contract on an embedded chain, and the words its tests are written in.

mod ask;

use cosmwasm_std::{Addr, Coin, HexBinary, Timestamp, coin, coins};
use embedded_chain::{Chain, Code, Refused};
use milegate_api::common::PlanRef;
use milegate_api::payments::{ExecuteMsg, InstantiateMsg};
use milegate_core::governance::Share;
use milegate_core::oracle::Calendar;
use milegate_core::payments::Terms;

use crate::suite::{ACTORS, Answer, DAY, DENOM, GENESIS, address, is_native, refuses, wasm};

/// Base units of a whole token.
pub const TOKEN: u128 = 1_000_000;
/// First instant of period 0.
pub const BEGINS: u64 = GENESIS + DAY;
/// What everybody has when a test begins.
pub const PURSE: u128 = 10_000_000 * TOKEN;
/// The fee, in basis points.
pub const FEE: u16 = 25;
/// Whose payments do not count.
pub const EXCLUDED: [&str; 2] = ["issuer", "keeper"];

/// A payments contract and those who could pay.
#[derive(Clone)]
pub struct Payments {
    /// The chain it is on.
    pub chain: Chain,
    /// The contract.
    pub contract: Addr,
    /// The code it runs.
    pub code: Code,
}

/// A quarter of a percent is burnt, one whole token is the least, periods are days.
pub fn terms() -> InstantiateMsg {
    InstantiateMsg {
        plan: PlanRef {
            name: "canonical".into(),
            digest: HexBinary::from([7; 32]),
        },
        denom: DENOM.into(),
        terms: Terms {
            fee: Share::new(FEE),
            least: TOKEN.into(),
            calendar: Calendar {
                start: BEGINS,
                period: DAY,
            },
        },
        excluded: EXCLUDED.map(address).to_vec(),
    }
}

/// What is burnt of so much.
pub const fn fee(amount: u128) -> u128 {
    (amount * FEE as u128).div_ceil(10_000)
}

/// A fresh chain with the code stored; made once a thread, then copied.
fn chain() -> (Chain, Code) {
    thread_local! {
        static FRESH: (Chain, Code) = {
            let genesis = Timestamp::from_seconds(GENESIS);
            let mut chain = Chain::builder().genesis(genesis).build();
            for who in ACTORS {
                chain.mint(&Addr::unchecked(address(who)), &[coin(PURSE, DENOM)]);
            }
            let code = code(&mut chain);
            (chain, code)
        };
    }
    FRESH.with(|(chain, code)| (chain.clone(), *code))
}

/// Stores its code.
pub fn code(chain: &mut Chain) -> Code {
    if is_native() {
        return chain.store_native(Box::new(cw_multi_test::ContractWrapper::new(
            milegate_payments::execute,
            milegate_payments::instantiate,
            milegate_payments::query,
        )));
    }
    chain
        .store_code(&wasm("milegate_payments"))
        .expect("a sound artifact")
}

impl Payments {
    /// By the canonical terms, a day before period 0.
    pub fn young() -> Payments {
        Payments::born(&[], |_| {}).expect("sound terms")
    }

    /// The same at the first instant of period 0.
    pub fn new() -> Payments {
        let mut payments = Payments::young();
        payments.until(BEGINS);
        payments
    }

    /// By terms that a test changes.
    pub fn born(
        funds: &[Coin],
        change: impl FnOnce(&mut InstantiateMsg),
    ) -> Result<Payments, Refused> {
        let (mut chain, code) = chain();
        let deployer = Addr::unchecked(address("deployer"));
        let mut msg = terms();
        change(&mut msg);
        let (contract, _) = chain.instantiate(&deployer, code, &msg, funds, "payments", None)?;
        chain.advance_blocks(1);
        Ok(Payments {
            chain,
            contract,
            code,
        })
    }

    /// Tells the contract anything.
    pub fn tell(&mut self, who: &str, msg: &ExecuteMsg, funds: &[Coin]) -> Answer {
        let (sender, contract) = (self.at(who), self.contract.clone());
        self.chain.execute(&sender, &contract, msg, funds)
    }

    /// Somebody pays somebody.
    pub fn pay(&mut self, who: &str, to: &str, amount: u128) -> Answer {
        let pay = ExecuteMsg::Pay {
            to: self.at(to).into_string(),
            memo: None,
        };
        self.tell(who, &pay, &coins(amount, DENOM))
    }

    /// Somebody takes what is due to him.
    pub fn withdraw(&mut self, who: &str) -> Answer {
        self.tell(who, &ExecuteMsg::Withdraw { payee: None }, &[])
    }

    /// Tokens change hands without the contract.
    pub fn send(&mut self, from: &str, to: &str, amount: u128) -> Answer {
        let (from, to) = (self.at(from), self.at(to));
        self.chain.send(&from, &to, &coins(amount, DENOM))
    }

    /// The next block.
    pub fn a_block_passes(&mut self) {
        self.chain.advance_blocks(1);
    }

    /// Blocks up to the first instant of a later period.
    pub fn periods_pass(&mut self, periods: u32) {
        self.until(BEGINS + u64::from(self.period() + periods) * DAY);
    }

    /// Blocks up to exactly this instant.
    pub fn until(&mut self, at: u64) {
        let passes = at.checked_sub(self.now()).expect("time does not go back");
        self.chain.advance(passes);
    }

    /// The action is refused with exactly this text, and nothing on the chain has changed.
    #[track_caller]
    pub fn refuses(&mut self, text: &str, action: impl FnOnce(&mut Payments) -> Answer) {
        refuses(self, |payments| &payments.chain, text, action);
    }
}

impl Default for Payments {
    fn default() -> Self {
        Payments::new()
    }
}
