//! The product's ledger against the oracle: millions of instants, and whole histories.

use std::thread;

use cosmwasm_std::Uint128;
use milegate_core::Conclusion;
use milegate_core::ledger::{self, LedgerError, Standing, Tenure, Totals};
use milegate_tests::oracle::{self, Fate, HeldBack, Holding, World};
use milegate_tests::plans::{self, CENTURY, EPOCH, Scale};
use milegate_tests::rng::Rng;
use num_bigint::BigInt;

/// Instants compared, on all threads.
const POINTS: u64 = 2_400_000;
const THREADS: u64 = 2;
const INSTANTS: usize = 60;

fn big(amount: impl Into<u128>) -> BigInt {
    BigInt::from(amount.into())
}

/// The product's gates, with everything written down that is known at `now`.
fn latched(world: &World, schedule: usize, now: u64) -> Standing {
    let mut standing = Standing::new(world.schedules[schedule].clone());
    let known = |name: &str| {
        let conclusion = world.diary.get(name).copied();
        let heard = conclusion.filter(|conclusion| match conclusion {
            Conclusion::Reached { at } | Conclusion::Missed { at } => *at <= now,
        });
        Ok::<_, LedgerError>(heard)
    };
    standing.latch(world.notice, known).expect("a sound plan");
    standing
}

/// The product's record of a grant that nobody has claimed from.
fn grant(world: &World, holding: &Holding) -> ledger::Grant {
    let tenure = match holding.fate {
        Fate::Left(at) => {
            let kept = u64::try_from(world.kept(holding, at)).expect("lots");
            Tenure::Left { kept: kept.into() }
        }
        _ => Tenure::Serving {},
    };
    ledger::Grant {
        lots: holding.lots.into(),
        claimed: Uint128::zero(),
        tenure,
    }
}

fn same(product: &ledger::Figures, oracle: &oracle::Figures, context: &dyn std::fmt::Debug) {
    let pairs = [
        ("total", product.total, &oracle.total),
        ("vested", product.vested, &oracle.vested),
        ("claimed", product.claimed, &oracle.claimed),
        ("claimable", product.claimable, &oracle.claimable),
        ("locked", product.locked, &oracle.locked),
        ("forfeited", product.forfeited, &oracle.forfeited),
    ];
    for (name, left, right) in pairs {
        assert_eq!(big(left), *right, "{name} of {context:?}");
    }
}

/// Half of the instants at a boundary give or take a second, half anywhere; how many were near.
fn instants(rng: &mut Rng, boundaries: &[u64]) -> (Vec<u64>, u64) {
    let mut near = 0;
    let until = boundaries
        .iter()
        .max()
        .map_or(EPOCH + CENTURY, |last| last + 2);
    let draw = |index: usize| {
        let at = match index % 5 {
            0..=2 if !boundaries.is_empty() => rng.pick(boundaries) - 1 + rng.within(0, 2),
            3 => rng.within(EPOCH - 1, until.max(EPOCH)),
            _ => EPOCH + rng.sized(3 * CENTURY),
        };
        near += u64::from(boundaries.iter().any(|boundary| boundary.abs_diff(at) <= 1));
        at
    };
    let drawn = (0..INSTANTS).map(draw).collect();
    (drawn, near)
}

fn compare(seed: u64, wanted: u64) -> (u64, u64) {
    let (mut points, mut near, mut rng) = (0, 0, Rng::new(seed));
    while points < wanted {
        let mut world = plans::world(&mut rng, Scale::FULL);
        for schedule in 0..world.schedules.len() {
            let boundaries = plans::boundaries(&world, schedule, &mut rng);
            let (drawn, close) = instants(&mut rng, &boundaries);
            near += close;
            let all = latched(&world, schedule, u64::MAX);
            for now in drawn {
                let past = all.per_lot(now).expect("a sound plan");
                assert_eq!(
                    big(past.unlocked),
                    world.unlocked(schedule, now),
                    "{now} {world:?}"
                );
                assert_eq!(big(past.dead), world.dead(schedule, now), "{now} {world:?}");
                assert_eq!(
                    big(past.served),
                    world.served(schedule, now),
                    "{now} {world:?}"
                );
                assert_eq!(
                    big(past.vested),
                    world.vested_of_lot(schedule, now),
                    "{now} {world:?}"
                );
                points += 1;
                if points % 8 == 0 {
                    // written down at that instant, not later: no figure may depend on it
                    let live = latched(&world, schedule, now)
                        .per_lot(now)
                        .expect("a sound plan");
                    assert_eq!(live, past, "{now} {world:?}");
                    let index = rng.within(0, world.holdings.len() as u64 - 1) as usize;
                    let holding = &mut world.holdings[index];
                    if let (Fate::Left(at), true) = (holding.fate, holding.schedule == schedule) {
                        // a leaver's record is of the present: look at it from then on
                        holding.fate = Fate::Left(at.min(now));
                    }
                    let holding = world.holdings[index].clone();
                    if holding.schedule == schedule {
                        let figures = grant(&world, &holding).figures(&past).expect("in width");
                        same(
                            &figures,
                            &world.figures(&holding, now),
                            &(now, &holding, &world),
                        );
                    }
                }
            }
        }
    }
    (points, near)
}

#[test]
fn millions_of_instants_agree_with_the_oracle() {
    let shares = thread::scope(|scope| {
        let run = |seed| scope.spawn(move || compare(seed, POINTS / THREADS));
        let threads: Vec<_> = (10..10 + THREADS).map(run).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("agreement"))
            .collect::<Vec<_>>()
    });
    let points: u64 = shares.iter().map(|(points, _)| points).sum();
    let near: u64 = shares.iter().map(|(_, near)| near).sum();
    assert!(points >= 2_000_000, "only {points} instants were compared");
    assert!(
        near * 2 >= points,
        "only {near} of {points} instants were near a boundary"
    );
}

/// What a history has come through, so that none is left out.
#[derive(Default, Debug)]
struct Seen {
    claims: u64,
    leavers: u64,
    leavers_after_claims: u64,
    renounced: u64,
    assigned: u64,
    assigned_after_deaths: u64,
    deaths: u64,
    fallbacks: u64,
    figures: u64,
}

/// One vault through one random life: the product keeps totals, the oracle asks every grant.
fn history(rng: &mut Rng, scale: Scale, seen: &mut Seen) {
    let mut world = plans::world(rng, scale);
    world
        .holdings
        .iter_mut()
        .for_each(|holding| holding.fate = Fate::Serving);
    let count = world.schedules.len();
    let mut gates: Vec<Standing> = world.schedules.iter().cloned().map(Standing::new).collect();
    let mut totals: Vec<Totals> = (0..count).map(|_| Totals::default()).collect();
    let mut claimed = vec![Uint128::zero(); count];
    let mut dues = Uint128::zero();
    let mut grants: Vec<ledger::Grant> = world
        .holdings
        .iter()
        .map(|holding| grant(&world, holding))
        .collect();
    for holding in &world.holdings {
        totals[holding.schedule]
            .add(holding.lots, world.lot)
            .expect("in width");
    }

    world.reserves.push(HeldBack {
        lots: scale.lots,
        expires: EPOCH + scale.duration / 2,
    });
    let mut now = EPOCH;
    for _ in 0..40 {
        now += if rng.one_in(3) {
            rng.within(0, 2)
        } else {
            rng.sized(scale.duration / 8 + 1)
        };
        let index = rng.within(0, grants.len() as u64 - 1) as usize;
        let schedule = world.holdings[index].schedule;

        // sync, the first step of every message
        for of in [schedule, rng.within(0, count as u64 - 1) as usize] {
            let diary = &world.diary;
            let known = |name: &str| {
                let known = diary.get(name).copied();
                Ok::<_, LedgerError>(known.filter(|conclusion| match conclusion {
                    Conclusion::Reached { at } | Conclusion::Missed { at } => *at <= now,
                }))
            };
            let written = gates[of].latch(world.notice, known).expect("a sound plan");
            for gate in &written {
                seen.deaths += u64::from(matches!(gate.state, ledger::GateState::Dead { .. }));
                seen.fallbacks +=
                    u64::from(matches!(gate.state, ledger::GateState::FellBack { .. }));
            }
            dues += totals[of].record(&written).expect("in width");
        }

        let serving = world.holdings[index].fate == Fate::Serving;
        let renounced = matches!(world.holdings[index].fate, Fate::Renounced(_));
        match rng.within(0, 9) {
            0..=5 => {
                let per_lot = gates[schedule].per_lot(now).expect("a sound plan");
                let paid = grants[index].claim(&per_lot).expect("in width");
                claimed[schedule] += if renounced { Uint128::zero() } else { paid };
                assert_eq!(big(paid), world.claim(index, now), "{now} {world:?}");
                seen.claims += u64::from(!paid.is_zero());
            }
            6 | 7 if serving => {
                let lost = totals[schedule].terminate(&mut grants[index], &gates[schedule], now);
                match world.schedules[schedule].service {
                    None => assert_eq!(lost, Err(LedgerError::NoService {})),
                    Some(_) => {
                        dues += lost.expect("in width");
                        let had = world.holdings[index].claimed != BigInt::ZERO;
                        seen.leavers += 1;
                        seen.leavers_after_claims += u64::from(had);
                        world.holdings[index].fate = Fate::Left(now);
                        let kept = u64::try_from(world.kept(&world.holdings[index], now));
                        let kept = kept.expect("lots").into();
                        assert_eq!(grants[index].tenure, Tenure::Left { kept });
                    }
                }
            }
            9 if now < world.reserves[0].expires && world.reserves[0].lots > 0 => {
                let lots = rng.sized(world.reserves[0].lots);
                let dead = world.dead(schedule, now);
                let free = world.vested_of_lot(schedule, now) == BigInt::ZERO;
                match totals[schedule].assign(lots, &gates[schedule], now) {
                    Err(error) => {
                        assert!(
                            matches!(error, LedgerError::NotAssignable { .. }),
                            "{error}"
                        );
                        assert!(!free || dead == BigInt::from(world.lot), "{now} {world:?}");
                    }
                    Ok(lost) => {
                        assert!(free && dead < world.lot.into(), "{now} {world:?}");
                        assert_eq!(big(lost), &dead * lots, "{now} {world:?}");
                        dues += lost;
                        seen.assigned += 1;
                        seen.assigned_after_deaths += u64::from(!lost.is_zero());
                        world.reserves[0].lots -= lots;
                        let holding = Holding {
                            schedule,
                            lots,
                            claimed: BigInt::ZERO,
                            fate: Fate::Serving,
                        };
                        grants.push(grant(&world, &holding));
                        world.holdings.push(holding);
                    }
                }
            }
            8 if !renounced && rng.one_in(2) => {
                let lost = totals[schedule].renounce(&mut grants[index], &gates[schedule], now);
                dues += lost.expect("in width");
                world.holdings[index].fate = Fate::Renounced(now);
                seen.renounced += 1;
            }
            _ => {}
        }

        for of in 0..count {
            // as a query does: on a copy that has read everything
            let standing = {
                let mut copy = gates[of].clone();
                let written = copy.latch(world.notice, |name| {
                    let known = world.diary.get(name).copied();
                    Ok::<_, LedgerError>(known.filter(|conclusion| match conclusion {
                        Conclusion::Reached { at } | Conclusion::Missed { at } => *at <= now,
                    }))
                });
                (copy, written.expect("a sound plan"))
            };
            let mut sums = totals[of].clone();
            sums.record(&standing.1).expect("in width");
            let figures = sums
                .figures(&standing.0, claimed[of], now)
                .expect("in width");
            let by_grant = world.sum(now, |holding| holding.schedule == of);
            same(&figures, &by_grant, &(now, of, &world));
            seen.figures += 1;
        }
        // dues: what was written down as lost; the oracle knows what is lost, written down or not
        let unwritten: BigInt = (0..count)
            .map(|of| {
                let sums = totals[of].forfeited;
                world.sum(now, |holding| holding.schedule == of).forfeited - big(sums)
            })
            .sum();
        let lapsed = world.held_back(&world.reserves[0], now).forfeited;
        assert_eq!(
            big(dues) + unwritten + lapsed,
            world.dues(now),
            "{now} {world:?}"
        );
    }
}

#[test]
fn histories_of_totals_agree_with_sums_over_grants() {
    let mut seen = Seen::default();
    let mut rng = Rng::new(20);
    for _ in 0..4_000 {
        let scale = if rng.one_in(2) {
            Scale::FULL
        } else {
            Scale {
                lots: 50,
                ..Scale::TINY
            }
        };
        history(&mut rng, scale, &mut seen);
    }
    let Seen {
        claims,
        leavers,
        leavers_after_claims,
        renounced,
        assigned,
        assigned_after_deaths,
        deaths,
        fallbacks,
        figures,
    } = seen;
    assert!(figures >= 200_000, "{figures} figures");
    let rare = [
        claims,
        leavers,
        leavers_after_claims,
        renounced,
        assigned,
        deaths,
        fallbacks,
    ];
    assert!(assigned_after_deaths >= 100, "{seen:?}");
    assert!(rare.iter().all(|count| *count >= 500), "{seen:?}");
}

/// Every split of a claim pays what one claim at the end would.
#[test]
fn any_number_of_parts_pays_what_one_claim_would() {
    let mut rng = Rng::new(30);
    for _ in 0..5_000 {
        let mut world = plans::world(&mut rng, Scale::FULL);
        let end = EPOCH + 3 * CENTURY;
        let whole = world.sum(end, |_| true).vested;
        let mut paid = BigInt::ZERO;
        let mut now = EPOCH;
        while now < end {
            for index in 0..world.holdings.len() {
                let schedule = world.holdings[index].schedule;
                if let Fate::Left(at) = world.holdings[index].fate
                    && at > now
                {
                    continue;
                }
                let gates = latched(&world, schedule, now);
                let mut record = grant(&world, &world.holdings[index]);
                record.claimed = u128::try_from(&world.holdings[index].claimed)
                    .unwrap()
                    .into();
                let part = record.claim(&gates.per_lot(now).unwrap()).unwrap();
                assert_eq!(big(part), world.claim(index, now));
                paid += big(part);
            }
            now = (now + rng.sized(CENTURY)).min(end);
        }
        let last: BigInt = (0..world.holdings.len())
            .map(|index| world.claim(index, end))
            .sum();
        assert_eq!(paid + last, whole);
    }
}
