use cosmwasm_std::{coin, coins};
use milegate_api::payments::ExecuteMsg;
use milegate_core::payments::Figures;
use milegate_tests::payments::{BEGINS, PURSE, Payments, TOKEN, fee};
use milegate_tests::suite::{Answer, BOND_DENOM, DAY, DENOM, address, says};

fn pay_with(payments: &mut Payments, to: String, memo: Option<String>) -> Answer {
    let pay = ExecuteMsg::Pay { to, memo };
    payments.tell("ana", &pay, &coins(TOKEN, DENOM))
}

/// What the running period has come to.
fn running(payments: &Payments) -> Figures {
    let page = payments.periods(payments.period().checked_sub(1), None);
    let running = page.periods.first().expect("somebody paid");
    assert_eq!(running.period, payments.period());
    running.figures
}

fn counted(payments: u64, payers: u64, payees: u64, sum: u128) -> Figures {
    Figures {
        active: 1u64.into(),
        payments: payments.into(),
        payers: payers.into(),
        payees: payees.into(),
        sum: sum.into(),
        burnt: fee(sum).into(),
        ..Default::default()
    }
}

#[test]
fn given_payments_that_have_not_begun_it_refuses() {
    let mut payments = Payments::young();
    payments.until(BEGINS - 1);
    let text = format!("payments begin at {BEGINS}; it is {}", BEGINS - 1);
    payments.refuses(&text, |payments| payments.pay("ana", "ben", TOKEN));
    payments.until(BEGINS);
    payments.pay("ana", "ben", TOKEN).expect("they have begun");
}

#[test]
fn given_a_period_that_runs_when_the_payment_is_large_enough_it_burns_the_fee_and_owes_the_payee_the_rest()
 {
    let mut payments = Payments::new();
    let supply = payments.chain.supply(DENOM);
    let pay = ExecuteMsg::Pay {
        to: address("ben"),
        memo: Some("invoice 7".into()),
    };
    let receipt = payments
        .tell("ana", &pay, &coins(100 * TOKEN, DENOM))
        .unwrap();
    says(
        &receipt,
        "payments_paid",
        &[
            ("payer", &address("ana")),
            ("payee", &address("ben")),
            ("period", "0"),
            ("amount", "100000000"),
            ("fee", "250000"),
            ("counted", "true"),
            ("due", &(BEGINS + 2 * DAY).to_string()),
            ("memo", "invoice 7"),
        ],
    );
    let rest = 100 * TOKEN - 250_000;
    assert_eq!(supply - payments.chain.supply(DENOM), 250_000);
    assert_eq!(payments.balance("ana"), PURSE - 100 * TOKEN);
    assert_eq!(payments.balance("ben"), PURSE);
    assert_eq!(payments.solvency(), (rest, rest));
    let owed = payments.account("ben");
    assert_eq!((owed.due.u128(), owed.held.u128()), (0, rest));
    assert_eq!(owed.next, Some(BEGINS + 2 * DAY));
}

#[test]
fn given_a_period_that_runs_when_the_payment_is_large_enough_it_counts_payment_payer_payee_and_sum()
{
    let mut payments = Payments::new();
    payments.pay("ana", "ben", TOKEN).unwrap();
    assert_eq!(running(&payments), counted(1, 1, 1, TOKEN));
    payments.pay("cid", "ben", TOKEN).unwrap();
    payments.pay("ana", "dan", 2 * TOKEN).unwrap();
    assert_eq!(running(&payments), counted(3, 2, 2, 4 * TOKEN));
}

#[test]
fn given_a_period_that_runs_when_the_same_pair_pays_again_in_the_period_it_counts_the_payment_and_neither_of_them()
 {
    let mut payments = Payments::new();
    for _ in 0..3 {
        payments.pay("ana", "ben", 4 * TOKEN).unwrap();
        payments.a_block_passes();
    }
    assert_eq!(running(&payments), counted(3, 1, 1, 12 * TOKEN));
}

#[test]
fn given_a_period_that_runs_when_the_same_pair_pays_again_in_the_next_period_it_counts_both_of_them_again()
 {
    let mut payments = Payments::new();
    payments.pay("ana", "ben", TOKEN).unwrap();
    payments.periods_pass(1);
    payments.pay("ana", "ben", 5 * TOKEN).unwrap();
    assert_eq!(running(&payments), counted(1, 1, 1, 5 * TOKEN));
}

#[test]
fn given_a_period_that_runs_when_the_payment_is_below_the_least_it_pays_and_shows_it_as_excluded() {
    let mut payments = Payments::new();
    let receipt = payments.pay("ana", "ben", TOKEN - 1).unwrap();
    says(&receipt, "payments_paid", &[("counted", "false")]);
    let figures = Figures {
        excluded_payments: 1u64.into(),
        excluded_sum: (TOKEN - 1).into(),
        burnt: fee(TOKEN - 1).into(),
        ..Default::default()
    };
    assert_eq!(running(&payments), figures);
    let held = payments.account("ben").held.u128();
    assert_eq!(held, TOKEN - 1 - fee(TOKEN - 1));
    assert_eq!(payments.account("ana").paid, None);
}

#[test]
fn given_a_period_that_runs_when_the_payer_or_the_payee_is_excluded_it_pays_and_shows_it_as_excluded()
 {
    let mut payments = Payments::new();
    for (payer, payee) in [("issuer", "ben"), ("ana", "keeper"), ("issuer", "keeper")] {
        payments.pay(payer, payee, 10 * TOKEN).unwrap();
    }
    let figures = running(&payments);
    assert_eq!((figures.payments.u64(), figures.payers.u64()), (0, 0));
    assert_eq!((figures.payees.u64(), figures.active.u64()), (0, 0));
    assert_eq!(figures.excluded_payments.u64(), 3);
    assert_eq!(figures.excluded_sum.u128(), 30 * TOKEN);
    assert!(payments.account("keeper").excluded && !payments.account("ben").excluded);
    payments.pay("ana", "ben", TOKEN).unwrap();
    let figures = running(&payments);
    assert_eq!((figures.payers.u64(), figures.payees.u64()), (1, 1));
    assert_eq!(figures.active.u64(), 1);
}

#[test]
fn given_a_period_that_runs_when_the_fee_is_a_fraction_it_rounds_the_fee_up() {
    let mut payments = Payments::new();
    for (amount, fee) in [(1, "1"), (400, "1"), (401, "2"), (10_000, "25")] {
        let receipt = payments.pay("ana", "ben", amount).unwrap();
        says(&receipt, "payments_paid", &[("fee", fee)]);
    }
    payments.pay("ana", "ben", 1).unwrap();
    assert_eq!(payments.account("ben").held.u128(), 399 + 399 + 9_975);
}

#[test]
fn given_a_period_that_runs_when_nothing_is_sent_it_refuses() {
    let text = format!("a payment of 0 is not 1 to {}", (1u128 << 96) - 1);
    let pay = ExecuteMsg::Pay {
        to: address("ben"),
        memo: None,
    };
    Payments::new().refuses(&text, |payments| payments.tell("ana", &pay, &[]));
}

#[test]
fn given_a_period_that_runs_when_too_much_is_sent_it_refuses() {
    let most = (1u128 << 96) - 1;
    let mut payments = Payments::new();
    let ana = payments.at("ana");
    payments.chain.mint(&ana, &coins(2 * most, DENOM));
    let text = format!("a payment of {} is not 1 to {most}", most + 1);
    payments.refuses(&text, |payments| payments.pay("ana", "ben", most + 1));
    payments.pay("ana", "ben", most).expect("the most");
}

#[test]
fn given_a_period_that_runs_when_another_denom_is_sent_it_refuses() {
    let mut payments = Payments::new();
    let ana = payments.at("ana");
    payments.chain.mint(&ana, &[coin(TOKEN, BOND_DENOM)]);
    let pay = ExecuteMsg::Pay {
        to: address("ben"),
        memo: None,
    };
    let text = "only utok is taken, sent 5ubond";
    payments.refuses(text, |payments| {
        payments.tell("ana", &pay, &[coin(5, BOND_DENOM)])
    });
    let text = "only utok is taken, sent 5ubond,5utok";
    payments.refuses(text, |payments| {
        payments.tell("ana", &pay, &[coin(5, BOND_DENOM), coin(5, DENOM)])
    });
}

#[test]
fn given_a_period_that_runs_when_the_payer_pays_itself_it_refuses() {
    let text = format!("{} cannot pay itself", address("ana"));
    Payments::new().refuses(&text, |payments| payments.pay("ana", "ana", TOKEN));
}

#[test]
fn given_a_period_that_runs_when_the_contract_is_to_be_paid_it_refuses() {
    let text = "the contract itself cannot be paid";
    Payments::new().refuses(text, |payments| payments.pay("ana", "payments", TOKEN));
}

#[test]
fn given_a_period_that_runs_when_the_address_is_in_capitals_it_refuses() {
    let mut payments = Payments::new();
    let refused = pay_with(&mut payments, address("ben").to_uppercase(), None);
    let reason = refused.unwrap_err().reason;
    assert!(reason.contains("address not normalized"), "{reason}");
}

#[test]
fn given_a_period_that_runs_when_the_memo_is_too_long_it_refuses() {
    let mut payments = Payments::new();
    let text = "the memo has 257 bytes, more than 256";
    payments.refuses(text, |payments| {
        pay_with(payments, address("ben"), Some("x".repeat(257)))
    });
    pay_with(&mut payments, address("ben"), Some("x".repeat(256))).expect("a long memo");
}

#[test]
fn given_years_of_silence_it_counts_in_the_period_that_runs() {
    let mut payments = Payments::new();
    payments.pay("ana", "ben", TOKEN).unwrap();
    payments.periods_pass(4_000);
    payments.pay("ana", "ben", 2 * TOKEN).unwrap();
    assert_eq!(running(&payments), counted(1, 1, 1, 2 * TOKEN));
    assert_eq!(payments.window(4_000, None).figures.sum.u128(), TOKEN);
    assert_eq!(payments.window(3_999, None).figures.sum.u128(), 0);
}
