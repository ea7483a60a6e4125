//! How a transaction gets to a node and back: the delivery's view of one.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use cosmrs::rpc::Client as _;
use cosmrs::rpc::endpoint::tx::Response as Found;
use cosmrs::tendermint::Hash;
use cosmrs::tendermint::hash::Algorithm;
use milegate_report::Tx;

use crate::client::{Client, Receipt};
use crate::delivery::{Door, Signed, Signer, Wire, await_block, is_sequence};
use crate::error::ChainError;
use crate::fee::Fee;
use crate::message::Message;
use crate::node::Node;
use crate::query::AccountState;
use crate::reason::reason;
use crate::search;
use crate::tx::{Draft, SignedTx, hash, paid};

impl Node {
    /// Sends a transaction that was signed elsewhere and waits until it is in a block. One that is in a
    /// block already is not sent again: its receipt is the answer.
    pub fn broadcast(&self, signed: &SignedTx, patience: Duration) -> Result<Receipt, ChainError> {
        let clock = Clock::new(self, patience);
        let from = self.height()?;
        let mut signed = signed.signed()?;
        if signed.until == 0 {
            // Without an end it is never void: patience decides.
            signed.until = u64::MAX;
        }
        match clock.hand_in(&signed) {
            Door::Taken | Door::Silent => {}
            // It may be the one that moved the sequence.
            Door::Sequence(reason) => match self.found(&signed.hash)? {
                Some(found) => return receipt(&found),
                None => return Err(ChainError::refused("transaction", reason)),
            },
            Door::Full(reason) | Door::Refused(reason) => {
                return Err(ChainError::refused("transaction", reason));
            }
        }
        clock.wait(&signed, from)
    }

    /// Waits for a transaction by its hash, for as long as patience lasts.
    pub fn wait(&self, hash: &str, patience: Duration) -> Result<Receipt, ChainError> {
        let signed = Signed {
            hash: hash.to_uppercase(),
            bytes: vec![],
            until: u64::MAX,
        };
        Clock::new(self, patience).wait(&signed, 0)
    }

    fn found(&self, hash: &str) -> Result<Option<Found>, ChainError> {
        let by = Hash::from_hex_upper(Algorithm::Sha256, hash)
            .map_err(|error| ChainError::input(format!("hash {hash}"), error))?;
        match self.retried("tx", || self.http().tx(by, false)) {
            Ok(found) => Ok(Some(found)),
            // Not found, or no index.
            Err(ChainError::Refused { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn scanned(&self, own: &str, from: u64, to: u64) -> Result<Option<Found>, ChainError> {
        for height in from.max(1)..=to {
            let at = self.at(height)?;
            let block = self.retried("block", || self.http().block(at))?.block;
            let Some(position) = block.data.iter().position(|tx| hash(tx) == own) else {
                continue;
            };
            let results = self.retried("block_results", || self.http().block_results(at))?;
            let missing = || ChainError::malformed(format!("block {height}"), "no result of a tx");
            let result = results
                .txs_results
                .unwrap_or_default()
                .into_iter()
                .nth(position);
            return Ok(Some(Found {
                hash: Hash::from_hex_upper(Algorithm::Sha256, own)
                    .map_err(|error| ChainError::input("hash", error))?,
                height: at,
                index: u32::try_from(position).unwrap_or(u32::MAX),
                tx_result: result.ok_or_else(missing)?,
                tx: block.data.into_iter().nth(position).unwrap_or_default(),
                proof: None,
            }));
        }
        Ok(None)
    }
}

pub(crate) fn receipt(found: &Found) -> Result<Receipt, ChainError> {
    let hash = found.hash.to_string();
    let height = found.height.value();
    let Tx { events, error, .. } = search::transaction(found, 0)?;
    if let Some(reason) = error {
        return Err(ChainError::Failed {
            hash,
            height,
            reason,
        });
    }
    Ok(Receipt {
        hash,
        height,
        gas_used: u64::try_from(found.tx_result.gas_used).unwrap_or_default(),
        gas_wanted: u64::try_from(found.tx_result.gas_wanted).unwrap_or_default(),
        fee: paid(&found.tx),
        events,
    })
}

/// A node, and how long one waits for it.
struct Clock<'a> {
    node: &'a Node,
    until: Instant,
    pauses: Cell<u32>,
}

impl<'a> Clock<'a> {
    fn new(node: &'a Node, patience: Duration) -> Self {
        let now = Instant::now();
        Clock {
            node,
            until: now.checked_add(patience).unwrap_or(now),
            pauses: Cell::new(0),
        }
    }

    fn wait(&self, signed: &Signed, from: u64) -> Result<Receipt, ChainError> {
        match await_block(self, signed, from)? {
            Some(found) => receipt(&found),
            None => Err(ChainError::NotIncluded {
                hash: signed.hash.clone(),
                until: signed.until,
            }),
        }
    }

    fn hand_in(&self, signed: &Signed) -> Door {
        let request = self.node.http().broadcast_tx_sync(signed.bytes.clone());
        match self.node.once("broadcast_tx_sync", request) {
            Ok(answer) if answer.code.is_ok() => Door::Taken,
            Ok(answer) => door(reason(&answer.log)),
            Err(ChainError::Refused { reason, .. }) => door(reason),
            Err(_) => Door::Silent,
        }
    }
}

/// What a refusal at the door means for the transaction.
fn door(reason: String) -> Door {
    if is_sequence(&reason) {
        Door::Sequence(reason)
    } else if reason.contains("already in mempool") || reason.contains("already exists in cache") {
        Door::Taken
    } else if reason.contains("mempool is full") || reason.contains("account number (0)") {
        // A node that has just started checks signatures as if at genesis, where every account has the
        // number 0, until its next block.
        Door::Full(reason)
    } else if reason.contains("timed out") {
        Door::Silent
    } else {
        Door::Refused(reason)
    }
}

impl Wire for Clock<'_> {
    type Receipt = Found;

    fn height(&self) -> Result<u64, ChainError> {
        self.node.height()
    }

    fn broadcast(&self, signed: &Signed) -> Door {
        self.hand_in(signed)
    }

    fn find(&self, hash: &str) -> Result<Option<Found>, ChainError> {
        self.node.found(hash)
    }

    fn scan(&self, hash: &str, from: u64, to: u64) -> Result<Option<Found>, ChainError> {
        self.node.scanned(hash, from, to)
    }

    fn pause(&self) -> bool {
        let pauses = self.pauses.get().saturating_add(1);
        self.pauses.set(pauses);
        // Local chains answer within a moment; public nodes are not asked more than once a second.
        let pause = if pauses > 10 { 1_000 } else { 150 };
        std::thread::sleep(Duration::from_millis(pause));
        Instant::now() < self.until
    }
}

/// One transaction of a client on its way.
pub(crate) struct Attempt<'a> {
    clock: Clock<'a>,
    client: &'a Client,
    messages: &'a [Message],
    memo: &'a str,
    done: &'a dyn Fn() -> Result<bool, ChainError>,
    told: RefCell<&'a mut dyn FnMut(&Fee)>,
}

impl<'a> Attempt<'a> {
    pub(crate) fn new(
        client: &'a Client,
        messages: &'a [Message],
        memo: &'a str,
        done: &'a dyn Fn() -> Result<bool, ChainError>,
        told: &'a mut dyn FnMut(&Fee),
    ) -> Self {
        Attempt {
            clock: Clock::new(&client.node, client.sending.patience),
            client,
            messages,
            memo,
            done,
            told: RefCell::new(told),
        }
    }
}

impl Wire for Attempt<'_> {
    type Receipt = Found;

    fn height(&self) -> Result<u64, ChainError> {
        self.clock.height()
    }

    fn broadcast(&self, signed: &Signed) -> Door {
        self.clock.hand_in(signed)
    }

    fn find(&self, hash: &str) -> Result<Option<Found>, ChainError> {
        self.clock.find(hash)
    }

    fn scan(&self, hash: &str, from: u64, to: u64) -> Result<Option<Found>, ChainError> {
        self.clock.scan(hash, from, to)
    }

    fn pause(&self) -> bool {
        self.clock.pause()
    }
}

impl Signer for Attempt<'_> {
    fn done(&self) -> Result<bool, ChainError> {
        (self.done)()
    }

    fn account(&self) -> Result<AccountState, ChainError> {
        self.client.node.account(&self.client.address)
    }

    fn sign(&self, account: AccountState, until: u64) -> Result<Signed, ChainError> {
        let draft = Draft {
            messages: self.messages.to_vec(),
            memo: self.memo.to_owned(),
            fee: self
                .client
                .node
                .estimate_as(account, self.messages, &self.client.sending)?,
            until,
        };
        (self.told.borrow_mut())(&draft.fee);
        let chain_id = self.client.node.chain_id();
        draft.sign(&self.client.key, chain_id, account)?.signed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_door_says_is_told_apart() {
        let said = |text: &str| door(text.to_owned());
        let sequence = "account sequence mismatch, expected 8, got 7: incorrect account sequence";
        assert_eq!(said(sequence), Door::Sequence(sequence.into()));
        assert_eq!(said("tx already in mempool"), Door::Taken);
        assert_eq!(said("tx already exists in cache"), Door::Taken);
        assert_eq!(said("timed out waiting for tx"), Door::Silent);
        let full = "mempool is full: number of txs 5000";
        assert_eq!(said(full), Door::Full(full.into()));
        let started =
            "signature verification failed; please verify account number (0) and chain-id (c)";
        assert_eq!(said(started), Door::Full(started.into()));
        assert_eq!(
            said("insufficient fee"),
            Door::Refused("insufficient fee".into())
        );
    }
}
