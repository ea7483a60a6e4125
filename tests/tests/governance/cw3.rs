//! To those who know nothing but cw3 it is a cw3 contract.

use cosmwasm_std::{Addr, CosmosMsg, Uint128, WasmMsg, coin, to_json_binary};
use cw_utils::{Expiration, ThresholdResponse};
use cw3::{
    Cw3Contract, Cw3QueryMsg, ProposalListResponse, ProposalResponse, Status, Vote, VoteInfo,
    VoteListResponse, VoteResponse, VoterListResponse, VoterResponse,
};
use milegate_api::stake;
use milegate_tests::governance::{WEIGHT, attest_listing, opened, pay};
use milegate_tests::suite::{Answer, DENOM, START, Suite, address, is_native};
use serde::de::DeserializeOwned;

/// Without deposits, which the messages of cw3 do not know.
fn free() -> Suite {
    let builder = Suite::builder().rules(|msg| msg.rules.deposit = Uint128::zero());
    let mut suite = builder.build();
    suite.until(START + 1);
    let governance = suite.at("governance");
    suite.chain.mint(&governance, &[coin(100, DENOM)]);
    suite.accepts_payments("buyer").unwrap();
    suite
}

fn ask<T: DeserializeOwned>(suite: &Suite, question: &Cw3QueryMsg) -> T {
    suite
        .chain
        .query(&suite.at("governance"), question)
        .unwrap()
}

fn signs(suite: &mut Suite, who: &str, msg: CosmosMsg) -> Answer {
    let who = suite.at(who);
    suite.chain.transact(&who, vec![msg])
}

fn proposal(suite: &Suite, proposal_id: u64) -> ProposalResponse {
    ask(suite, &Cw3QueryMsg::Proposal { proposal_id })
}

fn info(who: &str, vote: Vote, weight: u64) -> VoteInfo {
    let (proposal_id, voter) = (1, address(who));
    VoteInfo {
        proposal_id,
        voter,
        vote,
        weight,
    }
}

#[test]
fn a_proposal_goes_by_the_handles_of_cw3_from_propose_to_close() {
    let mut suite = free();
    let cw3 = Cw3Contract(suite.at("governance"));
    let msgs = vec![pay(&suite, "buyer", 7)];
    let propose = cw3
        .proposal("pay", "why", msgs.clone(), None, None)
        .unwrap();
    signs(&mut suite, "vera", propose).unwrap();
    assert_eq!(proposal(&suite, 1).status, Status::Open);
    signs(&mut suite, "vera", cw3.vote(1, Vote::Yes).unwrap()).unwrap();
    signs(&mut suite, "vito", cw3.vote(1, Vote::No).unwrap()).unwrap();
    suite.voting_passes();
    assert_eq!(proposal(&suite, 1).status, Status::Open, "the tail runs");
    suite.tail_passes();
    assert_eq!(proposal(&suite, 1).status, Status::Passed);
    suite.a_day_passes();
    let execute = cw3.execute(1).unwrap();
    assert_eq!(
        suite.gain("buyer", |suite| signs(suite, "stranger", execute)),
        7
    );
    assert_eq!(proposal(&suite, 1).status, Status::Executed);
    signs(&mut suite, "stranger", cw3.close(1).unwrap()).unwrap();
    let again = cw3.proposal("pay", "why", vec![], None, None).unwrap();
    signs(&mut suite, "vera", again).expect_err("a proposal does something");
    let at = Some(Expiration::AtHeight(1));
    for (earliest, latest) in [(at, None), (None, at)] {
        let chosen = cw3.proposal("pay", "why", msgs.clone(), earliest, latest);
        let text =
            "`earliest` and `latest` are decided by the class of the proposal: leave them out";
        suite.refuses(text, |suite| signs(suite, "vera", chosen.unwrap()));
    }
}

#[test]
fn all_eight_queries_of_cw3_are_answered_in_its_types() {
    let mut suite = free();
    let msgs = vec![attest_listing(&suite)];
    let first = opened(&suite.propose("vera", msgs.clone()).unwrap());
    for amount in 1..4 {
        let pay = vec![pay(&suite, "buyer", amount)];
        suite.propose("vito", pay).err();
    }
    suite.vote("vera", first, Vote::Yes).unwrap();
    suite.vote("vlad", first, Vote::Veto).unwrap();

    let bar: ThresholdResponse = ask(&suite, &Cw3QueryMsg::Threshold {});
    let one = proposal(&suite, first);
    assert_eq!(one.threshold, bar);
    let ThresholdResponse::ThresholdQuorum { total_weight, .. } = bar else {
        panic!("{bar:?}");
    };
    assert_eq!(total_weight, 1_000_000);
    assert_eq!(
        (one.id, one.msgs, one.proposer),
        (first, msgs, suite.at("vera"))
    );
    let ends = suite.tally(first).voting_ends.time;
    assert_eq!(
        one.expires,
        Expiration::AtTime(cosmwasm_std::Timestamp::from_seconds(ends))
    );

    let list = |start_after, limit| -> Vec<u64> {
        let question = Cw3QueryMsg::ListProposals { start_after, limit };
        let answer: ProposalListResponse = ask(&suite, &question);
        answer
            .proposals
            .iter()
            .map(|proposal| proposal.id)
            .collect()
    };
    assert_eq!(
        (list(None, None), list(Some(1), Some(2))),
        (vec![1, 2, 3, 4], vec![2, 3])
    );
    let reverse = |start_before, limit| -> Vec<u64> {
        let question = Cw3QueryMsg::ReverseProposals {
            start_before,
            limit,
        };
        let answer: ProposalListResponse = ask(&suite, &question);
        answer
            .proposals
            .iter()
            .map(|proposal| proposal.id)
            .collect()
    };
    assert_eq!(
        (reverse(None, None), reverse(Some(4), Some(2))),
        (vec![4, 3, 2, 1], vec![3, 2])
    );
    voters_are_told(&suite, first);
}

#[track_caller]
fn voters_are_told(suite: &Suite, proposal_id: u64) {
    let ballot = |who: &str| -> Option<VoteInfo> {
        let voter = address(who);
        let answer: VoteResponse = ask(suite, &Cw3QueryMsg::Vote { proposal_id, voter });
        answer.vote
    };
    let (yes, veto) = (
        info("vera", Vote::Yes, 350_000),
        info("vlad", Vote::Veto, 100_000),
    );
    assert_eq!(ballot("vera"), Some(yes.clone()));
    assert_eq!(ballot("vito"), None);
    let (start_after, limit) = (None, None);
    let question = Cw3QueryMsg::ListVotes {
        proposal_id,
        start_after,
        limit,
    };
    let mut votes: VoteListResponse = ask(suite, &question);
    votes.votes.sort_by_key(|vote| vote.weight);
    assert_eq!(votes.votes, [veto, yes]);

    let weight = |who: &str| -> Option<u64> {
        let question = Cw3QueryMsg::Voter {
            address: address(who),
        };
        ask::<VoterResponse>(suite, &question).weight
    };
    assert_eq!(
        (weight("vera"), weight("stranger").unwrap_or_default()),
        (Some(350_000), 0)
    );
    let (start_after, limit) = (None, Some(30));
    let voters: VoterListResponse = ask(suite, &Cw3QueryMsg::ListVoters { start_after, limit });
    let sum: u64 = voters.voters.iter().map(|voter| voter.weight).sum();
    assert_eq!((voters.voters.len(), sum), (5, 1_000_000));
}

fn paid(contract: &Addr, msg: &impl serde::Serialize, tokens: u128) -> CosmosMsg {
    WasmMsg::Execute {
        contract_addr: contract.to_string(),
        msg: to_json_binary(msg).unwrap(),
        funds: vec![coin(tokens * WEIGHT, DENOM)],
    }
    .into()
}

#[test]
fn a_compiled_multisig_stakes_and_votes_here_by_its_own_proposals() {
    if is_native() {
        return;
    }
    let mut suite = free();
    let (flex, cw3) = (suite.multisig(), Cw3Contract(suite.at("governance")));
    let bond = paid(&suite.at("stake"), &stake::ExecuteMsg::Bond {}, 500_000);
    suite.through(&flex, 1, vec![bond]).unwrap();
    suite.chain.advance_blocks(1);
    let msgs = vec![pay(&suite, "buyer", 7)];
    let propose = cw3.proposal("pay", "why", msgs, None, None).unwrap();
    suite
        .through(&flex, 2, vec![propose, cw3.vote(1, Vote::Yes).unwrap()])
        .unwrap();
    let question = Cw3QueryMsg::Vote {
        proposal_id: 1,
        voter: flex.to_string(),
    };
    let ballot: VoteResponse = ask(&suite, &question);
    assert_eq!(
        ballot.vote.map(|vote| (vote.vote, vote.weight)),
        Some((Vote::Yes, 500_000))
    );
    let tally = suite.tally(1);
    assert_eq!(
        (tally.tally.yes.u64(), tally.terms.total.u64()),
        (500_000, 1_500_000)
    );
    suite.voting_passes();
    suite.delay_passes(1);
    let execute = vec![cw3.execute(1).unwrap(), cw3.close(1).unwrap()];
    assert_eq!(
        suite.gain("buyer", |suite| suite.through(&flex, 3, execute)),
        7
    );
}
