//! Everything a report shows, as data. Amounts are base units, decimal strings in JSON; instants
//! are Unix seconds.

mod holders;
mod milestone;
mod money;
mod series;
mod votes;

use cosmwasm_std::{Addr, Uint128};
use milegate_api::core::milestone::keys::Fewest;
use serde::{Deserialize, Serialize};

pub use holders::{Cause, HolderEvent, Lost, Pending, ReserveRow};
pub use milestone::{Attested, EventKind, Leaf, Milestone, Moment, Status, Step};
pub use money::{
    CategoryRow, Circulating, Dues, Excluded, Fate, GasRow, GuardRow, Payment, Totals, Unclaimed,
    Unlock,
};
pub use series::{
    Bucket, Fan, GuardLine, History, HistoryPoint, Mark, MarkKind, Parts, Releases, Sample,
};

pub use votes::{Answer, Guardian, Needs, Opens, Paid, Power, Proposal, Votes};

use crate::units::Asset;

/// A report of one vault at one block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What it is a report of.
    pub header: Header,
    /// What amounts are counted in.
    pub asset: Asset,
    /// The circulating supply and its parts.
    pub circulating: Circulating,
    /// Sums over all categories, and the bank balance they must come to.
    pub totals: Totals,
    /// One row per category.
    pub categories: Vec<CategoryRow>,
    /// The milestones, by name.
    pub milestones: Vec<Milestone>,
    /// What was, category by category.
    pub history: History,
    /// What the calendar alone would have released, and what was.
    pub releases: Releases,
    /// What can still be.
    pub fan: Fan,
    /// The thirty days with the largest releases, largest first.
    pub unlocks: Vec<Unlock>,
    /// When the last token is released.
    pub last_token: LastToken,
    /// Guards with their proofs.
    pub guards: Vec<GuardRow>,
    /// Every payment.
    pub payments: Vec<Payment>,
    /// Every transfer to the sink.
    pub dues: Vec<Dues>,
    /// Where forfeited tokens went.
    pub fate: Fate,
    /// What happened to grants after the sealing, payments apart, in order.
    pub changes: Vec<HolderEvent>,
    /// Announced changes that wait or are due.
    pub pending: Vec<Pending>,
    /// The reserves, by category.
    pub reserves: Vec<ReserveRow>,
    /// What was put to the vote; none where nothing is voted on.
    pub votes: Option<Votes>,
    /// Everybody with a power, and what it is.
    pub powers: Vec<Power>,
    /// How few keys can open or stop each milestone.
    pub gates: Vec<Gate>,
    /// The grants with the most unclaimed, largest first.
    pub unclaimed: Vec<Unclaimed>,
    /// Gas per action.
    pub gas: Vec<GasRow>,
    /// The command that makes this report again.
    pub command: String,
}

/// What a report is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Name of the plan.
    pub plan: String,
    /// SHA-256 of the canonical plan, hex.
    pub plan_digest: String,
    /// Seal digest, hex.
    pub seal_digest: String,
    /// When the vault was sealed; none for a draft.
    pub sealed_at: Option<u64>,
    /// The chain.
    pub chain_id: String,
    /// Whether it is a chain inside a process.
    pub simulated: bool,
    /// Height of every figure.
    pub height: u64,
    /// Block time of every figure.
    pub time: u64,
    /// Number of grants.
    pub grants: u32,
    /// Seconds from a conclusion to the first token behind it.
    pub notice: u64,
    /// The contracts and what they run.
    pub contracts: Vec<Contract>,
}

/// A contract and what it runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// What it is here: `vault`, `milestones`, `token`, `governance`, `stake`,
    /// `committee`, `court`, `authority`.
    pub role: String,
    /// Its address.
    pub address: Addr,
    /// Its label.
    pub label: String,
    /// SHA-256 of its code, hex.
    pub checksum: String,
    /// Who may change its code.
    pub admin: Option<String>,
}

/// How few keys can open a milestone falsely, or stop it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gate {
    /// The milestone.
    pub milestone: String,
    /// Its policy.
    pub policy: String,
    /// How few.
    pub keys: Fewest,
    /// Seconds anyone has to object.
    pub window: u64,
    /// What an objection costs, base units of the denom of bonds.
    pub bond: Uint128,
    /// That denom.
    pub bond_denom: String,
}

/// When the last token is released.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastToken {
    /// By what has been decided so far.
    pub decided: Option<u64>,
    /// If every open milestone is reached at the earliest.
    pub earliest: Option<u64>,
    /// If every open milestone is missed at the latest.
    pub latest: Option<u64>,
}

impl Report {
    /// The exact amount with symbol.
    pub fn exact(&self, amount: Uint128) -> String {
        self.asset.exact(amount.u128())
    }

    /// The rounded amount with scale and symbol.
    pub fn short(&self, amount: Uint128) -> String {
        self.asset.short(amount.u128())
    }
}
