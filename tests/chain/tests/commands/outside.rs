//! Whoever looks from outside: news, figures, files, reports, replays.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tiny_http::{Response, Server};

use super::Life;

/// Each thing reaches a webhook once.
pub fn news(life: &Life) {
    let server = Server::http("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", server.server_addr().to_ip().unwrap());
    let posted: Arc<Mutex<Vec<Value>>> = Arc::default();
    let kept = Arc::clone(&posted);
    std::thread::spawn(move || {
        while let Ok(mut request) = server.recv() {
            let news = serde_json::from_reader(request.as_reader()).unwrap();
            kept.lock().unwrap().push(news);
            request.respond(Response::empty(204)).unwrap();
        }
    });
    let watch = format!(
        "watch {} --once --webhook {url} --feed news.xml",
        life.vault()
    );
    life.desk.shows("stranger", &watch);
    let kinds: BTreeSet<String> = {
        let posted = posted.lock().unwrap();
        posted
            .iter()
            .map(|news| news["kind"].as_str().unwrap().to_owned())
            .collect()
    };
    for kind in ["window", "dispute", "vote", "payee", "owner"] {
        assert!(kinds.contains(kind), "{kind}: {kinds:?}");
    }
    let count = posted.lock().unwrap().len();
    let again = life.desk.shows("stranger", &watch);
    assert_eq!((again.as_str(), posted.lock().unwrap().len()), ("", count));
}

/// What everything came to is what the plan says, and follows from the log.
pub fn verified(life: &Life) {
    let desk = &life.desk;
    let verified = desk.does("stranger", &format!("verify {} --plan plan", life.vault()));
    assert_eq!(verified["failed"], 0, "{verified}");
    for milestone in ["listing", "payments", "lending", "volume", "audit", "users"] {
        let replay = format!(
            "replay {milestone} --milestones {} --evidence . --offline",
            life.at("milestones")
        );
        let said = desk.says("stranger", &replay);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        assert!(said.out.contains("recomputed  reached"), "{}", said.out);
    }
    let report = format!("report --vault {} --out report", life.vault());
    let told = desk.does("stranger", &report);
    let rules = told["audit"]["rules"].as_array().unwrap();
    assert!(
        !rules.is_empty() && rules.iter().all(|rule| rule["pass"] == true),
        "{rules:#?}"
    );
    assert!(desk.path("report/report.html").exists());
}

/// Files and pages say the same, and what the contract says.
pub fn published(life: &Life) {
    let (desk, vault) = (&life.desk, life.vault());
    let exported = desk.does("stranger", &format!("export {vault} --out public"));
    assert_eq!(exported["differences"], serde_json::json!([]));
    let file = |name: &str| std::fs::read_to_string(desk.path("public").join(name)).unwrap();
    let supply = desk.does("stranger", &format!("supply {vault}"));
    let circulating: f64 = file("circulating.txt").trim().parse().unwrap();
    let units: f64 = supply["circulating"]["circulating"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(circulating * 1e6, units);

    let serve = format!("serve {vault} --listen 127.0.0.1:0 --refresh 1");
    let mut serving = desk.serves("stranger", &serve);
    let first = serving.first_line();
    let host = first
        .trim()
        .trim_start_matches("http://")
        .trim_end_matches("/circulating");
    for (page, name) in [("circulating", "circulating.txt"), ("total", "total.txt")] {
        assert_eq!(page_of(host, page), file(name), "{page}");
    }
    let json = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
    let (served, written) = (
        json(&page_of(host, "supply.json")),
        json(&file("supply.json")),
    );
    assert_eq!(served["circulating"], written["circulating"]);
    assert!(page_of(host, "unlocks.ics").starts_with("BEGIN:VCALENDAR"));
    assert!(page_of(host, "health").contains("ok"));
}

fn page_of(host: &str, page: &str) -> String {
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "GET /{page} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{page}: {head}");
    body.to_owned()
}
