//! Where a proposal stands, in words and figures.

use cw3::Vote;
use milegate_core::governance::{Decision, Share, Shortfall};
use milegate_core::{Point, utc};
use milegate_tests::governance::{attest_listing, new_guardian};
use milegate_tests::suite::{CALENDAR, DAY, START, Suite};

use super::{attesting, started};

fn both(point: Point) -> String {
    format!("{} and block {}", utc(point.time), point.height)
}

/// Who may do what, and by when.
fn next(suite: &Suite) -> Vec<(String, String, Option<u64>, Option<u64>)> {
    let steps = suite.tally(1).next.into_iter();
    steps
        .map(|step| (step.action, step.who, step.from, step.until))
        .collect()
}

fn step(
    action: &str,
    who: &str,
    from: Option<u64>,
    end: Option<Point>,
) -> (String, String, Option<u64>, Option<u64>) {
    (action.into(), who.into(), from, end.map(|end| end.time - 1))
}

const SO_FAR: &str = "350000 of 1000000 voted: 350000 yes, 0 no, 0 abstain; 300000 are recused.";

/// `vera` has said yes, `ana` is proven.
fn voted() -> Suite {
    let mut suite = attesting();
    suite.vote("vera", 1, Vote::Yes).unwrap();
    suite.prove("stranger", 1, "ana").unwrap();
    suite
}

#[test]
fn while_it_is_voted_on() {
    let suite = voted();
    let tally = suite.tally(1);
    let wanted = format!(
        "Ballots of class attest are taken until {} (holders of grants that it opens are barred); \
         {SO_FAR}",
        both(tally.voting_ends)
    );
    assert_eq!(tally.words, wanted);
    assert_eq!(tally.outcome.decision, Decision::Passes {});
    assert_eq!(tally.outcome.recused.u64(), 300_000);
    let steps = [
        step("vote", "voters", None, Some(tally.voting_ends)),
        step("prove", "anyone", None, Some(tally.tail_ends)),
    ];
    assert_eq!(next(&suite), steps);
}

#[test]
fn in_the_tail() {
    let mut suite = voted();
    suite.days_pass(2);
    let tally = suite.tally(1);
    let wanted = format!(
        "The voting is over; until {} ballots of interested voters are struck. {SO_FAR}",
        both(tally.tail_ends)
    );
    assert_eq!(tally.words, wanted);
    let steps = [step("prove", "anyone", None, Some(tally.tail_ends))];
    assert_eq!(next(&suite), steps);
}

#[test]
fn when_it_has_passed() {
    let mut suite = voted();
    suite.days_pass(3);
    let tally = suite.tally(1);
    let from = tally.executable;
    let wanted = format!("Passed: its messages run, from {}. {SO_FAR}", both(from));
    assert_eq!(tally.words, wanted);
    let execute = step("execute", "anyone", Some(from.time), Some(tally.expires));
    let close = step("close", "anyone", None, None);
    assert_eq!(next(&suite), [execute.clone(), close]);
    suite.close("stranger", 1).unwrap();
    assert_eq!(next(&suite), [execute]);
}

#[test]
fn when_it_may_be_executed() {
    let mut suite = voted();
    suite.days_pass(4);
    let tally = suite.tally(1);
    let wanted = format!(
        "Passed: its messages run, by whoever executes it before {}. {SO_FAR}",
        both(tally.expires)
    );
    assert_eq!(tally.words, wanted);
    let execute = step("execute", "anyone", None, Some(tally.expires));
    assert_eq!(next(&suite)[0], execute);
}

#[test]
fn when_it_was_executed_or_cancelled_or_is_too_late() {
    let mut suite = voted();
    let mut stopped = suite.clone();
    stopped.stop("guardian", 1).unwrap();
    let at = both(stopped.point());
    let wanted = format!("Cancelled by the guardian at {at}. {SO_FAR}");
    assert_eq!(stopped.tally(1).words, wanted);

    suite.days_pass(4);
    let mut late = suite.clone();
    late.days_pass(7);
    let wanted = format!(
        "Passed, and not executed before {}. {SO_FAR}",
        both(late.tally(1).expires)
    );
    assert_eq!(late.tally(1).words, wanted);

    suite.carry("stranger", 1).unwrap();
    let wanted = format!("Executed at {}. {SO_FAR}", both(suite.point()));
    assert_eq!(suite.tally(1).words, wanted);
    let close = [step("close", "anyone", None, None)];
    for mut suite in [suite, late, stopped] {
        assert_eq!(next(&suite), close);
        suite.close("stranger", 1).unwrap();
        assert_eq!(next(&suite), []);
    }
}

#[test]
fn when_it_was_rejected() {
    let mut suite = attesting();
    suite.days_pass(3);
    let tally = suite.tally(1);
    let wanted = "Rejected: 0 voted, 200000 are needed. 0 of 1000000 voted: 0 yes, 0 no, 0 abstain; \
                  0 are recused.";
    assert_eq!(tally.words, wanted);
    let (cast, least) = (0u64.into(), 200_000u64.into());
    let why = Shortfall::Quorum { cast, least };
    assert_eq!(tally.outcome.decision, Decision::Fails { why });
}

#[test]
fn of_a_signal() {
    let mut suite = started();
    let asked = suite.ask_community("vera", "whither?", &["left", "right"]);
    asked.unwrap();
    let (words, ends) = (suite.tally(1).words, suite.tally(1).voting_ends);
    let wanted = format!(
        "Ballots of class signal are taken until {} (nobody is barred); ",
        both(ends)
    );
    assert!(words.starts_with(&wanted), "{words}");
    assert_eq!(next(&suite), [step("answer", "voters", None, Some(ends))]);
    suite.answer("vera", 1, 1).unwrap();
    suite.days_pass(2);
    assert_eq!(next(&suite), []);
    suite.days_pass(1);
    let words = suite.tally(1).words;
    assert!(words.starts_with("Answered: option 1, right. "), "{words}");
    assert_eq!(next(&suite), [step("close", "anyone", None, None)]);
    assert_eq!(
        suite.tally(1).outcome.decision,
        Decision::Answers { option: 1 }
    );
}

#[test]
fn of_a_dispute() {
    let judged = |vote: Vote| {
        let mut suite = started();
        suite.satisfy("volume");
        suite.challenge("volume").unwrap();
        suite.dispute("stranger", "volume").unwrap();
        suite.vote("vera", 1, vote).unwrap();
        suite.days_pass(3);
        suite
    };
    for (vote, start) in [
        (
            Vote::Yes,
            "Settles: the challenged attestations are false, by whoever",
        ),
        (
            Vote::No,
            "Settles: the challenged attestations stand, by whoever",
        ),
        (
            Vote::Abstain,
            "The court is silent: two sides have 0 each. ",
        ),
    ] {
        let suite = judged(vote);
        let words = suite.tally(1).words;
        assert!(words.starts_with(start), "{words}");
        let actions: Vec<_> = next(&suite).into_iter().map(|step| step.0).collect();
        let wanted: &[&str] = if vote == Vote::Abstain {
            &[]
        } else {
            &["execute"]
        };
        assert_eq!(actions, wanted);
    }
}

#[test]
fn of_a_change_that_nobody_who_holds_may_vote_on() {
    let mut suite = started();
    let msgs = vec![new_guardian(&suite, None)];
    suite.propose("vera", msgs).unwrap();
    let words = suite.tally(1).words;
    assert!(
        words.contains("(holders of any grant are barred)"),
        "{words}"
    );
    assert!(suite.tally(1).terms.about_guardian);
}

/// Half of `dan`'s forty tokens are paid out; so many base units weigh one when insiders are counted.
fn paid_out(tokens_per_weight: u128) -> Suite {
    let suite = Suite::builder().rules(move |msg| {
        let token = msg.token.as_mut().expect("a token");
        token.tokens_per_weight = tokens_per_weight.into();
        msg.rules.electorate = Share::new(100);
    });
    let mut suite = suite.build();
    suite.until(START + 1);
    let msgs = vec![attest_listing(&suite)];
    suite.propose("vera", msgs).unwrap();
    assert_eq!(suite.tally(1).insiders, Some(Share::ZERO));
    suite.vote("vera", 1, Vote::Yes).unwrap();
    assert_eq!(suite.tally(1).insiders, Some(Share::ZERO));
    suite.until(CALENDAR + 50 * DAY);
    suite.claim("dan", &["dan"]).unwrap();
    suite
}

#[test]
fn insiders_could_have_had_what_grants_paid_out() {
    // 20,000,000 units are 20 of 350,000: a basis point at most
    assert_eq!(paid_out(1_000_000).tally(1).insiders, Some(Share::new(1)));
    // 200,000 of 350,000: 57.142... %
    assert_eq!(paid_out(100).tally(1).insiders, Some(Share::new(5_715)));
    // more than there is
    assert_eq!(paid_out(1).tally(1).insiders, Some(Share::WHOLE));
}

#[test]
fn insiders_are_not_counted_where_power_is_no_token() {
    let mut suite = started();
    suite.found(|msg, _| msg.token = None).unwrap();
    suite.a_second_passes();
    suite.ask_community("vera", "why?", &["yes", "no"]).unwrap();
    assert_eq!(suite.tally(1).insiders, None);
}

#[test]
fn insiders_have_nothing_before_a_vault_is_sealed() {
    let mut suite = Suite::builder().by_vote().draft();
    suite.ask_community("vera", "why?", &["yes", "no"]).unwrap();
    assert_eq!(suite.tally(1).insiders, Some(Share::ZERO));
}
