//! What the governance answers, by hand.

mod multisig;
mod tally;

use milegate_api::governance::{
    BallotsResponse, ConfigResponse, DepositsResponse, PayeeResponse, QueryMsg,
};
use milegate_core::governance::{Choice, Period};
use milegate_tests::governance::{DEPOSIT, attest_listing, burn, opened};
use milegate_tests::suite::{START, Suite, address, tok};

/// The milestones have started; whoever proposes may have 40 proposals in suspense.
fn started() -> Suite {
    let builder = Suite::builder().rules(|msg| msg.rules.proposals = 40);
    let mut suite = builder.build();
    suite.until(START + 1);
    let governance = suite.at("governance");
    suite.chain.mint(&governance, &tok(900_000));
    suite.accepts_payments("buyer").unwrap();
    suite
}

/// `vera` proposes to attest `listing`.
fn attesting() -> Suite {
    let mut suite = started();
    let msgs = vec![attest_listing(&suite)];
    assert_eq!(opened(&suite.propose("vera", msgs).unwrap()), 1);
    suite
}

/// So many proposals, each to burn another amount.
fn many(count: u128) -> Suite {
    let mut suite = started();
    for amount in 1..=count {
        suite.propose("vera", vec![burn(amount)]).unwrap();
    }
    suite
}

/// Why a question is refused.
fn refused(suite: &Suite, question: &QueryMsg) -> String {
    let governance = suite.at("governance");
    let answer = suite
        .chain
        .query::<serde_json::Value>(&governance, question);
    answer.expect_err("a refusal").to_string()
}

#[test]
fn a_proposal_that_does_not_exist_is_refused_by_every_question_about_one() {
    let suite = attesting();
    let voter = address("vera");
    for proposal_id in [0, 2, u64::MAX] {
        for question in [
            QueryMsg::Proposal { proposal_id },
            QueryMsg::Tally { proposal_id },
            QueryMsg::Vote {
                proposal_id,
                voter: voter.clone(),
            },
            QueryMsg::ListVotes {
                proposal_id,
                start_after: None,
                limit: None,
            },
            QueryMsg::Ballots {
                proposal_id,
                start_after: None,
                limit: None,
            },
        ] {
            let text = refused(&suite, &question);
            let wanted = format!("no proposal {proposal_id}");
            assert!(text.contains(&wanted), "{question:?}: {text}");
        }
    }
}

#[test]
fn an_address_in_capitals_is_refused() {
    let suite = attesting();
    let upper = address("vera").to_uppercase();
    for question in [
        QueryMsg::Voter {
            address: upper.clone(),
        },
        QueryMsg::Payee {
            address: upper.clone(),
        },
        QueryMsg::Vote {
            proposal_id: 1,
            voter: upper.clone(),
        },
        QueryMsg::Ballots {
            proposal_id: 1,
            start_after: Some(upper),
            limit: None,
        },
    ] {
        refused(&suite, &question);
    }
}

fn page(suite: &Suite, start_after: Option<&str>, limit: Option<u32>) -> BallotsResponse {
    suite.ask_governance(&QueryMsg::Ballots {
        proposal_id: 1,
        start_after: start_after.map(Into::into),
        limit,
    })
}

#[test]
fn ballots_tell_everybody_who_voted_or_was_proven_by_pages() {
    let mut suite = attesting();
    assert_eq!(page(&suite, None, None).ballots, []);
    suite.vote("vera", 1, cw3::Vote::Yes).unwrap();
    suite.vote("vito", 1, cw3::Vote::Veto).unwrap();
    suite.prove("stranger", 1, "ana").unwrap();
    let all = page(&suite, None, None).ballots;
    assert!(all.is_sorted_by_key(|ballot| ballot.voter.clone()));
    let of = |who: &str| {
        let found = all.iter().find(|ballot| ballot.voter == suite.at(who));
        let found = found.expect("a record");
        (found.power.u64(), found.ballot, found.proven)
    };
    assert_eq!(all.len(), 3);
    assert_eq!(of("vera"), (350_000, Some(Choice::Yes {}), None));
    assert_eq!(of("vito"), (150_000, Some(Choice::Veto {}), None));
    assert_eq!(of("ana"), (300_000, None, Some(Period::Voting {})));

    assert_eq!(page(&suite, None, Some(2)).ballots, all[..2]);
    let after = all[1].voter.as_str();
    assert_eq!(page(&suite, Some(after), Some(2)).ballots, all[2..]);
    assert_eq!(page(&suite, Some(all[2].voter.as_str()), None).ballots, []);
    assert_eq!(page(&suite, None, Some(0)).ballots, []);
}

#[test]
fn deposits_are_told_beside_the_balance() {
    let mut suite = many(2);
    let ask = |suite: &Suite| -> DepositsResponse { suite.ask_governance(&QueryMsg::Deposits {}) };
    suite.gift("governance", 0, 7);
    let answer = ask(&suite);
    assert_eq!(answer.denom, "ubond");
    assert_eq!(answer.balance.u128(), 2 * DEPOSIT + 7);
    assert_eq!(answer.held.u128(), 2 * DEPOSIT);
    assert_eq!(answer.free.u128(), 7);
    suite.days_pass(3);
    suite.close("stranger", 1).unwrap();
    assert_eq!(ask(&suite).held.u128(), DEPOSIT);
}

#[test]
fn a_payee_is_who_said_so() {
    let suite = started();
    for (who, accepts) in [("buyer", true), ("heir", false)] {
        let question = QueryMsg::Payee {
            address: address(who),
        };
        let answer: PayeeResponse = suite.ask_governance(&question);
        assert_eq!(answer.accepts, accepts, "{who}");
    }
}

#[test]
fn the_configuration_counts_proposals() {
    let suite = many(3);
    let config: ConfigResponse = suite.ask_governance(&QueryMsg::Config {});
    assert_eq!(config.proposals, 3);
    assert_eq!(config.source, suite.at("stake"));
    assert_eq!(config.rules.proposals, 40);
    assert_eq!(config.suites.len(), 1);
}
