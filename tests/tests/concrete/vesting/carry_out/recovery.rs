use milegate_tests::suite::{
    DAY, RECOVERY_DELAY, START, Suite, address, count, leaving, may_not, paying, recovering, says,
    selling,
};

use super::{
    Owner, Recovery, Termination, announced, left, listed_late, nothing, one, sealed, streaming,
    waits,
};

#[test]
fn given_a_sealed_vault_given_a_recovery_when_the_delay_is_a_second_short_it_refuses() {
    let mut suite = announced();
    suite.chain.advance(RECOVERY_DELAY.seconds - 1);
    waits(suite, "eve", Recovery);
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_the_delay_is_over_in_seconds_but_not_in_blocks_it_refuses()
 {
    let mut suite = announced();
    suite.chain.advance_blocks(RECOVERY_DELAY.blocks - 2);
    suite.the_chain_halts_for(RECOVERY_DELAY.seconds);
    waits(suite, "eve", Recovery);
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_something_is_claimable_it_pays_the_old_payee_first() {
    let mut suite = sealed();
    suite.reach("listing");
    suite.notice_passes();
    let before = suite.balance("ana");
    let receipt = suite.recovers("ana", "heir").unwrap();
    let paid = [("payee", address("ana")), ("amount", "9400000".into())];
    let paid = paid.each_ref().map(|(key, value)| (*key, value.as_str()));
    says(&receipt, "vesting_claimed", &paid);
    let wanted = [
        ("change", "recovery"),
        ("from", &address("ana")),
        ("to", &address("heir")),
        ("payee", &address("heir")),
        ("reason", "key"),
    ];
    says(&receipt, "vesting_owner_changed", &wanted);
    // 400,000 at once and 90 days of 100 of 600,000, of 10 lots
    assert_eq!(suite.balance("ana") - before, 9_400_000);
    suite.days_pass(10);
    let claim = |suite: &mut Suite| suite.claim("heir", &["ana"]);
    assert_eq!(suite.gain("heir", claim), 600_000);
    assert_eq!(suite.interest("ana"), one("core"), "it was paid");
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_nothing_is_claimable_it_changes_the_owner_only() {
    let mut suite = sealed();
    let receipt = suite.recovers("ana", "heir").unwrap();
    assert_eq!(count(&receipt, "vesting_claimed"), 0);
    says(&receipt, "vesting_owner_changed", &[("change", "recovery")]);
    assert_eq!(suite.interest("ana"), one("core"), "it was his");
    assert_eq!(suite.interest("heir"), one("core"));
    assert_eq!(suite.grant("ana").recovery, None);
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_the_new_owner_held_nothing_it_is_interested_since_this_block_and_the_old_one_as_before()
 {
    let mut suite = sealed();
    let drafted = suite.since("ana", "core").expect("a grant of the draft");
    suite.announce("keeper", "ana", recovering("heir")).unwrap();
    suite.chain.advance(RECOVERY_DELAY.seconds);
    let height = suite.point().height;
    suite.carry_out("heir", "ana", Recovery).unwrap();
    suite.a_day_passes();
    assert_eq!(suite.since("heir", "core"), Some(height));
    assert_eq!(suite.since("ana", "core"), Some(drafted));
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_another_payee_was_named_it_leaves_the_payee_and_pays_nothing()
 {
    let mut suite = streaming(false);
    let receipt = suite.recovers("ben", "heir").unwrap();
    let payee = address("custodian");
    assert_eq!(count(&receipt, "vesting_claimed"), 0);
    says(&receipt, "vesting_owner_changed", &[("payee", &payee)]);
    // a hundred days have passed: all of 20 lots
    let claim = |suite: &mut Suite| suite.claim("heir", &["ben"]);
    assert_eq!(suite.gain("custodian", claim), 20_000_000);
    assert_eq!(suite.interest("ben"), one("seed"), "it was his");
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_anybody_else_sends_it_refuses() {
    let mut suite = announced();
    suite.chain.advance(RECOVERY_DELAY.seconds);
    for who in ["eve", "keeper", "buyer", "custodian", "hr", "stranger"] {
        let text = may_not(who, "accept the ownership", "eve", "the new owner");
        suite.refuses(&text, |suite| suite.carry_out(who, "eve", Recovery));
    }
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_other_changes_were_announced_it_voids_them_and_keeps_the_termination()
 {
    let mut suite = announced();
    suite.chain.advance(RECOVERY_DELAY.seconds);
    suite.announce("hr", "eve", leaving()).unwrap();
    suite.announce("eve", "eve", paying("custodian")).unwrap();
    suite.announce("eve", "eve", selling("buyer")).unwrap();
    let receipt = suite.carry_out("heir", "eve", Recovery).unwrap();
    says(&receipt, "vesting_owner_changed", &[("grant", "eve")]);
    let left = suite.grant("eve").changes;
    let kinds = left.iter().map(|one| one.change.kind());
    assert_eq!(kinds.collect::<Vec<_>>(), [Termination]);
    let text = nothing(Owner, "eve");
    suite.refuses(&text, |suite| suite.carry_out("buyer", "eve", Owner));
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_the_grant_was_sold_meanwhile_it_refuses() {
    let mut suite = announced();
    suite.carry_out("buyer", "eve", Owner).unwrap();
    suite.chain.advance(RECOVERY_DELAY.seconds);
    suite.refuses(&nothing(Recovery, "eve"), |suite| {
        suite.carry_out("heir", "eve", Recovery)
    });
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_the_holder_has_left_it_changes_the_owner_of_what_was_kept()
 {
    let mut suite = sealed();
    listed_late(&mut suite);
    left(&mut suite, START + 120 * DAY).unwrap();
    suite.claim("eve", &["eve"]).unwrap();
    let receipt = suite.recovers("eve", "heir").unwrap();
    says(
        &receipt,
        "vesting_owner_changed",
        &[("to", &address("heir"))],
    );
    let eve = suite.grant("eve");
    assert_eq!(eve.figures.claimed.u128(), 30_000_000);
    assert_eq!(eve.figures.forfeited.u128(), 20_000_000);
    assert_eq!((eve.owner, eve.payee), (suite.at("heir"), suite.at("heir")));
}
