//! Role x message x state, every cell with its exact result.

use milegate_api::oracle::ACCESS;
use milegate_tests::cells;
use milegate_tests::feeds::{BEGINS, Feeds, feed};
use milegate_tests::suite::DAY;

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// A day before period 0.
    Young,
    /// Period 0 runs, nobody has reported.
    Fresh,
    /// Period 0 runs, `carol` and `dora` have reported.
    Reported,
    /// Period 0 is over with three reports, period 1 runs.
    Over,
    /// The same, and it is closed.
    Closed,
    /// Ten periods after period 0 are over.
    Silent,
}

use State::*;

const STATES: [State; 6] = [Young, Fresh, Reported, Over, Closed, Silent];
const ROLES: [&str; 6] = [
    "carol",
    "emil",
    "stranger",
    "deployer",
    "governance",
    "oracle",
];

type Send = cells::Send<Feeds>;

const MESSAGES: [(&str, Send); 6] = [
    ("report", |feeds, who| feeds.report(who, 500)),
    ("report early", |feeds, who| {
        let period = feeds.period();
        feeds.report_in(who, period + 1, 500)
    }),
    ("report late", |feeds, who| feeds.report_in(who, 0, 500)),
    ("report off scale", |feeds, who| feeds.report(who, 9)),
    ("advance", |feeds, who| feeds.advance(who)),
    ("add_feed", |feeds, who| {
        let mut depth = feed("depth", &feeds.group.clone());
        depth.calendar.start = feeds.now();
        feeds.add_feed(who, depth)
    }),
];

fn reach(state: State) -> Feeds {
    let mut feeds = Feeds::young();
    if state == Young {
        return feeds;
    }
    feeds.until(BEGINS);
    match state {
        Young | Fresh => {}
        Reported => {
            feeds.report("carol", 500).unwrap();
            feeds.report("dora", 500).unwrap();
        }
        _ => feeds.say(&[500, 500, 500]),
    }
    match state {
        Closed => drop(feeds.advance("stranger").unwrap()),
        Silent => feeds.periods_pass(10),
        _ => {}
    }
    feeds
}

fn expected(feeds: &Feeds, state: State, message: &str, role: &str) -> Result<(), String> {
    let no = |text: String| Err(text);
    let running = feeds.period();
    let started = match state {
        Young => Err(format!(
            "the feed starts at {BEGINS}; it is {}",
            feeds.now()
        )),
        _ => Ok(()),
    };
    let member = match (role, state) {
        ("carol", Reported) => no("the reporter has reported in period 0".into()),
        ("carol" | "emil", _) => Ok(()),
        _ => no(format!(
            "the reporter weighs nothing in the group at block {}",
            feeds.height()
        )),
    };
    match message {
        "report" => started.and(member),
        "report early" => started.and(no(format!(
            "period {} is ahead: {running} runs",
            running + 1
        ))),
        "report late" if running > 0 => no(format!("period 0 is over: {running} runs")),
        "report late" => started.and(member),
        "report off scale" => started.and(no("a value of 9 is not 10 to 1000000".into())),
        "advance" => match state {
            Over | Silent => Ok(()),
            Closed => no(not_before(1)),
            _ => no(not_before(0)),
        },
        "add_feed" if role == "governance" => Ok(()),
        "add_feed" => {
            let sender = feeds.at(role);
            no(format!(
                "{sender} is not the governance, which alone adds feeds"
            ))
        }
        _ => panic!("no row for {message}"),
    }
}

fn not_before(period: u64) -> String {
    let until = BEGINS + (period + 1) * DAY;
    format!("nothing is to be closed before {until}, when period {period} is over")
}

#[test]
fn every_role_sends_every_message_in_every_state() {
    for (message, _) in ACCESS {
        let sent = |name: &str| name.split(' ').next() == Some(message);
        assert!(
            MESSAGES.iter().any(|(name, _)| sent(name)),
            "{message} is not sent"
        );
    }
    let cells = cells::every_cell(&STATES, &ROLES, &MESSAGES, reach, expected);
    assert_eq!(cells, 6 * 6 * 6);
}
