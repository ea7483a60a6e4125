//! Asking a server on loopback that behaves, and one that does not.

use std::time::{Duration, Instant};

use milegate_fetch::local::{Answer, Local};
use milegate_fetch::{Address, FetchError, Fetcher, Limits};

fn server() -> Local {
    Local::new().expect("a server")
}

fn ask(server: &Local, path: &str, limits: Limits) -> Result<String, FetchError> {
    let address = Address::read(&server.url(path)).expect("an address");
    let headers = [("X-Token".to_string(), "secret".to_string())];
    let body = Fetcher::new().get(&address, &headers, limits)?;
    Ok(String::from_utf8(body).expect("text"))
}

fn limits() -> Limits {
    Limits {
        bytes: 10_000,
        time: Duration::from_millis(600),
        redirects: 0,
    }
}

#[test]
fn an_answer_comes_with_the_headers_asked_for() {
    let server = server();
    server.answer("/x?y=1", Answer::Body("12".into()));
    assert_eq!(ask(&server, "/x?y=1", limits()).expect("an answer"), "12");
    let headers = server.asked().remove(0).headers.join("\n").to_lowercase();
    assert!(headers.contains("x-token: secret"), "{headers}");
}

#[test]
fn a_slow_answer_is_given_up_in_time() {
    let server = server();
    server.answer(
        "/",
        Answer::Slow("x".repeat(100), Duration::from_millis(100)),
    );
    let began = Instant::now();
    let error = ask(&server, "/", limits()).expect_err("too slow");
    assert!(matches!(error, FetchError::Slow { .. }), "{error}");
    assert!(began.elapsed() < Duration::from_secs(3));
}

#[test]
fn a_huge_answer_is_not_read_to_its_end() {
    let server = server();
    for promised in [true, false] {
        let bytes = 1 << 40;
        server.answer("/", Answer::Huge { bytes, promised });
        let error = ask(&server, "/", limits()).expect_err("too large");
        assert!(
            matches!(error, FetchError::Huge { bytes: 10_000 }),
            "{error}"
        );
    }
}

#[test]
fn an_answer_of_just_the_most_bytes_is_taken() {
    let server = server();
    server.answer("/", Answer::Body("7".repeat(10_000)));
    assert_eq!(
        ask(&server, "/", limits()).expect("an answer").len(),
        10_000
    );
    server.answer("/", Answer::Body("7".repeat(10_001)));
    assert!(ask(&server, "/", limits()).is_err());
}

#[test]
fn a_redirect_is_followed_as_often_as_asked() {
    let server = server();
    server.answer("/a", Answer::Redirect("/b".into()));
    server.answer("/b", Answer::Redirect(server.url("/c")));
    server.answer("/c", Answer::Body("end".into()));
    let follow = |redirects| {
        ask(
            &server,
            "/a",
            Limits {
                redirects,
                ..limits()
            },
        )
    };
    let error = follow(0).expect_err("none are followed").to_string();
    assert!(error.contains("status 302 sends on to /b"), "{error}");
    assert!(follow(1).is_err());
    assert_eq!(follow(2).expect("an answer"), "end");
}

#[test]
fn a_loop_of_redirects_ends() {
    let server = server();
    server.answer("/a", Answer::Redirect("/a".into()));
    let error = ask(
        &server,
        "/a",
        Limits {
            redirects: 3,
            ..limits()
        },
    )
    .expect_err("a loop");
    assert!(matches!(error, FetchError::Redirect { .. }), "{error}");
    assert_eq!(server.asked().len(), 4);
}

#[test]
fn headers_stay_with_their_host() {
    let (server, other) = (server(), server());
    server.answer("/a", Answer::Redirect(other.url("/b")));
    other.answer("/b", Answer::Body("end".into()));
    ask(
        &server,
        "/a",
        Limits {
            redirects: 1,
            ..limits()
        },
    )
    .expect("an answer");
    let headers = other.asked().remove(0).headers.join("\n");
    assert!(!headers.contains("secret"), "{headers}");
}

#[test]
fn what_is_no_answer() {
    let server = server();
    server.answer("/dead", Answer::Dead);
    server.answer("/torn", Answer::Torn("{".into()));
    server.answer("/gone", Answer::Status(410));
    for path in ["/dead", "/torn"] {
        let error = ask(&server, path, limits()).expect_err("no answer");
        assert!(
            matches!(error, FetchError::Unreachable { .. }),
            "{path}: {error}"
        );
    }
    let error = ask(&server, "/gone", limits()).expect_err("no answer");
    assert_eq!(error.to_string(), "status 410");
}

#[test]
fn a_proxy_of_the_environment_is_not_used() {
    // Set for this process before any other thread asks: a proxy that nobody answers at.
    let server = server();
    server.answer("/", Answer::Body("direct".into()));
    let child = std::process::Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "asks_for_a_parent", "--ignored", "--nocapture"])
        .env("http_proxy", "http://127.0.0.1:1")
        .env("HTTP_PROXY", "http://127.0.0.1:1")
        .env("ALL_PROXY", "http://127.0.0.1:1")
        .env("MILEGATE_FETCH_URL", server.url("/"))
        .output()
        .expect("it runs");
    assert!(
        child.status.success(),
        "{}",
        String::from_utf8_lossy(&child.stdout)
    );
    assert_eq!(server.asked().len(), 1);
}

#[test]
#[ignore = "run by another test, with a proxy in its environment"]
fn asks_for_a_parent() {
    let url = std::env::var("MILEGATE_FETCH_URL").expect("an address");
    let address = Address::read(&url).expect("an address");
    let body = Fetcher::new()
        .get(&address, &[], limits())
        .expect("an answer");
    assert_eq!(body, b"direct");
}
