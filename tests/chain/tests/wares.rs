//! Contracts that no plan deploys: payments, an oracle's adapter, and the floor that costs are
//! compared with. Played on the embedded chain, then on wasmd.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Coin, Timestamp, coin};
use embedded_chain::{Chain, Code};
use milegate_plan::sim_address;
use milegate_tests_chain::{Bill, Embedded, Names, Replay, Words};
use serde_json::{Value, json};

use crate::code::{released, store};
use crate::world::{DAY, START, quick};

/// Periods begin a day later.
const BIRTH: u64 = START;
const DENOM: &str = "ustake";
const PEOPLE: [&str; 3] = ["deployer", "payer", "payee"];
const CODES: [&str; 4] = [
    "milegate_floor",
    "milegate_stand_in",
    "milegate_oracle_adapter",
    "milegate_payments",
];

/// What their messages cost.
pub fn sold() -> Bill {
    let mut here = Here::new();
    here.play();
    let log = serde_json::to_value(here.chain.log()).unwrap();
    let log: Embedded = serde_json::from_value(json!({ "log": log })).unwrap();

    let net = quick("wares", BIRTH, &PEOPLE, &[]);
    let (mut words, mut names, mut codes) = (Words::default(), Names::default(), BTreeMap::new());
    for name in PEOPLE {
        names.add(sim_address("wasm", name), net.address(name));
    }
    let deployer = net.client("deployer");
    for (code, name) in &here.codes {
        codes.insert(code.id, store(&deployer, &released(name)));
        words.code(code.id, *name);
        let there = net.node().build_address(
            &code.checksum.as_slice().into(),
            deployer.address(),
            name.as_bytes(),
        );
        let address = here.address(name);
        words.contract(address.as_str(), *name);
        names.add(address, there.unwrap());
    }
    let mut replay = Replay::new(&net, &names, words, codes);
    replay.play(&log.log);
    replay.bill
}

struct Here {
    chain: Chain,
    codes: Vec<(Code, &'static str)>,
}

impl Here {
    fn new() -> Self {
        let genesis = Timestamp::from_seconds(BIRTH);
        let mut chain = Chain::builder()
            .prefix("wasm")
            .genesis(genesis)
            .block_seconds(6)
            .build();
        for name in PEOPLE {
            let coins = [coin(1_000_000_000, DENOM)];
            chain.mint(&Addr::unchecked(sim_address("wasm", name)), &coins);
        }
        let code = |name: &'static str| {
            let stored = chain.store_code(&released(name));
            (stored.unwrap(), name)
        };
        let codes = CODES.map(code).to_vec();
        Here { chain, codes }
    }

    fn play(&mut self) {
        let plan = json!({ "name": "wares", "digest": "07".repeat(32) });
        let calendar = json!({ "start": BIRTH + DAY, "period": DAY });
        self.born("milegate_floor", json!({}));
        self.born("milegate_stand_in", json!({}));
        let rate = json!({ "rate": "500000000000000000000", "last_updated_base": BIRTH.to_string(),
            "last_updated_quote": BIRTH.to_string() });
        let answer = cosmwasm_std::Binary::from(rate.to_string().into_bytes());
        self.tell(
            "payer",
            "milegate_stand_in",
            json!({ "say": { "answer": answer } }),
            &[],
        );
        let feed = json!({ "name": "price", "unit": "USD", "decimals": 2, "group": self.address("milegate_stand_in"),
            "quorum": 6_000, "min": "0", "max": "1000000000", "calendar": calendar,
            "windows": [{ "periods": 30, "max_gap": 2 }] });
        self.born(
            "milegate_oracle_adapter",
            json!({ "plan": plan, "feed": feed, "base": "BTC", "quote": "USD",
            "max_age": 30 * DAY, "slots": 3 }),
        );
        let terms = json!({ "fee": 25, "least": "1000", "calendar": calendar });
        self.born(
            "milegate_payments",
            json!({ "plan": plan, "denom": DENOM, "terms": terms, "excluded": [] }),
        );

        let floor = json!({ "touch_and_send": { "to": sim_address("wasm", "payee"), "amount": coin(1_000, DENOM) } });
        let purse = [coin(1_000_000, DENOM)];
        let to = self.address("milegate_floor");
        self.chain
            .send(&Addr::unchecked(sim_address("wasm", "payer")), &to, &purse)
            .unwrap();
        for _ in 0..2 {
            self.tell("payer", "milegate_floor", floor.clone(), &[]);
        }

        let pay = json!({ "pay": { "to": sim_address("wasm", "payee"), "memo": null } });
        self.chain.advance(DAY + 60);
        for _ in 0..2 {
            for _ in 0..3 {
                self.tell(
                    "payer",
                    "milegate_oracle_adapter",
                    json!({ "sample": {} }),
                    &[],
                );
                self.tell(
                    "payer",
                    "milegate_payments",
                    pay.clone(),
                    &[coin(10_000, DENOM)],
                );
                self.chain.advance(DAY / 3);
            }
        }
        self.tell(
            "payer",
            "milegate_oracle_adapter",
            json!({ "advance": {} }),
            &[],
        );
        self.chain.advance(2 * DAY);
        self.tell("payee", "milegate_payments", json!({ "withdraw": {} }), &[]);
    }

    fn code(&self, name: &str) -> Code {
        let found = self.codes.iter().find(|(_, known)| *known == name);
        found.unwrap().0
    }

    fn address(&self, name: &str) -> Addr {
        let creator = Addr::unchecked(sim_address("wasm", "deployer"));
        self.chain
            .predict(&creator, self.code(name), name.as_bytes())
            .unwrap()
    }

    fn born(&mut self, name: &str, msg: Value) {
        let creator = Addr::unchecked(sim_address("wasm", "deployer"));
        let code = self.code(name);
        let born = self
            .chain
            .instantiate2(&creator, code, &msg, &[], name, None, name.as_bytes());
        born.unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    fn tell(&mut self, who: &str, name: &str, msg: Value, funds: &[Coin]) {
        let who = Addr::unchecked(sim_address("wasm", who));
        let sent = self.chain.execute(&who, &self.address(name), &msg, funds);
        sent.unwrap_or_else(|error| panic!("{name}, {msg}: {error}"));
        self.chain.advance_blocks(1);
    }
}
