//! Which class, rule and recusal a proposal takes.

use cosmwasm_std::Uint128;
use milegate_core::Span;
use milegate_core::governance::{
    Class, Content, Kind, Recusal, Rule, RuleError, Rules, Share, Terms,
};

use crate::kit::*;

/// The next revision, with a change.
fn next(change: impl Fn(&mut Rules)) -> Rules {
    let mut next = rules();
    next.revision += 1;
    change(&mut next);
    next
}

fn by(new: Rules) -> Kind {
    Kind::Rules(Box::new(new))
}

fn bar(kinds: &[Kind]) -> Result<(Class, Rule), RuleError> {
    rules().bar(&Content::Messages(kinds))
}

fn singles() -> [(Kind, Class, Recusal); 9] {
    [
        (Kind::Attest, Class::Attest, Recusal::Milestones),
        (Kind::Spend, Class::Spend, Recusal::Nobody),
        (Kind::CancelTermination, Class::Spend, Recusal::Grants),
        (Kind::AddMilestones, Class::Rules, Recusal::Grants),
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
fn a_rule_changes_by_the_bar_of_the_strictest_it_touches() {
    // Lowered or raised: the old bar and the new both count, and the class follows.
    let lower = |rules: &mut Rules| rules.code.floor = Share::new(2_500);
    let raise = |rules: &mut Rules| rules.code.floor = Share::new(4_000);
    let mut strict = rules();
    strict.code.floor = Share::new(3_000);
    for (new, floor) in [(next(lower), 3_000), (next(raise), 4_000)] {
        let kinds = [by(new)];
        let (class, rule) = strict.bar(&Content::Messages(&kinds)).unwrap();
        assert_eq!(class, Class::Code);
        assert_eq!(rule.floor, Share::new(floor));
        assert_eq!(rule.quorum, strict.code.quorum);
        assert_eq!(rule.delay, strict.code.delay);
    }
}

#[test]
fn changing_a_weak_rule_takes_the_bar_of_rules_and_what_the_weak_one_asked_more() {
    let (class, rule) = bar(&[by(next(|rules| rules.spend.voting = days(12)))]).unwrap();
    assert_eq!(class, Class::Rules);
    let expected = Rule {
        voting: days(12),
        ..rules().rules
    };
    assert_eq!(rule, expected);
}

#[test]
fn the_least_electorate_protects_every_class_and_changes_by_the_bar_of_code() {
    let (class, rule) = bar(&[by(next(|rules| rules.electorate = Share::new(100)))]).unwrap();
    assert_eq!((class, rule), (Class::Code, rules().code));
    // What decides no result changes by the bar of rules.
    let procedure = next(|rules| {
        rules.deposit = Uint128::new(5);
        rules.proposals = 9;
        rules.cool_down = 0;
    });
    let (class, rule) = bar(&[by(procedure)]).unwrap();
    assert_eq!((class, rule), (Class::Rules, rules().rules));
}

#[test]
fn no_route_lowers_the_bar_of_code_below_itself() {
    // In two steps: first the bar of rules, then the one of code.
    let mut current = rules();
    let mut first = next(|rules| rules.rules = rule(100, 5_000, 1_500, 3));
    let kinds = [by(first.clone())];
    let (_, needed) = current.bar(&Content::Messages(&kinds)).unwrap();
    assert_eq!(needed.quorum, rules().rules.quorum);
    current = first.clone();
    first.revision += 1;
    first.code = rule(100, 5_000, 2_500, 7);
    let kinds = [by(first)];
    let (class, needed) = current.bar(&Content::Messages(&kinds)).unwrap();
    assert_eq!((class, needed), (Class::Code, rules().code));
}

#[test]
fn rules_replace_those_they_were_measured_against() {
    // Proposed beside one that raises the bar of code, this one would silently lower it again.
    let weak = next(|rules| rules.signal.quorum = Share::new(2_000));
    let strict = next(|rules| rules.code.floor = Share::new(5_000));
    assert_eq!(rules().check_successor(&weak), Ok(()));
    assert_eq!(rules().check_successor(&strict), Ok(()));
    let refused = |current, new| Err(RuleError::Revision { current, new });
    assert_eq!(strict.check_successor(&weak), refused(2, 2));
    assert_eq!(
        bar(&[by(rules())]),
        Err(RuleError::Revision { current: 1, new: 1 })
    );
    let mut skips = weak.clone();
    skips.revision = 3;
    assert_eq!(rules().check_successor(&skips), refused(1, 3));
    let mut last = rules();
    last.revision = u32::MAX;
    assert_eq!(last.check_successor(&weak), refused(u32::MAX, 2));
}

#[test]
fn rules_out_of_bounds_are_refused_when_proposed() {
    let kinds = [Kind::Spend, by(next(|rules| rules.proposals = 0))];
    assert_eq!(bar(&kinds), Err(RuleError::Proposals { count: 0 }));
}

#[test]
fn terms_are_fixed_at_the_opening() {
    let kinds = [Kind::Guardian];
    let content = Content::Messages(&kinds);
    let electorate = milegate_core::governance::Electorate {
        supply: Some(Uint128::new(1_010)),
        paid: Uint128::new(30),
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
        insiders: 30u64.into(),
        options: 0,
        about_guardian: true,
    };
    assert_eq!(terms, expected);

    // More paid out than there is power, even beyond 64 bits, is all of it.
    for paid in [101, u128::from(u64::MAX) + 1, u128::MAX] {
        let electorate = milegate_core::governance::Electorate {
            paid: paid.into(),
            ..electorate
        };
        let terms = Terms::new(&rules(), &content, at(OPENED), electorate).unwrap();
        assert_eq!(terms.insiders.u64(), 100);
    }
    let signal = Content::Signal { options: 5 };
    let terms = Terms::new(&rules(), &signal, at(OPENED), electorate).unwrap();
    assert_eq!((terms.options, terms.about_guardian), (5, false));
}
