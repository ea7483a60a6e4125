use milegate_api::governance::{ExecuteMsg, Guardian};
use milegate_tests::governance::new_guardian;
use milegate_tests::suite::{Answer, DAY, Suite, address, bond, says};

use super::kit::*;

/// The longest that a guardian may last.
const LONGEST: u64 = 2 * 365 * DAY;

fn msg(guardian: Option<(String, u64)>) -> ExecuteMsg {
    let guardian = guardian.map(|(address, expires)| Guardian { address, expires });
    ExecuteMsg::SetGuardian { guardian }
}

fn set(expires: u64) -> impl Fn(&mut Suite) -> Answer {
    move |suite| {
        let msg = msg(Some((address("keeper"), expires)));
        suite.tell_governance("governance", &msg)
    }
}

#[test]
fn given_a_proposal_when_it_is_executed_it_appoints_another() {
    let mut suite = started();
    let expires = suite.now() + 100 * DAY;
    let msgs = vec![new_guardian(&suite, Some(("keeper", expires)))];
    let receipt = suite.passes("vera", msgs, &["vera", "vito"]).unwrap();
    let at = expires.to_string();
    let wanted = [("guardian", address("keeper")), ("expires", at)];
    let wanted = wanted.each_ref().map(|(key, value)| (*key, value.as_str()));
    says(&receipt, "governance_guardian_set", &wanted);
    let guardian = suite.governance().guardian.unwrap();
    assert_eq!(
        (guardian.address, guardian.expires),
        (suite.at("keeper"), expires)
    );
}

#[test]
fn given_a_proposal_when_it_names_none_it_removes_him() {
    let mut suite = started();
    let msgs = vec![new_guardian(&suite, None)];
    let receipt = suite.passes("vera", msgs, &["vera", "vito"]).unwrap();
    let wanted = [("guardian", "none"), ("expires", "0")];
    says(&receipt, "governance_guardian_set", &wanted);
    assert_eq!(suite.governance().guardian, None);
}

#[test]
fn given_the_governance_itself_when_he_would_expire_now_it_refuses() {
    let mut suite = started();
    let now = suite.now();
    for expires in [0, now - 1, now] {
        let most = now + LONGEST;
        let text = format!("a guardian until {expires} is not after {now} and at most {most}");
        suite.refuses(&text, set(expires));
    }
    set(now + 1)(&mut suite).unwrap();
}

#[test]
fn given_the_governance_itself_when_he_would_last_too_long_it_refuses() {
    let mut suite = started();
    let now = suite.now();
    let most = now + LONGEST;
    for expires in [most + 1, u64::MAX] {
        let text = format!("a guardian until {expires} is not after {now} and at most {most}");
        suite.refuses(&text, set(expires));
    }
    set(most)(&mut suite).unwrap();
}

#[test]
fn given_the_governance_itself_when_his_address_is_malformed_it_refuses() {
    let mut suite = started();
    let expires = suite.now() + DAY;
    for address in [address("keeper").to_uppercase(), "keeper".into()] {
        let msg = msg(Some((address, expires)));
        refused(&mut suite, "Generic error: ", |suite| {
            suite.tell_governance("governance", &msg)
        });
    }
}

#[test]
fn given_somebody_else_it_refuses() {
    let mut suite = started();
    for who in ["guardian", "vera", "vault"] {
        let text = format!(
            "only the governance itself may send this, by a proposal; the sender is {}",
            suite.at(who)
        );
        suite.refuses(&text, |suite| suite.tell_governance(who, &msg(None)));
    }
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let mut suite = started();
    let governance = suite.at("governance");
    suite.chain.mint(&governance, &bond(1));
    let text = "the message takes no funds, sent 1ubond";
    suite.refuses(text, |suite| {
        suite.send("governance", "governance", &msg(None), &bond(1))
    });
}
