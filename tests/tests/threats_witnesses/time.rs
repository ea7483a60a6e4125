//! C9 to C13: silence, second thoughts, stale words, and the end.

use milegate_api::milestones::{ACCESS, ExecuteMsg, Stage};
use milegate_core::Conclusion;
use milegate_core::milestone::Verdict;
use milegate_tests::suite::{ASSERTION, BOND, DAY, DEADLINE, FRESHNESS, START, Suite, bond};

use super::{is_open, is_pending, started};

#[test]
fn c9_when_every_witness_is_silent_the_milestone_is_missed() {
    let mut suite = started(Suite::builder().fed());
    suite.days_of(&[900, 900]);
    suite.until(DEADLINE);
    suite.advance_feed("stranger").unwrap();
    let text = "only the last 1 of the window's 3 periods are without a gap of more than 1";
    suite.refuses(text, |suite| suite.observe_feed("stranger"));
    for milestone in ["listing", "volume"] {
        suite.miss(milestone);
        let stage = suite.milestone(milestone).stage;
        let missed = matches!(
            stage,
            Stage::Ended {
                conclusion: Conclusion::Missed { .. }
            }
        );
        assert!(missed, "{stage:?}");
    }
    suite.days_pass(900);
    let paid = suite.gain("custodian", |suite| suite.claim("ben", &["ben"]));
    assert!(paid > 0, "what falls back is paid without anybody's word");
}

#[test]
fn c10_who_takes_his_word_back_counts_no_more() {
    let mut suite = started(Suite::builder().asserted());
    suite.attest("carol", "volume", "members").unwrap();
    suite.attest("dora", "volume", "members").unwrap();
    assert!(is_pending(&suite, "volume"));
    suite.retract("dora", "volume", "members").unwrap();
    assert!(is_open(&suite, "volume"));
    suite.assert_with("keeper", ASSERTION).unwrap();
    let text = "an assertion cannot be taken back";
    suite.refuses(text, |suite| suite.retract("keeper", "listing", "anyone"));
}

#[test]
fn c11_a_sitting_that_lapsed_holds_nobody_up() {
    let mut suite = started(Suite::builder());
    suite.attest("carol", "volume", "members").unwrap();
    suite.chain.advance(FRESHNESS.seconds);
    suite.attest("dora", "volume", "members").unwrap();
    assert!(is_open(&suite, "volume"), "the lapsed word is gone");
    suite.attest("carol", "volume", "members").unwrap();
    assert!(
        is_pending(&suite, "volume"),
        "and its attestor begins again"
    );
}

#[test]
fn c12_old_and_future_facts_are_refused_from_every_witness() {
    let mut suite = started(Suite::builder().fed());
    suite.a_day_passes();
    let now = suite.now();
    for as_of in [0, START - 1, now + 1] {
        let mut word = suite.word("listing", "auditor");
        word.as_of = as_of;
        let text = format!("as of {as_of} is not between {START} and {now}");
        suite.refuses(&text, |suite| suite.attest_with("auditor", word));
    }
    let mut word = suite.word("listing", "auditor");
    word.valid_until = now - 1;
    let text = format!("valid until {}, and it is {now}", now - 1);
    suite.refuses(&text, |suite| suite.attest_with("auditor", word));
    suite.days_of(&[900, 900, 900]);
    suite.days_pass(1);
    let stale = suite.now();
    let text = format!(
        "a further period is over since {stale}; it is {stale}: send `advance` to the oracle first"
    );
    suite.refuses(&text, |suite| suite.observe_feed("stranger"));
    let late = Suite::builder()
        .fed()
        .milestones(|msg| msg.milestones[0].start = START + DAY);
    let mut suite = started(late);
    suite.days_of(&[900, 900, 900]);
    let text = format!(
        "the window begins at {START}, before {}, the milestone's start",
        START + DAY
    );
    suite.refuses(&text, |suite| suite.observe_feed("stranger"));
}

#[test]
fn c13_nothing_changes_what_has_ended() {
    let mut suite = started(Suite::builder().fed());
    suite.days_of(&[900, 900, 900]);
    suite.observe_feed("stranger").unwrap();
    suite.window_passes();
    suite.conclude("listing").unwrap();
    let before = suite.chain.state_hash();
    let mut tried = 0;
    let mut dead = |answer: milegate_tests::suite::Answer| {
        let reason = answer.expect_err("it has ended").reason;
        assert!(
            reason.starts_with("the milestone has ended: reached at "),
            "{reason}"
        );
        tried += 1;
    };
    dead(suite.attest("auditor", "listing", "auditor"));
    dead(suite.observe_feed("stranger"));
    dead(suite.challenge_with("challenger", "listing", &bond(BOND)));
    dead(suite.settle("court", "listing", Verdict::False));
    dead(suite.settle("court", "listing", Verdict::Stands));
    let conclude = ExecuteMsg::Conclude {
        milestone: "listing".into(),
    };
    dead(suite.tell_milestones("stranger", &conclude));
    dead(suite.add_bounty("stranger", "listing", &bond(5)));
    // Nobody has a word to retract or to be recused for; `withdraw` and `pay_dues` name no milestone.
    assert_eq!(tried + 3, ACCESS.len());
    assert_eq!(suite.chain.state_hash(), before);
}
