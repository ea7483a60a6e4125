//! That nothing grows with the number of members, or of changes. Gas is a property of the compiled
//! contract, so a native run measures nothing.

use cosmwasm_std::{Addr, coin};
use milegate_api::stake::{ExecuteMsg, QueryMsg};
use milegate_tests::stake::{Asset, Stakes, UNBONDING, WEIGHT};
use milegate_tests::suite::{DENOM, address, is_native};

const SIZES: [usize; 3] = [10, 200, 1_000];

/// So many others have staked, each in a block of his own.
fn crowd(count: usize) -> Stakes {
    let mut stakes = Stakes::native();
    for number in 0..count {
        let who = Addr::unchecked(address(&format!("staker {number}")));
        let purse = [coin(10 * WEIGHT, DENOM)];
        stakes.chain.mint(&who, &purse);
        let stake = stakes.stake.clone();
        let bonded = stakes
            .chain
            .execute(&who, &stake, &ExecuteMsg::Bond {}, &purse);
        bonded.unwrap();
        stakes.a_block_passes();
    }
    stakes
}

fn query(stakes: &Stakes, question: &QueryMsg) -> u64 {
    let _: serde_json::Value = stakes.ask(question);
    stakes.chain.last_query_gas()
}

/// Gas of everything `ana` can send and anybody can ask, by name.
fn costs(stakes: &mut Stakes, early: u64) -> Vec<(&'static str, u64)> {
    let mut costs = vec![
        (
            "bond first",
            stakes.bond("ana", 50 * WEIGHT).unwrap().gas_used,
        ),
        (
            "bond in the same block",
            stakes.bond("ana", 10 * WEIGHT).unwrap().gas_used,
        ),
    ];
    stakes.a_block_passes();
    costs.push(("bond", stakes.bond("ana", 10 * WEIGHT).unwrap().gas_used));
    stakes.a_block_passes();
    costs.push((
        "unbond",
        stakes.unbond("ana", 10 * WEIGHT).unwrap().gas_used,
    ));
    let height = stakes.height();
    stakes.chain.advance(UNBONDING);
    costs.push(("claim", stakes.claim("ana").unwrap().gas_used));
    let addr = address("ana");
    let member = |at_height| QueryMsg::Member {
        addr: addr.clone(),
        at_height,
    };
    let total = |at_height| QueryMsg::TotalWeight { at_height };
    let list = QueryMsg::ListMembers {
        start_after: None,
        limit: Some(10),
    };
    let staked = QueryMsg::Staked {
        address: addr.clone(),
    };
    let claims = QueryMsg::Claims {
        address: addr.clone(),
    };
    let questions = [
        ("member now", member(None)),
        ("member at a late height", member(Some(height))),
        ("member at an early height", member(Some(early))),
        ("total now", total(None)),
        ("total at a late height", total(Some(height))),
        ("total at an early height", total(Some(early))),
        ("ten members", list),
        ("staked", staked),
        ("claims", claims),
        ("solvency", QueryMsg::Solvency {}),
    ];
    costs.extend(questions.map(|(name, question)| (name, query(stakes, &question))));
    costs
}

/// What each may take at most; an instance alone is 60,000.
fn most(name: &str) -> u64 {
    match name {
        "claim" => 130_000,
        "unbond" => 145_000,
        "bond first" | "bond in the same block" | "bond" => 160_000,
        "ten members" | "staked" | "solvency" => 70_000,
        _ => 66_000,
    }
}

/// Compares three sizes: what differs is digits, at 30 gas a byte written.
fn flat(sizes: [Vec<(&'static str, u64)>; 3]) {
    let [small, middle, large] = sizes;
    for (((name, small), (_, middle)), (_, large)) in small.into_iter().zip(middle).zip(large) {
        println!("{name}: {small} {middle} {large}");
        let dearest = small.max(middle).max(large);
        let spread = dearest - small.min(middle).min(large);
        assert!(spread <= 300, "{name}: {small} {middle} {large}");
        assert!(dearest <= most(name), "{name} takes {dearest}");
    }
}

#[test]
fn nothing_grows_with_the_number_of_members() {
    if is_native() {
        return;
    }
    flat(SIZES.map(|count| costs(&mut crowd(count), 4)));
}

#[test]
fn nothing_grows_with_the_number_of_ones_own_changes() {
    if is_native() {
        return;
    }
    flat(SIZES.map(|count| {
        let mut stakes = Stakes::native();
        stakes.bond("ana", 50 * WEIGHT).unwrap();
        for number in 0..count {
            stakes.a_block_passes();
            stakes.bond("ana", 10 * WEIGHT).unwrap();
            if number % 2 == 1 {
                stakes.unbond("ana", 20 * WEIGHT).unwrap();
                stakes.chain.advance(UNBONDING);
                stakes.claim("ana").unwrap();
            }
        }
        stakes.a_block_passes();
        costs(&mut stakes, 4)
    }));
}

#[test]
fn the_longest_list_of_claims_costs_what_its_bytes_cost() {
    if is_native() {
        return;
    }
    let mut stakes = Stakes::native();
    stakes.bond("ana", 1_000 * WEIGHT).unwrap();
    let mut costs = vec![];
    for _ in 0..32 {
        stakes.a_block_passes();
        costs.push(stakes.unbond("ana", WEIGHT + 1).unwrap().gas_used);
    }
    println!(
        "unbond with 1, 16 and 31 claims before: {} {} {}",
        costs[1], costs[16], costs[31]
    );
    let each = (costs[31] - costs[1]) / 30;
    assert!(
        each <= 400,
        "one more claim makes an unbond dearer by {each}"
    );
}

#[test]
fn a_token_costs_its_own_messages_more() {
    if is_native() {
        return;
    }
    let mut stakes = Stakes::of(Asset::Token);
    let (first, again) = (
        stakes.bond("ana", 50 * WEIGHT).unwrap().gas_used,
        stakes.bond("ana", 10 * WEIGHT).unwrap().gas_used,
    );
    stakes.unbond("ana", WEIGHT).unwrap();
    stakes.the_period_passes();
    let claim = stakes.claim("ana").unwrap().gas_used;
    println!("cw20: bond first {first}, again {again}, claim {claim}");
    assert!(first <= 350_000 && claim <= 250_000, "{first} {claim}");
}
