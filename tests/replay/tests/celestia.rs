//! The Celestia plan from deploy to the last claim, first embedded, then on wasmd.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use cosmwasm_std::Addr;
use embedded_chain::TxRecord;
use milegate_chain::{Client, deploy_plan, funding};
use milegate_plan::{Codes, Deployment, Plan};
use milegate_report::audit;
use milegate_simulate::{Script, play, read, stage};
use milegate_tests_chain::{Home, Localnet};
use milegate_tests_replay::{Names, Replay};

/// A scenario played on the embedded chain.
struct Embedded {
    deployment: Deployment,
    people: BTreeMap<String, String>,
    market: String,
    log: Vec<TxRecord>,
}

fn artifacts() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../artifacts"))
}

fn embedded(home: &Home, scenario: &str) -> Embedded {
    let (plan, codes) = (home.plan(), codes());
    let staged = stage(&plan, artifacts(), |_| {}).unwrap();
    let market = staged.market.to_string();
    let births = staged.chain.log().len();
    let script = Script::Written(read(&home.path(scenario)).unwrap());
    let player = play(staged, &script, |_| {}).unwrap();
    let creator = milegate_plan::sim_address("wasm", "deployer");
    let keyed = player.cast.names.iter().filter(|(name, _)| !name.starts_with('@'));
    Embedded {
        deployment: Deployment::predict(&plan, &codes, &creator).unwrap(),
        people: keyed.map(|(name, address)| (name.clone(), address.to_string())).collect(),
        market,
        log: player.chain.log()[births..].to_vec(),
    }
}

fn codes() -> Codes {
    Codes::read(&artifacts().join("checksums.txt")).unwrap()
}

fn deployed(plan: &Plan, deployer: &Client, funder: &Client) -> Deployment {
    let staged = deploy_plan(plan, &codes(), artifacts(), deployer, None, &mut |_| {}).unwrap();
    let fund = funding(plan, &codes(), funder.node(), deployer.address()).unwrap();
    funder.send(&[fund], "").unwrap();
    staged.deployment
}

fn paired(here: &Embedded, there: &Deployment, net: &Localnet) -> Names {
    let mut names = Names::default();
    for (role, address) in &here.deployment.contracts {
        names.add(address, &there.contracts[role]);
    }
    for (name, address) in &here.deployment.names {
        names.add(address, &there.names[name]);
    }
    for (name, address) in &here.people {
        names.add(address, net.address(name));
    }
    names.add(&here.market, net.address("market"));
    names
}

#[test]
fn a_scenario_ends_on_a_real_chain_as_it_did_on_the_embedded_one() {
    let home = Home::of("examples/celestia", "plan.toml");
    let here = embedded(&home, "scenario.toml");
    let mut people: BTreeSet<String> = home.people();
    people.extend(here.people.keys().cloned());
    people.extend(["market", "deployer"].map(str::to_owned));
    let accounts = people.iter().cloned().collect::<Vec<_>>().join(",");
    let funds = home.plan().funds().unwrap();
    let rest = *home.plan().asset.total_supply - funds;
    let gifts = [format!("foundation={funds}utia"), format!("market={rest}utia")];
    let options = [
        "--at", "2023-10-30T14:00Z", "--block", "1ms", "--accounts", &accounts, "--give", &gifts[0], "--give", &gifts[1],
    ];
    let net = Localnet::start("celestia", &options);
    home.settle(&net);
    let there = deployed(&home.plan(), &net.client("deployer"), &net.client("foundation"));
    let names = paired(&here, &there, &net);
    let contracts = here.deployment.contracts.iter();
    let contracts = contracts.map(|(role, address)| (address.clone(), role.code().to_owned())).collect();
    let mut replay = Replay::new(&net, &names, people, contracts);
    replay.play(&here.log);
    for outcome in &replay.outcomes {
        println!("{outcome:?}");
    }

    let vault = Addr::unchecked(&there.contracts[&milegate_plan::Role::Vault]);
    let contracts: Vec<String> = there.contracts.values().cloned().collect();
    let audit = audit(&net.node().view(contracts).unwrap(), &vault, None).unwrap();
    assert!(audit.pass(), "{audit:#?}");
}
