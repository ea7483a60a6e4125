//! That nothing grows with history, and a closing with its reporters only. Gas is a property of the
//! compiled contract, so a native run measures nothing.

use milegate_api::oracle::QueryMsg;
use milegate_tests::feeds::{FEED, Feeds, window};
use milegate_tests::suite::is_native;

/// Periods with a value.
const HISTORY: [u32; 3] = [10, 500, 5_000];
const REPORTERS: [usize; 3] = [3, 10, 30];

type Costs = Vec<(&'static str, u64)>;

/// A feed of eight windows and so many reporters of weight 1.
fn crowd(names: &[String]) -> Feeds {
    let weights: Vec<_> = names.iter().map(|name| (name.as_str(), 1)).collect();
    let feeds = Feeds::weighed(&weights, &[], |msg| {
        let windows = [1, 3, 7, 10, 30, 90, 180, 365];
        let windows = windows.map(|periods| window(periods, Some(100), periods / 4));
        msg.feeds[0].windows = windows.to_vec();
    });
    let mut feeds = feeds.unwrap();
    feeds.until(milegate_tests::feeds::BEGINS);
    feeds
}

fn names(count: usize) -> Vec<String> {
    (0..count)
        .map(|number| format!("reporter {number}"))
        .collect()
}

fn query(feeds: &Feeds, question: QueryMsg) -> u64 {
    let _: serde_json::Value = feeds.ask(&question);
    feeds.chain.last_query_gas()
}

fn ask_window(feeds: &Feeds, at: Option<u32>) -> u64 {
    let question = QueryMsg::Window {
        feed: FEED.into(),
        window: 7,
        at,
    };
    query(feeds, question)
}

/// Gas of every message and query after so much history: the last period is over with a quorum and
/// not closed.
fn costs(mut feeds: Feeds, names: &[String]) -> Costs {
    let over = feeds.feed().over;
    let advance = feeds.clone().advance("stranger").unwrap().gas_used;
    let mut late = feeds.clone();
    late.periods_pass(3);
    let many = late.advance("stranger").unwrap().gas_used;
    let page = QueryMsg::Periods {
        feed: FEED.into(),
        start_after: Some(over - 6),
        limit: Some(5),
    };
    let mut costs = vec![
        ("advance", advance),
        ("advance over four periods", many),
        (
            "feed, not closed",
            query(&feeds, QueryMsg::Feed { feed: FEED.into() }),
        ),
        ("window, not closed", ask_window(&feeds, None)),
        ("window at an early period", ask_window(&feeds, Some(5))),
        (
            "window at a late period",
            ask_window(&feeds, Some(over - 2)),
        ),
        ("five periods", query(&feeds, page)),
    ];
    let first = feeds.report(&names[0], 500).unwrap().gas_used;
    costs.push(("report that closes", first));
    let second = feeds.report(&names[1], 500).unwrap().gas_used;
    costs.push(("report", second));
    costs.push(("window", ask_window(&feeds, None)));
    costs
}

/// The slope of the line that fits three points best.
fn slope(sizes: [f64; 3], costs: [f64; 3]) -> f64 {
    let mean = |of: [f64; 3]| of.iter().sum::<f64>() / 3.0;
    let (x, y) = (mean(sizes), mean(costs));
    let pairs = sizes.iter().zip(costs);
    let (mut up, mut across) = (0.0, 0.0);
    for (size, cost) in pairs {
        up += (size - x) * (cost - y);
        across += (size - x) * (size - x);
    }
    up / across
}

/// Prints costs by name and size, and wants each slope within its bound.
fn fit(sizes: [f64; 3], costs: [Costs; 3], bound: impl Fn(&str) -> f64) {
    let [small, middle, large] = costs;
    for (((name, small), (_, middle)), (_, large)) in small.into_iter().zip(middle).zip(large) {
        let slope = slope(sizes, [small, middle, large].map(|gas| gas as f64));
        println!("{name}: {small} {middle} {large}, slope {slope:.3}");
        assert!(slope.abs() <= bound(name), "{name} grows by {slope} each");
    }
}

#[test]
fn nothing_grows_with_the_number_of_closed_periods() {
    if is_native() {
        return;
    }
    let names = names(2);
    let mut feeds = crowd(&names);
    let mut taken = vec![];
    for day in 1..=HISTORY[2] {
        for name in &names {
            feeds.report(name, 500 + u128::from(day % 7)).unwrap();
        }
        feeds.a_period_passes();
        if HISTORY.contains(&day) {
            taken.push(costs(feeds.clone(), &names));
        }
    }
    let taken: [Costs; 3] = taken.try_into().expect("three sizes");
    for (name, gas) in &taken[2] {
        assert!(*gas <= most(name), "{name} takes {gas}");
    }
    for ((name, middle), (_, large)) in taken[1].iter().zip(&taken[2]) {
        let grown = large.abs_diff(*middle);
        assert!(grown <= 200, "{name}: {middle} {large}");
    }
    // Until the windows are full their numbers have fewer digits, at 30 gas a byte written.
    fit(HISTORY.map(f64::from), taken, |_| 0.5);
}

/// What each may take at most; an instance alone is 60,000.
fn most(name: &str) -> u64 {
    match name {
        "report" => 260_000,
        "report that closes" => 400_000,
        "advance" | "advance over four periods" => 200_000,
        _ => 90_000,
    }
}

#[test]
fn a_closing_grows_with_the_reports_of_its_own_period_only() {
    if is_native() {
        return;
    }
    let taken = REPORTERS.map(|count| {
        let names = names(count);
        let mut feeds = crowd(&names);
        for _ in 0..8 {
            for name in &names {
                feeds.report(name, 500).unwrap();
            }
            feeds.a_period_passes();
        }
        costs(feeds, &names)
    });
    // Whatever sees the last period before it is closed reads its reports.
    fit(REPORTERS.map(|count| count as f64), taken, |name| {
        let closed = name == "report" || name == "window";
        if closed { 5.0 } else { 400.0 }
    });
}

#[test]
fn a_report_does_not_grow_with_those_of_others_in_its_period() {
    if is_native() {
        return;
    }
    let names = names(30);
    let mut feeds = crowd(&names);
    let mut taken = vec![];
    for name in &names {
        taken.push(feeds.report(name, 500).unwrap().gas_used);
    }
    println!(
        "report 2, 3, 10 and 30: {} {} {} {}",
        taken[1], taken[2], taken[9], taken[29]
    );
    let (least, most) = (taken[1..].iter().min(), taken[1..].iter().max());
    assert!(most.unwrap() - least.unwrap() <= 300, "{least:?} {most:?}");
}
