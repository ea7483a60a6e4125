//! HTTP GET of addresses that strangers wrote.
//!
//! An answer has a most of bytes and of seconds, whatever the server does. No proxy is taken from
//! the environment, no cookie is kept. A redirect is followed only as often as asked, never from
//! `https` to `http`, never from the network to this machine; headers stay with the host they were
//! meant for.
#![deny(missing_docs)]

mod address;
#[cfg(feature = "local-server")]
pub mod local;

use std::error::Error as _;
use std::io::Read;
use std::time::{Duration, Instant};

pub use address::{Address, AddressError};

/// Most bytes of an answer, unless asked otherwise: 1 MiB.
pub const MAX_BYTES: u64 = 1 << 20;

/// What an answer may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of its body.
    pub bytes: u64,
    /// From the question to the last byte, redirects included.
    pub time: Duration,
    /// How many redirects are followed.
    pub redirects: u8,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: MAX_BYTES,
            time: Duration::from_secs(10),
            redirects: 0,
        }
    }
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// Not an address one can ask.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// It took too long.
    #[error("no whole answer within {} s", time.as_secs_f32())]
    Slow {
        /// How long it may take.
        time: Duration,
    },
    /// It is too long.
    #[error("the answer is larger than {bytes} bytes")]
    Huge {
        /// Most bytes.
        bytes: u64,
    },
    /// Another address was named, and is not asked.
    #[error("status {status} sends on to {to}: {reason}")]
    Redirect {
        /// The HTTP status.
        status: u16,
        /// Where to.
        to: String,
        /// Why nobody goes there.
        reason: String,
    },
    /// The server has no answer.
    #[error("status {status}")]
    Status {
        /// The HTTP status.
        status: u16,
    },
    /// Nobody was reached, or the answer broke off.
    #[error("{reason}")]
    Unreachable {
        /// What happened.
        reason: String,
    },
}

/// Asks.
#[derive(Clone, Debug)]
pub struct Fetcher {
    agent: ureq::Agent,
}

impl Default for Fetcher {
    fn default() -> Self {
        Fetcher::new()
    }
}

impl Fetcher {
    /// One that goes through no proxy.
    pub fn new() -> Self {
        let config = ureq::Agent::config_builder()
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_idle_connections(0)
            .user_agent(concat!("milegate/", env!("CARGO_PKG_VERSION")));
        Fetcher {
            agent: config.build().into(),
        }
    }

    /// The body of a `200` answer.
    pub fn get(
        &self,
        address: &Address,
        headers: &[(String, String)],
        limits: Limits,
    ) -> Result<Vec<u8>, FetchError> {
        let began = Instant::now();
        let mut at = address.clone();
        let mut left = limits.redirects;
        loop {
            let own = if at.host() == address.host() {
                headers
            } else {
                &[]
            };
            let time = limits.time.saturating_sub(began.elapsed());
            if time.is_zero() {
                return Err(slow(limits));
            }
            let mut answer = self.ask(&at, own, time).map_err(|e| failure(e, limits))?;
            let status = answer.status().as_u16();
            if (300..400).contains(&status) && status != 304 {
                let to = answer.headers().get("location");
                let to = to.and_then(|to| to.to_str().ok()).unwrap_or_default();
                at = at.onward(to, left).map_err(|reason| FetchError::Redirect {
                    status,
                    to: to.into(),
                    reason,
                })?;
                left = left.saturating_sub(1);
                continue;
            }
            if status != 200 {
                return Err(FetchError::Status { status });
            }

            return read(answer.body_mut().as_reader(), limits);
        }
    }

    fn ask(
        &self,
        at: &Address,
        headers: &[(String, String)],
        time: Duration,
    ) -> Result<ureq::http::Response<ureq::Body>, ureq::Error> {
        let mut question = self.agent.get(at.text());
        for (name, value) in headers {
            question = question.header(name, value);
        }
        let question = question.config().timeout_global(Some(time)).build();
        question.call()
    }
}

/// Reads one byte more than allowed, and then no further.
fn read(body: impl Read, limits: Limits) -> Result<Vec<u8>, FetchError> {
    let mut bytes = Vec::new();
    let mut capped = body.take(limits.bytes.saturating_add(1));
    capped
        .read_to_end(&mut bytes)
        .map_err(|e| failure(ureq::Error::from(e), limits))?;
    if bytes.len() as u64 > limits.bytes {
        return Err(FetchError::Huge {
            bytes: limits.bytes,
        });
    }

    Ok(bytes)
}

fn slow(limits: Limits) -> FetchError {
    FetchError::Slow { time: limits.time }
}

fn failure(error: ureq::Error, limits: Limits) -> FetchError {
    let timed_out = match &error {
        ureq::Error::Timeout(_) => true,
        ureq::Error::Io(e) => e.kind() == std::io::ErrorKind::TimedOut,
        _ => false,
    };
    if timed_out {
        return slow(limits);
    }
    let mut reason = error.to_string();
    if let Some(source) = error.source() {
        reason = format!("{reason}: {source}");
    }
    FetchError::Unreachable { reason }
}
