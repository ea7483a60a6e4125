use milegate_tests::suite::{DAY, LEAVING, START, Suite, address, may_not, recovering, says};

use super::{Owner, Payee, Recovery, Termination, announced, nothing, one, sealed, streaming};

#[test]
fn given_a_sealed_vault_given_an_owner_when_the_new_owner_sends_it_controls_the_grant_and_is_paid()
{
    let mut suite = announced();
    let receipt = suite.carry_out("buyer", "eve", Owner).unwrap();
    let wanted = [
        ("grant", "eve"),
        ("change", "owner"),
        ("from", &address("eve")),
        ("to", &address("buyer")),
        ("payee", &address("buyer")),
        ("reason", "sale"),
    ];
    says(&receipt, "vesting_owner_changed", &wanted);
    assert_eq!(suite.interest("eve"), one("serving"), "it was his");
    assert_eq!(suite.interest("buyer"), one("serving"));
    suite.reach("listing");
    suite.until(START + 100 * DAY);
    let claim = |suite: &mut Suite| suite.claim("buyer", &["eve"]);
    assert_eq!(suite.gain("buyer", claim), 25_000_000);
}

#[test]
fn given_a_sealed_vault_given_an_owner_when_anybody_else_sends_it_refuses() {
    let mut suite = announced();
    for who in ["eve", "keeper", "heir", "hr", "stranger"] {
        let text = may_not(who, "accept the ownership", "eve", "the new owner");
        suite.refuses(&text, |suite| suite.carry_out(who, "eve", Owner));
    }
}

#[test]
fn given_a_sealed_vault_given_an_owner_when_another_payee_was_named_it_leaves_the_payee() {
    let mut suite = streaming(false);
    let receipt = suite.sells("ben", "ben", "buyer").unwrap();
    let payee = address("custodian");
    says(&receipt, "vesting_owner_changed", &[("payee", &payee)]);
    let claim = |suite: &mut Suite| suite.claim("buyer", &["ben"]);
    assert_eq!(suite.gain("custodian", claim), 2_000_000);
    assert_eq!(suite.interest("ben"), one("seed"), "it was his");
    assert_eq!(suite.interest("custodian"), one("seed"));
}

#[test]
fn given_a_sealed_vault_given_an_owner_when_the_new_owner_is_the_payee_it_is_both() {
    let mut suite = streaming(true);
    let receipt = suite.sells("ben", "ben", "custodian").unwrap();
    let payee = address("custodian");
    says(&receipt, "vesting_owner_changed", &[("payee", &payee)]);
    assert_eq!(suite.interest("custodian"), one("seed"));
    let text = format!("{payee} has nothing to decline in grant ben");
    suite.refuses(&text, |suite| suite.decline("custodian", "ben"));
    // who was the owner cannot step back to having been a payee
    suite.pays("custodian", "ben", "heir").unwrap();
    suite.sells("custodian", "ben", "buyer").unwrap();
    suite.refuses(&text, |suite| suite.decline("custodian", "ben"));
    assert_eq!(suite.interest("custodian"), one("seed"));
}

#[test]
fn given_a_sealed_vault_given_an_owner_when_the_new_owner_had_it_before_it_is_interested_since_the_first_time()
 {
    let mut suite = sealed();
    let drafted = suite.since("ana", "core").expect("a grant of the draft");
    suite.a_day_passes();
    suite.sells("ana", "ana", "buyer").unwrap();
    let bought = suite.since("buyer", "core").expect("he holds it");
    suite.a_day_passes();
    suite.sells("buyer", "ana", "ana").unwrap();
    assert!(drafted < bought);
    assert_eq!(suite.since("ana", "core"), Some(drafted));
    assert_eq!(suite.since("buyer", "core"), Some(bought));
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_given_an_owner_when_the_old_owner_was_never_paid_it_stays_interested_for_good()
 {
    let mut suite = sealed();
    let receipt = suite.sells("ana", "ana", "buyer").unwrap();
    says(
        &receipt,
        "vesting_owner_changed",
        &[("from", &address("ana"))],
    );
    let text = format!("{} has nothing to decline in grant ana", address("ana"));
    suite.refuses(&text, |suite| suite.decline("ana", "ana"));
    suite.sells("buyer", "ana", "heir").unwrap();
    for former in ["ana", "buyer"] {
        assert_eq!(suite.interest(former), one("core"), "{former}");
    }
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_given_an_owner_when_the_new_owner_refuses_grants_by_now_it_is_taken_all_the_same()
 {
    let mut suite = announced();
    suite.refuse_grants("buyer", true).unwrap();
    let receipt = suite.carry_out("buyer", "eve", Owner).unwrap();
    says(
        &receipt,
        "vesting_owner_changed",
        &[("to", &address("buyer"))],
    );
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_given_an_owner_when_other_changes_were_announced_it_voids_them_and_keeps_the_termination()
 {
    let mut suite = announced();
    let receipt = suite.carry_out("buyer", "eve", Owner).unwrap();
    says(&receipt, "vesting_owner_changed", &[("grant", "eve")]);
    let left = suite.grant("eve").changes;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].change.kind(), Termination);
    for kind in [Payee, Owner, Recovery] {
        suite.refuses(&nothing(kind, "eve"), |suite| {
            suite.carry_out("buyer", "eve", kind)
        });
    }
    suite.chain.advance(LEAVING.seconds);
    let receipt = suite.carry_out("stranger", "eve", Termination).unwrap();
    says(&receipt, "vesting_terminated", &[("grant", "eve")]);
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_given_an_owner_when_the_old_owner_named_who_recovers_it_voids_that() {
    let mut suite = sealed();
    let receipt = suite.sells("eve", "eve", "buyer").unwrap();
    says(&receipt, "vesting_owner_changed", &[("grant", "eve")]);
    assert_eq!(suite.grant("eve").recovery, None);
    let what = "announce a recovery";
    let text = may_not("keeper", what, "eve", "the address its owner named");
    suite.refuses(&text, |suite| {
        suite.announce("keeper", "eve", recovering("heir"))
    });
    assert_eq!(suite.balance("vault"), 150_000_000);
}
