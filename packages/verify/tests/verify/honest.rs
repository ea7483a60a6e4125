//! What holds, holds; what cannot be seen is said.

use milegate_verify::{FACTS, Outcome, Verification, text};

use crate::world::{failed, world};

fn names(verified: &Verification) -> Vec<&'static str> {
    failed(verified).into_iter().map(|(fact, _)| fact).collect()
}

#[test]
fn a_sealed_vault_holds_in_every_fact() {
    let verified = world().deploy().verified();
    assert_eq!(failed(&verified), []);
    assert_eq!(
        verified.facts.iter().map(|f| f.fact).collect::<Vec<_>>(),
        FACTS
    );
    // Who mints a denom of the chain itself is not for contracts to say.
    let unseen = verified
        .facts
        .iter()
        .filter(|f| f.outcome == Outcome::NotChecked);
    assert_eq!(unseen.map(|f| f.fact).collect::<Vec<_>>(), ["token"]);
    assert_eq!((verified.passed, verified.failed), (FACTS.len() - 1, 0));
}

#[test]
fn so_does_a_draft_before_funding() {
    let verified = world().staged().deploy().verified();
    assert_eq!(failed(&verified), []);
    let phase = &verified.fact("phase").unwrap().values;
    assert!(phase[0].contains("a draft of 3 grants"), "{phase:?}");
    assert!(
        phase
            .iter()
            .any(|v| v.contains("it can be sealed until 2027-01-01"))
    );
    let roles = verified.powers.iter().map(|p| p.role.as_str());
    assert!(roles.clone().any(|r| r == "funder") && roles.clone().any(|r| r == "issuer"));
}

#[test]
fn so_does_a_vault_of_a_token() {
    let verified = world().token(None).deploy().verified();
    assert_eq!(failed(&verified), []);
    assert_eq!(verified.not_checked, 0);
}

#[test]
fn so_does_a_governance_that_was_upgraded_from_one_release_to_another() {
    let mut deployed = world().deploy();
    deployed.upgrade_governance();
    assert_eq!(names(&deployed.verified()), ["code"], "of no release yet");

    deployed.releases_governance();
    let verified = deployed.verified();
    assert_eq!(failed(&verified), []);
    let code = &verified.fact("code").unwrap().values;
    let origin = "governance was upgraded from a release's milegate_governance";
    assert!(code.iter().any(|v| v.starts_with(origin)), "{code:?}");

    deployed.before.clear();
    let verified = deployed.verified();
    assert_eq!(names(&verified), ["code"], "created with no release's");
}

#[test]
fn without_the_plan_the_chain_alone_is_looked_at() {
    let verified = world().deploy().without_plan().verified();
    assert_eq!(failed(&verified), []);
    for fact in ["addresses", "terms", "members", "grants"] {
        let fact = verified.fact(fact).unwrap();
        assert_eq!(fact.outcome, Outcome::NotChecked, "{}", fact.fact);
        assert_eq!(fact.values, ["not checked: no --plan to compare with"]);
    }
    let seal = verified.fact("seal-digest").unwrap();
    assert_eq!(seal.outcome, Outcome::Pass);
    assert!(
        seal.values[0].starts_with("the log gives"),
        "{:?}",
        seal.values
    );
}

#[test]
fn it_reads_as_a_list_with_a_verdict() {
    let told = text(&world().deploy().verified());
    for line in [
        "PASS  code          every contract runs released code",
        "----  token",
        "dismisses",
        "to object: 30 days and",
        "17 hold, 0 do not, 1 not checked",
    ] {
        assert!(told.contains(line), "{line:?} is not in\n{told}");
    }
}
