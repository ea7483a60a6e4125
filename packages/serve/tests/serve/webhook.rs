//! A webhook that is busy, gone, or says no.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use milegate_serve::watch::{Memory, News, Sinks, Webhook, say};
use serde_json::Value;
use tempfile::TempDir;
use tiny_http::{Response, Server};

/// What was posted: its key, and itself.
type Posted = Arc<Mutex<Vec<(String, Value)>>>;

/// Answers with these statuses in turn, then 200.
fn receiver(statuses: &'static [u16]) -> (String, Posted) {
    let server = Server::http("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", server.server_addr().to_ip().unwrap());
    let posted: Posted = Arc::default();
    let kept = Arc::clone(&posted);
    std::thread::spawn(move || {
        let mut statuses = statuses.iter();
        while let Ok(mut request) = server.recv() {
            let key = request
                .headers()
                .iter()
                .find(|h| h.field.equiv("Idempotency-Key"));
            let key = key.unwrap().value.to_string();
            let mut body = String::new();
            request.as_reader().read_to_string(&mut body).unwrap();
            kept.lock()
                .unwrap()
                .push((key, serde_json::from_str(&body).unwrap()));
            let status = statuses.next().copied().unwrap_or(200);
            request.respond(Response::empty(status)).unwrap();
        }
    });
    (url, posted)
}

fn one(key: &str) -> News {
    News {
        key: key.into(),
        kind: "window".into(),
        title: "listing: the challenge window is open".into(),
        text: "Anyone may challenge it.".into(),
        until: Some(7),
        vault: "mile1vault".into(),
        chain_id: "test-1".into(),
        height: 5,
        time: 6,
    }
}

struct Desk {
    folder: TempDir,
    sinks: Sinks,
}

fn desk(url: &str) -> Desk {
    Desk {
        folder: TempDir::new().unwrap(),
        sinks: Sinks {
            webhook: Some(Webhook::new(url, Duration::from_millis(1))),
            feed: None,
        },
    }
}

impl Desk {
    fn say(&self, news: &[News]) -> Result<usize, String> {
        let mut memory = Memory::open(&self.folder.path().join("watch.json")).unwrap();
        say(news, &mut memory, &self.sinks, |_| ()).map_err(|why| why.to_string())
    }
}

#[test]
fn a_busy_receiver_is_asked_again_with_the_same_key() {
    let (url, posted) = receiver(&[503, 429]);
    let desk = desk(&url);
    assert_eq!(desk.say(&[one("a"), one("b")]), Ok(2));
    assert_eq!(desk.say(&[one("a"), one("b")]), Ok(0));
    let posted = posted.lock().unwrap();
    let keys: Vec<&str> = posted.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys.len(), 4);
    assert!(keys[0] == keys[1] && keys[1] == keys[2] && keys[2] != keys[3]);
    assert_eq!(posted[0].1, serde_json::to_value(one("a")).unwrap());
}

#[test]
fn who_says_no_is_not_asked_again_until_the_next_time() {
    let (url, posted) = receiver(&[400]);
    let desk = desk(&url);
    assert_eq!(
        desk.say(&[one("a"), one("b")]),
        Err(format!("{url} answers 400"))
    );
    // `b` was taken all the same; `a` is tried again.
    assert_eq!(posted.lock().unwrap().len(), 2);
    assert_eq!(desk.say(&[one("a"), one("b")]), Ok(1));
    assert_eq!(posted.lock().unwrap().len(), 3);
}

#[test]
fn a_receiver_that_stays_busy_or_is_gone_is_given_up() {
    let (url, posted) = receiver(&[500; 9]);
    assert_eq!(
        desk(&url).say(&[one("a")]),
        Err(format!("{url} answers 500"))
    );
    assert_eq!(posted.lock().unwrap().len(), 5);
    let gone = desk("http://127.0.0.1:9/hook").say(&[one("a")]);
    assert!(gone.unwrap_err().contains("does not answer"));
}

#[test]
fn news_goes_where_it_was_sent_and_nowhere_else() {
    let (url, posted) = receiver(&[307]);
    let told = desk(&url).say(&[one("a")]);
    assert_eq!(told, Err(format!("{url} answers 307")));
    assert_eq!(posted.lock().unwrap().len(), 1);
}
