use cosmwasm_std::Uint128;
use milegate_core::Conclusion;
use milegate_core::milestone::Outcome;

use crate::common::typed_events;

typed_events! {
    /// What a set of milestones announces: one event per state change, in the order of the changes.
    /// The whole history can be rebuilt from the birth message and these.
    ///
    /// On the chain each is `wasm-milestones_<name>`.
    pub enum Event: "milestones" {
        /// The milestones exist.
        Created = "created" {
            /// Name of the plan they come from.
            plan: String,
            /// Its SHA-256, hex.
            plan_digest: String,
            /// Their names, with commas between.
            milestones: String,
        },
        /// Somebody attested.
        Attested = "attested" {
            /// The milestone.
            milestone: String,
            /// The running round.
            round: u32,
            /// The leaf.
            witness: String,
            /// Who.
            attestor: String,
            /// Its number among the milestone's attestations.
            sequence: u64,
            /// When the fact held, Unix seconds.
            as_of: u64,
            /// Its weight.
            weight: u64,
            /// Height at which the leaf's weights are read.
            sitting: u64,
            /// Schema of the document.
            schema: String,
            /// Where the document is.
            uri: String,
            /// Its SHA-256, hex.
            digest: String,
            /// What was measured.
            metric: String,
            /// What it came to.
            value: String,
        },
        /// Somebody looked at what a state leaf asks of another contract.
        Observed = "observed" {
            /// The milestone.
            milestone: String,
            /// The leaf.
            witness: String,
            /// Whether every check passes.
            holds: bool,
            /// True observations of the running hold; 0 if there is none, or none any more.
            observations: u32,
        },
        /// A state leaf's contract runs other code: it is observed no more.
        Suspended = "suspended" {
            /// The milestone.
            milestone: String,
            /// The leaf.
            witness: String,
            /// The contract.
            contract: String,
            /// The code it runs.
            code_id: u64,
        },
        /// An attestation is an assertion: a bond is behind it.
        Pledged = "pledged" {
            /// The milestone.
            milestone: String,
            /// The leaf.
            witness: String,
            /// Who.
            asserter: String,
            /// The bond.
            bond: Uint128,
        },
        /// An attestor took his attestation back.
        Retracted = "retracted" {
            /// The milestone.
            milestone: String,
            /// The round it was taken back in.
            round: u32,
            /// The leaf.
            witness: String,
            /// Who.
            attestor: String,
            /// The attestation's number.
            sequence: u64,
        },
        /// An interested attestor's attestation was removed.
        Recused = "recused" {
            /// The milestone.
            milestone: String,
            /// The round it was removed in.
            round: u32,
            /// The leaf.
            witness: String,
            /// Who.
            attestor: String,
            /// The attestation's number.
            sequence: u64,
            /// The vault he holds a grant of.
            vault: String,
        },
        /// A committee took too long: its attestations no longer stand.
        SittingDropped = "sitting_dropped" {
            /// The milestone.
            milestone: String,
            /// The leaf.
            witness: String,
            /// Height at which the sitting began.
            sitting: u64,
        },
        /// The policy is satisfied: the challenge window begins.
        Pending = "pending" {
            /// The milestone.
            milestone: String,
            /// The running round.
            round: u32,
        },
        /// Somebody disputed it.
        Challenged = "challenged" {
            /// The milestone.
            milestone: String,
            /// The running round.
            round: u32,
            /// Who.
            challenger: String,
            /// What it cost him.
            bond: Uint128,
        },
        /// The court spoke.
        Settled = "settled" {
            /// The milestone.
            milestone: String,
            /// The round it spoke in.
            round: u32,
            /// What it said: `stands` or `false`.
            verdict: String,
        },
        /// An assertion is over, or can be disputed no more: its bond is released.
        AssertionReturned = "assertion_returned" {
            /// The milestone.
            milestone: String,
            /// The leaf.
            witness: String,
            /// Who.
            asserter: String,
            /// The bond.
            bond: Uint128,
            /// Credited to the asserter.
            credited: Uint128,
        },
        /// A challenge is over: its bond is divided, with those of the assertions it disputed.
        BondReleased = "bond_released" {
            /// The milestone.
            milestone: String,
            /// Who challenged.
            challenger: String,
            /// The bond.
            bond: Uint128,
            /// What the bounty adds.
            bounty: Uint128,
            /// Credited to the challenger.
            credited: Uint128,
            /// Lost to the sink.
            lost: Uint128,
        },
        /// A silent court makes the next challenge dearer.
        BondRaised = "bond_raised" {
            /// The milestone.
            milestone: String,
            /// What it costs.
            bond: Uint128,
        },
        /// Attestations to a leaf were struck.
        Struck = "struck" {
            /// The milestone.
            milestone: String,
            /// The leaf.
            witness: String,
            /// The last number before those struck.
            from: u64,
            /// The last number struck.
            to: u64,
        },
        /// The policy is no longer taken as satisfied.
        Fell = "fell" {
            /// The milestone.
            milestone: String,
            /// The round that begins.
            round: u32,
            /// Falls after the deadline.
            late_falls: u8,
        },
        /// The last call begins.
        LastCall = "last_call" {
            /// The milestone.
            milestone: String,
        },
        /// The milestone is reached, for good.
        Reached = "reached" {
            /// The milestone.
            milestone: String,
            /// Block time, Unix seconds.
            at: u64,
        },
        /// The milestone is missed, for good.
        Missed = "missed" {
            /// The milestone.
            milestone: String,
            /// Block time, Unix seconds.
            at: u64,
        },
        /// Somebody added to a bounty.
        BountyAdded = "bounty_added" {
            /// The milestone.
            milestone: String,
            /// Who.
            sender: String,
            /// How much.
            amount: Uint128,
            /// What the bounty comes to.
            bounty: Uint128,
        },
        /// What was left of an ended milestone's bounty goes to the sink.
        BountyLost = "bounty_lost" {
            /// The milestone.
            milestone: String,
            /// How much.
            amount: Uint128,
        },
        /// A credit was paid.
        Withdrawn = "withdrawn" {
            /// To whom.
            recipient: String,
            /// How much.
            amount: Uint128,
        },
        /// The sink was paid.
        DuesPaid = "dues_paid" {
            /// An address, or `burn`.
            sink: String,
            /// How much.
            amount: Uint128,
        },
    }
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
            Outcome::BondReleased(release) => Event::BondReleased {
                milestone,
                challenger: release.challenger.into_string(),
                bond: release.bond,
                bounty: release.bounty,
                credited: release.credited,
                lost: release.lost,
            },
            Outcome::Pledged {
                witness,
                asserter,
                bond,
            } => Event::Pledged {
                milestone,
                witness,
                asserter: asserter.into_string(),
                bond,
            },
            Outcome::AssertionReturned(returned) => Event::AssertionReturned {
                milestone,
                witness: returned.witness,
                asserter: returned.asserter.into_string(),
                bond: returned.bond,
                credited: returned.credited,
            },
            Outcome::BondRaised { bond } => Event::BondRaised { milestone, bond },
            Outcome::Struck { witness, strike } => Event::Struck {
                milestone,
                witness,
                from: strike.from,
                to: strike.to,
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
