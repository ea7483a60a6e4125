use milegate_api::milestones::{ExecuteMsg, Stage};
use milegate_tests::suite::{BOND, DAY, Suite, address, bond, count, says};

/// `volume` with one member's word.
fn one() -> Suite {
    let mut suite = Suite::sealed();
    suite.start();
    suite.attest("carol", "volume", "members").unwrap();
    suite
}

/// `volume` satisfied by two of three.
fn pending() -> Suite {
    let mut suite = Suite::sealed();
    suite.satisfy("volume");
    suite
}

#[test]
fn given_a_standing_attestation_when_its_attestor_retracts_it_no_longer_counts() {
    let mut suite = one();
    let receipt = suite.retract("carol", "volume", "members").unwrap();
    says(
        &receipt,
        "milestones_retracted",
        &[
            ("milestone", "volume"),
            ("round", "1"),
            ("witness", "members"),
            ("attestor", &address("carol")),
        ],
    );
    let leaf = suite.milestone("volume").leaves.remove(0);
    assert_eq!((leaf.attestations, leaf.sitting), (0, None));
    assert!(!suite.attestations("volume", "members").attestations[0].standing);
}

#[test]
fn given_a_standing_attestation_when_somebody_else_sends_it_refuses() {
    one().refuses("no attestation stands", |suite| {
        suite.retract("dora", "volume", "members")
    });
}

#[test]
fn given_a_standing_attestation_when_another_round_is_meant_it_refuses() {
    let text = "the message is for round 2, the running round is 1";
    let (milestone, witness) = ("volume".into(), "members".into());
    let msg = ExecuteMsg::Retract {
        milestone,
        round: 2,
        witness,
    };
    one().refuses(text, |suite| suite.tell_milestones("carol", &msg));
}

#[test]
fn given_a_standing_attestation_when_funds_are_attached_it_refuses() {
    let (milestone, witness) = ("volume".into(), "members".into());
    let msg = ExecuteMsg::Retract {
        milestone,
        round: 1,
        witness,
    };
    let text = "the message takes no funds, sent 1ubond";
    one().refuses(text, |suite| {
        suite.send("carol", "milestones", &msg, &bond(1))
    });
}

#[test]
fn given_a_standing_attestation_when_it_was_retracted_before_in_this_round_it_refuses() {
    let mut suite = one();
    suite.retract("carol", "volume", "members").unwrap();
    suite.attest("carol", "volume", "members").unwrap();
    let text = "already retracted in round 1";
    suite.refuses(text, |suite| suite.retract("carol", "volume", "members"));
}

#[test]
fn given_a_pending_milestone_when_the_policy_fails_without_it_it_falls_to_the_next_round() {
    let mut suite = pending();
    let receipt = suite.retract("dora", "volume", "members").unwrap();
    says(
        &receipt,
        "milestones_fell",
        &[("milestone", "volume"), ("round", "2"), ("late_falls", "0")],
    );
    assert_eq!(count(&receipt, "milestones_struck"), 0);
    let volume = suite.milestone("volume");
    assert_eq!((volume.round, volume.leaves[0].attestations), (2, 1));
    assert_eq!(volume.stage, Stage::Open { last_call: None });
}

#[test]
fn given_a_pending_milestone_when_the_policy_holds_without_it_it_stays_pending() {
    let mut suite = pending();
    suite.attest("emil", "volume", "members").unwrap();
    let receipt = suite.retract("emil", "volume", "members").unwrap();
    assert_eq!(count(&receipt, "milestones_fell"), 0);
    let volume = suite.milestone("volume");
    assert_eq!((volume.round, volume.leaves[0].attestations), (1, 2));
    assert_eq!(
        volume.stage,
        Stage::Pending {
            since: suite.point()
        }
    );
}

#[test]
fn given_a_pending_milestone_when_the_window_is_over_it_refuses() {
    let mut suite = pending();
    let since = suite.point();
    suite.window_passes();
    let (end, block, now) = (since.time + 3 * DAY, since.height + 1_000, suite.point());
    let text = format!("the window was over at time {end}, block {block}; it is {now}");
    suite.refuses(&text, |suite| suite.retract("dora", "volume", "members"));
}

#[test]
fn given_a_disputed_milestone_when_the_policy_fails_without_it_it_falls_and_the_challenger_has_his_bond_back()
 {
    let mut suite = pending();
    suite.challenge("volume").unwrap();
    let receipt = suite.retract("dora", "volume", "members").unwrap();
    says(
        &receipt,
        "milestones_bond_released",
        &[
            ("challenger", &address("challenger")),
            ("credited", "1000"),
            ("lost", "0"),
        ],
    );
    says(&receipt, "milestones_fell", &[("round", "2")]);
    let gain = suite.bond_gain("challenger", |suite| suite.withdraw("challenger"));
    assert_eq!(gain, BOND as i128);
}

#[test]
fn given_an_ended_milestone_it_refuses() {
    let mut suite = Suite::sealed();
    let at = suite.reach("volume");
    let text = format!("the milestone has ended: reached at {at}");
    suite.refuses(&text, |suite| suite.retract("dora", "volume", "members"));
}
