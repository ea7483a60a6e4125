//! The small languages, through the plan that holds them.

use milegate_core::ledger::{Curve, Gate};
use milegate_core::milestone::Policy;
use milegate_plan::{Amounts, Plan, duration_words, instant_words};

use crate::changed;

fn witness(name: &str) -> Policy {
    Policy::Witness {
        name: name.to_owned(),
    }
}

/// The policy of `listing`, with three witnesses to name; or the error's first line.
fn policy(text: &str) -> Result<Policy, String> {
    let plan = changed("committee and auditor", text);
    match Plan::parse("clean.toml", &plan) {
        Ok(plan) => Ok(plan.milestone("listing").unwrap().policy.clone()),
        Err(problems) => Err(problems
            .0
            .iter()
            .find(|p| p.code == "E012")
            .unwrap()
            .message
            .clone()),
    }
}

#[test]
fn policies() {
    let of = || vec![witness("a"), witness("b")];
    let table = [
        ("a", witness("a")),
        ("((a))", witness("a")),
        ("a and b", Policy::All { of: of() }),
        ("a or b", Policy::Any { of: of() }),
        ("2 of (a, b)", Policy::AtLeast { count: 2, of: of() }),
        (
            "2of(a,b)",
            Policy::Witness {
                name: String::new(),
            },
        ),
        (
            "c and (a or b)",
            Policy::All {
                of: vec![witness("c"), Policy::Any { of: of() }],
            },
        ),
        (
            "1 of (a and b, c)",
            Policy::AtLeast {
                count: 1,
                of: vec![Policy::All { of: of() }, witness("c")],
            },
        ),
    ];
    for (text, expected) in table {
        if text == "2of(a,b)" {
            assert!(policy(text).is_err());
        } else {
            assert_eq!(policy(text), Ok(expected), "{text}");
        }
    }
}

#[test]
fn policies_that_are_none() {
    let table = [
        (
            "",
            "column 1: expected a witness, a number or `(`, but the policy ends",
        ),
        (
            "a and",
            "column 6: expected a witness, a number or `(`, but the policy ends",
        ),
        ("a b", "column 3: expected the end of the policy, found `b`"),
        (
            "a and b or c",
            "column 9: expected parentheses around one of `and` and `or`, found `or`",
        ),
        ("(a", "column 3: expected `)`, but the policy ends"),
        (
            "3 of (a, b)",
            "column 1: 3 of 2 branches can never be satisfied",
        ),
        (
            "0 of (a, b)",
            "column 1: 0 of 2 branches can never be satisfied",
        ),
        ("2 of a", "column 6: expected `(`, found `a`"),
        ("a & b", "column 3: `&` has no meaning in a policy"),
        (
            "a and )",
            "column 7: expected a witness, a number or `(`, found `)`",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(policy(text), Err(format!("policy, {expected}")), "{text}");
    }
    let deep = format!("{}a{}", "(".repeat(40), ")".repeat(40));
    assert!(policy(&deep).unwrap_err().contains("fewer levels"));
}

/// The first curve of schedule `team`.
fn curve(text: &str) -> Option<Curve> {
    let plan = changed("linear 4y cliff 1y", text);
    Plan::parse("clean.toml", &plan)
        .ok()
        .map(|plan| *plan.schedule("team").unwrap().tranches[0].curve)
}

#[test]
fn curves() {
    let year = 31_557_600;
    let linear = |duration, cliff| Some(Curve::Linear { duration, cliff });
    let table = [
        ("once", Some(Curve::Once {})),
        ("linear 4y", linear(4 * year, 0)),
        (
            "linear 1y 30d cliff 90d",
            linear(year + 30 * 86_400, 90 * 86_400),
        ),
        (
            "steps monthly x36",
            Some(Curve::Steps {
                every: year / 12,
                count: 36,
            }),
        ),
        (
            "steps 2_628_000s x36",
            Some(Curve::Steps {
                every: 2_628_000,
                count: 36,
            }),
        ),
        ("linear", None),
        ("linear 4y cliff", None),
        ("linear 12mo", None),
        ("steps x36", None),
        ("steps monthly 36", None),
        ("linear -1y", None),
    ];
    for (text, expected) in table {
        assert_eq!(curve(text), expected, "{text}");
    }
}

#[test]
fn months_after_the_start_follow_the_calendar() {
    let table = [
        ("12mo", "2028-03-01"),
        ("1mo", "2027-04-01"),
        ("30d", "2027-03-31"),
        ("1y", "2028-02-29 06:00:00 UTC"),
    ];
    for (text, expected) in table {
        let plan = Plan::parse("clean.toml", &changed("12mo", text)).unwrap();
        match plan.schedule("team").unwrap().tranches[0].gate.value {
            Gate::Milestone { not_before, .. } => {
                assert_eq!(instant_words(not_before), expected, "{text}");
            }
            Gate::Time { .. } => panic!("a gate by time"),
        }
    }
}

#[test]
fn amounts() {
    let mer = Amounts {
        symbol: "MER".to_owned(),
        decimals: 6,
    };
    let table = [
        ("1 MER", Ok(1_000_000)),
        ("1_000.5 MER", Ok(1_000_500_000)),
        ("0.000001 MER", Ok(1)),
        ("1.2300000000 MER", Ok(1_230_000)),
        ("0.0000001 MER", Err(())),
        ("1 TIA", Err(())),
        ("1", Err(())),
        ("-1 MER", Err(())),
        ("1,000 MER", Err(())),
        ("1__0 MER", Err(())),
        ("1. MER", Err(())),
        (".5 MER", Err(())),
        ("1e3 MER", Err(())),
        (
            "340282366920938463463374607431768.211455 MER",
            Ok(u128::MAX),
        ),
        ("340282366920938463463374607431768.211456 MER", Err(())),
    ];
    for (text, expected) in table {
        assert_eq!(mer.parse(text).map_err(|_| ()), expected, "{text}");
    }
    assert_eq!(mer.words(1_234_567_500_000), "1,234,567.5 MER");
    assert_eq!(mer.words(0), "0 MER");
    let whole = Amounts {
        symbol: "X".to_owned(),
        decimals: 0,
    };
    assert_eq!(whole.parse("12 X"), Ok(12));
    assert_eq!(whole.words(12), "12 X");
}

#[test]
fn durations_in_words() {
    let table = [
        (31_557_600 * 4, "4 years"),
        (365 * 86_400, "365 days"),
        (90, "1 minute 30 seconds"),
        (129_600, "1 day 12 hours"),
        (0, "0 seconds"),
    ];
    for (seconds, expected) in table {
        assert_eq!(duration_words(seconds), expected);
    }
}
