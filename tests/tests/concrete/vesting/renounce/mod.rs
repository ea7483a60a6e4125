use milegate_api::vesting::{ChangeKind, ExecuteMsg};
use milegate_core::ledger::{Curve, IfMissed, Tenure};
use milegate_tests::suite::{
    Answer, CALENDAR, DAY, START, Suite, address, at_time, behind, grant, leaving, may_not, paying,
    recovering, says, schedule, selling, tok,
};

fn renounce(who: &'static str, grant: &'static str) -> impl FnOnce(&mut Suite) -> Answer {
    move |suite| suite.renounce(who, grant)
}

/// A tenth of `ben` has vested and was paid to the custodian.
fn paid() -> Suite {
    let mut suite = Suite::sealed();
    suite.reach("volume");
    suite.chain.advance(12 * DAY);
    suite.claim("ben", &["ben"]).unwrap();
    suite
}

#[test]
fn given_a_draft_it_refuses() {
    Suite::draft().refuses("the vault is not sealed", renounce("ana", "ana"));
}

#[test]
fn given_a_sealed_vault_when_the_grant_is_unknown_it_refuses() {
    Suite::sealed().refuses("there is no grant moon", renounce("ana", "moon"));
}

#[test]
fn given_a_sealed_vault_when_funds_are_attached_it_refuses() {
    let grant = "ana".into();
    let msg = ExecuteMsg::Renounce { grant };
    let text = "no funds are taken here, got 1utok";
    Suite::sealed().refuses(text, |suite| suite.send("ana", "vault", &msg, &tok(1)));
}

#[test]
fn given_a_sealed_vault_when_the_owner_sends_it_forfeits_everything() {
    let mut suite = Suite::sealed();
    let receipt = suite.renounce("ana", "ana").unwrap();
    let wanted = [
        ("grant", "ana"),
        ("schedule", "core"),
        ("forfeited", "10000000"),
        ("denom", "utok"),
        ("grant_claimed", "0"),
        ("schedule_forfeited", "10000000"),
        ("dues", "10000000"),
    ];
    says(&receipt, "vesting_renounced", &wanted);
    let ana = suite.grant("ana");
    assert_eq!(ana.tenure, Tenure::Renounced {});
    assert_eq!(ana.figures.forfeited.u128(), 10_000_000);
    suite.pay_dues("stranger").unwrap();
    assert_eq!(suite.balance("vault"), 140_000_000);
}

#[test]
fn given_a_sealed_vault_when_something_has_vested_it_forfeits_that_too() {
    let mut suite = Suite::sealed();
    suite.reach("listing");
    suite.notice_passes();
    assert_eq!(suite.grant("ana").figures.claimable.u128(), 4_000_000);
    let receipt = suite.renounce("ana", "ana").unwrap();
    says(&receipt, "vesting_renounced", &[("forfeited", "10000000")]);
    assert_eq!(suite.grant("ana").figures.vested.u128(), 0);
    let reason = suite.claim("ana", &["ana"]).unwrap_err().reason;
    assert!(reason.starts_with("nothing to claim: ana: "), "{reason}");
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_when_something_was_claimed_it_stays_paid() {
    let mut suite = paid();
    suite.days_pass(10);
    let before = suite.balance("custodian");
    let receipt = suite.renounce("ben", "ben").unwrap();
    let wanted = [("forfeited", "18000000"), ("grant_claimed", "2000000")];
    says(&receipt, "vesting_renounced", &wanted);
    let figures = suite.grant("ben").figures;
    assert_eq!(
        (figures.vested.u128(), figures.claimable.u128()),
        (2_000_000, 0)
    );
    suite.pay_dues("stranger").unwrap();
    assert_eq!(suite.balance("vault"), 130_000_000);
    assert_eq!(suite.balance("custodian"), before);
}

#[test]
fn given_a_sealed_vault_when_the_holder_has_left_it_forfeits_what_was_kept() {
    let mut suite = Suite::sealed();
    suite.until(START + 86 * DAY);
    suite.leaves("eve").unwrap();
    let receipt = suite.renounce("eve", "eve").unwrap();
    let wanted = [
        ("forfeited", "25000000"),
        ("schedule_forfeited", "50000000"),
        ("dues", "50000000"),
    ];
    says(&receipt, "vesting_renounced", &wanted);
    suite.pay_dues("stranger").unwrap();
    assert_eq!(suite.balance("vault"), 100_000_000);
}

#[test]
fn given_a_sealed_vault_when_a_tranche_has_died_it_is_not_lost_twice() {
    let forfeit = IfMissed::Forfeit {};
    let tranches = vec![
        at_time(CALENDAR, 400_000, Curve::Once {}),
        behind("listing", 600_000, Curve::Once {}, forfeit),
    ];
    let mixed = schedule("mixed", "team", tranches);
    let mut suite = Suite::builder()
        .vault(move |msg| msg.schedules.push(mixed))
        .grants(|grants| grants.push(grant("fay", "mixed", 10)))
        .build();
    suite.miss("listing");
    suite.sync("stranger", "mixed").unwrap();
    let receipt = suite.renounce("fay", "fay").unwrap();
    let wanted = [("forfeited", "4000000"), ("dues", "10000000")];
    says(&receipt, "vesting_renounced", &wanted);
    suite.pay_dues("stranger").unwrap();
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_when_the_milestone_was_missed_meanwhile_it_writes_the_gate_down_first() {
    let mut suite = Suite::sealed();
    suite.miss("listing");
    let receipt = suite.renounce("eve", "eve").unwrap();
    let died = [("schedule", "serving"), ("forfeited", "50000000")];
    says(&receipt, "vesting_gate_died", &died);
    let wanted = [("forfeited", "0"), ("dues", "50000000")];
    says(&receipt, "vesting_renounced", &wanted);
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_when_changes_were_announced_it_voids_them() {
    let mut suite = Suite::sealed();
    suite.name_recovery("eve", "eve", Some("keeper")).unwrap();
    suite.announce("hr", "eve", leaving()).unwrap();
    suite.announce("eve", "eve", paying("heir")).unwrap();
    suite.announce("eve", "eve", selling("buyer")).unwrap();
    suite.announce("keeper", "eve", recovering("heir")).unwrap();
    let receipt = suite.renounce("eve", "eve").unwrap();
    says(&receipt, "vesting_renounced", &[("grant", "eve")]);
    assert_eq!(suite.grant("eve").changes, []);
    suite.days_pass(90);
    for kind in ChangeKind::ALL {
        let refused = suite.carry_out("buyer", "eve", kind).unwrap_err();
        let text = format!("no change of {kind} of grant eve is announced");
        assert!([text.as_str(), "the grant is renounced"].contains(&&*refused.reason));
    }
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_when_owner_and_payee_were_paid_it_ends_the_interest_of_both() {
    let mut suite = paid();
    let receipt = suite.renounce("ben", "ben").unwrap();
    says(&receipt, "vesting_renounced", &[("grant", "ben")]);
    assert!(suite.is_free("ben") && suite.is_free("custodian"));
    let text = format!(
        "{} has nothing to decline in grant ben",
        address("custodian")
    );
    suite.refuses(&text, |suite| suite.decline("custodian", "ben"));
    assert_eq!(suite.balance("vault"), 148_000_000);
}

#[test]
fn given_a_sealed_vault_when_a_former_payee_was_paid_it_stays_interested_until_it_declines() {
    let mut suite = paid();
    suite.pays("ben", "ben", "heir").unwrap();
    let receipt = suite.renounce("ben", "ben").unwrap();
    says(&receipt, "vesting_renounced", &[("grant", "ben")]);
    let seed = [("seed".to_string(), 1)].into();
    assert_eq!(suite.interest("custodian"), seed);
    assert!(suite.is_free("heir"));
    suite.decline("custodian", "ben").unwrap();
    assert!(suite.is_free("custodian"));
    assert_eq!(suite.balance("vault"), 148_000_000);
}

#[test]
fn given_a_sealed_vault_when_the_owner_has_a_second_grant_it_stays_interested_through_that() {
    let second = |grants: &mut Vec<_>| {
        let mut second = grant("ana-2", "core", 8);
        second.owner = address("ana");
        grants.push(second);
    };
    let mut suite = Suite::builder().grants(second).build();
    assert_eq!(suite.interest("ana"), [("core".to_string(), 2)].into());
    let receipt = suite.renounce("ana", "ana").unwrap();
    says(&receipt, "vesting_renounced", &[("forfeited", "10000000")]);
    assert_eq!(suite.interest("ana"), [("core".to_string(), 1)].into());
    assert_eq!(suite.grant("ana-2").figures.locked.u128(), 8_000_000);
}

#[test]
fn given_a_sealed_vault_when_anybody_else_sends_it_refuses() {
    let mut suite = Suite::sealed();
    for who in ["custodian", "hr", "issuer", "governance", "stranger"] {
        let text = may_not(who, "renounce what is left", "ben", "its owner");
        suite.refuses(&text, renounce(who, "ben"));
    }
}

#[test]
fn given_a_sealed_vault_when_it_was_renounced_before_it_refuses() {
    let mut suite = Suite::sealed();
    suite.renounce("ana", "ana").unwrap();
    suite.refuses("the grant is renounced", renounce("ana", "ana"));
}
