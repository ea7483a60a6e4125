use cosmwasm_std::{HexBinary, coin};
use milegate_api::common::Denom;
use milegate_api::stake::{ConfigResponse, InstantiateMsg, QueryMsg};
use milegate_tests::stake::{Asset, MIN_BOND, Stakes, UNBONDING, WEIGHT};
use milegate_tests::suite::{ACTORS, DENOM, PURSE, address};
use serde_json::{Value, json};

fn refused(change: impl FnOnce(&mut InstantiateMsg)) -> String {
    match Stakes::born(Asset::Native, &[], change) {
        Ok(_) => panic!("the birth went through"),
        Err(refused) => refused.reason,
    }
}

#[test]
fn given_sound_terms_when_a_native_denom_is_staked_it_freezes_them() {
    let stakes = Stakes::native();
    let config: ConfigResponse = stakes.ask(&QueryMsg::Config {});
    assert_eq!(config.plan.name, "canonical");
    assert_eq!(config.plan.digest, HexBinary::from([7; 32]));
    assert_eq!(config.denom, Denom::Native(DENOM.into()));
    assert_eq!(config.tokens_per_weight.u128(), WEIGHT);
    assert_eq!(config.min_bond.u128(), MIN_BOND);
    assert_eq!(config.unbonding_period, UNBONDING);

    assert_eq!(stakes.total(None), 0);
    assert_eq!(stakes.members(None, None), []);
    let owed = stakes.solvency();
    assert_eq!((owed.balance.u128(), owed.owed.u128()), (0, 0));
    let nobody: Value = stakes.ask(&QueryMsg::Admin {});
    assert_eq!(nobody, json!({ "admin": null }));
    let none: Value = stakes.ask(&QueryMsg::Hooks {});
    assert_eq!(none, json!({ "hooks": [] }));

    let events = stakes.chain.log().last().unwrap().events.clone();
    let created = events.iter().find(|event| event.ty == "wasm-stake_created");
    let said: Vec<_> = created
        .expect("an event")
        .attributes
        .iter()
        .map(|said| (said.key.as_str(), said.value.as_str()))
        .collect();
    assert_eq!(
        said[1..],
        [
            ("plan", "canonical"),
            ("plan_digest", "07".repeat(32).as_str()),
            ("denom", DENOM),
            ("tokens_per_weight", "1000000"),
            ("min_bond", "5000000"),
            ("unbonding_period", "1209600"),
        ]
    );
}

#[test]
fn given_sound_terms_when_a_token_is_staked_it_freezes_them() {
    let stakes = Stakes::of(Asset::Token);
    let config: ConfigResponse = stakes.ask(&QueryMsg::Config {});
    assert_eq!(config.denom, Denom::Cw20(stakes.at("token")));
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let funds = [coin(3, DENOM)];
    let born = Stakes::born(Asset::Native, &funds, |_| {});
    let refused = born.err().expect("a refusal");
    assert_eq!(refused.reason, "the message takes no funds, sent 3utok");
}

#[test]
fn when_the_plan_has_no_name_it_refuses() {
    assert_eq!(
        refused(|msg| msg.plan.name.clear()),
        "the plan's name has 0 bytes, not 1 to 128"
    );
}

#[test]
fn when_the_digest_is_short_it_refuses() {
    assert_eq!(
        refused(|msg| msg.plan.digest = HexBinary::from([7; 31])),
        "the plan's digest has 31 bytes, not 32"
    );
}

#[test]
fn when_the_denom_is_empty_it_refuses() {
    assert_eq!(
        refused(|msg| msg.denom = Denom::Native(String::new())),
        "the denom has 0 bytes, not 1 to 128"
    );
}

#[test]
fn when_the_token_is_no_contract_it_refuses() {
    let text = refused(|msg| msg.denom = Denom::Cw20(address("stranger")));
    assert!(text.contains(&address("stranger")), "{text}");
}

#[test]
fn when_the_token_is_no_address_it_refuses() {
    let text = refused(|msg| msg.denom = Denom::Cw20("token".into()));
    assert!(text.starts_with("Generic error: "), "{text}");
}

#[test]
fn when_a_weight_takes_no_tokens_it_refuses() {
    assert_eq!(
        refused(|msg| msg.tokens_per_weight = 0u128.into()),
        "tokens_per_weight is 0, not at least 1"
    );
}

#[test]
fn when_the_least_stake_would_weigh_nothing_it_refuses() {
    assert_eq!(
        refused(|msg| msg.min_bond = (WEIGHT - 1).into()),
        "a min_bond of 999999 weighs nothing at 1000000 tokens per weight"
    );
}

#[test]
fn when_the_unbonding_period_is_too_short_it_refuses() {
    assert_eq!(
        refused(|msg| msg.unbonding_period = 86_399),
        "an unbonding period of 86399 s is not 86400 to 31536000 s"
    );
}

#[test]
fn when_the_unbonding_period_is_too_long_it_refuses() {
    assert_eq!(
        refused(|msg| msg.unbonding_period = 31_536_001),
        "an unbonding period of 31536001 s is not 86400 to 31536000 s"
    );
}

#[test]
fn when_the_supply_would_fill_the_total_it_refuses() {
    let born = |most: u128| {
        Stakes::born(Asset::Native, &[], |msg| {
            msg.tokens_per_weight = most.into();
            msg.min_bond = most.into();
        })
    };
    assert_eq!(PURSE * ACTORS.len() as u128, 28_000_000_000_000);
    assert!(born(1).is_ok(), "2.8e13 fit into 64 bits");

    let mut stakes = Stakes::native();
    let rich = stakes.at("ana");
    let supply = 18_446_744_073_709_551_616u128;
    stakes.chain.mint(&rich, &[coin(supply, "uwei")]);
    let code = stakes.chain.contract_info(&stakes.stake).unwrap().code_id;
    let code = stakes.chain.code_info(code).unwrap();
    let mut msg = milegate_tests::stake::terms(Denom::Native("uwei".into()));
    msg.tokens_per_weight = 1u128.into();
    msg.min_bond = 1u128.into();
    let deployer = stakes.at("deployer");
    let mut born = || {
        let chain = &mut stakes.chain;
        chain.instantiate(&deployer, code, &msg, &[], "stake", None)
    };
    assert_eq!(
        born().unwrap_err().reason,
        format!("a supply of {supply} at 1 tokens per weight weighs more than 2^64-1")
    );
    msg.tokens_per_weight = 2u128.into();
    msg.min_bond = 2u128.into();
    let chain = &mut stakes.chain;
    let born = chain.instantiate(&deployer, code, &msg, &[], "stake", None);
    born.expect("half the weight fits");
}
