//! Short stories that together bring about every event.

use cw3::Vote;
use milegate_tests::governance::{attest_listing, new_guardian, new_rules, new_suite, opened, pay};
use milegate_tests::suite::{START, Suite, tok};

/// A testimony whose interested voter is proven, comes back and votes; and a payment that is
/// cancelled.
fn decided() -> Suite {
    let mut suite = Suite::builder().by_vote().build();
    suite.until(START + 1);
    let governance = suite.at("governance");
    suite.chain.mint(&governance, &tok(1_000));
    suite.accepts_payments("buyer").unwrap();
    let msgs = vec![attest_listing(&suite)];
    let id = opened(&suite.propose("vera", msgs).unwrap());
    suite.vote("vera", id, Vote::Yes).unwrap();
    suite.prove("stranger", id, "ana").unwrap();
    suite.renounce("ana", "ana").unwrap();
    suite.readmit("ana", id, "ana").unwrap();
    let msgs = vec![pay(&suite, "buyer", 10)];
    let paid = opened(&suite.propose("vito", msgs).unwrap());
    suite.stop("guardian", paid).unwrap();
    suite.voting_passes();
    suite.delay_passes(id);
    suite.carry("stranger", id).unwrap();
    suite.close("stranger", id).unwrap();
    suite
}

/// It changes itself.
fn changed() -> Suite {
    let mut suite = Suite::builder().by_vote().build();
    suite.until(START + 1);
    for msg in [
        new_rules(&suite, |rules| rules.proposals = 5),
        new_guardian(&suite, None),
        new_suite(&suite, "keeper", &["heir"]),
    ] {
        suite.passes("vera", vec![msg], &["vera", "vito"]).unwrap();
    }
    suite
}

/// All of them.
pub fn all() -> [Suite; 2] {
    [decided(), changed()]
}
