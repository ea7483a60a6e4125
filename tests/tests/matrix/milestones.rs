//! The milestones, through everything that can become of `listing`.

use milegate_api::milestones::{ACCESS, ExecuteMsg, Stage};
use milegate_core::milestone::Verdict;
use milegate_core::{Point, Span};
use milegate_tests::suite::{
    BOND, COURT_LIMIT, DAY, DEADLINE, GENESIS, LAST_CALL, START, Suite, WINDOW, address, bond,
};

use super::{Send, covers, every_cell};

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    BeforeStart,
    Open,
    LastCall,
    LastCallOver,
    Pending,
    WindowOver,
    Disputed,
    DisputedAfterWindow,
    CourtLimitOver,
    Fallen,
    ReachedByVerdict,
    Missed,
}

use State::*;

const STATES: [State; 12] = [
    BeforeStart,
    Open,
    LastCall,
    LastCallOver,
    Pending,
    WindowOver,
    Disputed,
    DisputedAfterWindow,
    CourtLimitOver,
    Fallen,
    ReachedByVerdict,
    Missed,
];

const ROLES: [&str; 5] = ["auditor", "court", "challenger", "ana", "stranger"];

const MESSAGES: [(&str, Send); 11] = [
    ("attest", |suite, who| {
        suite.attest(who, "listing", "auditor")
    }),
    ("observe", |suite, who| suite.observe_leaf(who, "auditor")),
    ("retract", |suite, who| {
        suite.retract(who, "listing", "auditor")
    }),
    ("recuse", |suite, who| {
        suite.recuse(who, "listing", "auditor", "auditor")
    }),
    ("challenge", |suite, who| {
        suite.challenge_with(who, "listing", &bond(BOND))
    }),
    ("settle false", |suite, who| {
        suite.settle(who, "listing", Verdict::False)
    }),
    ("settle stands", |suite, who| {
        suite.settle(who, "listing", Verdict::Stands)
    }),
    ("conclude", |suite, who| {
        suite.tell_milestones(
            who,
            &ExecuteMsg::Conclude {
                milestone: "listing".into(),
            },
        )
    }),
    ("add_bounty", |suite, who| {
        suite.add_bounty(who, "listing", &bond(5))
    }),
    ("withdraw", |suite, who| suite.withdraw(who)),
    ("pay_dues", |suite, who| {
        suite.tell_milestones(who, &ExecuteMsg::PayDues {})
    }),
];

fn reach(state: State) -> Suite {
    let mut suite = Suite::sealed();
    if state == BeforeStart {
        return suite;
    }
    suite.start();
    match state {
        LastCall | LastCallOver | Missed => {
            suite.until(DEADLINE + 1);
            suite.conclude("listing").unwrap();
        }
        Open => {}
        _ => suite.satisfy("listing"),
    }
    match state {
        Disputed | DisputedAfterWindow | CourtLimitOver | Fallen | ReachedByVerdict => {
            suite.challenge("listing").unwrap();
        }
        LastCallOver | Missed => suite.last_call_passes(),
        _ => {}
    }
    match state {
        WindowOver | DisputedAfterWindow | CourtLimitOver | ReachedByVerdict => {
            suite.window_passes();
        }
        Fallen => drop(suite.settle("court", "listing", Verdict::False).unwrap()),
        Missed => drop(suite.conclude("listing").unwrap()),
        _ => {}
    }
    match state {
        CourtLimitOver => suite.court_limit_passes(),
        ReachedByVerdict => drop(suite.settle("court", "listing", Verdict::Stands).unwrap()),
        Fallen => suite.a_day_passes(),
        _ => {}
    }
    suite
}

/// The instants an error names, from the stage itself.
struct Facts {
    now: Point,
    window_end: Point,
    court_end: Point,
    last_call_end: Point,
    ended: String,
}

fn facts(suite: &Suite) -> Facts {
    let after = |since: Point, span: Span| Point {
        time: since.time + span.seconds,
        height: since.height + span.blocks,
    };
    let (mut since, mut ended) = (suite.point(), String::new());
    match suite.milestone("listing").stage {
        Stage::Open {
            last_call: Some(began),
        } => since = began,
        Stage::Pending { since: began } | Stage::Disputed { since: began, .. } => since = began,
        Stage::Ended { conclusion } => {
            use milegate_core::Conclusion::{Missed, Reached};
            let (word, at) = match conclusion {
                Reached { at } => ("reached", at),
                Missed { at } => ("missed", at),
            };
            ended = format!("the milestone has ended: {word} at {at}");
        }
        Stage::Open { last_call: None } => {}
    }
    Facts {
        now: suite.point(),
        window_end: after(since, WINDOW),
        court_end: after(after(since, WINDOW), COURT_LIMIT),
        last_call_end: after(since, LAST_CALL),
        ended,
    }
}

fn expected(suite: &Suite, state: State, message: &str, role: &str) -> Result<(), String> {
    let Facts {
        now,
        window_end,
        court_end,
        last_call_end,
        ended,
    } = facts(suite);
    let sender = address(role);
    let no = |text: String| Err(text);
    let over = |what: &str, end: Point| Err(format!("{what} was over at {end}; it is {now}"));
    let undecided = |end| {
        Err(format!(
            "time has decided nothing before {end}; it is {now}"
        ))
    };
    let ran = [
        Pending,
        WindowOver,
        Disputed,
        DisputedAfterWindow,
        CourtLimitOver,
        Fallen,
    ];
    let attested = ran.contains(&state) || state == ReachedByVerdict;
    match message {
        "attest" if role != "auditor" => no(format!(
            "witness `auditor` is {}, not {sender}",
            address("auditor")
        )),
        "attest" => match state {
            BeforeStart => no(format!(
                "as of {GENESIS} is not between {START} and {GENESIS}"
            )),
            Open | LastCall | Fallen => Ok(()),
            LastCallOver => over("the last call", last_call_end),
            Pending | Disputed | DisputedAfterWindow => {
                no("an attestation of round 1 stands already".into())
            }
            WindowOver => over("the window", window_end),
            CourtLimitOver => over("the court's limit", court_end),
            ReachedByVerdict | Missed => no(ended),
        },
        "observe" => no("witness `auditor` is nothing to observe".into()),
        "retract" if role != "auditor" || !attested => no("no attestation stands".into()),
        "retract" => match state {
            WindowOver => over("the window", window_end),
            CourtLimitOver => over("the court's limit", court_end),
            ReachedByVerdict => no(ended),
            Fallen => no("no attestation stands".into()),
            _ => Ok(()),
        },
        "recuse" if !attested => no("no attestation stands".into()),
        "recuse" => no(format!(
            "{} is not interested in milestone `listing`",
            address("auditor")
        )),
        "challenge" => match state {
            Pending => Ok(()),
            WindowOver => over("the window", window_end),
            ReachedByVerdict | Missed => no(ended),
            _ => no("there is nothing to challenge: the milestone is not pending".into()),
        },
        "settle false" | "settle stands" if role != "court" => {
            no(format!("the court is {}, not {sender}", address("court")))
        }
        "settle false" | "settle stands" => match state {
            Disputed if message == "settle stands" => no(format!(
                "the window is not over before {window_end}; it is {now}"
            )),
            Disputed | DisputedAfterWindow => Ok(()),
            CourtLimitOver => over("the court's limit", court_end),
            ReachedByVerdict | Missed => no(ended),
            _ => no("there is no dispute".into()),
        },
        "conclude" => match state {
            BeforeStart | Open | Fallen => undecided(Point {
                time: DEADLINE + 1,
                height: now.height,
            }),
            LastCall => undecided(last_call_end),
            Pending => undecided(window_end),
            Disputed | DisputedAfterWindow => undecided(court_end),
            LastCallOver | WindowOver | CourtLimitOver => Ok(()),
            ReachedByVerdict | Missed => no(ended),
        },
        "add_bounty" if matches!(state, ReachedByVerdict | Missed) => no(ended),
        "add_bounty" => Ok(()),
        "withdraw" if state == Fallen && role == "challenger" => Ok(()),
        "withdraw" => no(format!("{sender} has no credit")),
        "pay_dues" if state == ReachedByVerdict => Ok(()),
        "pay_dues" => no("there are no dues".into()),
        _ => panic!("no row for {message}"),
    }
}

#[test]
fn every_role_sends_every_message_in_every_state() {
    covers(&MESSAGES, ACCESS);
    let cells = every_cell(&STATES, &ROLES, &MESSAGES, reach, expected);
    assert_eq!(cells, 12 * 5 * 11);
    assert_eq!(DAY * 3, WINDOW.seconds);
}
