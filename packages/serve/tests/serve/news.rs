//! What is new, each thing once.

use milegate_serve::watch::{Memory, Near, News, Sinks, news, say};

use crate::world::{ATTESTED, World, played};

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
        "Anyone may challenge it for 20000000 umer",
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
