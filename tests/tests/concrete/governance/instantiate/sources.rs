//! What cannot be a power source, and what can.

use cosmwasm_std::Addr;
use cw3::Vote;
use milegate_tests::governance::{Source, opened, pay};
use milegate_tests::suite::{Suite, address};

use super::super::kit::*;

/// A source with `vera` in it, who weighs ten.
fn sound() -> Source {
    Source {
        total: 10,
        record: Some(10),
        members: vec![(address("vera"), 10)],
        ..Source::default()
    }
}

fn founded(suite: &mut Suite, source: &Addr) -> Result<(), String> {
    let at = source.to_string();
    let born = suite.found(|msg, _| (msg.source, msg.token) = (at, None));
    born.map(drop).map_err(|refused| refused.reason)
}

/// The fault is found.
#[track_caller]
fn no(why: &str, change: impl FnOnce(&mut Source)) {
    let mut suite = started();
    let mut source = sound();
    change(&mut source);
    let contract = suite.source(&source, None);
    let before = suite.chain.state_hash();
    let text = format!("{contract} cannot be a power source: {why}");
    assert_eq!(founded(&mut suite, &contract), Err(text));
    assert_eq!(suite.chain.state_hash(), before);
}

/// The fault is found, and told with what the chain says.
#[track_caller]
fn no_because(part: &str, change: impl FnOnce(&mut Source)) {
    let mut suite = started();
    let mut source = sound();
    change(&mut source);
    let contract = suite.source(&source, None);
    let why = founded(&mut suite, &contract).unwrap_err();
    assert!(why.contains(part), "{why}");
}

#[test]
fn given_a_source_when_it_keeps_history_and_obeys_nobody_it_is_taken() {
    let mut suite = started();
    let contract = suite.source(&sound(), None);
    founded(&mut suite, &contract).unwrap();
}

#[test]
fn given_a_source_when_its_total_takes_no_height_it_refuses() {
    let text = "cannot be a power source: no total at a height";
    no_because(text, |source| source.no_total_at = true);
}

#[test]
fn given_a_source_when_its_total_ignores_heights_it_refuses() {
    no("its total has no history", |source| {
        source.forgets_totals = true
    });
}

#[test]
fn given_a_source_when_its_total_differs_from_its_record_it_refuses() {
    for record in [9, 11] {
        no("its total differs from its record", |source| {
            source.record = Some(record);
        });
    }
}

#[test]
fn given_a_source_when_it_keeps_no_record_it_refuses() {
    let text = "cannot be a power source: no total under the keys of cw4";
    no_because(text, |source| source.record = None);
}

#[test]
fn given_a_source_when_its_members_take_no_height_it_refuses() {
    let text = "cannot be a power source: no member at a height";
    no_because(text, |source| source.no_member_at = true);
}

#[test]
fn given_a_source_when_its_members_ignore_heights_it_refuses() {
    no("its members have no history", |source| {
        source.forgets_members = true
    });
}

#[test]
fn given_a_source_when_its_admin_is_somebody_it_refuses() {
    let why = format!("{} is its admin", address("vera"));
    no(&why, |source| source.admin = Some(address("vera")));
}

#[test]
fn given_a_group_when_it_has_an_admin_it_refuses() {
    let mut suite = started();
    let group = suite.another_group(&[("vera", 1)], Some("keeper"), None);
    let why = format!(
        "{group} cannot be a power source: {} is its admin",
        address("keeper")
    );
    assert_eq!(founded(&mut suite, &group), Err(why));
}

#[test]
fn given_a_group_when_its_code_has_an_admin_it_refuses() {
    let mut suite = started();
    let group = suite.another_group(&[("vera", 1)], None, Some("keeper"));
    let why = format!(
        "{group} cannot be a power source: {} is its admin",
        address("keeper")
    );
    assert_eq!(founded(&mut suite, &group), Err(why));
}

#[test]
fn given_a_group_when_the_governance_is_its_admin_it_is_taken() {
    let mut suite = started();
    let born = suite.found(|msg, _| msg.token = None);
    born.unwrap();
    let itself = suite.at("governance");
    let mut suite = started();
    assert_ne!(suite.at("governance"), itself);
    let source = Source {
        admin: Some(itself.to_string()),
        ..sound()
    };
    let contract = suite.source(&source, None);
    founded(&mut suite, &contract).unwrap();
    assert_eq!(suite.at("governance"), itself);
}

#[test]
fn given_a_group_when_it_obeys_nobody_it_lets_its_members_decide() {
    let mut suite = council(&[("vera", 3), ("vito", 2), ("stranger", 5)]);
    let msgs = vec![pay(&suite, "buyer", 10)];
    let id = opened(&suite.propose("ana", msgs).unwrap());
    suite.vote("stranger", id, Vote::Yes).unwrap();
    assert_eq!(sums(&suite, id), [5, 0, 0, 0, 0]);
    let text = "no voting power when the proposal opened";
    suite.refuses(text, |suite| suite.vote("ana", id, Vote::Yes));
    let (mut suite, id) = executable((suite, id));
    suite.carry("ana", id).unwrap();
}

#[test]
fn given_another_contract_it_refuses() {
    let mut suite = started();
    for who in ["vault", "milestones"] {
        let contract = suite.at(who);
        let why = founded(&mut suite, &contract).unwrap_err();
        let text = format!("{contract} cannot be a power source: ");
        assert!(why.starts_with(&text), "{why}");
    }
}

#[test]
fn given_no_contract_it_refuses() {
    let mut suite = started();
    let nobody = suite.at("vera");
    let why = founded(&mut suite, &nobody).unwrap_err();
    let text = format!("{nobody} cannot be a power source: ");
    assert!(why.starts_with(&text), "{why}");
}
