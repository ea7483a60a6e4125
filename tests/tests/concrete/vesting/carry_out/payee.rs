use milegate_tests::suite::{PAYEE_DELAY, Suite, address, paying, says};

use super::{Payee, announced, one, sealed, streaming, waits};

#[test]
fn given_a_sealed_vault_given_a_payee_when_the_delay_is_a_second_short_it_refuses() {
    let mut suite = announced();
    suite.chain.advance(PAYEE_DELAY.seconds - 1);
    waits(suite, "eve", Payee);
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_the_delay_is_over_it_pays_the_new_one_from_then_on() {
    let mut suite = streaming(true);
    let receipt = suite.pays("ben", "ben", "heir").unwrap();
    let wanted = [
        ("grant", "ben"),
        ("from", &address("custodian")),
        ("to", &address("heir")),
        ("reason", "custody"),
    ];
    says(&receipt, "vesting_payee_changed", &wanted);
    let claim = |suite: &mut Suite| suite.claim("ben", &["ben"]);
    // seven days of a hundred, of 20 lots, the days of the delay included
    assert_eq!(suite.gain("heir", claim), 1_400_000);
    let barred = format!(
        "{} is neither owner nor payee of grant ben",
        address("custodian")
    );
    suite.a_day_passes();
    suite.refuses(&barred, |suite| suite.claim("custodian", &["ben"]));
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_the_old_one_was_never_paid_it_is_no_longer_interested() {
    let mut suite = streaming(false);
    let receipt = suite.pays("ben", "ben", "heir").unwrap();
    says(&receipt, "vesting_payee_changed", &[("grant", "ben")]);
    assert!(suite.is_free("custodian"));
    assert_eq!(suite.interest("heir"), one("seed"));
    assert_eq!(suite.interest("ben"), one("seed"));
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_the_old_one_was_paid_it_stays_interested() {
    let mut suite = streaming(true);
    let receipt = suite.pays("ben", "ben", "heir").unwrap();
    says(&receipt, "vesting_payee_changed", &[("grant", "ben")]);
    assert_eq!(suite.interest("custodian"), one("seed"));
    suite.decline("custodian", "ben").expect("he may shed it");
    assert!(suite.is_free("custodian"));
    assert_eq!(suite.balance("vault"), 148_000_000);
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_the_old_one_is_the_owner_and_was_paid_it_stays_interested_for_good()
 {
    let mut suite = sealed();
    suite.reach("listing");
    suite.notice_passes();
    suite.claim("ana", &["ana"]).unwrap();
    suite.pays("ana", "ana", "custodian").unwrap();
    let receipt = suite.sells("ana", "ana", "buyer").unwrap();
    says(&receipt, "vesting_owner_changed", &[("grant", "ana")]);
    assert_eq!(suite.interest("ana"), one("core"));
    let text = format!("{} has nothing to decline in grant ana", address("ana"));
    suite.refuses(&text, |suite| suite.decline("ana", "ana"));
    assert_eq!(suite.balance("vault"), 146_000_000);
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_the_old_one_declined_in_favour_of_the_new_one_it_refuses()
 {
    let mut suite = sealed();
    suite.announce("ben", "ben", paying("ben")).unwrap();
    suite.decline("custodian", "ben").unwrap();
    suite.chain.advance(PAYEE_DELAY.seconds);
    let text = format!("{} is the payee of grant ben already", address("ben"));
    suite.refuses(&text, |suite| suite.carry_out("ben", "ben", Payee));
    suite
        .cancel("ben", "ben", Payee)
        .expect("it can be cancelled");
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_the_new_one_refuses_grants_by_now_it_refuses() {
    let mut suite = announced();
    suite.refuse_grants("custodian", true).unwrap();
    suite.chain.advance(PAYEE_DELAY.seconds);
    let text = format!("{} refuses grants", address("custodian"));
    suite.refuses(&text, |suite| suite.carry_out("eve", "eve", Payee));
    suite
        .cancel("eve", "eve", Payee)
        .expect("it can be cancelled");
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_the_new_one_has_declined_by_now_it_refuses() {
    let mut suite = streaming(true);
    suite.pays("ben", "ben", "heir").unwrap();
    suite.announce("ben", "ben", paying("custodian")).unwrap();
    suite.decline("custodian", "ben").unwrap();
    suite.chain.advance(PAYEE_DELAY.seconds);
    let text = format!("{} has declined grant ben", address("custodian"));
    suite.refuses(&text, |suite| suite.carry_out("ben", "ben", Payee));
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_the_new_one_is_the_owner_it_pays_the_owner() {
    let mut suite = streaming(false);
    let receipt = suite.pays("ben", "ben", "ben").unwrap();
    says(
        &receipt,
        "vesting_payee_changed",
        &[("to", &address("ben"))],
    );
    let claim = |suite: &mut Suite| suite.claim("ben", &["ben"]);
    assert_eq!(suite.gain("ben", claim), 3_400_000);
    assert_eq!(suite.interest("ben"), one("seed"), "he counts once");
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_one_of_them_stays_interested_it_leaves_him_interested_since_the_same_block()
 {
    let mut suite = streaming(true);
    let drafted = suite.since("ben", "seed");
    let receipt = suite.pays("ben", "ben", "heir").unwrap();
    says(&receipt, "vesting_payee_changed", &[("grant", "ben")]);
    let heirs = suite.since("heir", "seed");
    assert_eq!(heirs, Some(suite.point().height), "this block");
    suite.pays("ben", "ben", "custodian").unwrap();
    assert_eq!(suite.since("heir", "seed"), None, "never paid");
    for held in ["ben", "custodian"] {
        assert_eq!(suite.since(held, "seed"), drafted, "{held}");
    }
    assert_eq!(suite.balance("vault"), 148_000_000);
}
