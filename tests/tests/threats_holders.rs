//! What somebody with one key, or a key that was, tries on the grants of others.

use cosmwasm_std::{WasmMsg, to_json_binary};
use milegate_api::milestones::Stage;
use milegate_api::vesting::{ChangeKind, ExecuteMsg};
use milegate_core::ledger::{Curve, Service};
use milegate_tests::suite::{
    Answer, CALENDAR, DAY, LEAVING, PAYEE_DELAY, RECOVERY_DELAY, START, Suite, address, at_time,
    grant, leaving, linear, paying, recovering, schedule, selling, tok,
};

use ChangeKind::{Owner, Payee, Recovery, Termination};

/// A stranger owns one lot behind `volume`, to be planted on whom he likes.
fn one_lot() -> Suite {
    let plant = |grants: &mut Vec<_>| {
        let mut one = grant("one", "seed", 1);
        one.owner = address("stranger");
        grants.push(one);
    };
    Suite::builder().grants(plant).build()
}

#[test]
fn a_lot_passed_around_a_committee_silences_nobody() {
    let mut suite = one_lot();
    for member in ["carol", "dora", "emil"] {
        suite.pays("stranger", "one", member).unwrap();
        assert!(!suite.is_free(member));
        suite.decline(member, "one").unwrap();
        assert!(suite.is_free(member));
    }
    suite.start();
    for member in ["carol", "dora", "emil"] {
        suite.attest(member, "volume", "members").unwrap();
    }
    assert!(matches!(
        suite.milestone("volume").stage,
        Stage::Pending { .. }
    ));
}

#[test]
fn a_member_who_was_even_paid_by_a_planted_lot_is_free_again() {
    let behind_listing = |grants: &mut Vec<_>| {
        let mut one = grant("one", "core", 1);
        one.owner = address("stranger");
        grants.push(one);
    };
    let mut suite = Suite::builder().grants(behind_listing).build();
    suite.reach("listing");
    for member in ["carol", "dora", "emil"] {
        suite.pays("stranger", "one", member).unwrap();
        suite.claim("stranger", &["one"]).expect("it is paid");
    }
    for member in ["carol", "dora", "emil"] {
        assert!(!suite.is_free(member), "paid, so it stays interested");
        suite.decline(member, "one").unwrap();
        assert!(suite.is_free(member));
    }
    suite.satisfy("volume");
}

/// The assigner plants lots on members and has them recused, once a round, to force a miss.
#[test]
fn an_assigner_strikes_nobody_who_refuses_grants() {
    let mut suite = Suite::builder().with_reserve().build();
    for member in ["auditor", "carol", "dora", "emil"] {
        suite.refuse_grants(member, true).unwrap();
    }
    suite.satisfy("listing");
    for member in ["auditor", "carol", "dora", "emil"] {
        let mut new = grant("planted", "core", 1);
        new.owner = address(member);
        let text = format!("{} refuses grants", address(member));
        suite.refuses(&text, |suite| suite.assign("hirer", "team", new));
    }
    suite
        .recuse("hirer", "listing", "auditor", "auditor")
        .expect_err("he holds nothing");
    suite.window_passes();
    suite.conclude("listing").expect("it is reached");
}

/// Without that, one message frees him, and he attests again.
#[test]
fn an_attestor_on_whom_a_lot_was_planted_gives_it_up_and_attests() {
    let mut suite = Suite::builder().with_reserve().build();
    suite.satisfy("listing");
    let mut new = grant("planted", "core", 1);
    new.owner = address("auditor");
    suite.assign("hirer", "team", new).unwrap();
    suite
        .recuse("hirer", "listing", "auditor", "auditor")
        .unwrap();
    suite.renounce("auditor", "planted").unwrap();
    suite.refuse_grants("auditor", true).unwrap();
    assert!(suite.is_free("auditor"));
    suite.a_day_passes();
    suite.reach("listing");
    assert_eq!(suite.category("team").figures.forfeited.u128(), 1_000_000);
}

/// Names an opponent while a vote runs: whoever counts votes sees that it began afterwards.
#[test]
fn a_lot_planted_while_a_vote_runs_is_dated_after_its_opening() {
    let mut suite = Suite::builder().with_reserve().build();
    suite.a_day_passes();
    let opened = suite.point().height;
    suite.a_second_passes();
    let mut new = grant("planted", "core", 1);
    new.owner = address("ana");
    suite.assign("hirer", "team", new.clone()).unwrap();
    assert!(suite.since("ana", "core") < Some(opened), "hers before");
    (new.grant, new.owner) = ("more".into(), address("carol"));
    suite.assign("hirer", "team", new).unwrap();
    assert!(suite.since("carol", "core") > Some(opened));
    suite.sells("carol", "more", "dora").unwrap();
    assert!(suite.since("carol", "core") > Some(opened), "passed on");
    assert!(suite.since("dora", "core") > Some(opened));
}

/// Hands his grant to a key of his own, attests, and takes it back.
#[test]
fn an_insider_who_steps_out_for_a_transaction_stays_barred() {
    let insider = |grants: &mut Vec<_>| {
        let mut his = grant("his", "core", 10);
        his.owner = address("auditor");
        grants.push(his);
    };
    let mut suite = Suite::builder().grants(insider).build();
    suite.start();
    suite.sells("auditor", "his", "stranger").unwrap();
    let (who, vault) = (address("auditor"), suite.vault.clone());
    let text = format!("{who} is interested in milestone `listing` through vault {vault}");
    suite.refuses(&text, |suite| suite.attest("auditor", "listing", "auditor"));
    suite.renounce("stranger", "his").unwrap();
    suite.refuses(&text, |suite| suite.attest("auditor", "listing", "auditor"));
}

/// Nobody of these can do anything about the grant any more.
#[track_caller]
fn is_over(suite: &Suite, grant: &'static str, formers: &[&'static str]) {
    type Right = fn(&mut Suite, &str, &str) -> Answer;
    let rights: [(&str, Right); 13] = [
        ("claim", |suite, who, of| suite.claim(who, &[of])),
        ("pay", |suite, who, of| {
            suite.announce(who, of, paying("stranger"))
        }),
        ("sell", |suite, who, of| {
            suite.announce(who, of, selling("stranger"))
        }),
        ("recover", |suite, who, of| {
            suite.announce(who, of, recovering("stranger"))
        }),
        ("name", |suite, who, of| {
            suite.name_recovery(who, of, Some("stranger"))
        }),
        ("renounce", |suite, who, of| suite.renounce(who, of)),
        ("cancel termination", |suite, who, of| {
            suite.cancel(who, of, Termination)
        }),
        ("cancel payee", |suite, who, of| {
            suite.cancel(who, of, Payee)
        }),
        ("cancel owner", |suite, who, of| {
            suite.cancel(who, of, Owner)
        }),
        ("cancel recovery", |suite, who, of| {
            suite.cancel(who, of, Recovery)
        }),
        ("take payee", |suite, who, of| {
            suite.carry_out(who, of, Payee)
        }),
        ("take owner", |suite, who, of| {
            suite.carry_out(who, of, Owner)
        }),
        ("take recovery", |suite, who, of| {
            suite.carry_out(who, of, Recovery)
        }),
    ];
    for days in [0, 1, 91] {
        let mut later = suite.clone();
        if days > 0 {
            later.days_pass(days);
        }
        for who in formers {
            for (right, act) in rights {
                let before = later.chain.state_hash();
                let answer = act(&mut later, who, grant);
                assert!(answer.is_err(), "{who} {right} after {days} days");
                assert_eq!(later.chain.state_hash(), before, "{who} {right}");
            }
        }
    }
}

/// `ben`, with everything announced that can be, some of it due, and something to claim.
fn loaded() -> Suite {
    let mut suite = Suite::sealed();
    suite.reach("volume");
    suite.name_recovery("ben", "ben", Some("keeper")).unwrap();
    suite
        .announce("keeper", "ben", recovering("keeper"))
        .unwrap();
    suite
        .chain
        .advance(RECOVERY_DELAY.seconds - PAYEE_DELAY.seconds);
    suite.announce("ben", "ben", paying("ana")).unwrap();
    suite.chain.advance(PAYEE_DELAY.seconds);
    suite.announce("ben", "ben", selling("buyer")).unwrap();
    suite
}

#[test]
fn every_former_right_ends_with_a_sale() {
    let mut suite = loaded();
    suite.carry_out("buyer", "ben", Owner).unwrap();
    is_over(&suite, "ben", &["ben", "keeper", "ana"]);
    let claim = |suite: &mut Suite| suite.claim("buyer", &["ben"]);
    assert_eq!(suite.gain("custodian", claim), 17_600_000);
}

#[test]
fn every_former_right_ends_with_a_recovery() {
    let mut suite = loaded();
    suite.carry_out("keeper", "ben", Recovery).unwrap();
    is_over(&suite, "ben", &["ben", "buyer", "ana"]);
    let claim = |suite: &mut Suite| suite.claim("keeper", &["ben"]);
    assert_eq!(suite.gain("custodian", claim), 17_600_000);
}

#[test]
fn every_former_right_ends_with_a_change_of_payee() {
    let mut suite = loaded();
    suite.carry_out("stranger", "ben", Payee).unwrap();
    is_over(&suite, "ben", &["custodian"]);
    let claim = |suite: &mut Suite| suite.claim("ben", &["ben"]);
    assert_eq!(suite.gain("ana", claim), 17_600_000);
}

#[test]
fn every_right_ends_with_giving_up() {
    let mut suite = loaded();
    suite.renounce("ben", "ben").unwrap();
    let everybody = [
        "ben",
        "custodian",
        "keeper",
        "buyer",
        "ana",
        "hr",
        "stranger",
    ];
    is_over(&suite, "ben", &everybody);
    suite.pay_dues("stranger").unwrap();
    assert_eq!(suite.balance("vault"), 130_000_000);
}

#[test]
fn a_termination_held_over_somebody_for_ever_lapses() {
    let mut suite = Suite::sealed();
    suite.announce("hr", "eve", leaving()).unwrap();
    suite.chain.advance(LEAVING.seconds);
    suite.a_change_lapses();
    suite
        .carry_out("hr", "eve", Termination)
        .expect_err("it has lapsed");
    suite.until(START + 200 * DAY);
    // it takes another notice, in public, and service runs on meanwhile
    suite.announce("hr", "eve", leaving()).unwrap();
    suite
        .carry_out("hr", "eve", Termination)
        .expect_err("it waits");
    assert_eq!(suite.grant("eve").figures.forfeited.u128(), 0);
}

#[test]
fn a_notice_is_not_eaten_by_a_chain_that_stands_still() {
    let mut suite = Suite::sealed();
    suite.announce("hr", "eve", leaving()).unwrap();
    suite.the_chain_halts_for(LEAVING.seconds + DAY);
    suite
        .carry_out("hr", "eve", Termination)
        .expect_err("no block of the notice has passed");
    suite
        .cancel("hr", "eve", Termination)
        .expect("there is time");
    assert_eq!(suite.grant("eve").figures.locked.u128(), 50_000_000);
}

#[test]
fn a_thief_with_the_owners_key_takes_nothing_from_a_named_payee_within_the_delay() {
    let mut suite = Suite::sealed();
    suite.reach("volume");
    suite.chain.advance(12 * DAY);
    // the thief has `ben`, and tries everything at once
    suite.announce("ben", "ben", paying("stranger")).unwrap();
    suite.name_recovery("ben", "ben", Some("stranger")).unwrap();
    suite.sells("ben", "ben", "stranger").unwrap();
    suite
        .announce("stranger", "ben", paying("stranger"))
        .unwrap();
    suite.chain.advance(PAYEE_DELAY.seconds - 1);
    suite
        .carry_out("stranger", "ben", Payee)
        .expect_err("a second is missing");
    let claim = |suite: &mut Suite| suite.claim("custodian", &["ben"]);
    // a second short of 17 days of a hundred of 20 lots
    let paid = suite.gain("custodian", claim);
    assert!((3_399_980..3_400_000).contains(&paid), "{paid}");
    assert_eq!(suite.grant("ben").figures.claimable.u128(), 0);
}

#[test]
fn a_recovery_redirects_nothing_that_has_vested() {
    let mut suite = Suite::sealed();
    suite.reach("listing");
    suite.notice_passes();
    suite.name_recovery("ana", "ana", Some("keeper")).unwrap();
    let before = suite.balance("ana");
    suite.recovers("ana", "keeper").unwrap();
    // 400,000 at once and 90 days of a hundred of 600,000, of 10 lots
    assert_eq!(suite.balance("ana") - before, 9_400_000);
    assert_eq!(suite.grant("ana").figures.claimable.u128(), 0);
    suite
        .claim("keeper", &["ana"])
        .expect_err("nothing has vested since");
}

/// At every gas limit a recovery happens whole, payment included, or not at all.
#[test]
fn a_starved_recovery_leaves_no_trace() {
    let mut suite = Suite::sealed();
    suite.reach("listing");
    suite.name_recovery("ana", "ana", Some("keeper")).unwrap();
    suite.announce("keeper", "ana", recovering("heir")).unwrap();
    suite.chain.advance(RECOVERY_DELAY.seconds);
    let before = suite.chain.state_hash();
    let (grant, change) = ("ana".to_string(), Recovery);
    let msg = to_json_binary(&ExecuteMsg::CarryOut { grant, change }).unwrap();
    let (heir, mut went, mut starved) = (suite.at("heir"), 0, 0);
    for limit in (1_000..600_000).step_by(7_919) {
        let mut suite = suite.clone();
        let message = WasmMsg::Execute {
            contract_addr: suite.vault.to_string(),
            msg: msg.clone(),
            funds: vec![],
        };
        let answer = suite
            .chain
            .transact_limited(&heir, vec![message.into()], limit);
        if answer.is_ok() {
            assert_eq!(suite.balance("vault"), 140_720_000, "limit {limit}");
            assert_eq!(suite.grant("ana").owner, heir);
            went += 1;
        } else {
            assert_eq!(suite.chain.state_hash(), before, "limit {limit}");
            starved += 1;
        }
    }
    assert!(went > 0 && starved > 10, "{went} went, {starved} starved");
}

/// The widest lot and grant there can be, left in the middle of the longest service.
#[test]
fn the_extremes_of_every_width_are_kept_or_lost_to_the_last_unit() {
    const LOTS: u64 = 1 << 62;
    let total = u128::from(LOTS) * u128::from(u64::MAX);
    let mut suite = Suite::builder()
        .vault(|msg| {
            msg.asset.lot = u64::MAX.into();
            msg.categories.truncate(1);
            msg.categories[0].cap = u64::MAX.into();
            let whole = at_time(CALENDAR, u64::MAX, Curve::Once {});
            let mut all = schedule("all", "team", vec![whole]);
            all.schedule.service = Some(Service {
                start: CALENDAR,
                length: 36_525 * DAY,
                cliff: 0,
            });
            msg.schedules = vec![all];
        })
        .grants(|grants| *grants = vec![grant("fay", "all", LOTS)])
        .draft();
    let (funder, digest) = (suite.at("funder"), suite.digest.clone());
    suite.chain.mint(&funder, &tok(total));
    suite.seal_with("funder", digest, &tok(total)).unwrap();
    suite.until(CALENDAR + 1 - LEAVING.seconds);
    suite.announce("hr", "fay", leaving()).unwrap();
    suite.until(CALENDAR + 1);
    suite.carry_out("hr", "fay", Termination).unwrap();
    // 5,845,420,460 of 2^64 - 1 units are served in the first second: 2^62 lots times that, over
    // 2^64 - 1, rounded up
    let kept = (u128::from(LOTS) * 5_845_420_460).div_ceil(u128::from(u64::MAX));
    suite.claim("fay", &["fay"]).unwrap();
    assert_eq!(suite.balance("fay"), kept * u128::from(u64::MAX));
    suite.pay_dues("stranger").unwrap();
    assert_eq!(suite.balance("vault"), 0);
    assert_eq!(linear(36_525, 0).length(), 36_525 * DAY);
}
