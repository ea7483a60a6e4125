use milegate_report::ViewError;

/// Why a node, a key or a transaction did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
    /// The node does not answer.
    #[error("{url} does not answer ({what}): {reason}")]
    Unreachable {
        /// The node.
        url: String,
        /// What it was asked for.
        what: String,
        /// What went wrong.
        reason: String,
    },
    /// The node, or the contract behind it, says no.
    #[error("{what}: {reason}")]
    Refused {
        /// What was asked.
        what: String,
        /// Its own words.
        reason: String,
    },
    /// An answer that does not have the form it should.
    #[error("{what}: the answer does not have the expected form: {reason}")]
    Malformed {
        /// What was asked.
        what: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The account has never received anything, so it cannot pay a fee.
    #[error("{address} does not exist on {chain_id}: send it what its fees cost first")]
    NoAccount {
        /// The account.
        address: String,
        /// The chain.
        chain_id: String,
    },
    /// A transaction was included and failed; its fee is spent and nothing else has changed.
    #[error("{reason} (transaction {hash}, block {height})")]
    Failed {
        /// Its hash.
        hash: String,
        /// Its block.
        height: u64,
        /// The contract's or the module's own words.
        reason: String,
    },
    /// A transaction that no block up to its timeout height holds, so none ever will.
    #[error(
        "transaction {hash} was in no block up to {until} and can be in none any more: try again"
    )]
    NotIncluded {
        /// Its hash.
        hash: String,
        /// Its timeout height.
        until: u64,
    },
    /// Nobody can say yet whether a transaction will be included: the chain does not move, or the
    /// node does not answer.
    #[error(
        "nobody can say yet whether transaction {hash} is included: it is void after block {until}. \
         Ask again with `milegate tx wait {hash}` before anything is sent again"
    )]
    Unknown {
        /// Its hash.
        hash: String,
        /// Its timeout height.
        until: u64,
    },
    /// Other transactions of the account came in between, or the node took none, again and again.
    #[error("the transaction did not get in, and nothing of it is left: {reason}")]
    Busy {
        /// What the node says.
        reason: String,
    },
    /// A message that another account sends.
    #[error("{sender} sends this, and the key is that of {own}")]
    OtherSender {
        /// Who sends it.
        sender: String,
        /// Whose key it is.
        own: String,
    },
    /// A price, an amount or a message that cannot be read.
    #[error("{what}: {reason}")]
    Input {
        /// What was given.
        what: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A key cannot be read, opened or used.
    #[error("key {key}: {reason}")]
    Key {
        /// Where it is.
        key: String,
        /// Why, and what to do.
        reason: String,
    },
}

impl ChainError {
    pub(crate) fn refused(what: impl Into<String>, reason: impl Into<String>) -> Self {
        ChainError::Refused {
            what: what.into(),
            reason: reason.into(),
        }
    }

    pub(crate) fn malformed(what: impl Into<String>, reason: impl ToString) -> Self {
        ChainError::Malformed {
            what: what.into(),
            reason: reason.to_string(),
        }
    }

    pub(crate) fn input(what: impl Into<String>, reason: impl ToString) -> Self {
        ChainError::Input {
            what: what.into(),
            reason: reason.to_string(),
        }
    }

    pub(crate) fn key(key: impl ToString, reason: impl ToString) -> Self {
        ChainError::Key {
            key: key.to_string(),
            reason: reason.to_string(),
        }
    }
}

impl From<ChainError> for ViewError {
    fn from(error: ChainError) -> Self {
        match error {
            ChainError::Malformed { what, reason } => ViewError::Malformed { what, reason },
            ChainError::Refused { what, reason } => ViewError::Refused { what, reason },
            ChainError::Unreachable { url, what, reason } => {
                ViewError::away(format!("{url}, {what}"), reason)
            }
            other => ViewError::refused("the node", other),
        }
    }
}
