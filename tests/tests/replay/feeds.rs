//! Feed leaves: the window is made again from the reports.

use milegate_core::milestone::Verdict;
use milegate_tests::suite::Suite;

use super::{lie, listing, set};

/// Four days of three reporters each and a silent one; the window was observed, and the milestone
/// reached.
fn reached() -> Suite {
    let mut suite = Suite::builder().fed().build();
    suite.start();
    suite.days_of(&[100, 400, 500, 600]);
    suite.observe_feed("stranger").expect("it comes to 500");
    suite.window_passes();
    suite.conclude("listing").expect("it is reached");
    suite
}

#[test]
fn a_window_is_made_again_from_its_reports() {
    let replayed = listing(&reached());
    assert!(replayed.holds(), "{}", replayed.words());
    assert!(replayed.recomputed.starts_with("reached at "));
    let words = replayed.words();
    assert!(words.contains("window 0 of volume at "), "{words}");
    assert!(words.contains("made again from its reports"), "{words}");
}

#[test]
fn a_window_after_a_struck_one_is_newer() {
    let mut suite = Suite::builder().fed().build();
    suite.start();
    suite.days_of(&[500, 500, 500]);
    suite.observe_feed("stranger").expect("it comes to 500");
    suite.challenge("listing").expect("it is disputed");
    suite
        .settle("court", "listing", Verdict::False)
        .expect("it falls");
    suite.days_of(&[600, 0, 600, 600]);
    suite
        .observe_feed("stranger")
        .expect("it comes to 500 again");
    let replayed = listing(&suite);
    assert!(replayed.holds(), "{}", replayed.words());
    assert!(
        replayed.recomputed.starts_with("pending since "),
        "{}",
        replayed.recomputed
    );
}

#[test]
fn a_report_that_was_changed_in_the_log_is_found() {
    let suite = reached();
    let mut first = true;
    let replayed = lie(&suite, "wasm-oracle_reported", |event| {
        if event.get("value") == Some("500") && std::mem::take(&mut first) {
            set(event, "value", "501");
        }
    });
    let said = replayed.contradictions.join("\n");
    assert!(
        said.contains("the oracle keeps other reports than its log has"),
        "{said}"
    );
}

#[test]
fn a_median_that_its_reports_do_not_come_to_is_found() {
    let suite = reached();
    let replayed = lie(&suite, "wasm-oracle_reported", |event| {
        if event.get("period") == Some("2") {
            set(event, "value", "400");
        }
    });
    let said = replayed.contradictions.join("\n");
    assert!(said.contains("below 500"), "{said}");
    assert!(said.contains("its reports come to"), "{said}");
}

#[test]
fn a_window_that_was_put_forward_otherwise_is_found() {
    let suite = reached();
    for (key, value) in [
        ("value", "1501 / 3"),
        ("digest", "00"),
        ("uri", "elsewhere"),
        ("as_of", "7"),
    ] {
        let replayed = lie(&suite, "wasm-milestones_attested", |event| {
            set(event, key, value)
        });
        assert!(!replayed.holds(), "{key}");
    }
}
