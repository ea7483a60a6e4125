use milegate_api::vesting::{ChangeKind, ExecuteMsg};
use milegate_core::Span;
use milegate_core::holder::CHANGE_LIFE;
use milegate_core::ledger::Tenure;
use milegate_tests::suite::{
    Answer, DAY, LEAVING, PAYEE_DELAY, RECOVERY_DELAY, START, Suite, address, count, leaving,
    may_not, paying, recovering, says, selling, tok,
};

use ChangeKind::{Owner, Payee, Recovery, Termination};

/// `keeper` may recover the grants of `ana`, `ben` and `eve`.
fn sealed() -> Suite {
    let mut suite = Suite::sealed();
    for who in ["ana", "ben", "eve"] {
        suite.name_recovery(who, who, Some("keeper")).unwrap();
    }
    suite
}

/// Every kind of change is announced for `eve`.
fn announced() -> Suite {
    let mut suite = sealed();
    suite.announce("hr", "eve", leaving()).unwrap();
    suite.announce("eve", "eve", paying("custodian")).unwrap();
    suite.announce("eve", "eve", selling("buyer")).unwrap();
    suite.announce("keeper", "eve", recovering("heir")).unwrap();
    suite
}

/// A tenth of `ben` has vested behind `volume` and, if `paid`, was sent to the custodian.
fn streaming(paid: bool) -> Suite {
    let mut suite = sealed();
    suite.reach("volume");
    suite.chain.advance(12 * DAY);
    if paid {
        suite.claim("ben", &["ben"]).unwrap();
    }
    suite
}

/// `listing` is reached at the 93rd day, so its gates open at the 95th.
fn listed_late(suite: &mut Suite) {
    suite.until(START + 90 * DAY);
    assert_eq!(suite.reach("listing"), START + 93 * DAY);
}

/// `eve` is given notice so that it is over at an instant, and leaves at that instant.
fn left(suite: &mut Suite, at: u64) -> Answer {
    suite.until(at - LEAVING.seconds);
    suite.announce("hr", "eve", leaving()).unwrap();
    suite.until(at);
    suite.carry_out("stranger", "eve", Termination)
}

/// Too early is refused with both points.
#[track_caller]
fn waits(mut suite: Suite, grant: &str, kind: ChangeKind) {
    let changes = suite.grant(grant).changes;
    let found = changes.iter().find(|one| one.change.kind() == kind);
    let (due, now) = (found.expect("announced").when.due, suite.point());
    let text = format!("the change of {kind} of grant {grant} is due at {due}, it is {now}");
    suite.refuses(&text, |suite| suite.carry_out("stranger", grant, kind));
}

fn nothing(kind: ChangeKind, grant: &str) -> String {
    format!("no change of {kind} of grant {grant} is announced")
}

fn one(schedule: &str) -> std::collections::BTreeMap<String, u32> {
    [(schedule.to_string(), 1)].into()
}

#[test]
fn given_a_draft_it_refuses() {
    Suite::draft().refuses("the vault is not sealed", |suite| {
        suite.carry_out("stranger", "eve", Termination)
    });
}

#[test]
fn given_a_sealed_vault_when_the_grant_is_unknown_it_refuses() {
    announced().refuses("there is no grant moon", |suite| {
        suite.carry_out("stranger", "moon", Termination)
    });
}

#[test]
fn given_a_sealed_vault_when_funds_are_attached_it_refuses() {
    let (grant, change) = ("eve".into(), Owner);
    let msg = ExecuteMsg::CarryOut { grant, change };
    let text = "no funds are taken here, got 1utok";
    announced().refuses(text, |suite| suite.send("buyer", "vault", &msg, &tok(1)));
}

#[test]
fn given_a_sealed_vault_when_nothing_is_announced_it_refuses_every_kind() {
    for kind in ChangeKind::ALL {
        sealed().refuses(&nothing(kind, "eve"), |suite| {
            suite.carry_out("stranger", "eve", kind)
        });
    }
}

#[test]
fn given_a_sealed_vault_when_it_has_lapsed_it_refuses_every_kind() {
    let none = Span {
        seconds: 0,
        blocks: 0,
    };
    let waits = [
        (Termination, LEAVING),
        (Payee, PAYEE_DELAY),
        (Owner, none),
        (Recovery, RECOVERY_DELAY),
    ];
    for (kind, wait) in waits {
        let mut suite = announced();
        let at = suite.point().after(wait).after(CHANGE_LIFE);
        suite.until(at.time);
        let again = "announce it again";
        let text = format!("the change of {kind} of grant eve lapsed at {at}: {again}");
        let who = if kind == Owner { "buyer" } else { "heir" };
        suite.refuses(&text, |suite| suite.carry_out(who, "eve", kind));
    }
}

#[test]
fn given_a_sealed_vault_when_it_is_the_last_second_before_it_lapses_it_is_carried_out() {
    let mut suite = announced();
    suite.chain.advance(CHANGE_LIFE.seconds - 1);
    let receipt = suite.carry_out("buyer", "eve", Owner).unwrap();
    says(&receipt, "vesting_owner_changed", &[("grant", "eve")]);
    assert_eq!(suite.grant("eve").owner, suite.at("buyer"));
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_when_it_was_carried_out_it_refuses() {
    let mut suite = announced();
    suite.chain.advance(LEAVING.seconds);
    for (who, kind) in [
        ("stranger", Termination),
        ("stranger", Payee),
        ("buyer", Owner),
    ] {
        suite.carry_out(who, "eve", kind).unwrap();
        let text = nothing(kind, "eve");
        suite.refuses(&text, |suite| suite.carry_out(who, "eve", kind));
    }
}

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
fn given_a_sealed_vault_given_a_payee_when_the_new_one_refuses_grants_by_now_it_refuses() {
    let mut suite = announced();
    suite.refuse_grants("custodian", true).unwrap();
    suite.chain.advance(PAYEE_DELAY.seconds);
    let text = format!("{} refuses grants", address("custodian"));
    suite.refuses(&text, |suite| suite.carry_out("eve", "eve", Payee));
    suite.cancel("eve", "eve", Payee).expect("it can be cancelled");
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
fn given_a_sealed_vault_given_an_owner_when_the_old_owner_was_never_paid_it_stays_interested_for_good()
 {
    let mut suite = sealed();
    let receipt = suite.sells("ana", "ana", "buyer").unwrap();
    says(&receipt, "vesting_owner_changed", &[("from", &address("ana"))]);
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
    says(&receipt, "vesting_owner_changed", &[("to", &address("buyer"))]);
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
    says(&receipt, "vesting_owner_changed", &[("to", &address("heir"))]);
    let eve = suite.grant("eve");
    assert_eq!(eve.figures.claimed.u128(), 30_000_000);
    assert_eq!(eve.figures.forfeited.u128(), 20_000_000);
    assert_eq!((eve.owner, eve.payee), (suite.at("heir"), suite.at("heir")));
}
