use cosmwasm_std::Addr;
use cw3::Vote;
use milegate_api::governance::{self as g, ExecuteMsg};
use milegate_api::vesting::raw;
use milegate_tests::governance::{call, new_rules, new_suite, opened};
use milegate_tests::suite::{Answer, Suite, address, bond, says};
use serde_json::json;

use super::kit::*;

fn msg(milestones: &str, vaults: &[&str]) -> ExecuteMsg {
    ExecuteMsg::AddSuite {
        suite: g::Suite {
            milestones: milestones.into(),
            vaults: vaults.iter().map(|vault| (*vault).into()).collect(),
        },
    }
}

fn add<'a>(milestones: &'a str, vaults: &'a [&str]) -> impl Fn(&mut Suite) -> Answer + 'a {
    move |suite| suite.tell_governance("governance", &msg(milestones, vaults))
}

/// So many vaults, and milestones that know of them.
fn later(suite: &mut Suite, count: usize) -> (String, Vec<String>) {
    let vaults: Vec<_> = (0..count).map(|_| suite.another_vault()).collect();
    let milestones = suite.other_milestones(&vaults).into_string();
    (
        milestones,
        vaults.into_iter().map(Addr::into_string).collect(),
    )
}

fn words(vaults: &[String]) -> Vec<&str> {
    vaults.iter().map(String::as_str).collect()
}

#[test]
fn given_a_proposal_when_it_is_executed_it_lists_them() {
    let mut suite = started();
    let vaults = [suite.another_vault(), suite.another_vault()];
    let milestones = suite.other_milestones(&vaults);
    let msgs = vec![new_suite(&suite, &milestones, &vaults)];
    let receipt = suite.passes("vera", msgs, &["vera", "vito"]).unwrap();
    let named = vaults.each_ref().map(Addr::as_str).join(",");
    let wanted = [("milestones", milestones.as_str()), ("vaults", &named)];
    says(&receipt, "governance_suite_added", &wanted);
    let listed = suite.governance().suites;
    assert_eq!(listed.len(), 2);
    assert_eq!(
        (&listed[1].milestones, listed[1].vaults.as_slice()),
        (&milestones, &vaults[..])
    );
}

#[test]
fn given_the_governance_itself_when_a_vault_is_listed_it_bars_its_holders() {
    let mut suite = begin(Suite::builder().by_vote().puppet().build());
    let knows_the_first = suite.found(|_, _| {});
    knows_the_first.unwrap();
    let mut suite = begin_again(suite);
    suite.plant("vlad", "volume");
    let puppet = suite.puppet();
    let milestones = suite.other_milestones(std::slice::from_ref(&puppet));
    let ruling = new_rules(&suite, |rules| rules.proposals = 5);
    let id = opened(&suite.propose("vera", vec![ruling]).unwrap());
    suite.clone().vote("vlad", id, Vote::Yes).unwrap();
    add(milestones.as_str(), &[puppet.as_str()])(&mut suite).unwrap();
    let text = "an interested voter";
    suite.refuses(text, |suite| suite.vote("vlad", id, Vote::Yes));
}

#[test]
fn given_the_governance_itself_when_milestones_are_listed_it_takes_them_for_testimony() {
    let mut suite = started();
    let (other, _) = later(&mut suite, 0);
    let attest = json!({ "attest": { "milestone": "volume", "as_of": 1 } });
    let msgs = vec![call(&other, &attest)];
    suite.propose("vera", msgs.clone()).unwrap();
    add(&other, &[])(&mut suite).unwrap();
    let more = vec![msgs[0].clone(), msgs[0].clone()];
    suite.propose("vera", more).unwrap();
    let classes = [1, 2].map(|id| suite.tally(id).terms.class.word());
    assert_eq!(classes, ["code", "attest"]);
}

#[test]
fn given_the_governance_itself_when_an_address_is_listed_before_it_refuses() {
    let mut suite = started();
    let (vault, milestones) = (suite.vault.clone(), suite.milestones.clone());
    let (new, other) = (address("keeper"), address("heir"));
    let cases: [(&str, Vec<&str>, &str); 5] = [
        (milestones.as_str(), vec![&other], milestones.as_str()),
        (vault.as_str(), vec![], vault.as_str()),
        (&new, vec![vault.as_str()], vault.as_str()),
        (&new, vec![&other, &other], &other),
        (&new, vec![&new], &new),
    ];
    for (milestones, vaults, twice) in cases {
        let text = format!("{twice} is listed twice");
        suite.refuses(&text, add(milestones, &vaults));
    }
}

#[test]
fn given_the_governance_itself_when_there_are_nine_suites_it_refuses() {
    let mut suite = started();
    for _ in 0..7 {
        let (milestones, _) = later(&mut suite, 0);
        add(&milestones, &[])(&mut suite).unwrap();
    }
    let (ninth, _) = later(&mut suite, 0);
    suite.refuses("9 suites are more than 8", add(&ninth, &[]));
}

#[test]
fn given_the_governance_itself_when_there_are_nine_vaults_it_refuses() {
    let mut suite = started();
    let (milestones, vaults) = later(&mut suite, 8);
    let text = "9 vaults are more than 8";
    suite.refuses(text, |suite| add(&milestones, &words(&vaults))(suite));
    let (milestones, vaults) = later(&mut suite, 7);
    add(&milestones, &words(&vaults))(&mut suite).unwrap();
    assert_eq!(suite.governance().suites[1].vaults.len(), 7);
}

#[test]
fn given_the_governance_itself_when_there_is_no_such_contract_it_refuses() {
    let mut suite = started();
    let (milestones, vaults) = later(&mut suite, 1);
    let nobody = address("keeper");
    for (milestones, vault) in [(&nobody, &vaults[0]), (&milestones, &nobody)] {
        refused(&mut suite, "Generic error: Querier", |suite| {
            add(milestones, &[vault.as_str()])(suite)
        });
    }
}

#[test]
fn given_the_governance_itself_when_somebody_can_change_its_code_it_refuses() {
    let mut suite = started();
    let (key, sealed) = (raw::SEAL, br#"{"sealed":{"at":1}}"#);
    let vault = suite.another_puppet(&[(key.as_slice(), sealed)], Some("keeper"));
    let milestones = suite.other_milestones(std::slice::from_ref(&vault));
    let text = format!("{} can change the code of {vault}", address("keeper"));
    suite.refuses(&text, add(milestones.as_str(), &[vault.as_str()]));
}

#[test]
fn given_the_governance_itself_when_a_vaults_record_is_malformed_it_refuses() {
    let mut suite = started();
    let vault = suite.another_puppet(&[(raw::SEAL.as_slice(), b"{")], None);
    let milestones = suite.other_milestones(std::slice::from_ref(&vault));
    refused(&mut suite, "keeps a malformed record under seal", |suite| {
        add(milestones.as_str(), &[vault.as_str()])(suite)
    });
}

#[test]
fn given_the_governance_itself_when_an_address_is_malformed_it_refuses() {
    let mut suite = started();
    let (upper, new) = (address("keeper").to_uppercase(), address("keeper"));
    for (milestones, vaults) in [
        (upper.as_str(), vec![]),
        (new.as_str(), vec![upper.as_str()]),
        ("keeper", vec![]),
    ] {
        refused(&mut suite, "Generic error: ", add(milestones, &vaults));
    }
}

#[test]
fn given_the_governance_itself_when_a_vault_is_not_sealed_it_refuses() {
    let mut suite = started();
    let draft = (raw::SEAL, br#"{"draft":{}}"#);
    let vaults = [
        suite.another_puppet(&[(draft.0.as_slice(), draft.1)], None),
        suite.another_puppet(&[], None),
    ];
    for vault in vaults {
        let milestones = suite.other_milestones(std::slice::from_ref(&vault));
        let text = format!("vault {vault} is not sealed");
        suite.refuses(&text, add(milestones.as_str(), &[vault.as_str()]));
    }
}

#[test]
fn given_the_governance_itself_when_a_vault_of_the_milestones_is_missing_it_refuses() {
    let mut suite = started();
    let vaults = [suite.another_vault(), suite.another_vault()];
    let milestones = suite.other_milestones(&vaults);
    let missing = &vaults[1];
    let text =
        format!("vault {missing} follows milestones {milestones} and is not listed with them");
    suite.refuses(&text, add(milestones.as_str(), &[vaults[0].as_str()]));
}

#[test]
fn given_somebody_else_it_refuses() {
    let mut suite = started();
    for who in ["guardian", "vera", "vault", "milestones"] {
        let text = format!(
            "only the governance itself may send this, by a proposal; the sender is {}",
            suite.at(who)
        );
        let msg = msg(&address("keeper"), &[]);
        suite.refuses(&text, |suite| suite.tell_governance(who, &msg));
    }
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let mut suite = started();
    let governance = suite.at("governance");
    suite.chain.mint(&governance, &bond(1));
    let text = "the message takes no funds, sent 1ubond";
    let msg = msg(&address("keeper"), &[]);
    suite.refuses(text, |suite| {
        suite.send("governance", "governance", &msg, &bond(1))
    });
}
