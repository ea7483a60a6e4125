//! The oracle is checked too: against a tape that is written second by second, and against the
//! instants at which single units come out.

use milegate_core::ledger::Curve;
use milegate_tests::oracle::{Standing, World, release_second, released, standing};
use milegate_tests::plans::{self, EPOCH, Scale};
use milegate_tests::rng::Rng;
use num_bigint::BigInt;

/// Units out after each second from the opening, by counting on: a linear curve earns `weight`
/// points a second and pays a unit for every `duration` points.
fn tape(weight: u64, curve: &Curve, seconds: u64) -> Vec<u64> {
    let mut out = Vec::new();
    let (mut points, mut units) = (0, 0);
    for second in 0..=seconds {
        let (earned, price, held_back) = match *curve {
            Curve::Once {} => (if second == 0 { weight } else { 0 }, 1, false),
            Curve::Linear { duration, cliff } => (
                if second > 0 { weight } else { 0 },
                duration,
                second < cliff,
            ),
            Curve::Steps { every, count } => (
                if second > 0 && second % every == 0 {
                    weight
                } else {
                    0
                },
                count,
                false,
            ),
        };
        points += earned;
        while points >= price && units < weight {
            points -= price;
            units += 1;
        }
        out.push(if held_back { 0 } else { units });
    }
    out
}

#[test]
fn curves_agree_with_a_tape_written_second_by_second() {
    let mut rng = Rng::new(1);
    let mut compared = 0u64;
    for _ in 0..20_000 {
        let weight = rng.within(1, 30);
        let curve = plans::curve(
            &mut rng,
            Scale {
                duration: 40,
                ..Scale::TINY
            },
        );
        for (second, units) in tape(weight, &curve, 90).into_iter().enumerate() {
            let now = EPOCH + second as u64;
            assert_eq!(
                released(weight, &curve, EPOCH, now),
                units.into(),
                "{curve:?} of {weight}"
            );
            compared += 1;
        }
        assert_eq!(released(weight, &curve, EPOCH, EPOCH - 1), BigInt::ZERO);
    }
    assert_eq!(compared, 20_000 * 91);
}

#[test]
fn every_unit_comes_out_in_its_second_and_not_before() {
    let mut rng = Rng::new(2);
    for _ in 0..50_000 {
        let weight = rng.sized(u64::MAX);
        let curve = plans::curve(&mut rng, Scale::FULL);
        let unit = rng.within(1, weight);
        let second = u64::try_from(release_second(weight, &curve, unit)).expect("a century");
        let at = |elapsed: u64| released(weight, &curve, EPOCH, EPOCH + elapsed);
        assert!(
            at(second) >= unit.into(),
            "{curve:?} of {weight}: unit {unit} at {second}"
        );
        if second > 0 {
            assert!(
                at(second - 1) < unit.into(),
                "{curve:?} of {weight}: unit {unit}"
            );
        }
    }
}

/// Lot by lot and second by second: what is vested never falls, and the identity holds.
#[test]
fn a_world_walked_second_by_second_only_rises_and_always_adds_up() {
    let mut rng = Rng::new(3);
    for _ in 0..3_000 {
        let world: World = plans::world(&mut rng, Scale::TINY);
        for holding in &world.holdings {
            let mut before = world.figures(holding, EPOCH - 1);
            assert_eq!(before.vested, BigInt::ZERO);
            for now in EPOCH..EPOCH + 200 {
                let figures = world.figures(holding, now);
                assert!(figures.vested >= before.vested, "{world:?} at {now}");
                assert!(figures.forfeited >= before.forfeited, "{world:?} at {now}");
                let parts = &figures.claimed + &figures.claimable + &figures.locked;
                assert_eq!(figures.total, parts + &figures.forfeited);
                before = figures;
            }
            let waiting = world.schedules[holding.schedule]
                .tranches
                .iter()
                .any(|tranche| {
                    let known = standing(tranche, &world.diary, world.notice, u64::MAX);
                    matches!(known, Standing::Waiting(_))
                });
            if !waiting {
                assert_eq!(before.locked, BigInt::ZERO, "a unit is left in {world:?}");
            }
        }
    }
}
