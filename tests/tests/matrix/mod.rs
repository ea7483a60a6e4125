//! Role x message x state, every cell with its exact result.

mod governance;
mod holders;
mod milestones;
mod vault;

use milegate_tests::suite::{Answer, Suite};

/// A message as one of the roles sends it.
type Send = fn(&mut Suite, &str) -> Answer;

/// Sends every message as every role in every state and compares; the number of cells.
fn every_cell<S: Copy + std::fmt::Debug>(
    states: &[S],
    roles: &[&str],
    messages: &[(&str, Send)],
    reach: impl Fn(S) -> Suite,
    expected: impl Fn(&Suite, S, &str, &str) -> Result<(), String>,
) -> usize {
    let mut wrong = Vec::new();
    let mut cells = 0;
    for state in states {
        let prepared = reach(*state);
        for role in roles {
            for (message, send) in messages {
                let mut suite = prepared.clone();
                let before = suite.chain.state_hash();
                let answer = send(&mut suite, role)
                    .map(drop)
                    .map_err(|refused| refused.reason);
                let expected = expected(&prepared, *state, message, role);
                if answer.is_err() && suite.chain.state_hash() != before {
                    wrong.push(format!(
                        "{state:?} {message} {role}: a refusal left a trace"
                    ));
                }
                if answer != expected {
                    wrong.push(format!(
                        "{state:?} {message} {role}:\n   it is {answer:?}\n  not {expected:?}"
                    ));
                }
                cells += 1;
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {cells} cells:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    cells
}

/// The messages of a matrix are those of the contract's own list of who may send what.
fn covers(messages: &[(&str, Send)], access: &[(&str, &str)]) {
    for (message, _) in access {
        let sent = messages
            .iter()
            .any(|(name, _)| name.split(' ').next() == Some(message));
        assert!(sent, "the matrix does not send {message}");
    }
    for (name, _) in messages {
        let word = name.split(' ').next().expect("a word");
        assert!(
            access.iter().any(|(message, _)| *message == word),
            "{name} is no message"
        );
    }
}
