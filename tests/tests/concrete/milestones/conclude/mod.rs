use milegate_api::milestones::{ExecuteMsg, Stage};
use milegate_core::milestone::{OnSilence, Verdict};
use milegate_core::{Conclusion, Point};
use milegate_tests::suite::{BOND, DAY, DEADLINE, Suite, bond, says};

fn open() -> Suite {
    let mut suite = Suite::sealed();
    suite.start();
    suite
}

fn pending() -> Suite {
    let mut suite = open();
    suite.satisfy("listing");
    suite
}

#[track_caller]
fn undecided(suite: &mut Suite, end: Point) {
    let text = format!(
        "time has decided nothing before {end}; it is {}",
        suite.point()
    );
    suite.refuses(&text, |suite| suite.conclude("listing"));
}

fn after(since: Point, seconds: u64, blocks: u64) -> Point {
    Point {
        time: since.time + seconds,
        height: since.height + blocks,
    }
}

#[test]
fn given_an_open_milestone_when_the_deadline_is_not_past_it_refuses() {
    let mut suite = open();
    suite.until(DEADLINE);
    let text = format!(
        "time has decided nothing before time {}, block {}; it is {}",
        DEADLINE + 1,
        suite.point().height,
        suite.point()
    );
    suite.refuses(&text, |suite| suite.conclude("listing"));
}

#[test]
fn given_an_open_milestone_when_the_deadline_is_past_it_starts_the_last_call() {
    let mut suite = open();
    suite.until(DEADLINE + 1);
    let receipt = suite.conclude("listing").unwrap();
    says(
        &receipt,
        "milestones_last_call",
        &[("milestone", "listing")],
    );
    assert_eq!(
        suite.milestone("listing").stage,
        Stage::Open {
            last_call: Some(suite.point())
        }
    );
}

#[test]
fn given_an_open_milestone_when_the_last_call_is_running_it_refuses() {
    let mut suite = open();
    suite.until(DEADLINE + 1);
    suite.conclude("listing").unwrap();
    let end = after(suite.point(), 7 * DAY, 1_000);
    suite.chain.advance(7 * DAY - 1);
    undecided(&mut suite, end);
}

#[test]
fn given_an_open_milestone_when_the_last_call_is_over_it_is_missed() {
    let mut suite = open();
    suite.add_bounty("stranger", "listing", &bond(70)).unwrap();
    suite.until(DEADLINE + 1);
    suite.conclude("listing").unwrap();
    suite.last_call_passes();
    let receipt = suite.conclude("listing").unwrap();
    let at = suite.now();
    says(
        &receipt,
        "milestones_missed",
        &[("milestone", "listing"), ("at", &at.to_string())],
    );
    says(&receipt, "milestones_bounty_lost", &[("amount", "70")]);
    let conclusion = Conclusion::Missed { at };
    assert_eq!(
        suite.milestone("listing").stage,
        Stage::Ended { conclusion }
    );
}

#[test]
fn given_a_pending_milestone_when_the_window_is_running_it_refuses() {
    let mut suite = pending();
    let end = after(suite.point(), 3 * DAY, 1_000);
    suite.chain.advance(3 * DAY - 1);
    undecided(&mut suite, end);
}

#[test]
fn given_a_pending_milestone_when_the_window_is_over_in_seconds_but_not_in_blocks_it_refuses() {
    let mut suite = pending();
    let end = after(suite.point(), 3 * DAY, 1_000);
    suite.the_chain_halts_for(30 * DAY);
    undecided(&mut suite, end);
}

#[test]
fn given_a_pending_milestone_when_the_window_is_over_it_is_reached() {
    let mut suite = pending();
    suite.window_passes();
    let receipt = suite.conclude("listing").unwrap();
    let at = suite.now();
    says(
        &receipt,
        "milestones_reached",
        &[("milestone", "listing"), ("at", &at.to_string())],
    );
    let conclusion = Conclusion::Reached { at };
    assert_eq!(
        suite.milestone("listing").stage,
        Stage::Ended { conclusion }
    );
    assert_eq!(
        suite.grant("ana").figures.claimable.u128(),
        0,
        "the notice comes first"
    );
}

#[test]
fn given_a_disputed_milestone_when_the_court_still_has_time_it_refuses() {
    let mut suite = pending();
    let end = after(suite.point(), 8 * DAY, 2_000);
    suite.challenge("listing").unwrap();
    suite.chain.advance(8 * DAY - 1);
    undecided(&mut suite, end);
}

/// `listing` challenged, and the court has let its time pass.
fn silent(on_silence: OnSilence) -> Suite {
    let change = move |msg: &mut milegate_api::milestones::InstantiateMsg| {
        msg.milestones[0].on_silence = on_silence;
    };
    let mut suite = Suite::builder().milestones(change).build();
    suite.satisfy("listing");
    suite.challenge("listing").unwrap();
    suite.window_passes();
    suite.court_limit_passes();
    suite
}

#[test]
fn given_a_disputed_milestone_when_the_court_was_silent_and_silence_stands_it_is_reached_and_the_challenger_loses_a_tenth()
 {
    let mut suite = silent(OnSilence::Stands);
    let receipt = suite.conclude("listing").unwrap();
    says(
        &receipt,
        "milestones_bond_released",
        &[("credited", "900"), ("lost", "100")],
    );
    says(
        &receipt,
        "milestones_reached",
        &[("at", &suite.now().to_string())],
    );
    assert_eq!(
        suite.bond_gain("challenger", |suite| suite.withdraw("challenger")),
        900
    );
    assert_eq!(suite.bonds("milestones"), 100);
}

#[test]
fn given_a_disputed_milestone_when_the_court_was_silent_and_silence_falls_it_falls_and_the_bond_doubles()
 {
    let mut suite = silent(OnSilence::Falls);
    let receipt = suite.conclude("listing").unwrap();
    says(
        &receipt,
        "milestones_bond_released",
        &[("credited", "900"), ("lost", "100")],
    );
    says(&receipt, "milestones_bond_raised", &[("bond", "2000")]);
    says(
        &receipt,
        "milestones_fell",
        &[("round", "2"), ("late_falls", "0")],
    );
    assert_eq!(suite.milestone("listing").bond.u128(), 2 * BOND);
    assert_eq!(
        suite.bond_gain("challenger", |suite| suite.withdraw("challenger")),
        900
    );
}

#[test]
fn given_three_falls_after_the_deadline_it_is_missed() {
    let mut suite = open();
    suite.until(DEADLINE + DAY);
    for fall in 1..=3 {
        let mut word = suite.word("listing", "auditor");
        word.as_of = DEADLINE - 3 + fall;
        suite.attest_with("auditor", word).unwrap();
        suite.challenge("listing").unwrap();
        let receipt = suite.settle("court", "listing", Verdict::False).unwrap();
        says(
            &receipt,
            "milestones_fell",
            &[("late_falls", &fall.to_string())],
        );
    }
    let conclusion = Conclusion::Missed { at: suite.now() };
    assert_eq!(
        suite.milestone("listing").stage,
        Stage::Ended { conclusion }
    );
    let gain = suite.bond_gain("challenger", |suite| suite.withdraw("challenger"));
    assert_eq!(gain, 3 * BOND as i128);
}

#[test]
fn given_an_ended_milestone_it_refuses() {
    let mut suite = open();
    let at = suite.reach("listing");
    suite.a_day_passes();
    let text = format!("the milestone has ended: reached at {at}");
    suite.refuses(&text, |suite| suite.conclude("listing"));
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let mut suite = pending();
    suite.window_passes();
    let msg = ExecuteMsg::Conclude {
        milestone: "listing".into(),
    };
    let text = "the message takes no funds, sent 1ubond";
    suite.refuses(text, |suite| {
        suite.send("stranger", "milestones", &msg, &bond(1))
    });
}
