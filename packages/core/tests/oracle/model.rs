//! What a feed is, read aloud from the specification: a list of reports, and everything recounted
//! from it with big integers. No accumulators, no run lengths, nothing of the product.

use num_bigint::BigUint;

/// A period as it was: what its group weighed, and what was reported by whom of which weight.
pub struct Period {
    pub total: BigUint,
    pub reports: Vec<(BigUint, BigUint)>,
}

/// What a window is to come to.
#[derive(Debug, PartialEq)]
pub struct Window {
    pub first: usize,
    pub observations: usize,
    pub sum: BigUint,
    pub mean: Option<BigUint>,
    pub minimum: Option<BigUint>,
    pub longest_gap: usize,
}

impl Period {
    /// The median, if those who reported weigh the quorum (in 10,000ths) and nobody outweighs the
    /// rest: the value below which less than half of them lies, and above which not more than half.
    pub fn value(&self, quorum: u32) -> Option<BigUint> {
        let weigh = |keep: &dyn Fn(&BigUint) -> bool| -> BigUint {
            let kept = self.reports.iter().filter(|(value, _)| keep(value));
            kept.map(|(_, weight)| weight).sum()
        };
        let all = weigh(&|_| true);
        let two = BigUint::from(2u32);
        if all == BigUint::ZERO || &all * 10_000u32 < &self.total * quorum {
            return None;
        }
        let outweighs = |weight: &BigUint| weight > &(&all - weight);
        if self.reports.iter().any(|(_, weight)| outweighs(weight)) {
            return None;
        }
        let middle = |value: &&BigUint| {
            &two * weigh(&|other| other < *value) < all
                && &two * weigh(&|other| other > *value) <= all
        };
        let mut values = self.reports.iter().map(|(value, _)| value);
        values.find(middle).cloned()
    }
}

/// The window of so many periods that ends with the last of `values`.
pub fn window(values: &[Option<BigUint>], periods: usize) -> Window {
    let first = values.len().saturating_sub(periods);
    let seen: Vec<&BigUint> = values[first..].iter().flatten().collect();
    let sum: BigUint = seen.iter().copied().sum();
    let gaps = values[first..].split(Option::is_some);
    Window {
        first,
        observations: seen.len(),
        mean: (!seen.is_empty()).then(|| &sum / seen.len()),
        sum,
        minimum: seen.into_iter().min().cloned(),
        longest_gap: gaps.map(<[_]>::len).max().unwrap_or(0),
    }
}

/// The longest window up to the last of `values` that `good` likes: windows only get worse as they
/// grow.
pub fn longest(values: &[Option<BigUint>], good: impl Fn(&Window) -> bool) -> usize {
    let longer = 1..=values.len();
    longer
        .take_while(|periods| good(&window(values, *periods)))
        .last()
        .unwrap_or(0)
}
