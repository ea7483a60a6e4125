use cosmwasm_std::HexBinary;
use milegate_api::milestones::Stage;
use milegate_core::milestone::Verdict;
use milegate_tests::suite::{
    Attest, BOND, DAY, DEADLINE, GENESIS, START, Suite, address, bond, count, grant, says,
};
use serde_json::json;

/// The sealed plan, started.
fn open() -> Suite {
    let mut suite = Suite::sealed();
    suite.start();
    suite
}

/// The auditor's word on `listing` with one thing changed is refused with this text.
#[track_caller]
fn refuses(suite: &mut Suite, text: &str, change: impl FnOnce(&mut Attest)) {
    let mut word = suite.word("listing", "auditor");
    change(&mut word);
    suite.refuses(text, |suite| suite.attest_with("auditor", word));
}

#[test]
fn given_an_open_milestone_when_a_committee_reaches_its_threshold_it_starts_the_window() {
    let mut suite = open();
    suite.attest("carol", "volume", "members").unwrap();
    let receipt = suite.attest("dora", "volume", "members").unwrap();
    says(
        &receipt,
        "milestones_pending",
        &[("milestone", "volume"), ("round", "1")],
    );
    let Stage::Pending { since } = suite.milestone("volume").stage else {
        panic!("not pending")
    };
    assert_eq!(since, suite.point());
    assert_eq!(suite.bonds("milestones"), 0);
}

#[test]
fn given_an_open_milestone_when_an_authority_attests_it_starts_the_window() {
    let mut suite = open();
    let receipt = suite.attest("auditor", "listing", "auditor").unwrap();
    says(
        &receipt,
        "milestones_attested",
        &[
            ("milestone", "listing"),
            ("round", "1"),
            ("witness", "auditor"),
            ("attestor", &address("auditor")),
            ("as_of", &START.to_string()),
            ("weight", "1"),
        ],
    );
    says(
        &receipt,
        "milestones_pending",
        &[("milestone", "listing"), ("round", "1")],
    );
    assert_eq!(
        suite.milestone("listing").stage,
        Stage::Pending {
            since: suite.point()
        }
    );
}

#[test]
fn given_an_open_milestone_when_one_member_attests_it_records_and_stays_open() {
    let mut suite = open();
    let receipt = suite.attest("carol", "volume", "members").unwrap();
    says(
        &receipt,
        "milestones_attested",
        &[("attestor", &address("carol")), ("weight", "1")],
    );
    assert_eq!(count(&receipt, "milestones_pending"), 0);
    let volume = suite.milestone("volume");
    assert_eq!(volume.stage, Stage::Open { last_call: None });
    assert_eq!(
        (volume.leaves[0].attestations, volume.leaves[0].holds),
        (1, false)
    );
}

#[test]
fn given_an_open_milestone_when_the_milestone_is_unknown_it_refuses() {
    refuses(&mut open(), "no milestone is called `moon`", |word| {
        word.milestone = "moon".into()
    });
}

#[test]
fn given_an_open_milestone_when_the_witness_is_unknown_it_refuses() {
    refuses(&mut open(), "no witness is called `moon`", |word| {
        word.witness = "moon".into()
    });
}

#[test]
fn given_an_open_milestone_when_a_stranger_sends_it_refuses() {
    let (auditor, stranger) = (address("auditor"), address("stranger"));
    let text = format!("witness `auditor` is {auditor}, not {stranger}");
    open().refuses(&text, |suite| {
        suite.attest("stranger", "listing", "auditor")
    });
    let mut suite = open();
    let text = format!(
        "no weight at block {} and 10 blocks earlier",
        suite.point().height
    );
    suite.refuses(&text, |suite| suite.attest("stranger", "volume", "members"));
}

#[test]
fn given_an_open_milestone_when_funds_are_attached_it_refuses() {
    let mut suite = open();
    let Attest {
        milestone,
        round,
        witness,
        as_of,
        valid_until,
        evidence,
    } = suite.word("listing", "auditor");
    let msg = milegate_api::milestones::ExecuteMsg::Attest {
        milestone,
        round,
        witness,
        as_of,
        valid_until,
        evidence,
    };
    suite.refuses("the message takes no funds, sent 1ubond", |suite| {
        suite.send("auditor", "milestones", &msg, &bond(1))
    });
}

#[test]
fn given_an_open_milestone_when_another_round_is_meant_it_refuses() {
    let text = "the message is for round 2, the running round is 1";
    refuses(&mut open(), text, |word| word.round = 2);
}

#[test]
fn given_an_open_milestone_when_the_validity_is_over_it_refuses() {
    let text = format!("valid until {}, and it is {START}", START - 1);
    refuses(&mut open(), &text, |word| word.valid_until = START - 1);
    let mut suite = open();
    let word = Attest {
        valid_until: START,
        ..suite.word("listing", "auditor")
    };
    suite
        .attest_with("auditor", word)
        .expect("the last valid second");
}

#[test]
fn given_an_open_milestone_when_the_milestone_has_not_started_it_refuses() {
    let mut suite = Suite::sealed();
    let text = format!("as of {GENESIS} is not between {START} and {GENESIS}");
    refuses(&mut suite, &text, |_| {});
}

#[test]
fn given_an_open_milestone_when_the_fact_is_older_than_the_start_it_refuses() {
    let text = format!("as of {} is not between {START} and {START}", START - 1);
    refuses(&mut open(), &text, |word| word.as_of = START - 1);
}

#[test]
fn given_an_open_milestone_when_the_fact_is_in_the_future_it_refuses() {
    let text = format!("as of {} is not between {START} and {START}", START + 1);
    refuses(&mut open(), &text, |word| word.as_of = START + 1);
}

#[test]
fn given_an_open_milestone_when_the_fact_is_after_the_deadline_it_refuses() {
    let mut suite = open();
    suite.until(DEADLINE + DAY);
    let text = format!(
        "as of {} is not between {START} and {DEADLINE}",
        DEADLINE + 1
    );
    refuses(&mut suite, &text, |word| word.as_of = DEADLINE + 1);
}

#[test]
fn given_an_open_milestone_when_the_evidence_follows_another_schema_it_refuses() {
    let text = "the evidence follows `other/1`, not `milegate/evidence/1`";
    refuses(&mut open(), text, |word| {
        word.evidence.schema = "other/1".into()
    });
}

#[test]
fn given_an_open_milestone_when_the_digest_is_not_32_bytes_it_refuses() {
    let text = "the evidence's digest has 31 bytes, not 32";
    refuses(&mut open(), text, |word| {
        word.evidence.digest = HexBinary::from(&[9; 31])
    });
}

#[test]
fn given_an_open_milestone_when_the_member_has_a_standing_attestation_it_refuses() {
    let mut suite = open();
    suite.attest("carol", "volume", "members").unwrap();
    suite.a_day_passes();
    let text = "an attestation of round 1 stands already";
    suite.refuses(text, |suite| suite.attest("carol", "volume", "members"));
}

#[test]
fn given_an_open_milestone_when_the_attestor_is_interested_it_refuses() {
    let held = |grants: &mut Vec<_>| grants.push(grant("auditor", "core", 1));
    let mut suite = Suite::builder().grants(held).build();
    suite.start();
    let (who, vault) = (address("auditor"), suite.vault.clone());
    let text = format!("{who} is interested in milestone `listing` through vault {vault}");
    suite.refuses(&text, |suite| suite.attest("auditor", "listing", "auditor"));
}

#[test]
fn given_an_open_milestone_when_the_members_seat_is_too_young_it_refuses() {
    let (carol, dora) = (address("carol"), address("dora"));
    let members = json!([{ "addr": carol, "weight": 1 }, { "addr": dora, "weight": 1 }]);
    let group = json!({ "admin": address("issuer"), "members": members });
    let governed = |msg: &mut milegate_api::milestones::InstantiateMsg| {
        msg.governance = Some(address("issuer"));
    };
    let mut suite = Suite::builder().group(group).milestones(governed).build();
    suite.start();
    let add = json!({ "addr": address("emil"), "weight": 1 });
    let join = json!({ "update_members": { "add": [add], "remove": [] } });
    suite.send("issuer", "group", &join, &[]).unwrap();
    suite.chain.advance_blocks(10);
    let text = format!(
        "no weight at block {} and 10 blocks earlier",
        suite.point().height
    );
    suite.refuses(&text, |suite| suite.attest("emil", "volume", "members"));
    suite.chain.advance_blocks(1);
    suite
        .attest("emil", "volume", "members")
        .expect("ten full blocks");
}

#[test]
fn given_an_open_milestone_when_the_first_call_after_the_deadline_attests_it_starts_the_last_call()
{
    let mut suite = open();
    suite.until(DEADLINE + 1);
    let receipt = suite.attest("carol", "volume", "members").unwrap();
    says(&receipt, "milestones_last_call", &[("milestone", "volume")]);
    assert_eq!(
        suite.milestone("volume").stage,
        Stage::Open {
            last_call: Some(suite.point())
        }
    );
}

#[test]
fn given_an_open_milestone_when_the_last_call_is_over_it_refuses() {
    let mut suite = open();
    suite.until(DEADLINE + 1);
    suite.conclude("listing").unwrap();
    let began = suite.point();
    suite.last_call_passes();
    let (end, block) = (began.time + 7 * DAY, began.height + 1_000);
    let now = suite.point();
    let text = format!("the last call was over at time {end}, block {block}; it is {now}");
    refuses(&mut suite, &text, |_| {});
}

#[test]
fn given_an_open_milestone_when_the_sitting_has_gone_stale_it_drops_the_old_attestations_first() {
    let mut suite = open();
    suite.attest("carol", "volume", "members").unwrap();
    suite.days_pass(10);
    let receipt = suite.attest("dora", "volume", "members").unwrap();
    says(
        &receipt,
        "milestones_sitting_dropped",
        &[("milestone", "volume"), ("witness", "members")],
    );
    let leaf = suite.milestone("volume").leaves.remove(0);
    assert_eq!(
        (leaf.attestations, leaf.holds, leaf.sitting),
        (1, false, Some(suite.point()))
    );
    suite
        .attest("carol", "volume", "members")
        .expect("dropped, not struck");
}

/// `listing` attested, challenged and thrown out.
fn fallen() -> Suite {
    let mut suite = open();
    suite.satisfy("listing");
    suite.challenge("listing").unwrap();
    suite.a_day_passes();
    suite.settle("court", "listing", Verdict::False).unwrap();
    suite
}

#[test]
fn given_a_fallen_milestone_when_the_fact_is_not_newer_than_the_struck_one_it_refuses() {
    let text = format!("as of {START} is not after {START}, the date of what was struck");
    refuses(&mut fallen(), &text, |word| word.as_of = START);
}

#[test]
fn given_a_fallen_milestone_when_the_fact_is_newer_it_counts_again() {
    let mut suite = fallen();
    let word = Attest {
        as_of: START + 1,
        ..suite.word("listing", "auditor")
    };
    let receipt = suite.attest_with("auditor", word).unwrap();
    says(
        &receipt,
        "milestones_pending",
        &[("milestone", "listing"), ("round", "2")],
    );
    assert_eq!(suite.bonds("milestones"), BOND, "the challenger's credit");
}

#[test]
fn given_a_pending_milestone_when_the_window_is_running_it_records_a_late_member() {
    let mut suite = open();
    suite.satisfy("volume");
    let Stage::Pending { since } = suite.milestone("volume").stage else {
        panic!("not pending")
    };
    suite.a_day_passes();
    let receipt = suite.attest("emil", "volume", "members").unwrap();
    says(
        &receipt,
        "milestones_attested",
        &[("attestor", &address("emil"))],
    );
    assert_eq!(suite.milestone("volume").stage, Stage::Pending { since });
    assert_eq!(suite.milestone("volume").leaves[0].attestations, 3);
}

#[test]
fn given_a_pending_milestone_when_the_window_is_over_it_refuses() {
    let mut suite = open();
    suite.satisfy("volume");
    let since = suite.point();
    suite.window_passes();
    let (end, block, now) = (since.time + 3 * DAY, since.height + 1_000, suite.point());
    let text = format!("the window was over at time {end}, block {block}; it is {now}");
    suite.refuses(&text, |suite| suite.attest("emil", "volume", "members"));
}

#[test]
fn given_an_ended_milestone_it_refuses() {
    let mut suite = open();
    let at = suite.reach("listing");
    let text = format!("the milestone has ended: reached at {at}");
    refuses(&mut suite, &text, |_| {});
}
