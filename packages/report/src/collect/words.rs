//! Terms in words.

use milegate_api::core::ledger::{Curve, Gate, IfMissed, Tranche};
use milegate_api::core::milestone::{Policy, WitnessKind};
use milegate_api::milestones::Missing;

use crate::dates;
use crate::figures::Figures;
use crate::snapshot::Snapshot;

/// A policy as the expression it was written as.
pub fn policy(p: &Policy) -> String {
    let list = |of: &[Policy], by: &str| of.iter().map(inner).collect::<Vec<_>>().join(by);
    match p {
        Policy::Witness { name } => name.clone(),
        Policy::All { of } => list(of, " and "),
        Policy::Any { of } => list(of, " or "),
        Policy::AtLeast { count, of } => format!("{count} of ({})", list(of, ", ")),
    }
}

fn inner(p: &Policy) -> String {
    match p {
        Policy::All { of } | Policy::Any { of } if of.len() > 1 => format!("({})", policy(p)),
        _ => policy(p),
    }
}

/// A curve.
pub fn curve(c: &Curve) -> String {
    match *c {
        Curve::Once {} => "at once".into(),
        Curve::Linear { duration, cliff: 0 } => format!("evenly over {}", dates::term(duration)),
        Curve::Linear { duration, cliff } => {
            format!(
                "evenly over {} with a cliff of {}",
                dates::term(duration),
                dates::term(cliff)
            )
        }
        Curve::Steps { every, count } => {
            format!("in {count} steps, one each {}", dates::term(every))
        }
    }
}

/// Who a witness is.
pub fn witness(kind: &WitnessKind<cosmwasm_std::Addr>, s: &Snapshot) -> String {
    match kind {
        WitnessKind::Committee {
            group, threshold, ..
        } => {
            let of = s
                .groups
                .get(group)
                .map_or(String::new(), |g| format!(" of {}", g.weight));
            format!("committee {group}: weight {threshold}{of}, two members at least")
        }
        WitnessKind::Authority { address } => match s.parties.get(address) {
            Some(Some(info)) if !info.label.is_empty() => format!("{} ({address})", info.label),
            _ => address.to_string(),
        },
        WitnessKind::State {
            contract,
            checks,
            held,
            observations,
            ..
        } => {
            let checks: Vec<_> = checks.iter().map(ToString::to_string).collect();
            format!(
                "{contract} answers {}, for {} and {observations} observations",
                checks.join(" and "),
                dates::term(*held)
            )
        }
        WitnessKind::Feed {
            oracle,
            feed,
            registered,
            measure,
            target,
            observations,
            ..
        } => format!(
            "a {measure} of at least {} over {} periods of `{feed}` of {oracle}, \
             {observations} of them with a value",
            s.figures.value(oracle, feed, *target),
            registered.periods
        ),
        WitnessKind::Assertion { bond } => {
            let bond = s.figures.bond(*bond);
            format!("anyone who is not interested, with a bond of {bond}")
        }
    }
}

/// What a leaf lacks.
pub fn missing<'m>(m: &'m Missing, figures: &Figures) -> (&'m str, String) {
    match m {
        Missing::Committee {
            witness,
            weight,
            threshold,
            members,
            members_needed,
        } => (
            witness,
            format!("weight {weight} of {threshold}, {members} of {members_needed} members"),
        ),
        Missing::Authority { witness, .. } => (witness, "has not attested".into()),
        Missing::State { witness, watch, .. } if watch.suspended.is_some() => (
            witness,
            "suspended for good: its contract runs other code".into(),
        ),
        Missing::State {
            witness,
            watch,
            observations_needed,
            ..
        } => {
            let seen = watch.hold.map_or(0, |hold| hold.observations);
            (
                witness,
                format!("{seen} of {observations_needed} observations"),
            )
        }
        Missing::Feed {
            witness,
            oracle,
            feed,
            measure,
            target,
            reading,
            ..
        } => {
            let target = figures.value(oracle, feed, *target);
            let values = reading.map_or(0, |reading| reading.observations);
            (
                witness,
                format!("a {measure} of at least {target}; its window has {values} values"),
            )
        }
        Missing::Assertion {
            witness,
            bond: Some(bond),
            ..
        } => {
            let bond = figures.bond(*bond);
            (witness, format!("nobody asserts it, which costs {bond}"))
        }
        Missing::Assertion { witness, .. } => (
            witness,
            "takes no more: three assertions were struck".into(),
        ),
    }
}

/// What a miss of `milestone` does, tranche by tranche.
pub fn if_missed(s: &Snapshot, milestone: &str) -> Vec<String> {
    let lot = u128::from(s.vault.asset.lot.u64());
    let share = |t: &Tranche| {
        let weight = u128::from(t.weight.u64());
        let hundredths = weight.saturating_mul(10_000).checked_div(lot).unwrap_or(0);
        let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
    };
    let mut out = Vec::new();
    for schedule in &s.schedules {
        for tranche in &schedule.schedule.tranches {
            let Gate::Milestone {
                milestone: name,
                if_missed,
                ..
            } = &tranche.gate
            else {
                continue;
            };
            let who = format!("{} of {}", share(tranche), schedule.name);
            match if_missed {
                IfMissed::Forfeit {} if name == milestone => {
                    out.push(format!("{who} is forfeited"))
                }
                IfMissed::Fallback { curve: c } if name == milestone => {
                    out.push(format!("{who} is released all the same, {}", curve(c)));
                }
                IfMissed::Roll { milestone: to } if name == milestone => {
                    out.push(format!(
                        "{who} waits for {to} instead, and is forfeited if that is missed too"
                    ));
                }
                IfMissed::Roll { milestone: to } if to == milestone => {
                    out.push(format!(
                        "{who} is forfeited if it waits here because {name} was missed"
                    ));
                }
                _ => {}
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_read_as_they_are_written() {
        let leaf = |n: &str| Policy::Witness { name: n.into() };
        let either = Policy::Any {
            of: vec![leaf("b"), leaf("c")],
        };
        let both = Policy::All {
            of: vec![leaf("a"), either.clone()],
        };
        assert_eq!(policy(&both), "a and (b or c)");
        let two = Policy::AtLeast {
            count: 2,
            of: vec![leaf("a"), either, leaf("d")],
        };
        assert_eq!(policy(&two), "2 of (a, (b or c), d)");
    }

    #[test]
    fn curves_read_as_they_are_written() {
        let year = 31_557_600;
        assert_eq!(
            curve(&Curve::Linear {
                duration: 4 * year,
                cliff: 0
            }),
            "evenly over 4 years"
        );
        assert_eq!(
            curve(&Curve::Linear {
                duration: 4 * year,
                cliff: year
            }),
            "evenly over 4 years with a cliff of 1 year"
        );
        assert_eq!(
            curve(&Curve::Steps {
                every: year / 12,
                count: 3
            }),
            "in 3 steps, one each 1 month"
        );
    }
}
