//! Sources that behave, and sources that do not, on a server on loopback.

use std::time::{Duration, Instant};

use milegate_fetch::Fetcher;
use milegate_fetch::local::{Answer, Local};
use milegate_reporter::{Deviation, Document, Heard, SCHEMA, Source, Sources, TooFew, gather};

/// Sources `/a`, `/b`, ... that answer so, each with the number at `/usd`.
fn ask(answers: &[Answer]) -> Vec<Heard> {
    let server = Local::new().expect("a server");
    let mut file = String::from(
        "[feed]\noracle = \"o\"\nname = \"f\"\n[report]\nneed = 1\ndeviation = \"2 %\"\nuri = \"https://r.example/\"\n",
    );
    for (place, answer) in answers.iter().enumerate() {
        let path = format!("/{place}");
        server.answer(&path, answer.clone());
        let url = server.url(&path);
        file += &format!(
            "[[source]]\nname = \"{place}\"\nurl = \"{url}\"\npointer = \"/usd\"\ntimeout = \"700ms\"\n"
        );
    }
    let (sources, _) = Sources::parse("s.toml", &file, &|_| None).expect("a sound file");
    let sources: Vec<Source> = sources.sources;
    gather(&sources, &Fetcher::new())
}

fn settle(heard: Vec<Heard>, need: usize) -> (Document, Result<(), TooFew>) {
    let mut document = Document {
        schema: SCHEMA.into(),
        chain: "mile-1".into(),
        oracle: "o".into(),
        feed: "f".into(),
        unit: "USD".into(),
        decimals: 2,
        period: 0,
        reporter: "ann".into(),
        deviation: Deviation(20_000),
        need,
        sources: heard,
        value: Default::default(),
    };
    let settled = document.settle();
    (document, settled)
}

fn usd(number: &str) -> Answer {
    Answer::Body(format!("{{\"usd\": {number}}}"))
}

#[test]
fn every_kind_of_bad_source_is_named_and_left_out() {
    let began = Instant::now();
    let heard = ask(&[
        usd("100.00"),
        usd("\"100.5\""),
        usd("250"),
        Answer::Slow("{\"usd\": 1}".repeat(10), Duration::from_millis(200)),
        Answer::Dead,
        Answer::Huge {
            bytes: 1 << 40,
            promised: false,
        },
        Answer::Redirect("/0".into()),
        Answer::Body("<html>usd: 100</html>".into()),
        usd("true"),
        usd("{}"),
        usd("-3"),
        Answer::Body("{\"eur\": 100}".into()),
        Answer::Body("{\"usd\": 1, \"usd\": 100}".into()),
        Answer::Status(503),
    ]);
    assert!(
        began.elapsed() < Duration::from_secs(4),
        "asked one after the other"
    );
    let (document, settled) = settle(heard, 2);
    settled.expect("two agree");
    assert_eq!(document.value.u128(), 10_000);
    let words: Vec<_> = document.sources.iter().map(Heard::words).collect();
    for (said, expected) in words.iter().zip([
        "0: 10000",
        "1: 10050",
        "2: 25000, too far from the median",
        "3: no whole answer within 0.7 s",
        "4: ",
        "5: the answer is larger than 1048576 bytes",
        "6: status 302 sends on to /0: redirects are not followed",
        "7: the answer is not JSON",
        "8: /usd is true or false, not a number",
        "9: /usd is an object, not a number",
        "10: -3 is negative",
        "11: there is no /usd",
        "12: /usd stands there more than once",
        "13: status 503",
    ]) {
        assert!(said.starts_with(expected), "{said}, should be {expected}");
    }
    assert_eq!(document.check(), Ok(()));
}

#[test]
fn a_lying_minority_does_not_set_the_value() {
    for lie in ["0", "1", "99999999"] {
        let (document, settled) = settle(ask(&[usd(lie), usd("100"), usd("101")]), 2);
        settled.expect("two agree");
        assert_eq!(document.value.u128(), 10_000, "{lie}");
        assert!(!document.sources[0].counts, "{lie}");
    }
}

#[test]
fn too_few_that_agree_are_no_report() {
    let (_, settled) = settle(ask(&[usd("100"), usd("150"), Answer::Dead]), 2);
    let few = settled.expect_err("one alone");
    assert_eq!((few.agree, few.need), (1, 2));
    let (_, settled) = settle(ask(&[Answer::Dead]), 1);
    assert_eq!(settled.expect_err("none").agree, 0);
}
