//! A reporter that dies between two steps, and is started again.

use super::suite::{Desk, Fault, usd};

/// Starts a reporter and kills it after so many steps; whether it was done by then.
fn dies_after(desk: &Desk, steps: usize) -> bool {
    let sources = desk.sources();
    let mut reporter = desk.start(&sources);
    (0..steps).any(|_| reporter.step().expect("a step").is_some())
}

#[test]
fn whatever_it_died_between_there_is_one_report() {
    let mut steps = 0;
    loop {
        let desk = Desk::new();
        let done = dies_after(&desk, steps);
        let prepared = desk.journal().contains("\"step\":\"prepared\"");
        // The world goes on meanwhile.
        desk.server.answer("/b", usd("0.000102"));
        let sources = desk.sources();
        desk.start(&sources).once().expect("a report");

        let values: Vec<_> = desk
            .reports()
            .into_iter()
            .map(|(.., value)| value)
            .collect();
        let expected = if prepared { "101" } else { "102" };
        assert_eq!(values, [expected], "it died after {steps} steps");
        assert!(!desk.refused(), "it died after {steps} steps");
        let journal = desk.journal();
        assert_eq!(
            journal.matches("\"step\":\"reported\"").count(),
            1,
            "{journal}"
        );
        if done {
            break;
        }
        steps += 1;
    }
    assert_eq!(steps, 6, "ask, gather, keep, prepare, send, note");
}

#[test]
fn it_may_die_at_every_step_again_and_again() {
    let desk = Desk::new();
    for steps in [1, 2, 3, 1, 4, 2, 5, 5, 1, 3] {
        dies_after(&desk, steps);
    }
    let sources = desk.sources();
    desk.start(&sources).once().expect("nothing to do");
    assert_eq!((desk.reports().len(), desk.refused()), (1, false));
}

#[test]
fn it_dies_before_it_hears_that_its_report_is_in() {
    let mut desk = Desk::new();
    desk.chain.faults = vec![Fault::Unanswered];
    assert!(!dies_after(&desk, 5));
    desk.chain.faults = vec![];
    let sources = desk.sources();
    let done = desk.start(&sources).once().expect("nothing to do");
    assert!(!done.fresh);
    assert_eq!((desk.reports().len(), desk.refused()), (1, false));
}

#[test]
fn evidence_that_was_lost_is_gathered_anew() {
    for harm in [
        |path| std::fs::remove_file(path),
        |path| std::fs::write(path, "{}"),
    ] {
        let desk = Desk::new();
        dies_after(&desk, 4);
        let [path] = desk.documents().try_into().expect("one document");
        harm(path).expect("a file");
        desk.server.answer("/b", usd("0.000102"));
        let sources = desk.sources();
        let done = desk.start(&sources).once().expect("a report");
        assert_eq!(done.value.u128(), 102);
    }
}

#[test]
fn what_was_prepared_for_a_period_is_not_sent_in_the_next() {
    let desk = Desk::new();
    dies_after(&desk, 4);
    desk.chain.feeds.borrow_mut().a_period_passes();
    desk.server.answer("/b", usd("0.000102"));
    let sources = desk.sources();
    let done = desk.start(&sources).once().expect("a report");
    assert_eq!((done.period, done.value.u128()), (1, 102));
}
