use milegate_api::vesting::{ChangeKind, ExecuteMsg};
use milegate_tests::suite::{
    Answer, RECOVERY_DELAY, Suite, address, may_not, paying, recovering, says, tok,
};

fn name(who: &'static str, keeper: Option<&'static str>) -> impl FnOnce(&mut Suite) -> Answer {
    move |suite| suite.name_recovery(who, "ben", keeper)
}

#[test]
fn given_a_draft_it_refuses() {
    let text = "the vault is not sealed";
    Suite::draft().refuses(text, name("ben", Some("keeper")));
}

#[test]
fn given_a_sealed_vault_when_the_grant_is_unknown_it_refuses() {
    Suite::sealed().refuses("there is no grant moon", |suite| {
        suite.name_recovery("ben", "moon", Some("keeper"))
    });
}

#[test]
fn given_a_sealed_vault_when_funds_are_attached_it_refuses() {
    let (grant, address) = ("ben".into(), Some(address("keeper")));
    let msg = ExecuteMsg::NameRecovery { grant, address };
    let text = "no funds are taken here, got 1utok";
    Suite::sealed().refuses(text, |suite| suite.send("ben", "vault", &msg, &tok(1)));
}

#[test]
fn given_a_sealed_vault_when_the_owner_names_an_address_it_records_it_and_makes_nobody_interested()
{
    let mut suite = Suite::sealed();
    assert_eq!(suite.grant("ben").recovery, None);
    let receipt = name("ben", Some("keeper"))(&mut suite).unwrap();
    let wanted = [("grant", "ben"), ("address", &address("keeper"))];
    says(&receipt, "vesting_recovery_named", &wanted);
    assert_eq!(suite.grant("ben").recovery, Some(suite.at("keeper")));
    assert!(suite.is_free("keeper"));
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_when_the_owner_names_none_it_clears_it() {
    let mut suite = Suite::sealed();
    name("ben", Some("keeper"))(&mut suite).unwrap();
    let receipt = name("ben", None)(&mut suite).unwrap();
    says(&receipt, "vesting_recovery_named", &[("address", "")]);
    assert_eq!(suite.grant("ben").recovery, None);
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_when_the_owner_names_another_it_takes_the_right_from_the_first() {
    let mut suite = Suite::sealed();
    name("ben", Some("keeper"))(&mut suite).unwrap();
    let receipt = name("ben", Some("heir"))(&mut suite).unwrap();
    let named = address("heir");
    says(&receipt, "vesting_recovery_named", &[("address", &named)]);
    let what = "announce a recovery";
    let text = may_not("keeper", what, "ben", "the address its owner named");
    suite.refuses(&text, |suite| {
        suite.announce("keeper", "ben", recovering("buyer"))
    });
    suite.announce("heir", "ben", recovering("heir")).unwrap();
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_when_a_recovery_is_announced_it_is_cancelled() {
    for keeper in [None, Some("heir"), Some("keeper")] {
        let mut suite = Suite::sealed();
        name("ben", Some("keeper"))(&mut suite).unwrap();
        suite.announce("ben", "ben", paying("heir")).unwrap();
        suite.announce("keeper", "ben", recovering("heir")).unwrap();
        let receipt = name("ben", keeper)(&mut suite).unwrap();
        says(&receipt, "vesting_recovery_named", &[("grant", "ben")]);
        let left = suite.grant("ben").changes;
        assert_eq!(left.len(), 1, "the change of payee stays");
        suite.chain.advance(RECOVERY_DELAY.seconds);
        let text = "no change of recovery of grant ben is announced";
        suite.refuses(text, |suite| {
            suite.carry_out("heir", "ben", ChangeKind::Recovery)
        });
        assert_eq!(suite.balance("vault"), 150_000_000);
    }
}

#[test]
fn given_a_sealed_vault_when_anybody_else_sends_it_refuses() {
    let mut suite = Suite::sealed();
    name("ben", Some("keeper"))(&mut suite).unwrap();
    for who in ["custodian", "keeper", "hr", "governance", "stranger"] {
        let text = may_not(who, "name the recovery", "ben", "its owner");
        suite.refuses(&text, name(who, Some("stranger")));
    }
}

#[test]
fn given_a_sealed_vault_when_the_address_is_the_owner_it_refuses() {
    let text = format!("{} is the owner of grant ben already", address("ben"));
    Suite::sealed().refuses(&text, name("ben", Some("ben")));
}

#[test]
fn given_a_sealed_vault_when_the_address_is_malformed_it_refuses() {
    let (grant, spelled) = ("ben".into(), address("keeper").to_uppercase());
    let msg = ExecuteMsg::NameRecovery {
        grant,
        address: Some(spelled),
    };
    let refused = Suite::sealed().tell_vault("ben", &msg).unwrap_err();
    assert!(
        refused.reason.contains("address not normalized"),
        "{refused}"
    );
}

#[test]
fn given_a_sealed_vault_when_the_grant_was_renounced_it_refuses() {
    let mut suite = Suite::sealed();
    suite.renounce("ben", "ben").unwrap();
    suite.refuses("the grant is renounced", name("ben", Some("keeper")));
}
