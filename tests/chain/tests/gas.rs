//! What messages cost on the chain, beside the floor and what the embedded chain said: `docs/gas.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use milegate_tests_chain::{Bill, checkout};
use serde_json::Value;

/// Largest difference between prediction and measurement, in tenths of a percent.
const CLOSE: u64 = 30;
/// Largest difference between two runs on a chain, in tenths of a percent: times and heights have digits.
const AGAIN: u64 = 10;
/// What everything is compared with.
const FLOOR: &str = "milegate_floor touch_and_send";
const CONTRACTS: [&str; 7] = [
    "vesting",
    "milestones",
    "governance",
    "stake",
    "oracle",
    "oracle-adapter",
    "payments",
];

/// What the document says before its rows.
const HEAD: &str = "# Gas

What messages cost on wasmd 0.61.14, measured on localnets, beside what the embedded chain said of the same messages and beside
the floor: a contract that reads, writes, emits an event and sends a coin. Every message of every contract is there, a proposal's
with what it carries on, and every birth; storing a code costs by its size. The least of all times that a message was sent, by the
events that came of it; the fee is nothing (a fee costs about 18,000 gas more, an account's first transaction another 12,600). Left
out are a person's first payment, which makes an account on one chain only, and a second message of its kind in one block, which
has a block of its own on the other.

Played were `examples/celestia` (`scenario.toml`, `life.toml`, and of `governance/` all four), `examples/witnesses` (`market`,
`bonded`), `tests/chain/plans` (`tour`, `token`), and, for what no scenario sends, `tests/chain/tests/wares.rs` and `suites.rs`.
Written by `scripts/gas-md`; CI measures again and compares: a prediction is within 3 %.

| message: events | measured | predicted | off | x floor |
|---|---|---|---|---|
";

/// Predicted and measured, by name.
type Lines = BTreeMap<String, (u64, u64)>;

/// Compares with the document, or writes it where `MILEGATE_GAS=write`.
pub fn told(bill: &Bill) {
    let lines = lines(bill);
    let far: Vec<String> = lines
        .iter()
        .filter(|(_, (predicted, measured))| off(*predicted, *measured) > CLOSE)
        .map(|(what, (predicted, measured))| {
            format!("{what}: predicted {predicted}, measured {measured}")
        })
        .collect();
    let path = checkout().join("docs/gas.md");
    if std::env::var("MILEGATE_GAS").is_ok_and(|how| how == "write") {
        std::fs::write(path, document(&lines)).unwrap();
    } else {
        compare(&lines, &std::fs::read_to_string(path).unwrap());
    }
    assert!(far.is_empty(), "more than 3 % off:\n{}", far.join("\n"));
    let missing: Vec<String> = variants()
        .into_iter()
        .filter(|v| !sent(&lines).contains(v))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/gas.md has no row of these, send them in a scenario: {missing:?}"
    );
}

/// The least of all times.
fn lines(bill: &Bill) -> Lines {
    let least = |costs: &[u64]| costs.iter().copied().min().unwrap();
    let lines = bill.0.iter().map(|(what, costs)| {
        let both = (least(&costs.predicted), least(&costs.measured));
        (what.clone(), both)
    });
    lines.collect()
}

fn compare(lines: &Lines, written: &str) {
    assert!(written.starts_with(HEAD), "docs/gas.md: scripts/gas-md");
    for (what, (predicted, measured)) in lines {
        let row = format!("| {} |", name(what));
        let row = written.lines().find(|line| line.starts_with(&row));
        let row = row.unwrap_or_else(|| panic!("docs/gas.md has no {what}: scripts/gas-md"));
        let cells: Vec<u64> = row
            .split('|')
            .filter_map(|cell| cell.trim().replace(',', "").parse().ok())
            .collect();
        let same = off(cells[0], *measured) <= AGAIN && off(cells[1], *predicted) <= AGAIN;
        assert!(
            same,
            "docs/gas.md, {what}: {row}, but {predicted} and {measured}: scripts/gas-md"
        );
    }
    let rows = written
        .lines()
        .filter(|line| line.starts_with("| "))
        .count();
    assert_eq!(
        rows,
        lines.len() + 1,
        "docs/gas.md has rows of nothing: scripts/gas-md"
    );
}

/// Every message of every contract, as its schema has it.
fn variants() -> Vec<String> {
    let mut all = Vec::new();
    for contract in CONTRACTS {
        let file = format!("schema/{contract}/milegate-{contract}.json");
        let text = std::fs::read_to_string(checkout().join(file)).unwrap();
        let schema: Value = serde_json::from_str(&text).unwrap();
        let contract = format!("milegate_{}", contract.replace('-', "_"));
        let messages = schema["execute"]["oneOf"].as_array().unwrap();
        let messages = messages.iter().map(|m| m["required"][0].as_str().unwrap());
        all.extend(
            messages
                .chain(["instantiate2"])
                .map(|m| format!("{contract} {m}")),
        );
    }
    all
}

/// Messages that have a row, also those that another one carried.
fn sent(lines: &Lines) -> BTreeSet<String> {
    let names = lines.keys().map(|what| what.split(": ").next().unwrap());
    let names = names.flat_map(|what| what.split(" and "));
    let names = names.flat_map(|what| what.split(" of "));
    names
        .flat_map(|what| what.split(" to "))
        .map(str::to_owned)
        .collect()
}

/// Tenths of a percent between two figures.
fn off(one: u64, other: u64) -> u64 {
    (one.abs_diff(other) * 1_000).div_ceil(other.max(1))
}

fn name(what: &str) -> String {
    what.replace("milegate_", "")
        .replace('_', " ")
        .trim_end_matches(": ")
        .to_owned()
}

fn document(lines: &Lines) -> String {
    let floor = lines.iter().find(|(what, _)| what.starts_with(FLOOR));
    let floor = floor.map(|(_, (_, measured))| *measured).unwrap();
    let mut text = HEAD.to_owned();
    for (what, (predicted, measured)) in lines {
        let tenths = (predicted.abs_diff(*measured) * 2_000 + measured) / (2 * measured);
        let sign = if predicted < measured { "-" } else { "+" };
        let times = measured * 100 / floor;
        writeln!(
            text,
            "| {} | {} | {} | {sign}{}.{} % | {}.{:02} |",
            name(what),
            grouped(*measured),
            grouped(*predicted),
            tenths / 10,
            tenths % 10,
            times / 100,
            times % 100
        )
        .unwrap();
    }
    text
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
