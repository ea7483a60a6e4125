//! A money market that answers as Mars does: two contracts, a leaf of each, one milestone.

use milegate_api::milestones::{Missing, Stage};
use milegate_tests::suite::{SUPPLIED, Suite, count, says};

/// Started; listed at 0.45, open, with enough supplied.
fn listed() -> Suite {
    let mut suite = Suite::builder().lent().build();
    suite.start();
    suite.list_asset("0.45", true).unwrap();
    suite.lend("lender", SUPPLIED).unwrap();
    suite
}

/// Somebody looks at both contracts.
fn look(suite: &mut Suite) {
    for leaf in ["supplied", "factor"] {
        suite.observe_leaf("stranger", leaf).unwrap();
    }
}

/// True observations of a leaf's running hold.
fn seen(suite: &Suite, leaf: &str) -> u32 {
    let missing = suite.milestone("listing").missing;
    let found = missing.iter().find_map(|missing| match missing {
        Missing::State { witness, watch, .. } if witness == leaf => Some(watch.hold),
        _ => None,
    });
    found.flatten().map_or(0, |hold| hold.observations)
}

#[test]
fn a_market_that_holds_for_ten_days_reaches_the_milestone() {
    let mut suite = listed();
    look(&mut suite);
    assert_eq!((seen(&suite, "supplied"), seen(&suite, "factor")), (1, 1));
    for _ in 0..2 {
        assert!(matches!(
            suite.milestone("listing").stage,
            Stage::Open { .. }
        ));
        suite.days_pass(5);
        look(&mut suite);
    }
    let word = suite.attestations("listing", "factor").attestations;
    assert_eq!(word[0].evidence.value, "0.45, true");
    let metric = "/max_loan_to_value >= 0.40, /red_bank/deposit_enabled = true";
    assert_eq!(word[0].evidence.metric, metric);
    suite.window_passes();
    let receipt = suite.conclude("listing").unwrap();
    says(&receipt, "milestones_reached", &[("milestone", "listing")]);
}

#[test]
fn a_market_that_is_emptied_begins_again_when_it_is_refilled() {
    let mut suite = listed();
    look(&mut suite);
    suite.days_pass(5);
    suite.unlend("lender", 1).unwrap();
    let receipt = suite.observe_leaf("stranger", "supplied").unwrap();
    says(&receipt, "milestones_observed", &[("holds", "false")]);
    assert_eq!((seen(&suite, "supplied"), seen(&suite, "factor")), (0, 1));
    suite.lend("ana", 1).unwrap();
    for wanted in [1, 2] {
        suite.observe_leaf("stranger", "supplied").unwrap();
        assert_eq!(seen(&suite, "supplied"), wanted);
        suite.days_pass(5);
    }
    let last = suite.observe_leaf("stranger", "supplied").unwrap();
    assert_eq!(count(&last, "milestones_attested"), 1);
    assert_eq!(
        count(&last, "milestones_pending"),
        0,
        "the factor was seen once"
    );
}

#[test]
fn a_factor_that_is_lowered_or_a_market_that_is_closed_ends_the_hold() {
    for (factor, open) in [("0.399999999999999999", true), ("0.45", false), ("0", true)] {
        let mut suite = listed();
        look(&mut suite);
        suite.list_asset(factor, open).unwrap();
        suite.observe_leaf("stranger", "factor").unwrap();
        assert_eq!((seen(&suite, "supplied"), seen(&suite, "factor")), (1, 0));
    }
    let mut suite = listed();
    suite.list_asset("0.400000000000000000", true).unwrap();
    look(&mut suite);
    assert_eq!(seen(&suite, "factor"), 1, "exactly enough");
}

#[test]
fn a_market_that_was_never_listed_answers_an_error_and_proves_nothing() {
    let mut suite = Suite::builder().lent().build();
    suite.start();
    suite.lend("lender", SUPPLIED).unwrap();
    let before = suite.chain.state_hash();
    let reason = suite.observe_leaf("stranger", "factor").unwrap_err().reason;
    assert!(reason.contains("refused the query"), "{reason}");
    assert_eq!(suite.chain.state_hash(), before);
}

#[test]
fn a_contract_of_the_market_that_migrates_is_not_believed_again() {
    for contract in ["red bank", "params"] {
        let leaf = match contract {
            "params" => "factor",
            _ => "supplied",
        };
        let mut suite = listed();
        look(&mut suite);
        suite.lender_migrates(contract);
        suite.days_pass(5);
        let receipt = suite.observe_leaf("stranger", leaf).unwrap();
        says(&receipt, "milestones_suspended", &[("witness", leaf)]);
        let refused = suite.observe_leaf("stranger", leaf).unwrap_err();
        assert!(
            refused.reason.contains("suspended for good"),
            "{}",
            refused.reason
        );
        suite
            .attest("auditor", "listing", "auditor")
            .expect("another branch");
    }
}
