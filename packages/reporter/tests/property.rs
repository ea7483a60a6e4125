//! Values, deviations and medians beside a naive model in integers without bounds.
#![allow(clippy::arithmetic_side_effects)] // figures of a test

use milegate_reporter::{Deviation, Number, combine};
use num_bigint::BigUint;
use proptest::prelude::*;

fn ten(power: usize) -> BigUint {
    BigUint::from(10u8).pow(power.try_into().expect("a small power"))
}

/// `whole.part * scale_digits * 10^-scale_places` in units of `decimals`, rounded down: all over one
/// denominator.
fn model(whole: &str, part: &str, scale: (u64, usize), decimals: usize) -> BigUint {
    let digits: BigUint = format!("{whole}{part}").parse().expect("digits");
    digits * BigUint::from(scale.0) * ten(decimals) / ten(part.len() + scale.1)
}

/// Median and deviation by their definitions, quadratically.
fn combined(values: &[u128], parts: u32, need: usize) -> Option<u128> {
    // The least value with at least half of all at or below it.
    let median = |values: &[u128]| {
        let low = |value: &u128| values.iter().filter(|other| *other <= value).count();
        let least = values
            .iter()
            .filter(|value| low(value) * 2 >= values.len())
            .min();
        least.copied()
    };
    let middle = BigUint::from(median(values)?);
    let near: Vec<u128> = values
        .iter()
        .filter(|value| {
            let value = BigUint::from(**value);
            let far = if value > middle {
                &value - &middle
            } else {
                &middle - &value
            };
            far * 1_000_000u32 <= &middle * parts
        })
        .copied()
        .collect();
    (near.len() >= need).then(|| median(&near)).flatten()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn a_number_is_the_one_of_the_model(
        whole in "[0-9]{1,35}",
        part in "[0-9]{0,25}",
        digits in 1u64..10_000_000_000,
        places in 0usize..10,
        decimals in 0u8..=18,
    ) {
        let text = match part.as_str() {
            "" => whole.clone(),
            part => format!("{whole}.{part}"),
        };
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (front, back) = padded.split_at(padded.len() - places);
        let scale = match back {
            "" => front.to_string(),
            back => format!("{front}.{back}"),
        };
        let scale = Number::scale(&scale).expect("a scale");
        let units = Number::read(&text).expect("a number").units(&scale, decimals);
        let expected = u128::try_from(model(&whole, &part, (digits, places), decimals.into()));
        prop_assert_eq!(units.ok().map(|units| units.u128()), expected.ok());
    }

    #[test]
    fn an_exponent_moves_the_point(digits in 0u64.., exponent in -40i32..20) {
        let scale = Number::scale("1").expect("a scale");
        let text = format!("{digits}e{exponent}");
        let units = Number::read(&text).expect("a number").units(&scale, 18);
        let expected = BigUint::from(digits) * ten(58) / ten(usize::try_from(40 - exponent).expect("small"));
        prop_assert_eq!(units.ok().map(|units| units.u128()), u128::try_from(expected).ok());
    }

    #[test]
    fn several_come_to_what_the_model_says(
        values in prop::collection::vec(
            prop_oneof![9_900u128..10_100, 0u128..20_000, any::<u128>(), Just(u128::MAX), Just(0)], 0..16,
        ),
        parts in prop_oneof![Just(0u32), 0u32..20_000, 0u32..=1_000_000],
        need in 1usize..8,
    ) {
        let given: Vec<_> = values.iter().copied().map(Into::into).collect();
        let combined_here = combine(&given, Deviation(parts), need).ok().map(|c| c.value.u128());
        prop_assert_eq!(combined_here, combined(&values, parts, need));
    }

    /// More than half of the sources, all as near to each other as asked, cannot be moved by the rest.
    #[test]
    fn an_honest_majority_sets_the_value(
        honest in prop::collection::vec(10_000u128..=10_050, 3..8),
        lies in prop::collection::vec(any::<u128>(), 0..8),
    ) {
        let mut values = honest.clone();
        values.extend(lies.iter().take(honest.len() - 1));
        let given: Vec<_> = values.iter().copied().map(Into::into).collect();
        let combined = combine(&given, Deviation(20_000), honest.len()).expect("most agree");
        let value = combined.value.u128();
        prop_assert!(honest.iter().any(|low| *low <= value));
        prop_assert!(honest.iter().any(|high| *high >= value));
    }
}
