use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint64, Uint128};
use milegate_core::milestone::{Evidence, Measure, Pledge, Terms, Watch};
use milegate_core::oracle::Reading;
use milegate_core::{Conclusion, Point};

use crate::common::{NextStep, PlanRef, Sink};

/// Wiring of a set of milestones.
#[cw_serde]
pub struct ConfigResponse {
    /// The plan they come from.
    pub plan: PlanRef,
    /// Vaults whose holders are interested.
    pub vaults: Vec<Addr>,
    /// May administer a committee's group, if any may.
    pub governance: Option<Addr>,
    /// Denom of bonds and bounties.
    pub bond_denom: String,
    /// Where lost bonds go.
    pub bond_sink: Sink<Addr>,
}

/// Where a milestone is in its life.
#[cw_serde]
pub enum Stage {
    /// The policy is not satisfied.
    Open {
        /// When the last call began, if it has.
        last_call: Option<Point>,
    },
    /// The policy is satisfied; anyone may challenge.
    Pending {
        /// Since when.
        since: Point,
    },
    /// A challenge waits for the court.
    Disputed {
        /// When the policy was satisfied.
        since: Point,
        /// The challenge.
        challenge: ChallengeResponse,
    },
    /// It has ended.
    Ended {
        /// How.
        conclusion: Conclusion,
    },
}

/// A running challenge.
#[cw_serde]
pub struct ChallengeResponse {
    /// Who challenged.
    pub challenger: Addr,
    /// What it cost him.
    pub bond: Uint128,
    /// When.
    pub at: Point,
}

/// What a leaf lacks.
#[cw_serde]
pub enum Missing {
    /// Weight, or a second member, of a committee.
    Committee {
        /// The leaf.
        witness: String,
        /// Weight that stands.
        weight: Uint64,
        /// Weight that suffices.
        threshold: Uint64,
        /// Members who stand.
        members: u32,
        /// Members who suffice.
        members_needed: u32,
    },
    /// An authority's message.
    Authority {
        /// The leaf.
        witness: String,
        /// Its address.
        address: Addr,
    },
    /// An assertion by anyone who is not interested.
    Assertion {
        /// The leaf.
        witness: String,
        /// What it costs; none if the leaf takes no more.
        bond: Option<Uint128>,
        /// How many were struck.
        struck: u8,
    },
    /// True observations of another contract's state.
    State {
        /// The leaf.
        witness: String,
        /// The contract.
        contract: Addr,
        /// What has been seen.
        watch: Watch,
        /// How many suffice.
        observations_needed: u32,
        /// For how long it must hold, seconds.
        held: u64,
    },
    /// A window of an oracle's feed that comes to the target.
    Feed {
        /// The leaf.
        witness: String,
        /// The oracle.
        oracle: Addr,
        /// The feed.
        feed: String,
        /// The window, by its place in the feed's terms.
        window: u8,
        /// What is asked of it.
        measure: Measure,
        /// What it must come to, at least, in the feed's decimals.
        target: Uint128,
        /// How many periods must have a value.
        observations_needed: u32,
        /// What it came to when the oracle last closed a period; none while the feed is younger
        /// than the window. Behind the clock from `stale` on, until somebody sends `advance`.
        reading: Option<Reading>,
        /// Why it cannot be observed at present; none if it can.
        refusal: Option<String>,
    },
}

/// One leaf of a policy, as it stands.
#[cw_serde]
pub struct LeafStanding {
    /// Its name.
    pub witness: String,
    /// Whether its attestations suffice.
    pub holds: bool,
    /// Attestations that stand.
    pub attestations: u32,
    /// Their weight.
    pub weight: Uint64,
    /// When a committee's sitting began.
    pub sitting: Option<Point>,
    /// The bond behind a standing assertion.
    pub pledge: Option<Pledge>,
    /// Assertions that were struck.
    pub struck: u8,
    /// Shown wherever the leaf is: whether interested voters behind it are recused by the suite.
    pub not_recused: bool,
}

/// One milestone.
#[cw_serde]
pub struct MilestoneResponse {
    /// Its terms.
    pub terms: Terms<Addr>,
    /// Where it is.
    pub stage: Stage,
    /// The running round, from 1.
    pub round: u32,
    /// Falls after the deadline; the third ends it.
    pub late_falls: u8,
    /// What a challenge costs at present.
    pub bond: Uint128,
    /// What a successful challenger of unbonded attestations would earn at most.
    pub bounty: Uint128,
    /// Its leaves.
    pub leaves: Vec<LeafStanding>,
    /// What is missing for the policy, in codes; empty when it is satisfied.
    pub missing: Vec<Missing>,
    /// Where it is and why, in words.
    pub words: String,
    /// Who can do what next and by when.
    pub next: Vec<NextStep>,
}

/// Milestones, by name.
#[cw_serde]
pub struct MilestonesResponse {
    /// The milestones.
    pub milestones: Vec<MilestoneResponse>,
}

/// One attestor's latest attestation to one leaf.
#[cw_serde]
pub struct AttestationResponse {
    /// Who.
    pub attestor: Addr,
    /// Whether it counts.
    pub standing: bool,
    /// Round it was made in.
    pub round: u32,
    /// When the fact held, Unix seconds.
    pub as_of: u64,
    /// When it was made.
    pub made: Point,
    /// Its weight.
    pub weight: Uint64,
    /// What was put forward.
    pub evidence: Evidence,
}

/// Attestations, by attestor.
#[cw_serde]
pub struct AttestationsResponse {
    /// The attestations.
    pub attestations: Vec<AttestationResponse>,
}

/// What an address can withdraw.
#[cw_serde]
pub struct CreditResponse {
    /// Amount in the bond denom.
    pub amount: Uint128,
}

/// The balance against every obligation.
#[cw_serde]
pub struct BondsResponse {
    /// Denom.
    pub denom: String,
    /// Bank balance.
    pub balance: Uint128,
    /// Bonds of running challenges and of standing assertions.
    pub bonds: Uint128,
    /// Bounties of milestones that have not ended.
    pub bounties: Uint128,
    /// Credits not withdrawn.
    pub credits: Uint128,
    /// Lost to the sink, not yet sent.
    pub dues: Uint128,
    /// Balance above these: gifts, which change nothing.
    pub surplus: Uint128,
}
