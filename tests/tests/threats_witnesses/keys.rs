//! C1, C2, C3, C8, C14: who counts, and how much.

use milegate_core::milestone::WitnessKind;
use milegate_tests::suite::{ASSERTION, DAY, NOTICE, START, Suite, WINDOW, address, grant, of};
use serde_json::json;

use super::{is_open, is_pending, started};

#[test]
fn c1_one_member_one_reporter_and_one_keeper_alone_move_nothing() {
    let mut suite = started(Suite::builder().fed());
    for _ in 0..8 {
        suite.volumes(&[1_000_000]);
        let _ = suite.attest("carol", "volume", "members");
        let _ = suite.advance_feed("carol");
        assert!(suite.observe_feed("carol").is_err());
        let _ = suite.retract("carol", "volume", "members");
        assert!(suite.conclude("listing").is_err() && suite.conclude("volume").is_err());
        suite.until(START + ((suite.now() - START) / DAY + 1) * DAY);
    }
    let _ = suite.advance_feed("carol");
    let text = "only the last 1 of the window's 3 periods are without a gap of more than 1";
    suite.refuses(text, |suite| suite.observe_feed("carol"));
    assert!(is_open(&suite, "listing") && is_open(&suite, "volume"));
    assert_eq!(suite.grant("ana").figures.vested.u128(), 0);
}

#[test]
fn c1_what_one_authority_says_waits_for_the_window_and_the_notice() {
    let mut suite = started(Suite::builder());
    suite.satisfy("listing");
    suite.chain.advance(WINDOW.seconds - 1);
    assert!(
        suite.conclude("listing").is_err(),
        "the window runs in full"
    );
    suite.a_second_passes();
    suite.conclude("listing").unwrap();
    suite.chain.advance(NOTICE - 1);
    assert!(suite.claim("ana", &["ana"]).is_err(), "the notice too");
    suite.a_second_passes();
    let paid = suite.gain("ana", |suite| suite.claim("ana", &["ana"]));
    assert!(paid > 0, "and the registered payee is paid");
}

#[test]
fn c2_nobody_counts_twice() {
    let mut suite = started(Suite::builder());
    suite.attest("carol", "volume", "members").unwrap();
    let text = "an attestation of round 1 stands already";
    suite.refuses(text, |suite| suite.attest("carol", "volume", "members"));
    let upper = address("carol").to_uppercase();
    let members = json!([
        { "addr": address("carol"), "weight": 2 }, { "addr": upper, "weight": 2 },
    ]);
    let group = json!({ "admin": null, "members": members });
    assert!(Suite::builder().group(group).born().is_err());
    for members in [
        json!([{ "addr": address("carol"), "weight": 3 }]),
        json!([{ "addr": address("carol"), "weight": 3 }, { "addr": address("dora"), "weight": 0 }]),
    ] {
        let group = json!({ "admin": null, "members": members });
        let refused = Suite::builder().group(group).refused();
        assert!(refused.ends_with("fewer than 2"), "{refused}");
    }
}

#[test]
fn c3_a_sitting_keeps_the_weights_it_began_with() {
    let members = ["carol", "dora", "emil"].map(|who| json!({ "addr": address(who), "weight": 1 }));
    let group = json!({ "admin": address("governance"), "members": members });
    let plan = Suite::builder().group(group).milestones(|msg| {
        msg.governance = Some(address("governance"));
        if let WitnessKind::Committee { seat_age, .. } = &mut msg.milestones[1].witnesses[0].kind {
            *seat_age = 0;
        }
    });
    let mut suite = started(plan);
    suite.attest("carol", "volume", "members").unwrap();
    let add = json!([{ "addr": address("vera"), "weight": 9 }]);
    let change = json!({ "update_members": { "remove": [address("dora")], "add": add } });
    suite.send("governance", "group", &change, &[]).unwrap();
    suite.a_second_passes();
    let refused = suite.attest("vera", "volume", "members").unwrap_err();
    assert!(
        refused.reason.starts_with("no weight at block "),
        "{refused}"
    );
    suite.attest("dora", "volume", "members").unwrap();
    assert!(is_pending(&suite, "volume"), "who sat when it began counts");
}

#[test]
fn c8_who_gains_says_nothing_and_planting_silences_no_machine() {
    let plan = Suite::builder()
        .observed()
        .fed()
        .puppet()
        .milestones(|msg| {
            let anyone = milegate_tests::suite::assertion("anyone", ASSERTION);
            msg.milestones[0].witnesses.push(anyone);
            msg.milestones[0].policy = of(2, &["auditor", "market", "volume", "anyone"]);
        });
    let mut suite = started(plan.grants(|grants| grants.push(grant("fay", "core", 1))));
    let refused = suite.assert_with("ana", ASSERTION).unwrap_err().reason;
    assert!(
        refused.contains(" is interested in milestone `listing`"),
        "{refused}"
    );
    suite.assert_with("keeper", ASSERTION).unwrap();
    suite.days_of(&[900, 900, 900]);
    suite.observe_feed("ana").expect("anyone may look");
    assert!(is_pending(&suite, "listing"));
    let oracle = suite.at("oracle").into_string();
    suite.plant("oracle", "listing");
    let text = "witness `volume` is observed, nobody attests, retracts or is recused";
    let recuse = milegate_api::milestones::ExecuteMsg::Recuse {
        milestone: "listing".into(),
        witness: "volume".into(),
        attestor: oracle,
    };
    suite.refuses(text, |suite| suite.tell_milestones("stranger", &recuse));
    suite.plant("keeper", "listing");
    suite
        .recuse("stranger", "listing", "anyone", "keeper")
        .unwrap();
    assert!(is_open(&suite, "listing"), "a person who came to gain goes");
}

#[test]
fn c14_every_threshold_of_nine_counts_exactly() {
    let names: Vec<String> = (0..9).map(|number| format!("member {number}")).collect();
    for needed in 1..=9u64 {
        let member = |name: &String| json!({ "addr": address(name), "weight": 1 });
        let members: Vec<_> = names.iter().map(member).collect();
        let group = json!({ "admin": null, "members": members });
        let plan = Suite::builder().group(group).milestones(move |msg| {
            for terms in &mut msg.milestones {
                for witness in &mut terms.witnesses {
                    if let WitnessKind::Committee { threshold, .. } = &mut witness.kind {
                        *threshold = needed.into();
                    }
                }
            }
        });
        let mut suite = started(plan);
        for (before, name) in names.iter().enumerate() {
            let said = before as u64 + 1;
            suite.attest(name, "volume", "members").unwrap();
            let suffices = said >= needed.max(2);
            assert_eq!(is_pending(&suite, "volume"), suffices, "{said} of {needed}");
        }
    }
}
