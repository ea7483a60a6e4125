//! A transaction is sent once: what was sent is waited for until it is in a block or can be in none.
//!
//! A chain takes a transaction at most once, by its account's sequence. What could make two of one
//! is signing again under a later sequence, so nothing is signed again before the earlier
//! transaction is surely out: refused at the door, or past its timeout height in no block.

use crate::error::ChainError;
use crate::query::AccountState;

/// How often a transaction is signed again after another one of the account came in between.
const TRIES: u32 = 5;

/// What the node says at its door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    /// It took the transaction, or has it already.
    Taken,
    /// It did not, because of the sequence.
    Sequence(String),
    /// It did not: not now.
    Full(String),
    /// It did not.
    Refused(String),
    /// It did not answer, so it may have taken it.
    Silent,
}

/// A signed transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Signed {
    /// Its hash, upper-case hex.
    pub hash: String,
    /// What is sent.
    pub bytes: Vec<u8>,
    /// The last block that may hold it.
    pub until: u64,
}

/// What delivery needs of a chain.
pub(crate) trait Wire {
    /// What is known of an included transaction.
    type Receipt;

    fn height(&self) -> Result<u64, ChainError>;
    fn broadcast(&self, signed: &Signed) -> Door;
    /// By the node's index, which lags and may be off.
    fn find(&self, hash: &str) -> Result<Option<Self::Receipt>, ChainError>;
    /// By the blocks themselves, both ends included.
    fn scan(&self, hash: &str, from: u64, to: u64) -> Result<Option<Self::Receipt>, ChainError>;
    /// Waits a moment; false when patience is over.
    fn pause(&self) -> bool;
}

/// What delivery needs of whoever signs.
pub(crate) trait Signer: Wire {
    /// Whether what the transaction does is there, so that it is not needed.
    fn done(&self) -> Result<bool, ChainError>;
    fn account(&self) -> Result<AccountState, ChainError>;
    /// Signs for the account as it stands, to be void after `until`.
    fn sign(&self, account: AccountState, until: u64) -> Result<Signed, ChainError>;
}

/// Sends one transaction: signs, hands it in, waits until it is in a block; again only where nothing
/// that was sent can still be included. `blocks` is how many it may wait in. None if it was done
/// before anything was sent.
pub(crate) fn deliver<S: Signer>(
    signer: &S,
    blocks: u64,
) -> Result<Option<S::Receipt>, ChainError> {
    let mut out = String::new();
    for _ in 0..TRIES {
        // The account first: whatever of it is included after this read, an earlier run's transaction
        // say, takes the sequence that is signed for. Read after `done`, it could come between the two
        // and be done twice.
        let account = signer.account();
        if signer.done()? {
            return Ok(None);
        }
        let from = signer.height()?;
        let until = from.saturating_add(blocks);
        let signed = account.and_then(|account| signer.sign(account, until));
        let signed = match signed {
            Err(ChainError::Refused { reason, .. }) if is_sequence(&reason) => {
                out = reason;
                await_next(signer, from)?;
                continue;
            }
            signed => signed?,
        };
        match signer.broadcast(&signed) {
            Door::Taken | Door::Silent => match await_block(signer, &signed, from)? {
                Some(receipt) => return Ok(Some(receipt)),
                None => out = format!("{} was in no block up to {until}", signed.hash),
            },
            Door::Sequence(reason) | Door::Full(reason) => {
                out = reason;
                await_next(signer, from)?;
            }
            Door::Refused(reason) => return Err(ChainError::refused("transaction", reason)),
        }
    }
    Err(ChainError::Busy { reason: out })
}

/// Waits for the next block: what came in between is in it, and the account's sequence past it.
fn await_next<W: Wire>(wire: &W, from: u64) -> Result<(), ChainError> {
    while wire.height()? <= from {
        if !wire.pause() {
            break;
        }
    }
    Ok(())
}

/// Waits until a transaction is in a block, or past its timeout height in none.
pub(crate) fn await_block<W: Wire>(
    wire: &W,
    signed: &Signed,
    from: u64,
) -> Result<Option<W::Receipt>, ChainError> {
    loop {
        if let Some(Some(receipt)) = answered(wire.find(&signed.hash))? {
            return Ok(Some(receipt));
        }
        let height = answered(wire.height())?;
        if height.is_some_and(|height| height > signed.until)
            && let Some(answer) = answered(wire.scan(&signed.hash, from, signed.until))?
        {
            return Ok(answer);
        }
        if !wire.pause() {
            return Err(ChainError::Unknown {
                hash: signed.hash.clone(),
                until: signed.until,
            });
        }
    }
}

/// None if the node did not answer.
fn answered<T>(answer: Result<T, ChainError>) -> Result<Option<T>, ChainError> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(ChainError::Unreachable { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a refusal is about the sequence of the account.
pub(crate) fn is_sequence(reason: &str) -> bool {
    reason.contains("account sequence mismatch") || reason.contains("incorrect account sequence")
}

#[cfg(test)]
mod tests;
