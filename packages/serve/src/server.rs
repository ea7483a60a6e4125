//! The pages over HTTP, read-only.
//!
//! A thread of its own reads the chain and leaves what it read; requests never reach the node, so
//! nobody can make it work, and a node that hangs stops no answer.

use std::io;
use std::net::SocketAddr;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use crate::published::{Page, Published};

/// Threads that answer.
const WORKERS: usize = 4;

/// Reads that may fail to come before what was read last is too old to be served.
const MISSED: u32 = 20;

/// Why nothing can be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken, or not this machine's.
    #[error("cannot listen on {listen}: {reason}")]
    Listen {
        /// The address.
        listen: SocketAddr,
        /// Why.
        reason: String,
    },
}

/// What was read last.
#[derive(Default)]
struct Read {
    published: Option<(Arc<Published>, Instant)>,
    away: bool,
}

struct Shared {
    read: RwLock<Read>,
    refresh: Duration,
}

/// A server that runs until it is stopped or dropped.
pub struct Serving {
    address: SocketAddr,
    server: Arc<Server>,
    stop: Option<Sender<()>>,
    threads: Vec<JoinHandle<()>>,
}

/// Serves what `source` makes of the chain, asked every `refresh`; `first` is what was read already, so
/// that there is an answer from the start. The source is made in the thread that asks it. What it says on
/// an error goes to `told`, never to a client.
pub fn serve<S>(
    listen: SocketAddr,
    refresh: Duration,
    first: Option<Published>,
    source: impl FnOnce() -> S + Send + 'static,
    told: impl Fn(&str) + Send + 'static,
) -> Result<Serving, ServeError>
where
    S: FnMut() -> Result<Published, String>,
{
    let refused = |reason: String| ServeError::Listen { listen, reason };
    let server = Server::http(listen).map_err(|e| refused(e.to_string()))?;
    let address = server.server_addr().to_ip();
    let address = address.ok_or_else(|| refused("not an address of IP".to_owned()))?;
    let server = Arc::new(server);
    let shared = Arc::new(Shared {
        read: RwLock::new(Read {
            published: first.map(|first| (Arc::new(first), Instant::now())),
            away: false,
        }),
        refresh,
    });

    let (stop, stopped) = channel();
    let reader = Arc::clone(&shared);
    let mut threads = vec![std::thread::spawn(move || {
        keep_reading(&reader, source(), &stopped, told);
    })];
    for _ in 0..WORKERS {
        let (server, shared) = (Arc::clone(&server), Arc::clone(&shared));
        threads.push(std::thread::spawn(move || {
            while let Ok(request) = server.recv() {
                // A client that hung up has seen enough.
                let _ = answer(&shared, request);
            }
        }));
    }
    Ok(Serving {
        address,
        server,
        stop: Some(stop),
        threads,
    })
}

impl Serving {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits for ever.
    pub fn wait(mut self) {
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.stop.take();
        for _ in 0..WORKERS {
            self.server.unblock();
        }
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn keep_reading<S>(shared: &Shared, mut source: S, stopped: &Receiver<()>, told: impl Fn(&str))
where
    S: FnMut() -> Result<Published, String>,
{
    loop {
        let got = source();
        {
            let mut read = shared.read.write().unwrap_or_else(PoisonError::into_inner);
            read.away = got.is_err();
            match got {
                Ok(published) => read.published = Some((Arc::new(published), Instant::now())),
                Err(why) => told(&why),
            }
        }
        match stopped.recv_timeout(shared.refresh) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn answer(shared: &Shared, request: Request) -> io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        let body = json!({ "error": "read-only: GET or HEAD" });
        return request.respond(with(refusal(405, &body), "Allow", "GET, HEAD"));
    }
    let path = request.url().split(['?', '#']).next().unwrap_or_default();
    let health = path == "/health";
    if !health && !Published::PATHS.contains(&path) {
        let paths = Published::PATHS.into_iter().chain(["/health"]);
        let body = json!({ "error": "no such page", "pages": paths.collect::<Vec<_>>() });
        return request.respond(refusal(404, &body));
    }
    let (published, away) = {
        let read = shared.read.read().unwrap_or_else(PoisonError::into_inner);
        (read.published.clone(), read.away)
    };
    // A node that hangs does not say that it is away.
    let patience = shared.refresh.saturating_mul(MISSED);
    let current = published
        .as_ref()
        .filter(|(_, at)| !away && at.elapsed() <= patience);
    let current = current.map(|(published, _)| published);
    let last = published.as_ref().map(|(published, _)| published);
    let Some(current) = current else {
        let body = json!({
            "error": "the node does not answer",
            "last_height": last.map(|p| p.height),
            "last_time": last.map(|p| p.time),
        });
        let seconds = shared.refresh.as_secs().max(1).to_string();
        return request.respond(with(refusal(503, &body), "Retry-After", &seconds));
    };
    if health {
        let body = json!({
            "status": "ok",
            "chain_id": current.chain_id,
            "height": current.height,
            "time": current.time,
        });
        return request.respond(refusal(200, &body));
    }
    match current.pages.get(path) {
        Some(page) => send(shared, request, page),
        None => request.respond(refusal(404, &json!({ "error": "no such page" }))),
    }
}

fn send(shared: &Shared, request: Request, page: &Page) -> io::Result<()> {
    let asked = request
        .headers()
        .iter()
        .find(|h| h.field.equiv("If-None-Match"));
    let known = asked.is_some_and(|h| {
        let mut tags = h.value.as_str().split(',').map(str::trim);
        tags.any(|tag| tag == "*" || tag.trim_start_matches("W/") == page.etag)
    });
    let age = format!("public, max-age={}", shared.refresh.as_secs());
    let response = match known {
        true => Response::from_string("").with_status_code(StatusCode(304)),
        false => with(
            Response::from_string(page.body.as_str()),
            "Content-Type",
            page.media,
        ),
    };
    let tagged = with(response, "ETag", &page.etag);
    request.respond(open(with(tagged, "Cache-Control", &age)))
}

/// A short answer in JSON that nobody keeps.
fn refusal(status: u16, body: &Value) -> Answer {
    let answer = Response::from_string(format!("{body:#}\n"));
    let answer = with(
        answer.with_status_code(StatusCode(status)),
        "Content-Type",
        "application/json",
    );
    open(with(answer, "Cache-Control", "no-store"))
}

/// Public figures, for any page to read, as what they are.
fn open(answer: Answer) -> Answer {
    let answer = with(answer, "Access-Control-Allow-Origin", "*");
    with(answer, "X-Content-Type-Options", "nosniff")
}

type Answer = Response<io::Cursor<Vec<u8>>>;

/// With a header, of characters that are allowed in one; none else is ever written.
fn with(answer: Answer, name: &str, value: &str) -> Answer {
    match Header::from_bytes(name, value) {
        Ok(header) => answer.with_header(header),
        Err(()) => answer,
    }
}
