use cosmwasm_std::Uint128;

use crate::common::typed_events;

typed_events! {
    /// What a governance announces: one event per change. Every tally can be rebuilt from these.
    ///
    /// On the chain each is `wasm-governance_<name>`.
    pub enum Event: "governance" {
        /// The contract exists.
        Created = "created" {
            /// Name of the plan it comes from.
            plan: String,
            /// Its SHA-256, hex.
            plan_digest: String,
            /// The cw4 contract whose members vote.
            source: String,
            /// Base units that weigh 1; 0 if power does not come from a token.
            tokens_per_weight: Uint128,
            /// Who may cancel, or `none`.
            guardian: String,
            /// Until when, Unix seconds.
            guardian_expires: u64,
        },
        /// A proposal is open.
        Opened = "opened" {
            /// Its number.
            proposal: u64,
            /// Its class.
            class: String,
            /// Who opened it.
            proposer: String,
            /// What it is about.
            title: String,
            /// SHA-256 of messages or question, hex; empty for a dispute.
            hash: String,
            /// Milestones it names, as `contract/name`, separated by commas.
            milestones: String,
            /// The round of a dispute, else 0.
            round: u32,
            /// Who is recused: `nobody`, `milestones` or `grants`.
            recusal: String,
            /// All power.
            total: u64,
            /// The least total with which it can pass.
            least_total: u64,
            /// First instant after the voting, Unix seconds.
            voting_ends: u64,
            /// First instant at which it may be executed, Unix seconds.
            executable: u64,
            /// First instant at which it no longer may, Unix seconds.
            expires: u64,
            /// What it cost, in the deposit's denom.
            deposit: Uint128,
        },
        /// Somebody voted.
        Voted = "voted" {
            /// The proposal.
            proposal: u64,
            /// Who.
            voter: String,
            /// What he weighs.
            power: u64,
            /// `yes`, `no`, `abstain`, `veto`, or `option` and a number.
            choice: String,
        },
        /// Somebody was shown to be interested.
        Proven = "proven" {
            /// The proposal.
            proposal: u64,
            /// Who.
            voter: String,
            /// Who showed it.
            sender: String,
            /// What it did: `recused`, `struck` or `nothing`.
            effect: String,
            /// His power.
            power: u64,
            /// The ballot that no longer counts, or `none`.
            ballot: String,
        },
        /// Somebody who was proven is no longer interested.
        Readmitted = "readmitted" {
            /// The proposal.
            proposal: u64,
            /// Who.
            voter: String,
            /// His power.
            power: u64,
            /// The ballot that counts again, or `none`.
            ballot: String,
        },
        /// A proposal was executed.
        Executed = "executed" {
            /// Which.
            proposal: u64,
            /// Who did it.
            sender: String,
            /// What was run: `messages`, `stands` or `false`.
            task: String,
        },
        /// The guardian stopped a proposal.
        Cancelled = "cancelled" {
            /// Which.
            proposal: u64,
        },
        /// A proposal is no longer in suspense.
        Closed = "closed" {
            /// Which.
            proposal: u64,
            /// Who opened it.
            proposer: String,
            /// How it stands.
            status: String,
            /// Its deposit.
            deposit: Uint128,
            /// What of it went back.
            returned: Uint128,
        },
        /// An address takes payments.
        PaymentsAccepted = "payments_accepted" {
            /// Which.
            payee: String,
        },
        /// The rules were replaced.
        RulesSet = "rules_set" {
            /// Their revision.
            revision: u32,
        },
        /// The guardian was changed.
        GuardianSet = "guardian_set" {
            /// Who may cancel, or `none`.
            guardian: String,
            /// Until when, Unix seconds.
            expires: u64,
        },
        /// Milestones of later vaults are known.
        SuiteAdded = "suite_added" {
            /// Their contract.
            milestones: String,
            /// Their vaults, separated by commas.
            vaults: String,
        },
    }
}
