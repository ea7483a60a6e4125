//! Why a milestone cannot be replayed.

use milegate_report::ViewError;

/// Why a milestone cannot be replayed.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// The chain.
    #[error(transparent)]
    View(#[from] ViewError),
    /// No such milestone.
    #[error("{contract} has no milestone {milestone}")]
    Unknown {
        /// The contract.
        contract: String,
        /// The milestone.
        milestone: String,
    },
    /// The log begins after the milestone's.
    #[error(
        "the node's log does not reach back to the birth of {contract}: ask a node that keeps all transactions"
    )]
    Pruned {
        /// The contract.
        contract: String,
    },
}
