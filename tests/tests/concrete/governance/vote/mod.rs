mod barred;
mod malformed;
mod planted;

use cw3::Vote;
use milegate_api::{governance, stake};
use milegate_tests::governance::{Source, opened, pay};
use milegate_tests::suite::{Answer, DAY, Suite, address, bond, says, tok};

use super::kit::*;

const YES: fn(&mut Suite) -> Answer = |suite| suite.vote("vito", 1, Vote::Yes);
const NO_POWER: &str = "no voting power when the proposal opened";

#[test]
fn given_the_voting_runs_when_a_voter_says_yes_it_counts_his_power_at_the_opening() {
    let (mut suite, id) = attesting();
    let receipt = suite.vote("vera", id, Vote::Yes).unwrap();
    let wanted = [
        ("proposal", "1"),
        ("voter", &address("vera")),
        ("power", "350000"),
        ("choice", "yes"),
    ];
    says(&receipt, "governance_voted", &wanted);
    assert_eq!(sums(&suite, id), [350_000, 0, 0, 0, 0]);
}

#[test]
fn given_the_voting_runs_when_a_voter_says_no_it_counts_against() {
    let (mut suite, id) = attesting();
    let receipt = suite.vote("vera", id, Vote::No).unwrap();
    says(&receipt, "governance_voted", &[("choice", "no")]);
    assert_eq!(sums(&suite, id), [0, 350_000, 0, 0, 0]);
}

#[test]
fn given_the_voting_runs_when_a_voter_abstains_it_counts_for_the_quorum_alone() {
    let (mut suite, id) = attesting();
    let receipt = suite.vote("vera", id, Vote::Abstain).unwrap();
    says(&receipt, "governance_voted", &[("choice", "abstain")]);
    assert_eq!(sums(&suite, id), [0, 0, 350_000, 0, 0]);
}

#[test]
fn given_the_voting_runs_when_a_voter_vetoes_it_counts_as_a_no_that_asks_for_the_deposit() {
    let (mut suite, id) = attesting();
    let receipt = suite.vote("vera", id, Vote::Veto).unwrap();
    says(&receipt, "governance_voted", &[("choice", "veto")]);
    assert_eq!(sums(&suite, id), [0, 350_000, 0, 350_000, 0]);
}

#[test]
fn given_the_voting_runs_when_everybody_votes_it_counts_all_power() {
    let (mut suite, id) = paying();
    yes(&mut suite, id, &["ana", "ben", "vera", "vito", "vlad"]);
    assert_eq!(sums(&suite, id), [1_000_000, 0, 0, 0, 0]);
    assert_eq!(suite.tally(id).terms.total.u64(), 1_000_000);
}

#[test]
fn given_the_voting_runs_when_he_unbonded_meanwhile_it_counts_what_he_weighed() {
    let mut suite = started();
    let tokens = 150_000_000_000u128.into();
    let unbond = stake::ExecuteMsg::Unbond { tokens };
    let msgs = vec![pay(&suite, "buyer", 10)];
    let id = opened(&suite.propose("vera", msgs).unwrap());
    suite.send("vito", "stake", &unbond, &[]).unwrap();
    suite.a_second_passes();
    suite.vote("vito", id, Vote::Yes).unwrap();
    assert_eq!(sums(&suite, id), [150_000, 0, 0, 0, 0]);
}

#[test]
fn given_the_voting_runs_when_he_staked_in_the_block_of_the_opening_it_refuses() {
    let mut suite = started();
    let msg = stake::ExecuteMsg::Bond {};
    suite.send("buyer", "stake", &msg, &tok(5_000_000)).unwrap();
    let (mut suite, id) = {
        let msgs = vec![pay(&suite, "buyer", 10)];
        with(suite, msgs)
    };
    suite.a_second_passes();
    suite.refuses(NO_POWER, |suite| suite.vote("buyer", id, Vote::Yes));
}

#[test]
fn given_the_voting_runs_when_he_never_staked_it_refuses() {
    let (mut suite, id) = attesting();
    suite.refuses(NO_POWER, |suite| suite.vote("stranger", id, Vote::Yes));
}

#[test]
fn given_the_voting_runs_when_he_votes_again_it_refuses() {
    let (mut suite, id) = attesting();
    suite.vote("vera", id, Vote::No).unwrap();
    for vote in [Vote::No, Vote::Yes] {
        suite.refuses("already voted `no`", |suite| suite.vote("vera", id, vote));
    }
}

#[test]
fn given_the_voting_runs_when_he_was_proven_it_refuses() {
    let (mut suite, id) = attesting();
    suite.prove("stranger", id, "ana").unwrap();
    let text = "the voter has been recused";
    suite.refuses(text, |suite| suite.vote("ana", id, Vote::No));
}

/// A power source whose members are `vera` and `vito`, with ten each.
fn source(total: u64) -> Source {
    Source {
        total,
        record: Some(total),
        members: ["vera", "vito"].map(|who| (address(who), 10)).to_vec(),
        ..Source::default()
    }
}

#[test]
fn given_the_voting_runs_when_the_power_source_gives_more_than_its_total_it_refuses() {
    let mut suite = started();
    let contract = suite.source(&source(19), None);
    suite
        .found(|msg, _| (msg.source, msg.token) = (contract.into(), None))
        .unwrap();
    let asked = suite.ask_community("vera", "whither?", &["left", "right"]);
    let id = opened(&asked.unwrap());
    suite.vote("vera", id, Vote::Abstain).unwrap();
    let text = "more power than the total of 19";
    suite.refuses(text, |suite| suite.vote("vito", id, Vote::Abstain));
}

#[test]
fn given_the_voting_runs_when_the_power_source_does_not_answer_it_refuses() {
    let mut suite = started();
    let contract = suite.source(&source(20), None);
    let at = contract.to_string();
    suite
        .found(|msg, _| (msg.source, msg.token) = (at, None))
        .unwrap();
    suite
        .ask_community("vera", "whither?", &["left", "right"])
        .unwrap();
    let mute = Source {
        no_member_at: true,
        ..source(20)
    };
    suite.turns(&contract, &mute);
    refused(&mut suite, "Querier contract error", |suite| {
        suite.vote("vera", 1, Vote::Abstain)
    });
}

#[test]
fn given_the_voting_runs_when_funds_are_attached_it_refuses() {
    let (mut suite, proposal_id) = attesting();
    let vote = Vote::Yes;
    let msg = governance::ExecuteMsg::Vote { proposal_id, vote };
    for (funds, sent) in [(bond(1), "1ubond"), (tok(2), "2utok")] {
        let text = format!("the message takes no funds, sent {sent}");
        suite.refuses(&text, |suite| {
            suite.send("vera", "governance", &msg, &funds)
        });
    }
}

#[test]
fn given_the_end_of_the_voting_when_one_clock_is_short_it_counts() {
    let [mut a_second, mut a_block, _] = edges(&attesting().0, VOTES);
    YES(&mut a_second).unwrap();
    YES(&mut a_block).unwrap();
}

#[test]
fn given_the_end_of_the_voting_when_the_chain_was_halted_it_counts_until_the_blocks_are_there() {
    let (mut suite, id) = attesting();
    suite.the_chain_halts_for(9 * DAY);
    suite.vote("vera", id, Vote::Yes).unwrap();
    suite.chain.advance_blocks(998);
    YES(&mut suite).unwrap();
    suite.chain.advance_blocks(1);
    let text = voting_over(&suite, id);
    suite.refuses(&text, |suite| suite.vote("vlad", id, Vote::Yes));
}

#[test]
fn given_the_end_of_the_voting_when_both_clocks_are_there_it_refuses() {
    let [.., mut exact] = edges(&attesting().0, VOTES);
    let text = voting_over(&exact, 1);
    exact.refuses(&text, YES);
}

#[test]
fn given_the_tail_is_over_it_refuses() {
    let (mut suite, id) = decided(attesting());
    let text = result_fixed(&suite, id);
    suite.refuses(&text, YES);
}

#[test]
fn given_it_was_cancelled_it_refuses() {
    let (mut suite, id) = attesting();
    suite.stop("guardian", id).unwrap();
    let text = format!("the proposal was cancelled at {}", suite.point());
    suite.a_second_passes();
    suite.refuses(&text, YES);
}

#[test]
fn given_it_was_executed_it_refuses() {
    let (mut suite, id) = executable(carried(paying()));
    suite.carry("stranger", id).unwrap();
    let text = format!("the proposal was executed at {}", suite.point());
    suite.refuses(&text, |suite| suite.vote("vlad", id, Vote::No));
}

#[test]
fn given_no_such_proposal_it_refuses() {
    let (mut suite, _) = attesting();
    for id in [0, 2, u64::MAX] {
        let text = format!("no proposal {id}");
        suite.refuses(&text, |suite| suite.vote("vera", id, Vote::Yes));
    }
}

#[test]
fn given_a_signal_when_a_voter_abstains_it_counts() {
    let (mut suite, id) = asking();
    suite.vote("ana", id, Vote::Abstain).unwrap();
    assert_eq!(sums(&suite, id), [0, 0, 300_000, 0, 0]);
}

#[test]
fn given_a_signal_when_a_voter_says_anything_else_it_refuses() {
    let (mut suite, id) = asking();
    for (vote, word) in [(Vote::Yes, "yes"), (Vote::No, "no"), (Vote::Veto, "veto")] {
        let text = format!("`{word}` is no choice in a proposal of class signal");
        suite.refuses(&text, |suite| suite.vote("vera", id, vote));
    }
}
