//! How rules are replaced.

use cosmwasm_std::Uint128;
use milegate_core::governance::{Class, Content, Kind, Rule, RuleError, Rules, Share};

use crate::kit::*;

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
fn a_change_meets_the_old_bar_of_every_rule_it_touches_and_that_of_rules() {
    // Each of the three asks for the most of something.
    let mut old = rules();
    old.rules.quorum = Share::new(6_000);
    old.spend.voting = days(20);
    old.attest.window = days(2);
    let mut new = old.clone();
    new.revision += 1;
    new.spend.voting = days(1);
    new.attest.window = days(9);
    new.code.floor = Share::new(2_600);
    let kinds = [by(new)];
    let (class, rule) = old.bar(&Content::Messages(&kinds)).unwrap();
    assert_eq!(class, Class::Code);
    let expected = Rule {
        quorum: Share::new(6_000),
        floor: Share::new(2_600),
        voting: days(20),
        window: days(2),
        ..old.code
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
