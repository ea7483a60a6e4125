//! Rules out of bounds are refused when they are proposed, and when they would come into force.

use milegate_api::governance::ExecuteMsg;
use milegate_core::Span;
use milegate_core::governance::{Payment, Rule, Rules, Share};
use milegate_tests::governance::new_rules;
use milegate_tests::suite::{DAY, Suite};

use super::super::kit::*;

/// The change is refused on both ways, with this text.
#[track_caller]
fn no(text: &str, change: impl Fn(&mut Rules)) {
    let mut suite = started();
    let msgs = vec![new_rules(&suite, &change)];
    suite.refuses(text, |suite| suite.propose("vera", msgs));
    let msg = told(&suite, change);
    suite.refuses(text, |suite| suite.tell_governance("governance", &msg));
}

/// The change is taken.
#[track_caller]
fn fits(change: impl Fn(&mut Rules)) {
    let mut suite = started();
    let msg = told(&suite, change);
    suite.tell_governance("governance", &msg).unwrap();
}

fn told(suite: &Suite, change: impl Fn(&mut Rules)) -> ExecuteMsg {
    let mut rules = suite.governance().rules;
    rules.revision += 1;
    change(&mut rules);
    ExecuteMsg::SetRules { rules }
}

fn payment(denom: &str) -> Payment {
    Payment {
        denom: denom.into(),
        amount: 1u128.into(),
    }
}

/// The rule of a class by its name.
fn of<'a>(rules: &'a mut Rules, class: &str) -> &'a mut Rule {
    match class {
        "signal" => &mut rules.signal,
        "dispute" => &mut rules.dispute,
        "attest" => &mut rules.attest,
        "spend" => &mut rules.spend,
        "rules" => &mut rules.rules,
        _ => &mut rules.code,
    }
}

const CLASSES: [(&str, u16, u64); 6] = [
    ("signal", 0, 1),
    ("dispute", 500, 1),
    ("attest", 500, 2),
    ("spend", 1_000, 2),
    ("rules", 1_500, 3),
    ("code", 2_500, 7),
];

#[test]
fn given_the_next_revision_when_a_quorum_is_out_of_bounds_it_refuses() {
    for (class, ..) in CLASSES {
        for (share, words) in [(99, "0.99 %"), (7_501, "75.01 %")] {
            let text = format!("{class}: quorum of {words} is not 1.00 % to 75.00 %");
            no(&text, |rules| of(rules, class).quorum = Share::new(share));
        }
        fits(|rules| of(rules, class).quorum = Share::new(100));
        fits(|rules| of(rules, class).quorum = Share::new(7_500));
    }
}

#[test]
fn given_the_next_revision_when_a_threshold_is_out_of_bounds_it_refuses() {
    for (class, ..) in CLASSES {
        let (least, words) = match class {
            "signal" => (0, "0.00 %"),
            _ => (5_000, "50.00 %"),
        };
        let text = format!("{class}: threshold of 90.01 % is not {words} to 90.00 %");
        no(&text, |rules| {
            of(rules, class).threshold = Share::new(9_001)
        });
        if least > 0 {
            let text = format!("{class}: threshold of 49.99 % is not {words} to 90.00 %");
            no(&text, |rules| {
                of(rules, class).threshold = Share::new(4_999)
            });
        }
        if class != "dispute" {
            fits(|rules| of(rules, class).threshold = Share::new(least));
            fits(|rules| of(rules, class).threshold = Share::new(9_000));
        }
    }
}

#[test]
fn given_the_next_revision_when_a_floor_is_out_of_bounds_it_refuses() {
    for (class, least, _) in CLASSES {
        let least = Share::new(least);
        let text = format!("{class}: floor of 50.01 % is not {least} to 50.00 %");
        no(&text, |rules| of(rules, class).floor = Share::new(5_001));
        if least > Share::ZERO {
            let below = Share::new(least.basis_points() - 1);
            let text = format!("{class}: floor of {below} is not {least} to 50.00 %");
            no(&text, |rules| of(rules, class).floor = below);
        }
        fits(|rules| of(rules, class).floor = least);
        let both = |rules: &mut Rules| rules.dispute.floor = Share::new(5_000);
        fits(|rules| {
            of(rules, class).floor = Share::new(5_000);
            match class {
                "attest" => both(rules),
                "dispute" => rules.attest.floor = Share::new(5_000),
                _ => {}
            }
        });
    }
}

#[test]
fn given_the_next_revision_when_a_period_is_out_of_bounds_it_refuses() {
    type Pick = fn(&mut Rule) -> &mut Span;
    let periods: [(&str, Pick); 4] = [
        ("voting", |rule| &mut rule.voting),
        ("tail", |rule| &mut rule.tail),
        ("delay", |rule| &mut rule.delay),
        ("window", |rule| &mut rule.window),
    ];
    for (class, _, delay) in CLASSES {
        for (field, pick) in periods {
            let least = if field == "delay" { delay } else { 1 } * DAY;
            let most = 60 * DAY;
            let bounds = format!("{least} s and 1000 blocks to {most} s and 51840000 blocks");
            for (seconds, blocks) in [
                (least - 1, 1_000),
                (least, 999),
                (most + 1, 1_000),
                (least, 51_840_001),
            ] {
                let text =
                    format!("{class}: {field} of {seconds} s and {blocks} blocks is not {bounds}");
                let span = Span { seconds, blocks };
                no(&text, |rules| *pick(of(rules, class)) = span);
            }
        }
    }
    let most = Span {
        seconds: 60 * DAY,
        blocks: 51_840_000,
    };
    fits(|rules| {
        let all = [&mut rules.spend, &mut rules.code, &mut rules.signal];
        for rule in all {
            (rule.voting, rule.tail, rule.delay, rule.window) = (most, most, most, most);
        }
    });
}

#[test]
fn given_the_next_revision_when_a_tail_is_longer_than_the_delay_it_refuses() {
    let text = "spend: the tail of 172801 s and 1000 blocks is longer than the delay of 172800 s \
                and 1000 blocks";
    no(text, |rules| rules.spend.tail.seconds = 2 * DAY + 1);
    let text = "spend: the tail of 86400 s and 1001 blocks is longer than the delay of 172800 s \
                and 1000 blocks";
    no(text, |rules| rules.spend.tail.blocks = 1_001);
    fits(|rules| rules.spend.tail.seconds = 2 * DAY);
}

#[test]
fn given_the_next_revision_when_disputes_have_other_bars_it_refuses() {
    let text = "dispute: threshold 50.01 % is not 50.00 %, or floor 5.00 % not attest's 5.00 %";
    no(text, |rules| rules.dispute.threshold = Share::new(5_001));
    let text = "dispute: threshold 50.00 % is not 50.00 %, or floor 5.01 % not attest's 5.00 %";
    no(text, |rules| rules.dispute.floor = Share::new(501));
    let text = "dispute: threshold 50.00 % is not 50.00 %, or floor 5.00 % not attest's 5.01 %";
    no(text, |rules| rules.attest.floor = Share::new(501));
}

#[test]
fn given_the_next_revision_when_the_least_electorate_is_out_of_bounds_it_refuses() {
    for (share, words) in [(99, "0.99 %"), (5_001, "50.01 %")] {
        let text = format!("an electorate of {words} is not 1.00 % to 50.00 %");
        no(&text, |rules| rules.electorate = Share::new(share));
    }
    for share in [100, 5_000] {
        fits(|rules| rules.electorate = Share::new(share));
    }
}

#[test]
fn given_the_next_revision_when_the_cap_is_out_of_bounds_it_refuses() {
    for count in [0, 101] {
        let text = format!("{count} proposals in suspense are not 1 to 100");
        no(&text, |rules| rules.proposals = count);
    }
    for count in [1, 100] {
        fits(|rules| rules.proposals = count);
    }
}

#[test]
fn given_the_next_revision_when_the_cool_down_is_too_long_it_refuses() {
    let most = 90 * DAY;
    let text = format!("a cool-down of {} s is longer than {most} s", most + 1);
    no(&text, |rules| rules.cool_down = most + 1);
    for seconds in [0, most] {
        fits(|rules| rules.cool_down = seconds);
    }
}

#[test]
fn given_the_next_revision_when_a_denom_is_uncited_twice_it_refuses() {
    let text = "2 denoms paid without citation are not at most 16, each once";
    no(text, |rules| {
        rules.uncited = vec![payment("a"), payment("a")]
    });
}

#[test]
fn given_the_next_revision_when_too_many_denoms_are_uncited_it_refuses() {
    let some = |count: usize| (0..count).map(|n| payment(&n.to_string())).collect();
    let text = "17 denoms paid without citation are not at most 16, each once";
    no(text, |rules| rules.uncited = some(17));
    fits(|rules| rules.uncited = some(16));
    fits(|rules| rules.uncited = vec![]);
}

#[test]
fn given_another_revision_it_refuses() {
    for revision in [0, 1, 3, u32::MAX] {
        let text = format!("rules of revision {revision} do not follow revision 1");
        no(&text, |rules| rules.revision = revision);
    }
}
