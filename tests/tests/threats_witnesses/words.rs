//! C4, C5, C6, C7: what is said, and of what.

use cosmwasm_std::{WasmMsg, to_json_binary};
use milegate_api::milestones::ExecuteMsg;
use milegate_api::packed::Packed;
use milegate_core::milestone::{Measure, OnSilence, Policy, Verdict, WitnessKind};
use milegate_core::oracle::Reading;
use milegate_tests::suite::{DAY, START, Suite, address, assertion, of};

use super::{is_open, is_pending, started};

#[test]
fn c4_a_word_counts_for_one_round_and_one_milestone() {
    let two = Suite::builder().fed().milestones(|msg| {
        let mut twin = msg.milestones[0].clone();
        twin.name = "twin".into();
        msg.milestones.push(twin);
    });
    let mut suite = started(two);
    let word = suite.word("listing", "auditor");
    suite.attest_with("auditor", word.clone()).unwrap();
    assert!(
        is_open(&suite, "twin"),
        "a word for one is none for another"
    );
    suite.challenge("listing").unwrap();
    suite.settle("court", "listing", Verdict::False).unwrap();
    let text = "the message is for round 1, the running round is 2";
    suite.refuses(text, |suite| suite.attest_with("auditor", word.clone()));
    suite.days_of(&[900, 900, 900]);
    suite.observe_feed("stranger").unwrap();
    assert!(is_pending(&suite, "listing") && is_open(&suite, "twin"));
    suite.challenge("listing").unwrap();
    suite.settle("court", "listing", Verdict::False).unwrap();
    assert!(
        suite.observe_feed("stranger").is_err(),
        "what was struck comes not back"
    );
}

#[test]
fn c5_other_code_or_another_window_is_not_what_was_agreed() {
    let mut suite = started(Suite::builder().observed());
    suite.market_has(5_000_000, "0.4");
    suite.observe("stranger").unwrap();
    suite.market_migrates();
    suite.observe("stranger").unwrap();
    suite.days_pass(5);
    assert!(
        suite
            .observe("stranger")
            .unwrap_err()
            .reason
            .contains("suspended for good")
    );
    let plan = Suite::builder().fed().leaf(|kind| {
        if let WitnessKind::Feed { window, .. } = kind {
            *window = 1;
        }
    });
    let refused = plan.refused();
    let text = " registered 5 periods, least none, longest gap 2";
    assert!(refused.ends_with(text), "{refused}");
}

/// An oracle of three good days, whose keeper can give it other code.
fn kept() -> Suite {
    let plan = Suite::builder().fed().oracle_admin("keeper");
    let mut suite = started(plan.milestones(|msg| msg.governance = Some(address("keeper"))));
    suite.days_of(&[500, 500, 500]);
    suite
}

/// The record of one reading of the oracle, changed.
fn altered(record: &[u8], change: impl FnOnce(&mut Reading)) -> Vec<u8> {
    let mut readings: Vec<Reading> = Packed::unpack(&mut &record[..]).unwrap();
    change(&mut readings[0]);
    let mut out = Vec::new();
    readings.pack(&mut out);
    out
}

#[test]
fn c5_a_record_that_is_no_reading_proves_nothing_and_leaves_no_trace() {
    let honest = kept();
    let (record, now) = (honest.readings(), honest.now());
    let mut hostile: Vec<Vec<u8>> = (1..record.len()).map(|to| record[..to].to_vec()).collect();
    hostile.extend([
        vec![0xff; 40],
        vec![0; 40],
        b"{\"sum\":\"1500\"}".to_vec(),
        [&record[..], b"x"].concat(),
        [&record[..], &[7; 100_000]].concat(),
        // Of a window that ends tomorrow, that began before the milestone, that is the latest no more.
        altered(&record, |reading| reading.until = now + DAY),
        altered(&record, |reading| reading.from = START - 1),
        altered(&record, |reading| reading.stale = now),
        altered(&record, |reading| reading.full = false),
        altered(&record, |reading| reading.observations = 0),
        altered(&record, |reading| reading.unbroken = 0),
    ]);
    for record in hostile {
        let mut suite = honest.clone();
        suite.oracle_keeps(&record);
        let before = suite.chain.state_hash();
        let refused = suite.observe_feed("stranger");
        assert!(refused.is_err(), "{record:?}");
        assert_eq!(suite.chain.state_hash(), before, "{record:?}");
        assert!(is_open(&suite, "listing"), "{record:?}");
        // What is read again later is judged by what it says then.
        suite.oracle_keeps(&honest.readings());
        suite.observe_feed("stranger").unwrap();
        assert!(is_pending(&suite, "listing"));
    }
}

#[test]
fn c6_a_condition_that_asks_nothing_is_refused_at_birth() {
    let none = Suite::builder().milestones(|msg| {
        msg.milestones[0].witnesses.clear();
        msg.milestones[0].policy = Policy::All { of: vec![] };
    });
    assert!(none.refused().ends_with("0 witnesses, not 1 to 8"));
    let zero = Suite::builder().milestones(|msg| {
        msg.milestones[0].policy = of(0, &["auditor"]);
    });
    assert!(zero.refused().ends_with("a policy counts 0 of 1 branches"));
    let unchecked = Suite::builder().observed().milestones(|msg| {
        if let WitnessKind::State { checks, .. } = &mut msg.milestones[0].witnesses[1].kind {
            checks.clear();
        }
    });
    assert!(
        unchecked
            .refused()
            .ends_with("0 checks of an answer, not 1 to 8")
    );
    let refused = Suite::builder().measured(Measure::Sum, 0, 2).refused();
    assert!(refused.contains("a sum of 0 is not 1 to "), "{refused}");
    let refused = Suite::builder().measured(Measure::Mean, 500, 0).refused();
    assert!(refused.contains("asks for 0 values"), "{refused}");
}

#[test]
fn c6_a_starved_observation_leaves_no_trace() {
    let mut suite = started(Suite::builder().fed());
    suite.days_of(&[900, 900, 900]);
    let (before, stranger) = (suite.chain.state_hash(), suite.at("stranger"));
    let observe = ExecuteMsg::Observe {
        milestone: "listing".into(),
        witness: "volume".into(),
    };
    let (mut went, mut starved) = (0, 0);
    for limit in (1_000..300_000).step_by(7_919) {
        let mut suite = suite.clone();
        let message = WasmMsg::Execute {
            contract_addr: suite.milestones.to_string(),
            msg: to_json_binary(&observe).unwrap(),
            funds: vec![],
        };
        match suite
            .chain
            .transact_limited(&stranger, vec![message.into()], limit)
        {
            Ok(_) => {
                assert!(is_pending(&suite, "listing"), "limit {limit}");
                went += 1;
            }
            Err(_) => {
                assert_eq!(suite.chain.state_hash(), before, "limit {limit}");
                starved += 1;
            }
        }
    }
    assert!(went > 0 && starved > 5, "{went} went, {starved} starved");
}

#[test]
fn c7_a_spike_shorter_than_the_window_or_the_hold_shows_nothing() {
    let mut suite = started(Suite::builder().observed());
    suite.market_has(9_000_000, "0.9");
    suite.observe("stranger").unwrap();
    for _ in 0..3 {
        suite.market_has(0, "0");
        suite.observe("ana").unwrap();
        suite.days_pass(5);
        suite.market_has(9_000_000, "0.9");
        suite.observe("stranger").unwrap();
    }
    assert!(is_open(&suite, "listing"), "filled for the eye alone");
    let mut suite = started(Suite::builder().fed());
    suite.days_of(&[100, 1_000, 100]);
    let text = "a mean of 1200 / 3 is below 500";
    suite.refuses(text, |suite| suite.observe_feed("stranger"));
    // Two liars of five who report together move no day.
    suite.volumes(&[1_000_000, 1_000_000, 100, 100, 100]);
    suite.days_of(&[0]);
    let text = "a mean of 1200 / 3 is below 500";
    suite.refuses(text, |suite| suite.observe_feed("stranger"));
    assert_eq!(suite.now() % DAY, 0);
}

#[test]
fn c7_what_anyone_says_is_not_made_true_by_silence() {
    let plan = |on_silence| {
        Suite::builder().milestones(move |msg| {
            let listing = &mut msg.milestones[0];
            listing.witnesses = vec![assertion("anyone", 501)];
            listing.policy = of(1, &["anyone"]);
            listing.on_silence = on_silence;
        })
    };
    let refused = plan(OnSilence::Stands).refused();
    assert!(
        refused.contains("assertions alone satisfy the policy"),
        "{refused}"
    );
    let mut suite = started(plan(OnSilence::Falls));
    suite.assert_with("keeper", 501).unwrap();
    suite.challenge("listing").unwrap();
    suite.window_passes();
    suite.court_limit_passes();
    suite.conclude("listing").unwrap();
    assert!(is_open(&suite, "listing"), "a silent court lets it fall");
}
