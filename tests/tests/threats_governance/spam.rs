//! Proposals without end: D13.

use milegate_core::governance::Refusal;
use milegate_tests::governance::{DEPOSIT, opened, pay};
use milegate_tests::suite::{ACTORS, Suite, is_native};

use super::*;

/// Everybody who can, but `vera`.
fn spammers() -> impl Iterator<Item = &'static str> {
    ACTORS
        .into_iter()
        .filter(|who| !["vera", "governance"].contains(who))
}

/// They have all the proposals in suspense that they may have.
fn full() -> Suite {
    let mut suite = rich(Suite::builder());
    let mut amount = 0;
    for who in spammers() {
        for _ in 0..3 {
            amount += 1;
            let msgs = vec![pay(&suite, "buyer", amount)];
            suite.propose(who, msgs).unwrap();
        }
    }
    suite
}

#[test]
fn d13_full_caps_of_many_accounts_leave_an_honest_proposal_as_cheap_as_ever() {
    let (mut empty, mut full) = (rich(Suite::builder()), full());
    let msgs = vec![pay(&empty, "buyer", 1)];
    empty.propose("stranger", msgs).unwrap();
    let [alone, crowded] = [&mut empty, &mut full].map(|suite| {
        let msgs = vec![pay(suite, "buyer", 999)];
        let receipt = suite.propose("vera", msgs).unwrap();
        let id = opened(&receipt);
        let vote = suite.vote("vera", id, cw3::Vote::Yes).unwrap().gas_used;
        [receipt.gas_used, vote]
    });
    println!("propose, vote: beside one other {alone:?}, beside 78 {crowded:?}");
    // a number that needs a digit or a byte more is 30 gas
    let dearer = |at: usize| is_native() || crowded[at].abs_diff(alone[at]) <= 300;
    assert!(dearer(0) && dearer(1), "{alone:?} {crowded:?}");
}

#[test]
fn d13_each_proposer_has_his_own_cap_and_pays_for_each() {
    let mut suite = full();
    let msgs = vec![pay(&suite, "buyer", 998)];
    let text = Refusal::TooMany { count: 3, most: 3 }.to_string();
    for who in ["stranger", "buyer"] {
        suite.refuses(&text, |suite| suite.propose(who, msgs.clone()));
    }
    let free = |suite: &mut Suite| {
        let msg = milegate_api::governance::ExecuteMsg::Ask {
            title: "?".into(),
            description: String::new(),
            options: vec!["a".into(), "b".into()],
        };
        suite.tell_governance("vera", &msg)
    };
    let (deposit, sent) = (DEPOSIT.into(), 0u128.into());
    suite.refuses(&Refusal::WrongDeposit { deposit, sent }.to_string(), free);
    let held = spammers().count() as u128 * 3 * DEPOSIT;
    assert_eq!(suite.bonds("governance"), held);
}

#[test]
fn d13_a_place_is_free_again_once_the_result_is_known_and_no_sooner() {
    let mut suite = full();
    let first = 1;
    suite.close("stranger", first).expect_err("it is voted on");
    suite.voting_passes();
    suite
        .close("stranger", first)
        .expect_err("proofs are taken");
    suite.tail_passes();
    let msgs = vec![pay(&suite, "buyer", 997)];
    suite
        .propose(ACTORS[0], msgs.clone())
        .expect_err("three are in suspense");
    suite.close("stranger", first).unwrap();
    suite.propose(ACTORS[0], msgs).unwrap();
}
