//! What the oracle answers, by hand.

use cosmwasm_std::Uint128;
use milegate_api::oracle::{FeedsResponse, QueryMsg, ReportsResponse};
use milegate_core::oracle::Reading;
use milegate_tests::feeds::{BEGINS, FEED, Feeds, REPORTERS, feed, window};
use milegate_tests::suite::{DAY, address};

/// Values 500, none, 90, 700, none, none; the last days not closed.
fn known() -> Feeds {
    let mut feeds = Feeds::new();
    for values in [&[500; 3][..], &[500; 2], &[90; 3], &[700; 3]] {
        feeds.say(values);
    }
    feeds.periods_pass(2);
    feeds
}

#[test]
fn a_window_answers_for_the_end_of_every_period_that_is_over() {
    let feeds = known();
    let answer = feeds.window(0, Some(3));
    assert_eq!((answer.unit.as_str(), answer.decimals), ("USD a day", 6));
    assert_eq!(answer.window, window(3, Some(100), 1));
    assert_eq!(answer.mean, Some(395u128.into()));
    assert_eq!(
        (answer.minimum_holds, answer.gap_holds),
        (Some(false), Some(true))
    );
    let wanted = Reading {
        from: BEGINS + DAY,
        until: BEGINS + 4 * DAY,
        stale: BEGINS + 5 * DAY,
        periods: 3,
        full: true,
        observations: 2,
        sum: Uint128::new(790),
        held: Some(1),
        unbroken: 4,
        silent: 0,
    };
    assert_eq!(answer.reading, Some(wanted));
    let sums = (0..6).map(|at| feeds.reading(0, Some(at)).unwrap().sum.u128());
    assert_eq!(sums.collect::<Vec<_>>(), [500, 500, 590, 790, 790, 700]);
    assert_eq!(feeds.reading(0, None), feeds.reading(0, Some(5)));
}

#[test]
fn a_window_answers_the_same_after_it_was_closed_and_years_later() {
    let mut feeds = known();
    let all = |feeds: &Feeds| {
        let windows = [0, 1]
            .into_iter()
            .flat_map(|place| (0..6).map(move |at| (place, at)));
        windows
            .map(|(place, at)| feeds.reading(place, Some(at)).unwrap())
            .collect::<Vec<_>>()
    };
    let before = all(&feeds);
    feeds.advance("stranger").unwrap();
    assert_eq!(all(&feeds), before);
    feeds.periods_pass(3_000);
    feeds.say(&[800; 3]);
    feeds.say(&[900; 3]);
    assert_eq!(all(&feeds), before);
}

#[test]
fn what_is_not_there_is_said() {
    let feeds = known();
    let asked = |feed: &str, window, at| {
        let question = QueryMsg::Window {
            feed: feed.into(),
            window,
            at,
        };
        let answer = feeds.try_ask::<serde_json::Value>(&question);
        answer.unwrap_err().reason
    };
    for (text, wanted) in [
        (asked("depth", 0, None), "no feed depth"),
        (asked(FEED, 2, None), "feed volume has no window 2"),
        (asked(FEED, 0, Some(6)), "period 6 is not over: 6 are"),
        (
            asked(FEED, 0, Some(u32::MAX)),
            "period 4294967295 is not over: 6 are",
        ),
    ] {
        assert!(text.ends_with(wanted), "{text}");
    }
    let young = Feeds::young().window(0, None);
    assert_eq!((young.reading, young.mean), (None, None));
    assert_eq!((young.minimum_holds, young.gap_holds), (None, None));
}

#[test]
fn a_feed_says_where_it_stands_and_what_can_happen_next() {
    let mut feeds = known();
    feeds.chain.advance(10);
    let known = feeds.feed();
    assert_eq!((known.over, known.silent, known.behind), (6, 2, true));
    let latest = known.latest.unwrap();
    assert_eq!(
        (latest.period, latest.value.u128(), latest.count),
        (3, 700, 3)
    );
    assert_eq!((latest.from, latest.sum.u128()), (BEGINS + 3 * DAY, 1_290));
    let running = known.running.unwrap();
    assert_eq!(
        (running.period, running.reporters, running.total),
        (6, 0, None)
    );
    let next: Vec<_> = known
        .next
        .iter()
        .map(|step| (step.action.as_str(), step.until))
        .collect();
    assert_eq!(
        next,
        [("report", Some(BEGINS + 7 * DAY - 1)), ("advance", None)]
    );
    assert_eq!(
        known.next[1].words,
        "Anyone can close the periods 3 to 5, which are over."
    );
    assert_eq!(
        known.next[0].words,
        "Each member of the group can report once in period 6, before 2026-01-09 00:00:00 UTC."
    );
    feeds.report("carol", 500).unwrap();
    let known = feeds.feed();
    assert_eq!((known.behind, known.next.len()), (false, 1));
    assert_eq!(known.running.unwrap().reporters, 1);
}

#[test]
fn periods_reports_and_feeds_are_listed_in_pages() {
    let mut feeds = Feeds::new();
    for day in 0..35u128 {
        feeds.say(&[500 + day; 3]);
    }
    let all: Vec<_> = (0..35u32).map(|day| (day, 500 + u128::from(day))).collect();
    assert_eq!(feeds.values(None, None), all[..10]);
    assert_eq!(feeds.values(None, Some(100)), all[..30]);
    assert_eq!(
        feeds.values(Some(29), Some(100)),
        all[30..],
        "the last is not closed"
    );
    assert_eq!(feeds.values(Some(33), None), all[34..]);
    assert_eq!(feeds.values(Some(34), None), []);
    let mut reporters: Vec<_> = REPORTERS[..3].iter().map(|who| address(who)).collect();
    reporters.sort();
    let reports: ReportsResponse = feeds.ask(&QueryMsg::Reports {
        feed: FEED.into(),
        period: Some(7),
        start_after: Some(reporters[0].clone()),
        limit: Some(1),
    });
    assert_eq!((reports.period, reports.reports.len()), (7, 1));
    assert_eq!(reports.reports[0].reporter.as_str(), reporters[1]);
    assert_eq!(reports.reports[0].value.u128(), 507);
    let mut depth = feed("depth", &feeds.group);
    depth.calendar.start = feeds.now();
    feeds.add_feed("governance", depth).unwrap();
    let names = |start_after: Option<&str>| {
        let start_after = start_after.map(str::to_string);
        feeds
            .ask::<FeedsResponse>(&QueryMsg::Feeds {
                start_after,
                limit: Some(1),
            })
            .feeds
    };
    assert_eq!(
        (names(None), names(Some("depth"))),
        (vec!["depth".into()], vec![FEED.to_string()])
    );
}
