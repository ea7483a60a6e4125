use cosmwasm_std::{Addr, Uint128};
use milegate_api::common::NextStep;
use milegate_api::core::ledger::{Figures, Tenure};
use serde::{Deserialize, Serialize};

use crate::model::Pending;
use crate::units::Asset;

/// One grant, explained. Amounts are base units, instants Unix seconds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explained {
    /// What amounts are counted in.
    pub asset: Asset,
    /// Height of every figure of the present.
    pub height: u64,
    /// Block time of every figure of the present.
    pub time: u64,
    /// Its reference.
    pub grant: String,
    /// Its category.
    pub category: String,
    /// Its schedule.
    pub schedule: String,
    /// Its size, in lots.
    pub lots: u64,
    /// Controls it.
    pub owner: Addr,
    /// Receives what it pays.
    pub payee: Addr,
    /// Whether anyone may send its claim.
    pub anyone_claims: bool,
    /// May recover it for a lost key.
    pub recovery: Option<Addr>,
    /// Whether its holder serves, left or gave it up.
    pub tenure: Tenure,
    /// End of its service; none if its schedule asks for none.
    pub serves_until: Option<u64>,
    /// Its figures, as the vault answers.
    pub figures: Figures,
    /// What service has earned, whether its gates are open or not; all of it without service.
    pub served: Uint128,
    /// What open gates have released, whether it is served or not.
    pub unlocked: Uint128,
    /// First instant at which more may vest by what has been decided.
    pub next_vesting: Option<u64>,
    /// Its last token by what has been decided.
    pub last: Option<u64>,
    /// Why the rest is locked, in the vault's words.
    pub reasons: Vec<String>,
    /// What can be done next, as the vault answers.
    pub next: Vec<NextStep>,
    /// Changes that were announced.
    pub announced: Vec<Pending>,
    /// What could happen, and what it would change.
    pub possible: Vec<Possible>,
}

/// One thing that could happen to a grant, everything else staying as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Possible {
    /// `reached`, `missed`, `termination`, `lapse`, `recovery` or `renounce`.
    pub event: String,
    /// The milestone, of the first two.
    pub milestone: Option<String>,
    /// When, at the earliest.
    pub at: Option<u64>,
    /// First instant at which more may vest because of it, or after it.
    pub first: Option<u64>,
    /// Its last token after that.
    pub last: Option<u64>,
    /// The figures at that instant.
    pub then: Figures,
    /// The figures when all that has been decided by then is released.
    pub finally: Figures,
    /// In one sentence.
    pub words: String,
}
