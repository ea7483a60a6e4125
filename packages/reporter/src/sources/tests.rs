use super::*;

const FILE: &str = r#"[feed]
oracle = "mile1oracle"
name   = "payments_usd"

[report]
need      = 2
deviation = "0.5 %"
after     = "1h 30m"
uri       = "https://reports.example/payments/"

[[source]]
name    = "one"
url     = "https://one.example/v1?key=${ONE_KEY}"
pointer = "/data/usd"
scale   = "0.01"
timeout = "5s"
headers = { Authorization = "Bearer ${TOKEN}" }

[[source]]
name    = "two"
url     = "http://127.0.0.1:8080/usd"
pointer = ""
"#;

fn env(name: &str) -> Option<String> {
    let known = name == "ONE_KEY" || name == "TOKEN";
    known.then(|| format!("{name}-secret"))
}

fn parse(text: &str) -> Result<(Sources, Vec<Problem>), Vec<Problem>> {
    Sources::parse("s.toml", text, &env)
}

/// The problems of the file with one text replaced by another.
fn problems(from: &str, to: &str) -> String {
    assert!(FILE.contains(from), "{from}");
    let problems = match parse(&FILE.replace(from, to)) {
        Ok((_, warnings)) => warnings,
        Err(problems) => problems,
    };
    let lines: Vec<_> = problems.iter().map(Problem::to_string).collect();
    lines.join("\n")
}

#[test]
fn a_file_is_read() {
    let (read, warnings) = parse(FILE).expect("a sound file");
    assert_eq!(warnings, []);
    assert_eq!(
        (read.oracle.as_str(), read.feed.as_str()),
        ("mile1oracle", "payments_usd")
    );
    assert_eq!((read.need, read.deviation), (2, Deviation(5_000)));
    assert_eq!(read.after, Duration::from_secs(5_400));
    assert_eq!(read.folder, Path::new("reports"));
    let [one, two] = read.sources.as_slice() else {
        panic!("two sources")
    };
    assert_eq!(
        one.address.text(),
        "https://one.example/v1?key=ONE_KEY-secret"
    );
    assert_eq!(
        one.headers,
        [("Authorization".into(), "Bearer TOKEN-secret".into())]
    );
    assert_eq!(one.timeout, Duration::from_secs(5));
    assert_eq!(
        (two.scale.as_str(), two.timeout),
        ("1", Duration::from_secs(10))
    );
}

#[test]
fn secrets_are_not_shown() {
    let (read, _) = parse(FILE).expect("a sound file");
    assert!(!format!("{read:?}").contains("-secret"), "{read:?}");
    let said = problems("https://one.example/v1?key=${ONE_KEY}", "one ${ONE_KEY}");
    assert!(said.contains("`one ${ONE_KEY}` is no address"), "{said}");
    assert!(!said.contains("-secret"), "{said}");
}

#[test]
fn every_problem_has_its_line_and_a_remedy() {
    for (from, to, expected) in [
        (
            "need      = 2",
            "need = 3",
            "error  s.toml:6  3 of 2 sources can never agree",
        ),
        (
            "need      = 2",
            "need = 1",
            "warning  s.toml:6  1 of 2 sources are not most of them",
        ),
        (
            "need      = 2",
            "needs = 2",
            "error  s.toml:6  unknown field `needs`",
        ),
        ("0.5 %", "half", "error  s.toml:7  `half` is no deviation"),
        ("1h 30m", "soon", "error  s.toml:8  `soon` is no duration"),
        (
            "https://reports.example/payments/",
            "here",
            "error  s.toml:9  `here` cannot begin the address",
        ),
        (
            "\"two\"",
            "\"one\"",
            "error  s.toml:20  a source is called `one` already",
        ),
        (
            "TOKEN",
            "NOBODY",
            "error  s.toml:17  the environment has no NOBODY",
        ),
        (
            "/data/usd",
            "data.usd",
            "error  s.toml:14  `data.usd` is no JSON pointer",
        ),
        ("0.01", "1%", "error  s.toml:15  `1%` is no factor"),
        ("\"5s\"", "\"5h\"", "error  s.toml:16  a timeout of 5h"),
        (
            "http://127.0.0.1:8080",
            "http://two.example",
            "warning  s.toml:21  http://two.example/usd is plain http",
        ),
        (
            "http://127.0.0.1:8080",
            "ftp://two.example",
            "error  s.toml:21  `ftp://two.example/usd` is no address",
        ),
        (
            "Authorization",
            "\"bad name\"",
            "error  s.toml:17  `bad name` is no header",
        ),
        (
            "\"mile1oracle\"",
            "\"\"",
            "error  s.toml:2  `oracle` is empty",
        ),
    ] {
        let said = problems(from, to);
        assert!(said.contains(expected), "{said}\nshould be {expected}");
        assert_eq!(said.matches("s.toml").count(), 1, "{said}");
    }
}

#[test]
fn problems_are_told_together() {
    let text = FILE
        .replace("0.5 %", "x")
        .replace("1h 30m", "y")
        .replace("/data/usd", "z");
    assert_eq!(parse(&text).expect_err("three").len(), 3);
    let (head, _) = FILE.split_once("[[source]]").expect("sources");
    assert_eq!(parse(head).expect_err("no sources").len(), 2);
}

#[test]
fn a_file_that_is_not_there() {
    let problems = Sources::read(Path::new("/nowhere/s.toml"), &env).expect_err("nothing");
    assert!(
        problems[0]
            .to_string()
            .starts_with("error  /nowhere/s.toml  ")
    );
}
