//! Payments beyond single messages: what faking costs, beside a ghost, in gas, as a witness.

mod gas;
mod matrix;
mod queries;
mod stateful;
mod washing;

use milegate_tests::payments::{Payments, TOKEN};

/// A short story that brings about every event.
pub fn story() -> Payments {
    let mut payments = Payments::new();
    payments.pay("ana", "ben", 3 * TOKEN).expect("ana pays");
    payments
        .pay("issuer", "ben", 5 * TOKEN)
        .expect("the issuer pays");
    payments.periods_pass(2);
    payments.withdraw("ben").expect("it is due");
    payments
}
