//! Period after period.

use std::time::{Duration, Instant};

use milegate_fetch::local::Answer;
use milegate_reporter::{Done, Pace, ReportError, serve};
use milegate_tests::feeds::Feeds;
use milegate_tests::suite::DAY;

use super::suite::{Desk, usd};

const NO_PAUSE: Pace = Pace {
    look: Duration::ZERO,
    again: Duration::ZERO,
};

/// Serves while `told` says so; what came of each try.
fn outcomes(
    desk: &Desk,
    mut told: impl FnMut(&Result<Done, ReportError>) -> bool,
) -> Vec<Result<u32, String>> {
    let sources = desk.sources();
    let mut reporter = desk.start(&sources);
    let stop = reporter.stop.clone();
    let mut all = vec![];
    serve(&mut reporter, NO_PAUSE, |outcome| {
        all.push(
            outcome
                .as_ref()
                .map(|done| done.period)
                .map_err(ToString::to_string),
        );
        if !told(outcome) {
            stop.now();
        }
    });
    all
}

#[test]
fn every_period_is_reported_once_at_its_time() {
    let mut desk = Desk::on(Feeds::young());
    desk.chain.pace = 3_000;
    let all = outcomes(&desk, |outcome| {
        outcome.as_ref().is_ok_and(|done| done.period < 3)
    });
    assert_eq!(all, [Ok(0), Ok(1), Ok(2), Ok(3)]);
    assert_eq!((desk.reports().len(), desk.refused()), (4, false));
    let feeds = desk.chain.feeds.borrow();
    for tx in feeds
        .chain
        .log()
        .iter()
        .filter(|tx| !tx.messages.is_empty())
    {
        let into = (tx.time.seconds() - milegate_tests::feeds::BEGINS % DAY) % DAY;
        let reported = tx
            .events
            .iter()
            .any(|event| event.ty == "wasm-oracle_reported");
        assert!(
            !reported || (6 * 3_600..8 * 3_600).contains(&into),
            "{into} s into its period"
        );
    }
}

#[test]
fn bad_sources_are_asked_again_while_the_period_runs() {
    let mut desk = Desk::new();
    desk.chain.pace = 3_600;
    desk.server
        .answer("/a", Answer::Dead)
        .answer("/b", Answer::Dead);
    let server = desk.server.clone();
    let mut failures = 0;
    let all = outcomes(&desk, |outcome| {
        failures += u32::from(outcome.is_err());
        if failures == 3 {
            server.answer("/a", usd("0.000100"));
        }
        outcome.is_err()
    });
    assert_eq!(all.len(), 4);
    assert_eq!(all[3], Ok(0));
}

#[test]
fn a_stranger_waits_for_the_next_period() {
    let mut desk = Desk::new();
    desk.chain.pace = 3_600;
    desk.chain.who = "mallory";
    let mut tries = 0;
    let all = outcomes(&desk, |_| {
        tries += 1;
        tries < 3
    });
    assert!(all.iter().all(|outcome| outcome.is_err()));
    let passed = desk.chain.feeds.borrow().period();
    assert_eq!(passed, 2, "one try in each period");
}

#[test]
fn it_stops_at_once_when_asked() {
    let desk = Desk::new();
    let sources = desk.sources();
    let mut reporter = desk.start(&sources);
    let stop = reporter.stop.clone();
    let thread = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        stop.now();
    });
    let began = Instant::now();
    serve(&mut reporter, Pace::default(), |_| {
        panic!("it is not time yet")
    });
    assert!(began.elapsed() < Duration::from_secs(20));
    thread.join().expect("it ends");
}
