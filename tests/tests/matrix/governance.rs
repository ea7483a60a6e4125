//! The governance, through everything that can become of a proposal to attest `listing`, and of a
//! signal.

use cw3::Vote;
use milegate_api::governance::{ACCESS, ExecuteMsg, Suite as Listed};
use milegate_tests::governance::{DEPOSIT, attest_listing, burn, rules};
use milegate_tests::suite::{DAY, START, Suite, address, bond};

use super::{Send, covers, every_cell};

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Voting,
    Tail,
    Passed,
    Executable,
    ClosedExecutable,
    Answered,
    Rejected,
    Executed,
    ClosedExecuted,
    Expired,
    Cancelled,
    ClosedCancelled,
}

use State::*;

const STATES: [State; 12] = [
    Voting,
    Tail,
    Passed,
    Executable,
    ClosedExecutable,
    Answered,
    Rejected,
    Executed,
    ClosedExecuted,
    Expired,
    Cancelled,
    ClosedCancelled,
];

/// Proposer and voter, voter, insider, and whoever has no power.
const ROLES: [&str; 9] = [
    "vera",
    "vito",
    "ana",
    "guardian",
    "stranger",
    "court",
    "governance",
    "vault",
    "milestones",
];

const MESSAGES: [(&str, Send); 17] = [
    ("propose", |suite, who| suite.propose(who, vec![burn(1)])),
    ("propose again", |suite, who| {
        let msgs = vec![attest_listing(suite)];
        suite.propose(who, msgs)
    }),
    ("ask", |suite, who| {
        suite.ask_community(who, "why?", &["yes", "no"])
    }),
    ("ask again", |suite, who| {
        suite.ask_community(who, "whither?", &["left", "right"])
    }),
    ("dispute", |suite, who| suite.dispute(who, "volume")),
    ("vote", |suite, who| suite.vote(who, 1, Vote::Yes)),
    ("answer", |suite, who| suite.answer(who, 1, 0)),
    ("prove ana", |suite, who| suite.prove(who, 1, "ana")),
    ("prove vera", |suite, who| suite.prove(who, 1, "vera")),
    ("readmit", |suite, who| suite.readmit(who, 1, "ana")),
    ("execute", |suite, who| suite.carry(who, 1)),
    ("close", |suite, who| suite.close(who, 1)),
    ("cancel", |suite, who| suite.stop(who, 1)),
    ("accept_payments", |suite, who| suite.accepts_payments(who)),
    ("set_rules", |suite, who| {
        let mut rules = rules();
        rules.revision = 2;
        suite.tell_governance(who, &ExecuteMsg::SetRules { rules })
    }),
    ("set_guardian", |suite, who| {
        suite.tell_governance(who, &ExecuteMsg::SetGuardian { guardian: None })
    }),
    ("add_suite", |suite, who| {
        let suite_msg = Listed {
            milestones: address("keeper"),
            vaults: vec![address("heir")],
        };
        suite.tell_governance(who, &ExecuteMsg::AddSuite { suite: suite_msg })
    }),
];

fn reach(state: State) -> Suite {
    let mut suite = Suite::builder().by_vote().build();
    suite.until(START + 1);
    for who in ROLES {
        let who = suite.at(who);
        suite.chain.mint(&who, &bond(DEPOSIT));
    }
    if state == Answered {
        let asked = suite.ask_community("vera", "whither?", &["left", "right"]);
        asked.unwrap();
        suite.answer("vera", 1, 0).unwrap();
        suite.days_pass(3);
        return suite;
    }
    let msgs = vec![attest_listing(&suite)];
    suite.propose("vera", msgs).unwrap();
    if state != Rejected {
        suite.vote("vera", 1, Vote::Yes).unwrap();
    }
    let days = match state {
        Voting | Cancelled | ClosedCancelled => 0,
        Tail => 2,
        Passed | Rejected => 3,
        Executable | ClosedExecutable | Executed | ClosedExecuted => 4,
        Expired => 11,
        Answered => unreachable!("above"),
    };
    if days > 0 {
        suite.days_pass(days);
    }
    match state {
        Executed | ClosedExecuted => drop(suite.carry("stranger", 1).unwrap()),
        Cancelled | ClosedCancelled => drop(suite.stop("guardian", 1).unwrap()),
        _ => {}
    }
    if matches!(state, ClosedExecutable | ClosedExecuted | ClosedCancelled) {
        suite.close("stranger", 1).unwrap();
    }
    suite.a_second_passes();
    suite
}

/// Why nothing about ballots changes any more, if so.
fn fixed(suite: &Suite, state: State) -> Option<String> {
    let (tally, now) = (suite.tally(1), suite.point());
    match state {
        Voting | Tail => None,
        Executed | ClosedExecuted | Cancelled | ClosedCancelled => Some(ended(suite)),
        _ => Some(format!(
            "the result has been fixed since {}; it is {now}",
            tally.tail_ends
        )),
    }
}

fn ended(suite: &Suite) -> String {
    use milegate_core::governance::Status;
    match suite.status(1) {
        Status::Executed { at } => format!("the proposal was executed at {at}"),
        Status::Cancelled { at } => format!("the proposal was cancelled at {at}"),
        other => panic!("{other:?}"),
    }
}

/// The same content as the proposal's, once more.
fn again(suite: &Suite, state: State) -> Result<(), String> {
    let tally = suite.tally(1);
    let at = match state {
        Voting | Tail | Passed | Executable | ClosedExecutable => {
            return Err("a proposal of the same content is running".into());
        }
        Executed | ClosedExecuted | Cancelled | ClosedCancelled => suite.now() - 1,
        Answered | Rejected => tally.tail_ends.time,
        Expired => tally.expires.time,
    };
    Err(format!(
        "the same content is refused until {}; it is {}",
        at + 30 * DAY,
        suite.now()
    ))
}

fn ballot(suite: &Suite, state: State, message: &str, role: &str) -> Result<(), String> {
    if let Some(why) = fixed(suite, state) {
        return Err(why);
    }
    let (end, now) = (suite.tally(1).voting_ends, suite.point());
    let over = format!("the voting was over at {end}; it is {now}");
    Err(match (message, role) {
        ("vote" | "answer", _) if state == Tail => over,
        ("answer", _) => "`option 0` is no choice in a proposal of class attest".into(),
        ("vote", "vera") => "already voted `yes`".into(),
        ("vote", "vito") | ("prove ana", _) => return Ok(()),
        ("vote", "ana") => "an interested voter".into(),
        ("vote", _) => "no voting power when the proposal opened".into(),
        ("prove vera", _) => "the voter is not interested".into(),
        _ => "the voter has not been recused".into(),
    })
}

fn execution(suite: &Suite, state: State) -> Result<(), String> {
    let (tally, now) = (suite.tally(1), suite.point());
    Err(match state {
        Executable | ClosedExecutable => return Ok(()),
        Voting | Tail | Passed => {
            format!("not executable before {}; it is {now}", tally.executable)
        }
        Answered => "a signal has nothing to execute; its answer is option 0".into(),
        Rejected => "the proposal has not passed: 0 voted, 200000 are needed".into(),
        Expired => format!(
            "the window for executing it was over at {}; it is {now}",
            tally.expires
        ),
        Executed | ClosedExecuted | Cancelled | ClosedCancelled => ended(suite),
    })
}

fn closing(suite: &Suite, state: State) -> Result<(), String> {
    let closed = matches!(state, ClosedExecutable | ClosedExecuted | ClosedCancelled);
    if !closed && state != Voting && state != Tail {
        return Ok(());
    }
    let status = suite.status(1);
    Err(format!(
        "proposal 1 is {status}, closed: {closed}; a proposal is closed once, when its result is \
         known"
    ))
}

fn cancelling(suite: &Suite, state: State, role: &str) -> Result<(), String> {
    Err(match state {
        _ if role != "guardian" => format!("{} is not the guardian", suite.at(role)),
        Voting | Tail | Passed | Executable | ClosedExecutable => return Ok(()),
        Answered | Rejected | Expired => "the proposal is over".into(),
        Executed | ClosedExecuted | Cancelled | ClosedCancelled => ended(suite),
    })
}

fn expected(suite: &Suite, state: State, message: &str, role: &str) -> Result<(), String> {
    match message {
        "propose" | "ask" | "accept_payments" => Ok(()),
        "propose again" if state == Answered => Ok(()),
        "ask again" if state != Answered => Ok(()),
        "propose again" | "ask again" => again(suite, state),
        "dispute" => Err("milestone volume is not disputed".into()),
        "vote" | "answer" | "prove ana" | "prove vera" | "readmit" => {
            ballot(suite, state, message, role)
        }
        "execute" => execution(suite, state),
        "close" => closing(suite, state),
        "cancel" => cancelling(suite, state, role),
        _ if role == "governance" => Ok(()),
        _ => Err(format!(
            "only the governance itself may send this, by a proposal; the sender is {}",
            suite.at(role)
        )),
    }
}

#[test]
fn every_role_sends_every_message_in_every_state() {
    covers(&MESSAGES, ACCESS);
    let cells = every_cell(&STATES, &ROLES, &MESSAGES, reach, expected);
    assert_eq!(cells, 12 * 9 * 17);
}
