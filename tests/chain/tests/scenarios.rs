//! Scenarios from deploy to the last claim: first embedded, then on wasmd, where every transaction
//! must do the same.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Instant;

use cosmwasm_std::Addr;
use milegate_api::common::Denom;
use milegate_plan::{Deployment, Plan, sim_address};
use milegate_report::audit;
use milegate_tests_chain::{
    Bill, Embedded, Home, Localnet, Names, Replay, Words, artifacts, holds,
};
use serde_json::json;

use crate::world::{DAY, World, codes, quick, stage};
use crate::{births, gas, hidden, wares};

/// What is played.
struct Play {
    name: &'static str,
    folder: &'static str,
    plan: &'static str,
    scenario: &'static str,
    voted: bool,
    /// When a thousand blocks must have passed, Unix seconds.
    rest: Option<u64>,
    /// Whether at its end the vault is as planned in every respect.
    as_planned: bool,
}

const fn celestia(name: &'static str, scenario: &'static str) -> Play {
    Play {
        name,
        folder: "examples/celestia",
        plan: "voted.toml",
        scenario,
        voted: true,
        rest: None,
        as_planned: true,
    }
}

const PLAYS: [Play; 7] = [
    Play {
        name: "tour",
        folder: "tests/chain/plans/tour",
        plan: "plan.toml",
        scenario: "scenario.toml",
        voted: false,
        rest: None,
        // It replaces the rules and dismisses the guardian.
        as_planned: false,
    },
    celestia("takeover", "governance/takeover.toml"),
    celestia("disputed", "governance/disputed.toml"),
    celestia("attested", "governance/attested.toml"),
    Play {
        // Proofs after the voting, which is not over before its blocks are.
        rest: Some(1_708_689_600),
        ..celestia("too-late", "governance/too-late.toml")
    },
    Play {
        name: "celestia",
        folder: "examples/celestia",
        plan: "plan.toml",
        scenario: "scenario.toml",
        voted: false,
        rest: None,
        as_planned: true,
    },
    Play {
        name: "token",
        folder: "tests/chain/plans/token",
        plan: "plan.toml",
        scenario: "scenario.toml",
        voted: false,
        rest: None,
        as_planned: true,
    },
];

/// Chains at the same time.
const AT_ONCE: usize = 2;

#[test]
fn scenarios_end_on_a_real_chain_as_they_did_on_the_embedded_one_and_cost_what_it_said() {
    let bill = Mutex::new(wares::sold());
    let left = Mutex::new(PLAYS.iter());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(play) = { left.lock().unwrap().next() } {
                    let own = play.on_both();
                    bill.lock().unwrap().extend(own);
                }
            });
        }
    });
    gas::told(&bill.into_inner().unwrap());
}

impl Play {
    fn on_both(&self) -> Bill {
        let begun = Instant::now();
        let home = if self.voted {
            Home::voted(self.folder, self.plan)
        } else {
            Home::of(self.folder, self.plan)
        };
        let here = Embedded::play(&home, self.scenario);
        let plan = home.plan();
        let deployment =
            Deployment::predict(&plan, &codes(), &sim_address("wasm", "deployer")).unwrap();
        let born = here.log[0].height;
        let (births, deeds) = here
            .log
            .split_at(here.log.iter().take_while(|r| r.height == born).count());

        let people = people(&home, &here);
        let mut net = net(self.name, &plan, &people);
        let token = token(&mut net, &plan);
        home.settle(&net);
        let staged = stage(&home.plan(), &net.client("deployer"), || {});
        let world = World::fund(net, home, staged.deployment);

        let mut names = paired(&deployment, &world, &people);
        let mut words = Words::new(
            deployment
                .contracts
                .iter()
                .map(|(role, address)| (address.clone(), role.code().to_owned()))
                .collect(),
        );
        if let Some(there) = token {
            let here = sim_address("wasm", TOKEN);
            words.contract(&here, "cw20_base");
            names.add(here, there);
        }
        let mut bill = births::billed(&words, births, &staged.sent, &world.sealed);
        let mut replay = Replay::new(&world.net, &names, people.values(), words, BTreeMap::new());
        if let Some(at) = self.rest {
            replay = replay.resting(at, 1_000);
        }
        replay.play(deeds);
        bill.extend(replay.bill);

        let contracts: Vec<String> = world.deployment.contracts.values().cloned().collect();
        let audit = audit(
            &world.net.node().view(contracts).unwrap(),
            &Addr::unchecked(world.vault()),
            None,
        )
        .unwrap();
        assert!(audit.pass(), "{}: {audit:#?}", self.name);
        if self.as_planned {
            holds(&world.verified());
        }
        let blocks = world.net.node().height().unwrap();
        eprintln!(
            "{}: {blocks} blocks, {} s",
            self.name,
            begun.elapsed().as_secs()
        );
        bill
    }
}

/// How the plan calls a token that is a contract.
const TOKEN: &str = "token";

/// Names of everybody, by the address on the embedded chain; a scenario's own actors are called by it.
fn people(home: &Home, here: &Embedded) -> BTreeMap<String, String> {
    let mut people = BTreeMap::new();
    for name in home.people().into_iter().chain(["market".to_owned()]) {
        if name != TOKEN {
            people.insert(sim_address("wasm", &name), name);
        }
    }
    for sender in here.senders() {
        let name = people.entry(sender.to_owned());
        name.or_insert_with(|| sender.to_owned());
    }
    people
}

/// A chain a day before the plan's start, without fees, where the market has what the funder has not.
fn net(name: &str, plan: &Plan, people: &BTreeMap<String, String>) -> Localnet {
    let names: Vec<&str> = people.values().map(String::as_str).collect();
    let gifts = match &*plan.asset.denom {
        Denom::Native(denom) => {
            let funds = plan.funds().unwrap();
            let rest = *plan.asset.total_supply - funds;
            vec![
                format!("foundation={funds}{denom}"),
                format!("market={rest}{denom}"),
            ]
        }
        Denom::Cw20(_) => vec![format!("market=1000000000000{}", plan.bond_denom.denom)],
    };
    quick(name, plan.start.saturating_sub(DAY), &names, &gifts)
}

/// Puts the plan's token on the chain, if it is a contract; answers its address.
fn token(net: &mut Localnet, plan: &Plan) -> Option<String> {
    let Denom::Cw20(_) = &*plan.asset.denom else {
        return None;
    };
    let funds = plan.funds().unwrap();
    let rest = *plan.asset.total_supply - funds;
    let balance = |who: &str, amount: u128| json!({ "address": net.address(who), "amount": amount.to_string() });
    let msg = json!({
        "name": plan.asset.symbol.value, "symbol": plan.asset.symbol.value, "decimals": *plan.asset.decimals,
        "initial_balances": [balance("foundation", funds), balance("market", rest)],
    });
    let wasm = std::fs::read(artifacts().join("cw20_base.wasm")).unwrap();
    let there = hidden::born_of(net, &net.client("deployer"), wasm, "token", msg, None);
    net.name(TOKEN, there.clone());
    Some(there)
}

fn paired(here: &Deployment, there: &World, people: &BTreeMap<String, String>) -> Names {
    let mut names = Names::default();
    for (role, address) in &here.contracts {
        names.add(address, there.at(role));
    }
    for (address, name) in people {
        names.add(address, there.net.address(name));
    }
    names
}
