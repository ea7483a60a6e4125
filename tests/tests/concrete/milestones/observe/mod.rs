use milegate_api::milestones::{ExecuteMsg, Missing, Stage};
use milegate_core::milestone::Verdict;
use milegate_tests::suite::{
    Answer, DAY, DEADLINE, GENESIS, SPACING, START, Suite, bond, count, says,
};

/// Started; the market has enough at 0.4.
fn open() -> Suite {
    let mut suite = Suite::builder().observed().build();
    suite.start();
    suite.market_has(5_000_000, "0.4");
    suite
}

/// Observed once.
fn holding() -> Suite {
    let mut suite = open();
    suite.observe("stranger").unwrap();
    suite
}

/// Observed until the hold was complete; what the last observation said.
fn complete() -> (Suite, Answer) {
    let mut suite = holding();
    suite.days_pass(5);
    suite.observe("ana").unwrap();
    suite.days_pass(5);
    let last = suite.observe("stranger");
    (suite, last)
}

/// True observations of the running hold.
fn seen(suite: &Suite) -> u32 {
    match &suite.milestone("listing").missing[1] {
        Missing::State { watch, .. } => watch.hold.map_or(0, |hold| hold.observations),
        other => panic!("{other:?}"),
    }
}

/// The market answers this, and the observation is refused with a text that contains `text`.
#[track_caller]
fn refuses(answer: &str, text: &str) {
    let mut suite = holding();
    suite.market_says(answer);
    suite.days_pass(5);
    let before = suite.chain.state_hash();
    let reason = suite.observe("stranger").unwrap_err().reason;
    assert!(reason.contains(text), "{reason}");
    assert_eq!(suite.chain.state_hash(), before);
}

#[test]
fn given_an_open_milestone_when_the_answer_passes_for_the_first_time_it_begins_the_hold() {
    let mut suite = open();
    let receipt = suite.observe("stranger").unwrap();
    let observed = [
        ("witness", "market"),
        ("holds", "true"),
        ("observations", "1"),
    ];
    says(&receipt, "milestones_observed", &observed);
    assert_eq!(count(&receipt, "milestones_attested"), 0);
    let listing = suite.milestone("listing");
    assert_eq!(listing.stage, Stage::Open { last_call: None });
    let lacks = "state `market` (1 of 3 observations over 864000 s, since ";
    assert!(listing.words.contains(lacks), "{}", listing.words);
    let next = listing.next.iter().find(|step| step.action == "observe");
    assert_eq!(next.and_then(|step| step.from), Some(START + SPACING));
}

#[test]
fn given_an_open_milestone_when_the_answer_does_not_pass_it_ends_the_hold() {
    for (supplied, factor) in [(4_999_999, "0.4"), (5_000_000, "0.39")] {
        let mut suite = holding();
        suite.market_has(supplied, factor);
        let receipt = suite.observe("stranger").unwrap();
        let observed = [("holds", "false"), ("observations", "0")];
        says(&receipt, "milestones_observed", &observed);
        assert_eq!(seen(&suite), 0);
    }
}

#[test]
fn given_an_open_milestone_when_a_true_observation_comes_too_soon_it_refuses() {
    let mut suite = holding();
    suite.days_pass(3);
    let text = format!(
        "the next true observation counts from {}; it is {}",
        START + SPACING,
        suite.now()
    );
    suite.refuses(&text, |suite| suite.observe("stranger"));
}

#[test]
fn given_an_open_milestone_when_the_hold_is_complete_it_attests_and_starts_the_window() {
    let (suite, last) = complete();
    let (receipt, market) = (last.unwrap(), suite.at("market").into_string());
    let now = suite.now().to_string();
    let attested = [
        ("witness", "market"),
        ("attestor", market.as_str()),
        ("as_of", now.as_str()),
        ("schema", "milegate/state/1"),
        (
            "metric",
            "/market/supplied >= 5000000, /market/factor >= 0.40",
        ),
        ("value", "5000000, 0.4"),
    ];
    says(&receipt, "milestones_attested", &attested);
    says(&receipt, "milestones_pending", &[("round", "1")]);
    let word = suite
        .attestations("listing", "market")
        .attestations
        .remove(0);
    assert!(word.standing && word.attestor.as_str() == market);
}

#[test]
fn given_an_open_milestone_when_the_milestone_has_not_started_it_refuses() {
    let mut suite = Suite::builder().observed().build();
    suite.market_has(5_000_000, "0.4");
    let now = suite.now();
    assert!((GENESIS..START).contains(&now));
    let text = format!("as of {now} is not between {START} and {now}");
    suite.refuses(&text, |suite| suite.observe("stranger"));
}

#[test]
fn given_an_open_milestone_when_the_deadline_is_past_it_refuses_what_is_true() {
    let mut suite = open();
    suite.until(DEADLINE + DAY);
    let now = suite.now();
    let text = format!("as of {now} is not between {START} and {DEADLINE}");
    suite.refuses(&text, |suite| suite.observe("stranger"));
    suite.market_has(0, "0");
    suite.observe("stranger").expect("a false one at any time");
}

#[test]
fn given_an_open_milestone_when_the_contract_runs_other_code_it_suspends_the_leaf_for_good() {
    let mut suite = holding();
    suite.market_migrates();
    let receipt = suite.observe("stranger").unwrap();
    says(&receipt, "milestones_suspended", &[("witness", "market")]);
    let since = suite.now();
    suite.days_pass(5);
    let text = format!("suspended for good at {since}: the contract runs other code");
    suite.refuses(&text, |suite| suite.observe("stranger"));
    let listing = suite.milestone("listing");
    assert!(
        listing.words.contains("state `market` (suspended for good"),
        "{}",
        listing.words
    );
    assert!(listing.next.iter().all(|step| step.action != "observe"));
}

#[test]
fn given_an_open_milestone_when_the_contract_refuses_the_query_it_refuses() {
    let mut suite = Suite::builder().observed().build();
    suite.start();
    let before = suite.chain.state_hash();
    let reason = suite.observe("stranger").unwrap_err().reason;
    assert!(reason.contains(" refused the query: "), "{reason}");
    assert_eq!(suite.chain.state_hash(), before);
}

#[test]
fn given_an_open_milestone_when_the_answer_is_no_json_it_refuses() {
    refuses("no market", "Error parsing");
    refuses(
        r#"{"market":{"supplied":5e6,"factor":"1"}}"#,
        "Error parsing",
    );
    refuses(&"[".repeat(5_000), "Error parsing");
}

#[test]
fn given_an_open_milestone_when_the_answer_has_nothing_at_a_pointer_it_refuses() {
    let text = "a text, number or boolean at /market/factor";
    refuses(r#"{"market":{"supplied":"5000000"}}"#, text);
    refuses(r#"{"market":{"supplied":5000000,"factor":null}}"#, text);
    refuses(r#"{"market":{"supplied":5000000,"factor":{}}}"#, text);
}

#[test]
fn given_an_open_milestone_when_a_value_is_no_number_it_refuses() {
    let text = "`/market/factor >= 0.40` cannot be asked of `high`, which is no number";
    refuses(r#"{"market":{"supplied":5000000,"factor":"high"}}"#, text);
}

#[test]
fn given_an_open_milestone_when_the_witness_is_unknown_it_refuses() {
    open().refuses("no witness is called `moon`", |suite| {
        suite.observe_leaf("stranger", "moon")
    });
}

#[test]
fn given_an_open_milestone_when_the_witness_is_not_observed_it_refuses() {
    open().refuses("witness `auditor` is nothing to observe", |suite| {
        suite.observe_leaf("stranger", "auditor")
    });
}

fn message(milestone: &str) -> ExecuteMsg {
    ExecuteMsg::Observe {
        milestone: milestone.into(),
        witness: "market".into(),
    }
}

#[test]
fn given_an_open_milestone_when_the_milestone_is_unknown_it_refuses() {
    open().refuses("no milestone is called `moon`", |suite| {
        suite.tell_milestones("stranger", &message("moon"))
    });
}

#[test]
fn given_an_open_milestone_when_funds_are_attached_it_refuses() {
    open().refuses("the message takes no funds, sent 1ubond", |suite| {
        suite.send("stranger", "milestones", &message("listing"), &bond(1))
    });
}

#[test]
fn given_an_observed_leaf_when_somebody_attests_to_it_it_refuses() {
    let text = "witness `market` is observed, nobody attests, retracts or is recused";
    open().refuses(text, |suite| suite.attest("auditor", "listing", "market"));
    let (mut suite, _) = complete();
    suite.refuses(text, |suite| suite.retract("market", "listing", "market"));
}

#[test]
fn given_an_observed_leaf_when_it_stands_it_refuses_another_observation() {
    let (mut suite, _) = complete();
    suite.market_has(0, "0");
    let text = "an attestation of round 1 stands already";
    suite.refuses(text, |suite| suite.observe("stranger"));
}

#[test]
fn given_a_struck_hold_it_begins_again_later() {
    let (mut suite, _) = complete();
    suite.challenge("listing").unwrap();
    suite.settle("court", "listing", Verdict::False).unwrap();
    let now = suite.now();
    let text = format!("as of {now} is not after {now}, the date of what was struck");
    suite.refuses(&text, |suite| suite.observe("stranger"));
    suite.a_day_passes();
    suite.observe("stranger").unwrap();
    assert_eq!(seen(&suite), 1);
}

#[test]
fn given_an_ended_milestone_it_refuses() {
    let mut suite = open();
    let at = suite.reach("listing");
    let text = format!("the milestone has ended: reached at {at}");
    suite.refuses(&text, |suite| suite.observe("stranger"));
}
