//! What stakes weigh and what leaves them: tables by hand, and properties of any numbers.
#![allow(clippy::arithmetic_side_effects)]

use cosmwasm_std::Uint128;
use milegate_core::stake::{
    Claim, MAX_CLAIMS, MAX_UNBONDING, MIN_UNBONDING, Stake, StakeError, Terms, add, add_claim,
    subtract, take_due, total,
};
use proptest::prelude::*;

const E18: u128 = 1_000_000_000_000_000_000;

fn terms(tokens_per_weight: u128, min_bond: u128) -> Terms {
    Terms {
        tokens_per_weight: tokens_per_weight.into(),
        min_bond: min_bond.into(),
        unbonding_period: MIN_UNBONDING,
    }
}

fn said<T: std::fmt::Debug>(result: Result<T, StakeError>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn terms_by_which_nobody_could_stake_are_refused() {
    assert_eq!(terms(1, 1).check(), Ok(()));
    assert_eq!(terms(1_000_000, 1_000_000).check(), Ok(()));
    assert_eq!(terms(u128::MAX, u128::MAX).check(), Ok(()));
    assert_eq!(terms(0, 5).check(), Err(StakeError::FreeWeight {}));
    assert_eq!(
        said(terms(1_000, 999).check()),
        "a min_bond of 999 weighs nothing at 1000 tokens per weight"
    );
    let with = |unbonding_period| Terms {
        unbonding_period,
        ..terms(1, 1)
    };
    for period in [MIN_UNBONDING, MAX_UNBONDING] {
        assert_eq!(with(period).check(), Ok(()));
    }
    for period in [0, MIN_UNBONDING - 1, MAX_UNBONDING + 1, u64::MAX] {
        assert_eq!(
            said(with(period).check()),
            format!("an unbonding period of {period} s is not 86400 to 31536000 s")
        );
    }
}

#[test]
fn weights_by_hand() {
    let most = u128::from(u64::MAX);
    for (tokens_per_weight, min_bond, stake, weight) in [
        (1, 1, 0, 0),
        (1, 1, 1, 1),
        (1, 1, most, u64::MAX),
        (10, 10, 9, 0),
        (10, 10, 19, 1),
        (10, 10, 20, 2),
        (10, 25, 24, 0),
        (10, 25, 25, 2),
        (E18, E18, 18 * E18 + E18 / 2, 18),
        (E18, E18, most * E18 + (E18 - 1), u64::MAX),
        (u128::MAX, u128::MAX, u128::MAX - 1, 0),
        (u128::MAX, u128::MAX, u128::MAX, 1),
    ] {
        let weighed = terms(tokens_per_weight, min_bond).weight(stake.into());
        assert_eq!(weighed, Ok(weight), "{stake} at {tokens_per_weight}");
    }
    assert_eq!(
        said(terms(1, 1).weight((most + 1).into())),
        "a stake of 18446744073709551616 at 1 tokens per weight weighs more than 2^64-1"
    );
    assert_eq!(
        terms(0, 0).weight(1u128.into()),
        Err(StakeError::FreeWeight {})
    );
}

#[test]
fn a_supply_that_would_fill_the_total_is_refused() {
    let most = u128::from(u64::MAX);
    assert_eq!(terms(1, 1).check_supply(most.into()), Ok(()));
    assert_eq!(
        said(terms(1, 1).check_supply((20 * E18).into())),
        "a supply of 20000000000000000000 at 1 tokens per weight weighs more than 2^64-1"
    );
    assert_eq!(terms(E18, E18).check_supply((20 * E18).into()), Ok(()));
}

#[test]
fn stakes_by_hand() {
    let terms = terms(10, 20);
    let stake = |tokens: u128, weight| Stake {
        tokens: tokens.into(),
        weight,
    };
    let bond = |stake: u128, tokens: u128| terms.bond(stake.into(), tokens.into());
    let unbond = |stake: u128, tokens: u128| terms.unbond(stake.into(), tokens.into());

    assert_eq!(bond(0, 20), Ok(stake(20, 2)));
    assert_eq!(bond(19, 1), Ok(stake(20, 2)));
    assert_eq!(bond(25, 4), Ok(stake(29, 2)));
    assert_eq!(said(bond(0, 19)), "a stake of 19 is below the least, 20");
    assert_eq!(said(bond(30, 0)), "an amount of 0 tokens changes nothing");
    assert_eq!(
        said(bond(u128::MAX, 1)),
        format!("{} and 1 more come to more than 2^128-1", u128::MAX)
    );

    assert_eq!(unbond(35, 5), Ok(stake(30, 3)));
    assert_eq!(unbond(35, 16), Ok(stake(19, 0)));
    assert_eq!(unbond(35, 35), Ok(stake(0, 0)));
    assert_eq!(
        said(unbond(35, 36)),
        "36 tokens are more than the stake of 35"
    );
    assert_eq!(said(unbond(35, 0)), "an amount of 0 tokens changes nothing");
}

#[test]
fn totals_by_hand() {
    assert_eq!(total(10, 4, 7), Ok(13));
    assert_eq!(total(u64::MAX, u64::MAX, 0), Ok(0));
    assert_eq!(total(u64::MAX, 5, 5), Ok(u64::MAX));
    assert_eq!(
        said(total(u64::MAX, 5, 6)),
        "a weight of 6 beside 18446744073709551610 of others comes to more than 2^64-1"
    );
    assert_eq!(said(total(3, 4, 0)), "4 is more than the 3 it is part of");
    assert_eq!(add(1u128.into(), 2u128.into()), Ok(3u128.into()));
    assert_eq!(subtract(3u128.into(), 2u128.into()), Ok(1u128.into()));
    assert_eq!(
        said(subtract(3u128.into(), 4u128.into())),
        "4 is more than the 3 it is part of"
    );
}

fn claim(tokens: u128, due: u64) -> Claim {
    Claim {
        tokens: tokens.into(),
        due,
    }
}

#[test]
fn claims_by_hand() {
    let one = add_claim(vec![], claim(5, 100)).unwrap();
    let merged = add_claim(one, claim(6, 100)).unwrap();
    assert_eq!(merged, [claim(11, 100)]);
    let two = add_claim(merged, claim(1, 101)).unwrap();
    assert_eq!(two, [claim(11, 100), claim(1, 101)]);

    assert_eq!(said(take_due(vec![], 100)), "there is nothing to claim");
    assert_eq!(
        said(take_due(two.clone(), 99)),
        "nothing is due before 100; it is 99"
    );
    assert_eq!(
        take_due(two.clone(), 100),
        Ok((11u128.into(), vec![claim(1, 101)]))
    );
    assert_eq!(take_due(two, 101), Ok((12u128.into(), vec![])));
    let vast = vec![claim(u128::MAX, 1)];
    assert!(add_claim(vast.clone(), claim(1, 1)).is_err());
    let both = add_claim(vast, claim(1, 2)).unwrap();
    assert!(take_due(both, 2).is_err());
}

#[test]
fn the_list_of_claims_has_an_end() {
    let full: Vec<_> = (0..MAX_CLAIMS as u64).map(|n| claim(1, 100 + n)).collect();
    assert_eq!(
        said(add_claim(full.clone(), claim(1, 500))),
        "32 claims wait already, the most at a time; the first is due at 100"
    );
    assert_eq!(add_claim(full.clone(), claim(1, 131)).unwrap().len(), 32);
    let (_, waiting) = take_due(full, 100).unwrap();
    assert_eq!(add_claim(waiting, claim(1, 500)).unwrap().len(), 32);
}

#[test]
fn due_is_one_period_later() {
    assert_eq!(terms(1, 1).due(5), 5 + MIN_UNBONDING);
    assert_eq!(terms(1, 1).due(u64::MAX), u64::MAX);
}

proptest! {
    #[test]
    fn a_weight_is_the_whole_part_of_a_division(
        tokens_per_weight in 1..=u128::MAX, above in any::<u64>(), stake in any::<u128>(),
    ) {
        let min_bond = tokens_per_weight.saturating_add(above.into());
        let weight = terms(tokens_per_weight, min_bond).weight(stake.into());
        let whole = stake / tokens_per_weight;
        match weight {
            Ok(0) => prop_assert!(stake < min_bond),
            Ok(weight) => {
                prop_assert!(stake >= min_bond);
                prop_assert_eq!(u128::from(weight), whole);
            }
            Err(_) => prop_assert!(whole > u64::MAX.into()),
        }
    }

    #[test]
    fn what_is_bonded_and_unbonded_again_changes_nothing(
        tokens_per_weight in 1..=1_000_000u128, stake in 0..=u128::from(u64::MAX), more in 1..=u128::from(u64::MAX),
    ) {
        let terms = terms(tokens_per_weight, tokens_per_weight);
        if let (Ok(weight), Ok(after)) = (terms.weight(stake.into()), terms.bond(stake.into(), more.into())) {
            prop_assert!(after.weight >= weight && after.weight > 0);
            let back = terms.unbond(after.tokens, more.into()).unwrap();
            prop_assert_eq!(back, Stake { tokens: stake.into(), weight });
        }
    }

    #[test]
    fn claims_keep_every_token(
        parts in prop::collection::vec((1..=u128::from(u64::MAX), 0..40u64), 1..80), now in 0..45u64,
    ) {
        let (mut claims, mut sum) = (vec![], 0u128);
        for (tokens, due) in parts {
            if let Ok(more) = add_claim(claims.clone(), claim(tokens, due)) {
                claims = more;
                sum += tokens;
            }
            prop_assert!(claims.len() <= MAX_CLAIMS);
        }
        match take_due(claims.clone(), now) {
            Ok((due, waiting)) => {
                let rest: Uint128 = waiting.iter().map(|claim| claim.tokens).sum();
                prop_assert_eq!(due.u128() + rest.u128(), sum);
                prop_assert!(waiting.iter().all(|claim| claim.due > now));
            }
            Err(_) => prop_assert!(claims.iter().all(|claim| claim.due > now)),
        }
    }
}
