use cosmwasm_schema::{QueryResponses, cw_serde};
use milegate_core::milestone::{Evidence, Terms, Verdict};

// Named only in the schema, which Wasm leaves out.
#[cfg(not(target_arch = "wasm32"))]
use super::response::*;
use crate::common::{PlanRef, Sink};

/// Birth of a set of milestones; their terms are frozen by it.
#[cw_serde]
pub struct InstantiateMsg {
    /// The plan they come from.
    pub plan: PlanRef,
    /// Vaults whose holders are interested, by (predicted) address, at most 8.
    pub vaults: Vec<String>,
    /// The only address that may administer a committee's group, if any may.
    pub governance: Option<String>,
    /// Native denom of bonds and bounties.
    pub bond_denom: String,
    /// Where lost bonds and unclaimed bounties go. Never a court.
    pub bond_sink: Sink<String>,
    /// The milestones, at most 16.
    pub milestones: Vec<Terms<String>>,
}

/// What a set of milestones can be told.
#[cw_serde]
pub enum ExecuteMsg {
    /// Testifies, with evidence, that a milestone is reached.
    ///
    /// Who: a member of the committee, or the authority, that `witness` names, or anyone if it is an
    /// assertion; not interested, with none of his standing. Funds: none; for an assertion exactly
    /// its bond. When: open (last call not over), pending (window not over), disputed (court's limit
    /// not over). Effect: recorded; if the policy is satisfied, the challenge window starts. Event:
    /// `attested`, `pledged` for an assertion, and `pending` if the window starts. Errors: an
    /// assertion stands, or three were struck.
    Attest {
        /// The milestone.
        milestone: String,
        /// The round he means; a stale one is refused.
        round: u32,
        /// The leaf.
        witness: String,
        /// When the fact held, Unix seconds.
        as_of: u64,
        /// The message is refused after this instant, Unix seconds.
        valid_until: u64,
        /// What he puts forward.
        evidence: Evidence,
    },
    /// Looks at what a state leaf asks of another contract. True observations must keep their
    /// distance; a false one ends the hold at any time; the one that completes the hold attests, as
    /// of now. If the contract runs other code than named, the leaf is suspended for good. Or looks at
    /// an oracle's latest reading of a feed leaf's window: it attests, as of the window's end, if all
    /// that the leaf asks is true of it, and is refused otherwise.
    ///
    /// Who: anyone. Funds: none. When: as evidence. Event: `observed`, and `attested` and what
    /// follows from it when the hold is complete; `suspended`; of a feed leaf only `attested` and what
    /// follows. Errors: suspended, stands already, too soon, an answer that cannot be read or
    /// compared; a window that is younger than its length, behind the clock (send `advance` to the
    /// oracle first), begins before the start or not after what was struck, ends after the deadline,
    /// has a gap or too few values, or does not come to the target. The query takes what gas it takes:
    /// one that fails, fails the message and changes nothing.
    Observe {
        /// The milestone.
        milestone: String,
        /// The leaf.
        witness: String,
    },
    /// Takes back one's own standing attestation, once a round.
    ///
    /// Who: its attestor; an assertion stays. Funds: none. Effect: it no longer counts; a policy that is no longer
    /// satisfied falls. Event: `retracted`, and what follows from it.
    Retract {
        /// The milestone.
        milestone: String,
        /// The round he means.
        round: u32,
        /// The leaf.
        witness: String,
    },
    /// Removes the standing attestation of somebody who is interested.
    ///
    /// Who: anyone. Funds: none. Effect: as a retraction; an assertion's bond comes back. Event:
    /// `recused`, and what follows.
    Recuse {
        /// The milestone.
        milestone: String,
        /// The leaf.
        witness: String,
        /// Whose attestation.
        attestor: String,
    },
    /// Disputes a satisfied policy before its window is over.
    ///
    /// Who: anyone. Funds: exactly the milestone's current bond. Effect: the court is called.
    /// Event: `challenged`.
    Challenge {
        /// The milestone.
        milestone: String,
        /// The round he means.
        round: u32,
    },
    /// Settles a dispute.
    ///
    /// Who: the milestone's court. Funds: none. When: before its limit; `stands` not before the
    /// window has run in full. Event: `settled`, and what follows.
    Settle {
        /// The milestone.
        milestone: String,
        /// The round it means.
        round: u32,
        /// What it says.
        verdict: Verdict,
    },
    /// Does what time has decided.
    ///
    /// Who: anyone. Funds: none. Event: `last_call`, `reached`, `missed`, or what a silent court
    /// means. Errors: time has decided nothing.
    Conclude {
        /// The milestone.
        milestone: String,
    },
    /// Adds to what a successful challenger of an unbonded attestation earns.
    ///
    /// Who: anyone. Funds: any amount of the bond denom. When: before the milestone ends. Event:
    /// `bounty_added`.
    AddBounty {
        /// The milestone.
        milestone: String,
    },
    /// Pays the sender what bonds have come back to him.
    ///
    /// Who: anyone with credit. Funds: none. Event: `withdrawn`.
    Withdraw {},
    /// Sends the bond sink what was lost to it.
    ///
    /// Who: anyone. Funds: none. Event: `dues_paid`. Errors: no dues.
    PayDues {},
}

/// What a set of milestones can be asked. Lists are by name, after `start_after`, 10 at a time
/// unless `limit` says otherwise, 30 at most.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Wiring.
    #[returns(ConfigResponse)]
    Config {},
    /// One milestone: terms, stage, what is missing, who can do what next.
    #[returns(MilestoneResponse)]
    Milestone {
        /// Its name.
        milestone: String,
    },
    /// Milestones, each as `milestone` gives it.
    #[returns(MilestonesResponse)]
    Milestones {
        /// Name to start after.
        start_after: Option<String>,
        /// How many.
        limit: Option<u32>,
    },
    /// Attestations to one leaf, each attestor's latest.
    #[returns(AttestationsResponse)]
    Attestations {
        /// The milestone.
        milestone: String,
        /// The leaf.
        witness: String,
        /// Attestor to start after.
        start_after: Option<String>,
        /// How many.
        limit: Option<u32>,
    },
    /// What an address can withdraw.
    #[returns(CreditResponse)]
    Credit {
        /// The address.
        address: String,
    },
    /// The balance against bonds, bounties, credits and dues.
    #[returns(BondsResponse)]
    Bonds {},
}
