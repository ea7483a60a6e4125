use super::limits::{duration, duration_and_cliff};
use super::math::mul_div;
use super::{Curve, LedgerError, Service};

impl Curve {
    /// What of `weight` is released `elapsed` seconds after the opening.
    ///
    /// Multiplies before it divides and floors once, so a curve ends on exactly `weight`.
    pub fn released(self, weight: u64, elapsed: u64) -> Result<u64, LedgerError> {
        match self {
            Curve::Once {} => Ok(weight),
            Curve::Linear { cliff, .. } if elapsed < cliff => Ok(0),
            Curve::Linear { duration, .. } => mul_div(weight, elapsed.min(duration), duration),
            Curve::Steps { every, count } => {
                let done = elapsed.checked_div(every).unwrap_or(0).min(count);
                mul_div(weight, done, count)
            }
        }
    }

    /// Seconds from the opening to the last unit.
    pub fn length(self) -> u64 {
        match self {
            Curve::Once {} => 0,
            Curve::Linear { duration, .. } => duration,
            Curve::Steps { every, count } => every.saturating_mul(count),
        }
    }

    /// Seconds from the opening to the next release after `elapsed`; none once all is released.
    /// A linear curve releases from its cliff on every second, give or take its rounding.
    pub fn next_release(self, elapsed: u64) -> Option<u64> {
        if elapsed >= self.length() {
            return None;
        }
        match self {
            Curve::Once {} => None,
            Curve::Linear { cliff, .. } => Some(cliff.max(elapsed.saturating_add(1))),
            Curve::Steps { every, .. } => {
                let done = elapsed.checked_div(every)?;
                every.checked_mul(done.checked_add(1)?)
            }
        }
    }

    /// Refuses what the widths cannot carry: no step, a cliff past the end, a span past a century.
    pub fn validate(self) -> Result<(), LedgerError> {
        match self {
            Curve::Once {} => Ok(()),
            Curve::Linear {
                duration: length,
                cliff,
            } => duration_and_cliff(length, cliff),
            Curve::Steps { count: 0, .. } => Err(LedgerError::NoSteps {}),
            Curve::Steps { every, .. } => {
                duration(every)?;
                duration(self.length())
            }
        }
    }
}

impl Service {
    /// What of a lot is served at `now`.
    pub fn served(self, lot: u64, now: u64) -> Result<u64, LedgerError> {
        match now.checked_sub(self.start) {
            Some(elapsed) => self.curve().released(lot, elapsed),
            None => Ok(0),
        }
    }

    /// Service as a curve that opens at its start.
    pub fn curve(self) -> Curve {
        Curve::Linear {
            duration: self.length,
            cliff: self.cliff,
        }
    }

    /// Instant at which all is served.
    pub fn end(self) -> u64 {
        self.start.saturating_add(self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINEAR: Curve = Curve::Linear {
        duration: 10,
        cliff: 0,
    };
    const CLIFF: Curve = Curve::Linear {
        duration: 10,
        cliff: 4,
    };
    const STEPS: Curve = Curve::Steps { every: 5, count: 3 };

    #[test]
    fn released_by_hand() {
        // (curve, weight, elapsed, released)
        let table = [
            (Curve::Once {}, 7, 0, 7),
            (LINEAR, 100, 0, 0),
            (LINEAR, 100, 1, 10),
            (LINEAR, 7, 1, 0),
            (LINEAR, 7, 9, 6),
            (LINEAR, 7, 10, 7),
            (LINEAR, 7, u64::MAX, 7),
            (CLIFF, 100, 3, 0),
            (CLIFF, 100, 4, 40),
            (CLIFF, 100, 10, 100),
            (STEPS, 100, 4, 0),
            (STEPS, 100, 5, 33),
            (STEPS, 100, 10, 66),
            (STEPS, 100, 14, 66),
            (STEPS, 100, 15, 100),
            (STEPS, 100, 99, 100),
        ];
        for (curve, weight, elapsed, released) in table {
            let got = curve.released(weight, elapsed);
            assert_eq!(got, Ok(released), "{curve:?} of {weight} after {elapsed}");
        }
    }

    #[test]
    fn next_release_by_hand() {
        let table = [
            (Curve::Once {}, 0, None),
            (LINEAR, 0, Some(1)),
            (LINEAR, 10, None),
            (CLIFF, 0, Some(4)),
            (CLIFF, 4, Some(5)),
            (STEPS, 0, Some(5)),
            (STEPS, 5, Some(10)),
            (STEPS, 15, None),
        ];
        for (curve, elapsed, next) in table {
            assert_eq!(curve.next_release(elapsed), next, "{curve:?} at {elapsed}");
        }
    }
}
