use cosmwasm_schema::cw_serde;

use super::math::{minus, mul_div, plus};
use super::{Curve, GateState, LedgerError, Schedule, Tenure, Tranche};
use crate::Conclusion;

/// A schedule and where each of its gates is, in the order of its tranches.
#[cw_serde]
pub struct Standing {
    /// Its rules.
    pub schedule: Schedule,
    /// Its gates, as far as they are written down.
    pub gates: Vec<GateState>,
}

/// A gate that was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Latched {
    /// Position of its tranche, from 0.
    pub tranche: u32,
    /// What its tranche carries per lot, base units.
    pub weight: u64,
    /// Where it is from now on.
    pub state: GateState,
}

/// What one lot of a schedule has come to at an instant, base units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerLot {
    /// The whole lot.
    pub lot: u64,
    /// Released by the tranches that opened.
    pub unlocked: u64,
    /// Carried by the tranches that died.
    pub dead: u64,
    /// Served; all of it without service.
    pub served: u64,
    /// `unlocked` times the served share.
    pub vested: u64,
}

impl Standing {
    /// A schedule at its birth: gates by time are open at their instant, the others wait.
    pub fn new(schedule: Schedule) -> Standing {
        let gates = schedule.tranches.iter().map(|tranche| {
            let at = tranche.gate.time();
            at.map_or(GateState::Waiting {}, |at| GateState::Open { at })
        });
        let gates = gates.collect();
        Standing { schedule, gates }
    }

    /// Writes down every gate whose milestones have ended. Queries latch a copy, so that when
    /// somebody latches for good changes no figure.
    pub fn latch<E: From<LedgerError>>(
        &mut self,
        notice: u64,
        mut look: impl FnMut(&str) -> Result<Option<Conclusion>, E>,
    ) -> Result<Vec<Latched>, E> {
        self.latch_all(notice, &mut look)
    }

    fn latch_all<E: From<LedgerError>>(
        &mut self,
        notice: u64,
        look: &mut dyn FnMut(&str) -> Result<Option<Conclusion>, E>,
    ) -> Result<Vec<Latched>, E> {
        let mut latched = Vec::new();
        let pairs = self.schedule.tranches.iter().zip(&mut self.gates);
        for (position, (tranche, gate)) in (0..).zip(pairs) {
            if *gate != (GateState::Waiting {}) {
                continue;
            }
            *gate = tranche.gate.state(notice, look)?;
            if *gate != (GateState::Waiting {}) {
                latched.push(Latched {
                    tranche: position,
                    weight: tranche.weight.u64(),
                    state: *gate,
                });
            }
        }
        Ok(latched)
    }

    /// Tranches with their gates.
    pub fn tranches(&self) -> impl Iterator<Item = (&Tranche, GateState)> {
        self.schedule
            .tranches
            .iter()
            .zip(self.gates.iter().copied())
    }

    /// What one lot has come to at `now`. For an instant in the past: what it had come to then,
    /// since a gate says when it opened or died.
    pub fn per_lot(&self, now: u64) -> Result<PerLot, LedgerError> {
        let (mut lot, mut unlocked, mut dead) = (0, 0, 0);
        for (tranche, gate) in self.tranches() {
            let weight = tranche.weight.u64();
            lot = plus(lot, weight)?;
            if let Some((opened, curve)) = tranche.opening(gate) {
                if let Some(elapsed) = now.checked_sub(opened) {
                    unlocked = plus(unlocked, curve.released(weight, elapsed)?)?;
                }
            }
            if matches!(gate, GateState::Dead { at } if at <= now) {
                dead = plus(dead, weight)?;
            }
        }
        let served = match self.schedule.service {
            Some(service) => service.served(lot, now)?,
            None => lot,
        };

        Ok(PerLot {
            lot,
            unlocked,
            dead,
            served,
            vested: mul_div(unlocked, served, lot)?,
        })
    }

    /// What tranches written down as dead carry per lot, whenever they died.
    pub fn dead(&self) -> Result<u64, LedgerError> {
        let dead = |gate| matches!(gate, GateState::Dead { .. });
        let weights = self.tranches().filter(|(_, gate)| dead(*gate));
        weights
            .map(|(tranche, _)| tranche.weight.u64())
            .try_fold(0, plus)
    }

    /// First instant after `now` at which more may have vested for a holder, as far as the gates
    /// written down say; none if only a milestone can bring more.
    pub fn next_vesting(&self, tenure: Tenure, now: u64) -> Result<Option<u64>, LedgerError> {
        let openings = self
            .tranches()
            .filter_map(|(tranche, gate)| tranche.opening(gate));
        let unlock = openings
            .filter_map(|(opened, curve)| next_release(opened, curve, now))
            .min();
        match tenure {
            Tenure::Serving {} => {}
            Tenure::Left { .. } => return Ok(unlock),
            Tenure::Renounced {} => return Ok(None),
        }
        let per_lot = self.per_lot(now)?;
        let serve = self
            .schedule
            .service
            .and_then(|service| next_release(service.start, service.curve(), now));

        Ok(match (per_lot.unlocked > 0, per_lot.served > 0) {
            (true, true) => unlock.into_iter().chain(serve).min(),
            (true, false) => serve,
            (false, true) => unlock,
            (false, false) => unlock.zip(serve).map(|(unlock, serve)| unlock.max(serve)),
        })
    }
}

impl Tranche {
    /// When it opens and along which curve it is released, once its gate says so.
    pub fn opening(&self, gate: GateState) -> Option<(u64, Curve)> {
        match gate {
            GateState::Open { at } => Some((at, self.curve)),
            GateState::FellBack { at } => Some((at, self.gate.fallback().unwrap_or(self.curve))),
            GateState::Waiting {} | GateState::Dead { .. } => None,
        }
    }

    /// What of its weight is not released at `now`; a dead one releases nothing.
    pub fn unreleased(&self, gate: GateState, now: u64) -> Result<u64, LedgerError> {
        let weight = self.weight.u64();
        let running = self
            .opening(gate)
            .and_then(|(opened, curve)| Some((now.checked_sub(opened)?, curve)));
        match running {
            Some((elapsed, curve)) => minus(weight, curve.released(weight, elapsed)?),
            None => Ok(weight),
        }
    }
}

impl PerLot {
    /// What of a lot can still vest or has.
    pub fn alive(&self) -> Result<u64, LedgerError> {
        minus(self.lot, self.dead)
    }
}

/// First instant after `now` at which a curve that opens at `opened` releases more.
fn next_release(opened: u64, curve: Curve, now: u64) -> Option<u64> {
    match now.checked_sub(opened) {
        Some(elapsed) => curve.next_release(elapsed)?.checked_add(opened),
        None if curve.length() == 0 => Some(opened),
        None => curve.next_release(0)?.checked_add(opened),
    }
}
