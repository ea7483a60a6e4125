use std::collections::BTreeMap;

use milegate_core::Span;
use milegate_core::milestone::keys::Fewest;
use serde::Serialize;

use super::{GovernanceFact, StakeFact};

/// What a plan comes to, in base units and Unix seconds.
#[derive(Clone, Debug, Serialize)]
pub struct Facts {
    /// How amounts are written: the symbol ...
    pub symbol: String,
    /// ... and its decimals.
    pub decimals: u8,
    /// Base units that exist.
    #[serde(serialize_with = "as_text")]
    pub total_supply: u128,
    /// Base units granted.
    #[serde(serialize_with = "as_text")]
    pub granted: u128,
    /// Number of grants.
    pub grants: usize,
    /// Base units in reserve.
    #[serde(serialize_with = "as_text")]
    pub reserved: u128,
    /// What is outside the vault at the start: `total supply - granted - reserved`.
    #[serde(serialize_with = "as_text")]
    pub float_at_start: u128,
    /// What is behind each milestone.
    pub behind: Vec<Behind>,
    /// What opens by calendar alone.
    pub by_calendar: Vec<ByCalendar>,
    /// Every guard; where the vault has none, its bound for 30 days.
    pub guards: Vec<GuardFact>,
    /// Who can open or stop each gate.
    pub gates: Vec<GateKeys>,
    /// What reporters report, and how many of them decide.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub feeds: Vec<FeedFact>,
    /// What is read of other contracts, and who can change them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<StateFact>,
    /// Reserves, and who hands them out.
    pub reserves: Vec<ReserveFact>,
    /// Who ends service, and who can cancel that.
    pub leavers: Vec<LeaversFact>,
    /// How long an announced change of payee waits.
    pub payee_delay: Span,
    /// How long an announced recovery waits.
    pub recovery_delay: Span,
    /// Who has power over the token, if it is a cw20 one.
    pub token: Option<TokenFact>,
    /// What stakes weigh, if there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stake: Option<StakeFact>,
    /// What is voted on, if the plan has a governance of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub governance: Option<GovernanceFact>,
}

/// A reserve.
#[derive(Clone, Debug, Serialize)]
pub struct ReserveFact {
    /// The category.
    pub category: String,
    /// Base units.
    #[serde(serialize_with = "as_text")]
    pub amount: u128,
    /// Who makes grants of it.
    pub assign_by: String,
    /// The fewest keys that can.
    pub keys: Option<u64>,
    /// Whether it takes a vote instead.
    #[serde(skip_serializing_if = "is_false")]
    pub vote: bool,
    /// When the rest is forfeited.
    pub expires: u64,
}

/// How service ends in a category.
#[derive(Clone, Debug, Serialize)]
pub struct LeaversFact {
    /// The category.
    pub category: String,
    /// Who announces it, and can cancel it.
    pub by: String,
    /// The fewest keys that can.
    pub keys: Option<u64>,
    /// Whether it takes a vote instead.
    #[serde(skip_serializing_if = "is_false")]
    pub vote: bool,
    /// How long it waits, in public.
    pub notice: Span,
    /// Who else can cancel it.
    pub governance: Option<String>,
    /// The fewest keys that can.
    pub governance_keys: Option<u64>,
    /// Whether it takes a vote instead.
    #[serde(skip_serializing_if = "is_false")]
    pub governance_votes: bool,
}

/// A cw20 token and who has power over it, as the plan says; `none` for nobody, nothing if the
/// plan does not say.
#[derive(Clone, Debug, Serialize)]
pub struct TokenFact {
    /// The token's address.
    pub address: String,
    /// Can create more of it.
    pub minter: Option<String>,
    /// Can replace its code.
    pub admin: Option<String>,
}

/// What is behind a milestone.
#[derive(Clone, Debug, Serialize)]
pub struct Behind {
    /// The milestone.
    pub milestone: String,
    /// Base units whose gate names it.
    #[serde(serialize_with = "as_text")]
    pub amount: u128,
    /// The same per category.
    pub categories: BTreeMap<String, String>,
    /// Base units that would roll to it.
    #[serde(serialize_with = "as_text")]
    pub rolls_in: u128,
    /// What a miss does to `amount`.
    pub if_missed: IfMissedAmounts,
    /// Earliest instant at which any of it can start.
    pub earliest: u64,
    /// Last instant of the fact.
    pub deadline: u64,
    /// When it has ended at the latest, halts and callers' delay aside.
    pub ended_by: u64,
}

/// What a miss does.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct IfMissedAmounts {
    /// Base units that go to the sink.
    #[serde(serialize_with = "as_text")]
    pub forfeited: u128,
    /// Base units that open all the same, by the fallback.
    #[serde(serialize_with = "as_text")]
    pub falls_back: u128,
    /// Base units that wait for another milestone.
    #[serde(serialize_with = "as_text")]
    pub rolls_over: u128,
}

/// What opens by calendar alone.
#[derive(Clone, Debug, Serialize)]
pub struct ByCalendar {
    /// Its category.
    pub category: String,
    /// Its schedule.
    pub schedule: String,
    /// When.
    pub opens: u64,
    /// Base units.
    #[serde(serialize_with = "as_text")]
    pub amount: u128,
    /// How it is released.
    pub curve: String,
}

/// A guard and the tightest one that would hold.
#[derive(Clone, Debug, Serialize)]
pub struct GuardFact {
    /// The category; none for the vault.
    pub category: Option<String>,
    /// Seconds.
    pub period: u64,
    /// The limit, base units, if there is a guard.
    pub limit: Option<String>,
    /// The most that can vest within the period.
    #[serde(serialize_with = "as_text")]
    pub tightest: u128,
}

/// Who can open a gate falsely, and who can stop it.
#[derive(Clone, Debug, Serialize)]
pub struct GateKeys {
    /// The milestone.
    pub milestone: String,
    /// Its policy.
    pub policy: String,
    /// How few keys it takes.
    #[serde(flatten)]
    pub keys: Fewest,
    /// Seconds anyone has to object.
    pub window: u64,
    /// The same in blocks.
    pub window_blocks: u64,
    /// What a challenge costs, base units.
    #[serde(serialize_with = "as_text")]
    pub bond: u128,
    /// The same in words, in the denom of bonds.
    pub bond_words: String,
    /// Whether the suite bars interested voters behind the court and every authority: each is the
    /// plan's own governance.
    pub recused: bool,
}

/// A feed, and how many of its reporters decide.
#[derive(Clone, Debug, Serialize)]
pub struct FeedFact {
    /// The feed.
    pub feed: String,
    /// What a value counts.
    pub unit: String,
    /// How many report.
    pub reporters: usize,
    /// What must report in a period.
    pub quorum: u64,
    /// What all of them weigh.
    pub total: u64,
    /// The fewest that can set a value, while the others are silent.
    pub set: Option<u64>,
    /// The fewest whose silence leaves no value.
    pub silence: Option<u64>,
    /// What witnesses ask of it, in words.
    pub asked: Vec<String>,
    /// Whether a vote of governance can change who reports.
    #[serde(skip_serializing_if = "is_false")]
    pub governed: bool,
}

/// A contract whose state is a witness.
#[derive(Clone, Debug, Serialize)]
pub struct StateFact {
    /// The witness.
    pub witness: String,
    /// The contract.
    pub contract: String,
    /// What must be true, in words.
    pub asked: String,
    /// Who can change the contract: `none` for nobody, nothing if the plan does not say.
    pub admin: Option<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for it
fn is_false(value: &bool) -> bool {
    !*value
}

pub(super) fn as_text<S: serde::Serializer>(value: &u128, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(value)
}
