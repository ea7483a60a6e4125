use std::fmt;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint64;

/// Basis points in a whole.
const WHOLE: u16 = 10_000;

/// A part of a whole, in basis points: 5,000 is a half. A value above a whole can be written down
/// and is refused where rules are checked.
#[cw_serde]
#[derive(Copy, Eq, PartialOrd, Ord)]
pub struct Share(u16);

impl Share {
    /// None of it.
    pub const ZERO: Share = Share(0);
    /// All of it.
    pub const WHOLE: Share = Share(WHOLE);

    /// So many basis points.
    pub const fn new(basis_points: u16) -> Share {
        Share(basis_points)
    }

    /// In basis points.
    pub const fn basis_points(self) -> u16 {
        self.0
    }

    /// The least power that is this share of `whole`: `ceil(share * whole)` (spec 4).
    pub fn of(self, whole: Uint64) -> Uint64 {
        let product = u128::from(whole.u64()).saturating_mul(u128::from(self.0));
        narrow(product.div_ceil(u128::from(WHOLE)))
    }

    /// The same of an amount: `ceil(share * whole)`, at most the largest power.
    pub fn of_amount(self, whole: u128) -> Uint64 {
        let (wholes, rest) = (whole / 10_000, whole % 10_000);
        let points = u128::from(self.0);
        let part = rest.saturating_mul(points).div_ceil(u128::from(WHOLE));
        narrow(wholes.saturating_mul(points).saturating_add(part))
    }

    /// Whether `part` is more than this share of `whole`: `part > share * whole`, exactly.
    pub fn is_exceeded(self, part: Uint64, whole: Uint64) -> bool {
        let scaled = |power: Uint64, by: u16| u128::from(power.u64()).saturating_mul(by.into());
        scaled(part, WHOLE) > scaled(whole, self.0)
    }

    /// The least share that `part` of `whole` does not exceed; none of nothing.
    pub fn at_most(part: Uint64, whole: Uint64) -> Share {
        let part = u128::from(part.min(whole).u64()).saturating_mul(u128::from(WHOLE));
        let points = match whole.u64() {
            0 => 0,
            whole => part.div_ceil(u128::from(whole)),
        };
        Share(u16::try_from(points).unwrap_or(WHOLE))
    }
}

/// Powers of 64 bits times basis points stay far below 2^128, so nothing here saturates but the
/// last step.
fn narrow(power: u128) -> Uint64 {
    Uint64::new(u64::try_from(power).unwrap_or(u64::MAX))
}

impl fmt::Display for Share {
    /// As a percentage: `33.40 %`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02} %", self.0 / 100, self.0 % 100)
    }
}
