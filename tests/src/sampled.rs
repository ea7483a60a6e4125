//! An adapter on an embedded chain, and the words its tests are written in. Band's `std_reference` is
//! played by a contract that says what a test tells it in Band's format.

use cosmwasm_std::{
    Addr, Binary, Coin, Deps, DepsMut, Empty, Env, HexBinary, MessageInfo, Response, StdError,
    StdResult, Timestamp, coin, to_json_binary,
};
use cw_multi_test::{Contract, ContractWrapper};
use cw_storage_plus::{Item, Map};
use embedded_chain::{Chain, Code, Refused};
use milegate_api::adapter::{ExecuteMsg, InstantiateMsg, MigrateMsg};
use milegate_api::common::PlanRef;
use milegate_api::oracle::{QueryMsg, ReadingResponse};
use milegate_api::packed::Packed;
use milegate_core::oracle::Reading;
use serde_json::{Value, json};

use crate::feeds::{BEGINS, feed};
use crate::suite::{Answer, DAY, DENOM, GENESIS, address, is_native, refuses, wasm};

/// 10^18, the unit of Band's rates.
pub const E18: u128 = 1_000_000_000_000_000_000;

const SAID: Item<Value> = Item::new("said");

fn obey(deps: DepsMut, _: Env, _: MessageInfo, said: Value) -> StdResult<Response> {
    SAID.save(deps.storage, &said)?;
    Ok(Response::new())
}

fn silent(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn answer(deps: Deps, _: Env, question: Value) -> StdResult<Binary> {
    let pair = json!({ "get_reference_data": { "symbol_pair": ["BTC", "USD"] } });
    match question == pair {
        true => to_json_binary(&SAID.load(deps.storage)?),
        false => Err(StdError::generic_err("no such pair")),
    }
}

/// Band, as far as an adapter asks it.
pub(crate) fn band() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(obey, silent, answer))
}

/// A rate as Band says it, brought up to date at these instants.
pub fn rate(rate: impl ToString, base: u64, quote: u64) -> Value {
    json!({
        "rate": rate.to_string(),
        "last_updated_base": base.to_string(),
        "last_updated_quote": quote.to_string(),
    })
}

/// The adapter's code.
pub fn store(chain: &mut Chain) -> Code {
    if !is_native() {
        let bytes = wasm("milegate_oracle_adapter");
        return chain.store_code(&bytes).expect("a sound artifact");
    }
    use milegate_oracle_adapter::{execute, instantiate, migrate, query};
    let adapter = ContractWrapper::new(execute, instantiate, query).with_migrate(migrate);
    chain.store_native(Box::new(adapter))
}

/// Six slots a day, four of which are a quorum; prices of 10 to 1,000,000 with two decimals.
pub fn terms(band: &Addr) -> InstantiateMsg {
    let mut msg = InstantiateMsg {
        plan: PlanRef {
            name: "canonical".into(),
            digest: HexBinary::from([7; 32]),
        },
        feed: feed("price", band),
        base: "BTC".into(),
        quote: "USD".into(),
        max_age: 600,
        slots: 6,
    };
    msg.feed.decimals = 2;
    msg
}

/// An adapter, which `governance` administers, and what it samples.
#[derive(Clone)]
pub struct Sampled {
    /// The chain they are on.
    pub chain: Chain,
    /// What is sampled.
    pub band: Addr,
    /// The adapter.
    pub adapter: Addr,
    code: Code,
}

impl Sampled {
    /// On the first day of the feed, with a fresh price of 500.
    pub fn new() -> Self {
        Sampled::born(|_| {}).expect("sound terms")
    }

    /// The same with other terms; an error if they are refused.
    pub fn born(change: impl FnOnce(&mut InstantiateMsg)) -> Result<Self, Refused> {
        let mut world = Sampled::young(change)?;
        world.until(BEGINS);
        world.price(500 * E18);
        Ok(world)
    }

    /// The same a day before.
    pub fn young(change: impl FnOnce(&mut InstantiateMsg)) -> Result<Self, Refused> {
        let genesis = Timestamp::from_seconds(GENESIS);
        let mut chain = Chain::builder().genesis(genesis).build();
        let deployer = Addr::unchecked(address("deployer"));
        let source = chain.store_native(band());
        let (band, _) = chain.instantiate(&deployer, source, &Empty {}, &[], "band", None)?;
        let mut msg = terms(&band);
        change(&mut msg);
        let code = store(&mut chain);
        let mut world = Sampled {
            adapter: deployer.clone(),
            band,
            chain,
            code,
        };
        world.price(500 * E18);
        let admin = Addr::unchecked(address("governance"));
        let chain = &mut world.chain;
        let born = chain.instantiate(&deployer, code, &msg, &[], "adapter", Some(&admin));
        world.adapter = born?.0;
        Ok(world)
    }

    /// Block time.
    pub fn now(&self) -> u64 {
        self.chain.block().time.seconds()
    }

    /// Waits until an instant.
    pub fn until(&mut self, at: u64) {
        self.chain.advance(at - self.now());
    }

    /// Band answers this from now on.
    pub fn answers(&mut self, said: &Value) {
        let (who, band) = (Addr::unchecked(address("stranger")), self.band.clone());
        let said = self.chain.execute(&who, &band, said, &[]);
        said.expect("it obeys");
    }

    /// Band's rate, brought up to date at these instants.
    pub fn says(&mut self, value: impl ToString, base: u64, quote: u64) {
        self.answers(&rate(value, base, quote));
    }

    /// Band's price, just brought up to date.
    pub fn price(&mut self, rate: u128) {
        self.says(rate, self.now(), self.now());
    }

    /// Sends the adapter a message.
    pub fn tell(&mut self, who: &str, msg: &ExecuteMsg) -> Answer {
        self.tell_with(who, msg, &[])
    }

    /// The same with a coin.
    pub fn paid(&mut self, who: &str, msg: &ExecuteMsg) -> Answer {
        let coins = [coin(1, DENOM)];
        self.chain.mint(&Addr::unchecked(address(who)), &coins);
        self.tell_with(who, msg, &coins)
    }

    fn tell_with(&mut self, who: &str, msg: &ExecuteMsg, coins: &[Coin]) -> Answer {
        let (who, adapter) = (Addr::unchecked(address(who)), self.adapter.clone());
        self.chain.execute(&who, &adapter, msg, coins)
    }

    /// Somebody samples.
    pub fn sample(&mut self) -> Answer {
        self.tell("stranger", &ExecuteMsg::Sample {})
    }

    /// Somebody closes what is over.
    pub fn advance(&mut self) -> Answer {
        self.tell("stranger", &ExecuteMsg::Advance {})
    }

    /// Replaces the code by itself.
    pub fn migrate(&mut self, who: &str) -> Answer {
        let (who, adapter) = (Addr::unchecked(address(who)), self.adapter.clone());
        self.chain
            .migrate(&who, &adapter, self.code, &MigrateMsg {})
    }

    /// A day with these prices, one a slot; 0 is a slot without a sample.
    pub fn day(&mut self, prices: [u128; 6]) {
        for price in prices {
            if price > 0 {
                self.price(price * E18);
                self.sample().expect("a sample is taken");
            }
            self.chain.advance(DAY / 6);
        }
    }

    /// Nobody samples that way, and nothing has changed.
    #[track_caller]
    pub fn refuses(&mut self, text: &str) {
        refuses(self, |world| &world.chain, text, Sampled::sample);
    }

    /// What the first window comes to.
    pub fn window(&self, at: Option<u32>) -> ReadingResponse {
        let (feed, window) = ("price".to_string(), 0);
        let question = QueryMsg::Window { feed, window, at };
        let answer = self.chain.query(&self.adapter, &question);
        answer.expect("an answer")
    }

    /// What others read of all windows.
    pub fn raw(&self) -> Vec<Reading> {
        let readings: Map<&str, Empty> = Map::new("reading");
        let record = self.chain.query_raw(&self.adapter, &readings.key("price"));
        let record = record.expect("a record");
        Packed::unpack(&mut record.as_slice()).expect("readings")
    }
}

impl Default for Sampled {
    fn default() -> Self {
        Sampled::new()
    }
}
