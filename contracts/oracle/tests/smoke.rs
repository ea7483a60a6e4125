//! Native: what the handles of `milegate-api` read of an oracle.
#![allow(clippy::arithmetic_side_effects)]

use cosmwasm_std::{Addr, HexBinary, Uint128};
use cw_multi_test::{App, ContractWrapper, Executor};
use cw4::Member;
use milegate_api::common::PlanRef;
use milegate_api::oracle::{Evidence, ExecuteMsg, InstantiateMsg, raw};
use milegate_core::governance::Share;
use milegate_core::oracle::{Calendar, Feed, Window};

const HOUR: u64 = 3_600;

/// Three hours, in each of which `ann` and `bob` report 5 and 7; a window of two and one of four.
fn reported() -> (App, Addr) {
    let mut app = App::default();
    let people = ["ann", "bob"].map(|name| app.api().addr_make(name));
    let group = group(&mut app, &people);
    let start = app.block_info().time.seconds() + HOUR;
    let window = |periods| Window {
        periods,
        least: Some(5u128.into()),
        max_gap: 0,
    };
    let feed = Feed {
        name: "depth".into(),
        unit: "USD".into(),
        decimals: 0,
        group: group.to_string(),
        quorum: Share::WHOLE,
        min: 1u128.into(),
        max: 9u128.into(),
        calendar: Calendar {
            start,
            period: HOUR,
        },
        windows: vec![window(2), window(4)],
    };
    let oracle = oracle(&mut app, feed, people[0].clone());
    for period in 0..3 {
        app.update_block(|block| {
            block.height += 1;
            block.time = cosmwasm_std::Timestamp::from_seconds(start + u64::from(period) * HOUR);
        });
        for (reporter, value) in people.iter().zip([5u128, 7]) {
            let report = report(period, value);
            app.execute_contract(reporter.clone(), oracle.clone(), &report, &[])
                .unwrap();
        }
    }
    (app, oracle)
}

fn group(app: &mut App, people: &[Addr]) -> Addr {
    use cw4_group::contract::{execute, instantiate, query};
    let code = app.store_code(Box::new(ContractWrapper::new(execute, instantiate, query)));
    let members = people.iter().map(|addr| Member {
        addr: addr.to_string(),
        weight: 1,
    });
    let msg = cw4_group::msg::InstantiateMsg {
        admin: None,
        members: members.collect(),
    };
    let sender = people[0].clone();
    app.instantiate_contract(code, sender, &msg, &[], "group", None)
        .unwrap()
}

fn oracle(app: &mut App, feed: Feed<String>, sender: Addr) -> Addr {
    use milegate_oracle::{execute, instantiate, query};
    let code = app.store_code(Box::new(ContractWrapper::new(execute, instantiate, query)));
    let msg = InstantiateMsg {
        plan: PlanRef {
            name: "smoke".into(),
            digest: HexBinary::from([1; 32]),
        },
        governance: None,
        feeds: vec![feed],
    };
    app.instantiate_contract(code, sender, &msg, &[], "oracle", None)
        .unwrap()
}

fn report(period: u32, value: u128) -> ExecuteMsg {
    ExecuteMsg::Report {
        feed: "depth".into(),
        period,
        value: value.into(),
        evidence: Evidence {
            uri: "ipfs://depth".into(),
            digest: HexBinary::from([2; 32]),
        },
    }
}

#[test]
fn one_raw_read_gives_a_window_once_it_is_full() {
    let (app, oracle) = reported();
    let querier = app.wrap();
    let read = |feed, window| raw::reading(&querier, &oracle, feed, window);
    let reading = read("depth", 0).unwrap().expect("two periods are closed");
    assert_eq!(reading.mean(), Some(Uint128::new(5)));
    assert_eq!((reading.periods, reading.observations), (2, 2));
    assert!(reading.is_latest(app.block_info().time.seconds()));
    assert_eq!(reading.minimum_holds(), Some(true));
    assert_eq!(read("depth", 1).unwrap(), None, "not four yet");
    assert!(read("depth", 2).is_err(), "no such window");
    assert_eq!(read("volume", 0).unwrap(), None, "no such feed");
}

#[test]
fn the_query_behind_the_handle_says_the_same_and_what_was_registered() {
    let (app, oracle) = reported();
    let querier = app.wrap();
    let answer = raw::window(&querier, &oracle, "depth", 0, None).unwrap();
    assert_eq!(
        answer.reading,
        raw::reading(&querier, &oracle, "depth", 0).unwrap()
    );
    assert_eq!((answer.unit.as_str(), answer.window.periods), ("USD", 2));
    let young = raw::window(&querier, &oracle, "depth", 1, None).unwrap();
    assert!(young.reading.is_some_and(|reading| !reading.full));
    let first = raw::window(&querier, &oracle, "depth", 0, Some(0)).unwrap();
    assert_eq!(first.reading.map(|reading| reading.observations), Some(1));
    assert!(
        raw::window(&querier, &oracle, "depth", 0, Some(2)).is_err(),
        "it runs"
    );
}
