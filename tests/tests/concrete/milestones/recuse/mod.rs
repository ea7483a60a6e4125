use milegate_api::milestones::{ExecuteMsg, Stage};
use milegate_api::vesting::raw;
use milegate_tests::suite::{Suite, address, bond, count, grant, says};

/// `volume` with one member's word, beside a vault that can be made to say anything.
fn attested() -> Suite {
    let mut suite = Suite::builder().puppet().build();
    suite.start();
    suite.attest("carol", "volume", "members").unwrap();
    suite
}

#[test]
fn given_an_attestor_who_became_a_holder_when_anyone_recuses_him_it_removes_his_word() {
    let mut suite = attested();
    suite.plant("carol", "volume");
    let receipt = suite
        .recuse("stranger", "volume", "members", "carol")
        .unwrap();
    says(
        &receipt,
        "milestones_recused",
        &[
            ("milestone", "volume"),
            ("round", "1"),
            ("witness", "members"),
            ("attestor", &address("carol")),
            ("vault", suite.puppet().as_str()),
        ],
    );
    assert_eq!(suite.milestone("volume").leaves[0].attestations, 0);
    assert_eq!(suite.bonds("milestones"), 0);
}

#[test]
fn given_an_attestor_who_became_a_holder_when_the_policy_fails_without_him_it_falls() {
    let mut suite = attested();
    suite.attest("dora", "volume", "members").unwrap();
    suite.plant("carol", "volume");
    let receipt = suite
        .recuse("stranger", "volume", "members", "carol")
        .unwrap();
    says(&receipt, "milestones_fell", &[("round", "2")]);
    assert_eq!(count(&receipt, "milestones_struck"), 0);
    assert_eq!(
        suite.milestone("volume").stage,
        Stage::Open { last_call: None }
    );
}

#[test]
fn given_an_attestor_who_became_a_holder_when_the_vaults_record_is_malformed_it_refuses() {
    let mut suite = attested();
    suite.plant("carol", "volume");
    suite.put(&raw::INTEREST.key(&suite.at("carol")), b"{");
    let before = suite.chain.state_hash();
    let reason = suite
        .recuse("stranger", "volume", "members", "carol")
        .unwrap_err()
        .reason;
    assert!(reason.contains("malformed record under"), "{reason}");
    assert!(reason.contains("interest"), "{reason}");
    assert_eq!(suite.chain.state_hash(), before);
}

#[test]
fn given_an_attestor_who_holds_no_grant_it_refuses() {
    let text = format!(
        "{} is not interested in milestone `volume`",
        address("carol")
    );
    attested().refuses(&text, |suite| {
        suite.recuse("stranger", "volume", "members", "carol")
    });
}

#[test]
fn given_an_attestor_who_holds_a_grant_behind_another_milestone_it_refuses() {
    let other = |grants: &mut Vec<_>| grants.push(grant("carol", "core", 1));
    let mut suite = Suite::builder().grants(other).build();
    suite.start();
    suite
        .attest("carol", "volume", "members")
        .expect("core waits for the listing only");
    let text = format!(
        "{} is not interested in milestone `volume`",
        address("carol")
    );
    suite.refuses(&text, |suite| {
        suite.recuse("stranger", "volume", "members", "carol")
    });
}

#[test]
fn given_no_attestation_of_his_it_refuses() {
    let text = "no attestation stands";
    attested().refuses(text, |suite| {
        suite.recuse("stranger", "volume", "members", "dora")
    });
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let msg = ExecuteMsg::Recuse {
        milestone: "volume".into(),
        witness: "members".into(),
        attestor: address("carol"),
    };
    let text = "the message takes no funds, sent 1ubond";
    attested().refuses(text, |suite| {
        suite.send("stranger", "milestones", &msg, &bond(1))
    });
}
