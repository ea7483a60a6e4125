use cosmwasm_std::{HexBinary, coins};
use milegate_api::payments::{ConfigResponse, InstantiateMsg, QueryMsg};
use milegate_core::governance::Share;
use milegate_tests::payments::{BEGINS, EXCLUDED, Payments, TOKEN, terms};
use milegate_tests::suite::{DAY, DENOM, GENESIS, address};

#[track_caller]
fn refuses(text: &str, change: impl FnOnce(&mut InstantiateMsg)) {
    let born = Payments::born(&[], change).map(drop);
    assert_eq!(born.unwrap_err().reason, text);
}

#[test]
fn when_the_terms_are_sound_it_fixes_them_and_says_so() {
    let payments = Payments::young();
    let known: ConfigResponse = payments.ask(&QueryMsg::Config {});
    let wanted = terms();
    assert_eq!((known.plan, known.denom), (wanted.plan, DENOM.to_string()));
    assert_eq!(known.terms, wanted.terms);
    let mut excluded = EXCLUDED.map(|who| payments.at(who));
    excluded.sort();
    assert_eq!(known.excluded, excluded);
    let created = payments.chain.log().iter().flat_map(|line| &line.events);
    let created = created
        .into_iter()
        .find(|event| event.ty == "wasm-payments_created")
        .expect("an event");
    let said = |key: &str| {
        let found = created.attributes.iter().find(|known| known.key == key);
        found.expect(key).value.clone()
    };
    assert_eq!(
        (said("fee"), said("least")),
        ("25".into(), TOKEN.to_string())
    );
    assert_eq!(
        (said("start"), said("period")),
        (BEGINS.to_string(), DAY.to_string())
    );
    assert_eq!(said("excluded"), EXCLUDED.map(address).join(","));
}

#[test]
fn when_the_terms_are_sound_it_has_no_admin_and_runs_no_other_code() {
    let mut payments = Payments::young();
    let info = payments.chain.contract_info(&payments.contract);
    assert_eq!(info.expect("a contract").admin, None);
    let (deployer, contract) = (payments.at("deployer"), payments.contract.clone());
    let code = payments.code;
    let moved = payments
        .chain
        .migrate(&deployer, &contract, code, &serde_json::json!({}));
    assert!(moved.is_err());
}

#[test]
fn when_the_fee_is_none_or_above_a_tenth_it_refuses() {
    for (fee, said) in [(0, "0.00 %"), (1_001, "10.01 %")] {
        let text = format!("a fee of {said} is not 0.01 % to 10.00 %");
        refuses(&text, |msg| msg.terms.fee = Share::new(fee));
    }
    for fee in [1, 1_000] {
        Payments::born(&[], |msg| msg.terms.fee = Share::new(fee)).expect("a sound fee");
    }
}

#[test]
fn when_the_least_payment_is_nothing_or_too_large_it_refuses() {
    let most = (1u128 << 96) - 1;
    for least in [0, most + 1] {
        let text = format!("a least payment of {least} is not 1 to {most}");
        refuses(&text, |msg| msg.terms.least = least.into());
    }
}

#[test]
fn when_the_start_is_past_or_after_2199_it_refuses() {
    for start in [GENESIS - 1, 7_258_118_400] {
        let text = format!("start {start} is before now, {GENESIS}, or not before the year 2200");
        refuses(&text, |msg| msg.terms.calendar.start = start);
    }
    Payments::born(&[], |msg| msg.terms.calendar.start = GENESIS).expect("it may start at once");
}

#[test]
fn when_the_period_is_too_short_or_too_long_it_refuses() {
    for period in [59, 366 * DAY + 1] {
        let text = format!("a period of {period} s is not 60 to {} s", 366 * DAY);
        refuses(&text, |msg| msg.terms.calendar.period = period);
    }
}

#[test]
fn when_an_account_is_excluded_twice_it_refuses() {
    let text = format!("{} is excluded twice", address("issuer"));
    refuses(&text, |msg| msg.excluded.push(address("issuer")));
}

#[test]
fn when_too_many_accounts_are_excluded_it_refuses() {
    let crowd = |count: usize| {
        (0..count)
            .map(|at| address(&format!("maker {at}")))
            .collect()
    };
    let text = "33 excluded accounts are more than 32";
    refuses(text, |msg| msg.excluded = crowd(33));
    Payments::born(&[], |msg| msg.excluded = crowd(32)).expect("not too many");
}

#[test]
fn when_an_address_is_malformed_it_refuses() {
    let born = Payments::born(&[], |msg| {
        msg.excluded[0] = address("issuer").to_uppercase()
    });
    let reason = born.map(drop).unwrap_err().reason;
    assert!(reason.contains("address not normalized"), "{reason}");
}

#[test]
fn when_the_denom_or_the_plan_has_no_name_it_refuses() {
    let text = |what: &str| format!("the {what} has 0 bytes, not 1 to 128");
    refuses(&text("denom"), |msg| msg.denom.clear());
    refuses(&text("plan's name"), |msg| msg.plan.name.clear());
}

#[test]
fn when_the_digest_is_short_it_refuses() {
    let text = "the plan's digest has 31 bytes, not 32";
    refuses(text, |msg| msg.plan.digest = HexBinary::from([7; 31]));
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let born = Payments::born(&coins(1, DENOM), |_| {}).map(drop);
    let text = "the message takes no funds, sent 1utok";
    assert_eq!(born.unwrap_err().reason, text);
}
