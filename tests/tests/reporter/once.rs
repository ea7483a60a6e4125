//! One report.

use milegate_fetch::local::Answer;
use milegate_reporter::{Document, ReportError, dry_run};
use milegate_tests::feeds::Feeds;

use super::suite::{Desk, Fault, usd};

#[test]
fn the_median_is_reported_with_its_evidence() {
    let desk = Desk::new();
    let sources = desk.sources();
    let done = desk.start(&sources).once().expect("a report");
    assert_eq!((done.period, done.value.u128(), done.fresh), (0, 101, true));
    let carol = desk.chain.feeds.borrow().at("carol").to_string();
    assert_eq!(desk.reports(), [("0".into(), carol, "101".into())]);

    let [path] = desk.documents().try_into().expect("one document");
    let document = Document::read(&std::fs::read(&path).expect("bytes")).expect("a document");
    assert_eq!(document.check(), Ok(()));
    assert_eq!(document.value.u128(), 101);
    let digest = path
        .file_stem()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let feeds = desk.chain.feeds.borrow();
    let told = feeds.chain.log().last().expect("a transaction");
    let events = format!("{:?}", told.events);
    assert!(
        events.contains(&format!("https://reports.example/{digest}.json")),
        "{events}"
    );
}

#[test]
fn a_period_is_reported_once() {
    let desk = Desk::new();
    let sources = desk.sources();
    desk.start(&sources).once().expect("a report");
    desk.server.answer("/b", usd("0.000102"));
    let done = desk.start(&sources).once().expect("nothing to do");
    assert!(!done.fresh);
    assert_eq!((desk.reports().len(), desk.refused()), (1, false));

    desk.chain.feeds.borrow_mut().a_period_passes();
    let done = desk.start(&sources).once().expect("a report");
    assert_eq!((done.period, done.value.u128(), done.fresh), (1, 102, true));
}

#[test]
fn what_another_machine_has_reported_is_not_reported_again() {
    let mut feeds = Feeds::new();
    feeds.report("carol", 77).expect("a report");
    let desk = Desk::on(feeds);
    let sources = desk.sources();
    let done = desk.start(&sources).once().expect("nothing to do");
    assert_eq!((done.value.u128(), done.fresh), (77, false));
    assert_eq!((desk.reports().len(), desk.refused()), (1, false));
    assert!(desk.journal().contains("\"step\":\"reported\""));
    assert_eq!(desk.server.asked(), []);
}

#[test]
fn a_reporter_finds_his_report_behind_those_of_many() {
    let many: Vec<String> = (0..25).map(|n| format!("member-{n}")).collect();
    let mut weights: Vec<(&str, u64)> = many.iter().map(|who| (who.as_str(), 1)).collect();
    weights.push(("carol", 1));
    let mut feeds = Feeds::of(&weights);
    for (who, _) in &weights {
        feeds.report(who, 100).expect("a report");
    }
    let desk = Desk::on(feeds);
    let sources = desk.sources();
    assert!(!desk.start(&sources).once().expect("nothing to do").fresh);
    assert!(!desk.refused());
}

#[test]
fn an_answer_that_gets_lost_is_no_second_report() {
    let mut desk = Desk::new();
    desk.chain.faults = vec![Fault::Unanswered];
    let sources = desk.sources();
    let done = desk.start(&sources).once().expect("a report");
    assert_eq!((done.value.u128(), done.fresh), (101, true));
    assert_eq!((desk.reports().len(), desk.refused()), (1, false));
}

#[test]
fn a_report_that_gets_lost_is_sent_again() {
    let mut desk = Desk::new();
    desk.chain.faults = vec![Fault::Lost, Fault::Lost, Fault::Lost];
    let sources = desk.sources();
    desk.start(&sources).once().expect("a report");
    assert_eq!(desk.reports().len(), 1);
}

#[test]
fn a_chain_that_never_answers_is_given_up() {
    let mut desk = Desk::new();
    desk.chain.faults = vec![Fault::Lost; 10];
    let sources = desk.sources();
    let error = desk.start(&sources).once().expect_err("nobody is reached");
    assert!(
        matches!(error, ReportError::GivenUp { tries: 6, .. }),
        "{error}"
    );
}

#[test]
fn nothing_is_sent_when_the_period_is_over() {
    let mut desk = Desk::new();
    desk.chain.faults = vec![Fault::PeriodPasses];
    let sources = desk.sources();
    let error = desk.start(&sources).once().expect_err("too late");
    assert!(matches!(error, ReportError::Over { period: 0 }), "{error}");
    assert_eq!((desk.reports(), desk.refused()), (vec![], false));
}

#[test]
fn a_stranger_is_told_so() {
    let mut desk = Desk::new();
    desk.chain.who = "mallory";
    let sources = desk.sources();
    let error = desk
        .start(&sources)
        .once()
        .expect_err("no member")
        .to_string();
    assert!(error.contains("refused by the chain: "), "{error}");
    assert!(error.contains("weighs nothing"), "{error}");
}

#[test]
fn nothing_is_reported_before_the_feed_starts() {
    let desk = Desk::on(Feeds::young());
    let sources = desk.sources();
    let error = desk
        .start(&sources)
        .once()
        .expect_err("too early")
        .to_string();
    assert!(error.contains("starts at"), "{error}");
}

#[test]
fn sources_that_disagree_are_no_report_and_leave_nothing() {
    let desk = Desk::new();
    desk.server.answer("/a", usd("0.000200"));
    desk.server.answer("/c", Answer::Dead);
    let sources = desk.sources();
    let error = desk
        .start(&sources)
        .once()
        .expect_err("they disagree")
        .to_string();
    assert!(error.contains("1 sources agree, 2 are needed"), "{error}");
    assert!(
        error.contains("/a: 200, too far from the median"),
        "{error}"
    );
    assert_eq!((desk.reports(), desk.documents().len()), (vec![], 0));
}

#[test]
fn a_value_off_the_scale_is_not_sent() {
    let desk = Desk::new();
    for path in ["/a", "/b", "/c"] {
        desk.server.answer(path, usd("1.000001"));
    }
    let sources = desk.sources();
    let error = desk
        .start(&sources)
        .once()
        .expect_err("off the scale")
        .to_string();
    assert!(
        error.contains("1000001 is not 10 to 1000000, the feed's scale"),
        "{error}"
    );
    assert!(!desk.refused());
}

#[test]
fn a_dry_run_writes_nothing() {
    let desk = Desk::new();
    let sources = desk.sources();
    let document = dry_run(&sources, &desk.chain).expect("a document");
    assert_eq!(document.value.u128(), 101);
    assert_eq!(document.check(), Ok(()));
    assert!(!desk.folder.path().join("reports").exists());
    assert_eq!(desk.reports(), []);
}
