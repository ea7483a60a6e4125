//! What proposals pay.

use cosmwasm_std::Uint128;
use milegate_core::governance::{
    Class, Content, Kind, Refusal, RuleError, Rules, Shortfall, Status, check_citation, check_held,
    limits, pay,
};

use crate::kit::*;

#[test]
fn payments_add_up_by_denom() {
    let mut sums = Vec::new();
    for (denom, amount) in [("umile", 300), ("uusd", 1), ("umile", 200)] {
        pay(&mut sums, payment(denom, amount)).unwrap();
    }
    assert_eq!(sums, [payment("umile", 500), payment("uusd", 1)]);
    let refused = pay(&mut sums, payment("umile", u128::MAX));
    assert!(matches!(refused, Err(Refusal::OutOfRange { .. })));
}

#[test]
fn a_large_payment_cites_an_answered_signal() {
    let answered = Status::Answered { option: 1 };
    let rejected = Status::Rejected {
        why: Shortfall::NoElectorate {},
    };
    let check = |denom, amount, cited| check_citation(&rules(), &[payment(denom, amount)], cited);
    assert_eq!(check("umile", 500, None), Ok(()));
    assert_eq!(check("umile", 501, Some(answered)), Ok(()));
    assert_eq!(check("uusd", 1, Some(answered)), Ok(()));
    for cited in [
        None,
        Some(rejected),
        Some(Status::Voting {}),
        Some(Status::Expired {}),
    ] {
        for (denom, amount, most) in [("umile", 501, 500), ("uusd", 1, 0)] {
            let refused = Refusal::Uncited {
                denom: denom.to_owned(),
                amount: Uint128::new(amount),
                most: Uint128::new(most),
                cited,
            };
            assert_eq!(check(denom, amount, cited), Err(refused));
        }
    }
}

#[test]
fn deposits_are_not_spent() {
    let check = |amount, balance, held| {
        check_held(
            Uint128::new(amount),
            Uint128::new(balance),
            Uint128::new(held),
        )
    };
    assert_eq!(check(70, 100, 30), Ok(()));
    assert_eq!(check(0, 0, 1), Ok(()));
    for (amount, balance, held, free) in [(71u128, 100, 30u128, 70), (1, 20, 30, 0)] {
        let (amount, free, held): (Uint128, _, Uint128) =
            (amount.into(), Uint128::new(free), held.into());
        let refused = Refusal::HeldDeposits { amount, free, held };
        assert_eq!(check(amount.u128(), balance, held.u128()), Err(refused));
    }
}

#[test]
fn limits_of_payments_are_rules_of_payments() {
    let limited = |uncited| Rules {
        revision: 2,
        uncited,
        ..rules()
    };
    let raised = limited(vec![payment("umile", 501)]);
    let kinds = [Kind::Rules(Box::new(raised))];
    let (class, rule) = rules().bar(&Content::Messages(&kinds)).unwrap();
    assert_eq!(
        (class, rule),
        (Class::Rules, rules().rules.and(rules().spend))
    );

    for uncited in [
        vec![payment("umile", 1), payment("uusd", 1), payment("umile", 2)],
        (0..=limits::UNCITED)
            .map(|number| payment(&number.to_string(), 1))
            .collect(),
    ] {
        let count = uncited.len();
        assert_eq!(limited(uncited).check(), Err(RuleError::Uncited { count }));
    }
}

#[test]
fn refusals_name_the_values() {
    let refused = check_citation(&rules(), &[payment("umile", 501)], None).unwrap_err();
    let words = "501 umile are paid, 500 need no signal: cite one that has been answered";
    assert_eq!(refused.to_string(), words);
    let cited = Some(Status::Tail {});
    let refused = check_citation(&rules(), &[payment("umile", 501)], cited).unwrap_err();
    assert_eq!(
        refused.to_string(),
        format!("{words}, the one cited is tail")
    );
    let refused = check_held(3u128.into(), 4u128.into(), 2u128.into()).unwrap_err();
    let words = "3 are paid, 2 are held above the deposits of 2";
    assert_eq!(refused.to_string(), words);
}
