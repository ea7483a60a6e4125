//! `[stake]` and `[governance]`, from text to messages.

use milegate_api::common::Denom;
use milegate_api::governance::InstantiateMsg;
use milegate_api::{milestones, stake};
use milegate_core::Span;
use milegate_core::governance::Share;
use milegate_plan::{Deployment, Role, Step};

use crate::steps::{birth, clean};
use crate::{governed, regoverned};

fn born<T: serde::de::DeserializeOwned>(steps: &[Step], wanted: &Role) -> (T, Option<String>) {
    let found = steps.iter().find_map(|step| match step {
        Step::Instantiate {
            role, msg, admin, ..
        } if role == wanted => Some((msg.clone(), admin.clone())),
        _ => None,
    });
    let (msg, admin) = found.unwrap_or_else(|| panic!("no {wanted}"));
    (serde_json::from_value(msg).unwrap(), admin)
}

fn of(deployment: &Deployment, role: &Role) -> String {
    deployment.contract(role).unwrap()
}

#[test]
fn defaults_are_rules_the_contract_takes() {
    let (_, steps, deployment) = clean(&governed());
    let (msg, admin): (InstantiateMsg, _) = born(&steps, &Role::Governance);
    assert_eq!(msg.rules.check(), Ok(()));
    assert_eq!(admin, Some(of(&deployment, &Role::Governance)));
    assert_eq!(msg.source, of(&deployment, &Role::Stake));
    let token = msg.token.unwrap();
    assert_eq!(token.denom, Denom::Native("umer".to_owned()));
    assert_eq!(token.tokens_per_weight.u128(), 1_000_000);
    assert_eq!(msg.suites.len(), 1);
    assert_eq!(msg.suites[0].milestones, of(&deployment, &Role::Milestones));
    assert_eq!(msg.suites[0].vaults, [of(&deployment, &Role::Vault)]);
    // a fifty-thousandth of the supply
    assert_eq!(msg.rules.deposit.u128(), 20_000_000);
    assert_eq!(msg.deposit_denom, "umer");
    assert_eq!((msg.rules.proposals, msg.rules.cool_down), (3, 1_209_600));
    assert_eq!(msg.rules.electorate, Share::new(500));
    assert_eq!(msg.rules.uncited, []);
    assert!(msg.guardian.is_none());

    let (stake, admin): (stake::InstantiateMsg, _) = born(&steps, &Role::Stake);
    assert_eq!(admin, None);
    assert_eq!(stake.tokens_per_weight, stake.min_bond);
    assert_eq!(stake.unbonding_period, 21 * 86_400);
}

#[test]
fn defaults_hold_at_every_block_time() {
    for block_time in ["1ms", "60ms", "600ms", "12s", "90s", "1h"] {
        let text = regoverned(
            "name = \"Clean\"",
            &format!("name = \"Clean\"\nblock_time = \"{block_time}\""),
        );
        let (_, steps, _) = clean(&text);
        let (msg, _): (InstantiateMsg, _) = born(&steps, &Role::Governance);
        assert_eq!(msg.rules.check(), Ok(()), "{block_time}");
    }
}

#[test]
fn everybody_is_born_with_the_final_peers() {
    let (_, steps, deployment) = clean(&governed());
    let governance = of(&deployment, &Role::Governance);
    let (milestones, _): (milestones::InstantiateMsg, _) = born(&steps, &Role::Milestones);
    assert_eq!(milestones.governance.as_ref(), Some(&governance));
    assert_eq!(birth(&steps).governance, Some(governance.clone()));
    assert_eq!(deployment.names["governance"], governance);
    assert_eq!(deployment.names["stake"], of(&deployment, &Role::Stake));
    let order: Vec<String> = steps
        .iter()
        .filter_map(|step| match step {
            Step::Instantiate { role, .. } => Some(role.to_string()),
            _ => None,
        })
        .collect();
    let expected = [
        "committee/committee",
        "group/court",
        "multisig/court",
        "stake",
        "governance",
        "milestones",
        "vault",
    ];
    assert_eq!(order, expected);
}

#[test]
fn nobody_else_has_an_administrator() {
    let (_, steps, _) = clean(&governed());
    for step in &steps {
        if let Step::Instantiate { role, admin, .. } = step {
            assert_eq!(admin.is_some(), *role == Role::Governance, "{role}");
        }
    }
}

#[test]
fn the_name_alone_makes_it_the_governance_and_none_does_not() {
    let digest = |text: &str| clean(text).0.digest();
    let unsaid = regoverned("governance = \"@governance\"\n", "");
    assert_eq!(digest(&governed()), digest(&unsaid));
    let none = regoverned("governance = \"@governance\"", "governance = \"none\"");
    let (plan, steps, _) = clean(&none);
    assert!(plan.vault.governance.is_none());
    assert_eq!(birth(&steps).governance, None);
    let (milestones, _): (milestones::InstantiateMsg, _) = born(&steps, &Role::Milestones);
    assert_eq!(milestones.governance, None);
}

#[test]
fn everything_that_can_be_said() {
    let text = regoverned(
        "[stake]\n\n[governance]\n",
        r#"
[stake]
tokens_per_weight = "0.5 MER"
min_bond = "10 MER"
unbonding = "14d"

[governance]
deposit = "100 MER"
proposals = 5
cool_down = "30d"
electorate = "7.5%"
guardian = { address = "sim:guard", expires = "12mo" }
uncited = ["1_000 MER", { denom = "uusdc", symbol = "USDC", decimals = 6, amount = "500 USDC" }]
signal = { quorum = "5%", threshold = "1/3", floor = "1%" }

[governance.spend]
quorum = "30%"
threshold = "60%"
floor = "12%"
voting = { time = "10d", blocks = 120_000 }
tail = "3d"
delay = "5d"
window = "20d"
"#,
    )
    .replace("\"1/3\"", "\"33.34%\"");
    let (_, steps, _) = clean(&text);
    let (msg, _): (InstantiateMsg, _) = born(&steps, &Role::Governance);
    let rules = &msg.rules;
    assert_eq!(rules.check(), Ok(()));
    assert_eq!(rules.deposit.u128(), 100_000_000);
    assert_eq!((rules.proposals, rules.cool_down), (5, 2_592_000));
    assert_eq!(rules.electorate, Share::new(750));
    assert_eq!(rules.signal.threshold, Share::new(3_334));
    let spend = &rules.spend;
    assert_eq!(
        (spend.quorum, spend.threshold, spend.floor),
        (Share::new(3_000), Share::new(6_000), Share::new(1_200))
    );
    let span = |days: u64, blocks: u64| Span {
        seconds: days * 86_400,
        blocks,
    };
    assert_eq!(spend.voting, span(10, 120_000));
    assert_eq!(spend.window, span(20, 20 * 11_520));
    let uncited: Vec<_> = rules
        .uncited
        .iter()
        .map(|payment| (payment.denom.as_str(), payment.amount.u128()))
        .collect();
    assert_eq!(uncited, [("umer", 1_000_000_000), ("uusdc", 500_000_000)]);
    let guardian = msg.guardian.unwrap();
    assert_eq!(guardian.expires, 1_835_395_200 + 86_400);
    let (stake, _): (stake::InstantiateMsg, _) = born(&steps, &Role::Stake);
    assert_eq!(stake.tokens_per_weight.u128(), 500_000);
    assert_eq!(stake.min_bond.u128(), 10_000_000);
}

#[test]
fn another_group_can_be_the_source() {
    let (_, steps, deployment) = clean(&regoverned(
        "[stake]\n\n[governance]\n",
        "[governance]\nsource = \"@court\"\n",
    ));
    let (msg, _): (InstantiateMsg, _) = born(&steps, &Role::Governance);
    let group = Role::MultisigGroup("court".to_owned());
    assert_eq!(msg.source, of(&deployment, &group));
    assert!(msg.token.is_none());
    assert!(!deployment.contracts.contains_key(&Role::Stake));
}
