use cosmwasm_std::{Addr, StdError};
use milegate_api::funds::FundsError;
use milegate_core::milestone::TermsError as FormError;
use milegate_core::payments::{Refusal, TermsError};
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
    /// The terms have bounds.
    #[error(transparent)]
    Terms(#[from] TermsError),
    /// The form of a text or a digest.
    #[error(transparent)]
    Form(#[from] FormError),
    /// A rule of payments.
    #[error(transparent)]
    Refusal(#[from] Refusal),

    /// An account is excluded once.
    #[error("{account} is excluded twice")]
    ExcludedTwice {
        /// The account.
        account: Addr,
    },
    /// What the contract is paid would stay in it.
    #[error("the contract itself cannot be paid")]
    ToContract {},
}
