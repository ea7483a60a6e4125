//! The questions of cw3.

use cosmwasm_std::{BankMsg, CosmosMsg, Decimal, Timestamp, WasmMsg};
use cw_utils::{Expiration, ThresholdResponse};
use cw3::{
    ProposalListResponse, ProposalResponse, Status, Vote, VoteListResponse, VoteResponse,
    VoterListResponse, VoterResponse,
};
use milegate_api::governance::QueryMsg;
use milegate_tests::governance::{attest_listing, burn, opened, pay};
use milegate_tests::suite::{Suite, address};

use super::{attesting, many, started};

fn proposal(suite: &Suite, proposal_id: u64) -> ProposalResponse {
    suite.ask_governance(&QueryMsg::Proposal { proposal_id })
}

fn bar(threshold: u64, quorum: u64, total_weight: u64) -> ThresholdResponse {
    ThresholdResponse::ThresholdQuorum {
        threshold: Decimal::bps(threshold),
        quorum: Decimal::bps(quorum),
        total_weight,
    }
}

#[test]
fn the_threshold_is_that_of_testimonies_with_all_power_of_now() {
    let mut suite = started();
    let ask =
        |suite: &Suite| -> ThresholdResponse { suite.ask_governance(&QueryMsg::Threshold {}) };
    assert_eq!(ask(&suite), bar(5_000, 2_000, 1_000_000));
    let tokens = 100_000_000_000u128.into();
    let unbond = milegate_api::stake::ExecuteMsg::Unbond { tokens };
    suite.send("vlad", "stake", &unbond, &[]).unwrap();
    assert_eq!(ask(&suite), bar(5_000, 2_000, 900_000));
}

/// The same to the same address, spelt otherwise.
fn in_capitals(mut msg: CosmosMsg) -> CosmosMsg {
    match &mut msg {
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr: at, ..
        })
        | CosmosMsg::Bank(BankMsg::Send { to_address: at, .. }) => *at = at.to_uppercase(),
        other => panic!("{other:?}"),
    }
    msg
}

#[test]
fn a_proposal_is_told_as_it_was_made() {
    let mut suite = started();
    let any: CosmosMsg =
        cosmwasm_std::from_json(br#"{"any":{"type_url":"/x.Msg","value":"AQI="}}"#).unwrap();
    let msgs = vec![
        attest_listing(&suite),
        in_capitals(attest_listing(&suite)),
        pay(&suite, "buyer", 10),
        in_capitals(pay(&suite, "buyer", 11)),
        burn(1),
        any,
    ];
    suite.propose("vera", msgs.clone()).unwrap();
    let told = proposal(&suite, 1);
    assert_eq!((told.id, told.title.as_str()), (1, "a proposal"));
    assert_eq!(told.description, "why");
    assert_eq!(told.msgs, msgs);
    assert_eq!(told.proposer, suite.at("vera"));
    assert_eq!(told.status, Status::Open);
    assert_eq!(told.threshold, bar(6_670, 4_000, 1_000_000));
    assert_eq!(told.deposit, None);
    let ends = Timestamp::from_seconds(suite.tally(1).voting_ends.time);
    assert_eq!(told.expires, Expiration::AtTime(ends));
}

#[test]
fn a_status_is_one_of_cw3() {
    let status = |suite: &Suite, id: u64| proposal(suite, id).status;
    let mut suite = started();
    for amount in [1, 2, 3, 4] {
        suite.propose("vera", vec![burn(amount)]).unwrap();
    }
    let asked = suite.ask_community("vera", "whither?", &["left", "right"]);
    let signal = opened(&asked.unwrap());
    for id in [1, 2, 3] {
        suite.vote("vera", id, Vote::Yes).unwrap();
    }
    suite.answer("vera", signal, 1).unwrap();
    suite.stop("guardian", 3).unwrap();
    let all = |suite: &Suite| [1, 2, 3, 4, 5].map(|id| status(suite, id));
    use Status::{Executed, Open, Passed, Rejected};
    assert_eq!(all(&suite), [Open, Open, Rejected, Open, Open]);
    suite.days_pass(2);
    assert_eq!(all(&suite), [Open, Open, Rejected, Open, Open]);
    suite.days_pass(1);
    assert_eq!(all(&suite), [Passed, Passed, Rejected, Rejected, Passed]);
    suite.days_pass(1);
    suite.carry("stranger", 1).unwrap();
    assert_eq!(all(&suite), [Executed, Passed, Rejected, Rejected, Passed]);
    suite.days_pass(7);
    assert_eq!(
        all(&suite),
        [Executed, Rejected, Rejected, Rejected, Passed]
    );
}

fn ids(suite: &Suite, question: &QueryMsg) -> Vec<u64> {
    let answer: ProposalListResponse = suite.ask_governance(question);
    let proposals = answer.proposals.into_iter();
    proposals.map(|proposal| proposal.id).collect()
}

#[test]
fn proposals_are_listed_by_pages_from_the_oldest() {
    let suite = many(33);
    let list = |start_after, limit| ids(&suite, &QueryMsg::ListProposals { start_after, limit });
    let range = |from: u64, to: u64| (from..=to).collect::<Vec<_>>();
    assert_eq!(list(None, None), range(1, 10));
    assert_eq!(list(Some(10), None), range(11, 20));
    assert_eq!(list(None, Some(99)), range(1, 30));
    assert_eq!(list(Some(30), Some(30)), range(31, 33));
    assert_eq!(list(Some(33), None), range(1, 0));
    assert_eq!(list(Some(u64::MAX), None), range(1, 0));
    assert_eq!(list(None, Some(0)), range(1, 0));
    assert_eq!(list(Some(0), Some(1)), [1]);
}

#[test]
fn proposals_are_listed_by_pages_from_the_newest() {
    let suite = many(33);
    let list = |start_before, limit| {
        ids(
            &suite,
            &QueryMsg::ReverseProposals {
                start_before,
                limit,
            },
        )
    };
    let down = |from: u64, to: u64| (to..=from).rev().collect::<Vec<_>>();
    assert_eq!(list(None, None), down(33, 24));
    assert_eq!(list(Some(24), None), down(23, 14));
    assert_eq!(list(None, Some(99)), down(33, 4));
    assert_eq!(list(Some(4), Some(30)), down(3, 1));
    assert_eq!(list(Some(99), Some(1)), [33]);
    assert_eq!(list(Some(1), None), down(0, 1));
    assert_eq!(list(Some(0), None), down(0, 1));
}

#[test]
fn nothing_is_listed_before_anything_was_proposed() {
    let suite = started();
    let (start_after, start_before, limit) = (None, None, None);
    assert_eq!(
        ids(&suite, &QueryMsg::ListProposals { start_after, limit }),
        Vec::<u64>::new()
    );
    let newest = QueryMsg::ReverseProposals {
        start_before,
        limit,
    };
    assert_eq!(ids(&suite, &newest), Vec::<u64>::new());
}

fn vote(suite: &Suite, proposal_id: u64, who: &str) -> Option<(Vote, u64)> {
    let voter = address(who);
    let question = QueryMsg::Vote { proposal_id, voter };
    let answer: VoteResponse = suite.ask_governance(&question);
    answer.vote.map(|told| {
        assert_eq!((told.proposal_id, told.voter), (proposal_id, address(who)));
        (told.vote, told.weight)
    })
}

#[test]
fn a_vote_is_told_while_it_counts() {
    let mut suite = attesting();
    assert_eq!(vote(&suite, 1, "vera"), None);
    suite.vote("vera", 1, Vote::Veto).unwrap();
    suite.vote("vito", 1, Vote::Abstain).unwrap();
    suite.vote("vlad", 1, Vote::No).unwrap();
    suite.sells("ana", "ana", "vlad").unwrap();
    assert_eq!(vote(&suite, 1, "vlad"), Some((Vote::No, 100_000)));
    suite.prove("stranger", 1, "vlad").unwrap();
    assert_eq!(vote(&suite, 1, "vlad"), None);
    assert_eq!(vote(&suite, 1, "vera"), Some((Vote::Veto, 350_000)));
    assert_eq!(vote(&suite, 1, "vito"), Some((Vote::Abstain, 150_000)));
    let asked = suite.ask_community("vera", "whither?", &["left", "right"]);
    let id = opened(&asked.unwrap());
    suite.answer("ana", id, 1).unwrap();
    assert_eq!(vote(&suite, id, "ana"), Some((Vote::Yes, 300_000)));
}

#[test]
fn votes_are_listed_by_voter_without_those_that_were_struck() {
    let mut suite = attesting();
    for who in ["vera", "vito", "vlad", "ben"] {
        suite.vote(who, 1, Vote::Yes).unwrap();
    }
    suite.sells("ana", "ana", "vlad").unwrap();
    suite.prove("stranger", 1, "vlad").unwrap();
    let list = |start_after: Option<String>, limit| {
        let question = QueryMsg::ListVotes {
            proposal_id: 1,
            start_after,
            limit,
        };
        let answer: VoteListResponse = suite.ask_governance(&question);
        let voters = answer.votes.into_iter().map(|vote| vote.voter);
        voters.collect::<Vec<_>>()
    };
    let mut wanted = ["vera", "vito", "ben"].map(address).to_vec();
    wanted.sort();
    assert_eq!(list(None, None), wanted);
    assert_eq!(list(Some(wanted[0].clone()), None), wanted[1..]);
    let whole: usize = list(None, Some(2)).len() + list(page_end(&suite), Some(2)).len();
    assert_eq!(whole, 3);
}

/// The second of everybody who voted.
fn page_end(suite: &Suite) -> Option<String> {
    let ballots = super::page(suite, None, Some(2)).ballots;
    ballots.last().map(|ballot| ballot.voter.to_string())
}

#[test]
fn a_voter_weighs_what_he_does_at_present() {
    let suite = started();
    for (who, weight) in [("vera", Some(350_000)), ("stranger", None)] {
        let question = QueryMsg::Voter {
            address: address(who),
        };
        let answer: VoterResponse = suite.ask_governance(&question);
        assert_eq!(answer.weight, weight, "{who}");
    }
}

#[test]
fn voters_are_listed_as_the_power_source_does() {
    let suite = started();
    let list = |start_after: Option<String>, limit| {
        let answer: VoterListResponse =
            suite.ask_governance(&QueryMsg::ListVoters { start_after, limit });
        let voters = answer.voters.into_iter();
        voters
            .map(|voter| (voter.addr, voter.weight))
            .collect::<Vec<_>>()
    };
    let all = list(None, None);
    assert_eq!(all.len(), 5);
    assert!(all.contains(&(address("vito"), 150_000)));
    assert_eq!(list(None, Some(2)), all[..2]);
    assert_eq!(list(Some(all[1].0.clone()), None), all[2..]);
}
