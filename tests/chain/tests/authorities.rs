//! Three kinds of authority attest, and what may be upgraded is, by a vote.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use milegate_chain::Message;
use milegate_plan::Role;
use milegate_tests_chain::failing;
use milegate_verify::text;
use serde_json::{Value, json};

use crate::world::{DAY, START, WLD, World, codes, proposal, wld};

#[test]
fn xgov_a_multisig_and_a_vote_attest_and_everybody_is_paid() {
    let world = World::begin("authorities", &["--block", "1ms"]);
    bond(&world);
    world.net.until(START + 60);
    by_xgov(&world);
    by_council(&world);
    let vote = world.propose_attestation();
    let upgrade = propose_upgrade(&world);
    for proposal in [vote, upgrade] {
        world.send(
            "voter",
            world.governance(),
            json!({ "vote": { "proposal_id": proposal, "vote": "yes" } }),
            &[],
        );
    }

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
    world.send(
        "stranger",
        world.governance(),
        json!({ "execute": { "proposal_id": upgrade } }),
        &[],
    );
    let code = world
        .net
        .node()
        .contract(world.governance(), None)
        .unwrap()
        .unwrap()
        .code_id;
    assert_eq!(world.net.node().code(code).unwrap().checksum, annotated().1);
    world.net.pass(7 * DAY, 1);
    world.claim("cleo");
    assert_eq!(world.balance(world.net.address("cleo")), 100_000 * WLD);
    assert_eq!(world.balance(world.vault()), 0);

    // No release has the upgraded governance's code, and nothing else is other than planned.
    let verification = world.verified();
    assert_eq!(failing(&verification), ["code"], "{}", text(&verification));
    let code = verification.fact("code").unwrap();
    let said = code.values.join("\n");
    assert!(said.contains(&annotated().1.to_hex()), "{said}");
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
    let client = world.net.client("stranger");
    let attest = Message::Execute {
        sender: world.net.gov().to_owned(),
        contract: world.milestones().to_owned(),
        msg: world.attestation("listing", "xgov", "exchange-listing/1"),
        funds: vec![],
    };
    let submit = Message::Propose {
        proposer: client.address().to_owned(),
        title: "WLD is listed".into(),
        summary: "Two venues trade it.".into(),
        deposit: vec![cosmwasm_std::coin(1_000_000, world.net.fee_denom())],
        messages: vec![attest],
    };
    let opened = proposal(&client.send(&[submit], "").unwrap());
    world.net.all_vote_yes(opened);
    world.net.pass(25, 2);
    assert_eq!(world.stage_of("listing"), "pending");
}

/// Two of three of a cw3-flex-multisig testify to the payments.
fn by_council(world: &World) {
    world.council_attests();
    assert_eq!(world.stage_of("payments"), "pending");
}

/// The governance's own code, with a note in it: other bytes that do the same.
fn annotated() -> (Vec<u8>, cosmwasm_std::HexBinary) {
    let mut wasm =
        std::fs::read(milegate_tests_chain::artifacts().join("milegate_governance.wasm")).unwrap();
    wasm.extend([0, 5, 4, b'n', b'o', b't', b'e']);
    let checksum = cosmwasm_std::Checksum::generate(&wasm);
    (wasm, checksum.as_slice().into())
}

/// A vote on other code must pin its checksum.
fn propose_upgrade(world: &World) -> u64 {
    let deployer = world.net.client("deployer");
    let (wasm, checksum) = annotated();
    let mut zipped = GzEncoder::new(Vec::new(), Compression::best());
    zipped.write_all(&wasm).unwrap();
    let store = Message::Store {
        sender: deployer.address().to_owned(),
        wasm: zipped.finish().unwrap(),
    };
    deployer.send(&[store], "").unwrap();
    let code = world
        .net
        .node()
        .codes(|_| {})
        .unwrap()
        .into_iter()
        .find(|code| code.checksum == checksum);
    let code_id = code.unwrap().id;
    let migrate = |own: &str| json!({ "wasm": { "migrate": { "contract_addr": own, "new_code_id": code_id, "msg": "e30=" } } });
    let propose = |pin: &Value| {
        json!({ "propose": { "title": "Another governance", "description": "", "msgs": [migrate(world.governance())],
            "pins": [{ "code_id": code_id, "checksum": pin }] } })
    };
    let other = json!(codes().get("milegate_stake").unwrap());
    let said = world.refused("voter", world.governance(), propose(&other), &wld(100));
    assert!(said.contains("pinned"), "{said}");
    proposal(&world.send(
        "voter",
        world.governance(),
        propose(&json!(checksum)),
        &wld(100),
    ))
}
