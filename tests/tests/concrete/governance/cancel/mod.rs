use milegate_api::governance::ExecuteMsg;
use milegate_core::governance::Status;
use milegate_tests::governance::{GUARD_EXPIRES, new_guardian, new_rules, pay};
use milegate_tests::suite::{DAY, Suite, address, bond, says};

use super::kit::*;

#[track_caller]
fn cancels((mut suite, id): (Suite, u64)) {
    let receipt = suite.stop("guardian", id).unwrap();
    says(&receipt, "governance_cancelled", &[("proposal", "1")]);
    let at = suite.point();
    assert_eq!(suite.status(id), Status::Cancelled { at });
    let text = format!("the proposal was cancelled at {at}");
    suite.refuses(&text, |suite| suite.carry("stranger", id));
}

#[track_caller]
fn is_over((mut suite, id): (Suite, u64)) {
    suite.refuses("the proposal is over", |suite| suite.stop("guardian", id));
}

#[test]
fn given_the_guardian_when_it_is_voted_on_it_cancels() {
    cancels(carried(paying()));
    cancels(asking());
}

#[test]
fn given_the_guardian_when_the_tail_runs_it_cancels() {
    cancels(in_tail(carried(attesting())));
}

#[test]
fn given_the_guardian_when_it_has_passed_it_cancels() {
    cancels(decided(carried(paying())));
}

#[test]
fn given_the_guardian_when_it_may_be_executed_it_cancels() {
    cancels(executable(carried(paying())));
}

#[test]
fn given_the_guardian_when_it_was_closed_it_cancels_and_stays_closed() {
    let (mut suite, id) = decided(carried(paying()));
    suite.close("stranger", id).unwrap();
    suite.stop("guardian", id).unwrap();
    assert!(suite.tally(id).closed);
}

#[test]
fn given_the_guardian_when_it_changes_the_rules_it_cancels() {
    let suite = started();
    let msgs = vec![new_rules(&suite, |rules| rules.proposals = 5)];
    cancels(with(suite, msgs));
}

#[test]
fn given_the_guardian_when_it_was_answered_it_refuses() {
    let (mut suite, id) = asking();
    suite.answer("vera", id, 1).unwrap();
    is_over(decided((suite, id)));
}

#[test]
fn given_the_guardian_when_it_was_rejected_it_refuses() {
    is_over(decided(paying()));
}

#[test]
fn given_the_guardian_when_its_window_went_by_it_refuses() {
    let (mut suite, id) = executable(carried(paying()));
    suite.days_pass(7);
    is_over((suite, id));
}

#[test]
fn given_the_guardian_when_it_was_executed_it_refuses() {
    let (mut suite, id) = executable(carried(paying()));
    suite.carry("stranger", id).unwrap();
    let text = format!("the proposal was executed at {}", suite.point());
    suite.refuses(&text, |suite| suite.stop("guardian", id));
}

#[test]
fn given_the_guardian_when_it_was_cancelled_it_refuses() {
    let (mut suite, id) = paying();
    suite.stop("guardian", id).unwrap();
    let text = format!("the proposal was cancelled at {}", suite.point());
    suite.refuses(&text, |suite| suite.stop("guardian", id));
}

#[test]
fn given_the_guardian_when_it_is_a_dispute_it_refuses() {
    let (mut suite, id) = disputing();
    let text = "the guardian cannot cancel a dispute";
    suite.refuses(text, |suite| suite.stop("guardian", id));
}

#[test]
fn given_the_guardian_when_it_changes_the_guardian_it_refuses() {
    let suite = started();
    let msgs = vec![new_guardian(&suite, None)];
    let (mut suite, id) = with(suite, msgs);
    let text = "the guardian cannot cancel a change of the guardian";
    suite.refuses(text, |suite| suite.stop("guardian", id));
}

#[test]
fn given_the_guardian_when_there_is_no_such_proposal_it_refuses() {
    let (mut suite, _) = paying();
    suite.refuses("no proposal 2", |suite| suite.stop("guardian", 2));
}

#[test]
fn given_the_guardian_when_funds_are_attached_it_refuses() {
    let (mut suite, proposal_id) = paying();
    let msg = ExecuteMsg::Cancel { proposal_id };
    let text = "the message takes no funds, sent 1ubond";
    suite.refuses(text, |suite| {
        suite.send("guardian", "governance", &msg, &bond(1))
    });
}

/// A proposal of the day before the guardian expires; so many seconds after he does.
fn at_the_end(after: i64) -> (Suite, u64) {
    let mut suite = started();
    suite.until(GUARD_EXPIRES - DAY);
    let msgs = vec![pay(&suite, "buyer", 10)];
    let (mut suite, id) = with(suite, msgs);
    suite.until(GUARD_EXPIRES.checked_add_signed(after).unwrap());
    (suite, id)
}

#[test]
fn given_the_guardian_when_he_expires_a_second_later_it_cancels() {
    cancels(at_the_end(-1));
}

#[test]
fn given_the_guardian_when_he_has_expired_it_refuses() {
    for after in [0, 1] {
        let (mut suite, id) = at_the_end(after);
        let text = format!(
            "the guardian expired at {GUARD_EXPIRES}; it is {}",
            suite.now()
        );
        suite.refuses(&text, |suite| suite.stop("guardian", id));
    }
}

#[test]
fn given_somebody_else_it_refuses() {
    let (mut suite, id) = paying();
    for who in ["vera", "stranger", "governance"] {
        let text = format!("{} is not the guardian", suite.at(who));
        suite.refuses(&text, |suite| suite.stop(who, id));
    }
}

#[test]
fn given_no_guardian_it_refuses() {
    let suite = Suite::builder().rules(|msg| msg.guardian = None);
    let suite = begin(suite.build());
    let msgs = vec![pay(&suite, "buyer", 10)];
    let (mut suite, id) = with(suite, msgs);
    let text = format!("{} is not the guardian", address("guardian"));
    suite.refuses(&text, |suite| suite.stop("guardian", id));
}
