use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint64;

/// How a tranche is released once its gate has opened.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum Curve {
    /// All of it at the opening.
    Once {},
    /// Evenly by the second.
    Linear {
        /// From the opening to the last unit, in seconds.
        duration: u64,
        /// Nothing before this many seconds, then what has accrued since the opening; 0 for none.
        cliff: u64,
    },
    /// In equal parts, the first one `every` seconds after the opening.
    Steps {
        /// Seconds between two steps.
        every: u64,
        /// Number of steps.
        count: u64,
    },
}

/// What must happen before a tranche starts.
#[cw_serde]
pub enum Gate {
    /// An instant, Unix seconds.
    Time {
        /// When the gate opens.
        at: u64,
    },
    /// A milestone, and after it the vault's notice.
    Milestone {
        /// Name of the milestone.
        milestone: String,
        /// The gate never opens before this instant, Unix seconds.
        not_before: u64,
        /// What happens if the milestone is missed.
        if_missed: IfMissed,
    },
}

/// What becomes of a tranche whose milestone is missed.
#[cw_serde]
pub enum IfMissed {
    /// Its tokens go to the sink.
    Forfeit {},
    /// It opens all the same, after the notice, with another (usually slower) curve.
    Fallback {
        /// The curve that replaces the tranche's own.
        curve: Curve,
    },
    /// It waits for another milestone; if that one is missed too, its tokens go to the sink.
    Roll {
        /// The other milestone.
        milestone: String,
    },
}

/// One part of a schedule: so much of every lot, behind one gate, released along one curve.
#[cw_serde]
pub struct Tranche {
    /// Base units per lot. The weights of a schedule sum to the lot.
    pub weight: Uint64,
    /// What must happen first.
    pub gate: Gate,
    /// How it is released after that.
    pub curve: Curve,
}

/// What a serving beneficiary earns by time: linear from `start`, nothing before the cliff.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Service {
    /// First second of service, Unix seconds.
    pub start: u64,
    /// Length of the whole service, in seconds.
    pub length: u64,
    /// Nothing is served before this many seconds; 0 for none.
    pub cliff: u64,
}

/// The rules under which the grants of one class vest.
#[cw_serde]
pub struct Schedule {
    /// Parts of every lot, at most [`Schedule::MAX_TRANCHES`].
    pub tranches: Vec<Tranche>,
    /// Service curve, if the beneficiaries must serve.
    pub service: Option<Service>,
}

impl Schedule {
    /// The most tranches a schedule may have, so that a claim's cost has a bound.
    pub const MAX_TRANCHES: usize = 12;
}
