//! Short stories that together bring about every event.

use milegate_api::vesting::ChangeKind;
use milegate_core::milestone::Verdict;
use milegate_tests::suite::{
    ASSERTION, BOND, DEADLINE, EXPIRES, START, Suite, bond, grant, leaving,
};

/// `listing` is challenged in vain, the rest is reached or missed, everybody is paid.
fn fulfilled() -> Suite {
    let mut suite = Suite::sealed();
    suite.add_bounty("stranger", "listing", &bond(9)).unwrap();
    suite.satisfy("listing");
    suite.challenge("listing").unwrap();
    suite.window_passes();
    suite.settle("court", "listing", Verdict::Stands).unwrap();
    suite
        .tell_milestones(
            "stranger",
            &milegate_api::milestones::ExecuteMsg::PayDues {},
        )
        .unwrap();
    suite.notice_passes();
    suite.claim("ana", &["ana"]).unwrap();
    suite.attest("carol", "volume", "members").unwrap();
    suite.retract("carol", "volume", "members").unwrap();
    suite.attest("carol", "volume", "members").unwrap();
    suite.days_pass(10);
    suite.attest("dora", "volume", "members").unwrap();
    suite
}

/// `listing` is thrown out, then missed; its tokens go to the sink.
fn thrown_out() -> Suite {
    let mut suite = Suite::builder().puppet().build();
    suite.satisfy("listing");
    suite.challenge("listing").unwrap();
    suite.settle("court", "listing", Verdict::False).unwrap();
    suite.withdraw("challenger").unwrap();
    suite.attest("carol", "volume", "members").unwrap();
    suite.plant("carol", "volume");
    suite
        .recuse("stranger", "volume", "members", "carol")
        .unwrap();
    suite.a_day_passes();
    suite.satisfy("listing");
    suite.challenge("listing").unwrap();
    suite.window_passes();
    suite.court_limit_passes();
    suite.conclude("listing").unwrap();
    assert_eq!(suite.milestone("listing").bond.u128(), 2 * BOND);
    suite.until(DEADLINE + 1);
    suite.miss("listing");
    suite.sync("stranger", "core").unwrap();
    suite.pay_dues("stranger").unwrap();
    suite
}

/// People join, leave, move, sell, lose a key, give up; a reserve runs out.
fn changed_hands() -> Suite {
    let mut suite = Suite::builder().governed().with_reserve().build();
    let hire = grant("new", "serving", 5);
    suite.assign("hirer", "team", hire).unwrap();
    suite.start();
    suite
        .add_cohort("hirer", "later", "serving", START)
        .unwrap();
    suite.announce("hr", "new", leaving()).unwrap();
    suite
        .cancel("governance", "new", ChangeKind::Termination)
        .unwrap();
    suite.reach("listing");
    suite.notice_passes();
    suite.name_recovery("ana", "ana", Some("keeper")).unwrap();
    suite.recovers("ana", "heir").unwrap();
    suite.leaves("eve").unwrap();
    suite.pays("ben", "ben", "hire").unwrap();
    suite.sells("ben", "ben", "buyer").unwrap();
    suite.decline("hire", "ben").unwrap();
    suite.refuse_grants("hire", true).unwrap();
    suite.renounce("dan", "dan").unwrap();
    suite.until(EXPIRES);
    suite.lapse_reserve("stranger", "team").unwrap();
    suite
}

/// Somebody asserts `listing`, and nobody disputes it.
fn asserted() -> Suite {
    let mut suite = Suite::builder().asserted().build();
    suite.start();
    suite.assert_with("keeper", ASSERTION).unwrap();
    suite.window_passes();
    suite.conclude("listing").unwrap();
    suite.withdraw("keeper").unwrap();
    suite
}

/// Somebody looks at a market, which is migrated.
fn observed() -> Suite {
    let mut suite = Suite::builder().observed().build();
    suite.start();
    suite.market_has(5_000_000, "0.4");
    suite.observe("stranger").unwrap();
    suite.market_migrates();
    suite.observe("stranger").unwrap();
    suite
}

/// All stories.
pub fn all() -> Vec<Suite> {
    vec![
        fulfilled(),
        thrown_out(),
        changed_hands(),
        asserted(),
        observed(),
    ]
}
