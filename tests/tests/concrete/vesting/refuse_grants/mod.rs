use milegate_api::vesting::{ChangeKind, ExecuteMsg};
use milegate_tests::suite::{
    PAYEE_DELAY, Suite, address, grant, paying, recovering, says, selling, tok,
};

fn refuses_grants(who: &str) -> String {
    format!("{} refuses grants", address(who))
}

#[test]
fn given_a_draft_it_keeps_the_issuer_from_naming_the_sender() {
    let mut suite = Suite::draft();
    let receipt = suite.refuse_grants("carol", true).unwrap();
    let wanted = [("address", address("carol")), ("refuse", "true".into())];
    let wanted = wanted.each_ref().map(|(key, value)| (*key, value.as_str()));
    says(&receipt, "vesting_grants_refused", &wanted);
    let mut new = grant("fay", "core", 1);
    new.owner = address("carol");
    suite.refuses(&refuses_grants("carol"), |suite| {
        suite.add_grants("issuer", vec![new])
    });
    suite.seal().expect("the list is as it was");
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let msg = ExecuteMsg::RefuseGrants { refuse: true };
    let text = "no funds are taken here, got 1utok";
    for mut suite in [Suite::draft(), Suite::sealed()] {
        suite.refuses(text, |suite| suite.send("carol", "vault", &msg, &tok(1)));
    }
}

#[test]
fn when_it_is_so_already_it_refuses() {
    let mut suite = Suite::sealed();
    let text = format!("{} takes grants already", address("carol"));
    suite.refuses(&text, |suite| suite.refuse_grants("carol", false));
    suite.refuse_grants("carol", true).unwrap();
    let text = format!("{} refuses grants already", address("carol"));
    suite.refuses(&text, |suite| suite.refuse_grants("carol", true));
}

#[test]
fn given_a_sealed_vault_when_an_attestor_sends_it_is_never_made_interested() {
    let mut suite = Suite::builder().with_reserve().build();
    suite.name_recovery("ben", "ben", Some("keeper")).unwrap();
    suite.announce("ben", "ben", paying("carol")).unwrap();
    let receipt = suite.refuse_grants("carol", true).unwrap();
    says(&receipt, "vesting_grants_refused", &[("refuse", "true")]);
    suite.chain.advance(PAYEE_DELAY.seconds);
    let text = refuses_grants("carol");
    suite.refuses(&text, |suite| {
        suite.carry_out("ben", "ben", ChangeKind::Payee)
    });
    suite.cancel("ben", "ben", ChangeKind::Payee).unwrap();
    let (mut owner, mut payee) = (grant("new", "core", 1), grant("new", "core", 1));
    (owner.owner, payee.payee) = (address("carol"), Some(address("carol")));
    for new in [owner, payee] {
        suite.refuses(&text, |suite| suite.assign("hirer", "team", new));
    }
    for (who, change) in [
        ("ben", paying("carol")),
        ("ben", selling("carol")),
        ("keeper", recovering("carol")),
    ] {
        suite.refuses(&text, |suite| suite.announce(who, "ben", change));
    }
    assert!(suite.is_free("carol"));
    assert_eq!(suite.balance("vault"), 170_000_000);
}

#[test]
fn given_a_sealed_vault_when_the_sender_holds_a_grant_it_leaves_the_grant_as_it_is() {
    let mut suite = Suite::sealed();
    let before = suite.grant("ana");
    let receipt = suite.refuse_grants("ana", true).unwrap();
    says(&receipt, "vesting_grants_refused", &[("refuse", "true")]);
    assert_eq!(suite.grant("ana"), before);
    assert_eq!(suite.interest("ana"), [("core".to_string(), 1)].into());
    suite.reach("listing");
    suite.notice_passes();
    let claim = |suite: &mut Suite| suite.claim("ana", &["ana"]);
    assert_eq!(suite.gain("ana", claim), 4_000_000);
}

#[test]
fn given_a_sealed_vault_when_it_is_taken_back_it_can_be_named_again() {
    let mut suite = Suite::sealed();
    suite.refuse_grants("heir", true).unwrap();
    let receipt = suite.refuse_grants("heir", false).unwrap();
    let wanted = [("address", address("heir")), ("refuse", "false".into())];
    let wanted = wanted.each_ref().map(|(key, value)| (*key, value.as_str()));
    says(&receipt, "vesting_grants_refused", &wanted);
    suite.pays("ben", "ben", "heir").unwrap();
    assert_eq!(suite.grant("ben").payee, suite.at("heir"));
    assert_eq!(suite.balance("vault"), 150_000_000);
}
