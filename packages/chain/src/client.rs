//! A node and a key: estimates, signs, sends once, waits.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use cosmrs::rpc::Client as _;
use cosmrs::rpc::endpoint::tx::Response as Found;
use cosmrs::tendermint::Hash;
use cosmrs::tendermint::hash::Algorithm;
use milegate_report::{Event, Tx};
use serde::Serialize;

use crate::delivery::{Door, Signed, Signer, Wire, await_block, deliver, is_sequence};
use crate::error::ChainError;
use crate::fee::{Fee, GasPrice, with_margin};
use crate::key::Key;
use crate::message::Message;
use crate::node::Node;
use crate::query::AccountState;
use crate::reason::reason;
use crate::search;
use crate::tx::{Draft, SignedTx, hash};

/// How a client sends.
#[derive(Clone, Debug)]
pub struct Sending {
    /// What gas costs.
    pub price: GasPrice,
    /// Gas given, in percent of what a simulation used.
    pub margin: u64,
    /// Blocks that a transaction may wait in before it is void.
    pub blocks: u64,
    /// How long the chain may stand still before a person is told.
    pub patience: Duration,
}

impl Sending {
    /// 40 % more gas than simulated, void after 30 blocks, ten minutes of patience.
    pub fn at(price: GasPrice) -> Self {
        Sending {
            price,
            margin: 140,
            blocks: 30,
            patience: Duration::from_secs(600),
        }
    }

    /// At a price; none for the first that the node itself asks for.
    pub fn on(node: &Node, price: Option<GasPrice>) -> Result<Self, ChainError> {
        let price = match price {
            Some(price) => price,
            None => asked_price(node)?,
        };
        Ok(Sending::at(price))
    }
}

/// A node and the key that signs there.
#[derive(Debug)]
pub struct Client {
    node: Node,
    key: Key,
    address: String,
    sending: Sending,
}

/// A transaction in a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Its hash.
    pub hash: String,
    /// Its block.
    pub height: u64,
    /// Gas it used.
    pub gas_used: u64,
    /// Gas it was given, which is what was paid for.
    pub gas_wanted: u64,
    /// Its events.
    #[serde(skip)]
    pub events: Vec<Event>,
}

impl Receipt {
    /// The first value of an attribute in events of a kind.
    pub fn attribute(&self, kind: &str, key: &str) -> Option<&str> {
        let mut own = self.events.iter().filter(|event| event.ty == kind);
        own.find_map(|event| event.get(key))
    }
}

impl Client {
    /// A client; `price` none for what the node itself asks for.
    pub fn new(node: Node, key: Key, price: Option<GasPrice>) -> Result<Self, ChainError> {
        Ok(Client {
            address: key.address(&node.prefix()?)?,
            sending: Sending::on(&node, price)?,
            node,
            key,
        })
    }

    /// Sends as told instead of by default.
    pub fn sending(mut self, change: impl FnOnce(&mut Sending)) -> Self {
        change(&mut self.sending);
        self
    }

    /// The node.
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// Who signs.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// How it sends.
    pub fn how(&self) -> &Sending {
        &self.sending
    }

    /// Gas and fee that a transaction needs; refused, with the contract's reason, if it would fail.
    pub fn estimate(&self, messages: &[Message]) -> Result<Fee, ChainError> {
        self.node.estimate(&self.address, messages, &self.sending)
    }

    /// Sends messages as one transaction and waits until it is in a block. It is sent once: see
    /// [`ChainError::Unknown`] for when nobody can say.
    pub fn send(&self, messages: &[Message], memo: &str) -> Result<Receipt, ChainError> {
        let sent = self.send_unless(messages, memo, &|| Ok(false), &mut |_| {})?;
        sent.ok_or_else(|| ChainError::input("transaction", "it was not needed"))
    }

    /// As [`Client::send`], but asks `done` each time before it signs: none if what the messages do
    /// is there already, for instance by an earlier run that was cut off. `told` hears each fee.
    pub fn send_unless(
        &self,
        messages: &[Message],
        memo: &str,
        done: &dyn Fn() -> Result<bool, ChainError>,
        told: &mut dyn FnMut(&Fee),
    ) -> Result<Option<Receipt>, ChainError> {
        let attempt = Attempt {
            clock: Clock::of(self),
            client: self,
            messages,
            memo,
            done,
            told: RefCell::new(told),
        };
        let found = deliver(&attempt, self.sending.blocks)?;
        found.as_ref().map(receipt).transpose()
    }
}

impl Node {
    /// Gas and fee that a transaction of `from` needs; refused, with the contract's reason, if it
    /// would fail. No key is needed.
    pub fn estimate(
        &self,
        from: &str,
        messages: &[Message],
        sending: &Sending,
    ) -> Result<Fee, ChainError> {
        self.estimate_as(self.account(from)?, messages, sending)
    }

    fn estimate_as(
        &self,
        account: AccountState,
        messages: &[Message],
        sending: &Sending,
    ) -> Result<Fee, ChainError> {
        let draft = Draft {
            messages: messages.to_vec(),
            memo: String::new(),
            fee: sending.price.fee(0),
            until: 0,
        };
        let used = self.simulate(draft.unsigned(account.sequence)?);
        let used = used.map_err(|error| match error {
            ChainError::Refused { reason, .. } => {
                ChainError::refused("refused, and nothing was sent", reason)
            }
            other => other,
        })?;
        Ok(sending.price.fee(with_margin(used, sending.margin)))
    }

    /// Sends a transaction that was signed elsewhere and waits until it is in a block.
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
            Door::Sequence(reason) | Door::Full(reason) | Door::Refused(reason) => {
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

fn receipt(found: &Found) -> Result<Receipt, ChainError> {
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
        events,
    })
}

/// What the node asks for: the first of its prices.
fn asked_price(node: &Node) -> Result<GasPrice, ChainError> {
    let prices = node.gas_prices()?;
    match prices.split(',').next().map(str::trim) {
        Some(first) if !first.is_empty() => first.parse(),
        _ => Err(ChainError::input(
            "gas price",
            format!("{} asks for none: say --gas-price 0.025DENOM", node.url()),
        )),
    }
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

    fn of(client: &'a Client) -> Self {
        Clock::new(&client.node, client.sending.patience)
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
    } else if reason.contains("mempool is full") {
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
struct Attempt<'a> {
    clock: Clock<'a>,
    client: &'a Client,
    messages: &'a [Message],
    memo: &'a str,
    done: &'a dyn Fn() -> Result<bool, ChainError>,
    told: RefCell<&'a mut dyn FnMut(&Fee)>,
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
        assert_eq!(
            said("insufficient fee"),
            Door::Refused("insufficient fee".into())
        );
    }
}
