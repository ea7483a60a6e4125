//! A node and a key: estimates, signs, sends once, waits.

use std::time::Duration;

use cosmwasm_std::Coin;
use milegate_report::Event;
use serde::Serialize;

use crate::delivery::deliver;
use crate::error::ChainError;
use crate::fee::{Fee, GasPrice, with_margin};
use crate::key::Key;
use crate::message::Message;
use crate::node::Node;
use crate::query::AccountState;
use crate::tx::Draft;
use crate::wire::{Attempt, receipt};

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
    pub(crate) node: Node,
    pub(crate) key: Key,
    pub(crate) address: String,
    pub(crate) sending: Sending,
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
    /// What was paid; none where gas is free.
    pub fee: Option<Coin>,
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
        self.send_told(messages, memo, &mut |_| {})
    }

    /// As [`Client::send`]; `told` hears what each signed transaction may cost, before it is sent.
    pub fn send_told(
        &self,
        messages: &[Message],
        memo: &str,
        told: &mut dyn FnMut(&Fee),
    ) -> Result<Receipt, ChainError> {
        let sent = self.send_unless(messages, memo, &|| Ok(false), told)?;
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
        let attempt = Attempt::new(self, messages, memo, done, told);
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

    pub(crate) fn estimate_as(
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
