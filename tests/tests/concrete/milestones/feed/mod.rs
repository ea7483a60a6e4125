use milegate_api::milestones::{ExecuteMsg, Missing, Stage};
use milegate_core::milestone::{Measure, Verdict, WitnessKind};
use milegate_core::oracle::Reading;
use milegate_tests::feeds::window;
use milegate_tests::suite::{
    Builder, DAY, DEADLINE, START, Suite, TARGET, address, bond, of, says,
};

const MEAN: &str = "mean of `volume` over 3 periods >= 500";

/// Started, and the oracle with it.
fn open() -> Suite {
    started(Suite::builder().fed())
}

fn started(plan: Builder) -> Suite {
    let mut suite = plan.build();
    suite.start();
    suite
}

/// Three good days, observed.
fn shown() -> Suite {
    let mut suite = open();
    suite.days_of(&[500, 500, 500]);
    suite.observe_feed("stranger").unwrap();
    suite
}

/// What the query says of the leaf: the window that is read, and why it does not attest.
fn lacks(suite: &Suite) -> (Option<Reading>, Option<String>) {
    match suite.milestone("listing").missing.remove(1) {
        Missing::Feed {
            reading, refusal, ..
        } => (reading, refusal),
        other => panic!("{other:?}"),
    }
}

/// The observation is refused, and the query says why in the same words.
#[track_caller]
fn refuses(suite: &mut Suite, text: &str) {
    suite.refuses(text, |suite| suite.observe_feed("stranger"));
    assert_eq!(lacks(suite).1.as_deref(), Some(text));
    let words = suite.milestone("listing").words;
    assert!(words.contains("feed `volume` ("), "{words}");
    assert!(words.contains(text), "{words}");
}

#[test]
fn given_an_open_milestone_when_the_window_comes_to_the_target_it_attests_as_of_the_windows_end_and_starts_the_window()
 {
    let mut suite = open();
    suite.days_of(&[400, 500, 600]);
    let listing = suite.milestone("listing");
    let words = format!("feed `volume` ({MEAN}: true, anyone can observe it)");
    assert!(listing.words.contains(&words), "{}", listing.words);
    let next = listing.next.iter().find(|step| step.action == "observe");
    assert_eq!(next.map(|step| step.from), Some(None));
    suite.a_second_passes();
    let receipt = suite.observe_feed("stranger").unwrap();
    let (oracle, as_of) = (suite.at("oracle"), (START + 3 * DAY).to_string());
    let attested = [
        ("witness", "volume"),
        ("attestor", oracle.as_str()),
        ("as_of", as_of.as_str()),
        ("schema", "milegate/feed/1"),
        ("uri", oracle.as_str()),
        ("metric", MEAN),
        ("value", "1500 / 3"),
    ];
    says(&receipt, "milestones_attested", &attested);
    says(&receipt, "milestones_pending", &[("round", "1")]);
    let word = suite
        .attestations("listing", "volume")
        .attestations
        .remove(0);
    assert!(word.standing && word.attestor == oracle);
}

#[test]
fn given_an_open_milestone_when_the_mean_is_a_hair_below_the_target_it_refuses() {
    let mut suite = open();
    suite.days_of(&[499, 500, 500]);
    refuses(&mut suite, "a mean of 1499 / 3 is below 500");
    suite.days_of(&[500]);
    suite.observe_feed("stranger").unwrap();
}

#[test]
fn given_an_open_milestone_when_the_sum_is_below_the_target_it_refuses() {
    let mut suite = started(Suite::builder().measured(Measure::Sum, 900, 2));
    suite.days_of(&[100, 799, 0]);
    refuses(&mut suite, "a sum of 899 is below 900");
    suite.days_of(&[101]);
    let receipt = suite.observe_feed("stranger").unwrap();
    says(&receipt, "milestones_attested", &[("value", "900")]);
}

#[test]
fn given_an_open_milestone_when_a_value_is_below_the_minimum_it_refuses_until_it_has_left_the_window()
 {
    let mut suite = started(Suite::builder().measured(Measure::Minimum, TARGET, 2));
    suite.days_of(&[900, 499, 900]);
    let text =
        |held| format!("only the last {held} of the window's 3 periods have no value below 500");
    refuses(&mut suite, &text(1));
    suite.days_of(&[900]);
    refuses(&mut suite, &text(2));
    suite.days_of(&[500]);
    let receipt = suite.observe_feed("stranger").unwrap();
    says(&receipt, "milestones_attested", &[("value", ">= 500")]);
}

#[test]
fn given_an_open_milestone_when_a_gap_is_too_long_it_refuses() {
    let mut suite = started(Suite::builder().measured(Measure::Mean, TARGET, 1));
    suite.days_of(&[900, 0, 0]);
    let text = "only the last 1 of the window's 3 periods are without a gap of more than 1";
    refuses(&mut suite, text);
    suite.days_of(&[900, 900]);
    suite.observe_feed("stranger").unwrap();
}

#[test]
fn given_an_open_milestone_when_too_few_days_have_a_value_it_refuses() {
    let mut suite = open();
    suite.days_of(&[0, 900, 0]);
    let text = "1 periods of the window have a value, and 2 must";
    refuses(&mut suite, text);
}

#[test]
fn given_an_open_milestone_when_the_feed_is_younger_than_the_window_it_refuses() {
    let mut suite = open();
    let text = "window 0 of `volume` has no reading: it is younger than its length";
    refuses(&mut suite, text);
    suite.days_of(&[900, 900]);
    refuses(&mut suite, text);
}

#[test]
fn given_an_open_milestone_when_a_further_day_is_over_it_refuses_until_the_oracle_is_brought_up_to_date()
 {
    let mut suite = open();
    suite.days_of(&[900, 900, 900]);
    suite.a_day_passes();
    let stale = START + 4 * DAY;
    let text = format!(
        "a further period is over since {stale}; it is {stale}: send `advance` to the oracle first"
    );
    refuses(&mut suite, &text);
    suite.advance_feed("ana").unwrap();
    let receipt = suite.observe_feed("ana").unwrap();
    says(&receipt, "milestones_attested", &[("value", "1800 / 2")]);
}

#[test]
fn given_an_open_milestone_when_the_window_began_before_the_start_it_refuses() {
    let late = Suite::builder().fed().milestones(|msg| {
        msg.milestones[0].start = START + 1;
    });
    let mut suite = started(late);
    suite.days_of(&[900, 900, 900]);
    let text = format!(
        "the window begins at {START}, before {}, the milestone's start",
        START + 1
    );
    refuses(&mut suite, &text);
    suite.days_of(&[900]);
    suite.observe_feed("stranger").unwrap();
}

#[test]
fn given_an_open_milestone_when_the_milestone_has_not_started_it_refuses() {
    let mut suite = Suite::builder().fed().build();
    let now = suite.now();
    let text = format!("as of {now} is not between {START} and {now}");
    suite.refuses(&text, |suite| suite.observe_feed("stranger"));
}

#[test]
fn given_an_open_milestone_when_the_window_ends_after_the_deadline_it_refuses() {
    let mut suite = open();
    suite.until(DEADLINE - 3 * DAY);
    suite.days_of(&[500, 500, 499]);
    assert_eq!(suite.now(), DEADLINE);
    refuses(&mut suite, "a mean of 1499 / 3 is below 500");
    suite.days_of(&[900]);
    let until = DEADLINE + DAY;
    let text = format!("as of {until} is not between {START} and {DEADLINE}");
    refuses(&mut suite, &text);
}

#[test]
fn given_an_open_milestone_when_funds_are_attached_it_refuses() {
    let msg = ExecuteMsg::Observe {
        milestone: "listing".into(),
        witness: "volume".into(),
    };
    let mut suite = open();
    suite.days_of(&[900, 900, 900]);
    suite.refuses("the message takes no funds, sent 1ubond", |suite| {
        suite.send("stranger", "milestones", &msg, &bond(1))
    });
}

#[test]
fn given_two_leaves_of_one_oracle_it_observes_each_by_itself() {
    let two = Suite::builder().fed().milestones(|msg| {
        let mut second = msg.milestones[0].witnesses[1].clone();
        second.name = "peak".into();
        if let WitnessKind::Feed { target, .. } = &mut second.kind {
            *target = 900u128.into();
        }
        msg.milestones[0].witnesses.push(second);
        msg.milestones[0].policy = of(2, &["auditor", "volume", "peak"]);
    });
    let mut suite = started(two);
    suite.days_of(&[500, 500, 500]);
    suite.observe_feed("ana").unwrap();
    let text = "a mean of 1500 / 3 is below 900";
    suite.refuses(text, |suite| suite.observe_leaf("ana", "peak"));
    suite.days_of(&[900, 900, 900]);
    suite.observe_leaf("ana", "peak").unwrap();
    let stage = suite.milestone("listing").stage;
    assert!(matches!(stage, Stage::Pending { .. }), "{stage:?}");
}

#[test]
fn given_a_feed_that_stands_when_somebody_observes_it_again_it_refuses() {
    let text = "an attestation of round 1 stands already";
    shown().refuses(text, |suite| suite.observe_feed("ana"));
}

#[test]
fn given_a_feed_that_stands_when_somebody_attests_or_retracts_it_refuses() {
    let text = "witness `volume` is observed, nobody attests, retracts or is recused";
    let mut suite = shown();
    suite.refuses(text, |suite| suite.attest("auditor", "listing", "volume"));
    suite.refuses(text, |suite| suite.retract("oracle", "listing", "volume"));
}

#[test]
fn given_a_struck_window_it_takes_one_that_is_newer_as_a_whole() {
    let mut suite = shown();
    suite.challenge("listing").unwrap();
    suite.settle("court", "listing", Verdict::False).unwrap();
    let struck = START + 3 * DAY;
    for (days, begins) in [(1, START + DAY), (1, START + 2 * DAY), (1, struck)] {
        suite.days_of(&vec![900; days]);
        let text = format!(
            "the window begins at {begins}, not after {struck}, the date of what was struck"
        );
        refuses(&mut suite, &text);
    }
    suite.days_of(&[900]);
    let receipt = suite.observe_feed("stranger").unwrap();
    let as_of = (struck + 4 * DAY).to_string();
    let attested = [("round", "2"), ("as_of", as_of.as_str())];
    says(&receipt, "milestones_attested", &attested);
}

#[test]
fn given_an_ended_milestone_it_refuses() {
    let mut suite = open();
    let at = suite.reach("listing");
    let text = format!("the milestone has ended: reached at {at}");
    suite.refuses(&text, |suite| suite.observe_feed("stranger"));
}

#[test]
fn when_the_oracle_registered_another_window_it_refuses() {
    for other in [
        window(4, Some(500), 1),
        window(3, None, 1),
        window(3, Some(500), 2),
    ] {
        let plan = Suite::builder().fed().leaf(move |kind| {
            if let WitnessKind::Feed { registered, .. } = kind {
                *registered = other;
            }
        });
        let refused = plan.refused();
        let text = " registered 3 periods, least 500, longest gap 1";
        assert!(refused.ends_with(text), "{refused}");
    }
}

#[test]
fn when_the_oracle_has_no_such_feed_or_window_it_refuses() {
    let plan = Suite::builder().fed().leaf(|kind| {
        if let WitnessKind::Feed { feed, .. } = kind {
            *feed = "moon".into();
        }
    });
    let refused = plan.refused();
    assert!(refused.contains("Querier contract error"), "{refused}");
    let plan = Suite::builder().fed().leaf(|kind| {
        if let WitnessKind::Feed { window, .. } = kind {
            *window = 2;
        }
    });
    let refused = plan.refused();
    assert!(refused.contains("Querier contract error"), "{refused}");
}

#[test]
fn when_somebody_answers_who_is_no_oracle_it_refuses() {
    let named = |who: &'static str| {
        let plan = Suite::builder().observed().fed().milestones(move |msg| {
            msg.milestones[0].policy = of(1, &["auditor", "market", "volume"]);
            let group = match &msg.milestones[1].witnesses[0].kind {
                WitnessKind::Committee { group, .. } => group.clone(),
                other => panic!("{other:?}"),
            };
            let market = match &msg.milestones[0].witnesses[1].kind {
                WitnessKind::State { contract, .. } => contract.clone(),
                other => panic!("{other:?}"),
            };
            if let WitnessKind::Feed { oracle, .. } = &mut msg.milestones[0].witnesses[2].kind {
                *oracle = match who {
                    "group" => group,
                    "market" => market,
                    _ => address(who),
                };
            }
        });
        plan.refused()
    };
    for who in ["group", "market", "stranger"] {
        let refused = named(who);
        assert!(refused.contains("Querier"), "{who}: {refused}");
    }
}

#[test]
fn when_somebody_else_than_governance_can_change_the_oracle_it_refuses() {
    let refused = Suite::builder().fed().oracle_admin("keeper").refused();
    let text = format!(
        " of feed `volume` has admin {}, who is not governance",
        address("keeper")
    );
    assert!(refused.ends_with(&text), "{refused}");
    let governed = Suite::builder().fed().oracle_admin("keeper");
    governed
        .milestones(|msg| msg.governance = Some(address("keeper")))
        .born()
        .expect("governance may");
}

#[test]
fn when_the_oracle_is_the_court_it_refuses() {
    let plan = Suite::builder().fed().milestones(|msg| {
        if let WitnessKind::Feed { oracle, .. } = &msg.milestones[0].witnesses[1].kind {
            msg.milestones[0].court = oracle.clone();
        }
    });
    let refused = plan.refused();
    assert!(
        refused.ends_with(" alone satisfies the policy"),
        "{refused}"
    );
}

#[test]
fn when_what_is_asked_cannot_be_it_refuses() {
    let refused = |measure, target, observations| {
        Suite::builder()
            .measured(measure, target, observations)
            .refused()
    };
    let values = "milestone `listing`: feed `volume` asks for";
    for (observations, text) in [(0, "0"), (4, "4")] {
        let text = format!("{values} {text} values, not 1 to 3, its window's periods");
        assert_eq!(refused(Measure::Mean, 500, observations), text);
    }
    let text =
        "milestone `listing`: feed `volume`: a minimum of 501 is not the registered least, 500";
    assert_eq!(refused(Measure::Minimum, 501, 2), text);
    for measure in [Measure::Mean, Measure::Sum] {
        let text = refused(measure, 0, 2);
        let begins = format!("milestone `listing`: feed `volume`: a {measure} of 0 is not 1 to ");
        assert!(text.starts_with(&begins), "{text}");
    }
}
