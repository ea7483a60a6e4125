//! The bounds in the code, each from both sides.

use milegate_core::Span;
use milegate_core::governance::{Class, Rule, RuleError, Rules, Share, check_guardian, limits};

use crate::kit::*;

fn change(class: Class, change: impl Fn(&mut Rule)) -> Rules {
    let mut rules = rules();
    change(match class {
        Class::Signal => &mut rules.signal,
        Class::Dispute => &mut rules.dispute,
        Class::Attest => &mut rules.attest,
        Class::Spend => &mut rules.spend,
        Class::Rules => &mut rules.rules,
        Class::Code => &mut rules.code,
    });
    rules
}

type Field = fn(&mut Rule) -> &mut Share;
type Period = fn(&mut Rule) -> &mut Span;

#[test]
fn the_rules_of_the_kit_hold() {
    assert_eq!(rules().check(), Ok(()));
}

#[test]
fn every_share_is_bounded_on_both_sides() {
    let fields: [(&str, Field); 3] = [
        ("quorum", |rule| &mut rule.quorum),
        ("threshold", |rule| &mut rule.threshold),
        ("floor", |rule| &mut rule.floor),
    ];
    // (class, least and most of quorum, threshold, floor)
    let table = [
        (Class::Signal, [(100, 7_500), (0, 9_000), (0, 5_000)]),
        (Class::Attest, [(100, 7_500), (5_000, 9_000), (500, 5_000)]),
        (Class::Spend, [(100, 7_500), (5_000, 9_000), (1_000, 5_000)]),
        (Class::Rules, [(100, 7_500), (5_000, 9_000), (1_500, 5_000)]),
        (Class::Code, [(100, 7_500), (5_000, 9_000), (2_500, 5_000)]),
    ];
    for (class, bounds) in table {
        for ((field, of), (least, most)) in fields.into_iter().zip(bounds) {
            let given = |points: u16| {
                let mut rules = change(class, |rule| *of(rule) = Share::new(points));
                rules.dispute.floor = rules.attest.floor;
                rules.check()
            };
            let refused = |points: u16| {
                Err(RuleError::Share {
                    class,
                    field,
                    share: Share::new(points),
                    least: Share::new(least),
                    most: Share::new(most),
                })
            };
            if let Some(points) = least.checked_sub(1) {
                // Signal is checked before attest, whose floor dispute repeats.
                assert_ne!(given(points), Ok(()), "{class} {field} {points}");
                if class != Class::Attest || field != "floor" {
                    assert_eq!(given(points), refused(points));
                }
            }
            assert_eq!(given(least), Ok(()), "{class} {field} {least}");
            assert_eq!(given(most), Ok(()), "{class} {field} {most}");
            for points in [most + 1, 10_000, 10_001, u16::MAX] {
                assert_ne!(given(points), Ok(()), "{class} {field} {points}");
                if class != Class::Attest || field != "floor" {
                    assert_eq!(given(points), refused(points));
                }
            }
        }
    }
}

#[test]
fn every_period_is_bounded_on_both_clocks() {
    let fields: [(&str, Period); 3] = [
        ("voting", |rule| &mut rule.voting),
        ("delay", |rule| &mut rule.delay),
        ("window", |rule| &mut rule.window),
    ];
    let delays = [
        (Class::Signal, 1),
        (Class::Dispute, 1),
        (Class::Attest, 2),
        (Class::Spend, 2),
        (Class::Rules, 3),
        (Class::Code, 7),
    ];
    for (class, delay) in delays {
        for (field, of) in fields {
            let least = match field {
                "delay" => delay * DAY,
                _ => DAY,
            };
            let given = |seconds, blocks| {
                let rules = change(class, |rule| {
                    rule.tail = limits::SHORTEST;
                    *of(rule) = Span { seconds, blocks };
                });
                rules.check()
            };
            let refused = |seconds, blocks| {
                Err(RuleError::Span {
                    class,
                    field,
                    span: Span { seconds, blocks },
                    least,
                })
            };
            let most = limits::LONGEST;
            assert_eq!(given(least, 1_000), Ok(()));
            assert_eq!(given(most.seconds, most.blocks), Ok(()));
            for (seconds, blocks) in [
                (0, 0),
                (least - 1, 1_000),
                (least, 999),
                (most.seconds + 1, 1_000),
                (least, most.blocks + 1),
            ] {
                assert_eq!(given(seconds, blocks), refused(seconds, blocks));
            }
        }
    }
}

#[test]
fn the_tail_lasts_a_day_and_lies_inside_the_delay() {
    let given = |seconds, blocks| {
        let tail = Span { seconds, blocks };
        change(Class::Spend, |rule| rule.tail = tail).check()
    };
    let delay = rules().spend.delay;
    let past = |seconds, blocks| {
        Err(RuleError::TailPastDelay {
            class: Class::Spend,
            tail: Span { seconds, blocks },
            delay,
        })
    };
    assert_eq!(given(DAY, 1_000), Ok(()));
    assert_eq!(given(delay.seconds, delay.blocks), Ok(()));
    assert_eq!(
        given(delay.seconds + 1, 1_000),
        past(delay.seconds + 1, 1_000)
    );
    assert_eq!(given(DAY, delay.blocks + 1), past(DAY, delay.blocks + 1));
    for (seconds, blocks) in [(DAY - 1, 1_000), (DAY, 999)] {
        assert!(matches!(
            given(seconds, blocks),
            Err(RuleError::Span { field: "tail", .. })
        ));
    }
}

#[test]
fn a_dispute_goes_by_the_majority_and_by_the_floor_of_attest() {
    let refused = |threshold, floor, attest| {
        Err(RuleError::Dispute {
            threshold: Share::new(threshold),
            floor: Share::new(floor),
            attest: Share::new(attest),
        })
    };
    let by = change(Class::Dispute, |rule| rule.threshold = Share::new(5_001));
    assert_eq!(by.check(), refused(5_001, 500, 500));
    let by = change(Class::Dispute, |rule| rule.floor = Share::new(501));
    assert_eq!(by.check(), refused(5_000, 501, 500));
    let by = change(Class::Attest, |rule| rule.floor = Share::new(501));
    assert_eq!(by.check(), refused(5_000, 500, 501));
}

#[test]
fn electorate_cap_and_cool_down_are_bounded() {
    let with = |change: &dyn Fn(&mut Rules)| {
        let mut rules = rules();
        change(&mut rules);
        rules.check()
    };
    for (points, holds) in [
        (0, false),
        (99, false),
        (100, true),
        (5_000, true),
        (5_001, false),
    ] {
        let share = Share::new(points);
        let expected = match holds {
            true => Ok(()),
            false => Err(RuleError::Electorate { share }),
        };
        assert_eq!(with(&|rules| rules.electorate = share), expected);
    }
    for (count, holds) in [(0, false), (1, true), (100, true), (101, false)] {
        let expected = match holds {
            true => Ok(()),
            false => Err(RuleError::Proposals { count }),
        };
        assert_eq!(with(&|rules| rules.proposals = count), expected);
    }
    let seconds = 90 * DAY;
    assert_eq!(with(&|rules| rules.cool_down = seconds), Ok(()));
    let seconds = seconds + 1;
    let expected = Err(RuleError::CoolDown { seconds });
    assert_eq!(with(&|rules| rules.cool_down = seconds), expected);
}

#[test]
fn a_guardian_expires_within_two_years() {
    let (now, most) = (1_000, 1_000 + 2 * 365 * DAY);
    let refused = |expires| Err(RuleError::Guardian { expires, now, most });
    assert_eq!(check_guardian(now, now), refused(now));
    assert_eq!(check_guardian(now + 1, now), Ok(()));
    assert_eq!(check_guardian(most, now), Ok(()));
    assert_eq!(check_guardian(most + 1, now), refused(most + 1));
}
