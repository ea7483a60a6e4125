//! Three kinds of authority attest.

use milegate_plan::Role;
use milegate_tests_chain::holds;
use serde_json::json;

use crate::world::{DAY, START, WLD, World, wld};

#[test]
fn xgov_a_multisig_and_a_vote_attest_and_everybody_is_paid() {
    let world = World::begin("authorities", &["--block", "1ms", "--memory", "yes"]);
    bond(&world);
    world.net.until(START + 60);
    by_xgov(&world);
    by_council(&world);
    let vote = world.propose_attestation();
    world.send(
        "voter",
        world.governance(),
        json!({ "vote": { "proposal_id": vote, "vote": "yes" } }),
        &[],
    );

    let before = world.try_send(
        "stranger",
        world.milestones(),
        json!({ "conclude": { "milestone": "listing" } }),
        &[],
    );
    assert!(before.is_err(), "the window is open");
    world.net.pass(7 * DAY, 140);
    world.conclude("listing");
    world.conclude("payments");
    world.net.pass(7 * DAY, 1);
    for (who, paid) in [("ada", 100_000), ("ben", 100_000), ("cleo", 0)] {
        if paid > 0 {
            world.claim(who);
        }
        assert_eq!(world.balance(world.net.address(who)), paid * WLD, "{who}");
    }

    world.net.pass(0, 2_010);
    world.send(
        "stranger",
        world.governance(),
        json!({ "execute": { "proposal_id": vote } }),
        &[],
    );
    world.net.pass(14 * DAY, 140);
    world.conclude("lending");
    world.net.pass(7 * DAY, 1);
    world.claim("cleo");
    assert_eq!(world.balance(world.net.address("cleo")), 100_000 * WLD);
    assert_eq!(world.balance(world.vault()), 0);
    holds(&world.verified());
}

/// Half the supply votes.
fn bond(world: &World) {
    world.send(
        "voter",
        world.at(&Role::Stake),
        json!({ "bond": {} }),
        &wld(450_000),
    );
}

/// The chain's own governance testifies to the listing.
fn by_xgov(world: &World) {
    world.xgov_attests();
    assert_eq!(world.stage_of("listing"), "pending");
}

/// Two of three of a cw3-flex-multisig testify to the payments.
fn by_council(world: &World) {
    world.council_attests();
    assert_eq!(world.stage_of("payments"), "pending");
}
