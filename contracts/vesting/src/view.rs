//! The vault as it is, whether or not somebody has written it down: what every query starts from.

use cosmwasm_std::{Addr, Deps, Env, Storage, Uint64, Uint128};
use milegate_api::core::ledger::{Figures, GateState, Schedule, Standing, Totals, amount};
use milegate_api::vesting::{Category, Phase};

use crate::error::Result;
use crate::peers::Conclusions;
use crate::state::{PAID, RESERVES, SCHEDULES, TOTALS, VAULT, Vault, phase, schedule_names};

/// Terms, phase, and the instant figures are of.
pub struct View<'a> {
    pub vault: Vault,
    pub phase: Phase,
    /// The block's time; in a draft the beginning of time, when nothing had vested.
    pub now: u64,
    pub conclusions: Conclusions<'a>,
    storage: &'a dyn Storage,
}

/// A schedule with its unlatched conclusions written down in a copy.
pub struct ScheduleView {
    pub name: String,
    pub category: String,
    pub standing: Standing,
    /// The gates as the contract has them.
    pub recorded: Vec<GateState>,
    pub totals: Totals,
    pub claimed: Uint128,
    /// What its unlatched deaths will add to the dues.
    pub unlatched: Uint128,
}

impl<'a> View<'a> {
    /// The vault at this block.
    pub fn new(deps: Deps<'a>, env: &Env) -> Result<View<'a>> {
        let mut view = View::at_birth(deps)?;
        if view.is_sealed() {
            view.now = env.block.time.seconds();
        }
        Ok(view)
    }

    /// The vault without a clock, for questions that bring their own.
    pub fn at_birth(deps: Deps<'a>) -> Result<View<'a>> {
        let vault = VAULT.load(deps.storage)?;
        Ok(View {
            phase: phase(deps.storage)?,
            now: 0,
            conclusions: Conclusions::new(deps.querier, vault.milestones.clone()),
            storage: deps.storage,
            vault,
        })
    }

    pub fn is_sealed(&self) -> bool {
        matches!(self.phase, Phase::Sealed { .. })
    }

    /// Every schedule, by name.
    pub fn schedules(&mut self) -> Result<Vec<ScheduleView>> {
        let mut schedules = Vec::new();
        for name in schedule_names(self.storage)? {
            schedules.push(self.schedule(&name)?);
        }
        Ok(schedules)
    }

    /// The reserve of a category at an instant.
    pub fn reserve_at(&self, category: &Category<Addr>, at: u64) -> Result<ReserveView> {
        let record = RESERVES.may_load(self.storage, &category.name)?;
        let (lots, lapsed) = record.map_or((Uint64::zero(), false), |r| (r.lots, r.lapsed));
        let expires = category.reserve.as_ref().map(|reserve| reserve.expires);
        Ok(ReserveView {
            lots,
            expired: expires.is_some_and(|expires| at >= expires),
            lapsed,
        })
    }

    /// The reserve of a category at this block.
    pub fn reserve(&self, category: &Category<Addr>) -> Result<ReserveView> {
        self.reserve_at(category, self.now)
    }

    /// One schedule.
    pub fn schedule(&mut self, name: &str) -> Result<ScheduleView> {
        let record = SCHEDULES.load(self.storage, name)?;
        let recorded = record.standing.gates.clone();
        let mut standing = record.standing;
        let mut totals = TOTALS.load(self.storage, name)?;
        let look = |milestone: &str| self.conclusions.look(milestone);
        let latched = standing.latch(self.vault.notice, look)?;
        let unlatched = totals.record(&latched)?;

        Ok(ScheduleView {
            claimed: PAID.may_load(self.storage, name)?.unwrap_or_default(),
            name: name.to_owned(),
            category: record.category,
            standing,
            recorded,
            totals,
            unlatched,
        })
    }
}

/// What is left of a category's reserve; nothing if it never had one.
pub struct ReserveView {
    pub lots: Uint64,
    /// Whether it has expired, written down or not.
    expired: bool,
    lapsed: bool,
}

impl ReserveView {
    /// A reserve is locked until it expires and forfeited from then on.
    pub fn figures(&self, lot: Uint64) -> Result<Figures> {
        let total = amount(self.lots, lot);
        let (none, forfeited) = (Uint128::zero(), self.forfeited(lot));
        Ok(Figures::new(total, none, none, forfeited)?)
    }

    /// Lots that may still be assigned.
    pub fn assignable(&self) -> Uint64 {
        match self.expired {
            true => Uint64::zero(),
            false => self.lots,
        }
    }

    /// What expiring cost.
    pub fn forfeited(&self, lot: Uint64) -> Uint128 {
        match self.expired {
            true => amount(self.lots, lot),
            false => Uint128::zero(),
        }
    }

    /// What will become dues once somebody writes it down.
    pub fn unlapsed(&self, lot: Uint64) -> Uint128 {
        match self.lapsed {
            true => Uint128::zero(),
            false => self.forfeited(lot),
        }
    }
}

impl ScheduleView {
    pub fn rules(&self) -> &Schedule {
        &self.standing.schedule
    }

    pub fn figures(&self, now: u64) -> Result<Figures> {
        Ok(self.totals.figures(&self.standing, self.claimed, now)?)
    }
}
