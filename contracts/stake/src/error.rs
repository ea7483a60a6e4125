use cosmwasm_std::{Addr, StdError, Uint128};
use milegate_api::funds::FundsError;
use milegate_core::milestone::TermsError;
use milegate_core::stake::StakeError;
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
    /// A rule of stakes.
    #[error(transparent)]
    Stake(#[from] StakeError),
    /// The form of a name or a digest.
    #[error(transparent)]
    Form(#[from] TermsError),

    /// A token moves its tokens itself.
    #[error("the token {token} is staked, which is bonded by its `send`")]
    BondedBySend {
        /// The token.
        token: Addr,
    },
    /// A stake takes the reports of its own token only.
    #[error("{denom} is staked, {sender} reports another token")]
    OtherToken {
        /// What is staked.
        denom: String,
        /// Who sent the message.
        sender: Addr,
    },
    /// The token says that less has arrived than it was told to move.
    #[error(
        "{tokens} tokens were sent and {owed} are owed, the stake holds {held}: {token} keeps some back"
    )]
    TokensShort {
        /// The token.
        token: Addr,
        /// What was sent.
        tokens: Uint128,
        /// What the contract owed before.
        owed: Uint128,
        /// What the contract holds.
        held: Uint128,
    },
}
