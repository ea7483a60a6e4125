//! Role x message x state: every cell with its exact result.

use std::fmt::Debug;

use embedded_chain::Chain;

use crate::feeds::Feeds;
use crate::payments::Payments;
use crate::sampled::Sampled;
use crate::stake::Stakes;
use crate::suite::{Answer, Suite};

/// Contracts on a chain, which a matrix can copy.
pub trait World: Clone {
    /// The chain.
    fn chain(&self) -> &Chain;
}

impl World for Suite {
    fn chain(&self) -> &Chain {
        &self.chain
    }
}

impl World for Stakes {
    fn chain(&self) -> &Chain {
        &self.chain
    }
}

impl World for Feeds {
    fn chain(&self) -> &Chain {
        &self.chain
    }
}

impl World for Payments {
    fn chain(&self) -> &Chain {
        &self.chain
    }
}

impl World for Sampled {
    fn chain(&self) -> &Chain {
        &self.chain
    }
}

/// A message as one of the roles sends it.
pub type Send<W> = fn(&mut W, &str) -> Answer;

/// Sends every message as every role in every state and compares; the number of cells.
pub fn every_cell<W: World, S: Copy + Debug>(
    states: &[S],
    roles: &[&str],
    messages: &[(&str, Send<W>)],
    reach: impl Fn(S) -> W,
    expected: impl Fn(&W, S, &str, &str) -> Result<(), String>,
) -> usize {
    let mut wrong = Vec::new();
    let mut cells = 0;
    for state in states {
        let prepared = reach(*state);
        for role in roles {
            for (message, send) in messages {
                let mut world = prepared.clone();
                let before = world.chain().state_hash();
                let answer = send(&mut world, role)
                    .map(drop)
                    .map_err(|refused| refused.reason);
                let expected = expected(&prepared, *state, message, role);
                if answer.is_err() && world.chain().state_hash() != before {
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
