//! Another oracle behind the words of ours: an adapter of Band's `std_reference`, over days.

use embedded_chain::Chain;
use milegate_api::adapter::{ACCESS, ExecuteMsg};
use milegate_tests::cells;
use milegate_tests::feeds::BEGINS;
use milegate_tests::sampled::{E18, Sampled as World};
use milegate_tests::suite::{DAY, is_native, says};

/// A day of samples, closed.
pub fn story() -> Chain {
    let mut world = World::new();
    world.day([500, 510, 520, 530, 540, 550]);
    world.advance().expect("a day is over");
    world.chain
}

#[test]
fn samples_come_to_medians_that_are_read_and_asked_as_an_oracles() {
    let mut world = World::new();
    world.day([500, 510, 520, 530, 540, 550]);
    world.day([0, 610, 620, 630, 640, 0]);
    world.day([700, 700, 700, 700, 700, 700]);
    let receipt = world.advance().unwrap();
    let wanted = [
        ("feed", "price"),
        ("value", "70000"),
        ("reporters", "6"),
        ("total", "6"),
    ];
    says(&receipt, "oracle_closed", &wanted);
    let reading = world.raw()[0];
    assert!(reading.full && reading.is_latest(world.now()));
    assert_eq!(
        reading.mean(),
        Some(((52_000 + 62_000 + 70_000u128) / 3).into())
    );
    let answer = world.window(None);
    assert_eq!(
        (answer.reading, answer.mean),
        (Some(reading), reading.mean())
    );
    assert_eq!(
        (answer.minimum_holds, answer.gap_holds),
        (Some(true), Some(true))
    );
    assert_eq!(world.window(Some(0)).mean, Some(52_000u128.into()));
}

#[test]
fn a_price_that_is_moved_for_some_slots_moves_no_value() {
    let mut world = World::new();
    world.day([500, 9_999, 500, 9_999, 500, 500]);
    assert_eq!(world.window(None).mean, Some(50_000u128.into()));
    world.day([9_999, 9_999, 9_999, 500, 500, 500]);
    assert_eq!(
        world.window(Some(1)).mean,
        Some(50_000u128.into()),
        "half can only lower it"
    );
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// A day before period 0.
    Young,
    /// Period 0 runs, nothing was sampled.
    Fresh,
    /// Slot 0 of period 0 has a sample.
    Taken,
    /// Period 0 is over with six samples.
    Over,
    /// The same, and it is closed.
    Closed,
    /// The source was brought up to date an hour ago.
    Stale,
}

use State::*;

const STATES: [State; 6] = [Young, Fresh, Taken, Over, Closed, Stale];
const ROLES: [&str; 4] = ["stranger", "deployer", "governance", "keeper"];
const MESSAGES: [(&str, cells::Send<World>); 2] = [
    ("sample", |world, who| {
        world.tell(who, &ExecuteMsg::Sample {})
    }),
    ("advance", |world, who| {
        world.tell(who, &ExecuteMsg::Advance {})
    }),
];

fn reach(state: State) -> World {
    let mut world = World::young(|_| {}).unwrap();
    if state == Young {
        return world;
    }
    world.until(BEGINS);
    match state {
        Over | Closed => world.day([500; 6]),
        _ => world.price(500 * E18),
    }
    match state {
        Taken => drop(world.sample().unwrap()),
        Closed => drop(world.advance().unwrap()),
        Stale => world.until(BEGINS + 3_600),
        _ => {}
    }
    if matches!(state, Over | Closed) {
        world.price(500 * E18);
    }
    world
}

/// Nobody has a right that others lack.
fn expected(world: &World, state: State, message: &str, _: &str) -> Result<(), String> {
    let not_before = |period: u64| {
        let until = BEGINS + (period + 1) * DAY;
        Err(format!(
            "nothing is to be closed before {until}, when period {period} is over"
        ))
    };
    let now = world.now();
    match (message, state) {
        ("sample", Young) => Err(format!("the feed starts at {BEGINS}; it is {now}")),
        ("sample", Taken) => Err("slot 0 of period 0 has a sample".into()),
        ("sample", Stale) => Err(format!(
            "the source was brought up to date at {BEGINS}, more than 600 s before {now}"
        )),
        ("sample", _) | ("advance", Over) => Ok(()),
        ("advance", Closed) => not_before(1),
        ("advance", _) => not_before(0),
        _ => panic!("no row for {message}"),
    }
}

#[test]
fn every_role_sends_every_message_in_every_state() {
    for (message, _) in ACCESS {
        assert!(
            MESSAGES.iter().any(|(name, _)| *name == *message),
            "{message} is not sent"
        );
    }
    let cells = cells::every_cell(&STATES, &ROLES, &MESSAGES, reach, expected);
    assert_eq!(cells, 6 * 4 * 2);
}

/// What a sample may cost, one that closes a day, and an advance, after any number of days.
const CEILINGS: [(&str, u64); 3] = [
    ("sample", 175_000),
    ("sample that closes", 186_000),
    ("advance", 119_000),
];

#[test]
fn no_message_costs_more_after_two_hundred_days() {
    if is_native() {
        return;
    }
    let costs = |days: u32| {
        let mut world = World::new();
        for _ in 0..days {
            world.day([500, 510, 520, 530, 540, 550]);
        }
        let advance = world.clone().advance().unwrap().gas_used;
        world.price(500 * E18);
        let closes = world.sample().unwrap().gas_used;
        world.chain.advance(DAY / 6);
        world.price(510 * E18);
        [world.sample().unwrap().gas_used, closes, advance]
    };
    let (few, many) = (costs(5), costs(200));
    for (((name, ceiling), few), many) in CEILINGS.into_iter().zip(few).zip(many) {
        println!("{name}: {few} after 5 days, {many} after 200");
        assert!(many <= ceiling, "{name}: {many} is more than {ceiling}");
        assert!(
            many * 100 <= few * 101,
            "{name}: {few} after 5 days, {many} after 200"
        );
    }
}
