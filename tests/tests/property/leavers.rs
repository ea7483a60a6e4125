//! What a leaver keeps, what giving up costs, and what who comes late gets: against the oracle.

use milegate_core::ledger::{Curve, Gate, Service, Tranche};
use milegate_tests::oracle::{Fate, HeldBack, Holding, World};
use milegate_tests::plans::{self, EPOCH, Scale};
use milegate_tests::rng::Rng;
use num_bigint::BigInt;

/// Every second of these worlds is looked at.
const UNTIL: u64 = EPOCH + 120;

fn holding(lots: u64, fate: Fate) -> Holding {
    Holding {
        schedule: 0,
        lots,
        claimed: BigInt::ZERO,
        fate,
    }
}

/// A world of one schedule with service, and what is told of it.
fn serving(rng: &mut Rng) -> World {
    let lot = rng.within(2, 40);
    let scale = Scale {
        lot,
        duration: 30,
        ..Scale::TINY
    };
    let mut schedule = plans::schedule(rng, scale, lot, EPOCH);
    let length = rng.within(1, 60);
    schedule.service = Some(Service {
        start: EPOCH + rng.within(0, 9),
        length,
        cliff: if rng.one_in(2) {
            0
        } else {
            rng.within(0, length)
        },
    });
    World {
        lot,
        notice: rng.within(1, 5),
        schedules: vec![schedule],
        holdings: Vec::new(),
        reserves: Vec::new(),
        diary: plans::diary(rng, EPOCH, 40),
        dues_paid: BigInt::ZERO,
    }
}

/// Whoever leaves at any second keeps at least what he had served, behind the same gates, and at
/// most a lot more; nothing that had vested is taken.
#[test]
fn a_leaver_keeps_what_he_served_at_every_second() {
    let mut rng = Rng::new(60);
    let (mut kept_some, mut lost_some) = (0, 0);
    for _ in 0..600 {
        let world = serving(&mut rng);
        let lots = rng.within(1, 9);
        let (lot, stays) = (BigInt::from(world.lot), holding(lots, Fate::Serving));
        for at in EPOCH..EPOCH + 70 {
            let leaver = holding(lots, Fate::Left(at));
            let served = world.served(0, at) * lots;
            let kept = world.kept(&leaver, at);
            assert!(&kept * &lot >= served, "{at} {world:?}");
            assert!(&kept * &lot < &served + &lot, "{at} {world:?}");
            let had = world.figures(&stays, at).vested;
            assert!(world.figures(&leaver, at).vested >= had, "{at} {world:?}");
            kept_some += u64::from(kept > BigInt::ZERO);
            lost_some += u64::from(kept < BigInt::from(lots));
            if at % 7 > 0 {
                continue;
            }
            // what he keeps comes out as the gates say, whatever service would have said
            let mut before = had;
            for now in at..UNTIL {
                let vested = world.figures(&leaver, now).vested;
                assert_eq!(vested, &kept * world.unlocked(0, now), "{now} {world:?}");
                assert!(vested >= before, "{now} {world:?}");
                before = vested;
            }
        }
    }
    assert!(
        kept_some > 10_000 && lost_some > 10_000,
        "{kept_some} {lost_some}"
    );
}

/// One second before a gate opens, and one second after: the same but for a second of service.
#[test]
fn a_leaver_one_second_before_a_gate_loses_nothing_that_was_served() {
    let mut rng = Rng::new(61);
    for _ in 0..5_000 {
        let mut world = serving(&mut rng);
        let gate = EPOCH + rng.within(10, 60);
        let whole = Tranche {
            weight: world.lot.into(),
            gate: Gate::Time { at: gate },
            curve: Curve::Once {},
        };
        world.schedules[0].tranches = vec![whole];
        let lots = rng.within(1, 1_000);
        let [before, after] = [gate - 1, gate].map(|at| holding(lots, Fate::Left(at)));
        let [early, late] = [&before, &after].map(|one| world.figures(one, UNTIL).vested);
        let served = world.served(0, gate - 1) * lots;
        let second = world.served(0, gate) * lots - &served;
        assert!(early >= served, "{world:?}");
        assert!(late >= early, "{world:?}");
        // a lot that is rounded up, at most
        assert!(late - early < second + world.lot, "{world:?}");
        assert_eq!(world.figures(&before, gate - 1).vested, BigInt::ZERO);
    }
}

/// Claims, terminations, renouncing and late grants in one vault: `vested` of a grant never falls
/// but by renouncing, and everything always adds up to what was paid in.
#[test]
fn vested_falls_by_renouncing_alone() {
    let mut rng = Rng::new(62);
    let (mut renounced, mut late) = (0, 0);
    for _ in 0..1_500 {
        let mut world = serving(&mut rng);
        world.reserves.push(HeldBack {
            lots: rng.within(1, 9),
            expires: EPOCH + rng.within(1, 80),
        });
        for _ in 0..rng.within(1, 4) {
            let lots = rng.within(1, 9);
            world.holdings.push(holding(lots, Fate::Serving));
        }
        let total = world.all(EPOCH).total;
        let mut vested: Vec<BigInt> = Vec::new();
        let (mut paid, mut lost) = (BigInt::ZERO, BigInt::ZERO);
        for now in EPOCH..UNTIL {
            let index = rng.within(0, world.holdings.len() as u64 - 1) as usize;
            let fate = world.holdings[index].fate;
            match rng.within(0, 29) {
                0 if fate == Fate::Serving => world.holdings[index].fate = Fate::Left(now),
                1 if rng.one_in(3) && !matches!(fate, Fate::Renounced(_)) => {
                    world.holdings[index].fate = Fate::Renounced(now);
                    renounced += 1;
                }
                2..=4 => paid += world.claim(index, now),
                5 => {
                    let dead = world.dead(0, now);
                    let free = world.vested_of_lot(0, now) == BigInt::ZERO;
                    let reserve = &mut world.reserves[0];
                    if reserve.lots > 0 && now < reserve.expires && free && dead < world.lot.into()
                    {
                        reserve.lots -= 1;
                        let new = holding(1, Fate::Serving);
                        // what is dead is lost to it at once, and nothing of it has vested
                        let figures = world.figures(&new, now);
                        assert_eq!((figures.vested, figures.forfeited), (BigInt::ZERO, dead));
                        world.holdings.push(new);
                        late += 1;
                    }
                }
                _ => {}
            }
            vested.resize(world.holdings.len(), BigInt::ZERO);
            for (holding, before) in world.holdings.iter().zip(&mut vested) {
                let figures = world.figures(holding, now);
                let gave_up = matches!(holding.fate, Fate::Renounced(_));
                assert!(gave_up || figures.vested >= *before, "{now} {world:?}");
                if gave_up {
                    assert_eq!(figures.vested, figures.claimed, "{now} {world:?}");
                }
                *before = figures.vested;
            }
            let all = world.all(now);
            assert_eq!(all.total, total, "{now} {world:?}");
            assert_eq!(all.claimed, paid, "{now} {world:?}");
            assert!(all.forfeited >= lost, "{now} {world:?}");
            lost = all.forfeited.clone();
            let parts = &all.claimed + &all.claimable + &all.locked + &all.forfeited;
            assert_eq!(parts, total, "{now} {world:?}");
        }
    }
    assert!(renounced > 300 && late > 300, "{renounced} {late}");
}
