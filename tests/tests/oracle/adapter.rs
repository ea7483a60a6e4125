//! Another oracle behind the words of ours: Band's `std_reference`, played by a contract that says
//! what a test tells it in Band's format, sampled by the adapter.

use cosmwasm_std::{
    Addr, Binary, Deps, DepsMut, Empty, Env, HexBinary, MessageInfo, Response, StdError, StdResult,
    Timestamp, coin, to_json_binary,
};
use cw_multi_test::ContractWrapper;
use cw_storage_plus::{Item, Map};
use embedded_chain::{Chain, Code, Refused};
use milegate_api::adapter::{ACCESS, ExecuteMsg, InstantiateMsg, QueryMsg, SamplesResponse};
use milegate_api::common::PlanRef;
use milegate_api::oracle::{QueryMsg as OracleQuery, ReadingResponse};
use milegate_api::packed::Packed;
use milegate_core::oracle::Reading;
use milegate_tests::feeds::{BEGINS, feed};
use milegate_tests::suite::{Answer, DAY, DENOM, GENESIS, address, is_native, says, wasm};
use serde_json::{Value, json};

/// 10^18, the unit of Band's rates.
const E18: u128 = 1_000_000_000_000_000_000;

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

struct World {
    chain: Chain,
    band: Addr,
    adapter: Addr,
}

fn code(chain: &mut Chain) -> Code {
    if !is_native() {
        let bytes = wasm("milegate_oracle_adapter");
        return chain.store_code(&bytes).expect("a sound artifact");
    }
    use milegate_oracle_adapter::{execute, instantiate, query};
    chain.store_native(Box::new(ContractWrapper::new(execute, instantiate, query)))
}

/// Six slots a day, four of which are a quorum; prices of 10 to 1,000,000 with two decimals.
fn born(change: impl FnOnce(&mut InstantiateMsg)) -> Result<World, Refused> {
    let genesis = Timestamp::from_seconds(GENESIS);
    let mut chain = Chain::builder().genesis(genesis).build();
    let deployer = Addr::unchecked(address("deployer"));
    let band = chain.store_native(Box::new(ContractWrapper::new(obey, silent, answer)));
    let (band, _) = chain.instantiate(&deployer, band, &Empty {}, &[], "band", None)?;
    let mut msg = InstantiateMsg {
        plan: PlanRef {
            name: "canonical".into(),
            digest: HexBinary::from([7; 32]),
        },
        feed: feed("price", &band),
        base: "BTC".into(),
        quote: "USD".into(),
        max_age: 600,
        slots: 6,
    };
    msg.feed.decimals = 2;
    change(&mut msg);
    let mut world = World {
        band,
        chain,
        adapter: deployer.clone(),
    };
    world.price(500 * E18);
    let code = code(&mut world.chain);
    let chain = &mut world.chain;
    (world.adapter, _) = chain.instantiate(&deployer, code, &msg, &[], "adapter", None)?;
    world.until(BEGINS);
    Ok(world)
}

impl World {
    fn new() -> World {
        born(|_| {}).expect("sound terms")
    }

    fn now(&self) -> u64 {
        self.chain.block().time.seconds()
    }

    fn until(&mut self, at: u64) {
        self.chain.advance(at - self.now());
    }

    fn says(&mut self, rate: impl ToString, base: u64, quote: u64) {
        let said = json!({
            "rate": rate.to_string(),
            "last_updated_base": base.to_string(),
            "last_updated_quote": quote.to_string(),
        });
        let (who, band) = (Addr::unchecked(address("stranger")), self.band.clone());
        self.chain
            .execute(&who, &band, &said, &[])
            .expect("it obeys");
    }

    /// Band's price, just brought up to date.
    fn price(&mut self, rate: u128) {
        self.says(rate, self.now(), self.now());
    }

    fn sample(&mut self) -> Answer {
        let (who, adapter) = (Addr::unchecked(address("stranger")), self.adapter.clone());
        self.chain
            .execute(&who, &adapter, &ExecuteMsg::Sample {}, &[])
    }

    fn advance(&mut self) -> Answer {
        let (who, adapter) = (Addr::unchecked(address("stranger")), self.adapter.clone());
        self.chain
            .execute(&who, &adapter, &ExecuteMsg::Advance {}, &[])
    }

    /// A day with these prices, one a slot; 0 is a slot without a sample.
    fn day(&mut self, prices: [u128; 6]) {
        for price in prices {
            if price > 0 {
                self.price(price * E18);
                self.sample().expect("a sample is taken");
            }
            self.chain.advance(DAY / 6);
        }
    }

    #[track_caller]
    fn refuses(&mut self, text: &str) {
        let before = self.chain.state_hash();
        assert_eq!(self.sample().unwrap_err().reason, text);
        assert_eq!(
            self.chain.state_hash(),
            before,
            "a refused message left a trace"
        );
    }

    fn window(&self, at: Option<u32>) -> ReadingResponse {
        let (feed, window) = ("price".to_string(), 0);
        let question = OracleQuery::Window { feed, window, at };
        self.chain
            .query(&self.adapter, &question)
            .expect("an answer")
    }

    fn raw(&self) -> Vec<Reading> {
        let readings: Map<&str, Empty> = Map::new("reading");
        let record = self.chain.query_raw(&self.adapter, &readings.key("price"));
        let record = record.expect("a record");
        Packed::unpack(&mut record.as_slice()).expect("readings")
    }
}

/// A day of samples, closed.
pub fn story() -> Chain {
    let mut world = World::new();
    world.day([500, 510, 520, 530, 540, 550]);
    world.advance().expect("a day is over");
    world.chain
}

#[test]
fn samples_come_to_medians_that_are_read_and_asked_as_an_oracles() {
    let mut world = World::new();
    world.day([500, 510, 520, 530, 540, 550]);
    world.day([0, 610, 620, 630, 640, 0]);
    world.day([700, 700, 700, 700, 700, 700]);
    let receipt = world.advance().unwrap();
    let wanted = [
        ("feed", "price"),
        ("value", "70000"),
        ("reporters", "6"),
        ("total", "6"),
    ];
    says(&receipt, "oracle_closed", &wanted);
    let reading = world.raw()[0];
    assert!(reading.full && reading.is_latest(world.now()));
    assert_eq!(
        reading.mean(),
        Some(((52_000 + 62_000 + 70_000u128) / 3).into())
    );
    let answer = world.window(None);
    assert_eq!(
        (answer.reading, answer.mean),
        (Some(reading), reading.mean())
    );
    assert_eq!(
        (answer.minimum_holds, answer.gap_holds),
        (Some(true), Some(true))
    );
    assert_eq!(world.window(Some(0)).mean, Some(52_000u128.into()));
}

#[test]
fn a_price_that_is_moved_for_some_slots_moves_no_value() {
    let mut world = World::new();
    world.day([500, 9_999, 500, 9_999, 500, 500]);
    assert_eq!(world.window(None).mean, Some(50_000u128.into()));
    world.day([9_999, 9_999, 9_999, 500, 500, 500]);
    assert_eq!(
        world.window(Some(1)).mean,
        Some(50_000u128.into()),
        "half can only lower it"
    );
}

#[test]
fn a_day_without_a_quorum_of_slots_is_a_gap() {
    let mut world = World::new();
    world.day([500, 500, 500, 0, 0, 0]);
    let receipt = world.advance().unwrap();
    let wanted = [("valued", "false"), ("reporters", "3"), ("total", "6")];
    says(&receipt, "oracle_closed", &wanted);
    let refused = world.advance().unwrap_err().reason;
    let until = BEGINS + 2 * DAY;
    assert_eq!(
        refused,
        format!("nothing is to be closed before {until}, when period 1 is over")
    );
}

#[test]
fn a_slot_takes_one_sample_whoever_sends_it() {
    let mut world = World::new();
    world.price(500 * E18);
    let receipt = world.sample().unwrap();
    let updated = world.now().to_string();
    let wanted = [
        ("period", "0"),
        ("slot", "0"),
        ("value", "50000"),
        ("updated", &updated),
    ];
    says(&receipt, "adapter_sampled", &wanted);
    world.until(BEGINS + DAY / 6 - 1);
    world.refuses("slot 0 of period 0 has a sample");
    world.until(BEGINS + DAY / 6);
    world.price(501 * E18);
    world.sample().unwrap();
    let answer: SamplesResponse = world
        .chain
        .query(&world.adapter, &QueryMsg::Samples {})
        .unwrap();
    let slots: Vec<_> = answer.samples.iter().map(|sample| sample.slot).collect();
    assert_eq!(slots, [0, 1]);
    world.until(BEGINS + DAY);
    let answer: SamplesResponse = world
        .chain
        .query(&world.adapter, &QueryMsg::Samples {})
        .unwrap();
    assert_eq!(answer.samples, []);
}

#[test]
fn an_answer_that_is_too_old_on_either_side_is_refused() {
    let mut world = World::new();
    let now = world.now();
    let text = format!(
        "the source was brought up to date at {}, more than 600 s before {now}",
        now - 601
    );
    for (base, quote) in [(now - 601, now), (now, now - 601)] {
        world.says(500 * E18, base, quote);
        world.refuses(&text);
    }
    world.says(500 * E18, now - 600, now - 600);
    world.sample().unwrap();
}

#[test]
fn rates_are_rounded_down_to_the_feeds_decimals_and_never_wrap() {
    let mut world = World::new();
    let now = world.now();
    world.says("340282366920938463463374607431768211456", now, now);
    world.refuses("a value of 34028236692093846346337 is not 10 to 1000000");
    let most = "9".repeat(77);
    world.says(&most, now, now);
    world.refuses(&format!(
        "the source answers a rate of {most}, which is no number of 128 bits"
    ));
    world.says(E18 / 10 - 1, now, now);
    world.refuses("a value of 9 is not 10 to 1000000");
    world.says(E18 / 10, now, now);
    let receipt = world.sample().unwrap();
    says(&receipt, "adapter_sampled", &[("value", "10")]);
}

#[test]
fn a_source_that_answers_otherwise_is_refused_and_closes_nothing() {
    let mut world = World::new();
    world.day([500; 6]);
    for said in [
        json!({}),
        json!(7),
        json!({ "rate": "-1" }),
        json!({ "rate": 5 }),
    ] {
        let (who, band) = (Addr::unchecked(address("stranger")), world.band.clone());
        world.chain.execute(&who, &band, &said, &[]).unwrap();
        let before = world.chain.state_hash();
        assert!(world.sample().is_err(), "{said}");
        assert_eq!(world.chain.state_hash(), before);
    }
    world.advance().unwrap();
}

#[test]
fn terms_that_make_no_feed_are_refused_at_birth() {
    let refused = |change: fn(&mut InstantiateMsg)| born(change).err().expect("no").reason;
    let slots = "slots in a period of 86400 s, not 3 to 64, or shorter than a second";
    assert_eq!(refused(|msg| msg.slots = 2), format!("2 {slots}"));
    assert_eq!(refused(|msg| msg.slots = 65), format!("65 {slots}"));
    assert!(
        born(|msg| msg.base = "DOGE".into()).is_err(),
        "no such pair"
    );
    assert_eq!(
        refused(|msg| msg.quote.clear()),
        "the quote symbol has 0 bytes, not 1 to 32"
    );
    assert_eq!(
        refused(|msg| msg.feed.windows.clear()),
        "0 windows, not 1 to 8"
    );
    assert!(
        born(|msg| msg.feed.group = address("ana")).is_err(),
        "no contract"
    );
}

#[test]
fn no_message_takes_funds_and_none_works_before_the_start() {
    let mut world = World::new();
    let who = Addr::unchecked(address("ana"));
    world.chain.mint(&who, &[coin(5, DENOM)]);
    for (message, _) in ACCESS {
        let msg = json!({ *message: {} });
        let adapter = world.adapter.clone();
        let sent = world.chain.execute(&who, &adapter, &msg, &[coin(1, DENOM)]);
        assert_eq!(
            sent.unwrap_err().reason,
            "the message takes no funds",
            "{message}"
        );
    }
    let mut late = born(|msg| msg.feed.calendar.start = BEGINS + DAY).unwrap();
    let text = format!("the feed starts at {}; it is {BEGINS}", BEGINS + DAY);
    late.refuses(&text);
}
