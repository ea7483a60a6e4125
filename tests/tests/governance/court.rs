//! The governance as court of a milestone, and as what may cancel a termination.

use cw3::Vote;
use milegate_api::milestones::Stage;
use milegate_api::vesting::{ChangeKind, ExecuteMsg};
use milegate_core::Conclusion;
use milegate_core::governance::{Recusal, Refusal, Shortfall, Status, Task};
use milegate_core::milestone::Verdict;
use milegate_tests::governance::{call, opened};
use milegate_tests::suite::{Builder, DAY, LEAVING, Suite, leaving, says};

/// `volume` is challenged, and its dispute is voted on.
fn disputed(builder: Builder) -> (Suite, u64) {
    let mut suite = builder.by_vote().build();
    suite.satisfy("volume");
    suite.challenge("volume").unwrap();
    let id = opened(&suite.dispute("stranger", "volume").unwrap());
    assert_eq!(suite.tally(id).terms.recusal, Recusal::Milestones);
    let text = "an interested voter";
    suite.refuses(text, |suite| suite.vote("ben", id, Vote::No));
    (suite, id)
}

/// A window that outlasts a dispute's vote, and a court's limit that outlasts the window.
fn long_window() -> Builder {
    Suite::builder().milestones(|msg| {
        msg.milestones[1].window.seconds = 6 * DAY;
        msg.milestones[1].court_limit.seconds = 12 * DAY;
    })
}

fn ends(suite: &mut Suite, id: u64, status: Status) {
    suite.voting_passes();
    suite.tail_passes();
    assert_eq!(suite.status(id), status);
}

fn settles(verdict: Verdict) -> Status {
    Status::Executable {
        task: Task::Settle { verdict },
    }
}

#[test]
fn the_court_finds_attestations_false_by_majority() {
    let (mut suite, id) = disputed(Suite::builder());
    suite.vote("vera", id, Vote::Yes).unwrap();
    suite
        .vote("ana", id, Vote::No)
        .expect("her grants are behind another milestone");
    ends(&mut suite, id, settles(Verdict::False));
    let receipt = suite.carry("stranger", id).unwrap();
    says(&receipt, "governance_executed", &[("task", "false")]);
    says(
        &receipt,
        "milestones_settled",
        &[("verdict", "false"), ("round", "1")],
    );
    let milestone = suite.milestone("volume");
    assert!(matches!(milestone.stage, Stage::Open { .. }));
    assert_eq!(milestone.round, 2);
}

#[test]
fn that_they_stand_waits_for_the_window_and_is_tried_again() {
    let (mut suite, id) = disputed(long_window());
    suite.vote("vera", id, Vote::No).unwrap();
    ends(&mut suite, id, settles(Verdict::Stands));
    for _ in 0..3 {
        let before = suite.chain.state_hash();
        let refused = suite.carry("stranger", id).unwrap_err();
        assert!(
            refused.reason.starts_with("the window is not over before"),
            "{refused}"
        );
        assert_eq!(suite.chain.state_hash(), before);
        suite.a_day_passes();
    }
    suite.carry("stranger", id).unwrap();
    let at = suite.now();
    let conclusion = Conclusion::Reached { at };
    assert_eq!(suite.milestone("volume").stage, Stage::Ended { conclusion });
}

#[test]
fn without_a_result_the_court_is_silent_and_time_decides() {
    for ballots in [vec![], vec![("vito", Vote::Abstain)]] {
        let (mut suite, id) = disputed(Suite::builder());
        for (who, vote) in &ballots {
            suite.vote(who, id, *vote).unwrap();
        }
        suite.prove("stranger", id, "ben").unwrap();
        suite.voting_passes();
        suite.tail_passes();
        let why = match suite.status(id) {
            Status::Rejected { why } => why,
            status => panic!("{ballots:?}: {status:?}"),
        };
        assert!(matches!(
            why,
            Shortfall::Quorum { .. } | Shortfall::Tie { .. }
        ));
        let text = Refusal::NotPassed { why }.to_string();
        suite.refuses(&text, |suite| suite.carry("stranger", id));
        suite.court_limit_passes();
        suite.conclude("volume").unwrap();
        assert_eq!(suite.milestone("volume").round, 2, "it falls");
    }
}

#[test]
fn a_round_is_disputed_by_one_proposal_and_the_next_by_another() {
    let (mut suite, id) = disputed(Suite::builder());
    suite.refuses("the guardian cannot cancel a dispute", |suite| {
        suite.stop("guardian", id)
    });
    for who in ["stranger", "vera"] {
        let text = format!("proposal {id} settles round 1 of milestone volume");
        suite.refuses(&text, |suite| suite.dispute(who, "volume"));
    }
    suite.vote("vera", id, Vote::Yes).unwrap();
    ends(&mut suite, id, settles(Verdict::False));
    suite.carry("stranger", id).unwrap();
    suite.refuses("milestone volume is not disputed", |suite| {
        suite.dispute("vera", "volume")
    });
    suite.a_day_passes();
    suite.satisfy("volume");
    suite.challenge("volume").unwrap();
    let next = opened(&suite.dispute("vera", "volume").unwrap());
    assert_eq!(next, id + 1);
}

#[test]
fn a_vote_cancels_a_termination_without_those_who_hold_grants() {
    let mut suite = Suite::builder().by_vote().build();
    suite.start();
    suite.announce("hr", "eve", leaving()).unwrap();
    let (grant, change) = ("eve".to_string(), ChangeKind::Termination);
    let msgs = vec![call(
        suite.vault.as_str(),
        &ExecuteMsg::Cancel { grant, change },
    )];
    let id = opened(&suite.propose("eve", msgs).unwrap());
    for who in ["ana", "ben"] {
        suite.refuses("an interested voter", |suite| {
            suite.vote(who, id, Vote::Yes)
        });
    }
    suite.vote("vera", id, Vote::Yes).unwrap();
    suite.voting_passes();
    suite.delay_passes(id);
    let receipt = suite.carry("stranger", id).unwrap();
    let governance = suite.at("governance").into_string();
    says(
        &receipt,
        "vesting_change_cancelled",
        &[("grant", "eve"), ("by", &governance)],
    );
    suite.chain.advance(LEAVING.seconds);
    let gone = suite.carry_out("stranger", "eve", ChangeKind::Termination);
    gone.expect_err("nothing is announced");
}
