//! Observing what a state leaf asks of another contract.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint64, Uint128};

use super::evidence::{ensure_dated, ensure_none_stands, named, unknown};
use super::transition::Transition;
use super::{Attestation, Attestor, Claim, Previous, Refusal, State, Terms, Witness, WitnessKind};
use crate::Point;

/// A stretch of true observations without a false one.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Hold {
    /// The first of them, Unix seconds.
    pub since: u64,
    /// The latest of them, Unix seconds.
    pub last: u64,
    /// How many.
    pub observations: u32,
}

/// What has been seen of a state leaf that has not attested.
#[cw_serde]
#[derive(Copy, Eq, Default)]
pub struct Watch {
    /// The running hold.
    pub hold: Option<Hold>,
    /// When its contract was found to run other code; it can be observed no more.
    pub suspended: Option<u64>,
}

/// One observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Every check passes.
    True,
    /// One does not.
    False,
    /// The contract does not run the code it was named with.
    OtherCode,
}

/// What an observation did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed {
    /// What has been seen since.
    pub watch: Watch,
    /// The attestation that it completes, if it does.
    pub attested: Option<(Transition, Attestation)>,
}

impl State {
    /// Somebody has looked at what a state leaf names. A false observation ends the hold at any
    /// time; a true one must keep its distance from the one before. The one that completes the hold
    /// attests, as of now: the whole hold is newer than what was struck.
    pub fn observe(
        &self,
        terms: &Terms<Addr>,
        now: Point,
        witness: &str,
        seen: Seen,
        watch: Watch,
        previous: Option<Previous>,
    ) -> Result<Observed, Refusal> {
        let (state, _) = self.refreshed(terms, now);
        let (place, Witness { kind, .. }) = named(terms, witness)?;
        let WitnessKind::State {
            contract,
            held,
            observations,
            spacing,
            ..
        } = kind
        else {
            return Err(Refusal::NotObserved {
                witness: witness.to_string(),
            });
        };
        state.ensure_live()?;
        if let Some(since) = watch.suspended {
            return Err(Refusal::Suspended { since });
        }
        if now.time < terms.start {
            ensure_dated(terms, now, now.time)?;
        }
        let leaf = state.leaves.get(place).ok_or_else(|| unknown(witness))?;
        ensure_none_stands(leaf, previous)?;

        let watched = |hold, suspended| Observed {
            watch: Watch { hold, suspended },
            attested: None,
        };
        match seen {
            Seen::OtherCode => return Ok(watched(None, Some(now.time))),
            Seen::False => return Ok(watched(None, None)),
            Seen::True => {}
        }
        state.ensure_evidence_taken(terms, now)?;
        ensure_dated(terms, now, now.time)?;
        let struck_as_of = previous.and_then(|previous| previous.struck_as_of());
        let hold = hold(watch.hold, now.time, *spacing, struck_as_of)?;
        let span = now.time.saturating_sub(hold.since);
        if hold.observations < *observations || span < *held {
            return Ok(watched(Some(hold), None));
        }

        let claim = Claim {
            round: self.round,
            as_of: now.time,
            valid_until: now.time,
        };
        let attestor = Attestor {
            address: contract,
            weight: Uint64::one(),
            sent: Uint128::zero(),
        };
        let attested = self.record(terms, now, witness, attestor, claim, previous)?;

        Ok(Observed {
            watch: Watch::default(),
            attested: Some(attested),
        })
    }
}

/// The hold with one more true observation.
fn hold(
    before: Option<Hold>,
    now: u64,
    spacing: u64,
    struck_as_of: Option<u64>,
) -> Result<Hold, Refusal> {
    let newer = |hold: &Hold| struck_as_of.is_none_or(|struck| hold.since > struck);
    let Some(hold) = before.filter(newer) else {
        return match struck_as_of {
            Some(struck_as_of) if now <= struck_as_of => Err(Refusal::NotNewer {
                as_of: now,
                struck_as_of,
            }),
            _ => Ok(Hold {
                since: now,
                last: now,
                observations: 1,
            }),
        };
    };
    let from = hold.last.saturating_add(spacing);
    if now < from {
        return Err(Refusal::TooSoon { from, now });
    }

    Ok(Hold {
        last: now,
        observations: hold.observations.saturating_add(1),
        ..hold
    })
}
