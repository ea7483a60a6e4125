//! A grant under assumed conclusions, by the functions of `milegate-core`.

use milegate_api::core::Conclusion;
use milegate_api::core::ledger::{
    Figures, GateState, Grant, LedgerError, PerLot, Standing, Tenure, Totals,
};
use milegate_api::vesting::GrantResponse;

use crate::ledger::Ends;
use crate::snapshot::Snapshot;
use crate::view::ViewError;

/// An instant past every curve that a vault accepts.
const FOR_EVER: u64 = u64::MAX;

/// A grant and where its gates would be.
pub struct Future<'a> {
    s: &'a Snapshot,
    ends: Ends,
    grant: Grant,
    standing: Standing,
}

/// The terms of a vault that its own arithmetic refuses.
pub fn wrong(error: LedgerError) -> ViewError {
    ViewError::malformed("terms", error)
}

impl<'a> Future<'a> {
    /// The present.
    pub fn of(s: &'a Snapshot, g: &GrantResponse) -> Result<Self, ViewError> {
        let terms = s.schedule(&g.schedule);
        let terms = terms.ok_or_else(|| ViewError::malformed(&g.schedule, "no such schedule"))?;
        let grant = Grant {
            lots: g.lots,
            claimed: g.figures.claimed,
            tenure: g.tenure,
        };
        Future {
            s,
            ends: s.ends(),
            grant,
            standing: Standing::new(terms.schedule.clone()),
        }
        .latched()
    }

    fn latched(mut self) -> Result<Self, ViewError> {
        let ends = &self.ends;
        let look = |name: &str| Ok::<_, LedgerError>(ends.get(name).copied());
        let latched = self.standing.latch(self.s.vault.notice, look);
        latched.map_err(wrong)?;
        Ok(self)
    }

    /// The same with one more milestone ended.
    pub fn assuming(&self, milestone: &str, end: Conclusion) -> Result<Self, ViewError> {
        let mut ends = self.ends.clone();
        ends.insert(milestone.into(), end);
        Future {
            s: self.s,
            ends,
            grant: self.grant.clone(),
            standing: self.standing.clone(),
        }
        .latched()
    }

    /// The same with service ended at an instant.
    pub fn leaving(&self, at: u64) -> Result<Self, ViewError> {
        let mut grant = self.grant.clone();
        let mut totals = Totals::default();
        let lot = self.s.vault.asset.lot.u64();
        totals.add(grant.lots.u64(), lot).map_err(wrong)?;
        let lost = totals.terminate(&mut grant, &self.standing, at);
        lost.map_err(wrong)?;
        Ok(Future {
            s: self.s,
            ends: self.ends.clone(),
            grant,
            standing: self.standing.clone(),
        })
    }

    /// What a lot has come to at an instant.
    pub fn per_lot(&self, at: u64) -> Result<PerLot, ViewError> {
        self.standing.per_lot(at).map_err(wrong)
    }

    /// The figures at an instant.
    pub fn figures(&self, at: u64) -> Result<Figures, ViewError> {
        self.grant.figures(&self.per_lot(at)?).map_err(wrong)
    }

    /// The figures once everything decided is released.
    pub fn finally(&self) -> Result<Figures, ViewError> {
        self.figures(FOR_EVER)
    }

    /// Lots that still count.
    pub fn kept(&self) -> u64 {
        match self.grant.tenure {
            Tenure::Left { kept } => kept.u64(),
            Tenure::Serving {} | Tenure::Renounced {} => self.grant.lots.u64(),
        }
    }

    /// Whether a termination could end its service.
    pub fn can_leave(&self) -> bool {
        self.standing.schedule.service.is_some() && self.grant.tenure == (Tenure::Serving {})
    }

    /// End of its service.
    pub fn serves_until(&self) -> Option<u64> {
        self.standing.schedule.service.map(|service| service.end())
    }

    /// First instant after `now` at which more may vest.
    pub fn next(&self, now: u64) -> Result<Option<u64>, ViewError> {
        let next = self.standing.next_vesting(self.grant.tenure, now);
        next.map_err(wrong)
    }

    /// Its last token, by what is decided; none if nothing is open.
    pub fn last(&self) -> Option<u64> {
        let open = |at: u64, length: u64| at.saturating_add(length);
        let ends = self.standing.tranches().filter_map(|(tranche, gate)| {
            let (at, curve) = tranche.opening(gate)?;
            Some(open(at, curve.length()))
        });
        let gates = ends.max()?;
        match (self.grant.tenure, self.standing.schedule.service) {
            (Tenure::Renounced {}, _) => None,
            (Tenure::Serving {}, Some(service)) => Some(gates.max(service.end())),
            _ => Some(gates),
        }
    }

    /// Whether one of its gates waits for a milestone.
    pub fn waits_for(&self, milestone: &str) -> bool {
        self.waiting().any(|name| name == milestone)
    }

    /// The milestone that a gate waits for now and did not before `ended` ended.
    pub fn rolls_to(&self, ended: &str, before: &Future<'_>) -> Option<String> {
        let waited: Vec<String> = before.waiting().collect();
        let count = |list: &[String], name: &str| list.iter().filter(|x| *x == name).count();
        let waits: Vec<String> = self.waiting().collect();
        let more = |name: &&String| *name != ended && count(&waits, name) > count(&waited, name);
        waits.iter().find(more).cloned()
    }

    /// First instant at which more may vest than before.
    pub fn first_of(&self, before: &Future<'_>) -> Result<Option<u64>, ViewError> {
        let pairs = self.standing.tranches().zip(&before.standing.gates);
        let opened = pairs.filter(|((_, gate), was)| gate != *was);
        let openings = opened.filter_map(|((tranche, gate), _)| tranche.opening(gate));
        let Some(first) = openings.map(|(at, _)| at).min() else {
            return Ok(None);
        };
        self.next(first.saturating_sub(1))
    }

    fn waiting(&self) -> impl Iterator<Item = String> {
        let waits = |(_, gate): &(_, GateState)| *gate == GateState::Waiting {};
        let look = |name: &str| Ok::<_, LedgerError>(self.ends.get(name).copied());
        let gates = self.standing.tranches().filter(waits);
        gates.filter_map(move |(tranche, _)| {
            let awaited = tranche.gate.awaits(look).ok()??;
            Some(awaited.to_string())
        })
    }
}
