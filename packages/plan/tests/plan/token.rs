//! Plans whose asset is a cw20 token.

use std::collections::BTreeSet;

use cosmwasm_std::{Binary, from_json};
use cw20::Cw20ExecuteMsg;
use milegate_api::common::Denom;
use milegate_api::vesting::{ExecuteMsg, NewGrant, ReceiveMsg, seal};
use milegate_plan::{CheckOptions, Genesis, Plan, Role, Step, sim_address};
use serde_json::Value;

use crate::changed;
use crate::codes::problems;
use crate::digest::digest;
use crate::steps::{birth, clean};

#[test]
fn a_token_with_powers_is_named() {
    let token = |powers: &str| {
        let text = changed("denom = \"umer\"", &format!("cw20 = {powers}"));
        text.replacen(
            "bond = \"20 MER\"",
            "bond_denom = \"u\"\nbond = \"20 u\"",
            1,
        )
    };
    for (powers, words) in [
        (
            "\"sim:token\"",
            &[
                "does not say who can create",
                "does not say who can replace",
            ][..],
        ),
        (
            "{ address = \"sim:token\", minter = \"@fund\", admin = \"none\" }",
            &["@fund can create more"],
        ),
        (
            "{ address = \"sim:token\", minter = \"none\", admin = \"@fund\" }",
            &["@fund can replace its code"],
        ),
        (
            "{ address = \"sim:token\", minter = \"none\", admin = \"none\" }",
            &[],
        ),
    ] {
        let found = problems("clean.toml", &token(powers), CheckOptions::default());
        assert_eq!(found.0.len(), words.len(), "{powers}:\n{found}");
        for word in words {
            assert!(found.to_string().contains(word), "{word} not in:\n{found}");
        }
    }
}

#[test]
fn a_cw20_token_and_its_powers_are_in_it() {
    let with = |token: &str| {
        let text = changed("denom = \"umer\"", &format!("cw20 = {token}"));
        digest(&text.replacen(
            "bond = \"20 MER\"",
            "bond_denom = \"u\"\nbond = \"20 u\"",
            1,
        ))
    };
    let table = [
        "\"sim:token\"",
        "\"sim:other\"",
        "{ address = \"sim:token\", minter = \"none\" }",
        "{ address = \"sim:token\", minter = \"none\", admin = \"none\" }",
        "{ address = \"sim:token\", minter = \"@fund\", admin = \"none\" }",
        "{ address = \"sim:token\", minter = \"none\", admin = \"@fund\" }",
    ];
    let digests: BTreeSet<String> = table.iter().map(|token| with(token)).collect();
    assert_eq!(digests.len(), table.len());
    assert_eq!(with("{ address = \"sim:token\" }"), with("\"sim:token\""));
}

fn with_token() -> String {
    let token = "cw20 = { address = \"sim:token\", minter = \"none\", admin = \"none\" }";
    let bonds = "bond = \"20 OSMO\"\nbond_denom = { denom = \"uosmo\", symbol = \"OSMO\", \
                 decimals = 6 }";
    changed("denom = \"umer\"", token).replacen("bond = \"20 MER\"", bonds, 1)
}

/// The message of a cw20 seal: to the token, with what it tells the vault.
fn sealed_through(msg: &Value) -> (String, u128, ReceiveMsg) {
    let Cw20ExecuteMsg::Send {
        contract,
        amount,
        msg,
    } = serde_json::from_value(msg.clone()).unwrap()
    else {
        panic!("{msg}");
    };
    (contract, amount.u128(), from_json(&msg).unwrap())
}

#[test]
fn a_cw20_vault_is_sealed_through_its_token() {
    let (plan, steps, deployment) = clean(&with_token());
    let found = milegate_plan::check(&plan, Default::default()).problems;
    assert_eq!(found.0, [], "{found}");
    let token = sim_address("mile", "token");
    let born = birth(&steps);
    assert_eq!(born.asset.denom, Denom::Cw20(token.clone()));
    let Some(Step::Execute {
        sender,
        contract,
        msg,
        funds,
        ..
    }) = steps.last()
    else {
        panic!("no seal");
    };
    assert_eq!((contract, funds.as_slice()), (&token, &[][..]));
    assert_eq!(sender, &born.funder);
    let (vault, amount, ReceiveMsg::Seal { digest }) = sealed_through(msg);
    assert_eq!(vault, deployment.contract(&Role::Vault).unwrap());
    assert_eq!(Some(amount), plan.funds());
    let grants = steps.iter().filter_map(|step| match step {
        Step::Execute { msg, .. } => serde_json::from_value::<ExecuteMsg>(msg.clone()).ok(),
        _ => None,
    });
    let grants: Vec<NewGrant> = grants
        .flat_map(|msg| match msg {
            ExecuteMsg::AddGrants { grants } => grants,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(digest, seal::digest(&born, &grants).unwrap());

    // Bonds are coins, whatever the asset is.
    let milestones = steps.iter().find_map(|step| match step {
        Step::Instantiate {
            role: Role::Milestones,
            msg,
            ..
        } => Some(msg.clone()),
        _ => None,
    });
    let milestones = milestones.unwrap();
    assert_eq!(milestones["bond_denom"], "uosmo");
    assert_eq!(milestones["milestones"][0]["bond"], "20000000");
    let genesis = Genesis::of(&plan, &deployment).unwrap();
    assert_eq!(genesis.denom, Denom::Cw20(token));
}

#[test]
fn a_multisig_of_the_plan_seals_a_cw20_vault_by_its_own_proposal() {
    let text = with_token().replacen("funder = \"@fund\"", "funder = \"@court\"", 1);
    let (plan, steps, deployment) = clean(&text);
    let propose = steps.iter().find_map(|step| match step {
        Step::Execute { msg, .. } => msg.get("propose"),
        _ => None,
    });
    let call = &propose.unwrap()["msgs"][0]["wasm"]["execute"];
    assert_eq!(call["contract_addr"], sim_address("mile", "token"));
    assert_eq!(call["funds"], serde_json::json!([]));
    let inner: Binary = serde_json::from_value(call["msg"].clone()).unwrap();
    let (vault, amount, _) = sealed_through(&from_json(&inner).unwrap());
    assert_eq!(vault, deployment.contract(&Role::Vault).unwrap());
    assert_eq!(Some(amount), plan.funds());
}

#[test]
fn a_cw20_plan_says_what_bonds_are_paid_in() {
    let text = changed("denom = \"umer\"", "cw20 = \"sim:token\"");
    let problems = Plan::parse("clean.toml", &text).unwrap_err();
    let found: Vec<_> = problems.0.iter().filter(|p| p.code == "E004").collect();
    assert_eq!(found.len(), 1, "{problems}");
    assert!(found[0].message.contains("bond_denom"), "{problems}");
    let no_bond = with_token().replacen("bond = \"20 OSMO\"\n", "", 1);
    let problems = Plan::parse("clean.toml", &no_bond).unwrap_err();
    let bonds = problems.0.iter().filter(|p| p.message.contains("no bond"));
    assert_eq!(bonds.count(), 2, "one for each milestone: {problems}");
    let both = with_token().replacen("cw20 =", "denom = \"umer\"\ncw20 =", 1);
    let problems = Plan::parse("clean.toml", &both).unwrap_err();
    assert!(problems.0.iter().any(|p| p.code == "E003"), "{problems}");
}

#[test]
fn a_token_for_simulations_is_not_deployed() {
    let now = CheckOptions {
        deploying: Some(1_700_000_000),
    };
    let found = problems("clean.toml", &with_token(), now);
    let token = found.0.iter().find(|p| p.message.contains("sim:token"));
    assert_eq!(
        token.map(|p| (p.code, p.place.line)),
        Some(("E032", 8)),
        "{found}"
    );
}
