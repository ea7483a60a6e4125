use cosmwasm_std::{coin, coins};
use milegate_api::milestones::{BondsResponse, QueryMsg, Stage};
use milegate_core::milestone::Verdict;
use milegate_tests::suite::{ASSERTION, BOND, Suite, address, bond, count, grant, of, says};

/// The sealed plan, started; `listing` takes assertions.
fn open() -> Suite {
    let mut suite = Suite::builder().asserted().puppet().build();
    suite.start();
    suite
}

/// With the keeper's assertion.
fn asserted() -> Suite {
    let mut suite = open();
    suite.assert_with("keeper", ASSERTION).unwrap();
    suite
}

/// And a challenge to it.
fn challenged() -> Suite {
    let mut suite = asserted();
    suite.challenge("listing").unwrap();
    suite
}

/// What `bonds` comes to: bonds, credits, dues.
#[track_caller]
fn books(suite: &Suite, expected: [u128; 3]) {
    let answer: BondsResponse = suite.ask_milestones(&QueryMsg::Bonds {});
    let figures = [answer.bonds, answer.credits, answer.dues];
    assert_eq!(figures.map(|figure| figure.u128()), expected);
    assert_eq!(answer.balance.u128(), expected.iter().sum::<u128>());
}

#[test]
fn given_an_open_milestone_when_the_exact_bond_is_sent_it_counts_at_once() {
    let mut suite = open();
    let receipt = suite.assert_with("keeper", ASSERTION).unwrap();
    let keeper = address("keeper");
    let pledged = [
        ("witness", "anyone"),
        ("asserter", &keeper),
        ("bond", "501"),
    ];
    says(&receipt, "milestones_attested", &[("attestor", &keeper)]);
    says(&receipt, "milestones_pledged", &pledged);
    says(&receipt, "milestones_pending", &[("round", "1")]);
    let leaf = suite.milestone("listing").leaves.remove(1);
    let pledge = leaf.pledge.expect("a bond");
    assert_eq!(
        (pledge.asserter.as_str(), pledge.bond.u128()),
        (keeper.as_str(), ASSERTION)
    );
    books(&suite, [ASSERTION, 0, 0]);
}

#[test]
fn given_an_open_milestone_when_another_amount_is_sent_it_refuses() {
    let mut suite = open();
    for amount in [ASSERTION - 1, ASSERTION + 1] {
        let text = format!("an assertion costs {ASSERTION}, sent {amount}");
        suite.refuses(&text, |suite| suite.assert_with("keeper", amount));
    }
    let text = format!("an assertion costs {ASSERTION}, sent 0");
    suite.refuses(&text, |suite| suite.attest("keeper", "listing", "anyone"));
}

#[test]
fn given_an_open_milestone_when_another_denom_is_sent_it_refuses() {
    let mut suite = open();
    let word = suite.word("listing", "anyone");
    suite.refuses("only ubond is taken, sent 501uatom", |suite| {
        suite.attest_paying("keeper", word.clone(), &coins(ASSERTION, "uatom"))
    });
    let both = [coin(1, "uatom"), coin(ASSERTION, "ubond")];
    suite.refuses("only ubond is taken, sent 1uatom,501ubond", |suite| {
        suite.attest_paying("keeper", word, &both)
    });
}

#[test]
fn given_an_open_milestone_when_another_witness_is_sent_funds_it_refuses() {
    let mut suite = open();
    let word = suite.word("listing", "auditor");
    suite.refuses("the message takes no funds, sent 501ubond", |suite| {
        suite.attest_paying("auditor", word, &bond(ASSERTION))
    });
}

#[test]
fn given_an_open_milestone_when_the_asserter_is_interested_it_refuses() {
    let held = |grants: &mut Vec<_>| grants.push(grant("keeper", "core", 1));
    let mut suite = Suite::builder().asserted().grants(held).build();
    suite.start();
    let (who, vault) = (address("keeper"), suite.vault.clone());
    let text = format!("{who} is interested in milestone `listing` through vault {vault}");
    suite.refuses(&text, |suite| suite.assert_with("keeper", ASSERTION));
}

#[test]
fn given_a_standing_assertion_when_somebody_else_asserts_it_refuses() {
    let text = format!("an assertion of {} stands already", address("keeper"));
    asserted().refuses(&text, |suite| suite.assert_with("stranger", ASSERTION));
    let text = "an attestation of round 1 stands already";
    asserted().refuses(text, |suite| suite.assert_with("keeper", ASSERTION));
}

#[test]
fn given_a_standing_assertion_when_the_asserter_retracts_it_refuses() {
    asserted().refuses("an assertion cannot be taken back", |suite| {
        suite.retract("keeper", "listing", "anyone")
    });
}

#[test]
fn given_a_standing_assertion_when_the_asserter_became_a_holder_and_is_recused_it_falls_and_his_bond_comes_back()
 {
    let mut suite = asserted();
    suite.plant("keeper", "listing");
    let receipt = suite
        .recuse("stranger", "listing", "anyone", "keeper")
        .unwrap();
    says(
        &receipt,
        "milestones_assertion_returned",
        &[("bond", "501"), ("credited", "501")],
    );
    says(&receipt, "milestones_fell", &[("round", "2")]);
    books(&suite, [0, ASSERTION, 0]);
    let gain = suite.bond_gain("keeper", |suite| suite.withdraw("keeper"));
    assert_eq!(gain, ASSERTION as i128);
    let leaf = suite.milestone("listing").leaves.remove(1);
    assert_eq!((leaf.struck, leaf.pledge), (0, None));
}

#[test]
fn given_a_standing_assertion_when_nobody_challenges_it_is_reached_and_his_bond_comes_back() {
    let mut suite = asserted();
    suite.window_passes();
    let receipt = suite.conclude("listing").unwrap();
    says(&receipt, "milestones_reached", &[("milestone", "listing")]);
    says(
        &receipt,
        "milestones_assertion_returned",
        &[("asserter", &address("keeper")), ("credited", "501")],
    );
    books(&suite, [0, ASSERTION, 0]);
}

#[test]
fn given_a_standing_assertion_when_the_other_witness_falls_it_stays() {
    let both = |msg: &mut milegate_api::milestones::InstantiateMsg| {
        msg.milestones[0].policy = of(2, &["auditor", "anyone"]);
    };
    let mut suite = Suite::builder().asserted().milestones(both).build();
    suite.start();
    suite.assert_with("keeper", ASSERTION).unwrap();
    suite.attest("auditor", "listing", "auditor").unwrap();
    suite.challenge("listing").unwrap();
    let receipt = suite.retract("auditor", "listing", "auditor").unwrap();
    assert_eq!(count(&receipt, "milestones_assertion_returned"), 0);
    assert!(suite.milestone("listing").leaves[1].holds);
    books(&suite, [ASSERTION, BOND, 0]);
}

#[test]
fn given_a_challenged_assertion_when_the_court_says_stands_it_earns_half_the_challengers_bond() {
    let mut suite = challenged();
    suite.window_passes();
    let receipt = suite.settle("court", "listing", Verdict::Stands).unwrap();
    let released = [("bond", "1000"), ("credited", "0"), ("lost", "500")];
    says(&receipt, "milestones_bond_released", &released);
    let returned = [("bond", "501"), ("credited", "1001")];
    says(&receipt, "milestones_assertion_returned", &returned);
    books(&suite, [0, ASSERTION + BOND / 2, BOND / 2]);
}

#[test]
fn given_a_challenged_assertion_when_the_court_says_false_it_loses_half_to_the_challenger_and_half_to_the_sink()
 {
    let mut suite = challenged();
    suite.add_bounty("stranger", "listing", &bond(77)).unwrap();
    let receipt = suite.settle("court", "listing", Verdict::False).unwrap();
    let released = [("bounty", "0"), ("credited", "1250"), ("lost", "251")];
    says(&receipt, "milestones_bond_released", &released);
    let returned = [("bond", "501"), ("credited", "0")];
    says(&receipt, "milestones_assertion_returned", &returned);
    says(&receipt, "milestones_struck", &[("witness", "anyone")]);
    let gain = suite.bond_gain("challenger", |suite| suite.withdraw("challenger"));
    assert_eq!(gain, 1_250);
    suite.refuses(&format!("{} has no credit", address("keeper")), |suite| {
        suite.withdraw("keeper")
    });
}

#[test]
fn given_a_challenged_assertion_when_the_court_was_silent_and_silence_falls_it_has_nine_tenths_back_and_is_struck()
 {
    let mut suite = challenged();
    suite.window_passes();
    suite.court_limit_passes();
    let receipt = suite.conclude("listing").unwrap();
    let released = [("credited", "900"), ("lost", "151")];
    says(&receipt, "milestones_bond_released", &released);
    says(
        &receipt,
        "milestones_assertion_returned",
        &[("credited", "450")],
    );
    books(&suite, [0, 1_350, 151]);
    assert_eq!(suite.milestone("listing").leaves[1].struck, 1);
}

#[test]
fn given_a_challenged_assertion_when_another_witness_keeps_the_policy_true_and_he_is_recused_it_stays_disputed_and_his_bond_comes_back()
 {
    let mut suite = challenged();
    suite.attest("auditor", "listing", "auditor").unwrap();
    suite.plant("keeper", "listing");
    suite
        .recuse("stranger", "listing", "anyone", "keeper")
        .unwrap();
    let stage = suite.milestone("listing").stage;
    assert!(matches!(stage, Stage::Disputed { .. }), "{stage:?}");
    books(&suite, [BOND, ASSERTION, 0]);
}

/// Struck so many times, each time by the court's word.
fn struck(times: u32) -> Suite {
    let mut suite = open();
    for strike in 0..times {
        suite.assert_with("keeper", ASSERTION << strike).unwrap();
        suite.challenge("listing").unwrap();
        suite.settle("court", "listing", Verdict::False).unwrap();
        suite.a_day_passes();
    }
    suite
}

#[test]
fn given_an_assertion_that_was_struck_when_the_next_one_is_made_it_costs_twice_as_much() {
    let mut suite = struck(1);
    let text = format!("an assertion costs {}, sent {ASSERTION}", 2 * ASSERTION);
    suite.refuses(&text, |suite| suite.assert_with("stranger", ASSERTION));
    suite.assert_with("stranger", 2 * ASSERTION).unwrap();
}

#[test]
fn given_an_assertion_that_was_struck_when_the_same_asserter_says_the_same_date_it_refuses() {
    let mut suite = struck(1);
    let as_of = suite.attestations("listing", "anyone").attestations[0].as_of;
    let mut word = suite.word("listing", "anyone");
    word.as_of = as_of;
    let text = format!("as of {as_of} is not after {as_of}, the date of what was struck");
    suite.refuses(&text, |suite| {
        suite.attest_paying("keeper", word.clone(), &bond(2 * ASSERTION))
    });
}

#[test]
fn given_three_struck_assertions_it_refuses() {
    let text = "witness `anyone` takes no more assertions: three were struck";
    let mut suite = struck(3);
    suite.refuses(text, |suite| suite.assert_with("stranger", 8 * ASSERTION));
    suite
        .attest("auditor", "listing", "auditor")
        .expect("the other leaf lives");
}

#[test]
fn given_an_ended_milestone_it_refuses() {
    let mut suite = open();
    let at = suite.reach("listing");
    let text = format!("the milestone has ended: reached at {at}");
    suite.refuses(&text, |suite| suite.assert_with("keeper", ASSERTION));
}
