//! What a bundle is, and what a change of the rules needs: D8, D9.

use cosmwasm_std::{CosmosMsg, WasmMsg};
use cw3::Vote;
use milegate_api::governance::ExecuteMsg;
use milegate_api::milestones;
use milegate_core::governance::{
    Class, Recusal, RuleError, Rules, Share, Shortfall, Status, Terms,
};
use milegate_core::milestone::Verdict;
use milegate_tests::governance::{attest_listing, call, opened, pay, rules, to_itself};
use milegate_tests::suite::{DAY, Suite, address};
use serde_json::json;

use super::*;

/// The terms that messages would get.
#[track_caller]
fn terms(suite: &Suite, msgs: Vec<CosmosMsg>) -> Terms {
    let mut suite = suite.clone();
    let id = opened(&suite.propose("vera", msgs).expect("a proposal"));
    suite.tally(id).terms
}

fn settle(suite: &Suite) -> CosmosMsg {
    let settle = milestones::ExecuteMsg::Settle {
        milestone: "volume".into(),
        round: 1,
        verdict: Verdict::False,
    };
    call(suite.milestones.as_str(), &settle)
}

#[test]
fn d8_a_forbidden_message_comes_in_beside_no_allowed_one() {
    let mut suite = rich(Suite::builder());
    let proposal_id = 1;
    let voter = address("vera");
    let own = [
        ExecuteMsg::Vote {
            proposal_id,
            vote: Vote::Yes,
        },
        ExecuteMsg::Answer {
            proposal_id,
            option: 0,
        },
        ExecuteMsg::Execute { proposal_id },
        ExecuteMsg::Close { proposal_id },
        ExecuteMsg::Cancel { proposal_id },
        ExecuteMsg::Prove {
            proposal_id,
            voter: voter.clone(),
        },
        ExecuteMsg::Readmit { proposal_id, voter },
        ExecuteMsg::AcceptPayments {},
    ];
    let on_itself = RuleError::OnItself {}.to_string();
    let own = own
        .iter()
        .map(|msg| (to_itself(&suite, msg), on_itself.clone()));
    let mut forbidden: Vec<_> = own.collect();
    forbidden.push((settle(&suite), RuleError::SettleByMessage {}.to_string()));
    for allowed in [pay(&suite, "buyer", 1), attest_listing(&suite)] {
        for (msg, text) in &forbidden {
            let pairs = [
                vec![allowed.clone(), msg.clone()],
                vec![msg.clone(), allowed.clone()],
            ];
            for pair in pairs.into_iter().chain([vec![msg.clone()]]) {
                suite.refuses(text, |suite| suite.propose("vera", pair));
            }
        }
    }
}

#[test]
fn d8_a_bundle_takes_the_strictest_of_each_rule_in_any_order() {
    let suite = rich(Suite::builder());
    let clear = WasmMsg::ClearAdmin {
        contract_addr: suite.at("governance").into(),
    };
    let lapse = json!({ "lapse_reserve": { "category": "team" } });
    let strict = [clear.into(), call(suite.vault.as_str(), &lapse)];
    for (allowed, class) in [
        (pay(&suite, "buyer", 1), Class::Spend),
        (attest_listing(&suite), Class::Attest),
    ] {
        let alone = terms(&suite, vec![allowed.clone()]);
        assert_eq!(alone.class, class);
        for strict in strict.clone() {
            let before = terms(&suite, vec![strict.clone(), allowed.clone()]);
            let after = terms(&suite, vec![allowed.clone(), strict]);
            assert_eq!(before, after);
            assert_eq!(after.class, Class::Code);
            assert_eq!(after.rule, alone.rule.and(rules().code));
            assert_eq!(after.recusal, Recusal::Grants);
        }
    }
}

#[test]
fn d8_a_payment_cannot_ride_on_a_change_of_the_guardian() {
    let mut suite = rich(Suite::builder());
    let remove = to_itself(&suite, &ExecuteMsg::SetGuardian { guardian: None });
    let text = RuleError::GuardianNotAlone { count: 2 }.to_string();
    let pay = pay(&suite, "buyer", 1);
    for pair in [vec![remove.clone(), pay.clone()], vec![pay, remove]] {
        suite.refuses(&text, |suite| suite.propose("vera", pair));
    }
}

/// Every single change of the rule of a class that the bounds allow.
fn changes(class: Class) -> Vec<Rules> {
    let longer = |rules: &mut Rules, field: usize| {
        let rule = rule_of(rules, class);
        let spans = [&mut rule.voting, &mut rule.delay, &mut rule.window];
        spans[field].seconds += DAY;
    };
    let mut changed: Vec<Rules> = (0..3)
        .map(|field| {
            let mut new = rules();
            longer(&mut new, field);
            new
        })
        .collect();
    let mut fewer = rules();
    rule_of(&mut fewer, class).quorum = Share::new(100);
    changed.push(fewer);
    let mut shorter = rules();
    rule_of(&mut shorter, class).voting.seconds = DAY;
    changed.push(shorter);
    if class != Class::Dispute {
        let mut threshold = rules();
        rule_of(&mut threshold, class).threshold = Share::new(6_000);
        changed.push(threshold);
    }
    if class != Class::Dispute && class != Class::Attest {
        let mut floor = rules();
        rule_of(&mut floor, class).floor = Share::new(2_600);
        changed.push(floor);
    }
    changed
}

fn set(suite: &Suite, mut rules: Rules) -> CosmosMsg {
    rules.revision = 2;
    to_itself(suite, &ExecuteMsg::SetRules { rules })
}

#[test]
fn d9_a_rule_is_changed_by_its_own_bar_at_least_and_by_that_of_the_new_one() {
    let suite = started(Suite::builder());
    for class in Class::ALL {
        for mut new in changes(class) {
            let terms = terms(&suite, vec![set(&suite, new.clone())]);
            let (old, new) = (*rules().of(class), *rule_of(&mut new, class));
            assert_eq!(terms.class, class.max(Class::Rules), "{class}");
            assert_eq!(
                terms.rule,
                rules().of(terms.class).and(rules().rules).and(old).and(new)
            );
            assert_eq!(terms.recusal, Recusal::Grants);
        }
    }
}

#[test]
fn d9_what_protects_every_class_is_changed_by_the_strictest() {
    let suite = started(Suite::builder());
    let mut thinner = rules();
    thinner.electorate = Share::new(100);
    let bar = terms(&suite, vec![set(&suite, thinner.clone())]);
    assert_eq!(
        (bar.class, bar.rule),
        (Class::Code, terms(&suite, vec![clear(&suite)]).rule)
    );
    let (weaker, change) = (attest_listing(&suite), set(&suite, thinner));
    let both = terms(&suite, vec![weaker.clone(), change.clone()]);
    assert_eq!(both, terms(&suite, vec![change, weaker]));
    assert_eq!(both.class, Class::Code);
    let mut generous = rules();
    generous.uncited.clear();
    assert_eq!(
        terms(&suite, vec![set(&suite, generous)]).class,
        Class::Rules
    );
}

fn clear(suite: &Suite) -> CosmosMsg {
    WasmMsg::ClearAdmin {
        contract_addr: suite.at("governance").into(),
    }
    .into()
}

#[test]
fn d9_who_can_pay_alone_cannot_change_a_rule_alone() {
    let mut suite = rich(Suite::builder());
    let mut new = rules();
    new.code.quorum = Share::new(100);
    let msgs = [pay(&suite, "buyer", 1), set(&suite, new)];
    let [paid, changed] = msgs.map(|msg| backed(&mut suite, "vera", vec![msg], &["vera"]));
    ripens(&mut suite, changed);
    suite.carry("stranger", paid).unwrap();
    let (cast, least) = (350_000u64.into(), 400_000u64.into());
    let why = Shortfall::Quorum { cast, least };
    assert_eq!(suite.status(changed), Status::Rejected { why });
    let text = format!("the proposal has not passed: {why}");
    suite.refuses(&text, |suite| suite.carry("stranger", changed));
}

#[test]
fn d9_of_two_changes_voted_on_side_by_side_the_second_undoes_nothing() {
    let mut suite = started(Suite::builder());
    let (mut first, mut second) = (rules(), rules());
    first.code.quorum = Share::new(4_500);
    second.signal.quorum = Share::new(100);
    let ids = [first, second].map(|new| {
        let msgs = vec![set(&suite, new)];
        backed(&mut suite, "vera", msgs, &OTHERS)
    });
    ripens(&mut suite, ids[0]);
    suite.carry("stranger", ids[0]).unwrap();
    let text = RuleError::Revision { current: 2, new: 2 }.to_string();
    suite.refuses(&text, |suite| suite.carry("stranger", ids[1]));
}

#[test]
fn d9_nobody_tells_the_governance_its_rules_himself() {
    let mut suite = started(Suite::builder());
    let flex = suite.multisig();
    let mut rules = rules();
    rules.revision = 2;
    let itself = ExecuteMsg::SetRules { rules };
    for who in ["ana", "vera", "guardian", "deployer", "stranger"] {
        let text = only_itself(&address(who));
        suite.refuses(&text, |suite| suite.tell_governance(who, &itself));
    }
    let msgs = vec![to_itself(&suite, &itself)];
    let refused = suite.through(&flex, 1, msgs).unwrap_err();
    assert_eq!(refused.reason, only_itself(flex.as_str()));
}

fn only_itself(who: &str) -> String {
    format!("only the governance itself may send this, by a proposal; the sender is {who}")
}
