//! What a feed leaf asks of an oracle's window.

use std::fmt::{self, Display, Formatter};

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

use super::check::check_name;
use super::{TermsError, WitnessKind};
use crate::oracle::Window;
use crate::oracle::limits::MAX_VALUE;

/// What is asked of a window's values.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum Measure {
    /// Their mean.
    Mean,
    /// Their sum.
    Sum,
    /// The least of them.
    Minimum,
}

impl Measure {
    /// Its name in evidence and sentences.
    pub const fn word(self) -> &'static str {
        match self {
            Measure::Mean => "mean",
            Measure::Sum => "sum",
            Measure::Minimum => "minimum",
        }
    }

    /// The most that a window of so many periods can come to.
    fn most(self, periods: u32) -> Uint128 {
        let most = Uint128::new(MAX_VALUE);
        match self {
            Measure::Sum => most.saturating_mul(periods.into()),
            Measure::Mean | Measure::Minimum => most,
        }
    }
}

impl Display for Measure {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A feed leaf names a feed, a target its window can come to, and so many values as fit into it.
pub(super) fn check_feed<A>(witness: &str, kind: &WitnessKind<A>) -> Result<(), TermsError> {
    let WitnessKind::Feed {
        feed,
        registered,
        measure,
        target,
        observations,
        ..
    } = kind
    else {
        return Ok(());
    };
    check_name(feed)?;
    let Window {
        periods,
        least,
        max_gap,
    } = *registered;
    if *observations == 0 || *observations > periods {
        return Err(TermsError::FeedObservations {
            witness: witness.to_string(),
            observations: *observations,
            periods,
        });
    }
    if max_gap >= periods {
        return Err(TermsError::FeedGap {
            witness: witness.to_string(),
            max_gap,
            periods,
        });
    }
    let most = measure.most(periods);
    if target.is_zero() || *target > most {
        return Err(TermsError::Target {
            witness: witness.to_string(),
            measure: *measure,
            target: *target,
            most,
        });
    }
    if *measure == Measure::Minimum && least != Some(*target) {
        return Err(TermsError::FeedLeast {
            witness: witness.to_string(),
            target: *target,
            least,
        });
    }

    Ok(())
}
