use cosmwasm_std::{Coin, HexBinary};
use milegate_api::vesting::{ExecuteMsg, InstantiateMsg, NewGrant, seal};
use milegate_plan::{
    Codes, DeployError, Deployment, Driver, Genesis, Plan, Role, Step, deploy, sim_address, steps,
};
use serde_json::Value;

use crate::{changed, examples};

fn codes() -> Codes {
    let names = [
        "cw4_group",
        "cw3_flex_multisig",
        "milegate_milestones",
        "milegate_vesting",
        "milegate_stake",
        "milegate_governance",
        "milegate_oracle",
    ];
    let lines = names
        .iter()
        .enumerate()
        .map(|(i, name)| format!("{:064x}  {name}.wasm\n", i + 1));
    Codes::parse(&lines.collect::<String>()).unwrap()
}

fn load(name: &str) -> (Plan, Vec<Step>, Deployment) {
    let plan = Plan::load(examples().join(name)).unwrap_or_else(|p| panic!("{p}"));
    let creator = sim_address("mile", "deployer");
    let steps = steps(&plan, &codes(), &creator).unwrap();
    let deployment = Deployment::predict(&plan, &codes(), &creator).unwrap();
    (plan, steps, deployment)
}

/// Answers what it is asked for, and remembers what it was told.
#[derive(Default)]
struct Recorder {
    addresses: Vec<String>,
    told: Vec<String>,
}

impl Driver for Recorder {
    type Error = String;

    fn store(&mut self, _: &str, name: &str, _: &HexBinary) -> Result<u64, String> {
        self.told.push(format!("store {name}"));
        Ok(self.told.len() as u64)
    }

    fn instantiate2(
        &mut self,
        _: &str,
        code_id: u64,
        label: &str,
        _: &Value,
        _: Option<&str>,
        salt: &[u8],
    ) -> Result<String, String> {
        assert!(salt.len() <= 64 && label.len() <= 128);
        self.told.push(format!("instantiate {code_id} {label}"));
        Ok(self.addresses.remove(0))
    }

    fn execute(&mut self, _: &str, _: &str, msg: &Value, funds: &[Coin]) -> Result<(), String> {
        let name = msg
            .as_object()
            .and_then(|msg| msg.keys().next())
            .cloned()
            .unwrap_or_default();
        let funds: Vec<String> = funds.iter().map(ToString::to_string).collect();
        self.told
            .push(format!("{name} {}", funds.join(",")).trim_end().to_owned());
        Ok(())
    }
}

fn recorder(steps: &[Step]) -> Recorder {
    let addresses = steps.iter().filter_map(|step| match step {
        Step::Instantiate { address, .. } => Some(address.clone()),
        _ => None,
    });
    Recorder {
        addresses: addresses.collect(),
        told: Vec::new(),
    }
}

#[test]
fn minimal_plan_in_order() {
    let (_, steps, deployment) = load("minimal");
    let mut recorder = recorder(&steps);
    let deployed = deploy(&steps, &mut recorder).unwrap();
    let expected = [
        "store cw4_group",
        "store cw3_flex_multisig",
        "store milegate_milestones",
        "store milegate_vesting",
        "instantiate 1 Minimal: committee/auditors",
        "instantiate 1 Minimal: group/court",
        "instantiate 2 Minimal: multisig/court",
        "instantiate 3 Minimal: milestones",
        "instantiate 4 Minimal: vault",
        "add_grants",
        "seal 48000000000umer",
    ];
    assert_eq!(recorder.told, expected);
    assert_eq!(
        deployed.contracts["vault"],
        deployment.contract(&Role::Vault).unwrap()
    );
}

#[test]
fn grants_come_in_batches_and_the_seal_is_theirs() {
    let (plan, steps, _) = load("celestia");
    let mut terms: Option<InstantiateMsg> = None;
    let mut grants: Vec<NewGrant> = Vec::new();
    let mut batches = Vec::new();
    let mut sealed = None;
    for step in &steps {
        match step {
            Step::Instantiate {
                role: Role::Vault,
                msg,
                ..
            } => {
                terms = Some(serde_json::from_value(msg.clone()).unwrap());
            }
            Step::Execute { msg, funds, .. } => {
                match serde_json::from_value(msg.clone()).unwrap() {
                    ExecuteMsg::AddGrants { grants: batch } => {
                        batches.push(batch.len());
                        grants.extend(batch);
                    }
                    ExecuteMsg::Seal { digest } => sealed = Some((digest, funds.clone())),
                    other => panic!("{other:?}"),
                }
            }
            _ => {}
        }
    }
    assert_eq!(batches, [25, 25, 10]);
    let (digest, funds) = sealed.unwrap();
    assert_eq!(digest, seal::digest(&terms.unwrap(), &grants).unwrap());
    assert_eq!(funds, [Coin::new(plan.funds().unwrap(), "utia")]);
    let lots: u64 = grants.iter().map(|grant| grant.lots.u64()).sum();
    assert_eq!(lots, 706_565_000);
}

#[test]
fn a_multisig_of_the_plan_seals_by_its_own_proposal() {
    let text = changed("funder = \"@fund\"", "funder = \"@court\"");
    let plan = Plan::parse("clean.toml", &text).unwrap_or_else(|p| panic!("{p}"));
    let steps = steps(&plan, &codes(), &sim_address("mile", "deployer")).unwrap();
    let mut recorder = recorder(&steps);
    deploy(&steps, &mut recorder).unwrap();
    let last: Vec<&str> = recorder
        .told
        .iter()
        .rev()
        .take(3)
        .rev()
        .map(String::as_str)
        .collect();
    assert_eq!(last, ["propose", "vote", "execute"]);
}

#[test]
fn no_contract_has_an_admin() {
    let (_, steps, _) = load("celestia");
    for step in &steps {
        if let Step::Instantiate {
            role: Role::Committee(_) | Role::MultisigGroup(_),
            msg,
            ..
        } = step
        {
            assert_eq!(msg["admin"], Value::Null);
        }
    }
}

#[test]
fn a_contract_elsewhere_stops_the_deployment() {
    let (_, steps, _) = load("minimal");
    let mut recorder = recorder(&steps);
    recorder.addresses[1] = "mile1elsewhere".to_owned();
    let error = deploy(&steps, &mut recorder).unwrap_err();
    assert!(
        matches!(error, DeployError::Elsewhere { step: 6, .. }),
        "{error}"
    );
}

#[test]
fn addresses_follow_from_plan_code_and_creator() {
    let (plan, _, one) = load("minimal");
    let other_creator = sim_address("mile", "other");
    let two = Deployment::predict(&plan, &codes(), &other_creator).unwrap();
    let mut other_codes = codes();
    other_codes.insert("milegate_vesting", HexBinary::from([9; 32]));
    let three = Deployment::predict(&plan, &other_codes, &one.creator).unwrap();
    let vault = |deployment: &Deployment| deployment.contract(&Role::Vault).unwrap();
    assert_ne!(vault(&one), vault(&two));
    assert_ne!(vault(&one), vault(&three));
    let milestones = |deployment: &Deployment| deployment.contract(&Role::Milestones).unwrap();
    assert_eq!(milestones(&one), milestones(&three));
    assert_eq!(one.name_of(&vault(&one)).as_deref(), Some("vault"));
}

#[test]
fn genesis_is_the_total_supply() {
    let (plan, _, deployment) = load("celestia");
    let mut genesis = Genesis::of(&plan, &deployment).unwrap();
    let sum = |genesis: &Genesis| genesis.balances.values().sum::<u128>();
    assert_eq!(sum(&genesis), *plan.asset.total_supply);
    let funder = deployment.resolve(&plan.vault.funder).unwrap();
    assert_eq!(genesis.balances[&funder], plan.funds().unwrap());
    assert_eq!(genesis.carve(&sim_address("mile", "challenger"), 5), 5);
    assert_eq!(sum(&genesis), *plan.asset.total_supply);
}

#[test]
fn an_alias_may_stand_before_what_it_names() {
    let text = changed(
        "fund = \"sim:fund\"",
        "fund = \"@purse\"\npurse = \"@court\"",
    );
    let plan = Plan::parse("clean.toml", &text).unwrap_or_else(|p| panic!("{p}"));
    let deployment =
        Deployment::predict(&plan, &codes(), &sim_address("mile", "deployer")).unwrap();
    let court = deployment
        .contract(&Role::Multisig("court".to_owned()))
        .unwrap();
    assert_eq!(deployment.names["fund"], court);
    // and the multisig behind the alias seals by a proposal
    let steps = steps(&plan, &codes(), &sim_address("mile", "deployer")).unwrap();
    assert!(
        matches!(&steps[steps.len() - 2], Step::Execute { msg, .. } if msg["vote"].is_object())
    );
}

#[test]
fn aliases_in_a_circle_are_unknown() {
    let text = changed(
        "fund = \"sim:fund\"",
        "fund = \"@purse\"\npurse = \"@fund\"",
    );
    let plan = Plan::parse("clean.toml", &text).unwrap_or_else(|p| panic!("{p}"));
    let found = milegate_plan::check(&plan, Default::default()).problems;
    assert!(
        found.0.iter().any(|problem| problem.code == "E020"),
        "{found}"
    );
}

pub fn clean(text: &str) -> (Plan, Vec<Step>, Deployment) {
    let plan = Plan::parse("clean.toml", text).unwrap_or_else(|p| panic!("{p}"));
    let creator = sim_address("mile", "deployer");
    let steps = steps(&plan, &codes(), &creator).unwrap();
    let deployment = Deployment::predict(&plan, &codes(), &creator).unwrap();
    (plan, steps, deployment)
}

pub fn birth(steps: &[Step]) -> InstantiateMsg {
    let vault = steps.iter().find_map(|step| match step {
        Step::Instantiate {
            role: Role::Vault,
            msg,
            ..
        } => Some(msg.clone()),
        _ => None,
    });
    serde_json::from_value(vault.unwrap()).unwrap()
}
