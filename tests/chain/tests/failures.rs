//! Four validators, some of which fail: nothing is lost, nothing is done twice, no window is cut short.

use std::time::Duration;

use cosmwasm_std::Addr;
use milegate_plan::Role;
use milegate_report::audit;
use serde_json::{Value, json};

use crate::world::{DAY, START, World, empty, stage, wld};

const FOUR: [&str; 4] = ["--validators", "4", "--block", "10ms"];

#[test]
fn validators_fail_in_mid_deployment_in_mid_vote_and_in_a_challenge_window() {
    let world = deployed_through_a_failing_node();
    world.net.until(START + 60);
    voted_while_one_is_missing(&world);
    stood_still_past_a_window(&world);

    let contracts: Vec<String> = world.deployment.contracts.values().cloned().collect();
    let view = world.net.node().view(contracts).unwrap();
    let audit = audit(&view, &Addr::unchecked(world.vault()), None).unwrap();
    assert!(audit.pass(), "{audit:#?}");
}

/// The node that the deployer talks to loses power after the third transaction, and comes back.
fn deployed_through_a_failing_node() -> World {
    let (net, home) = empty("failures", &FOUR);
    let (plan, deployer) = (home.plan(), net.client("deployer"));
    let mut sent = 0;
    let staged = std::thread::scope(|scope| {
        stage(&plan, &deployer, || {
            sent += 1;
            if sent == 3 {
                net.run(&["kill", "0"]);
                scope.spawn(|| {
                    std::thread::sleep(Duration::from_secs(3));
                    net.run(&["wake", "0"]);
                });
            }
        })
    });
    assert!(sent > 3 && staged.there == 0);
    let again = stage(&plan, &deployer, || panic!("a step was done twice"));
    assert_eq!(again.there, staged.sent.len());
    World::fund(net, home, staged.deployment)
}

/// A ballot cast while a validator is missing counts, once.
fn voted_while_one_is_missing(world: &World) {
    world.send(
        "voter",
        world.at(&Role::Stake),
        json!({ "bond": {} }),
        &wld(300_000),
    );
    world.send(
        "stranger",
        world.at(&Role::Stake),
        json!({ "bond": {} }),
        &wld(100_000),
    );
    let id = world.propose_attestation();
    let ballot = json!({ "vote": { "proposal_id": id, "vote": "yes" } });

    world.send("voter", world.governance(), ballot.clone(), &[]);
    world.net.run(&["kill", "3"]);
    world.send("stranger", world.governance(), ballot.clone(), &[]);
    world.net.run(&["wake", "3"]);

    let said = world.refused("stranger", world.governance(), ballot, &[]);
    assert!(said.contains("voted"), "{said}");
    let votes: Value = world.ask(
        world.governance(),
        json!({ "list_votes": { "proposal_id": id } }),
    );
    assert_eq!(votes["votes"].as_array().map(Vec::len), Some(2), "{votes}");
    let height = world.net.node().height().unwrap();
    world.net.caught_up(3, height);
}

/// Half the validators are away for longer than the window: its seconds are over, its blocks are not.
fn stood_still_past_a_window(world: &World) {
    world.council_attests();

    world.net.run(&["halt", "2"]);
    let stood = world.net.node().height().unwrap();
    world.net.run(&["forward", "8d"]);
    std::thread::sleep(Duration::from_secs(3));
    assert!(
        world.net.node().height().unwrap() <= stood + 1,
        "two of four make no blocks"
    );
    world.net.run(&["wake", "2"]);
    world.net.run(&["wake", "3"]);
    world.net.until_height(stood + 3);

    let conclude = json!({ "conclude": { "milestone": "payments" } });
    world.refused("stranger", world.milestones(), conclude, &[]);
    let challenge = json!({ "challenge": { "milestone": "payments", "round": 1 } });
    world.send("stranger", world.milestones(), challenge, &wld(20));
    assert_eq!(world.stage_of("payments"), "disputed");
    assert!(world.net.node().latest().unwrap().time > START + 8 * DAY);
}
