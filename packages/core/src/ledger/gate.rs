use cosmwasm_schema::cw_serde;

use super::math::plus;
use super::{Curve, Gate, IfMissed, LedgerError};
use crate::Conclusion;

/// Where a gate is. Final once it is not waiting.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum GateState {
    /// The milestone it waits for has not ended.
    Waiting {},
    /// It opens, or opened, at this instant with the tranche's own curve.
    Open {
        /// Unix seconds.
        at: u64,
    },
    /// It opens, or opened, at this instant with the fallback's curve.
    FellBack {
        /// Unix seconds.
        at: u64,
    },
    /// The tranche is forfeited since this instant, when the last miss was concluded.
    Dead {
        /// Unix seconds.
        at: u64,
    },
}

impl Gate {
    /// The one function that says where a gate is, for latching and for every query.
    ///
    /// `look` gives a milestone's conclusion, if it has one; it is asked only for milestones that
    /// matter. `notice` is the vault's.
    pub fn state<E: From<LedgerError>>(
        &self,
        notice: u64,
        look: &mut dyn FnMut(&str) -> Result<Option<Conclusion>, E>,
    ) -> Result<GateState, E> {
        let (milestone, not_before, if_missed) = match self {
            Gate::Time { at } => return Ok(GateState::Open { at: *at }),
            Gate::Milestone {
                milestone,
                not_before,
                if_missed,
            } => (milestone, *not_before, if_missed),
        };
        let opening = |ended: u64| plus(ended, notice).map(|at| at.max(not_before));

        let missed = match look(milestone)? {
            None => return Ok(GateState::Waiting {}),
            Some(Conclusion::Reached { at }) => return Ok(GateState::Open { at: opening(at)? }),
            Some(Conclusion::Missed { at }) => at,
        };

        Ok(match if_missed {
            IfMissed::Forfeit {} => GateState::Dead { at: missed },
            IfMissed::Fallback { .. } => GateState::FellBack {
                at: opening(missed)?,
            },
            IfMissed::Roll { milestone } => match look(milestone)? {
                None => GateState::Waiting {},
                // The second milestone may have been reached before the first was missed.
                Some(Conclusion::Reached { at }) => GateState::Open {
                    at: opening(missed.max(at))?,
                },
                Some(Conclusion::Missed { at }) => GateState::Dead { at: missed.max(at) },
            },
        })
    }

    /// The milestone it waits for while it waits: its own, then the one it rolls to.
    pub fn awaits<E>(
        &self,
        mut look: impl FnMut(&str) -> Result<Option<Conclusion>, E>,
    ) -> Result<Option<&str>, E> {
        for milestone in self.milestones() {
            match look(milestone)? {
                None => return Ok(Some(milestone)),
                Some(Conclusion::Reached { .. }) => return Ok(None),
                Some(Conclusion::Missed { .. }) => {}
            }
        }
        Ok(None)
    }

    /// Milestones it names: its own and the one it rolls to.
    pub fn milestones(&self) -> impl Iterator<Item = &str> {
        let (first, second) = match self {
            Gate::Time { .. } => (None, None),
            Gate::Milestone {
                milestone,
                if_missed,
                ..
            } => match if_missed {
                IfMissed::Roll { milestone: next } => (Some(milestone), Some(next)),
                IfMissed::Forfeit {} | IfMissed::Fallback { .. } => (Some(milestone), None),
            },
        };
        [first, second].into_iter().flatten().map(String::as_str)
    }

    /// The curve it falls back to, if it does.
    pub fn fallback(&self) -> Option<Curve> {
        match self {
            Gate::Milestone {
                if_missed: IfMissed::Fallback { curve },
                ..
            } => Some(*curve),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(if_missed: IfMissed) -> Gate {
        Gate::Milestone {
            milestone: "m".to_owned(),
            not_before: 130,
            if_missed,
        }
    }

    #[test]
    fn state_by_hand() {
        use Conclusion::{Missed, Reached};
        let forfeit = gate(IfMissed::Forfeit {});
        let fallback = gate(IfMissed::Fallback {
            curve: Curve::Once {},
        });
        let roll = gate(IfMissed::Roll {
            milestone: "n".to_owned(),
        });
        let (m, n) = (Some(Missed { at: 100 }), Some(Missed { at: 90 }));
        let reached = |at| Some(Reached { at });
        // (gate, conclusion of m, conclusion of n, state); the notice is 20
        let table = [
            (&forfeit, None, None, GateState::Waiting {}),
            (&forfeit, reached(100), None, GateState::Open { at: 130 }),
            (&forfeit, reached(115), None, GateState::Open { at: 135 }),
            (&forfeit, m, None, GateState::Dead { at: 100 }),
            (&fallback, reached(1), None, GateState::Open { at: 130 }),
            (&fallback, m, None, GateState::FellBack { at: 130 }),
            (&roll, None, reached(1), GateState::Waiting {}),
            (&roll, reached(120), n, GateState::Open { at: 140 }),
            (&roll, m, None, GateState::Waiting {}),
            (&roll, m, n, GateState::Dead { at: 100 }),
            (&roll, m, reached(50), GateState::Open { at: 130 }),
            (&roll, m, reached(120), GateState::Open { at: 140 }),
        ];
        for (gate, m, n, state) in table {
            let look = |name: &str| Ok::<_, LedgerError>(if name == "m" { m } else { n });
            assert_eq!(
                gate.state(20, &mut { look }),
                Ok(state),
                "{gate:?} {m:?} {n:?}"
            );
        }
    }
}
