//! An oracle on an embedded chain, and the words its tests are written in.

mod ask;
mod forgetful;

use cosmwasm_std::{Addr, Coin, HexBinary, Timestamp, Uint128, coin};
use embedded_chain::{Chain, Code, Refused};
use milegate_api::common::PlanRef;
use milegate_api::oracle::{Evidence, ExecuteMsg, InstantiateMsg, MigrateMsg};
use milegate_core::governance::Share;
use milegate_core::oracle::{Calendar, Feed, Window};
use serde::Serialize;
use serde_json::{Value, json};

use crate::suite::{ACTORS, Answer, DAY, DENOM, GENESIS, PURSE, address, is_native, refuses, wasm};

/// The feed of the defaults.
pub const FEED: &str = "volume";
/// First instant of its period 0.
pub const BEGINS: u64 = GENESIS + DAY;
/// Who reports: five of weight 1, three of whom are a quorum.
pub const REPORTERS: [&str; 5] = ["carol", "dora", "emil", "vera", "vito"];

/// An oracle and its group of reporters, which `governance` keeps.
#[derive(Clone)]
pub struct Feeds {
    /// The chain it is on.
    pub chain: Chain,
    /// The contract.
    pub oracle: Addr,
    /// The cw4 group of the first feed.
    pub group: Addr,
    codes: Codes,
}

#[derive(Clone, Copy)]
struct Codes {
    oracle: Code,
    group: Code,
}

/// So many periods, the least value of the minimum, the longest gap.
pub fn window(periods: u32, least: Option<u128>, max_gap: u32) -> Window {
    Window {
        periods,
        least: least.map(Uint128::new),
        max_gap,
    }
}

/// Daily values from 10 to a million, over three days and a week.
pub fn feed(name: &str, group: &Addr) -> Feed<String> {
    Feed {
        name: name.into(),
        unit: "USD a day".into(),
        decimals: 6,
        group: group.to_string(),
        quorum: Share::new(6_000),
        min: 10u128.into(),
        max: 1_000_000u128.into(),
        calendar: Calendar {
            start: BEGINS,
            period: DAY,
        },
        windows: vec![window(3, Some(100), 1), window(7, None, 2)],
    }
}

/// Evidence of the right form.
pub fn evidence() -> Evidence {
    Evidence {
        uri: "https://example.org/day.json".into(),
        digest: HexBinary::from([9; 32]),
    }
}

/// A fresh chain with the codes stored; made once a thread, then copied.
fn chain() -> (Chain, Codes) {
    thread_local! {
        static FRESH: (Chain, Codes) = {
            let genesis = Timestamp::from_seconds(GENESIS);
            let mut chain = Chain::builder().genesis(genesis).build();
            for who in ACTORS {
                chain.mint(&Addr::unchecked(address(who)), &[coin(PURSE, DENOM)]);
            }
            let codes = codes(&mut chain);
            (chain, codes)
        };
    }
    FRESH.with(|(chain, codes)| (chain.clone(), *codes))
}

/// The oracle's code on a chain.
pub(crate) fn store(chain: &mut Chain) -> Code {
    use cw_multi_test::ContractWrapper;
    if !is_native() {
        let bytes = wasm("milegate_oracle");
        return chain.store_code(&bytes).expect("a sound artifact");
    }
    let oracle = ContractWrapper::new(
        milegate_oracle::execute,
        milegate_oracle::instantiate,
        milegate_oracle::query,
    )
    .with_migrate(milegate_oracle::migrate);
    chain.store_native(Box::new(oracle))
}

fn codes(chain: &mut Chain) -> Codes {
    use cw_multi_test::ContractWrapper;
    let oracle = store(chain);
    if !is_native() {
        let group = chain.store_code(&wasm("cw4_group"));
        return Codes {
            oracle,
            group: group.expect("a sound artifact"),
        };
    }
    let group = ContractWrapper::new(
        cw4_group::contract::execute,
        cw4_group::contract::instantiate,
        cw4_group::contract::query,
    );
    Codes {
        oracle,
        group: chain.store_native(Box::new(group)),
    }
}

fn members(weights: &[(&str, u64)]) -> Vec<Value> {
    let member = |(who, weight): &(&str, u64)| json!({ "addr": address(who), "weight": weight });
    weights.iter().map(member).collect()
}

impl Feeds {
    /// One feed of the defaults, a day before its first period.
    pub fn young() -> Feeds {
        Feeds::born(&[], |_| {}).expect("sound terms")
    }

    /// The same at the first instant of period 0.
    pub fn new() -> Feeds {
        let mut feeds = Feeds::young();
        feeds.until(BEGINS);
        feeds
    }

    /// One feed whose reporters weigh so much, at the first instant of period 0.
    pub fn of(weights: &[(&str, u64)]) -> Feeds {
        let mut feeds = Feeds::weighed(weights, &[], |_| {}).expect("sound terms");
        feeds.until(BEGINS);
        feeds
    }

    /// An oracle by terms that a test changes.
    pub fn born(
        funds: &[Coin],
        change: impl FnOnce(&mut InstantiateMsg),
    ) -> Result<Feeds, Refused> {
        Feeds::weighed(&REPORTERS.map(|who| (who, 1)), funds, change)
    }

    /// The same with reporters who weigh so much.
    pub fn weighed(
        weights: &[(&str, u64)],
        funds: &[Coin],
        change: impl FnOnce(&mut InstantiateMsg),
    ) -> Result<Feeds, Refused> {
        let (mut chain, codes) = chain();
        let deployer = Addr::unchecked(address("deployer"));
        let governance = Addr::unchecked(address("governance"));
        let group = json!({ "admin": governance, "members": members(weights) });
        let (group, _) = chain.instantiate(&deployer, codes.group, &group, &[], "group", None)?;
        let mut msg = InstantiateMsg {
            plan: PlanRef {
                name: "canonical".into(),
                digest: HexBinary::from([7; 32]),
            },
            governance: Some(governance.to_string()),
            feeds: vec![feed(FEED, &group)],
        };
        change(&mut msg);
        let admin = Some(&governance);
        let (oracle, _) =
            chain.instantiate(&deployer, codes.oracle, &msg, funds, "oracle", admin)?;
        chain.advance_blocks(1);
        Ok(Feeds {
            chain,
            oracle,
            group,
            codes,
        })
    }

    /// Sends a contract a message.
    pub fn send(&mut self, who: &str, to: &Addr, msg: &impl Serialize, funds: &[Coin]) -> Answer {
        let sender = self.at(who);
        self.chain.execute(&sender, to, msg, funds)
    }

    /// Tells the oracle anything.
    pub fn tell(&mut self, who: &str, msg: &ExecuteMsg, funds: &[Coin]) -> Answer {
        let oracle = self.oracle.clone();
        self.send(who, &oracle, msg, funds)
    }

    /// Reports to the period that runs.
    pub fn report(&mut self, who: &str, value: u128) -> Answer {
        let period = self.period();
        self.report_in(who, period, value)
    }

    /// Reports to any period.
    pub fn report_in(&mut self, who: &str, period: u32, value: u128) -> Answer {
        let report = ExecuteMsg::Report {
            feed: FEED.into(),
            period,
            value: value.into(),
            evidence: evidence(),
        };
        self.tell(who, &report, &[])
    }

    /// As many reporters as there are values report in turn, and the period passes.
    pub fn say(&mut self, values: &[u128]) {
        for (who, value) in REPORTERS.into_iter().zip(values) {
            self.report(who, *value).expect("a report is taken");
        }
        self.a_period_passes();
    }

    /// Closes what is over.
    pub fn advance(&mut self, who: &str) -> Answer {
        self.tell(who, &ExecuteMsg::Advance { feed: FEED.into() }, &[])
    }

    /// Adds a feed.
    pub fn add_feed(&mut self, who: &str, feed: Feed<String>) -> Answer {
        self.tell(who, &ExecuteMsg::AddFeed { feed }, &[])
    }

    /// The contract runs the same code anew.
    pub fn migrate(&mut self, who: &str) -> Answer {
        let (sender, oracle) = (self.at(who), self.oracle.clone());
        let code = self.codes.oracle;
        self.chain.migrate(&sender, &oracle, code, &MigrateMsg {})
    }

    /// Another group, kept by somebody if anyone, whose code somebody may change.
    pub fn another_group(
        &mut self,
        weights: &[(&str, u64)],
        keeper: Option<&str>,
        admin: Option<&str>,
    ) -> Addr {
        let group = json!({ "admin": keeper.map(address), "members": members(weights) });
        let (deployer, admin) = (self.at("deployer"), admin.map(|who| self.at(who)));
        let (chain, code) = (&mut self.chain, self.codes.group);
        let born = chain.instantiate(&deployer, code, &group, &[], "group", admin.as_ref());
        born.expect("a group").0
    }

    /// Governance changes who reports.
    pub fn rotate(&mut self, out: &[&str], into: &[(&str, u64)]) {
        let out: Vec<_> = out.iter().map(|who| address(who)).collect();
        let update = json!({ "update_members": { "remove": out, "add": members(into) } });
        let group = self.group.clone();
        self.send("governance", &group, &update, &[])
            .expect("governance keeps the group");
    }

    /// The next block.
    pub fn a_block_passes(&mut self) {
        self.chain.advance_blocks(1);
    }

    /// Blocks up to the first instant of the next period.
    pub fn a_period_passes(&mut self) {
        self.periods_pass(1);
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

    /// Time passes and one block only: the chain was halted.
    pub fn the_chain_halts_for(&mut self, seconds: u64) {
        let mut block = self.chain.block();
        block.height += 1;
        block.time = block.time.plus_seconds(seconds);
        self.chain.set_block(block);
    }

    /// The action is refused with exactly this text, and nothing on the chain has changed.
    #[track_caller]
    pub fn refuses(&mut self, text: &str, action: impl FnOnce(&mut Feeds) -> Answer) {
        refuses(self, |feeds| &feeds.chain, text, action);
    }
}

impl Default for Feeds {
    fn default() -> Self {
        Feeds::new()
    }
}
