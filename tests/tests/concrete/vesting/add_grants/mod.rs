use milegate_api::common::Sink;
use milegate_api::vesting::{ExecuteMsg, NewGrant, QueryMsg, VaultResponse};
use milegate_tests::suite::{Suite, address, count, grant, grants, says, tok};

fn born() -> Suite {
    Suite::builder().born().expect("sound terms")
}

fn vault(suite: &Suite) -> VaultResponse {
    suite.ask_vault(&QueryMsg::Vault {})
}

/// One grant, changed, is refused by a draft that has the canonical ones.
#[track_caller]
fn refuses(text: &str, change: impl FnOnce(&mut NewGrant)) {
    let mut new = grant("fay", "core", 1);
    change(&mut new);
    Suite::draft().refuses(text, |suite| suite.add_grants("issuer", vec![new]));
}

#[test]
fn given_a_draft_when_the_issuer_adds_two_grants_it_records_both_and_extends_the_seal_digest() {
    let mut suite = born();
    let before = vault(&suite).seal_digest;
    let receipt = suite
        .add_grants(
            "issuer",
            vec![grant("ana", "core", 10), grant("eve", "serving", 50)],
        )
        .unwrap();
    assert_eq!(count(&receipt, "vesting_grant_added"), 2);
    let after = vault(&suite);
    assert_eq!((after.grants, after.funding.u128()), (2, 60_000_000));
    assert_ne!(after.seal_digest, before);
    assert_eq!(suite.grant("eve").figures.locked.u128(), 50_000_000);
    assert_eq!(suite.balance("vault"), 0);
}

#[test]
fn given_a_draft_when_a_payee_is_named_it_records_the_payee() {
    let mut suite = born();
    let mut ben = grant("ben", "seed", 20);
    ben.payee = Some(address("custodian"));
    let receipt = suite.add_grants("issuer", vec![ben]).unwrap();
    says(
        &receipt,
        "vesting_grant_added",
        &[
            ("grant", "ben"),
            ("schedule", "seed"),
            ("category", "investors"),
            ("owner", &address("ben")),
            ("payee", &address("custodian")),
            ("lots", "20"),
            ("amount", "20000000"),
            ("denom", "utok"),
            ("anyone_claims", "false"),
            ("category_lots", "20"),
        ],
    );
    assert_eq!(suite.grant("ben").payee.as_str(), address("custodian"));
    assert_eq!(suite.grant("ben").figures.total.u128(), 20_000_000);
}

#[test]
fn given_a_draft_when_the_list_comes_in_two_batches_it_gives_the_same_seal_digest_as_in_one() {
    let mut suite = born();
    let mut first = grants();
    let second = first.split_off(2);
    suite.add_grants("issuer", first).unwrap();
    suite.add_grants("issuer", second).unwrap();
    assert_eq!(vault(&suite), vault(&Suite::draft()));
    assert_eq!(vault(&suite).seal_digest, suite.digest);
    suite.seal().expect("the digest of the whole list");
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_draft_when_somebody_else_sends_it_refuses() {
    let text = format!(
        "{} is not the issuer {}",
        address("funder"),
        address("issuer")
    );
    born().refuses(&text, |suite| suite.add_grants("funder", grants()));
}

#[test]
fn given_a_draft_when_funds_are_attached_it_refuses() {
    let msg = ExecuteMsg::AddGrants { grants: grants() };
    let text = "no funds are taken here, got 1utok";
    born().refuses(text, |suite| suite.send("issuer", "vault", &msg, &tok(1)));
}

#[test]
fn given_a_draft_when_the_list_is_empty_it_refuses() {
    born().refuses("the vault has no grants", |suite| {
        suite.add_grants("issuer", vec![])
    });
}

#[test]
fn given_a_draft_when_a_reference_is_malformed_it_refuses() {
    for name in ["", "Fay", "fay smith", &"f".repeat(33)] {
        let text = format!("'{name}' is no name: 1 to 32 of a-z, 0-9, '-', '_', '.'");
        refuses(&text, |new| new.grant = name.into());
    }
}

#[test]
fn given_a_draft_when_a_reference_stands_twice_in_the_list_it_refuses() {
    let twice = vec![grant("fay", "core", 1), grant("fay", "serving", 1)];
    let text = "grant fay stands there twice";
    born().refuses(text, |suite| suite.add_grants("issuer", twice));
}

#[test]
fn given_a_draft_when_a_reference_was_used_before_it_refuses() {
    refuses("grant ana stands there twice", |new| {
        new.grant = "ana".into()
    });
}

#[test]
fn given_a_draft_when_the_schedule_is_unknown_it_refuses() {
    refuses("there is no schedule moon", |new| {
        new.schedule = "moon".into()
    });
}

#[test]
fn given_a_draft_when_there_are_no_lots_it_refuses() {
    refuses("a grant has at least one lot", |new| new.lots = 0u64.into());
}

#[test]
fn given_a_draft_when_the_cap_is_exceeded_by_one_lot_it_refuses() {
    let text = "grant fay: 60 + 41 lots exceed the cap 100 of category team";
    refuses(text, |new| new.lots = 41u64.into());
    refuses("a figure exceeds its width", |new| {
        new.lots = u64::MAX.into()
    });
}

#[test]
fn given_a_draft_when_the_cap_is_used_up_exactly_it_adds() {
    let mut suite = Suite::draft();
    let receipt = suite
        .add_grants("issuer", vec![grant("fay", "core", 40)])
        .unwrap();
    says(&receipt, "vesting_grant_added", &[("category_lots", "100")]);
    assert_eq!(vault(&suite).funding.u128(), 190_000_000);
}

#[test]
fn given_a_draft_when_the_cap_is_exceeded_with_the_lots_held_back_it_refuses() {
    let mut suite = Suite::builder().with_reserve().draft();
    let text = "grant fay: 80 + 21 lots exceed the cap 100 of category team";
    suite.refuses(text, |suite| {
        suite.add_grants("issuer", vec![grant("fay", "core", 21)])
    });
}

#[test]
fn given_a_draft_when_the_cap_is_used_up_with_the_lots_held_back_it_adds() {
    let mut suite = Suite::builder().with_reserve().draft();
    let receipt = suite
        .add_grants("issuer", vec![grant("fay", "core", 20)])
        .unwrap();
    says(&receipt, "vesting_grant_added", &[("lots", "20")]);
    assert_eq!(vault(&suite).funding.u128(), 190_000_000);
}

#[test]
fn given_a_draft_when_an_owner_is_malformed_it_refuses() {
    let spelled = address("fay").to_uppercase();
    let mut suite = Suite::draft();
    let mut new = grant("fay", "core", 1);
    new.owner.clone_from(&spelled);
    let reason = suite.add_grants("issuer", vec![new]).unwrap_err().reason;
    let text = format!("invalid address \"{spelled}\": address not normalized");
    assert!(reason.contains(&text), "{reason}");
}

#[test]
fn given_a_draft_when_an_owner_is_the_sink_it_refuses() {
    let sink = || Sink::Account {
        address: address("treasury"),
    };
    let mut suite = Suite::builder().vault(move |msg| msg.sink = sink()).draft();
    let mut new = grant("fay", "core", 1);
    new.payee = Some(address("treasury"));
    let text = format!("grant fay names the sink {}", address("treasury"));
    suite.refuses(&text, |suite| suite.add_grants("issuer", vec![new]));
    let mut new = grant("fay", "core", 1);
    new.owner = address("treasury");
    suite.refuses(&text, |suite| suite.add_grants("issuer", vec![new]));
}

#[test]
fn given_a_draft_when_a_payee_is_the_vault_it_refuses() {
    let itself = Suite::draft().vault.into_string();
    refuses("the owner or payee is the vault itself", |new| {
        new.payee = Some(itself)
    });
}

#[test]
fn given_a_draft_when_a_holder_refuses_grants_it_refuses() {
    let mut suite = Suite::draft();
    suite.refuse_grants("carol", true).unwrap();
    let text = format!("{} refuses grants", address("carol"));
    let (mut owner, mut payee) = (grant("fay", "core", 1), grant("fay", "core", 1));
    (owner.owner, payee.payee) = (address("carol"), Some(address("carol")));
    for new in [owner, payee] {
        suite.refuses(&text, |suite| suite.add_grants("issuer", vec![new]));
    }
}

#[test]
fn given_a_draft_when_a_holder_is_the_token_it_refuses() {
    let mut suite = Suite::builder().cw20().draft();
    let token = suite.token().into_string();
    let text = format!("grant fay names the token {token} itself");
    let (mut owner, mut payee) = (grant("fay", "core", 1), grant("fay", "core", 1));
    (owner.owner, payee.payee) = (token.clone(), Some(token));
    for new in [owner, payee] {
        suite.refuses(&text, |suite| suite.add_grants("issuer", vec![new]));
    }
}

#[test]
fn given_a_sealed_vault_it_refuses_even_the_issuer() {
    let mut suite = Suite::sealed();
    let text = format!("the vault was sealed at {}", suite.now());
    suite.refuses(&text, |suite| {
        suite.add_grants("issuer", vec![grant("fay", "core", 1)])
    });
}
