//! One life, step by step.

use std::collections::BTreeMap;

use milegate_core::milestone::OnSilence;
use milegate_tests::ghost::Stage;
use milegate_tests::rng::Rng;
use milegate_tests::suite::DAY;

use super::action::{Action, Temper, draw};
use super::check::Checks;
use super::deal::Deal;
use super::ghost::Ghost;
use super::plan;
use crate::replay::replayed;

/// What all lives together came through.
#[derive(Debug, Default)]
pub struct Tally {
    pub steps: u64,
    /// By action: tried, went through.
    pub actions: BTreeMap<&'static str, (u64, u64)>,
    pub seen: BTreeMap<&'static str, u64>,
}

impl Tally {
    pub fn add(&mut self, other: Tally) {
        self.steps += other.steps;
        for (action, (tried, done)) in other.actions {
            let count = self.actions.entry(action).or_default();
            *count = (count.0 + tried, count.1 + done);
        }
        for (state, times) in other.seen {
            *self.seen.entry(state).or_default() += times;
        }
    }
}

pub fn one_life(seed: u64, steps: usize, tally: &mut Tally) {
    let told = std::env::var("MILEGATE_SEED").is_ok();
    let mut rng = Rng::new(seed);
    let temper = Temper::draw(&mut rng);
    let on_silence = if rng.within(0, 99) < 53 {
        OnSilence::Stands
    } else {
        OnSilence::Falls
    };
    let to_account = rng.one_in(2);
    let cw20 = rng.one_in(4);
    let mut suite = plan::builder(on_silence, to_account, cw20).build();
    if cw20 {
        *tally.seen.entry("a life with a token").or_default() += 1;
    }
    let mut ghost = Ghost::new(&suite, on_silence, to_account);
    let mut checks = Checks::new(&suite);
    suite.start();

    for step in 0..steps {
        let now = suite.point();
        let action = draw(&mut rng, now, &ghost, temper);
        let context = || format!("seed {seed}, step {step}, {action:?} at {now}");

        if told {
            eprintln!("{}", context());
        }
        let mut after = ghost.clone();
        after.seen.clear();
        let expected = after.act(now, &action);
        let before = suite.chain.state_hash();
        let answer = action.send(&mut suite, &ghost);

        let count = tally.actions.entry(action.kind()).or_default();
        count.0 += 1;
        count.1 += u64::from(expected.is_ok());
        tally.steps += 1;
        for state in &after.seen {
            *tally.seen.entry(state).or_default() += 1;
        }
        match (&answer, &expected) {
            (Some(Err(refused)), Err(_)) => {
                assert!(refused.by_contract(), "{}: {refused:?}", context());
                assert_eq!(suite.chain.state_hash(), before, "rule 8: {}", context());
            }
            (Some(Ok(_)) | None, Ok(())) => ghost = after,
            _ => panic!(
                "{}: expected {expected:?}, the chain says {:?}\n{:#?}",
                context(),
                answer.map(|answer| answer.map(|receipt| receipt.events)),
                ghost.milestones,
            ),
        }
        let in_window = |stage: &Stage| matches!(stage, Stage::Pending(_) | Stage::Disputed(..));
        let halted = matches!(action, Action::Halt(_));
        if halted
            && ghost
                .milestones
                .values()
                .any(|milestone| in_window(&milestone.stage))
        {
            *tally.seen.entry("a halt in a window").or_default() += 1;
        }
        checks.after_step(&suite, &ghost, step, &context);
    }
    the_end(&mut suite, &mut ghost, &mut checks, seed);
    for milestone in plan::MILESTONES {
        let replayed = replayed(&suite.chain, &suite.at("milestones"), milestone);
        assert!(replayed.holds(), "seed {seed}: {}", replayed.words());
    }
}

/// Rule 7: from wherever the life has come, everything ends without any privileged key, and
/// everybody has what is his.
fn the_end(
    suite: &mut milegate_tests::suite::Suite,
    ghost: &mut Ghost,
    checks: &mut Checks,
    seed: u64,
) {
    let owners: Vec<String> = ghost
        .holders
        .iter()
        .map(|held| held.owner.clone())
        .collect();
    let schedules = ghost.names.len();
    let mut act = |suite: &mut milegate_tests::suite::Suite, action: Action| {
        let now = suite.point();
        let mut after = ghost.clone();
        let expected = after.act(now, &action);
        let answer = action.send(suite, ghost);
        let went = answer.is_none_or(|answer| answer.is_ok());
        assert_eq!(
            went,
            expected.is_ok(),
            "seed {seed}, the end, {action:?} at {now}"
        );
        if went {
            *ghost = after;
        }
        went
    };
    for _ in 0..20 {
        for milestone in plan::MILESTONES {
            act(
                suite,
                Action::Conclude {
                    milestone: milestone.into(),
                },
            );
        }
        act(suite, Action::Wait(5 * DAY));
    }
    act(suite, Action::Wait(60 * DAY));
    act(suite, Action::Deal(Deal::LapseReserve));
    for (index, who) in owners.into_iter().enumerate() {
        let grants = vec![index];
        act(suite, Action::Claim { who, grants });
    }
    for schedule in 0..schedules {
        act(suite, Action::Sync { schedule });
    }
    act(suite, Action::PayDues);
    for who in super::action::PEOPLE {
        act(suite, Action::Withdraw { who: who.into() });
    }
    act(suite, Action::PayBondDues);

    let context = || format!("seed {seed}, the end");
    assert!(
        ghost
            .milestones
            .values()
            .all(|one| matches!(one.stage, Stage::Ended(_)))
    );
    for step in 0..super::check::ROTATION {
        checks.after_step(suite, ghost, step, &context);
    }
    assert_eq!(
        suite.balance("vault"),
        ghost.gifts.0,
        "only gifts are left: {}",
        context()
    );
    assert_eq!(
        suite.bonds("milestones"),
        ghost.gifts.1,
        "only gifts are left: {}",
        context()
    );
    checks.rebuild_from_events(suite, ghost, &context);
}
