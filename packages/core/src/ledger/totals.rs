use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Uint64, Uint128};

use super::math::{difference, minus, mul_div_ceil, plus, sum, times};
use super::{Figures, GateState, Grant, Latched, LedgerError, Standing, Tenure};

/// Sums over all grants of a schedule; with what was claimed, all that its figures need.
///
/// Every change says what it adds to the sink's dues.
#[cw_serde]
#[derive(Default)]
pub struct Totals {
    /// Lots of those who serve.
    pub serving: Uint64,
    /// Lots that leavers keep.
    pub kept: Uint64,
    /// Granted, base units.
    pub granted: Uint128,
    /// Lost to the sink by gates written down, terminations and renouncing, base units.
    pub forfeited: Uint128,
    /// Claimed under grants that were renounced since, base units.
    pub settled: Uint128,
}

impl Totals {
    /// A grant joins a draft.
    pub fn add(&mut self, lots: u64, lot: u64) -> Result<(), LedgerError> {
        if lots == 0 {
            return Err(LedgerError::NoLots {});
        }
        self.serving = plus(self.serving.u64(), lots)?.into();
        self.granted = sum([self.granted, times(lots, lot)])?;
        Ok(())
    }

    /// Lots join from a reserve. What has died of their schedule is lost at once.
    pub fn assign(
        &mut self,
        lots: u64,
        standing: &Standing,
        now: u64,
    ) -> Result<Uint128, LedgerError> {
        let per_lot = standing.per_lot(now)?;
        if per_lot.vested > 0 || per_lot.dead >= per_lot.lot {
            return Err(LedgerError::NotAssignable {
                vested: per_lot.vested.into(),
                dead: per_lot.dead.into(),
                lot: per_lot.lot.into(),
            });
        }

        self.add(lots, per_lot.lot)?;
        self.forfeit(times(lots, per_lot.dead))
    }

    /// Gates were written down: what a dead one carried is lost.
    pub fn record(&mut self, latched: &[Latched]) -> Result<Uint128, LedgerError> {
        let lots = self.lots()?;
        let dead = |gate: &&Latched| matches!(gate.state, GateState::Dead { .. });
        let lost = latched.iter().filter(dead);
        let lost = sum(lost.map(|gate| times(lots, gate.weight)))?;
        self.forfeit(lost)
    }

    /// A holder stops serving at `now`: he keeps the lots served, rounded up, so that nothing
    /// vested is lost: with `kept >= n s / L`, `kept u >= n u s / L`.
    pub fn terminate(
        &mut self,
        grant: &mut Grant,
        standing: &Standing,
        now: u64,
    ) -> Result<Uint128, LedgerError> {
        if standing.schedule.service.is_none() {
            return Err(LedgerError::NoService {});
        }
        if grant.tenure != (Tenure::Serving {}) {
            return Err(LedgerError::NotServing {});
        }
        let per_lot = standing.per_lot(now)?;
        let lots = grant.lots.u64();
        let kept = mul_div_ceil(lots, per_lot.served, per_lot.lot)?;
        let lost = times(minus(lots, kept)?, per_lot.alive()?);

        self.serving = minus(self.serving.u64(), lots)?.into();
        self.kept = plus(self.kept.u64(), kept)?.into();
        grant.tenure = Tenure::Left { kept: kept.into() };
        self.forfeit(lost)
    }

    /// An owner gives up what he has not claimed.
    pub fn renounce(
        &mut self,
        grant: &mut Grant,
        standing: &Standing,
        now: u64,
    ) -> Result<Uint128, LedgerError> {
        let per_lot = standing.per_lot(now)?;
        let before = grant.figures(&per_lot)?;
        match grant.tenure {
            Tenure::Serving {} => {
                self.serving = minus(self.serving.u64(), grant.lots.u64())?.into();
            }
            Tenure::Left { kept } => {
                self.kept = minus(self.kept.u64(), kept.u64())?.into();
            }
            Tenure::Renounced {} => return Err(LedgerError::Renounced {}),
        }

        self.settled = sum([self.settled, grant.claimed])?;
        grant.tenure = Tenure::Renounced {};
        self.forfeit(sum([before.claimable, before.locked])?)
    }

    /// The figures at `now`, gates and totals being in step. `claimed` is of the present.
    pub fn figures(
        &self,
        standing: &Standing,
        claimed: Uint128,
        now: u64,
    ) -> Result<Figures, LedgerError> {
        Figures::new(
            self.granted,
            self.vested(standing, now)?,
            claimed,
            self.forfeited(standing, now)?,
        )
    }

    /// What has vested by `now`. For an instant in the past, of the lots that serve at present.
    pub fn vested(&self, standing: &Standing, now: u64) -> Result<Uint128, LedgerError> {
        let per_lot = standing.per_lot(now)?;
        sum([
            times(self.serving.u64(), per_lot.vested),
            times(self.kept.u64(), per_lot.unlocked),
            self.settled,
        ])
    }

    /// What is lost by `now`: a gate that died after `now` had not died yet.
    pub fn forfeited(&self, standing: &Standing, now: u64) -> Result<Uint128, LedgerError> {
        let later = minus(standing.dead()?, standing.per_lot(now)?.dead)?;
        difference(self.forfeited, times(self.lots()?, later))
    }

    /// Amount that a tranche of this weight carries for those who serve or keep.
    pub fn behind(&self, weight: u64) -> Result<Uint128, LedgerError> {
        Ok(times(self.lots()?, weight))
    }

    /// Lots of those who serve and those that leavers keep.
    pub fn lots(&self) -> Result<u64, LedgerError> {
        plus(self.serving.u64(), self.kept.u64())
    }

    fn forfeit(&mut self, lost: Uint128) -> Result<Uint128, LedgerError> {
        self.forfeited = sum([self.forfeited, lost])?;
        Ok(lost)
    }
}
