//! That nothing grows with history or with the number of accounts. Gas is a property of the compiled
//! contract, so a native run measures nothing.

use milegate_api::payments::QueryMsg;
use milegate_tests::payments::{Payments, TOKEN};
use milegate_tests::suite::is_native;
use serde_json::Value;

/// Periods with a payment, and accounts that paid.
const HISTORY: [u32; 3] = [10, 200, 2_000];

type Costs = Vec<(&'static str, u64)>;

fn costs(mut payments: Payments) -> Costs {
    let query = |payments: &Payments, question: QueryMsg| {
        let _: Value = payments.ask(&question);
        payments.chain.last_query_gas()
    };
    let window = |periods, at| QueryMsg::Window { periods, at };
    let over = payments.period();
    let mut costs = vec![
        ("window of all", query(&payments, window(over, None))),
        ("window of one", query(&payments, window(1, None))),
        ("window long ago", query(&payments, window(3, Some(4)))),
    ];
    let known = payments.pay("payer 1", "shop", TOKEN).unwrap();
    costs.push(("first payment of a period", known.gas_used));
    let again = payments.pay("payer 2", "shop", TOKEN).unwrap();
    costs.push(("payment", again.gas_used));
    let fresh = payments.pay("ana", "nobody yet", TOKEN).unwrap();
    costs.push(("payment to a fresh account", fresh.gas_used));
    payments.periods_pass(2);
    let withdrawn = payments.withdraw("shop").unwrap();
    costs.push(("withdrawal", withdrawn.gas_used));
    costs
}

/// What each may take at most; an instance alone is 60,000.
fn most(name: &str) -> u64 {
    match name {
        "withdrawal" => 160_000,
        name if name.starts_with("window") => 80_000,
        _ => 200_000,
    }
}

/// The slope of the line that fits three points best.
fn slope(sizes: [f64; 3], costs: [f64; 3]) -> f64 {
    let mean = |of: [f64; 3]| of.iter().sum::<f64>() / 3.0;
    let (x, y) = (mean(sizes), mean(costs));
    let pairs = sizes.iter().zip(costs);
    let (mut up, mut across) = (0.0, 0.0);
    for (size, cost) in pairs {
        up += (size - x) * (cost - y);
        across += (size - x) * (size - x);
    }
    up / across
}

#[test]
fn nothing_grows_with_payments_accounts_or_periods() {
    if is_native() {
        return;
    }
    let mut payments = Payments::new();
    let mut taken = vec![];
    for day in 1..=HISTORY[2] {
        let who = format!("payer {day}");
        payments.send("ana", &who, 3 * TOKEN).unwrap();
        payments.pay(&who, "shop", TOKEN).unwrap();
        payments.periods_pass(1);
        if HISTORY.contains(&day) {
            taken.push(costs(payments.clone()));
        }
    }
    let taken: [Costs; 3] = taken.try_into().expect("three sizes");
    let [small, middle, large] = &taken;
    for (((name, small), (_, middle)), (_, large)) in small.iter().zip(middle).zip(large) {
        let slope = slope(
            HISTORY.map(f64::from),
            [small, middle, large].map(|gas| *gas as f64),
        );
        println!("{name}: {small} {middle} {large}, slope {slope:.3}");
        assert!(slope.abs() <= 0.5, "{name} grows by {slope} each");
        assert!(large.abs_diff(*middle) <= 500, "{name}: {middle} {large}");
        assert!(*large <= most(name), "{name} takes {large}");
    }
}
