//! What messages cost on the chain, beside the floor and what the embedded chain said: `docs/gas.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use cosmwasm_std::coin;
use milegate_tests_chain::{Costs, artifacts, checkout};
use serde_json::json;

use crate::hidden::{born, execute};
use crate::world::World;

/// Largest difference between prediction and measurement, in tenths of a percent.
const CLOSE: u64 = 30;
/// Largest difference between two runs on a chain, in tenths of a percent: times and heights have digits.
const AGAIN: u64 = 10;

/// Compares with the document, or writes it where `MILEGATE_GAS=write`.
pub fn told(world: &World, costs: &BTreeMap<String, Costs>) {
    let mut lines = BTreeMap::from([("floor".to_owned(), (None, floor(world)))]);
    for (what, costs) in costs {
        let (predicted, measured) = (least(&costs.predicted), least(&costs.measured));
        let near = off(predicted, measured) <= CLOSE;
        assert!(near, "{what}: predicted {predicted}, measured {measured}");
        lines.insert(what.clone(), (Some(predicted), measured));
    }
    let path = checkout().join("docs/gas.md");
    if std::env::var("MILEGATE_GAS").is_ok_and(|how| how == "write") {
        std::fs::write(path, document(&lines)).unwrap();
        return;
    }
    let written = std::fs::read_to_string(path).unwrap();
    for (what, (predicted, measured)) in &lines {
        let row = format!("| {} |", name(what));
        let row = written.lines().find(|line| line.starts_with(&row));
        let row = row.unwrap_or_else(|| panic!("docs/gas.md has no {what}: scripts/gas-md"));
        let cells: Vec<u64> = row
            .split('|')
            .filter_map(|cell| cell.trim().replace(',', "").parse().ok())
            .collect();
        let same = off(cells[0], *measured) <= AGAIN
            && predicted.is_none_or(|p| off(cells[1], p) <= AGAIN);
        assert!(
            same,
            "docs/gas.md, {what}: {row}, but {predicted:?} and {measured}: scripts/gas-md"
        );
    }
}

/// Tenths of a percent between two figures.
fn off(one: u64, other: u64) -> u64 {
    one.abs_diff(other) * 1_000 / other.max(1)
}

fn least(costs: &[u64]) -> u64 {
    costs.iter().copied().min().unwrap()
}

/// A read, a write, an event and a bank send, the second time.
fn floor(world: &World) -> u64 {
    let client = world.net.client("market");
    let wasm = std::fs::read(artifacts().join("milegate_floor.wasm")).unwrap();
    let floor = born(&world.net, &client, wasm, "floor");
    let denom = world.net.fee_denom();
    let purse = milegate_chain::Message::Send {
        from: client.address().to_owned(),
        to: floor.clone(),
        amount: vec![coin(1_000_000, denom)],
    };
    client.send(&[purse], "").unwrap();
    let touch =
        json!({ "touch_and_send": { "to": client.address(), "amount": coin(1_000, denom) } });
    execute(&client, &floor, touch.clone());
    execute(&client, &floor, touch).gas_used
}

fn name(what: &str) -> String {
    what.replace("milegate_", "")
        .replace('_', " ")
        .trim_end_matches(": ")
        .to_owned()
}

fn document(lines: &BTreeMap<String, (Option<u64>, u64)>) -> String {
    let floor = lines["floor"].1;
    let mut text = "# Gas

What messages cost on wasmd 0.61.14, measured by the Celestia scenario on a localnet, beside what the embedded chain said of the
same messages and beside the floor: a contract that reads, writes, emits an event and sends a coin. The least of all times that
a message was sent, by what came of it; the fee is nothing (a fee costs about 18,000 gas more, an account's first transaction
another 12,600). Written by `scripts/gas-md`; CI measures again and compares.

| message: events | measured | predicted | off | x floor |
|---|---|---|---|---|
"
    .to_owned();
    for (what, (predicted, measured)) in lines {
        let (guess, off) = match predicted {
            Some(predicted) => {
                let tenths = (i128::from(*predicted) - i128::from(*measured)) * 1_000
                    / i128::from(*measured);
                let sign = if tenths < 0 { "-" } else { "+" };
                (
                    grouped(*predicted),
                    format!("{sign}{}.{} %", tenths.abs() / 10, tenths.abs() % 10),
                )
            }
            None => ("-".to_owned(), "-".to_owned()),
        };
        let times = measured * 100 / floor;
        let (name, measured) = (name(what), grouped(*measured));
        writeln!(
            text,
            "| {name} | {measured} | {guess} | {off} | {}.{:02} |",
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
