use milegate_core::Span;

use super::asset::Limit;
use crate::party::Party;
use crate::place::At;

/// A class of insiders.
#[derive(Clone, Debug)]
pub struct Category {
    /// Its name.
    pub name: At<String>,
    /// The most that may be granted, its reserve included, base units; grants and reserve unless the
    /// plan says otherwise.
    pub cap: At<u128>,
    /// Whether the plan says the cap.
    pub cap_written: bool,
    /// Limit on what may vest per period.
    pub guard: Option<At<Limit>>,
    /// Held back for later grants.
    pub reserve: Option<Reserve>,
    /// Who may end a holder's service; none if nobody may.
    pub leavers: Option<Leavers>,
}

/// What a category holds back for later grants.
#[derive(Clone, Debug)]
pub struct Reserve {
    /// Base units.
    pub amount: At<u128>,
    /// Makes grants of it.
    pub assign_by: At<Party>,
    /// What is left at this instant is forfeited, Unix seconds.
    pub expires: At<u64>,
}

/// How service ends in a category.
#[derive(Clone, Debug)]
pub struct Leavers {
    /// May announce that a holder stops serving.
    pub by: At<Party>,
    /// How long that waits, in public.
    pub notice: At<Span>,
}

/// One grant.
#[derive(Clone, Debug)]
pub struct Grant {
    /// Its category.
    pub category: String,
    /// Reference, unique in the plan.
    pub reference: At<String>,
    /// Controls it.
    pub owner: At<Party>,
    /// Receives what it pays, if not the owner.
    pub payee: Option<At<Party>>,
    /// Base units.
    pub amount: At<u128>,
    /// Its schedule.
    pub schedule: At<String>,
    /// Whether anyone may send its claim.
    pub anyone_claims: bool,
}
