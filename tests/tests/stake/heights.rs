//! Members and total at a height, beside the compiled `cw4-group`, which sets the convention.

use cosmwasm_std::Addr;
use cw4::{Member, MemberResponse, TotalWeightResponse};
use milegate_api::stake::QueryMsg;
use milegate_tests::rng::Rng;
use milegate_tests::stake::{Asset, Stakes, WEIGHT};
use milegate_tests::suite::{address, wasm};
use serde_json::json;

const PEOPLE: [&str; 5] = ["ana", "ben", "cid", "dan", "eve"];

/// A group whose admin tells it the weights of the stake.
fn group(stakes: &mut Stakes) -> Addr {
    let code = stakes.chain.store_code(&wasm("cw4_group")).unwrap();
    let deployer = stakes.at("deployer");
    let msg = json!({ "admin": deployer, "members": [] });
    let born = stakes
        .chain
        .instantiate(&deployer, code, &msg, &[], "group", None);
    born.unwrap().0
}

/// The group is told what somebody weighs now.
fn tell(stakes: &mut Stakes, group: &Addr, who: &str) {
    let addr = address(who);
    let (add, remove) = match stakes.weight(who, None) {
        Some(weight) => (vec![Member { addr, weight }], vec![]),
        None => (vec![], vec![addr]),
    };
    let update = json!({ "update_members": { "add": add, "remove": remove } });
    stakes.send("deployer", group, &update, &[]).unwrap();
}

#[test]
fn every_height_answers_as_a_cw4_group_does() {
    let mut stakes = Stakes::born(Asset::Native, &[], |msg| {
        msg.min_bond = msg.tokens_per_weight;
    })
    .unwrap();
    let group = group(&mut stakes);
    let mut rng = Rng::new(5);
    for _ in 0..60 {
        for _ in 0..rng.within(0, 3) {
            let who = *rng.pick(&PEOPLE);
            let tokens = WEIGHT * u128::from(rng.within(1, 5));
            let done = match rng.one_in(2) {
                true => stakes.bond(who, tokens),
                false => stakes.unbond(who, tokens),
            };
            if done.is_ok() {
                tell(&mut stakes, &group, who);
            }
        }
        stakes.a_block_passes();
    }

    let ask = |at: Option<u64>, who: &str| -> (Option<u64>, u64) {
        let addr = address(who);
        let question = QueryMsg::Member {
            addr,
            at_height: at,
        };
        let member: MemberResponse = stakes.chain.query(&group, &question).unwrap();
        let question = QueryMsg::TotalWeight { at_height: at };
        let total: TotalWeightResponse = stakes.chain.query(&group, &question).unwrap();
        (member.weight, total.weight)
    };
    let mut seen = 0;
    for at in (0..stakes.height() + 3).map(Some).chain([None]) {
        let mut sum = 0;
        for who in PEOPLE {
            let answer = (stakes.weight(who, at), stakes.total(at));
            assert_eq!(answer, ask(at, who), "{who} at {at:?}");
            sum += answer.0.unwrap_or_default();
        }
        assert_eq!(sum, stakes.total(at), "at {at:?}");
        seen += u64::from(sum > 0);
    }
    assert!(seen > 40, "only {seen} heights at which anybody weighed");
}

#[test]
fn a_later_height_answers_for_now_and_one_before_birth_for_nobody() {
    let mut stakes = Stakes::native();
    stakes.bond("ana", 10 * WEIGHT).unwrap();
    for at in [stakes.height() + 1, u64::MAX] {
        assert_eq!(stakes.weight("ana", Some(at)), Some(10));
        assert_eq!(stakes.total(Some(at)), 10);
    }
    for at in [0, stakes.height()] {
        assert_eq!(stakes.weight("ana", Some(at)), None);
        assert_eq!(stakes.total(Some(at)), 0);
    }
}

#[test]
fn members_are_listed_in_pages() {
    let mut stakes = Stakes::native();
    let names: Vec<_> = (0..35).map(|number| format!("staker {number}")).collect();
    for (number, name) in names.iter().enumerate() {
        let who = stakes.at(name);
        let purse = cosmwasm_std::coin(100 * WEIGHT, "utok");
        stakes.chain.mint(&who, &[purse]);
        stakes.bond(name, WEIGHT * (5 + number as u128)).unwrap();
    }
    let mut all: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(number, name)| (address(name), 5 + number as u64))
        .collect();
    all.sort();
    assert_eq!(stakes.members(None, None), all[..10]);
    assert_eq!(stakes.members(None, Some(100)), all[..30]);
    assert_eq!(
        stakes.members(Some(all[29].0.clone()), Some(100)),
        all[30..]
    );
    assert_eq!(stakes.members(Some(all[3].0.clone()), Some(2)), all[4..6]);
    assert_eq!(stakes.members(None, Some(0)), []);
}
