use milegate_core::ledger::Curve;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Zero};

/// An exact number.
pub type Q = BigRational;

fn ratio(part: u64, whole: u64) -> Q {
    Q::new(BigInt::from(part), BigInt::from(whole))
}

/// The share of a tranche that is out `elapsed` seconds after its opening, between 0 and 1, exact.
pub fn share(curve: &Curve, elapsed: u64) -> Q {
    match *curve {
        Curve::Once {} => Q::one(),
        Curve::Linear { cliff, .. } if elapsed < cliff => Q::zero(),
        Curve::Linear { duration, .. } if elapsed >= duration => Q::one(),
        Curve::Linear { duration, .. } => ratio(elapsed, duration),
        Curve::Steps { every, count } => {
            // the n-th step is taken when `n * every` seconds have passed
            let mut taken = ratio(elapsed, every).floor().to_integer();
            if taken > BigInt::from(count) {
                taken = BigInt::from(count);
            }
            Q::new(taken, BigInt::from(count))
        }
    }
}

/// Whole units of `weight` that are out at `now` through a gate that opened at `opened`.
pub fn released(weight: u64, curve: &Curve, opened: u64, now: u64) -> BigInt {
    if now < opened {
        return BigInt::zero();
    }
    (share(curve, now - opened) * BigInt::from(weight))
        .floor()
        .to_integer()
}

/// The inverse of [`released`]: how many seconds after the opening the `unit`-th unit (from 1) of
/// `weight` comes out.
pub fn release_second(weight: u64, curve: &Curve, unit: u64) -> BigInt {
    assert!((1..=weight).contains(&unit));
    let ceil = |a: BigInt, b: u64| a.div_ceil(&BigInt::from(b));
    match *curve {
        Curve::Once {} => BigInt::zero(),
        Curve::Linear { duration, cliff } => {
            let accrued = ceil(BigInt::from(unit) * duration, weight);
            accrued.max(BigInt::from(cliff))
        }
        Curve::Steps { every, count } => {
            let step = ceil(BigInt::from(unit) * count, weight);
            step * every
        }
    }
}
