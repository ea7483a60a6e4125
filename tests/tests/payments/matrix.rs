//! Role x message x state, every cell with its exact result.

use milegate_api::payments::{ACCESS, ExecuteMsg};
use milegate_tests::cells;
use milegate_tests::payments::{BEGINS, Payments, TOKEN};
use milegate_tests::suite::{DAY, address};

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// A day before period 0.
    Young,
    /// Period 0 runs, nobody has paid.
    Fresh,
    /// `ana` has paid `ben` in period 0.
    Paid,
    /// Period 1 runs.
    Held,
    /// Period 2 runs.
    Due,
    /// `ben` has withdrawn.
    Empty,
}

use State::*;

const STATES: [State; 6] = [Young, Fresh, Paid, Held, Due, Empty];
const ROLES: [&str; 5] = ["ana", "ben", "issuer", "stranger", "deployer"];

type Send = cells::Send<Payments>;

const MESSAGES: [(&str, Send); 4] = [
    ("pay", |payments, who| payments.pay(who, "vera", TOKEN)),
    ("pay itself", |payments, who| payments.pay(who, who, TOKEN)),
    ("withdraw", |payments, who| payments.withdraw(who)),
    ("withdraw for ben", |payments, who| {
        let payee = Some(address("ben"));
        payments.tell(who, &ExecuteMsg::Withdraw { payee }, &[])
    }),
];

fn reach(state: State) -> Payments {
    let mut payments = Payments::young();
    if state == Young {
        return payments;
    }
    payments.until(BEGINS);
    if state == Fresh {
        return payments;
    }
    payments.pay("ana", "ben", TOKEN).unwrap();
    match state {
        Held => payments.periods_pass(1),
        Due | Empty => payments.periods_pass(2),
        _ => {}
    }
    if state == Empty {
        payments.withdraw("stranger").unwrap_err();
        payments.withdraw("ben").unwrap();
    }
    payments
}

fn expected(payments: &Payments, state: State, message: &str, role: &str) -> Result<(), String> {
    let now = payments.now();
    let started = match state {
        Young => Err(format!("payments begin at {BEGINS}; it is {now}")),
        _ => Ok(()),
    };
    let withdraw = |who: &str| match (who, state) {
        ("ben", Due) => Ok(()),
        ("ben", Paid | Held) => Err(format!(
            "nothing is due to {} before {}; it is {now}",
            address("ben"),
            BEGINS + 2 * DAY
        )),
        _ => Err(format!("nothing is owed to {}", address(who))),
    };
    match message {
        "pay" => started,
        "pay itself" => started.and(Err(format!("{} cannot pay itself", address(role)))),
        "withdraw" => withdraw(role),
        "withdraw for ben" => withdraw("ben"),
        _ => panic!("no row for {message}"),
    }
}

#[test]
fn every_role_sends_every_message_in_every_state() {
    for (message, _) in ACCESS {
        let sent = |name: &str| name.split(' ').next() == Some(message);
        assert!(
            MESSAGES.iter().any(|(name, _)| sent(name)),
            "{message} is not sent"
        );
    }
    let cells = cells::every_cell(&STATES, &ROLES, &MESSAGES, reach, expected);
    assert_eq!(cells, 6 * 5 * 4);
}
