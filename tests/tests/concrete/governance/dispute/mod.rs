use milegate_api::governance::{Asked, ExecuteMsg};
use milegate_core::governance::{Class, Recusal};
use milegate_core::milestone::Verdict;
use milegate_tests::governance::opened;
use milegate_tests::suite::{Suite, address, bond, says};

use super::kit::*;

#[test]
fn given_a_dispute_when_anyone_opens_it_it_costs_nothing() {
    let mut suite = disputed();
    let bonds = suite.bonds("stranger");
    let receipt = suite.dispute("stranger", "volume").unwrap();
    let tally = suite.tally(1);
    let named = format!("{}/volume", suite.milestones);
    let ends = [tally.voting_ends, tally.executable, tally.expires];
    let ends = ends.map(|end| end.time.to_string());
    let wanted = [
        ("proposal", "1"),
        ("class", "dispute"),
        ("proposer", &address("stranger")),
        ("title", "Dispute: volume, round 1"),
        ("hash", ""),
        ("milestones", &named),
        ("round", "1"),
        ("recusal", "milestones"),
        ("total", "1000000"),
        ("least_total", "560000"),
        ("voting_ends", &ends[0]),
        ("executable", &ends[1]),
        ("expires", &ends[2]),
        ("deposit", "0"),
    ];
    says(&receipt, "governance_opened", &wanted);
    assert_eq!(suite.bonds("stranger"), bonds);
    assert_eq!(held(&suite), [0, 0, 0]);
}

#[test]
fn given_a_dispute_when_anyone_opens_it_it_is_of_its_round() {
    let (suite, id) = disputing();
    let tally = suite.tally(id);
    assert_eq!(tally.asked, Asked::Dispute { round: 1 });
    assert_eq!(tally.terms.class, Class::Dispute);
    assert_eq!(tally.terms.recusal, Recusal::Milestones);
    assert_eq!(tally.terms.rule, suite.governance().rules.dispute);
}

#[test]
fn given_a_dispute_when_it_was_opened_before_it_refuses() {
    let (mut suite, _) = disputing();
    let text = "proposal 1 settles round 1 of milestone volume";
    suite.refuses(text, |suite| suite.dispute("vera", "volume"));
    suite.days_pass(5);
    suite.refuses(text, |suite| suite.dispute("vera", "volume"));
}

#[test]
fn given_a_dispute_when_it_is_the_next_round_it_opens_another() {
    let (mut suite, _) = disputing();
    suite
        .settle("governance", "volume", Verdict::False)
        .unwrap();
    suite.a_day_passes();
    suite.satisfy("volume");
    suite.challenge("volume").unwrap();
    let receipt = suite.dispute("vera", "volume").unwrap();
    assert_eq!(opened(&receipt), 2);
    says(&receipt, "governance_opened", &[("round", "2")]);
}

#[test]
fn given_a_dispute_when_the_proposer_is_at_his_cap_it_opens() {
    let mut suite = disputed();
    for title in ["one?", "two?", "three?"] {
        suite.ask_community("vera", title, &["yes", "no"]).unwrap();
    }
    suite.dispute("vera", "volume").unwrap();
}

#[test]
fn given_a_dispute_when_funds_are_attached_it_refuses() {
    let mut suite = disputed();
    let msg = ExecuteMsg::Dispute {
        milestones: suite.milestones.to_string(),
        milestone: "volume".into(),
    };
    for amount in [1, 500] {
        let text = format!("the message takes no funds, sent {amount}ubond");
        suite.refuses(&text, |suite| {
            suite.send("vera", "governance", &msg, &bond(amount))
        });
    }
}

#[test]
fn given_another_court_it_refuses() {
    let text = format!("{} is the court of milestone listing", address("court"));
    started().refuses(&text, |suite| suite.dispute("vera", "listing"));
}

#[test]
fn given_no_dispute_it_refuses() {
    let mut suite = started();
    let text = "milestone volume is not disputed";
    suite.refuses(text, |suite| suite.dispute("vera", "volume"));
    suite.satisfy("volume");
    suite.refuses(text, |suite| suite.dispute("vera", "volume"));
}

#[test]
fn given_the_dispute_was_settled_it_refuses() {
    let mut suite = disputed();
    suite.window_passes();
    suite
        .settle("governance", "volume", Verdict::Stands)
        .unwrap();
    let text = "milestone volume is not disputed";
    suite.refuses(text, |suite| suite.dispute("vera", "volume"));
}

#[test]
fn given_no_such_milestone_it_refuses() {
    let mut suite = started();
    for name in ["nothing", ""] {
        let text = format!(
            "{} is not listed, or has no milestone {name}",
            suite.milestones
        );
        suite.refuses(&text, |suite| suite.dispute("vera", name));
    }
}

fn of(suite: &mut Suite, milestones: String) -> milegate_tests::suite::Answer {
    let milestone = "volume".into();
    let msg = ExecuteMsg::Dispute {
        milestones,
        milestone,
    };
    suite.tell_governance("vera", &msg)
}

#[test]
fn given_milestones_that_are_not_listed_it_refuses() {
    let mut suite = disputed();
    for who in ["vault", "stranger"] {
        let at = suite.at(who).into_string();
        let text = format!("{at} is not listed, or has no milestone volume");
        suite.refuses(&text, |suite| of(suite, at));
    }
}

#[test]
fn given_an_address_that_is_not_spelt_as_the_chain_does_it_refuses() {
    let mut suite = disputed();
    let upper = suite.milestones.as_str().to_uppercase();
    refused(&mut suite, "Generic error: ", |suite| of(suite, upper));
}
