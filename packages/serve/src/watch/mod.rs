//! What is new of a vault: each thing is said once.
//!
//! [`news`] reads a vault and says everything that somebody should know at this block;
//! [`Memory`] keeps what has been said; [`Sinks`] take the rest: a webhook, a feed. A thing counts as
//! said once every sink has taken it.

mod atom;
mod feeds;
mod memory;
mod news;
mod webhook;

pub use memory::{Memory, MemoryError, Said};
pub use news::{Near, News, news};
pub use webhook::{Webhook, WebhookError};

use std::path::PathBuf;

/// Where news goes, besides the caller.
#[derive(Default)]
pub struct Sinks {
    /// Each thing as a POST of JSON.
    pub webhook: Option<Webhook>,
    /// A feed, Atom, rewritten with each thing.
    pub feed: Option<PathBuf>,
}

/// Why something has not been said everywhere.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// The webhook did not take it.
    #[error(transparent)]
    Webhook(#[from] WebhookError),
    /// It cannot be remembered.
    #[error(transparent)]
    Memory(#[from] MemoryError),
    /// The feed cannot be written.
    #[error("{path}: {error}")]
    Feed {
        /// The file.
        path: String,
        /// Why.
        error: std::io::Error,
    },
}

/// Says what has not been said: to the sinks, then to `told`, and remembers it. Goes on after a
/// thing that could not be said; that one is tried again the next time.
pub fn say(
    news: &[News],
    memory: &mut Memory,
    sinks: &Sinks,
    mut told: impl FnMut(&News),
) -> Result<usize, WatchError> {
    let (mut said, mut failed) = (0_usize, None);
    for one in news {
        if memory.knows(&one.key) {
            continue;
        }
        let taken = match &sinks.webhook {
            Some(webhook) => webhook.post(one),
            None => Ok(()),
        };
        if let Err(why) = taken {
            failed = failed.or(Some(WatchError::Webhook(why)));
            continue;
        }
        memory.remember(one)?;
        told(one);
        said = said.saturating_add(1);
    }
    if let Some(path) = &sinks.feed {
        let text = atom::feed(memory);
        memory::write(path, text.as_bytes()).map_err(|error| WatchError::Feed {
            path: path.display().to_string(),
            error,
        })?;
    }
    match failed {
        Some(why) => Err(why),
        None => Ok(said),
    }
}
