//! Which class, rule and recusal a proposal takes.

use cosmwasm_std::Uint128;
use milegate_core::Span;
use milegate_core::governance::{Class, Content, Kind, Recusal, Rule, RuleError, Share, Terms};

use crate::kit::*;

fn singles() -> [(Kind, Class, Recusal); 9] {
    [
        (Kind::Attest, Class::Attest, Recusal::Milestones),
        (Kind::Spend, Class::Spend, Recusal::Nobody),
        (Kind::CancelTermination, Class::Spend, Recusal::Grants),
        (Kind::AddMilestones, Class::Code, Recusal::Grants),
        (by(next(|_| {})), Class::Rules, Recusal::Grants),
        (Kind::Guardian, Class::Rules, Recusal::Grants),
        (Kind::Code, Class::Code, Recusal::Grants),
        (Kind::Raw, Class::Code, Recusal::Grants),
        (Kind::Unlisted, Class::Code, Recusal::Grants),
    ]
}

#[test]
fn each_kind_takes_its_class() {
    for (kind, class, recusal) in singles() {
        let kinds = [kind];
        assert_eq!(bar(&kinds), Ok((class, *rules().of(class))), "{kinds:?}");
        assert_eq!(Content::Messages(&kinds).recusal(), recusal);
    }
}

#[test]
fn a_bundle_takes_the_strictest_in_either_order() {
    let alone = |kind: &Kind| *kind == Kind::Guardian;
    for (one, class, recusal) in singles() {
        for (other, other_class, other_recusal) in singles() {
            let kinds = [one.clone(), other.clone()];
            if alone(&one) || alone(&other) {
                let refused = Err(RuleError::GuardianNotAlone { count: 2 });
                assert_eq!(bar(&kinds), refused);
                continue;
            }
            let expected = rules().of(class).and(*rules().of(other_class));
            assert_eq!(bar(&kinds), Ok((class.max(other_class), expected)));
            let content = Content::Messages(&kinds);
            assert_eq!(content.recusal(), recusal.max(other_recusal));
        }
    }
}

#[test]
fn a_bundle_needs_the_most_of_every_class_in_it() {
    // Attest may ask for more of something than spend does.
    let mut rules = rules();
    rules.attest.quorum = Share::new(3_000);
    rules.attest.voting = days(9);
    rules.attest.window = days(2);
    let kinds = [Kind::Spend, Kind::Attest];
    let (class, rule) = rules.bar(&Content::Messages(&kinds)).unwrap();
    assert_eq!(class, Class::Spend);
    let expected = Rule {
        quorum: Share::new(3_000),
        voting: days(9),
        window: days(2),
        ..rules.spend
    };
    assert_eq!(rule, expected);
}

#[test]
fn a_joined_rule_takes_the_longer_wait_and_the_shorter_window_on_each_clock() {
    let span = |seconds, blocks| Span { seconds, blocks };
    let one = Rule {
        voting: span(5, 1),
        tail: span(1, 5),
        delay: span(9, 5),
        window: span(7, 2),
        ..rule(1_000, 6_000, 500, 1)
    };
    let other = Rule {
        voting: span(3, 2),
        tail: span(4, 4),
        delay: span(4, 8),
        window: span(6, 3),
        ..rule(2_000, 5_000, 700, 1)
    };
    let expected = Rule {
        quorum: Share::new(2_000),
        threshold: Share::new(6_000),
        floor: Share::new(700),
        voting: span(5, 2),
        tail: span(4, 5),
        delay: span(9, 8),
        window: span(6, 2),
    };
    assert_eq!(one.and(other), expected);
    assert_eq!(other.and(one), expected);
}

#[test]
fn what_no_proposal_may_carry_is_refused_wherever_it_stands() {
    for (kind, error) in [
        (Kind::Settle, RuleError::SettleByMessage {}),
        (Kind::Own, RuleError::OnItself {}),
    ] {
        for kinds in [
            vec![kind.clone()],
            vec![Kind::Code, kind.clone()],
            vec![kind.clone(), Kind::Spend],
        ] {
            assert_eq!(bar(&kinds), Err(error.clone()), "{kinds:?}");
        }
    }
}

#[test]
fn messages_do_something_and_not_too_much() {
    assert_eq!(bar(&[]), Err(RuleError::Kinds { count: 0 }));
    assert!(bar(&vec![Kind::Spend; 32]).is_ok());
    let refused = Err(RuleError::Kinds { count: 33 });
    assert_eq!(bar(&vec![Kind::Spend; 33]), refused);
}

#[test]
fn a_signal_has_a_few_options_and_a_dispute_none() {
    let bar = |content| rules().bar(&content);
    for options in [2, 8] {
        let signal = bar(Content::Signal { options });
        assert_eq!(signal, Ok((Class::Signal, rules().signal)));
    }
    for count in [0, 1, 9] {
        let refused = Err(RuleError::Options { count });
        assert_eq!(bar(Content::Signal { options: count }), refused);
    }
    let dispute = bar(Content::Dispute);
    assert_eq!(dispute, Ok((Class::Dispute, rules().dispute)));
    assert_eq!(Content::Dispute.recusal(), Recusal::Milestones);
    let signal = Content::Signal { options: 2 };
    assert_eq!(signal.recusal(), Recusal::Nobody);
}

#[test]
fn terms_are_fixed_at_the_opening() {
    let kinds = [Kind::Guardian];
    let content = Content::Messages(&kinds);
    let electorate = milegate_core::governance::Electorate {
        supply: Some(Uint128::new(1_010)),
        ..electorate(100)
    };
    let terms = Terms::new(&rules(), &content, at(OPENED), electorate).unwrap();
    let expected = Terms {
        class: Class::Rules,
        rule: rules().rules,
        recusal: Recusal::Grants,
        opened: at(OPENED),
        total: 100u64.into(),
        least_total: 51u64.into(),
        options: 0,
        about_guardian: true,
    };
    assert_eq!(terms, expected);

    let signal = Content::Signal { options: 5 };
    let terms = Terms::new(&rules(), &signal, at(OPENED), electorate).unwrap();
    assert_eq!((terms.options, terms.about_guardian), (5, false));
}
