//! The server, asked over a real connection.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use milegate_serve::{Published, Serving, serve};
use serde_json::Value;

use crate::world::played;

/// How often the source is asked.
const REFRESH: Duration = Duration::from_millis(50);

/// Status, head and body of an answer.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let found = lines.find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

fn ask(address: SocketAddr, method: &str, path: &str, headers: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{headers}\r\n"
    )
    .unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer {
        status,
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

fn get(serving: &Serving, path: &str) -> Answer {
    ask(serving.address(), "GET", path, "")
}

/// A node that can go away, and grows by a block with every answer.
struct Node {
    up: Arc<AtomicBool>,
    height: Arc<AtomicU64>,
    serving: Serving,
}

fn node(up: bool) -> Node {
    let world = played("2027-02-01", "");
    let published = Published::read(&world.view(), &world.vault).unwrap();
    let up = Arc::new(AtomicBool::new(up));
    let height = Arc::new(AtomicU64::new(100));
    let (switch, counter) = (Arc::clone(&up), Arc::clone(&height));
    let source = move || {
        move || match switch.load(Ordering::SeqCst) {
            true => Ok(Published {
                height: counter.load(Ordering::SeqCst),
                ..published.clone()
            }),
            false => Err("http://10.0.0.7:26657 refused".to_owned()),
        }
    };
    let serving = serve(
        "127.0.0.1:0".parse().unwrap(),
        REFRESH,
        None,
        source,
        |_| (),
    )
    .unwrap();
    Node {
        up,
        height,
        serving,
    }
}

/// Waits until a page has that status.
fn until(node: &Node, path: &str, status: u16) -> Answer {
    let start = Instant::now();
    loop {
        let answer = get(&node.serving, path);
        if answer.status == status {
            return answer;
        }
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "{path} stays {}",
            answer.status
        );
        std::thread::sleep(REFRESH);
    }
}

#[test]
fn every_page_is_there_with_its_type() {
    let node = node(true);
    until(&node, "/health", 200);
    for (path, media) in [
        ("/circulating", "text/plain; charset=utf-8"),
        ("/total", "text/plain; charset=utf-8"),
        ("/supply.json", "application/json"),
        ("/unlocks.json", "application/json"),
        ("/unlocks.ics", "text/calendar; charset=utf-8"),
    ] {
        let answer = get(&node.serving, path);
        assert_eq!(
            (answer.status, answer.header("Content-Type")),
            (200, Some(media)),
            "{path}"
        );
        assert_eq!(answer.header("Cache-Control"), Some("public, max-age=0"));
        assert_eq!(answer.header("Access-Control-Allow-Origin"), Some("*"));
    }
    assert_eq!(get(&node.serving, "/circulating?x=1").body, "910000");
}

#[test]
fn a_tag_saves_the_body() {
    let node = node(true);
    until(&node, "/health", 200);
    let first = get(&node.serving, "/supply.json");
    let tag = first.header("ETag").unwrap();
    for known in [
        tag.to_owned(),
        format!("\"other\", W/{tag}"),
        "*".to_owned(),
    ] {
        let again = ask(
            node.serving.address(),
            "GET",
            "/supply.json",
            &format!("If-None-Match: {known}\r\n"),
        );
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{known}");
    }
    let other = ask(
        node.serving.address(),
        "GET",
        "/supply.json",
        "If-None-Match: \"other\"\r\n",
    );
    assert_eq!(other.status, 200);
}

#[test]
fn heads_have_no_body_and_nothing_else_is_taken() {
    let node = node(true);
    until(&node, "/health", 200);
    let head = ask(node.serving.address(), "HEAD", "/circulating", "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("Content-Length"), Some("6"));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let answer = ask(
            node.serving.address(),
            method,
            "/circulating",
            "Content-Length: 0\r\n",
        );
        assert_eq!(
            (answer.status, answer.header("Allow")),
            (405, Some("GET, HEAD")),
            "{method}"
        );
        assert!(
            answer.json()["error"]
                .as_str()
                .unwrap()
                .contains("read-only")
        );
    }
}

#[test]
fn another_page_is_none() {
    let node = node(true);
    for path in [
        "/",
        "/nothing",
        "/circulating/",
        "//circulating",
        "/../etc/passwd",
    ] {
        let answer = get(&node.serving, path);
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.json()["pages"].as_array().unwrap().len(), 6);
    }
}

#[test]
fn a_node_that_is_away_is_said_with_the_last_height_and_comes_back() {
    let node = node(true);
    until(&node, "/circulating", 200);
    node.up.store(false, Ordering::SeqCst);
    let away = until(&node, "/circulating", 503);
    assert_eq!(away.json()["last_height"], 100);
    assert_eq!(away.header("Retry-After"), Some("1"));
    assert!(
        !away.body.contains("10.0.0.7"),
        "where the node is is nobody's business: {}",
        away.body
    );
    assert_eq!(get(&node.serving, "/health").status, 503);

    node.height.store(107, Ordering::SeqCst);
    node.up.store(true, Ordering::SeqCst);
    until(&node, "/circulating", 200);
    assert_eq!(get(&node.serving, "/health").json()["height"], 107);
}

#[test]
fn a_node_that_was_never_there_has_no_last_height() {
    let node = node(false);
    let away = until(&node, "/total", 503);
    assert_eq!(away.json()["last_height"], Value::Null);
    assert_eq!(get(&node.serving, "/nothing").status, 404);
}

#[test]
fn what_was_read_before_is_served_from_the_start() {
    let world = played("2027-02-01", "");
    let first = Published::read(&world.view(), &world.vault).unwrap();
    let (answers, node) = std::sync::mpsc::channel::<()>();
    let source = move || {
        move || {
            let _ = node.recv();
            Err("away".to_owned())
        }
    };
    let listen = "127.0.0.1:0".parse().unwrap();
    let serving = serve(listen, Duration::from_secs(60), Some(first), source, |_| ()).unwrap();
    assert_eq!(get(&serving, "/total").status, 200);
    drop(answers);
}

#[test]
fn a_node_that_hangs_is_taken_to_be_away() {
    let world = played("2027-02-01", "");
    let published = Published::read(&world.view(), &world.vault).unwrap();
    let source = move || {
        let mut answers = vec![published];
        move || match answers.pop() {
            Some(published) => Ok(published),
            None => {
                std::thread::sleep(Duration::from_secs(3));
                Err("timed out".to_owned())
            }
        }
    };
    let refresh = Duration::from_millis(10);
    let serving = serve(
        "127.0.0.1:0".parse().unwrap(),
        refresh,
        None,
        source,
        |_| (),
    )
    .unwrap();
    let start = Instant::now();
    while get(&serving, "/total").status != 503 || start.elapsed() < Duration::from_millis(300) {
        assert!(start.elapsed() < Duration::from_secs(2), "still served");
        std::thread::sleep(refresh);
    }
    assert!(get(&serving, "/total").json()["last_height"].is_u64());
}

#[test]
fn many_ask_at_once() {
    let node = node(true);
    until(&node, "/health", 200);
    let address = node.serving.address();
    let clients: Vec<_> = (0..8)
        .map(|_| {
            std::thread::spawn(move || {
                (0..25).all(|_| ask(address, "GET", "/circulating", "").body == "910000")
            })
        })
        .collect();
    assert!(clients.into_iter().all(|client| client.join().unwrap()));
}

#[test]
fn a_taken_address_is_refused() {
    let node = node(true);
    let taken = serve(
        node.serving.address(),
        REFRESH,
        None,
        || || Err(String::new()),
        |_| (),
    );
    let why = taken.err().unwrap().to_string();
    assert!(why.starts_with("cannot listen on 127.0.0.1:"), "{why}");
}
