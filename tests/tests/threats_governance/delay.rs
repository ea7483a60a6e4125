//! When what has passed may run: D4, D7.

use milegate_api::governance::ExecuteMsg;
use milegate_core::Point;
use milegate_core::governance::limits::least_delay;
use milegate_core::governance::{Class, Refusal, RuleError, Rules, Status};
use milegate_tests::governance::{DEPOSIT, opened, pay, rules, to_itself};
use milegate_tests::suite::{DENOM, Suite};

use super::*;

/// Rules whose delay of a class is too short, and why they are refused.
fn hasty(class: Class) -> Vec<(Rules, String)> {
    let least = least_delay(class);
    let spans = [
        (0, 1_000),
        (least - 1, 1_000),
        (least, 0),
        (least, 999),
        (0, 0),
    ];
    let hasty = spans.map(|(seconds, blocks)| {
        let mut new = rules();
        let span = milegate_core::Span { seconds, blocks };
        rule_of(&mut new, class).delay = span;
        let field = "delay";
        (
            new,
            RuleError::Span {
                class,
                field,
                span,
                least,
            }
            .to_string(),
        )
    });
    hasty.to_vec()
}

#[test]
fn d4_a_delay_of_nothing_is_refused_at_birth() {
    for (new, text) in Class::ALL.into_iter().flat_map(hasty) {
        let refused = Suite::builder().rules(move |msg| msg.rules = new).refused();
        assert_eq!(refused, text);
    }
}

#[test]
fn d4_a_delay_of_nothing_is_refused_when_it_is_proposed() {
    let mut suite = started(Suite::builder());
    for (mut rules, text) in Class::ALL.into_iter().flat_map(hasty) {
        rules.revision = 2;
        let msg = to_itself(&suite, &ExecuteMsg::SetRules { rules });
        suite.refuses(&text, |suite| suite.propose("vera", vec![msg]));
    }
}

#[test]
fn d4_nothing_runs_a_second_or_a_block_before_its_delay() {
    let mut suite = rich(Suite::builder());
    let msgs = vec![pay(&suite, "buyer", 10)];
    let id = backed(&mut suite, "vera", msgs, &["vera"]);
    let Point { time, height } = suite.tally(id).executable;
    let early = [
        Point {
            time: time - 1,
            height,
        },
        Point {
            time,
            height: height - 1,
        },
        Point {
            time: time - 1,
            height: height - 1,
        },
        Point {
            time: time - 1,
            height: height + 1_000_000,
        },
        Point {
            time: time + 1_000_000,
            height: height - 1,
        },
    ];
    for point in early {
        at(&mut suite, point);
        let text = too_early(&suite, id);
        suite.refuses(&text, |suite| suite.carry("stranger", id));
    }
    at(&mut suite, Point { time, height });
    suite.carry("stranger", id).unwrap();
}

/// A payment of what the governance does not have.
fn unpayable() -> (Suite, u64) {
    let mut suite = started(Suite::builder());
    suite.accepts_payments("buyer").unwrap();
    let msgs = vec![pay(&suite, "buyer", 10)];
    let id = backed(&mut suite, "vera", msgs, &["vera"]);
    ripens(&mut suite, id);
    (suite, id)
}

#[test]
fn d7_a_failing_message_leaves_all_as_it_was_and_is_retried_in_the_window() {
    let (mut suite, id) = unpayable();
    for _ in 0..3 {
        let before = suite.chain.state_hash();
        suite.carry("stranger", id).expect_err("there is no money");
        assert_eq!(suite.chain.state_hash(), before);
        assert!(matches!(suite.status(id), Status::Executable { .. }));
        suite.a_day_passes();
    }
    let governance = suite.at("governance");
    suite.chain.mint(&governance, &[coin(10, DENOM)]);
    assert_eq!(suite.gain("buyer", |suite| suite.carry("stranger", id)), 10);
    let text = suite.carry("stranger", id).unwrap_err().reason;
    assert!(text.starts_with("the proposal was executed at"), "{text}");
}

#[test]
fn d7_a_proposal_that_never_ran_ends_with_its_window_and_holds_nobody_up() {
    let (mut suite, id) = unpayable();
    let end = suite.tally(id).expires;
    suite.until(end.time - 1);
    suite.carry("stranger", id).expect_err("there is no money");
    suite.until(end.time);
    let governance = suite.at("governance");
    suite.chain.mint(&governance, &[coin(10, DENOM)]);
    let now = suite.point();
    let text = Refusal::WindowOver { end, now }.to_string();
    suite.refuses(&text, |suite| suite.carry("stranger", id));
    assert_eq!(suite.status(id), Status::Expired {});
    let returned = suite.bond_gain("vera", |suite| suite.close("stranger", id));
    assert_eq!(returned, DEPOSIT as i128);
    let msgs = vec![pay(&suite, "buyer", 9)];
    suite
        .passes("vera", msgs, &["vera"])
        .expect("others pass as ever");
}

#[test]
fn d7_one_failing_message_of_a_bundle_takes_the_others_back() {
    let mut suite = rich(Suite::builder());
    let msgs = vec![
        pay(&suite, "buyer", 10),
        pay(&suite, "buyer", 990),
        pay(&suite, "buyer", 0),
    ];
    let (sound, broken) = (msgs[..2].to_vec(), msgs);
    let id = backed(&mut suite, "vera", broken, &["vera"]);
    let other = opened(&suite.propose("vera", sound).unwrap());
    say_yes(&mut suite, other, &["vera"]);
    ripens(&mut suite, id);
    let before = suite.chain.state_hash();
    suite
        .carry("stranger", id)
        .expect_err("a coin of nothing is no coin");
    assert_eq!(suite.chain.state_hash(), before);
    assert_eq!(
        suite.gain("buyer", |suite| suite.carry("stranger", other)),
        1_000
    );
}
