//! Asks all sources at once.

use std::time::{SystemTime, UNIX_EPOCH};

use milegate_fetch::{Fetcher, Limits, MAX_BYTES};

use crate::document::{Heard, sha256};
use crate::sources::Source;

/// What each source answers, in their order. It takes as long as the slowest may.
pub fn gather(sources: &[Source], fetcher: &Fetcher) -> Vec<Heard> {
    std::thread::scope(|scope| {
        let asked: Vec<_> = sources
            .iter()
            .map(|source| (source, scope.spawn(|| ask(source, fetcher))))
            .collect();
        let heard = asked.into_iter().map(|(source, thread)| {
            let lost = |_| silent(source, "the question broke off".into());
            thread.join().unwrap_or_else(lost)
        });
        heard.collect()
    })
}

fn ask(source: &Source, fetcher: &Fetcher) -> Heard {
    let limits = Limits {
        bytes: MAX_BYTES,
        time: source.timeout,
        redirects: 0,
    };
    let answer = fetcher.get(&source.address, &source.headers, limits);
    let bytes = match answer {
        Ok(bytes) => bytes,
        Err(error) => return silent(source, error.to_string()),
    };
    let sha256 = Some(sha256(&bytes));
    let (body, error) = match String::from_utf8(bytes) {
        Ok(body) => (Some(body), None),
        Err(_) => (None, Some("the answer is no text".into())),
    };

    Heard {
        sha256,
        body,
        error,
        ..silent(source, String::new())
    }
}

/// A source that says nothing.
fn silent(source: &Source, error: String) -> Heard {
    Heard {
        name: source.name.clone(),
        url: source.url.clone(),
        pointer: source.pointer.clone(),
        scale: source.scale.clone(),
        asked: now(),
        sha256: None,
        body: None,
        value: None,
        error: Some(error),
        counts: false,
    }
}

/// This machine's clock, Unix seconds.
pub(crate) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
