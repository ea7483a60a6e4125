//! What the vault answers, by hand, where no message asks the same.

use milegate_api::vesting::{
    Assumed, CirculatingResponse, GuardsResponse, IfReachedResponse, MilestoneStake, QueryMsg,
};
use milegate_core::Conclusion;
use milegate_core::guard::Guard;
use milegate_tests::suite::{DAY, NOTICE, START, Suite, address};

fn stake(suite: &Suite, milestone: &str) -> MilestoneStake {
    suite.ask_vault(&QueryMsg::Milestone {
        milestone: milestone.into(),
    })
}

/// Why a question is refused.
fn refused(suite: &Suite, question: &QueryMsg) -> String {
    let answer = suite
        .chain
        .query::<serde_json::Value>(&suite.vault, question);
    answer.expect_err("a refusal").to_string()
}

fn guarded() -> Suite {
    let guard = Guard {
        limit: 200_000_000u128.into(),
        period: 30 * DAY,
    };
    let of_team = Guard {
        limit: 150_000_000u128.into(),
        period: 30 * DAY,
    };
    Suite::builder()
        .with_reserve()
        .vault(|msg| {
            msg.guard = Some(guard);
            msg.categories[0].guard = Some(of_team);
        })
        .build()
}

/// Bounds of the vault, then of `team`.
fn bounds(suite: &Suite) -> [u128; 2] {
    let answer: GuardsResponse = suite.ask_vault(&QueryMsg::Guards {});
    let of = |n: usize| answer.guards[n].bound.u128();
    assert_eq!(answer.guards[1].category.as_deref(), Some("team"));
    [of(0), of(1)]
}

#[test]
fn guards_count_every_lot_at_its_worst_and_a_reserve_until_it_expires() {
    let mut suite = guarded();
    // core 10 x 580,000, serving and the reserve 50 and 20 whole lots
    let team = 5_800_000 + 50_000_000 + 20_000_000;
    // seed 20 x 300,000, advice 30 x 300,000, calendar 40 x 400,000: its cliff jumps
    let others = 6_000_000 + 9_000_000 + 16_000_000;
    assert_eq!(bounds(&suite), [team + others, team]);
    suite.until(START + 300 * DAY);
    let team = team - 20_000_000;
    assert_eq!(bounds(&suite), [team + others, team]);
}

#[test]
fn a_milestone_says_what_is_behind_it_and_when() {
    let suite = Suite::sealed();
    let listing = stake(&suite, "listing");
    assert_eq!(listing.amount.u128(), 60_000_000);
    assert_eq!(listing.categories["team"].u128(), 60_000_000);
    assert_eq!(listing.forfeited_if_missed.u128(), 60_000_000);
    assert_eq!(listing.earliest, Some(START + NOTICE));
    // whoever serves is through after 200 days, later than any curve
    assert_eq!(listing.latest, Some(START + 200 * DAY));
    let volume = stake(&suite, "volume");
    assert_eq!(volume.amount.u128(), 50_000_000);
    // one part falls back, the other rolls over: a miss alone costs nothing
    assert_eq!(volume.forfeited_if_missed.u128(), 0);
    assert_eq!(volume.latest, Some(START + NOTICE + 100 * DAY));
}

#[test]
fn what_rolls_over_is_behind_the_next_milestone_once_the_first_is_missed() {
    let mut suite = Suite::sealed();
    let before = stake(&suite, "lending");
    assert_eq!((before.amount.u128(), before.earliest), (0, None));
    let at = suite.miss("volume");
    let lending = stake(&suite, "lending");
    assert_eq!(lending.amount.u128(), 30_000_000);
    assert_eq!(lending.forfeited_if_missed.u128(), 30_000_000);
    assert_eq!(lending.conclusion, None);
    let volume = stake(&suite, "volume");
    assert_eq!(volume.conclusion, Some(Conclusion::Missed { at }));
}

#[test]
fn a_milestone_nobody_waits_for_is_unknown() {
    let question = QueryMsg::Milestone {
        milestone: "moon".into(),
    };
    let text = refused(&Suite::sealed(), &question);
    assert!(text.contains("there is no milestone moon"), "{text}");
}

#[test]
fn a_forecast_counts_an_expired_reserve_and_assumed_ends() {
    let suite = Suite::builder().with_reserve().build();
    let at = START + 400 * DAY;
    let assumed = Assumed {
        milestone: "listing".into(),
        conclusion: Conclusion::Missed { at: START },
    };
    let answer: IfReachedResponse = suite.ask_vault(&QueryMsg::IfReached {
        conclusions: vec![assumed],
        at: vec![START - 1, at],
    });
    let [before, after] = &answer.points[..] else {
        panic!("{answer:?}")
    };
    assert_eq!(before.total_forfeited.u128(), 0);
    assert_eq!(after.forfeited["team"].u128(), 60_000_000 + 20_000_000);
    // only the calendar has vested
    assert_eq!(after.total_vested.u128(), 40_000_000);
}

#[test]
fn forecasts_that_are_refused() {
    let suite = Suite::sealed();
    let missed = |milestone: &str| Assumed {
        milestone: milestone.into(),
        conclusion: Conclusion::Missed { at: START },
    };
    let ask = |conclusions: Vec<Assumed>, instants: usize| QueryMsg::IfReached {
        conclusions,
        at: vec![START; instants],
    };
    // (question, words of the refusal)
    let table = [
        (ask(vec![], 101), "101 instants, not 0 to 100"),
        (
            ask(vec![missed("volume"); 65], 1),
            "65 assumed conclusions, not 0 to 64",
        ),
        (
            ask(vec![missed("volume"); 2], 1),
            "milestone volume stands there twice",
        ),
        (ask(vec![missed("moon")], 1), "there is no milestone moon"),
    ];
    for (question, words) in table {
        let text = refused(&suite, &question);
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn what_circulates_leaves_out_the_vault_and_the_accounts_named() {
    let named = || vec![address("funder")];
    let circulating =
        |suite: &Suite| -> CirculatingResponse { suite.ask_vault(&QueryMsg::Circulating {}) };
    let draft = Suite::builder()
        .vault(move |msg| msg.excluded = named())
        .draft();
    let before = circulating(&draft);
    assert_eq!(before.locked.u128(), 0);
    assert_eq!(before.excluded[0].balance.u128(), draft.balance("funder"));
    let mut suite = draft;
    suite.seal().unwrap();
    let after = circulating(&suite);
    assert_eq!(after.locked.u128(), 150_000_000);
    // the money went from one account that does not circulate to another
    assert_eq!(after.circulating, before.circulating);
}
