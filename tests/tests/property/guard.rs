//! The supply-shock guard against every window of many ways to open the gates.

use milegate_core::guard::{self, Commitment, Exposure};
use milegate_core::ledger::Schedule;
use milegate_tests::oracle::{Openings, openings, walk};
use milegate_tests::plans::{self, EPOCH, Scale};
use milegate_tests::rng::Rng;
use num_bigint::BigInt;

const SCALE: Scale = Scale {
    lot: 40,
    duration: 10,
    lots: 4,
    tranches: 3,
};
const LATE: u64 = 12;
const UNTIL: u64 = EPOCH + 60;

struct Trial {
    schedule: Schedule,
    lots: u64,
    left: Option<u64>,
    /// It was assigned from a reserve, under a cohort of this trial: behind the same gates.
    template: Option<usize>,
}

/// The most these grants vest in any window beyond what terminations allow, over `ways` ways.
fn most(trials: &[Trial], lot: u64, notice: u64, period: u64, ways: u64, rng: &mut Rng) -> BigInt {
    let mut most = BigInt::ZERO;
    for _ in 0..ways {
        let mut sum = vec![BigInt::ZERO; (UNTIL - EPOCH + 1) as usize];
        let mut ways = Vec::new();
        for Trial {
            schedule,
            lots,
            left,
            template,
        } in trials
        {
            let opened = match template {
                Some(template) => Openings::clone(&ways[*template]),
                None => openings(schedule, EPOCH, notice, LATE, rng),
            };
            ways.push(opened.clone());
            let walked = walk(schedule, lot, *lots, &opened, *left, EPOCH, UNTIL);
            sum.iter_mut()
                .zip(walked)
                .for_each(|(all, one)| *all += one);
        }
        for (index, before) in sum.iter().enumerate() {
            let end = (index + period as usize).min(sum.len() - 1);
            let within = |left: &&u64| {
                let second = (**left - EPOCH) as usize;
                index < second && second <= end
            };
            let leavers = trials
                .iter()
                .filter_map(|t| t.left.as_ref())
                .filter(within)
                .count();
            let beyond = &sum[end] - before - BigInt::from(lot * leavers as u64);
            most = most.max(beyond);
        }
    }
    most
}

#[test]
fn no_window_ever_exceeds_the_bound() {
    let mut rng = Rng::new(40);
    let (mut tight, mut met, mut leavers, mut cohorts) = (0, 0, 0, 0);
    const PLANS: u64 = 700;
    for _ in 0..PLANS {
        let lot = rng.within(4, SCALE.lot);
        let (notice, period) = (rng.within(1, 3), rng.within(1, 14));
        let mut trials: Vec<Trial> = (0..rng.within(1, 2))
            .map(|_| {
                let schedule = plans::schedule(&mut rng, SCALE, lot, EPOCH + 1);
                let may_leave = schedule.service.is_some() && rng.one_in(2);
                let left = may_leave.then(|| EPOCH + rng.within(1, 20));
                leavers += u64::from(left.is_some());
                Trial {
                    schedule,
                    lots: rng.within(1, SCALE.lots),
                    left,
                    template: None,
                }
            })
            .collect();
        // lots out of a reserve serve from a later day of their own, or come into the same schedule
        let reserve = if rng.one_in(2) {
            0
        } else {
            rng.within(1, SCALE.lots)
        };
        let granted = trials.len();
        if reserve > 0 {
            let template = rng.within(0, granted as u64 - 1) as usize;
            let mut schedule = trials[template].schedule.clone();
            if let Some(service) = &mut schedule.service {
                service.start = EPOCH + rng.within(1, 25);
                cohorts += 1;
            }
            trials.push(Trial {
                schedule,
                lots: reserve,
                left: None,
                template: Some(template),
            });
        }
        let schedules = trials[..granted].iter().map(|trial| Commitment {
            schedule: &trial.schedule,
            lots: trial.lots,
        });
        let exposure = Exposure {
            schedules: schedules.collect(),
            reserve,
        };
        let start = |_: &str| Some(EPOCH);
        let when = guard::Openings {
            notice,
            start: &start,
        };
        let bound = guard::bound(&[exposure], period, when).expect("in width");
        let bound = BigInt::from(bound.u128());
        let most = most(&trials, lot, notice, period, 60, &mut rng);
        let plan = || {
            trials
                .iter()
                .map(|t| (&t.schedule, t.lots, t.left))
                .collect::<Vec<_>>()
        };
        assert!(
            most <= bound,
            "{most} in {period} s, the bound is {bound}: {:?}",
            plan()
        );
        met += u64::from(most == bound);
        tight += u64::from(&most * 4 >= &bound * 3);
    }
    // a bound that is never approached proves nothing
    assert!(
        met * 4 >= PLANS,
        "met exactly by {met} of {PLANS} plans only"
    );
    assert!(
        tight * 2 >= PLANS,
        "approached by {tight} of {PLANS} plans only"
    );
    assert!(leavers >= 100, "{leavers} leavers");
    assert!(cohorts >= 100, "{cohorts} cohorts");
}

/// `I(w, c, P)` by looking at every window of one curve.
#[test]
fn no_curve_releases_more_in_a_window_than_it_says() {
    let mut rng = Rng::new(41);
    let mut met = 0;
    for _ in 0..20_000 {
        let (weight, period) = (rng.within(1, 30), rng.within(1, 15));
        let curve = plans::curve(&mut rng, SCALE);
        let at = |now| milegate_tests::oracle::released(weight, &curve, EPOCH, now);
        let windows = (EPOCH - period..EPOCH + 25).map(|now| at(now + period) - at(now));
        let seen = windows.max().expect("a window");
        let says = BigInt::from(guard::most(weight, curve, period).expect("in width"));
        assert!(
            seen <= says,
            "{seen} of {weight} in {period} s, not {says}: {curve:?}"
        );
        met += u64::from(seen == says);
    }
    assert!(met >= 16_000, "met by {met} of 20,000 curves only");
}
