//! Role x message x state, every cell with its exact result.

mod feed;
mod governance;
mod holders;
mod milestones;
mod vault;

use milegate_tests::cells::every_cell;
use milegate_tests::suite::Suite;

type Send = milegate_tests::cells::Send<Suite>;

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
