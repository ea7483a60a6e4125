//! The leaf that a feed attests, through everything that can become of its window.

use milegate_api::milestones::Stage;
use milegate_core::Conclusion;
use milegate_core::milestone::Verdict;
use milegate_tests::suite::{DAY, START, Suite};

use super::{Send, every_cell};

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// The milestone has not started.
    Young,
    /// No three days are over.
    Fresh,
    /// Three days came to the target.
    Good,
    /// Three days did not.
    Low,
    /// A day more is over, and nobody has closed it.
    Behind,
    /// It was observed.
    Standing,
    /// It was observed, and the window to object is over.
    Unchallenged,
    /// The court struck it.
    Struck,
    /// The milestone is reached by it.
    Reached,
}

use State::*;

const STATES: [State; 9] = [
    Young,
    Fresh,
    Good,
    Low,
    Behind,
    Standing,
    Unchallenged,
    Struck,
    Reached,
];
const ROLES: [&str; 5] = ["auditor", "carol", "oracle", "court", "stranger"];
const MESSAGES: [(&str, Send); 4] = [
    ("observe", |suite, who| suite.observe_feed(who)),
    ("attest", |suite, who| {
        suite.attest(who, "listing", "volume")
    }),
    ("retract", |suite, who| {
        suite.retract(who, "listing", "volume")
    }),
    ("recuse", |suite, who| {
        suite.recuse(who, "listing", "volume", "oracle")
    }),
];

fn reach(state: State) -> Suite {
    let mut suite = Suite::builder().fed().build();
    if state == Young {
        return suite;
    }
    suite.start();
    match state {
        Fresh => return suite,
        Low => suite.days_of(&[499, 499, 499]),
        _ => suite.days_of(&[500, 500, 500]),
    }
    match state {
        Behind => suite.a_day_passes(),
        Standing | Unchallenged | Struck | Reached => {
            drop(suite.observe_feed("stranger").unwrap());
        }
        _ => {}
    }
    match state {
        Unchallenged | Reached => suite.window_passes(),
        Struck => {
            suite.challenge("listing").unwrap();
            suite.settle("court", "listing", Verdict::False).unwrap();
        }
        _ => {}
    }
    if state == Reached {
        suite.conclude("listing").unwrap();
    }
    suite
}

fn ended(suite: &Suite) -> String {
    match suite.milestone("listing").stage {
        Stage::Ended {
            conclusion: Conclusion::Reached { at },
        } => format!("the milestone has ended: reached at {at}"),
        other => panic!("{other:?}"),
    }
}

fn expected(suite: &Suite, state: State, message: &str, role: &str) -> Result<(), String> {
    let (now, end) = (suite.now(), START + 3 * DAY);
    let attested = matches!(state, Standing | Unchallenged | Struck | Reached);
    let observed = "witness `volume` is observed, nobody attests, retracts or is recused";
    let no = |text: &str| Err(text.to_owned());
    match message {
        "observe" => match state {
            Young => Err(format!("as of {now} is not between {START} and {now}")),
            Fresh => no("window 0 of `volume` has no reading: it is younger than its length"),
            Good => Ok(()),
            Low => no("a mean of 1497 / 3 is below 500"),
            Behind => Err(format!(
                "a further period is over since {}; it is {now}: send `advance` to the oracle first",
                end + DAY
            )),
            Standing | Unchallenged => no("an attestation of round 1 stands already"),
            Struck => Err(format!(
                "the window begins at {START}, not after {end}, the date of what was struck"
            )),
            Reached => Err(ended(suite)),
        },
        "attest" => no(observed),
        "retract" if role != "oracle" || !attested => no("no attestation stands"),
        "retract" if state == Reached => Err(ended(suite)),
        "retract" => no(observed),
        "recuse" if attested => Err(format!(
            "{} is not interested in milestone `listing`",
            suite.at("oracle")
        )),
        "recuse" => no("no attestation stands"),
        _ => panic!("no row for {message}"),
    }
}

#[test]
fn every_role_sends_every_message_about_a_feed_in_every_state() {
    let cells = every_cell(&STATES, &ROLES, &MESSAGES, reach, expected);
    assert_eq!(cells, 9 * 5 * 4);
}
