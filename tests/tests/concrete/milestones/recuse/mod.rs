use milegate_api::milestones::ExecuteMsg;
use milegate_tests::suite::{Suite, address, bond};

/// `volume` with one member's word; `carol` holds nothing.
fn attested() -> Suite {
    let mut suite = Suite::sealed();
    suite.start();
    suite.attest("carol", "volume", "members").unwrap();
    suite
}

#[test]
fn given_an_attestor_who_holds_no_grant_when_anyone_recuses_him_it_refuses() {
    let who = address("carol");
    let text = format!("{who} is not interested in milestone `volume`");
    attested().refuses(&text, |suite| suite.recuse("stranger", "volume", "members", "carol"));
}

#[test]
fn given_an_attestor_who_holds_a_grant_behind_another_milestone_it_refuses() {
    let calendar = |grants: &mut Vec<_>| {
        grants.push(milegate_tests::suite::grant("carol", "core", 1));
    };
    let mut suite = Suite::builder().grants(calendar).build();
    suite.start();
    suite.attest("carol", "volume", "members").expect("core waits for the listing only");
    let who = address("carol");
    let text = format!("{who} is not interested in milestone `volume`");
    suite.refuses(&text, |suite| suite.recuse("stranger", "volume", "members", "carol"));
}

#[test]
fn given_no_attestation_of_his_it_refuses() {
    let text = "no attestation stands";
    attested().refuses(text, |suite| suite.recuse("stranger", "volume", "members", "dora"));
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let msg = ExecuteMsg::Recuse {
        milestone: "volume".into(),
        witness: "members".into(),
        attestor: address("carol"),
    };
    let text = "the message takes no funds, sent 1ubond";
    attested().refuses(text, |suite| suite.send("stranger", "milestones", &msg, &bond(1)));
}
