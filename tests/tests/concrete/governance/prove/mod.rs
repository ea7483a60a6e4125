mod tail;

use milegate_api::governance::ExecuteMsg;
use milegate_api::vesting::raw;
use milegate_core::governance::Period;
use milegate_tests::governance::{new_rules, opened};
use milegate_tests::suite::{Suite, address, bond, says};

use super::kit::*;

const NOT: &str = "the voter is not interested";

#[test]
fn given_the_voting_runs_when_he_has_not_voted_it_takes_his_power_out_of_the_base() {
    let (mut suite, id) = attesting();
    let receipt = suite.prove("stranger", id, "ana").unwrap();
    let wanted = [
        ("proposal", "1"),
        ("voter", &address("ana")),
        ("sender", &address("stranger")),
        ("effect", "recused"),
        ("power", "300000"),
        ("ballot", "none"),
    ];
    says(&receipt, "governance_proven", &wanted);
    assert_eq!(sums(&suite, id), [0, 0, 0, 0, 300_000]);
}

#[test]
fn given_the_voting_runs_when_he_has_voted_it_voids_his_ballot_too() {
    let (mut suite, id) = bought(attesting());
    let receipt = suite.prove("stranger", id, "vlad").unwrap();
    let wanted = [
        ("effect", "recused"),
        ("power", "100000"),
        ("ballot", "yes"),
    ];
    says(&receipt, "governance_proven", &wanted);
    assert_eq!(sums(&suite, id), [0, 0, 0, 0, 100_000]);
}

#[test]
fn given_the_voting_runs_when_he_was_proven_before_it_does_nothing() {
    let (mut suite, id) = attesting();
    suite.prove("stranger", id, "ana").unwrap();
    let before = suite.chain.state_hash();
    let receipt = suite.prove("vera", id, "ana").unwrap();
    let wanted = [
        ("effect", "nothing"),
        ("power", "300000"),
        ("ballot", "none"),
    ];
    says(&receipt, "governance_proven", &wanted);
    assert_eq!(suite.chain.state_hash(), before);
}

#[test]
fn given_the_voting_runs_when_he_is_not_interested_it_refuses() {
    let (mut suite, id) = attesting();
    for who in ["vera", "ben"] {
        suite.refuses(NOT, |suite| suite.prove("stranger", id, who));
    }
}

#[test]
fn given_the_voting_runs_when_he_has_renounced_it_refuses() {
    let (mut suite, id) = attesting();
    suite.renounce("ana", "ana").unwrap();
    suite.refuses(NOT, |suite| suite.prove("stranger", id, "ana"));
}

#[test]
fn given_the_voting_runs_when_he_weighed_nothing_it_refuses() {
    let (mut suite, id) = attesting();
    let text = "no voting power when the proposal opened";
    for who in ["eve", "stranger"] {
        suite.refuses(text, |suite| suite.prove("stranger", id, who));
    }
}

#[test]
fn given_the_voting_runs_when_his_address_is_not_spelt_as_the_chain_does_it_refuses() {
    let (mut suite, proposal_id) = attesting();
    for voter in [address("ana").to_uppercase(), "ana".into(), String::new()] {
        refused(&mut suite, "Generic error: ", |suite| {
            suite.tell_governance("vera", &ExecuteMsg::Prove { proposal_id, voter })
        });
    }
}

#[test]
fn given_the_voting_runs_when_the_vaults_record_is_malformed_it_refuses() {
    let mut suite = begin(Suite::builder().by_vote().puppet().build());
    suite.plant("vlad", "listing");
    suite.put(&raw::INTEREST.key(&suite.at("vlad")), b"{");
    let msgs = vec![milegate_tests::governance::attest_listing(&suite)];
    let (mut suite, id) = with(suite, msgs);
    refused(&mut suite, "keeps a malformed record under", |suite| {
        suite.prove("stranger", id, "vlad")
    });
}

#[test]
fn given_the_voting_runs_when_funds_are_attached_it_refuses() {
    let (mut suite, proposal_id) = attesting();
    let voter = address("ana");
    let msg = ExecuteMsg::Prove { proposal_id, voter };
    let text = "the message takes no funds, sent 1ubond";
    suite.refuses(text, |suite| {
        suite.send("vera", "governance", &msg, &bond(1))
    });
}

#[test]
fn given_the_end_of_the_voting_when_one_clock_is_short_it_takes_his_power_out_of_the_base() {
    let [a_second, a_block, _] = edges(&attesting().0, VOTES);
    for mut suite in [a_second, a_block] {
        suite.prove("stranger", 1, "ana").unwrap();
        assert_eq!(sums(&suite, 1), [0, 0, 0, 0, 300_000]);
        assert_eq!(proven(&suite, "ana"), Some(Period::Voting {}));
    }
}

#[test]
fn given_the_end_of_the_voting_when_both_clocks_are_there_it_strikes_a_ballot_alone() {
    let [.., mut exact] = edges(&bought(attesting()).0, VOTES);
    exact.prove("stranger", 1, "vlad").unwrap();
    assert_eq!(sums(&exact, 1), [0, 0, 0, 0, 0]);
    assert_eq!(proven(&exact, "vlad"), Some(Period::Tail {}));
}

/// When somebody was proven.
fn proven(suite: &Suite, who: &str) -> Option<Period> {
    let ballots = ballots(suite, 1).into_iter();
    let mut found = ballots.filter(|ballot| ballot.voter == suite.at(who));
    found.next().and_then(|ballot| ballot.proven)
}

#[test]
fn given_a_dispute_when_a_holder_behind_the_milestone_is_named_it_proves_him() {
    let (mut suite, id) = disputing();
    suite.prove("stranger", id, "ben").unwrap();
    assert_eq!(sums(&suite, id), [0, 0, 0, 0, 100_000]);
    suite.refuses(NOT, |suite| suite.prove("stranger", id, "ana"));
}

#[test]
fn given_a_change_of_the_rules_when_a_holder_of_any_grant_is_named_it_proves_him() {
    let suite = started();
    let msgs = vec![new_rules(&suite, |rules| rules.proposals = 5)];
    let (mut suite, id) = with(suite, msgs);
    for who in ["ana", "ben"] {
        suite.prove("stranger", id, who).unwrap();
    }
    assert_eq!(sums(&suite, id), [0, 0, 0, 0, 400_000]);
    suite.refuses(NOT, |suite| suite.prove("stranger", id, "vito"));
}

#[test]
fn given_a_payment_it_refuses() {
    let (mut suite, id) = paying();
    let text = "nobody is recused from a proposal of class spend that opens no grant";
    suite.refuses(text, |suite| suite.prove("stranger", id, "ana"));
}

#[test]
fn given_a_signal_it_refuses() {
    let (mut suite, id) = asking();
    let text = "nobody is recused from a proposal of class signal that opens no grant";
    suite.refuses(text, |suite| suite.prove("stranger", id, "ana"));
}

#[test]
fn given_no_such_proposal_it_refuses() {
    let (mut suite, _) = attesting();
    suite.refuses("no proposal 2", |suite| suite.prove("stranger", 2, "ana"));
}

#[test]
fn given_it_was_cancelled_it_refuses() {
    let (mut suite, id) = attesting();
    suite.stop("guardian", id).unwrap();
    let text = format!("the proposal was cancelled at {}", suite.point());
    suite.refuses(&text, |suite| suite.prove("stranger", id, "ana"));
}

#[test]
fn given_it_was_executed_it_refuses() {
    let mut suite = started();
    let msgs = vec![milegate_tests::governance::attest_listing(&suite)];
    let id = opened(&suite.propose("vera", msgs).unwrap());
    let (mut suite, id) = executable(carried((suite, id)));
    suite.carry("stranger", id).unwrap();
    let text = format!("the proposal was executed at {}", suite.point());
    suite.refuses(&text, |suite| suite.prove("stranger", id, "ana"));
}
