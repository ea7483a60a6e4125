use milegate_api::milestones::{ExecuteMsg, Stage};
use milegate_core::Conclusion;
use milegate_core::milestone::Verdict;
use milegate_tests::suite::{BOND, DAY, Suite, address, bond, says};

/// `listing` attested and challenged.
fn disputed() -> Suite {
    let mut suite = Suite::sealed();
    suite.satisfy("listing");
    suite.challenge("listing").unwrap();
    suite
}

#[test]
fn given_a_disputed_milestone_when_the_court_says_false_it_falls_and_the_challenger_has_bond_and_bounty()
 {
    let mut suite = disputed();
    suite
        .add_bounty("stranger", "listing", &bond(1_500))
        .unwrap();
    let receipt = suite.settle("court", "listing", Verdict::False).unwrap();
    says(
        &receipt,
        "milestones_settled",
        &[("milestone", "listing"), ("verdict", "false")],
    );
    says(
        &receipt,
        "milestones_bond_released",
        &[
            ("bond", "1000"),
            ("bounty", "1000"),
            ("credited", "2000"),
            ("lost", "0"),
        ],
    );
    says(&receipt, "milestones_struck", &[("witness", "auditor")]);
    says(&receipt, "milestones_fell", &[("round", "2")]);
    assert_eq!(
        suite.milestone("listing").stage,
        Stage::Open { last_call: None }
    );
    assert_eq!(suite.milestone("listing").bounty.u128(), 500);
    let gain = suite.bond_gain("challenger", |suite| suite.withdraw("challenger"));
    assert_eq!(gain, 2 * BOND as i128);
}

#[test]
fn given_a_disputed_milestone_when_the_court_says_stands_after_the_window_it_is_reached_and_the_bond_goes_to_the_sink()
 {
    let mut suite = disputed();
    suite.window_passes();
    let receipt = suite.settle("court", "listing", Verdict::Stands).unwrap();
    let at = suite.now();
    says(&receipt, "milestones_settled", &[("verdict", "stands")]);
    says(
        &receipt,
        "milestones_bond_released",
        &[("credited", "0"), ("lost", "1000")],
    );
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
    let (before, held) = (suite.chain.supply("ubond"), suite.bonds("milestones"));
    suite
        .tell_milestones("stranger", &ExecuteMsg::PayDues {})
        .unwrap();
    assert_eq!((before - suite.chain.supply("ubond"), held), (BOND, BOND));
}

#[test]
fn given_a_disputed_milestone_when_the_court_says_stands_before_the_window_is_over_it_refuses() {
    let mut suite = disputed();
    let since = suite.point();
    suite.chain.advance(3 * DAY - 1);
    let (end, block, now) = (since.time + 3 * DAY, since.height + 1_000, suite.point());
    let text = format!("the window is not over before time {end}, block {block}; it is {now}");
    suite.refuses(&text, |suite| {
        suite.settle("court", "listing", Verdict::Stands)
    });
    suite.a_second_passes();
    suite
        .settle("court", "listing", Verdict::Stands)
        .expect("the window is over");
}

#[test]
fn given_a_disputed_milestone_when_somebody_else_sends_it_refuses() {
    let text = format!(
        "the court is {}, not {}",
        address("court"),
        address("challenger")
    );
    disputed().refuses(&text, |suite| {
        suite.settle("challenger", "listing", Verdict::False)
    });
}

#[test]
fn given_a_disputed_milestone_when_another_round_is_meant_it_refuses() {
    let msg = ExecuteMsg::Settle {
        milestone: "listing".into(),
        round: 2,
        verdict: Verdict::False,
    };
    let text = "the message is for round 2, the running round is 1";
    disputed().refuses(text, |suite| suite.tell_milestones("court", &msg));
}

#[test]
fn given_a_disputed_milestone_when_the_courts_limit_is_over_it_refuses() {
    let mut suite = disputed();
    let since = suite.point();
    suite.window_passes();
    suite.court_limit_passes();
    let (end, block, now) = (since.time + 8 * DAY, since.height + 2_000, suite.point());
    let text = format!("the court's limit was over at time {end}, block {block}; it is {now}");
    suite.refuses(&text, |suite| {
        suite.settle("court", "listing", Verdict::Stands)
    });
    suite.refuses(&text, |suite| {
        suite.settle("court", "listing", Verdict::False)
    });
}

#[test]
fn given_a_disputed_milestone_when_funds_are_attached_it_refuses() {
    let msg = ExecuteMsg::Settle {
        milestone: "listing".into(),
        round: 1,
        verdict: Verdict::False,
    };
    let text = "the message takes no funds, sent 1ubond";
    disputed().refuses(text, |suite| {
        suite.send("court", "milestones", &msg, &bond(1))
    });
}

#[test]
fn given_a_pending_milestone_it_refuses() {
    let mut suite = Suite::sealed();
    suite.satisfy("listing");
    let text = "there is no dispute";
    suite.refuses(text, |suite| {
        suite.settle("court", "listing", Verdict::False)
    });
}

#[test]
fn given_an_ended_milestone_it_refuses() {
    let mut suite = Suite::sealed();
    let at = suite.miss("listing");
    let text = format!("the milestone has ended: missed at {at}");
    suite.refuses(&text, |suite| {
        suite.settle("court", "listing", Verdict::False)
    });
}
