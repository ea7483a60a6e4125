use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

use super::LedgerError;
use super::math::{difference, sum};

/// An amount and its parts, base units: `total = claimed + claimable + locked + forfeited`.
#[cw_serde]
#[derive(Default, Eq)]
pub struct Figures {
    /// Granted.
    pub total: Uint128,
    /// Released by time, milestones and service; `claimed + claimable`.
    pub vested: Uint128,
    /// Paid out.
    pub claimed: Uint128,
    /// Vested and not paid out.
    pub claimable: Uint128,
    /// Neither vested nor forfeited.
    pub locked: Uint128,
    /// Lost to the sink.
    pub forfeited: Uint128,
}

impl Figures {
    /// The two parts that follow from the other four. Fails if more was claimed than vested, or
    /// more vested and forfeited than there is.
    pub fn new(
        total: Uint128,
        vested: Uint128,
        claimed: Uint128,
        forfeited: Uint128,
    ) -> Result<Figures, LedgerError> {
        Ok(Figures {
            total,
            vested,
            claimed,
            claimable: difference(vested, claimed)?,
            locked: difference(difference(total, vested)?, forfeited)?,
            forfeited,
        })
    }

    /// Part by part.
    pub fn plus(&self, other: &Figures) -> Result<Figures, LedgerError> {
        Ok(Figures {
            total: sum([self.total, other.total])?,
            vested: sum([self.vested, other.vested])?,
            claimed: sum([self.claimed, other.claimed])?,
            claimable: sum([self.claimable, other.claimable])?,
            locked: sum([self.locked, other.locked])?,
            forfeited: sum([self.forfeited, other.forfeited])?,
        })
    }
}
