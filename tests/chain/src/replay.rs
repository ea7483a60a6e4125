//! The log of an embedded chain, played again on a real one.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::{BankMsg, CosmosMsg, WasmMsg, coin};
use milegate_chain::{ChainError, Client, Message, Receipt};
use serde_json::Value;

use crate::{Localnet, Names, Record};

/// How many claims of different people are on their way at once.
const AT_ONCE: usize = 8;

/// What a message cost on both chains, each time it was sent.
#[derive(Clone, Debug, Default)]
pub struct Costs {
    /// Gas on the embedded chain.
    pub predicted: Vec<u64>,
    /// Gas on the real one.
    pub measured: Vec<u64>,
}

/// A log on its way to a real chain.
pub struct Replay<'a> {
    net: &'a Localnet,
    names: &'a Names,
    /// Accounts of the localnet, by their address.
    accounts: BTreeMap<String, String>,
    /// Code names of contracts, by their address on the embedded chain.
    contracts: BTreeMap<String, String>,
    clients: BTreeMap<String, Client>,
    /// The first transaction's height, here and there.
    first: Option<(u64, u64)>,
    /// Who was ever paid on the embedded chain.
    paid: BTreeSet<String>,
    /// What messages cost so far, by code, message and the events that came of it.
    pub costs: BTreeMap<String, Costs>,
}

impl<'a> Replay<'a> {
    /// A replay to a chain where the contracts of `names` exist already.
    pub fn new(
        net: &'a Localnet,
        names: &'a Names,
        people: impl IntoIterator<Item = impl Into<String>>,
        contracts: BTreeMap<String, String>,
    ) -> Self {
        let people = people.into_iter().map(Into::into);
        Replay {
            accounts: people
                .map(|name: String| (net.address(&name).to_owned(), name))
                .collect(),
            clients: BTreeMap::new(),
            costs: BTreeMap::new(),
            paid: BTreeSet::new(),
            first: None,
            contracts,
            names,
            net,
        }
    }

    /// Plays transactions in order, each at its time, and wants of each what the embedded chain said:
    /// the same events, or the same refusal.
    pub fn play(&mut self, log: &[Record]) {
        let mut rest = log;
        while let Some(first) = rest.first() {
            let together = rest.iter().take(AT_ONCE).take_while(|next| {
                next.height == first.height && is_claim(next) && next.error.is_none()
            });
            let count = distinct(together).max(1);
            let (now, later) = rest.split_at(count);
            self.at_once(now);
            rest = later;
        }
    }

    fn at_once(&mut self, records: &[Record]) {
        let first = &records[0];
        records
            .iter()
            .for_each(|record| self.connect(&record.sender));
        let block = self.net.until(first.time.seconds());
        let (here, there) = *self.first.get_or_insert((first.height, block.height));
        let due = there + (first.height - here);
        let results: Vec<Result<Receipt, String>> = std::thread::scope(|scope| {
            let running: Vec<_> = records
                .iter()
                .map(|record| {
                    let client = &self.clients[&record.sender];
                    let (names, net) = (self.names, self.net);
                    scope.spawn(move || {
                        send(net, client, &messages(record, names), record, names, due)
                    })
                })
                .collect();
            running
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        self.compare(records, results);
    }

    fn connect(&mut self, sender: &str) {
        if !self.clients.contains_key(sender) {
            let address = self.names.text(sender);
            let account = self.accounts.get(&address);
            let account = account.unwrap_or_else(|| panic!("nobody has the key of {sender}"));
            let client = self.net.client(account);
            // An account's first transaction stores its key: no message is to be charged for that.
            let first = Message::Send {
                from: client.address().to_owned(),
                to: client.address().to_owned(),
                amount: vec![coin(1, self.net.fee_denom())],
            };
            client.send(&[first], "").unwrap();
            self.clients.insert(sender.to_owned(), client);
        }
    }

    /// What is sent at once may come in another order: all together must have done the same.
    fn compare(&mut self, records: &[Record], results: Vec<Result<Receipt, String>>) {
        let (mut here, mut there) = (Vec::new(), Vec::new());
        for (record, result) in records.iter().zip(results) {
            let what = record.messages.iter().map(|message| self.name(message));
            let what = what.collect::<Vec<_>>().join(" and ");
            match (&record.error, result) {
                (None, Ok(receipt)) => {
                    let predicted = record.events.iter().map(|event| event.ty.as_str());
                    let measured = receipt.events.iter().map(|event| event.ty.as_str());
                    here.push((did(&what, predicted), record.gas_used));
                    there.push((did(&what, measured), receipt.gas_used));
                }
                (Some(expected), Err(said)) => {
                    let expected = self.names.text(expected);
                    assert!(
                        same(&expected, &said),
                        "{what}: refused with {said}\nexpected {expected}"
                    );
                }
                (None, Err(said)) => panic!("{what} by {}: refused with {said}", record.sender),
                (Some(expected), Ok(_)) => panic!("{what} went through; expected: {expected}"),
            }
        }
        here.sort();
        there.sort();
        // The embedded chain makes an account for whoever is paid first; there people have one.
        let newly = records
            .iter()
            .flat_map(|record| &record.events)
            .filter(|event| event.ty == "coin_received");
        let newly = newly
            .flat_map(|event| &event.attributes)
            .filter(|a| a.key == "receiver");
        let newly = newly
            .filter(|receiver| self.names.know(&receiver.value))
            .filter(|receiver| self.paid.insert(receiver.value.clone()))
            .count();
        for ((here, predicted), (there, measured)) in here.into_iter().zip(there) {
            assert_eq!(here, there, "what became of it here and there");
            if newly > 0 {
                continue;
            }
            let costs = self.costs.entry(here).or_default();
            costs.predicted.push(predicted);
            costs.measured.push(measured);
        }
    }

    fn name(&self, message: &CosmosMsg) -> String {
        let CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr, msg, ..
        }) = message
        else {
            return "bank send".to_owned();
        };
        let msg: Value = serde_json::from_slice(msg).unwrap();
        let variant = msg
            .as_object()
            .and_then(|fields| fields.keys().next())
            .unwrap();
        let contract = self
            .contracts
            .get(contract_addr)
            .map_or("?", String::as_str);
        format!("{contract} {variant}")
    }
}

/// Sends a transaction, again with every few blocks while it fares otherwise than on the embedded
/// chain and fewer blocks have passed than there: windows are in blocks too.
fn send(
    net: &Localnet,
    client: &Client,
    messages: &[Message],
    record: &Record,
    names: &Names,
    due: u64,
) -> Result<Receipt, String> {
    loop {
        let result = match client.send(messages, "") {
            Ok(receipt) => Ok(receipt),
            Err(ChainError::Refused { reason, .. } | ChainError::Failed { reason, .. }) => {
                Err(reason)
            }
            Err(other) => panic!("{other}"),
        };
        let as_expected = match (&record.error, &result) {
            (None, Ok(_)) | (Some(_), Ok(_)) => true,
            (Some(expected), Err(said)) => same(&names.text(expected), said),
            (None, Err(_)) => false,
        };
        let height = net.node().height().unwrap();
        if as_expected || height >= due {
            return result;
        }
        net.until_height((height + 25).min(due));
    }
}

fn messages(record: &Record, names: &Names) -> Vec<Message> {
    let sender = names.text(&record.sender);
    let messages = record.messages.iter().map(|message| match message {
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        }) => Message::Execute {
            sender: sender.clone(),
            contract: names.text(contract_addr),
            msg: names.json(&serde_json::from_slice(msg).unwrap()),
            funds: funds.clone(),
        },
        CosmosMsg::Bank(BankMsg::Send { to_address, amount }) => Message::Send {
            from: sender.clone(),
            to: names.text(to_address),
            amount: amount.clone(),
        },
        other => panic!("cannot send {other:?}"),
    });
    messages.collect()
}

fn is_claim(record: &Record) -> bool {
    matches!(record.messages.as_slice(), [CosmosMsg::Wasm(WasmMsg::Execute { msg, .. })]
        if msg.starts_with(b"{\"claim\""))
}

/// How many records come before a sender's second.
fn distinct<'r>(records: impl Iterator<Item = &'r Record>) -> usize {
    let mut senders = Vec::new();
    for record in records {
        if senders.contains(&&record.sender) {
            break;
        }
        senders.push(&record.sender);
    }
    senders.len()
}

/// A message, and the contracts' events that came of it, each kind once. A sitting that is stale is
/// dropped by whatever comes next, but only after blocks that are not waited for here.
fn did<'e>(what: &str, events: impl Iterator<Item = &'e str>) -> String {
    let own = events.filter_map(|event| event.strip_prefix("wasm-"));
    let own: BTreeSet<&str> = own
        .filter(|event| *event != "milestones_sitting_dropped")
        .collect();
    let own = own.into_iter().collect::<Vec<_>>().join(", ");
    format!("{what}: {own}")
}

/// Whether two refusals are the same but for heights and times.
fn same(expected: &str, said: &str) -> bool {
    let words = |text: &str| {
        text.chars()
            .filter(|c| !c.is_ascii_digit())
            .collect::<String>()
    };
    words(said).contains(&words(expected)) || words(expected).contains(&words(said))
}
