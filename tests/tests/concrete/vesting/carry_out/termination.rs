use milegate_core::ledger::Tenure;
use milegate_tests::suite::{DAY, LEAVING, START, Suite, leaving, says};

use super::{Termination, announced, left, listed_late, sealed, waits};

#[test]
fn given_a_sealed_vault_given_a_termination_when_the_notice_is_a_second_short_it_refuses() {
    let mut suite = announced();
    suite.chain.advance(LEAVING.seconds - 1);
    waits(suite, "eve", Termination);
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_the_notice_is_over_in_seconds_but_not_in_blocks_it_refuses()
 {
    let mut suite = announced();
    suite.chain.advance_blocks(LEAVING.blocks - 2);
    suite.the_chain_halts_for(LEAVING.seconds);
    waits(suite, "eve", Termination);
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_the_notice_is_over_it_keeps_the_lots_served_and_forfeits_the_rest()
 {
    let mut suite = sealed();
    let receipt = left(&mut suite, START + 100 * DAY).unwrap();
    let wanted = [
        ("grant", "eve"),
        ("schedule", "serving"),
        ("kept", "25"),
        ("lost", "25"),
        ("forfeited", "25000000"),
        ("denom", "utok"),
        ("reason", "resigned"),
        ("schedule_forfeited", "25000000"),
        ("dues", "25000000"),
    ];
    says(&receipt, "vesting_terminated", &wanted);
    let eve = suite.grant("eve");
    let kept = 25u64.into();
    assert_eq!(eve.tenure, Tenure::Left { kept });
    assert_eq!(eve.figures.locked.u128(), 25_000_000);
    assert_eq!(eve.figures.forfeited.u128(), 25_000_000);
    suite.pay_dues("stranger").unwrap();
    assert_eq!(suite.balance("vault"), 125_000_000);
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_a_lot_is_served_in_part_it_keeps_the_whole_lot() {
    // 50 lots x 300,000 / 1,000,000 are 15; 18 seconds later 300,001 are served
    for (seconds, kept) in [(0, "15"), (17, "15"), (18, "16")] {
        let mut suite = sealed();
        let receipt = left(&mut suite, START + 60 * DAY + seconds).unwrap();
        says(&receipt, "vesting_terminated", &[("kept", kept)]);
        assert_eq!(suite.balance("vault"), 150_000_000);
    }
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_the_cliff_is_not_reached_it_keeps_nothing() {
    let mut suite = sealed();
    let receipt = left(&mut suite, START + 50 * DAY - 1).unwrap();
    let wanted = [("kept", "0"), ("lost", "50"), ("forfeited", "50000000")];
    says(&receipt, "vesting_terminated", &wanted);
    suite.reach("listing");
    suite.notice_passes();
    let reason = suite.claim("eve", &["eve"]).unwrap_err().reason;
    assert!(reason.starts_with("nothing to claim: eve: "), "{reason}");
    suite.pay_dues("stranger").unwrap();
    assert_eq!(suite.balance("vault"), 100_000_000);
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_the_service_is_complete_it_forfeits_nothing() {
    let mut suite = sealed();
    listed_late(&mut suite);
    let receipt = left(&mut suite, START + 200 * DAY).unwrap();
    let wanted = [("kept", "50"), ("lost", "0"), ("forfeited", "0")];
    says(&receipt, "vesting_terminated", &wanted);
    let claim = |suite: &mut Suite| suite.claim("eve", &["eve"]);
    assert_eq!(suite.gain("eve", claim), 50_000_000);
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_the_gate_opens_a_second_later_it_loses_nothing_that_was_served()
 {
    // 474,999 of 1,000,000 are served a lot: 23.75 of 50 lots, rounded up
    for at in [START + 95 * DAY - 1, START + 95 * DAY] {
        let mut suite = sealed();
        suite.until(START + 81 * DAY - 1);
        suite.announce("hr", "eve", leaving()).unwrap();
        listed_late(&mut suite);
        suite.until(at);
        let receipt = suite.carry_out("stranger", "eve", Termination).unwrap();
        says(&receipt, "vesting_terminated", &[("kept", "24")]);
        suite.until(START + 95 * DAY);
        let claim = |suite: &mut Suite| suite.claim("eve", &["eve"]);
        assert_eq!(suite.gain("eve", claim), 24_000_000);
    }
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_something_was_claimed_it_keeps_at_least_what_had_vested()
 {
    let mut suite = sealed();
    listed_late(&mut suite);
    suite.until(START + 100 * DAY);
    let claim = |suite: &mut Suite| suite.claim("eve", &["eve"]);
    assert_eq!(suite.gain("eve", claim), 25_000_000);
    let receipt = left(&mut suite, START + 120 * DAY).unwrap();
    says(&receipt, "vesting_terminated", &[("kept", "30")]);
    assert_eq!(suite.grant("eve").figures.vested.u128(), 30_000_000);
    assert_eq!(suite.gain("eve", claim), 5_000_000);
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_everything_was_lost_meanwhile_it_writes_the_gate_down_and_loses_it_once()
 {
    let mut suite = sealed();
    suite.miss("listing");
    let at = suite.now() + LEAVING.seconds;
    // a second after the 121st day of 200: 605,000 served a lot, 30.25 lots
    assert_eq!(at, START + 121 * DAY + 1);
    let receipt = left(&mut suite, at).unwrap();
    let died = [("schedule", "serving"), ("forfeited", "50000000")];
    says(&receipt, "vesting_gate_died", &died);
    let wanted = [("kept", "31"), ("lost", "19"), ("forfeited", "0")];
    says(&receipt, "vesting_terminated", &wanted);
    says(&receipt, "vesting_terminated", &[("dues", "50000000")]);
    suite.pay_dues("stranger").unwrap();
    assert_eq!(suite.balance("vault"), 100_000_000);
}
