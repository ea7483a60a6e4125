//! The ledger out of the events alone, beside what the queries say.

use cosmwasm_std::Uint128;
use serde::{Deserialize, Serialize};

use crate::audit::audit_snapshot;
use crate::books::{self, Sums};
use crate::snapshot::Snapshot;

/// The ledger of a vault, rebuilt from its events at one block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rebuilt {
    /// Height.
    pub height: u64,
    /// Block time, Unix seconds.
    pub time: u64,
    /// Number of events read.
    pub events: usize,
    /// Paid in at the sealing.
    pub funding: Uint128,
    /// The seal digest, hex, as the event of the sealing has it.
    pub seal_digest: String,
    /// Credited to the sink and not sent.
    pub dues: Uint128,
    /// The grants, by reference.
    pub grants: Vec<RebuiltGrant>,
    /// The categories, reserves included.
    pub categories: Vec<RebuiltCategory>,
    /// Where the queries say something else; empty if they agree in everything.
    pub differences: Vec<String>,
}

/// One grant, rebuilt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RebuiltGrant {
    /// Its reference.
    pub grant: String,
    /// Its category.
    pub category: String,
    /// Its schedule.
    pub schedule: String,
    /// Controls it.
    pub owner: String,
    /// Receives what it pays.
    pub payee: String,
    /// Its figures; none for a draft.
    pub figures: Option<RebuiltFigures>,
}

/// One category, rebuilt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RebuiltCategory {
    /// Its name.
    pub category: String,
    /// Its figures.
    pub figures: RebuiltFigures,
}

/// An amount and its parts: `total = claimed + claimable + locked + forfeited`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RebuiltFigures {
    /// Granted, or held in reserve.
    pub total: Uint128,
    /// Paid out.
    pub claimed: Uint128,
    /// Vested and not paid out.
    pub claimable: Uint128,
    /// Neither vested nor forfeited.
    pub locked: Uint128,
    /// Lost to the sink.
    pub forfeited: Uint128,
}

impl From<&Sums> for RebuiltFigures {
    fn from(sums: &Sums) -> Self {
        RebuiltFigures {
            total: sums.total.into(),
            claimed: sums.claimed.into(),
            claimable: sums.vested.saturating_sub(sums.claimed).into(),
            locked: sums.locked().into(),
            forfeited: sums.forfeited.into(),
        }
    }
}

/// Rebuilds the ledger of a snapshot that has its log, and compares it with the queries.
pub fn rebuilt(s: &Snapshot) -> Rebuilt {
    let books = books::read(s);
    let now = s.block.time;
    let figures = books.grants_at(s, now);
    let grants = books.grants.iter().map(|(grant, held)| RebuiltGrant {
        grant: grant.clone(),
        category: held.category.clone(),
        schedule: held.schedule.clone(),
        owner: held.owner.clone(),
        payee: held.payee.clone(),
        figures: figures
            .get(grant.as_str())
            .and_then(|sums| sums.as_ref().map(Into::into)),
    });
    let categories = books.categories_at(s, now);
    let categories = categories.iter().map(|(category, sums)| RebuiltCategory {
        category: (*category).to_owned(),
        figures: sums.into(),
    });
    let audit = audit_snapshot(s, None);
    let compared = audit.rules.into_iter().find(|rule| rule.rule == 10);
    Rebuilt {
        height: s.block.height,
        time: now,
        events: books.events,
        funding: books.funding.into(),
        seal_digest: books.digest.clone(),
        dues: books.dues.into(),
        grants: grants.collect(),
        categories: categories.collect(),
        differences: compared.map(|rule| rule.failures).unwrap_or_default(),
    }
}
