use cosmwasm_std::{Addr, Uint64, Uint128};
use milegate_core::Conclusion;
use milegate_core::milestone::{Evidence, Outcome, Release, Strike, Verdict};

use crate::common::{PlanRef, Sink};

/// What a set of milestones announces: one event per state change, in the order of the changes.
/// The whole history can be rebuilt from the birth message and these.
///
/// On the chain the type is `wasm-milestones_<variant>`, the keys those of the variant's fields.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The milestones exist.
    Created {
        /// The plan they come from.
        plan: PlanRef,
        /// Their names.
        milestones: Vec<String>,
    },
    /// Somebody attested.
    Attested {
        /// The milestone.
        milestone: String,
        /// The running round.
        round: u32,
        /// The leaf.
        witness: String,
        /// Who.
        attestor: Addr,
        /// Its number among the milestone's attestations.
        sequence: u64,
        /// When the fact held, Unix seconds.
        as_of: u64,
        /// Its weight.
        weight: Uint64,
        /// Height at which the leaf's weights are read.
        sitting: u64,
        /// What was put forward.
        evidence: Evidence,
    },
    /// An attestor took his attestation back.
    Retracted {
        /// The milestone.
        milestone: String,
        /// The round it was taken back in.
        round: u32,
        /// The leaf.
        witness: String,
        /// Who.
        attestor: Addr,
        /// The attestation's number.
        sequence: u64,
    },
    /// An interested attestor's attestation was removed.
    Recused {
        /// The milestone.
        milestone: String,
        /// The round it was removed in.
        round: u32,
        /// The leaf.
        witness: String,
        /// Who.
        attestor: Addr,
        /// The attestation's number.
        sequence: u64,
        /// The vault he holds a grant of.
        vault: Addr,
    },
    /// A committee took too long: its attestations no longer stand.
    SittingDropped {
        /// The milestone.
        milestone: String,
        /// The leaf.
        witness: String,
        /// Height at which the sitting began.
        sitting: u64,
    },
    /// The policy is satisfied: the challenge window begins.
    Pending {
        /// The milestone.
        milestone: String,
        /// The running round.
        round: u32,
    },
    /// Somebody disputed it.
    Challenged {
        /// The milestone.
        milestone: String,
        /// The running round.
        round: u32,
        /// Who.
        challenger: Addr,
        /// What it cost him.
        bond: Uint128,
    },
    /// The court spoke.
    Settled {
        /// The milestone.
        milestone: String,
        /// The round it spoke in.
        round: u32,
        /// What it said.
        verdict: Verdict,
    },
    /// A challenge is over: its bond is divided.
    BondReleased {
        /// The milestone.
        milestone: String,
        /// How.
        release: Release,
    },
    /// A silent court makes the next challenge dearer.
    BondRaised {
        /// The milestone.
        milestone: String,
        /// What it costs.
        bond: Uint128,
    },
    /// Attestations to a leaf were struck.
    Struck {
        /// The milestone.
        milestone: String,
        /// The leaf.
        witness: String,
        /// Which.
        strike: Strike,
    },
    /// The policy is no longer taken as satisfied.
    Fell {
        /// The milestone.
        milestone: String,
        /// The round that begins.
        round: u32,
        /// Falls after the deadline.
        late_falls: u8,
    },
    /// The last call begins.
    LastCall {
        /// The milestone.
        milestone: String,
    },
    /// The milestone is reached, for good.
    Reached {
        /// The milestone.
        milestone: String,
        /// Block time, Unix seconds.
        at: u64,
    },
    /// The milestone is missed, for good.
    Missed {
        /// The milestone.
        milestone: String,
        /// Block time, Unix seconds.
        at: u64,
    },
    /// Somebody added to a bounty.
    BountyAdded {
        /// The milestone.
        milestone: String,
        /// Who.
        sender: Addr,
        /// How much.
        amount: Uint128,
        /// What the bounty comes to.
        bounty: Uint128,
    },
    /// What was left of an ended milestone's bounty goes to the sink.
    BountyLost {
        /// The milestone.
        milestone: String,
        /// How much.
        amount: Uint128,
    },
    /// A credit was paid.
    Withdrawn {
        /// To whom.
        recipient: Addr,
        /// How much.
        amount: Uint128,
    },
    /// The sink was paid.
    DuesPaid {
        /// Where to.
        sink: Sink<Addr>,
        /// How much.
        amount: Uint128,
    },
}

impl Event {
    /// The event of a change that a message to `milestone` brought about.
    pub fn of(milestone: &str, outcome: &Outcome) -> Event {
        let milestone = milestone.to_string();

        match outcome.clone() {
            Outcome::SittingDropped { witness, began } => Event::SittingDropped {
                milestone,
                witness,
                sitting: began.height,
            },
            Outcome::LastCall { .. } => Event::LastCall { milestone },
            Outcome::Pending { round, .. } => Event::Pending { milestone, round },
            Outcome::BondReleased(release) => Event::BondReleased { milestone, release },
            Outcome::BondRaised { bond } => Event::BondRaised { milestone, bond },
            Outcome::Struck { witness, strike } => Event::Struck {
                milestone,
                witness,
                strike,
            },
            Outcome::Fell { round, late_falls } => Event::Fell {
                milestone,
                round,
                late_falls,
            },
            Outcome::Ended {
                conclusion: Conclusion::Reached { at },
            } => Event::Reached { milestone, at },
            Outcome::Ended {
                conclusion: Conclusion::Missed { at },
            } => Event::Missed { milestone, at },
            Outcome::BountyLost { amount } => Event::BountyLost { milestone, amount },
        }
    }
}
