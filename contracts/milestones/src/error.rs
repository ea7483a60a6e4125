use cosmwasm_std::{Addr, HexBinary, StdError, Uint64};
use milegate_api::funds::FundsError;
use milegate_core::milestone::{Refusal, TermsError};
use milegate_core::oracle::Window;
use thiserror::Error;

/// Why a message is refused.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage, a query or a malformed address.
    #[error(transparent)]
    Std(#[from] StdError),
    /// What was sent along.
    #[error(transparent)]
    Funds(#[from] FundsError),
    /// A rule of the milestone's life.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The form of evidence, of a name or of a list.
    #[error(transparent)]
    Form(#[from] TermsError),
    /// The terms of a milestone.
    #[error("milestone `{milestone}`: {error}")]
    Terms {
        /// The milestone.
        milestone: String,
        /// What is wrong.
        error: TermsError,
    },

    /// A list has a length it cannot have.
    #[error("{count} {what}, not {least} to {most}")]
    Count {
        /// Of what.
        what: &'static str,
        /// How many.
        count: usize,
        /// The fewest.
        least: usize,
        /// The most.
        most: usize,
    },
    /// Who judges must not be paid by the outcome.
    #[error("the bond sink {sink} is the court of milestone `{milestone}`")]
    SinkIsCourt {
        /// The sink.
        sink: Addr,
        /// The milestone.
        milestone: String,
    },
    /// Dues sent to the contract itself would never leave it.
    #[error("the bond sink is the contract itself")]
    SinkIsSelf {},
    /// A threshold that cannot be met.
    #[error("committee `{witness}` needs weight {threshold} of a total of {total}")]
    ThresholdAboveTotal {
        /// The leaf.
        witness: String,
        /// What it needs.
        threshold: Uint64,
        /// What its group has.
        total: Uint64,
    },
    /// One person is no committee.
    #[error("committee `{witness}` has {members} members with weight, fewer than 2")]
    TooFewMembers {
        /// The leaf.
        witness: String,
        /// How many.
        members: usize,
    },
    /// A group that somebody else can change.
    #[error("the group {group} of committee `{witness}` has admin {admin}, who is not governance")]
    GroupAdmin {
        /// The leaf.
        witness: String,
        /// The group.
        group: Addr,
        /// Its cw4 or contract admin.
        admin: String,
    },

    /// A state leaf names the code that must answer.
    #[error("state `{witness}`: {contract} runs code {code_id} with checksum {checksum}")]
    OtherCode {
        /// The leaf.
        witness: String,
        /// The contract.
        contract: Addr,
        /// The code it runs.
        code_id: u64,
        /// That code's SHA-256.
        checksum: HexBinary,
    },

    /// An oracle that somebody else can change.
    #[error("the oracle {oracle} of feed `{witness}` has admin {admin}, who is not governance")]
    OracleAdmin {
        /// The leaf.
        witness: String,
        /// The oracle.
        oracle: Addr,
        /// Its contract admin.
        admin: String,
    },
    /// A feed leaf names what the oracle registered.
    #[error(
        "feed `{witness}`: {oracle} registered {} periods, least {}, longest gap {}",
        window.periods,
        window.least.map_or("none".to_string(), |least| least.to_string()),
        window.max_gap
    )]
    OtherWindow {
        /// The leaf.
        witness: String,
        /// The oracle.
        oracle: Addr,
        /// What it registered at that place.
        window: Window,
    },

    /// No such milestone.
    #[error("no milestone is called `{milestone}`")]
    UnknownMilestone {
        /// The name.
        milestone: String,
    },
    /// The leaf is somebody else's.
    #[error("witness `{witness}` is {authority}, not {sender}")]
    NotAuthority {
        /// The leaf.
        witness: String,
        /// Its address.
        authority: Addr,
        /// Who sent the message.
        sender: Addr,
    },
    /// Who is paid by a milestone does not attest to it.
    #[error("{attestor} is interested in milestone `{milestone}` through vault {vault}")]
    Interested {
        /// Who.
        attestor: Addr,
        /// The milestone.
        milestone: String,
        /// The vault he holds a grant of.
        vault: Addr,
    },
    /// Only the interested are recused.
    #[error("{attestor} is not interested in milestone `{milestone}`")]
    NotInterested {
        /// Who.
        attestor: Addr,
        /// The milestone.
        milestone: String,
    },
    /// Only the court settles.
    #[error("the court is {court}, not {sender}")]
    NotCourt {
        /// The court.
        court: Addr,
        /// Who sent the message.
        sender: Addr,
    },
    /// Nothing to withdraw.
    #[error("{address} has no credit")]
    NoCredit {
        /// Who.
        address: Addr,
    },
    /// Nothing to pay.
    #[error("there are no dues")]
    NoDues {},
}
