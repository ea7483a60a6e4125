//! What people do in a scenario, as the file writes it.

use milegate_api::vesting::ChangeKind;
use serde::Deserialize;

use crate::motion::Motion;

/// What somebody does. Names starting with `@` are the plan's addresses and multisigs; other names
/// are the plan's people, or actors of the scenario's own. Without `by`, whoever may do it does.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Action {
    /// Witnesses testify: the members named, or as many as suffice; a multisig by its proposal.
    Attest {
        /// The milestone.
        milestone: String,
        /// The witness.
        witness: String,
        /// Members of a committee; without it, the first ones that suffice.
        by: Option<Vec<String>>,
        /// When the fact held, a date in the file, Unix seconds here; without it, a day before.
        as_of: Option<u64>,
        /// What was measured.
        metric: String,
        /// What it came to.
        value: String,
        /// The document, relative to the scenario's file; its SHA-256 is the digest.
        document: String,
        /// Where the public finds it.
        uri: String,
    },
    /// A witness takes its attestation back.
    Retract {
        /// The milestone.
        milestone: String,
        /// The witness.
        witness: String,
        /// Members of a committee.
        by: Option<Vec<String>>,
    },
    /// Somebody removes an interested attestor.
    Recuse {
        /// The milestone.
        milestone: String,
        /// The witness.
        witness: String,
        /// Whose attestation.
        attestor: String,
    },
    /// Somebody disputes a satisfied policy and posts the bond.
    Challenge {
        /// The milestone.
        milestone: String,
        /// Who.
        by: String,
    },
    /// The court settles a dispute.
    Settle {
        /// The milestone.
        milestone: String,
        /// `stands` or `false`.
        verdict: String,
    },
    /// Reporters say what a feed's value is in the period that runs.
    Report {
        /// The feed.
        feed: String,
        /// The value, in the feed's unit.
        value: String,
        /// Reporters; without it, the first ones that make a quorum.
        by: Option<Vec<String>>,
    },
    /// Somebody looks at a witness that nobody attests to: a feed or a state.
    Observe {
        /// The milestone.
        milestone: String,
        /// The witness.
        witness: String,
        /// Who; without it, anyone.
        by: Option<String>,
    },
    /// A contract that witnesses look at answers something from now on.
    Answer {
        /// The contract, as the plan names it: `@market`.
        contract: String,
        /// What it answers, whatever it is asked.
        json: String,
    },
    /// A contract that witnesses look at runs other code from now on.
    Migrate {
        /// The contract.
        contract: String,
    },
    /// The chain makes no block for some time.
    Halt {
        /// How many days.
        days: u32,
    },
    /// Somebody has time's decision written down.
    Conclude {
        /// The milestone.
        milestone: String,
    },
    /// Beneficiaries claim.
    Claim {
        /// References; without it, every grant that has something to claim.
        grants: Option<Vec<String>>,
        /// Who sends it; without it, each grant's owner.
        by: Option<String>,
    },
    /// Somebody sends the sinks what was forfeited.
    PayDues {},
    /// Somebody raises what a challenger can earn.
    AddBounty {
        /// The milestone.
        milestone: String,
        /// Amount, in whole symbols of the bond denom.
        amount: u64,
        /// Who.
        by: String,
    },
    /// Somebody takes bonds out that came back to him.
    Withdraw {
        /// Who.
        by: String,
    },
    /// A stranger sends the vault tokens, which must change nothing.
    Gift {
        /// Amount, in whole symbols.
        amount: u64,
        /// Who.
        by: String,
    },
    /// Somebody loses his key: nothing is signed with it any more.
    LoseKey {
        /// Who.
        by: String,
    },
    /// A grant is made out of a reserve.
    Assign {
        /// Its reference.
        grant: String,
        /// Controls it.
        owner: String,
        /// Receives what it pays; without it, the owner.
        payee: Option<String>,
        /// Its size, in whole symbols.
        amount: u64,
        /// Its schedule.
        schedule: String,
        /// Whose reserve; without it, the schedule's category.
        category: Option<String>,
        /// Whether anyone may send its claim.
        #[serde(default)]
        anyone_claims: bool,
        /// Who; without it, the reserve's assigner.
        by: Option<String>,
    },
    /// A schedule is copied for those who start later.
    AddCohort {
        /// Name of the copy.
        schedule: String,
        /// The schedule that is copied.
        template: String,
        /// First second of service, a date in the file, Unix seconds here; without it, at once.
        service_start: Option<u64>,
        /// Who; without it, the reserve's assigner.
        by: Option<String>,
    },
    /// Somebody has an expired reserve forfeited.
    LapseReserve {
        /// The category.
        category: String,
    },
    /// A change of a grant is announced.
    Announce {
        /// The grant.
        grant: String,
        /// Its kind.
        change: ChangeKind,
        /// The account it names; a termination names none.
        to: Option<String>,
        /// Why, as the contract writes it.
        reason: String,
        /// Who; without it, whoever may.
        by: Option<String>,
    },
    /// An announced change is cancelled.
    Cancel {
        /// The grant.
        grant: String,
        /// Its kind.
        change: ChangeKind,
        /// Who; without it, who terminates in the category, else the owner.
        by: Option<String>,
    },
    /// An announced change is carried out.
    CarryOut {
        /// The grant.
        grant: String,
        /// Its kind.
        change: ChangeKind,
        /// Who; without it, the new owner if it has one, else anyone.
        by: Option<String>,
    },
    /// An owner names who may recover a grant.
    NameRecovery {
        /// The grant.
        grant: String,
        /// Who may; without it, nobody.
        address: Option<String>,
        /// Who; without it, the owner.
        by: Option<String>,
    },
    /// An owner gives a grant up.
    Renounce {
        /// The grant.
        grant: String,
        /// Who; without it, the owner.
        by: Option<String>,
    },
    /// A payee steps down.
    Decline {
        /// The grant.
        grant: String,
        /// Who; without it, the payee.
        by: Option<String>,
    },
    /// Somebody refuses to be named in grants.
    RefuseGrants {
        /// Who.
        by: String,
        /// Whether to refuse, or to take that back.
        #[serde(default = "yes")]
        refuse: bool,
    },
    /// Something with a stake or a vote.
    #[serde(skip)]
    Motion(Motion),
}

const fn yes() -> bool {
    true
}
