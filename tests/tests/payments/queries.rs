//! What the contract answers, by hand.

use milegate_api::payments::QueryMsg;
use milegate_core::payments::Figures;
use milegate_tests::payments::{BEGINS, Payments, TOKEN, fee};
use milegate_tests::suite::DAY;

/// 1 token in period 0, 10 in period 2, 100 in period 3 by two; period 4 runs with 1,000.
fn known() -> Payments {
    let mut payments = Payments::new();
    payments.pay("ana", "ben", TOKEN).unwrap();
    payments.periods_pass(2);
    payments.pay("ana", "ben", 10 * TOKEN).unwrap();
    payments.periods_pass(1);
    payments.pay("ana", "ben", 60 * TOKEN).unwrap();
    payments.pay("cid", "ben", 40 * TOKEN).unwrap();
    payments.pay("cid", "issuer", 7 * TOKEN).unwrap();
    payments.periods_pass(1);
    payments.pay("ana", "ben", 1_000 * TOKEN).unwrap();
    payments
}

#[test]
fn a_window_answers_for_the_end_of_every_period_that_is_over() {
    let payments = known();
    let answer = payments.window(2, None);
    assert_eq!(
        (answer.from, answer.until),
        (BEGINS + 2 * DAY, BEGINS + 4 * DAY)
    );
    assert_eq!((answer.periods, answer.full), (2, true));
    let wanted = Figures {
        active: 2u64.into(),
        payments: 3u64.into(),
        payers: 3u64.into(),
        payees: 2u64.into(),
        sum: (110 * TOKEN).into(),
        excluded_payments: 1u64.into(),
        excluded_sum: (7 * TOKEN).into(),
        burnt: (fee(10 * TOKEN) + fee(60 * TOKEN) + fee(40 * TOKEN) + fee(7 * TOKEN)).into(),
    };
    assert_eq!(answer.figures, wanted);
    let sums = (0..4).map(|at| payments.window(2, Some(at)).figures.sum.u128() / TOKEN);
    assert_eq!(sums.collect::<Vec<_>>(), [1, 1, 10, 110]);
    let young = payments.window(90, None);
    assert_eq!((young.periods, young.full, young.from), (4, false, BEGINS));
    assert_eq!(young.figures.sum.u128(), 111 * TOKEN);
}

#[test]
fn a_window_answers_the_same_years_later() {
    let mut payments = known();
    let all = |payments: &Payments| {
        let windows = (1..5).flat_map(|periods| (0..4).map(move |at| (periods, at)));
        windows
            .map(|(periods, at)| payments.window(periods, Some(at)))
            .collect::<Vec<_>>()
    };
    let before = all(&payments);
    payments.periods_pass(3_000);
    payments.pay("ana", "ben", TOKEN).unwrap();
    assert_eq!(all(&payments), before);
}

#[test]
fn what_is_not_there_is_said() {
    let asked = |payments: &Payments, periods, at| {
        let answer = payments.try_ask::<serde_json::Value>(&QueryMsg::Window { periods, at });
        answer.unwrap_err().reason
    };
    let payments = known();
    for (text, wanted) in [
        (asked(&payments, 0, None), "a window of 0 periods is empty"),
        (asked(&payments, 1, Some(4)), "period 4 is not over: 4 are"),
        (
            asked(&payments, 1, Some(u32::MAX)),
            "period 4294967295 is not over: 4 are",
        ),
    ] {
        assert!(text.ends_with(wanted), "{text}");
    }
    let young = Payments::young().window(3, None);
    assert_eq!((young.periods, young.full), (0, false));
    assert_eq!((young.from, young.until), (BEGINS, BEGINS));
    assert_eq!(young.figures, Figures::default());
    assert_eq!(Payments::young().account("ana").next, None);
}

#[test]
fn periods_are_listed_in_pages_with_the_one_that_runs() {
    let payments = known();
    let sums = |start_after, limit| {
        let page = payments.periods(start_after, limit);
        assert_eq!(page.over, 4);
        let periods = page.periods.into_iter();
        periods
            .map(|one| (one.period, one.figures.sum.u128() / TOKEN))
            .collect::<Vec<_>>()
    };
    assert_eq!(sums(None, None), [(0, 1), (2, 10), (3, 100), (4, 1_000)]);
    assert_eq!(sums(Some(0), Some(2)), [(2, 10), (3, 100)]);
    assert_eq!(sums(Some(4), None), []);
    let first = payments.periods(None, Some(1)).periods.remove(0);
    assert_eq!((first.from, first.until), (BEGINS, BEGINS + DAY));
}

/// The numbers of a window are texts, as a state leaf reads them.
#[test]
fn a_window_is_written_in_texts() {
    let payments = known();
    let question = QueryMsg::Window {
        periods: 2,
        at: None,
    };
    let answer: serde_json::Value = payments.ask(&question);
    for (pointer, text) in [
        ("/figures/sum", "110000000"),
        ("/figures/payers", "3"),
        ("/figures/payees", "2"),
        ("/figures/payments", "3"),
        ("/figures/active", "2"),
    ] {
        assert_eq!(answer.pointer(pointer).unwrap(), text, "{pointer}");
    }
    assert_eq!(answer.pointer("/full").unwrap(), true);
}
