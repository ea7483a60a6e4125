//! Words of people, assertions and states.

use milegate_core::milestone::Verdict;
use milegate_tests::suite::{ASSERTION, Suite};

use super::{about, lie, listing, replayed, set};

#[test]
fn a_state_that_held_is_replayed_and_its_past_is_not_vouched_for() {
    let mut suite = Suite::builder().observed().build();
    suite.start();
    suite.market_has(5_000_000, "0.4");
    for _ in 0..2 {
        suite.observe("stranger").expect("it is true");
        suite.days_pass(5);
    }
    suite.market_has(1, "0.4");
    suite.observe("stranger").expect("it is false");
    suite.market_has(5_000_000, "0.4");
    for _ in 0..3 {
        suite.observe("stranger").expect("it is true");
        suite.days_pass(5);
    }
    let replayed = listing(&suite);
    assert!(replayed.holds(), "{}", replayed.words());
    let words = replayed.words();
    assert!(
        words.contains("stands in no record that remains"),
        "{words}"
    );

    let without_the_false_one = lie(&suite, "wasm-milestones_observed", |event| {
        if event.get("holds") == Some("false") {
            set(event, "holds", "true");
        }
    });
    assert!(!without_the_false_one.holds());
}

#[test]
fn an_assertion_that_was_struck_and_made_again_is_replayed() {
    let mut suite = Suite::builder().asserted().puppet().build();
    suite.start();
    suite
        .assert_with("keeper", ASSERTION)
        .expect("it is paid for");
    suite.challenge("listing").expect("it is disputed");
    suite
        .settle("court", "listing", Verdict::False)
        .expect("it falls");
    suite.days_pass(1);
    suite
        .assert_with("keeper", 2 * ASSERTION)
        .expect("it is paid for twice");
    suite.window_passes();
    suite.conclude("listing").expect("it is reached");
    let replayed = listing(&suite);
    assert!(replayed.holds(), "{}", replayed.words());

    let cheaper = lie(&suite, "wasm-milestones_pledged", |event| {
        set(event, "bond", "501")
    });
    assert!(!cheaper.holds(), "the second bond is twice the first");
}

#[test]
fn a_member_who_never_weighed_so_much_is_found() {
    let mut suite = Suite::builder().build();
    suite.reach("volume");
    let milestones = suite.at("milestones");
    let honest = replayed(&suite.chain, &milestones, "volume");
    assert!(honest.holds(), "{}", honest.words());
    assert!(honest.recomputed.starts_with("reached at "));

    let heavier = about(&suite, "volume", "wasm-milestones_attested", |event| {
        set(event, "weight", "7");
    });
    let said = heavier.contradictions.join("\n");
    assert!(said.contains("weighs 7, its group says "), "{said}");
}
