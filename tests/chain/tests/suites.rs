//! What a governance takes on by votes: a second vault with milestones of its own, and other code of
//! itself. Played on the embedded chain, then on wasmd.

use std::collections::BTreeSet;

use cosmwasm_std::{Addr, Checksum, Coin, coin};
use embedded_chain::Chain;
use milegate_plan::{Deployment, Plan, Role, deploy, sim_address, steps};
use milegate_simulate::Embedding;
use milegate_tests_chain::{Bill, Embedded, Home, Localnet, Names, Replay, Words, artifacts};
use serde_json::{Value, json};

use crate::code;
use crate::world::{DAY, START, call, codes, quick, seal, stage, wld};

const FOLDER: &str = "tests/chain/plans/upgrades";
const GOVERNANCE: &str = "milegate_governance";
/// A vote on code is over, and may be executed: two thousand blocks, said to be an hour apart.
const VOTED: u64 = 85 * DAY;

/// What its messages cost.
pub fn voted() -> Bill {
    let homes = ["plan.toml", "later.toml"].map(|file| Home::of(FOLDER, file));
    let mut here = Here::staged(&homes.each_ref().map(Home::plan));
    let deployed = here.chain.log().len();
    here.play();
    let log = serde_json::to_value(&here.chain.log()[deployed..]).unwrap();
    let log: Embedded = serde_json::from_value(json!({ "log": log })).unwrap();

    let mut people: BTreeSet<String> = homes.iter().flat_map(Home::people).collect();
    people.extend(["voter".to_owned(), "market".to_owned()]);
    let net = net(&people);
    let mut names = Names::default();
    let mut words = Words::default();
    let deployer = net.client("deployer");
    let mut next = None;
    for (home, here) in homes.iter().zip(&here.deployments) {
        home.settle(&net);
        let plan = home.plan();
        let there = stage(&plan, &deployer, || {}).deployment;
        seal(&net, &plan, &there);
        for (role, address) in &here.contracts {
            words.contract(address, role.code());
            names.add(address, &there.contracts[role]);
        }
        next.get_or_insert_with(|| code::store(&deployer, &code::noted(GOVERNANCE)));
    }
    assert_eq!(
        next,
        Some(here.next),
        "codes have the same numbers here and there"
    );
    for name in &people {
        names.add(sim_address("wasm", name), net.address(name));
    }
    let mut replay = Replay::new(&net, &names, words, [].into());
    replay.play(&log.log);
    replay.bill
}

/// The two plans on the embedded chain.
struct Here {
    chain: Chain,
    deployments: [Deployment; 2],
    /// The code that the governance goes over to.
    next: u64,
}

impl Here {
    fn staged(plans: &[Plan; 2]) -> Self {
        let creator = sim_address("wasm", "deployer");
        let mut chain = milegate_simulate::stage(&plans[0], &artifacts(), |_| {})
            .unwrap()
            .chain;
        let next = chain.store_code(&code::noted(GOVERNANCE)).unwrap().id;
        let market = Addr::unchecked(sim_address("wasm", "market"));
        let funder = Addr::unchecked(sim_address("wasm", "foundation"));
        let funds = [coin(plans[1].funds().unwrap(), "uwld")];
        chain.send(&market, &funder, &funds).unwrap();
        let mut driver = Embedding {
            chain: &mut chain,
            artifacts: &artifacts(),
            told: &mut |_| {},
        };
        let second = steps(&plans[1], &codes(), &creator).unwrap();
        deploy(&second, &mut driver).unwrap();
        let deployments = plans
            .each_ref()
            .map(|plan| Deployment::predict(plan, &codes(), &creator).unwrap());
        Here {
            chain,
            deployments,
            next,
        }
    }

    fn play(&mut self) {
        let (market, voter) = (sim_address("wasm", "market"), sim_address("wasm", "voter"));
        let (market, voter) = (Addr::unchecked(market), Addr::unchecked(voter));
        self.chain.send(&market, &voter, &wld(500_000)).unwrap();
        let [first, later] = self.deployments.clone();
        let (stake, governance) = (
            &first.contracts[&Role::Stake],
            &first.contracts[&Role::Governance],
        );
        self.chain.advance(DAY);
        self.tell(stake, json!({ "bond": {} }), &wld(450_000));

        let suite = json!({ "add_suite": { "suite": {
            "milestones": later.contracts[&Role::Milestones], "vaults": [later.contracts[&Role::Vault]],
        } } });
        let migrate = json!({ "wasm": { "migrate": { "contract_addr": governance, "new_code_id": self.next, "msg": "e30=" } } });
        let pin = json!({ "code_id": self.next, "checksum": Checksum::generate(&code::noted(GOVERNANCE)).to_hex() });
        for (msg, pins) in [
            (call(governance, &suite), json!([])),
            (migrate, json!([pin])),
        ] {
            let propose = json!({ "propose": { "title": "By votes", "description": "", "msgs": [msg], "pins": pins } });
            self.tell(governance, propose, &wld(100));
        }
        for id in [1, 2] {
            self.tell(
                governance,
                json!({ "vote": { "proposal_id": id, "vote": "yes" } }),
                &[],
            );
        }
        self.chain.advance(VOTED);
        for id in [1, 2] {
            self.tell(governance, json!({ "execute": { "proposal_id": id } }), &[]);
        }
    }

    fn tell(&mut self, contract: &str, msg: Value, funds: &[Coin]) {
        let (voter, to) = (sim_address("wasm", "voter"), Addr::unchecked(contract));
        let sent = self
            .chain
            .execute(&Addr::unchecked(voter), &to, &msg, funds);
        sent.unwrap_or_else(|error| panic!("{msg}: {error}"));
        self.chain.advance_blocks(1);
    }
}

fn net(people: &BTreeSet<String>) -> Localnet {
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let gifts = ["foundation=400000000000uwld", "market=600000000000uwld"];
    quick("suites", START - DAY, &people, &gifts.map(str::to_owned))
}
