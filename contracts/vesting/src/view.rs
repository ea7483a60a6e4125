//! The vault as it is, whether or not somebody has written it down: what every query starts from.

use cosmwasm_std::{Deps, Env, Storage, Uint128};
use milegate_api::core::ledger::{Figures, GateState, Schedule, Standing, Totals};
use milegate_api::vesting::Phase;

use crate::error::Result;
use crate::peers::Conclusions;
use crate::state::{PAID, SCHEDULES, TOTALS, VAULT, Vault, phase, schedule_names};

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

impl ScheduleView {
    pub fn rules(&self) -> &Schedule {
        &self.standing.schedule
    }

    pub fn figures(&self, now: u64) -> Result<Figures> {
        Ok(self.totals.figures(&self.standing, self.claimed, now)?)
    }
}
