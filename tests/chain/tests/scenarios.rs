//! Scenarios from deploy to the last claim: first embedded, then on wasmd, where every transaction
//! must do the same.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Instant;

use cosmwasm_std::Addr;
use milegate_api::common::Denom;
use milegate_plan::{Deployment, Plan, sim_address};
use milegate_report::audit;
use milegate_tests_chain::{Bill, Embedded, Home, Localnet, Names, Replay, Words, holds};
use serde_json::{Value, json};

use crate::code::{born_of, released};
use crate::world::{DAY, World, codes, quick, stage};
use crate::{births, gas, suites, wares};

/// What is played.
struct Play {
    name: &'static str,
    folder: &'static str,
    plan: &'static str,
    scenario: &'static str,
    voted: bool,
    /// An instant, Unix seconds, before which so many blocks must have passed.
    rest: Option<(u64, u64)>,
    /// Whether at its end the vault is as planned in every respect.
    as_planned: bool,
}

const fn play(
    name: &'static str,
    folder: &'static str,
    plan: &'static str,
    scenario: &'static str,
) -> Play {
    Play {
        name,
        folder,
        plan,
        scenario,
        voted: false,
        rest: None,
        as_planned: true,
    }
}

const fn celestia(name: &'static str, plan: &'static str, scenario: &'static str) -> Play {
    play(name, "examples/celestia", plan, scenario)
}

const fn vote(name: &'static str, scenario: &'static str) -> Play {
    Play {
        voted: true,
        ..celestia(name, "voted.toml", scenario)
    }
}

const fn witnesses(name: &'static str, scenario: &'static str) -> Play {
    play(name, "examples/witnesses", "plan.toml", scenario)
}

const fn own(name: &'static str, folder: &'static str) -> Play {
    play(name, folder, "plan.toml", "scenario.toml")
}

/// The longest first.
const PLAYS: [Play; 10] = [
    Play {
        voted: true,
        // A notice that lapsed: 30 days and 10,000 blocks after it was due.
        rest: Some((1_805_068_800, 10_200)),
        ..celestia("life", "plan.toml", "life.toml")
    },
    Play {
        // It replaces the rules and dismisses the guardian.
        as_planned: false,
        ..own("tour", "tests/chain/plans/tour")
    },
    vote("takeover", "governance/takeover.toml"),
    vote("disputed", "governance/disputed.toml"),
    vote("attested", "governance/attested.toml"),
    Play {
        // Proofs after the voting, which is not over before its blocks are.
        rest: Some((1_708_689_600, 1_000)),
        ..vote("too-late", "governance/too-late.toml")
    },
    celestia("celestia", "plan.toml", "scenario.toml"),
    witnesses("market", "market.toml"),
    witnesses("bonded", "bonded.toml"),
    own("token", "tests/chain/plans/token"),
];

/// Chains at the same time.
const AT_ONCE: usize = 2;

/// What is played on both chains, and has a bill.
type Job = Box<dyn FnOnce() -> Bill + Send>;

#[test]
fn scenarios_end_on_a_real_chain_as_they_did_on_the_embedded_one_and_cost_what_it_said() {
    let mut jobs: Vec<Job> = vec![Box::new(wares::sold), Box::new(suites::voted)];
    let plays = PLAYS.iter().rev();
    jobs.extend(plays.map(|play| Box::new(|| play.on_both()) as Job));
    let (jobs, bill) = (Mutex::new(jobs), Mutex::new(Bill::default()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(job) = { jobs.lock().unwrap().pop() } {
                    let own = job();
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
        home.observe(codes().get(STAND_IN).unwrap());
        let here = Embedded::play(&home, self.scenario);
        let plan = home.plan();
        let deployment =
            Deployment::predict(&plan, &codes(), &sim_address("wasm", "deployer")).unwrap();
        let born = here.log[0].height;
        let (births, deeds) = here
            .log
            .split_at(here.log.iter().take_while(|r| r.height == born).count());

        let people = people(&home, &here);
        let funder = &people[&deployment.resolve(&plan.vault.funder).unwrap()];
        let mut net = net(self.name, &plan, &people, funder);
        let others = [token(&mut net, &plan), market(&mut net, &home)];
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
        for other in others.into_iter().flatten() {
            let here = sim_address("wasm", other.name);
            words.contract(&here, other.code);
            names.add(here, other.address);
        }
        let mut bill = births::billed(&words, births, &staged.sent, &world.sealed);
        let mut replay = Replay::new(&world.net, &names, words, BTreeMap::new());
        if let Some((at, blocks)) = self.rest {
            replay = replay.resting(at, blocks);
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

/// How plans call a token that is a contract.
const TOKEN: &str = "token";
/// How plans call a contract of others that a witness looks at.
const MARKET: &str = "money-market";
/// The code that is there for it.
const STAND_IN: &str = "milegate_stand_in";

/// A contract that a plan names and does not deploy.
struct Other {
    name: &'static str,
    code: &'static str,
    address: String,
}

/// Names of everybody, by the address on the embedded chain; a scenario's own actors are called by it.
fn people(home: &Home, here: &Embedded) -> BTreeMap<String, String> {
    let mut people = BTreeMap::new();
    for name in home.people().into_iter().chain(["market".to_owned()]) {
        if ![TOKEN, MARKET].contains(&&*name) {
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
fn net(name: &str, plan: &Plan, people: &BTreeMap<String, String>, funder: &str) -> Localnet {
    let names: Vec<&str> = people.values().map(String::as_str).collect();
    let gifts = match &*plan.asset.denom {
        Denom::Native(denom) => {
            let funds = plan.funds().unwrap();
            let rest = *plan.asset.total_supply - funds;
            vec![
                format!("{funder}={funds}{denom}"),
                format!("market={rest}{denom}"),
            ]
        }
        Denom::Cw20(_) => vec![format!("market=1000000000000{}", plan.bond_denom.denom)],
    };
    quick(name, plan.start.saturating_sub(DAY), &names, &gifts)
}

/// Puts the plan's token on the chain, if it is a contract.
fn token(net: &mut Localnet, plan: &Plan) -> Option<Other> {
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
    Some(Other::born(net, TOKEN, "cw20_base", msg, None))
}

/// Puts what a witness looks at on the chain, if the plan speaks of it: the first code that it has,
/// which others may replace.
fn market(net: &mut Localnet, home: &Home) -> Option<Other> {
    let named = home.people().contains(MARKET);
    named.then(|| Other::born(net, MARKET, STAND_IN, json!({}), Some("market")))
}

impl Other {
    fn born(
        net: &mut Localnet,
        name: &'static str,
        code: &'static str,
        msg: Value,
        keeper: Option<&str>,
    ) -> Self {
        let (deployer, wasm) = (net.client("deployer"), released(code));
        let admin = keeper.map(|keeper| net.address(keeper));
        let address = born_of(net, &deployer, &wasm, name, msg, admin);
        net.name(name, address.clone());
        Other {
            name,
            code,
            address,
        }
    }
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
