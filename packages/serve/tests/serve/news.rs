//! What is new, each thing once.

use milegate_serve::watch::{Memory, Near, News, Sinks, news, say};

use crate::world::{ATTESTED, World, fed, played};

fn seen(world: &World) -> Vec<News> {
    news(&world.view(), &world.vault, &Near::default()).unwrap()
}

fn kinds(world: &World) -> Vec<String> {
    seen(world).into_iter().map(|one| one.kind).collect()
}

fn event(at: &str, action: &str, keys: &str) -> String {
    format!("[[event]]\nat = {at}\ndo = \"{action}\"\n{keys}\n")
}

#[test]
fn an_open_window_says_until_when_and_for_how_much() {
    let seen = seen(&played("2027-03-02", ATTESTED));
    assert_eq!(seen.len(), 1, "{seen:#?}");
    let window = &seen[0];
    assert_eq!(window.kind, "window");
    assert_eq!(
        window.title,
        "listing: the challenge window is open (round 1)"
    );
    for words in [
        "Anyone may challenge it for 20 MER",
        "2027-03-08",
        "and block",
    ] {
        assert!(
            window.text.contains(words),
            "{words:?} is not in {}",
            window.text
        );
    }
    assert_eq!(
        window.until.map(milegate_report::dates::date).as_deref(),
        Some("2027-03-08")
    );
}

#[test]
fn deadlines_are_near_three_times() {
    let near = |date: &str| {
        let seen = seen(&played(date, ""));
        let keys = seen.into_iter().filter(|one| one.kind == "deadline");
        keys.map(|one| one.key.rsplit('/').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(near("2027-11-01"), Vec::<String>::new());
    assert_eq!(near("2027-12-10"), ["2592000"]);
    assert_eq!(near("2027-12-20"), ["2592000"]);
    assert_eq!(near("2027-12-28"), ["604800"]);
    assert_eq!(near("2027-12-31T12:00:00Z"), ["86400"]);
}

#[test]
fn what_holders_announce_is_news() {
    let change = |grant: &str, more: &str| {
        event(
            "2027-02-01",
            "announce",
            &format!("grant = \"{grant}\"\n{more}"),
        )
    };
    let payee = change(
        "ada",
        "change = \"payee\"\nto = \"vera\"\nreason = \"custody\"",
    );
    let leaver = change("bob", "change = \"termination\"\nreason = \"resigned\"");
    let world = played("2027-02-02", &(payee + &leaver));
    assert_eq!(kinds(&world), ["payee", "termination"]);
    let seen = seen(&world);
    assert_eq!(seen[0].title, "ada: another payee is announced");
    assert!(
        seen[0]
            .text
            .contains(world.player.cast.names["vera"].as_str())
    );
    assert_eq!(seen[1].title, "bob: notice of termination");
}

#[test]
fn a_challenge_a_last_call_and_an_end_are_news() {
    let challenge = event(
        "2027-03-03",
        "challenge",
        "milestone = \"listing\"\nby = \"watcher\"",
    );
    assert_eq!(
        kinds(&played("2027-03-04", &(ATTESTED.to_owned() + &challenge))),
        ["dispute"]
    );
    assert_eq!(kinds(&played("2027-03-20", ATTESTED)), ["ended"]);
    let conclude = event("2028-01-02", "conclude", "milestone = \"listing\"");
    let late = kinds(&played("2028-01-05", &conclude));
    assert_eq!(late, ["last_call"]);
}

/// Reports of the depth at an instant.
fn report(at: &str, by: &[&str]) -> String {
    let keys = format!("feed = \"depth\"\nvalue = \"1_500\"\nby = {by:?}");
    event(at, "report", &keys)
}

/// Days of 2027-01, each with a report of all three at noon.
fn days(days: std::ops::RangeInclusive<u32>) -> String {
    let all = ["rita", "rolf", "rosa"];
    let noon = |day| report(&format!("2027-01-{day:02}T12:00:00Z"), &all);
    days.map(noon).collect()
}

fn of_kind(world: &World, kind: &str) -> Vec<News> {
    let mut seen = seen(world);
    seen.retain(|one| one.kind == kind);
    seen
}

#[test]
fn who_has_not_reported_in_the_last_quarter_of_a_period_is_late() {
    let early = days(1..=3) + &report("2027-01-04T09:00:00Z", &["rolf"]);
    let late = |at: &str, events: &str| of_kind(&fed(at, events), "overdue");
    assert_eq!(late("2027-01-04T17:59:00Z", &early), []);

    let world = fed("2027-01-04T18:01:00Z", &early);
    let [overdue] = &of_kind(&world, "overdue")[..] else {
        panic!("{:#?}", seen(&world));
    };
    assert_eq!(overdue.title, "depth: reporters late for period 3: 2");
    let until = overdue.until.map(milegate_report::dates::date);
    assert_eq!(until.as_deref(), Some("2027-01-05"));
    let named = |name: &str| {
        overdue
            .text
            .contains(world.player.cast.names[name].as_str())
    };
    assert_eq!(["rita", "rolf", "rosa"].map(named), [true, false, true]);
    let words = "Weight so far 1 of a quorum of 2.";
    assert!(overdue.text.contains(words), "{}", overdue.text);

    assert_eq!(late("2027-01-04T18:01:00Z", &days(1..=4)), []);
}

#[test]
fn a_feed_that_falls_silent_is_told_once_for_each_silence() {
    let silence = |end: &str, events: &str| of_kind(&fed(end, events), "silent");
    assert_eq!(silence("2027-01-04T06:00:00Z", &days(1..=3)), []);

    let lone = days(1..=3) + &report("2027-01-04T12:00:00Z", &["rita"]);
    let first = silence("2027-01-05T06:00:00Z", &lone);
    assert_eq!(first[0].title, "depth: periods without a value: 1");
    assert!(first[0].text.contains("no value since period 3"));
    let longer = silence("2027-01-08T06:00:00Z", &lone);
    assert_eq!(longer[0].title, "depth: periods without a value: 4");
    assert_eq!(longer[0].key, first[0].key, "the same silence");

    let again = silence("2027-01-11T06:00:00Z", &(lone + &days(8..=9)));
    assert_eq!(again[0].title, "depth: periods without a value: 1");
    assert_ne!(again[0].key, first[0].key);
}

#[test]
fn everything_is_said_once_and_remembered() {
    let world = played("2027-03-02", ATTESTED);
    let file = world.folder.path().join("watch.json");
    let feed = world.folder.path().join("news.xml");
    let sinks = Sinks {
        webhook: None,
        feed: Some(feed.clone()),
    };
    let mut titles = Vec::new();
    let mut memory = Memory::open(&file).unwrap();
    let first = say(&seen(&world), &mut memory, &sinks, |one| {
        titles.push(one.title.clone())
    })
    .unwrap();
    assert_eq!((first, titles.len()), (1, 1));
    let text = std::fs::read_to_string(&feed).unwrap();
    assert!(
        text.contains("<title>listing: the challenge window is open (round 1)</title>"),
        "{text}"
    );
    assert_eq!(text.matches("<entry>").count(), 1);

    // The next run reads what the last one left.
    let mut memory = Memory::open(&file).unwrap();
    let again = say(&seen(&world), &mut memory, &sinks, |_| panic!("said twice")).unwrap();
    assert_eq!(again, 0);
    assert_eq!(std::fs::read_to_string(&feed).unwrap(), text);

    let ended = played("2027-03-20", ATTESTED);
    let more = say(&seen(&ended), &mut memory, &sinks, |_| ()).unwrap();
    assert_eq!(more, 1);
    assert_eq!(
        std::fs::read_to_string(&feed)
            .unwrap()
            .matches("<entry>")
            .count(),
        2
    );
}

#[test]
fn a_file_that_is_no_memory_is_left_alone() {
    let world = played("2027-02-01", "");
    let why = Memory::open(&world.folder.path().join("plan.toml")).unwrap_err();
    assert!(
        why.to_string().contains("is not what `watch` remembers"),
        "{why}"
    );
}
