use cosmwasm_std::coins;
use milegate_api::payments::ExecuteMsg;
use milegate_tests::payments::{BEGINS, PURSE, Payments, TOKEN, fee};
use milegate_tests::suite::{DAY, DENOM, address, says};

const REST: u128 = 100 * TOKEN - fee(100 * TOKEN);

fn paid() -> Payments {
    let mut payments = Payments::new();
    payments.pay("ana", "ben", 100 * TOKEN).unwrap();
    payments
}

fn not_before(from: u64, now: u64) -> String {
    let ben = address("ben");
    format!("nothing is due to {ben} before {from}; it is {now}")
}

#[test]
fn given_nobody_was_paid_it_refuses() {
    let text = format!("nothing is owed to {}", address("ben"));
    Payments::new().refuses(&text, |payments| payments.withdraw("ben"));
}

#[test]
fn given_a_payment_when_its_own_period_runs_or_the_next_it_refuses_until_both_are_over() {
    let mut payments = paid();
    let due = BEGINS + 2 * DAY;
    for now in [BEGINS + DAY - 1, BEGINS + DAY, due - 1] {
        payments.until(now);
        payments.refuses(&not_before(due, now), |payments| payments.withdraw("ben"));
        let owed = payments.account("ben");
        assert_eq!((owed.due.u128(), owed.held.u128()), (0, REST));
        assert_eq!(owed.next, Some(due));
    }
    payments.until(due);
    let owed = payments.account("ben");
    assert_eq!(
        (owed.due.u128(), owed.held.u128(), owed.next),
        (REST, 0, None)
    );
    payments.withdraw("ben").unwrap();
}

#[test]
fn given_a_payment_when_both_are_over_it_sends_the_payee_what_is_due() {
    let mut payments = paid();
    payments.periods_pass(2);
    let receipt = payments.withdraw("ben").unwrap();
    let (ben, amount) = (address("ben"), REST.to_string());
    let wanted = [("payee", ben.as_str()), ("amount", amount.as_str())];
    says(&receipt, "payments_withdrawn", &wanted);
    assert_eq!(payments.balance("ben"), PURSE + REST);
    assert_eq!(payments.solvency(), (0, 0));
}

#[test]
fn given_a_payment_when_a_stranger_sends_it_it_pays_the_payee_and_not_the_stranger() {
    let mut payments = paid();
    payments.periods_pass(2);
    let withdraw = ExecuteMsg::Withdraw {
        payee: Some(address("ben")),
    };
    payments.tell("stranger", &withdraw, &[]).unwrap();
    assert_eq!(payments.balance("ben"), PURSE + REST);
    assert_eq!(payments.balance("stranger"), PURSE);
}

#[test]
fn given_a_payment_when_it_was_withdrawn_it_refuses() {
    let mut payments = paid();
    payments.periods_pass(2);
    payments.withdraw("ben").unwrap();
    let text = format!("nothing is owed to {}", address("ben"));
    payments.refuses(&text, |payments| payments.withdraw("ben"));
}

#[test]
fn given_a_payment_when_funds_are_attached_it_refuses() {
    let mut payments = paid();
    payments.periods_pass(2);
    let withdraw = ExecuteMsg::Withdraw { payee: None };
    payments.refuses("the message takes no funds, sent 1utok", |payments| {
        payments.tell("ben", &withdraw, &coins(1, DENOM))
    });
}

#[test]
fn given_payments_of_three_periods_it_pays_those_that_are_due_and_keeps_the_others() {
    let mut payments = paid();
    for tokens in [200, 300] {
        payments.periods_pass(1);
        payments.pay("ana", "ben", tokens * TOKEN).unwrap();
    }
    let owed = payments.account("ben");
    assert_eq!((owed.due.u128(), owed.held.u128()), (REST, 5 * REST));
    payments.withdraw("ben").unwrap();
    assert_eq!(payments.balance("ben"), PURSE + REST);
    let from = BEGINS + 3 * DAY;
    let text = not_before(from, payments.now());
    payments.refuses(&text, |payments| payments.withdraw("ben"));
    payments.until(from);
    payments.withdraw("ben").unwrap();
    assert_eq!(payments.balance("ben"), PURSE + 3 * REST);
    assert_eq!(payments.account("ben").next, Some(from + DAY));
    assert_eq!(payments.solvency(), (3 * REST, 3 * REST));
}

#[test]
fn given_years_of_silence_it_pays_everything_at_once() {
    let mut payments = paid();
    payments.periods_pass(1);
    payments.pay("ana", "ben", 100 * TOKEN).unwrap();
    payments.periods_pass(4_000);
    payments.withdraw("ben").unwrap();
    assert_eq!(payments.balance("ben"), PURSE + 2 * REST);
}
