//! The Celestia plan from deploy to the last claim: first embedded, then on wasmd.

use std::collections::BTreeMap;

use cosmwasm_std::Addr;
use milegate_plan::{Deployment, sim_address};
use milegate_report::audit;
use milegate_tests_chain::{Embedded, Home, Localnet, Names, Replay};

use crate::gas;
use crate::world::{World, codes, stage};

#[test]
fn a_scenario_ends_on_a_real_chain_as_it_did_on_the_embedded_one() {
    let home = Home::of("examples/celestia", "plan.toml");
    let here = Embedded::play(&home, "scenario.toml");
    let plan = home.plan();
    let deployment =
        Deployment::predict(&plan, &codes(), &sim_address("wasm", "deployer")).unwrap();
    let births = here
        .log
        .iter()
        .take_while(|record| record.height == here.log[0].height)
        .count();

    let mut people = BTreeMap::new();
    for name in home.people().into_iter().chain(["market".to_owned()]) {
        people.insert(sim_address("wasm", &name), name);
    }
    // A scenario's own actors are called by their addresses.
    for sender in here.senders() {
        people
            .entry(sender.to_owned())
            .or_insert_with(|| sender.to_owned());
    }
    let names: Vec<&str> = people.values().map(String::as_str).collect();
    let funds = plan.funds().unwrap();
    let gifts = [
        format!("foundation={funds}utia"),
        format!("market={}utia", *plan.asset.total_supply - funds),
    ];
    let options = [
        "--at",
        "2023-10-30T14:00Z",
        "--block",
        "1ms",
        "--gas-price",
        "0",
        "--accounts",
        &names.join(","),
    ];
    let net = Localnet::start(
        "celestia",
        &[&options[..], &["--give", &gifts[0], "--give", &gifts[1]]].concat(),
    );
    home.settle(&net);
    let staged = stage(&home.plan(), &net.client("deployer"), || {});
    let world = World::fund(net, home, staged.deployment);

    let names = paired(&deployment, &world, &people);
    let codes = deployment
        .contracts
        .iter()
        .map(|(role, address)| (address.clone(), role.code().to_owned()));
    let mut replay = Replay::new(&world.net, &names, people.values(), codes.collect());
    replay.play(&here.log[births..]);
    let costs = replay.costs;

    let contracts: Vec<String> = world.deployment.contracts.values().cloned().collect();
    let audit = audit(
        &world.net.node().view(contracts).unwrap(),
        &Addr::unchecked(world.vault()),
        None,
    )
    .unwrap();
    assert!(audit.pass(), "{audit:#?}");
    gas::told(&world, &costs);
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
