//! What a feed leaf asks of an oracle's window.

use std::fmt::{self, Display, Formatter};

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint64, Uint128};

use super::check::check_name;
use super::evidence::{ensure_dated, ensure_none_stands, named, unknown};
use super::{
    Attestation, Attestor, Claim, Previous, Refusal, State, Terms, TermsError, Transition, Witness,
    WitnessKind,
};
use crate::Point;
use crate::oracle::limits::MAX_VALUE;
use crate::oracle::{Reading, Window};

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

    /// What it comes to in a window, as text: a mean as the sum and how many values it has, since
    /// it need not be whole; a minimum only as what it is not below.
    pub fn value(self, reading: &Reading, target: Uint128) -> String {
        match self {
            Measure::Mean => format!("{} / {}", reading.sum, reading.observations),
            Measure::Sum => reading.sum.to_string(),
            Measure::Minimum => format!(">= {target}"),
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

impl State {
    /// Somebody has looked at the oracle's latest reading of a feed leaf's window. If everything
    /// that the leaf asks is true of it, the leaf attests as of the window's end; the whole window
    /// lies in the milestone's time and is newer than what was struck. Nothing else is remembered:
    /// a window that is not true is refused.
    pub fn observe_feed(
        &self,
        terms: &Terms<Addr>,
        now: Point,
        witness: &str,
        reading: Option<Reading>,
        previous: Option<Previous>,
    ) -> Result<(Transition, Attestation), Refusal> {
        let (state, _) = self.refreshed(terms, now);
        let (place, Witness { kind, .. }) = named(terms, witness)?;
        let WitnessKind::Feed { oracle, .. } = kind else {
            return Err(Refusal::NotObserved {
                witness: witness.to_string(),
            });
        };
        state.ensure_live()?;
        if now.time < terms.start {
            ensure_dated(terms, now, now.time)?;
        }
        let leaf = state.leaves.get(place).ok_or_else(|| unknown(witness))?;
        ensure_none_stands(leaf, previous)?;
        state.ensure_evidence_taken(terms, now)?;

        let reading = read(kind, reading, now)?;
        if reading.from < terms.start {
            return Err(Refusal::WindowBeforeStart {
                from: reading.from,
                start: terms.start,
            });
        }
        match previous.and_then(|previous| previous.struck_as_of()) {
            Some(struck_as_of) if reading.from <= struck_as_of => {
                return Err(Refusal::WindowNotNewer {
                    from: reading.from,
                    struck_as_of,
                });
            }
            _ => {}
        }
        ensure_dated(terms, now, reading.until)?;
        ensure_true(kind, &reading)?;

        let claim = Claim {
            round: self.round,
            as_of: reading.until,
            valid_until: now.time,
        };
        let attestor = Attestor {
            address: oracle,
            weight: Uint64::one(),
            sent: Uint128::zero(),
        };
        self.record(terms, now, witness, attestor, claim, previous)
    }
}

/// The window as it was registered, full, and with no further period over.
fn read(
    kind: &WitnessKind<Addr>,
    reading: Option<Reading>,
    now: Point,
) -> Result<Reading, Refusal> {
    let WitnessKind::Feed {
        feed,
        window,
        registered,
        ..
    } = kind
    else {
        return Err(Refusal::OutOfRange { figure: "the leaf" });
    };
    let reading = reading
        .filter(|reading| reading.full)
        .ok_or_else(|| Refusal::NoReading {
            feed: feed.clone(),
            window: *window,
        })?;
    if reading.periods != registered.periods {
        return Err(Refusal::OtherWindow {
            periods: reading.periods,
            registered: registered.periods,
        });
    }
    if !reading.is_latest(now.time) {
        return Err(Refusal::StaleReading {
            stale: reading.stale,
            now: now.time,
        });
    }

    Ok(reading)
}

/// No gap is too long, enough periods have a value, and the values come to the target.
fn ensure_true(kind: &WitnessKind<Addr>, reading: &Reading) -> Result<(), Refusal> {
    let WitnessKind::Feed {
        registered,
        measure,
        target,
        observations,
        ..
    } = kind
    else {
        return Ok(());
    };
    if !reading.gap_holds() {
        return Err(Refusal::Gap {
            max_gap: registered.max_gap,
            unbroken: reading.unbroken,
            periods: reading.periods,
        });
    }
    if reading.observations < *observations {
        return Err(Refusal::TooFewValues {
            observations: reading.observations,
            needed: *observations,
        });
    }
    let comes_to_it = match measure {
        // sum / n >= target iff sum >= target * n; a product beyond 128 bits is above any sum.
        Measure::Mean => target
            .checked_mul(reading.observations.into())
            .is_ok_and(|least| reading.sum >= least),
        Measure::Sum => reading.sum >= *target,
        Measure::Minimum => reading.minimum_holds() == Some(true),
    };
    match (comes_to_it, measure) {
        (true, _) => Ok(()),
        (false, Measure::Minimum) => Err(Refusal::BelowMinimum {
            target: *target,
            held: reading.held.unwrap_or_default(),
            periods: reading.periods,
        }),
        (false, Measure::Mean | Measure::Sum) => Err(Refusal::BelowTarget {
            measure: *measure,
            value: measure.value(reading, *target),
            target: *target,
        }),
    }
}

impl<A> WitnessKind<A> {
    /// What a feed leaf asks, in words; nothing of any other leaf.
    pub fn asks(&self) -> String {
        let WitnessKind::Feed {
            feed,
            registered,
            measure,
            target,
            ..
        } = self
        else {
            return String::new();
        };

        format!(
            "{measure} of `{feed}` over {} periods >= {target}",
            registered.periods
        )
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
