//! Native: what cw4's own handle and ours read of a stake.
#![allow(clippy::arithmetic_side_effects)]

use cosmwasm_std::{Addr, HexBinary, coins};
use cw_multi_test::{App, ContractWrapper, Executor};
use cw4::{Cw4Contract, Member};
use milegate_api::common::{Denom, PlanRef};
use milegate_api::stake::{ExecuteMsg, InstantiateMsg, raw};
use milegate_stake::contract::{execute, instantiate, query};

const DENOM: &str = "utest";

/// `people` have staked 7 and 9 whole tokens of 1,000 units, in the block before the present one.
fn staked() -> (App, Addr, [Addr; 2]) {
    let mut app = App::default();
    let people = ["ann", "bob"].map(|name| app.api().addr_make(name));
    app.init_modules(|router, _, storage| {
        for person in &people {
            let bank = &router.bank;
            bank.init_balance(storage, person, coins(100_000, DENOM))
                .unwrap();
        }
    });
    let code = app.store_code(Box::new(ContractWrapper::new(execute, instantiate, query)));
    let msg = InstantiateMsg {
        plan: PlanRef {
            name: "smoke".into(),
            digest: HexBinary::from([1; 32]),
        },
        denom: Denom::Native(DENOM.into()),
        tokens_per_weight: 1_000u128.into(),
        min_bond: 1_000u128.into(),
        unbonding_period: 86_400,
    };
    let sender = people[0].clone();
    let stake = app
        .instantiate_contract(code, sender, &msg, &[], "stake", None)
        .unwrap();
    for (person, tokens) in people.iter().zip([7_999, 9_000]) {
        let funds = coins(tokens, DENOM);
        app.execute_contract(person.clone(), stake.clone(), &ExecuteMsg::Bond {}, &funds)
            .unwrap();
    }
    app.update_block(|block| block.height += 1);
    (app, stake, people)
}

#[test]
fn the_handle_of_cw4_reads_a_stake() {
    let (app, stake, [ann, bob]) = staked();
    let (group, querier) = (Cw4Contract::new(stake), app.wrap());
    let height = app.block_info().height;

    assert_eq!(group.total_weight(&querier).unwrap(), 16);
    assert_eq!(group.is_member(&querier, &ann, None).unwrap(), Some(7));
    for (at, weight) in [(height, Some(9)), (height - 1, None)] {
        let asked = group.is_member(&querier, &bob, Some(at));
        assert_eq!(asked.unwrap(), weight);
        let asked = group.is_voting_member(&querier, &bob, at);
        assert_eq!(asked.unwrap(), weight);
    }
    let mut members = group.list_members(&querier, None, None).unwrap();
    members.sort_by_key(|member| member.weight);
    let member = |addr: &Addr, weight| Member {
        addr: addr.to_string(),
        weight,
    };
    assert_eq!(members, [member(&ann, 7), member(&bob, 9)]);
    assert_eq!(group.admin(&querier).unwrap(), None);
    assert_eq!(group.hooks(&querier).unwrap(), Vec::<String>::new());
}

#[test]
fn our_handles_read_both_sides_at_a_height() {
    let (app, stake, [ann, _]) = staked();
    let querier = app.wrap();
    let height = app.block_info().height;
    for (at, weight, total) in [(height, 7, 16), (height - 1, 0, 0)] {
        let asked = raw::weight_at(&querier, &stake, &ann, at);
        assert_eq!(asked.unwrap(), weight);
        assert_eq!(raw::total_at(&querier, &stake, at).unwrap(), total);
    }
    assert!(raw::total_at(&querier, &ann, height).is_err());
}
