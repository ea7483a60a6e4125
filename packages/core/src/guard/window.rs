use crate::ledger::math::{mul_div, mul_div_ceil};
use crate::ledger::{Curve, LedgerError};

/// The most that `curve` can release of `weight` within any `period` seconds.
pub fn most(weight: u64, curve: Curve, period: u64) -> Result<u64, LedgerError> {
    match curve {
        Curve::Once {} => Ok(weight),
        Curve::Linear { duration, .. } if duration <= period => Ok(weight),
        Curve::Linear { duration, cliff } => {
            let flow = mul_div_ceil(weight, period, duration)?;
            // A window that ends just after the cliff takes what accrued before it as well.
            let jump = match cliff {
                0 => 0,
                _ => mul_div(weight, duration.min(cliff.saturating_add(period)), duration)?,
            };
            Ok(flow.max(jump))
        }
        Curve::Steps { every, count } => {
            if every == 0 {
                return Err(LedgerError::Overflow {});
            }
            mul_div_ceil(weight, count.min(period.div_ceil(every)), count)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_by_hand() {
        let linear = |duration, cliff| Curve::Linear { duration, cliff };
        let steps = |every, count| Curve::Steps { every, count };
        // (curve, weight, period, most)
        let table = [
            (Curve::Once {}, 7, 1, 7),
            (linear(10, 0), 7, 10, 7),
            (linear(10, 0), 7, 11, 7),
            (linear(10, 0), 7, 3, 3),    // ceil(2.1)
            (linear(10, 4), 100, 3, 70), // the cliff and three seconds more
            (linear(10, 9), 100, 3, 100),
            (steps(5, 3), 100, 1, 34), // one step, rounded up
            (steps(5, 3), 100, 5, 34),
            (steps(5, 3), 100, 6, 67), // six seconds can hold two steps
            (steps(5, 3), 100, 15, 100),
            (steps(5, 3), 100, 99, 100),
        ];
        for (curve, weight, period, expected) in table {
            let got = most(weight, curve, period);
            assert_eq!(got, Ok(expected), "{curve:?} of {weight} in {period}");
        }
    }
}
