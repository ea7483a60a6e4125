use cw3::Vote;
use milegate_api::governance::{self as g, ExecuteMsg};
use milegate_tests::governance::{attest, call, new_suite, opened};
use milegate_tests::suite::{Answer, Suite, address, bond, says};

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

/// Made-up addresses.
fn some(count: usize, word: &str) -> Vec<String> {
    (0..count)
        .map(|n| address(&format!("{word} {n}")))
        .collect()
}

#[test]
fn given_a_proposal_when_it_is_executed_it_lists_them() {
    let mut suite = started();
    let msgs = vec![new_suite(&suite, "keeper", &["hire", "heir"])];
    let receipt = suite.passes("vera", msgs, &["vera", "vito"]).unwrap();
    let vaults = format!("{},{}", address("hire"), address("heir"));
    let wanted = [("milestones", address("keeper")), ("vaults", vaults)];
    let wanted = wanted.each_ref().map(|(key, value)| (*key, value.as_str()));
    says(&receipt, "governance_suite_added", &wanted);
    let listed = suite.governance().suites;
    assert_eq!(listed.len(), 2);
    assert_eq!(listed[1].vaults, [suite.at("hire"), suite.at("heir")]);
}

#[test]
fn given_the_governance_itself_when_a_vault_is_listed_it_bars_its_holders() {
    let mut suite = begin(Suite::builder().by_vote().puppet().build());
    suite
        .found(|_, _| {})
        .expect("a governance that knows the first vault only");
    let mut suite = begin_again(suite);
    suite.plant("vlad", "volume");
    let puppet = suite.puppet();
    let milestones = address("keeper");
    let at = [puppet.as_str()];
    let ruling = milegate_tests::governance::new_rules(&suite, |rules| rules.proposals = 5);
    let id = opened(&suite.propose("vera", vec![ruling]).unwrap());
    suite.clone().vote("vlad", id, Vote::Yes).unwrap();
    add(&milestones, &at)(&mut suite).unwrap();
    let text = "an interested voter";
    suite.refuses(text, |suite| suite.vote("vlad", id, Vote::Yes));
}

#[test]
fn given_the_governance_itself_when_milestones_are_listed_it_takes_them_for_testimony() {
    let mut suite = started();
    let other = suite.source(&Default::default(), None);
    let call_it = |suite: &Suite| match attest(suite, "volume") {
        cosmwasm_std::CosmosMsg::Wasm(cosmwasm_std::WasmMsg::Execute { msg, .. }) => {
            let json: serde_json::Value = cosmwasm_std::from_json(msg).unwrap();
            call(other.as_str(), &json)
        }
        _ => unreachable!(),
    };
    let msgs = vec![call_it(&suite)];
    suite.propose("vera", msgs.clone()).unwrap();
    add(other.as_str(), &[])(&mut suite).unwrap();
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
    for milestones in some(7, "milestones") {
        add(&milestones, &[])(&mut suite).unwrap();
    }
    let ninth = address("the ninth");
    suite.refuses("9 suites are more than 8", add(&ninth, &[]));
}

#[test]
fn given_the_governance_itself_when_there_are_nine_vaults_it_refuses() {
    let mut suite = started();
    let (vaults, new) = (some(8, "vault"), address("keeper"));
    let vaults: Vec<&str> = vaults.iter().map(String::as_str).collect();
    suite.refuses("9 vaults are more than 8", add(&new, &vaults));
    add(&new, &vaults[..7])(&mut suite).unwrap();
    assert_eq!(suite.governance().suites[1].vaults.len(), 7);
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
