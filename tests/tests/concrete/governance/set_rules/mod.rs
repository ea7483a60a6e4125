mod bounds;

use cw3::Vote;
use milegate_api::governance::ExecuteMsg;
use milegate_core::governance::{Class, Share};
use milegate_tests::governance::{new_rules, opened, rules};
use milegate_tests::suite::{bond, says};

use super::kit::*;

#[test]
fn given_a_proposal_when_it_is_executed_it_replaces_them() {
    let mut suite = started();
    let msgs = vec![new_rules(&suite, |rules| rules.proposals = 5)];
    let receipt = suite.passes("vera", msgs, &["vera", "vito"]).unwrap();
    says(&receipt, "governance_rules_set", &[("revision", "2")]);
    let now = suite.governance().rules;
    assert_eq!((now.revision, now.proposals), (2, 5));
    assert_eq!(now.attest, rules().attest);
}

#[test]
fn given_a_proposal_when_it_is_executed_it_leaves_what_is_open() {
    let mut suite = started();
    let asked = suite.ask_community("ana", "whither?", &["left", "right"]);
    let id = opened(&asked.unwrap());
    let change = new_rules(&suite, |rules| rules.signal.quorum = Share::new(5_000));
    suite
        .passes("vera", vec![change], &["vera", "vito"])
        .unwrap();
    assert_eq!(suite.tally(id).terms.rule, rules().signal);
    let asked = suite.ask_community("ana", "why?", &["left", "right"]);
    let rule = suite.tally(opened(&asked.unwrap())).terms.rule;
    assert_eq!(rule.quorum, Share::new(5_000));
}

#[test]
fn given_a_proposal_when_another_came_first_it_refuses() {
    let mut suite = started();
    for cap in [5, 6] {
        let msgs = vec![new_rules(&suite, |rules| rules.proposals = cap)];
        suite.propose("vera", msgs).unwrap();
    }
    for id in [1, 2] {
        yes(&mut suite, id, &["vera", "vito"]);
    }
    suite.voting_passes();
    suite.delay_passes(1);
    suite.carry("stranger", 2).unwrap();
    let text = "rules of revision 2 do not follow revision 2";
    suite.refuses(text, |suite| suite.carry("stranger", 1));
    assert_eq!(suite.governance().rules.proposals, 6);
}

#[test]
fn given_a_proposal_when_it_touches_code_it_goes_by_both_bars() {
    let suite = started();
    let msgs = vec![new_rules(&suite, |rules| {
        rules.code.floor = Share::new(4_000)
    })];
    let (mut suite, id) = with(suite, msgs);
    let terms = suite.tally(id).terms;
    assert_eq!(terms.class, Class::Code);
    assert_eq!(terms.rule.floor, Share::new(4_000));
    suite.vote("vera", id, Vote::Yes).unwrap();
}

#[test]
fn given_somebody_else_it_refuses() {
    let mut suite = started();
    let mut rules = rules();
    rules.revision = 2;
    let msg = ExecuteMsg::SetRules { rules };
    for who in ["guardian", "vera", "vault", "deployer"] {
        let text = format!(
            "only the governance itself may send this, by a proposal; the sender is {}",
            suite.at(who)
        );
        suite.refuses(&text, |suite| suite.tell_governance(who, &msg));
    }
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let mut suite = started();
    let governance = suite.at("governance");
    suite.chain.mint(&governance, &bond(1));
    let rules = rules();
    let text = "the message takes no funds, sent 1ubond";
    suite.refuses(text, |suite| {
        let msg = ExecuteMsg::SetRules { rules };
        suite.send("governance", "governance", &msg, &bond(1))
    });
}
