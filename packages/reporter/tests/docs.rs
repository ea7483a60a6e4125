//! What docs/reporter.md shows is so.

use milegate_reporter::{Problem, Sources};

const PAGE: &str = include_str!("../../../docs/reporter.md");

/// The first block of a language after a heading.
fn block(language: &str) -> &'static str {
    let start = format!("```{language}\n");
    let (_, after) = PAGE.split_once(&start).expect("a block");
    after.split_once("```").expect("its end").0
}

fn parse(text: &str) -> Result<(Sources, Vec<Problem>), Vec<Problem>> {
    Sources::parse("payments.toml", text, &|name| Some(name.to_lowercase()))
}

#[test]
fn its_file_is_sound() {
    let (sources, warnings) = parse(block("toml")).expect("a sound file");
    assert_eq!((sources.sources.len(), warnings), (3, vec![]));
}

#[test]
fn its_problems_are_those_of_the_file() {
    let text = block("toml");
    let wrong = text.replace("= 2 ", "= 4 ").replace("\"2 %\"", "\"two\"");
    let problems = parse(&wrong).expect_err("two problems");
    let lines: Vec<_> = problems.iter().map(Problem::to_string).collect();
    assert_eq!(lines.join("\n"), block("text").trim_end());
}
