use cosmwasm_std::Uint128;
use serde::{Deserialize, Serialize};

/// Something that happened to a grant after the sealing, payments apart. People are in it by the
/// reference of their grant alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderEvent {
    /// Height.
    pub height: u64,
    /// Block time.
    pub time: u64,
    /// Reference of the grant.
    pub grant: String,
    /// Its category.
    pub category: String,
    /// The vault's event: `assigned`, `terminated`, `renounced`, `payee_changed`, ...
    pub event: String,
    /// The kind of change: `termination`, `payee`, `owner` or `recovery`; else empty.
    pub change: String,
    /// Why, as the vault writes it; empty where it asks for no reason.
    pub reason: String,
    /// Lots kept, of a leaver.
    pub kept: Option<u64>,
    /// Lots lost, of a leaver.
    pub lost: Option<u64>,
    /// What was forfeited by it.
    pub forfeited: Uint128,
}

impl HolderEvent {
    /// Whether a grant changed hands by it.
    pub fn moved(&self) -> bool {
        matches!(
            self.event.as_str(),
            "payee_changed" | "owner_changed" | "declined"
        )
    }

    /// What happened, in words.
    pub fn words(&self) -> String {
        match (self.event.as_str(), self.change.as_str()) {
            ("assigned", _) => "made out of the reserve".into(),
            ("terminated", _) => "service ended".into(),
            ("renounced", _) => "given up".into(),
            ("payee_changed", _) => "another payee".into(),
            ("owner_changed", "recovery") => "another owner, for a lost key".into(),
            ("owner_changed", _) => "another owner".into(),
            ("declined", _) => "a payee stepped down".into(),
            ("recovery_named", _) => "a recovery address named or dropped".into(),
            ("change_announced", change) => format!("{change} announced"),
            ("change_cancelled", change) => format!("{change} cancelled"),
            (event, _) => event.into(),
        }
    }
}

/// An announced change that was neither carried out nor cancelled and has not lapsed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// Reference of the grant.
    pub grant: String,
    /// The kind of change.
    pub change: String,
    /// Why.
    pub reason: String,
    /// First instant at which it may be carried out.
    pub due: u64,
    /// First height at which it may be carried out.
    pub due_height: u64,
    /// First instant at which it no longer may be, once that height has come too.
    pub lapses: u64,
    /// First height at which it no longer may be, once that instant has come too.
    pub lapses_height: u64,
    /// Whether it may be carried out now.
    pub is_due: bool,
}

/// The reserve of a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReserveRow {
    /// The category.
    pub category: String,
    /// What it held at the sealing.
    pub held: Uint128,
    /// What was made into grants.
    pub assigned: Uint128,
    /// What is left: locked, forfeited once it has expired.
    pub left: Uint128,
    /// When what is left is forfeited.
    pub expires: u64,
    /// Whether it has expired.
    pub expired: bool,
}

/// Why something was forfeited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A milestone was missed.
    MissedMilestone,
    /// A holder left before he had served it.
    Unserved,
    /// An owner gave it up.
    Renounced,
    /// A reserve expired.
    ReserveExpired,
    /// A milestone was missed before the grant was made out of a reserve.
    DeadAtAssignment,
}

impl Cause {
    /// The words for it.
    pub fn words(self) -> &'static str {
        match self {
            Cause::MissedMilestone => "a milestone was missed",
            Cause::Unserved => "a holder left before serving it",
            Cause::Renounced => "an owner gave it up",
            Cause::ReserveExpired => "a reserve expired",
            Cause::DeadAtAssignment => "its milestone was missed before a late hire",
        }
    }
}

/// What was forfeited for one cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// Why.
    pub cause: Cause,
    /// How much.
    pub amount: Uint128,
}
