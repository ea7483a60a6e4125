//! Four validators, some of which fail: nothing is lost, nothing is done twice, no window is cut short.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use cosmwasm_std::Addr;
use milegate_chain::{ChainError, Draft, Message};
use milegate_plan::Role;
use milegate_report::audit;
use milegate_tests_chain::holds;
use serde_json::{Value, json};

use crate::world::{DAY, START, World, empty, stage, wld};

const FOUR: [&str; 4] = ["--validators", "4", "--block", "10ms"];

#[test]
fn validators_fail_in_mid_deployment_in_mid_vote_and_in_a_challenge_window() {
    let world = deployed_through_a_failing_node();
    world.net.until(START + 60);
    voted_while_nodes_fail(&world);
    stood_still_past_a_window(&world);

    let contracts: Vec<String> = world.deployment.contracts.values().cloned().collect();
    let view = world.net.node().view(contracts).unwrap();
    let audit = audit(&view, &Addr::unchecked(world.vault()), None).unwrap();
    assert!(audit.pass(), "{audit:#?}");
    holds(&world.verified());
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
    let sequence = deployer
        .node()
        .account(deployer.address())
        .unwrap()
        .sequence;
    assert_eq!(
        sequence,
        u64::try_from(sent).unwrap(),
        "one transaction a step"
    );
    World::fund(net, home, staged.deployment)
}

/// Ballots count once: one cast while a validator is missing, and one on its way through a node that
/// loses power. The chain stands still around the second, so that no block has it.
fn voted_while_nodes_fail(world: &World) {
    let stake = world.at(&Role::Stake);
    for (who, amount) in [("voter", 300_000), ("stranger", 100_000)] {
        world.send(who, stake, json!({ "bond": {} }), &wld(amount));
    }
    let id = world.propose_attestation();
    let ballot = json!({ "vote": { "proposal_id": id, "vote": "yes" } });

    world.net.run(&["kill", "3"]);
    world.send("voter", world.governance(), ballot.clone(), &[]);
    world.net.run(&["wake", "3"]);
    let height = world.net.node().height().unwrap();
    world.net.caught_up(3, height);

    let stranger = world.net.client_of("stranger", 1);
    let vote = Message::Execute {
        sender: stranger.address().to_owned(),
        contract: world.governance().to_owned(),
        msg: ballot.clone(),
        funds: vec![],
    };
    world.net.run(&["halt", "2"]);
    let (receipt, stood) = std::thread::scope(|scope| {
        let sent = scope.spawn(|| stranger.send(&[vote], "").unwrap());
        let patience = Instant::now() + Duration::from_secs(60);
        while world.net.waiting(1) == 0 {
            assert!(
                Instant::now() < patience,
                "the ballot does not come to its node"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        world.net.run(&["kill", "1"]);
        let stood = world.net.node().height().unwrap();
        for node in ["1", "2", "3"] {
            world.net.run(&["wake", node]);
        }
        (sent.join().unwrap(), stood)
    });
    assert!(
        receipt.height > stood,
        "{receipt:?} was in a block before, {stood}"
    );

    let said = world.refused("stranger", world.governance(), ballot, &[]);
    assert!(said.contains("voted"), "{said}");
    let votes: Value = world.ask(
        world.governance(),
        json!({ "list_votes": { "proposal_id": id } }),
    );
    let votes = votes["votes"].as_array().unwrap();
    let weights: Vec<u64> = votes
        .iter()
        .map(|vote| vote["weight"].as_u64().unwrap())
        .collect();
    assert_eq!(
        (weights.len(), weights.iter().sum()),
        (2, 400_000),
        "{votes:?}"
    );
}

/// Half the validators are away for longer than the windows: their seconds are over, their blocks are
/// not, and no contract has a coin more or less.
fn stood_still_past_a_window(world: &World) {
    world.council_attests();
    world.xgov_attests();

    let held = balances(world);
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
    assert!(world.net.node().latest().unwrap().time > START + 8 * DAY);
    assert_eq!(balances(world), held);

    let conclude = json!({ "conclude": { "milestone": "payments" } });
    world.refused("stranger", world.milestones(), conclude, &[]);
    let challenge = json!({ "challenge": { "milestone": "payments", "round": 1 } });
    world.send("stranger", world.milestones(), challenge, &wld(20));
    assert_eq!(world.stage_of("payments"), "disputed");
    concluded_to_the_block(world, "listing");
}

/// What every contract has, of both denoms.
fn balances(world: &World) -> Vec<(String, Vec<u128>)> {
    let node = world.net.node();
    let held = world.deployment.contracts.iter().map(|(role, address)| {
        let of = |denom| node.bank_balance(address, denom, None).unwrap().u128();
        (
            role.to_string(),
            vec![of("uwld"), of(world.net.fee_denom())],
        )
    });
    held.collect()
}

/// Everybody tries to conclude, block after block: it works in the first after the window's last, and
/// in no earlier one.
fn concluded_to_the_block(world: &World, milestone: &str) {
    let known = world.milestone(milestone);
    let number = |value: &Value| value.as_u64().unwrap();
    let since = &known["stage"]["pending"]["since"]["height"];
    let end = number(since) + number(&known["terms"]["window"]["blocks"]);
    world.net.until_height(end - 6);

    let conclude = json!({ "conclude": { "milestone": milestone } });
    let people = [
        "council-1",
        "council-2",
        "judge-1",
        "judge-2",
        "ada",
        "voter",
    ];
    let tried: Vec<String> = std::thread::scope(|scope| {
        let trying: Vec<_> = people
            .iter()
            .map(|who| scope.spawn(|| tries(world, who, &conclude, end + 2)))
            .collect();
        trying
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    let mut went: BTreeMap<u64, Vec<Option<String>>> = BTreeMap::new();
    for hash in tried {
        match world.net.node().wait(&hash, Duration::from_secs(30)) {
            Ok(receipt) => went.entry(receipt.height).or_default().push(None),
            Err(ChainError::Failed { height, reason, .. }) => {
                went.entry(height).or_default().push(Some(reason));
            }
            Err(other) => panic!("{other}"),
        }
    }
    let early = went.range(..end).flat_map(|(_, all)| all);
    for refused in early {
        let reason = refused.as_deref().expect("concluded inside the window");
        assert!(
            reason.contains("time has decided nothing before"),
            "{reason}"
        );
    }
    assert!(
        went.contains_key(&(end - 1)),
        "nobody tried in the last block, {}",
        end - 1
    );
    let first = went
        .get(&end)
        .map(|all| all.iter().filter(|one| one.is_none()).count());
    assert_eq!(first, Some(1), "block {end}: {went:?}");
    assert_eq!(world.stage_of(milestone), "ended");
}

/// Sends the same again and again, unasked and without waiting, until a height; answers the hashes.
fn tries(world: &World, who: &str, msg: &Value, until: u64) -> Vec<String> {
    let (client, key) = (world.net.client(who), world.net.key(who));
    let mut account = client.node().account(client.address()).unwrap();
    let mut hashes = Vec::new();
    while client.node().height().unwrap() < until {
        let message = Message::Execute {
            sender: client.address().to_owned(),
            contract: world.milestones().to_owned(),
            msg: msg.clone(),
            funds: vec![],
        };
        let draft = Draft {
            messages: vec![message],
            memo: String::new(),
            fee: client.how().price.fee(600_000),
            until: 0,
        };
        let signed = draft.sign(&key, client.node().chain_id(), account).unwrap();
        match client.node().broadcast(&signed, Duration::ZERO) {
            Ok(_) | Err(ChainError::Unknown { .. } | ChainError::Failed { .. }) => {}
            Err(other) => panic!("{who}: {other}"),
        }
        hashes.push(signed.hash().unwrap());
        account.sequence += 1;
    }
    hashes
}
