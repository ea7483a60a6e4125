use milegate_api::vesting::{ChangeKind, ExecuteMsg};
use milegate_tests::suite::{Answer, DAY, Suite, address, grant, paying, says, tok};

fn decline(who: &'static str, grant: &'static str) -> impl FnOnce(&mut Suite) -> Answer {
    move |suite| suite.decline(who, grant)
}

fn nothing(who: &str, grant: &str) -> String {
    format!("{} has nothing to decline in grant {grant}", address(who))
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
    Suite::draft().refuses("the vault is not sealed", decline("custodian", "ben"));
}

#[test]
fn given_a_sealed_vault_when_the_grant_is_unknown_it_refuses() {
    Suite::sealed().refuses("there is no grant moon", decline("custodian", "moon"));
}

#[test]
fn given_a_sealed_vault_when_funds_are_attached_it_refuses() {
    let grant = "ben".into();
    let msg = ExecuteMsg::Decline { grant };
    let text = "no funds are taken here, got 1utok";
    Suite::sealed().refuses(text, |suite| {
        suite.send("custodian", "vault", &msg, &tok(1))
    });
}

#[test]
fn given_a_sealed_vault_when_the_payee_of_anothers_grant_sends_it_is_free_and_the_owner_is_paid_again()
 {
    let mut suite = Suite::sealed();
    let receipt = suite.decline("custodian", "ben").unwrap();
    let wanted = [
        ("grant", "ben"),
        ("address", &address("custodian")),
        ("payee", &address("ben")),
    ];
    says(&receipt, "vesting_declined", &wanted);
    assert!(suite.is_free("custodian"));
    suite.reach("volume");
    suite.chain.advance(12 * DAY);
    let claim = |suite: &mut Suite| suite.claim("ben", &["ben"]);
    assert_eq!(suite.gain("ben", claim), 2_000_000);
}

#[test]
fn given_a_sealed_vault_when_that_payee_was_paid_it_is_free_all_the_same() {
    let mut suite = paid();
    let receipt = suite.decline("custodian", "ben").unwrap();
    says(&receipt, "vesting_declined", &[("payee", &address("ben"))]);
    assert!(suite.is_free("custodian"));
    suite.days_pass(10);
    let claim = |suite: &mut Suite| suite.claim("ben", &["ben"]);
    assert_eq!(suite.gain("ben", claim), 2_000_000);
}

#[test]
fn given_a_sealed_vault_when_that_payee_was_once_paid_as_the_owner_it_steps_down_and_stays_interested()
 {
    let mut suite = Suite::sealed();
    suite.reach("listing");
    suite.notice_passes();
    suite.claim("ana", &["ana"]).unwrap();
    suite.sells("ana", "ana", "buyer").unwrap();
    suite.pays("buyer", "ana", "ana").unwrap();
    let receipt = suite.decline("ana", "ana").unwrap();
    says(
        &receipt,
        "vesting_declined",
        &[("payee", &address("buyer"))],
    );
    assert_eq!(suite.interest("ana"), [("core".to_string(), 1)].into());
    suite.refuses(&nothing("ana", "ana"), decline("ana", "ana"));
    assert_eq!(suite.grant("ana").payee, suite.at("buyer"));
    assert_eq!(suite.balance("vault"), 146_000_000);
}

#[test]
fn given_a_sealed_vault_when_a_former_payee_who_was_paid_sends_it_is_free_and_the_payee_stays() {
    let mut suite = paid();
    suite.pays("ben", "ben", "heir").unwrap();
    let receipt = suite.decline("custodian", "ben").unwrap();
    let wanted = [
        ("address", address("custodian")),
        ("payee", address("heir")),
    ];
    let wanted = wanted.each_ref().map(|(key, value)| (*key, value.as_str()));
    says(&receipt, "vesting_declined", &wanted);
    assert!(suite.is_free("custodian"));
    assert_eq!(suite.grant("ben").payee, suite.at("heir"));
    assert_eq!(suite.balance("vault"), 148_000_000);
}

#[test]
fn given_a_sealed_vault_when_a_former_payee_who_was_never_paid_sends_it_refuses() {
    let mut suite = Suite::sealed();
    suite.pays("ben", "ben", "heir").unwrap();
    suite.refuses(&nothing("custodian", "ben"), decline("custodian", "ben"));
}

#[test]
fn given_a_sealed_vault_when_the_owner_sends_it_refuses() {
    let mut suite = Suite::sealed();
    suite.refuses(&nothing("ana", "ana"), decline("ana", "ana"));
    suite.refuses(&nothing("ben", "ben"), decline("ben", "ben"));
}

#[test]
fn given_a_sealed_vault_when_a_former_owner_sends_it_refuses() {
    let mut suite = paid();
    suite.sells("ben", "ben", "buyer").unwrap();
    suite.refuses(&nothing("ben", "ben"), decline("ben", "ben"));
}

#[test]
fn given_a_sealed_vault_when_anybody_else_sends_it_refuses() {
    let mut suite = paid();
    for who in ["ana", "hr", "keeper", "governance", "stranger"] {
        suite.refuses(&nothing(who, "ben"), |suite| suite.decline(who, "ben"));
    }
}

#[test]
fn given_a_sealed_vault_when_it_is_sent_again_it_refuses() {
    let mut suite = paid();
    suite.decline("custodian", "ben").unwrap();
    suite.refuses(&nothing("custodian", "ben"), decline("custodian", "ben"));
}

#[test]
fn given_a_sealed_vault_when_the_holder_is_named_in_another_grant_it_is_interested_since_that_one()
{
    let mut suite = Suite::builder().with_reserve().build();
    for name in ["first", "second"] {
        suite.a_day_passes();
        let height = suite.point().height;
        let mut new = grant(name, "core", 1);
        (new.owner, new.payee) = (address("hire"), Some(address("custodian")));
        suite.assign("hirer", "team", new).unwrap();
        assert_eq!(suite.since("custodian", "core"), Some(height), "{name}");
        suite.a_day_passes();
        suite.decline("custodian", name).unwrap();
        assert_eq!(suite.since("custodian", "core"), None, "{name}");
    }
    assert_eq!(suite.balance("vault"), 170_000_000);
}

#[test]
fn given_a_sealed_vault_when_a_change_of_payee_is_announced_it_stays_announced() {
    let mut suite = paid();
    suite.announce("ben", "ben", paying("heir")).unwrap();
    let receipt = suite.decline("custodian", "ben").unwrap();
    says(&receipt, "vesting_declined", &[("payee", &address("ben"))]);
    suite.days_pass(7);
    let receipt = suite.carry_out("stranger", "ben", ChangeKind::Payee);
    let wanted = [("from", address("ben")), ("to", address("heir"))];
    let wanted = wanted.each_ref().map(|(key, value)| (*key, value.as_str()));
    says(&receipt.unwrap(), "vesting_payee_changed", &wanted);
    assert_eq!(suite.balance("vault"), 148_000_000);
}

#[test]
fn given_a_sealed_vault_when_the_holder_was_an_attestor_it_may_attest_again() {
    let mut suite = Suite::sealed();
    suite.pays("ben", "ben", "carol").unwrap();
    suite.start();
    let (who, vault) = (address("carol"), suite.vault.clone());
    let text = format!("{who} is interested in milestone `volume` through vault {vault}");
    suite.refuses(&text, |suite| suite.attest("carol", "volume", "members"));
    let receipt = suite.decline("carol", "ben").unwrap();
    says(&receipt, "vesting_declined", &[("address", &who)]);
    suite.attest("carol", "volume", "members").unwrap();
    assert_eq!(suite.balance("vault"), 150_000_000);
}
