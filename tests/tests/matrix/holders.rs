//! Holders: a grant of the category `team` through everything that can become of it.

use milegate_api::vesting::{ACCESS, ChangeKind};
use milegate_core::holder::CHANGE_LIFE;
use milegate_core::{Point, Span};
use milegate_tests::suite::{
    DAY, EXPIRES, LEAVING, PAYEE_DELAY, RECOVERY_DELAY, START, Suite, address, grant, leaving,
    may_not, paying, recovering, selling,
};

use super::{Send, covers, every_cell, vault};

use ChangeKind::{Owner, Payee, Recovery, Termination};

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Draft,
    Sealed,
    Opened,
    Missed,
    Announced,
    Due,
    Lapsed,
    Left,
    Renounced,
    Sold,
    Expired,
}

use State::*;

const STATES: [State; 11] = [
    Draft, Sealed, Opened, Missed, Announced, Due, Lapsed, Left, Renounced, Sold, Expired,
];

const NONE: Span = Span {
    seconds: 0,
    blocks: 0,
};

/// `eve` owns the grant, the custodian is paid, `buyer` may buy it.
const ROLES: [&str; 8] = [
    "eve",
    "custodian",
    "hr",
    "hirer",
    "keeper",
    "buyer",
    "governance",
    "stranger",
];

pub const MESSAGES: [(&str, Send); 19] = [
    ("claim", |suite, who| suite.claim(who, &["eve"])),
    ("assign", |suite, who| {
        suite.assign(who, "team", grant("new", "serving", 1))
    }),
    ("add_cohort", |suite, who| {
        suite.add_cohort(who, "later", "serving", suite.now())
    }),
    ("lapse_reserve", |suite, who| {
        suite.lapse_reserve(who, "team")
    }),
    ("announce termination", |suite, who| {
        suite.announce(who, "eve", leaving())
    }),
    ("announce payee", |suite, who| {
        suite.announce(who, "eve", paying("heir"))
    }),
    ("announce owner", |suite, who| {
        suite.announce(who, "eve", selling("buyer"))
    }),
    ("announce recovery", |suite, who| {
        suite.announce(who, "eve", recovering("keeper"))
    }),
    ("cancel termination", |suite, who| {
        suite.cancel(who, "eve", Termination)
    }),
    ("cancel payee", |suite, who| suite.cancel(who, "eve", Payee)),
    ("cancel owner", |suite, who| suite.cancel(who, "eve", Owner)),
    ("cancel recovery", |suite, who| {
        suite.cancel(who, "eve", Recovery)
    }),
    ("carry_out termination", |suite, who| {
        suite.carry_out(who, "eve", Termination)
    }),
    ("carry_out payee", |suite, who| {
        suite.carry_out(who, "eve", Payee)
    }),
    ("carry_out owner", |suite, who| {
        suite.carry_out(who, "eve", Owner)
    }),
    ("carry_out recovery", |suite, who| {
        suite.carry_out(who, "eve", Recovery)
    }),
    ("name_recovery", |suite, who| {
        suite.name_recovery(who, "eve", Some("heir"))
    }),
    ("renounce", |suite, who| suite.renounce(who, "eve")),
    ("decline", |suite, who| suite.decline(who, "eve")),
];

/// The end of every wait of the changes announced in a state.
fn announce_all(suite: &mut Suite, due_together: bool) {
    let wait = |suite: &mut Suite, days: u64| {
        if due_together {
            suite.days_pass(days);
        }
    };
    suite
        .announce("keeper", "eve", recovering("keeper"))
        .unwrap();
    wait(suite, 90 - 14);
    suite.announce("hr", "eve", leaving()).unwrap();
    wait(suite, 14 - 7);
    suite.announce("eve", "eve", paying("heir")).unwrap();
    wait(suite, 7);
    suite.announce("eve", "eve", selling("buyer")).unwrap();
}

fn reach(state: State) -> Suite {
    let mut suite = Suite::builder()
        .governed()
        .with_reserve()
        .grants(|grants| grants[4].payee = Some(address("custodian")))
        .draft();
    if state == Draft {
        return suite;
    }
    suite.seal().unwrap();
    suite.name_recovery("eve", "eve", Some("keeper")).unwrap();
    match state {
        Draft | Sealed => {}
        Opened => {
            suite.reach("listing");
            suite.until(START + 100 * DAY);
        }
        Missed => drop(suite.miss("listing")),
        Announced => announce_all(&mut suite, false),
        Due => announce_all(&mut suite, true),
        Lapsed => {
            announce_all(&mut suite, false);
            suite
                .chain
                .advance(RECOVERY_DELAY.seconds + CHANGE_LIFE.seconds);
        }
        Left => {
            suite.until(START + 86 * DAY);
            suite.leaves("eve").unwrap();
        }
        Renounced => drop(suite.renounce("eve", "eve").unwrap()),
        Sold => drop(suite.sells("eve", "eve", "buyer").unwrap()),
        Expired => suite.until(EXPIRES),
    }
    suite
}

type Cell = Result<(), String>;

fn no(text: impl Into<String>) -> Cell {
    Err(text.into())
}

fn expected(suite: &Suite, state: State, message: &str, role: &str) -> Cell {
    if state == Draft {
        return no("the vault is not sealed");
    }
    let owner = if state == Sold { "buyer" } else { "eve" };
    let (message, kind) = match message.split_once(' ') {
        None => (message, None),
        Some((message, kind)) => {
            let mut all = ChangeKind::ALL.into_iter();
            (message, all.find(|one| one.code() == kind))
        }
    };
    let sender = address(role);
    match (message, kind) {
        ("claim", _) => claim(state, role, owner),
        ("assign" | "add_cohort", _) if role != "hirer" => {
            no(may_not(role, "use the reserve", "team", "the assigner"))
        }
        ("assign" | "add_cohort", _) if state == Expired => {
            no(format!("the reserve of category team expired at {EXPIRES}"))
        }
        ("assign", _) => {
            let lost = |vested, dead| {
                let rule = "no lots can join a schedule of which";
                no(format!(
                    "{rule} {vested} of 1000000 has vested and {dead} is lost"
                ))
            };
            match state {
                Opened => lost(500_000, 0),
                Missed => lost(0, 1_000_000),
                _ => Ok(()),
            }
        }
        ("add_cohort", _) => Ok(()),
        ("lapse_reserve", _) if state == Expired => Ok(()),
        ("lapse_reserve", _) => no(format!(
            "the reserve of category team expires at {EXPIRES}, it is {}",
            suite.now()
        )),
        ("announce", Some(kind)) => announce(suite, state, kind, role, owner),
        ("cancel", Some(kind)) => cancel(state, kind, role, owner),
        ("carry_out", Some(kind)) => carry_out(suite, state, kind, role),
        ("name_recovery", _) if role != owner => {
            no(may_not(role, "name the recovery", "eve", "its owner"))
        }
        ("renounce", _) if role != owner => {
            no(may_not(role, "renounce what is left", "eve", "its owner"))
        }
        ("name_recovery" | "renounce", _) if state == Renounced => no("the grant is renounced"),
        ("name_recovery" | "renounce", _) => Ok(()),
        ("decline", _) if role == "custodian" && state != Renounced => Ok(()),
        ("decline", _) => no(format!("{sender} has nothing to decline in grant eve")),
        _ => panic!("no row for {message}"),
    }
}

fn claim(state: State, role: &str, owner: &str) -> Cell {
    if role != owner && role != "custodian" {
        let sender = address(role);
        return no(format!("{sender} is neither owner nor payee of grant eve"));
    }
    let waits = "50 TOK waits for milestone listing";
    let serves = "service lasts until 2026-07-22 00:00:00 UTC";
    let why = match state {
        Opened => return Ok(()),
        Missed => format!("50 TOK is forfeited: its milestone was missed, {serves}"),
        Left => "the holder left: 25 lots were served and stay, 25 are forfeited, \
                 25 TOK waits for milestone listing"
            .to_string(),
        Renounced => "its owner gave it up: 50 TOK is forfeited".to_string(),
        Expired => waits.to_string(),
        _ => format!("{waits}, {serves}"),
    };
    no(format!("nothing to claim: eve: {why}"))
}

/// What is announced in a state, as the grant itself shows it.
fn due(suite: &Suite, kind: ChangeKind) -> Option<Point> {
    let changes = suite.grant("eve").changes;
    let mut of_kind = changes.iter().filter(|one| one.change.kind() == kind);
    of_kind.next().map(|one| one.when.due)
}

fn announce(suite: &Suite, state: State, kind: ChangeKind, role: &str, owner: &str) -> Cell {
    let keeper = !matches!(state, Sold | Renounced);
    let (may, what, who) = match kind {
        Termination => (
            role == "hr",
            "announce the termination",
            "who terminates in its category",
        ),
        Payee => (role == owner, "announce another payee", "its owner"),
        Owner => (role == owner, "announce another owner", "its owner"),
        Recovery => (
            role == "keeper" && keeper,
            "announce a recovery",
            "the address its owner named",
        ),
    };
    if !may {
        return no(may_not(role, what, "eve", who));
    }
    if state == Renounced {
        return no("the grant is renounced");
    }
    if let Some(due) = due(suite, kind) {
        let rule = format!("a change of {kind} of grant eve is announced, due at {due}");
        return no(format!("{rule}: cancel it first"));
    }
    match (state, kind) {
        (Left, Termination) => no("the grant no longer serves"),
        (Sold, Owner) => {
            let buyer = address("buyer");
            no(format!("{buyer} is the owner of grant eve already"))
        }
        _ => Ok(()),
    }
}

fn cancel(state: State, kind: ChangeKind, role: &str, owner: &str) -> Cell {
    let (may, who) = match kind {
        Termination => (
            role == "hr" || role == "governance",
            "who terminates in its category, or governance",
        ),
        Recovery => (
            role == owner || (role == "keeper" && !matches!(state, Sold | Renounced)),
            "its owner, or the address its owner named",
        ),
        Payee | Owner => (role == owner, "its owner"),
    };
    if !may {
        return no(may_not(role, "cancel a change", "eve", who));
    }
    match state {
        Announced | Due => Ok(()),
        _ => no(format!("no change of {kind} of grant eve is announced")),
    }
}

fn carry_out(suite: &Suite, state: State, kind: ChangeKind, role: &str) -> Cell {
    if state == Lapsed {
        let wait = match kind {
            Termination => LEAVING,
            Payee => PAYEE_DELAY,
            Owner => NONE,
            Recovery => RECOVERY_DELAY,
        };
        let passed = RECOVERY_DELAY.seconds + CHANGE_LIFE.seconds;
        let now = suite.point();
        let begun = Point {
            time: now.time - passed,
            height: now.height - passed / 6,
        };
        let at = begun.after(wait).after(CHANGE_LIFE);
        let lapsed = format!("the change of {kind} of grant eve lapsed at {at}");
        return no(format!("{lapsed}: announce it again"));
    }
    let Some(due) = due(suite, kind) else {
        return no(format!("no change of {kind} of grant eve is announced"));
    };
    let now = suite.point();
    if now.time < due.time {
        let rule = format!("the change of {kind} of grant eve is due at {due}");
        return no(format!("{rule}, it is {now}"));
    }
    match (kind, role) {
        (Termination | Payee, _) | (Owner, "buyer") | (Recovery, "keeper") => Ok(()),
        _ => no(may_not(
            role,
            "accept the ownership",
            "eve",
            "the new owner",
        )),
    }
}

#[test]
fn every_role_sends_every_message_in_every_state() {
    let all: Vec<(&str, Send)> = MESSAGES.into_iter().chain(vault::MESSAGES).collect();
    covers(&all, ACCESS);
    let cells = every_cell(&STATES, &ROLES, &MESSAGES, reach, expected);
    assert_eq!(cells, 11 * 8 * 19);
}
