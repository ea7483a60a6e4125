//! The log of an embedded chain, played again on a real one.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::{BankMsg, CosmosMsg, WasmMsg};
use milegate_chain::{ChainError, Client, Message, Receipt};

use crate::costs::did;
use crate::{Bill, Localnet, Names, Record, Words};

/// How many claims of different people are on their way at once.
const AT_ONCE: usize = 8;

/// A log on its way to a real chain.
pub struct Replay<'a> {
    net: &'a Localnet,
    names: &'a Names,
    words: Words,
    /// Code ids there, by those of the embedded chain.
    codes: BTreeMap<u64, u64>,
    clients: BTreeMap<String, Client>,
    /// How far blocks there were ahead of those here after any transaction, at most: between two
    /// transactions need not pass more than passed here.
    ahead: i128,
    /// Who was ever paid on the embedded chain.
    paid: BTreeSet<String>,
    /// The last block of the embedded chain, and what was sent in it.
    block: (u64, BTreeSet<String>),
    /// An instant at which so many blocks pass first.
    rest: Option<(u64, u64)>,
    /// What messages cost so far.
    pub bill: Bill,
}

impl<'a> Replay<'a> {
    /// A replay to a chain where the contracts of `names` exist, or will at these addresses.
    pub fn new(
        net: &'a Localnet,
        names: &'a Names,
        words: Words,
        codes: BTreeMap<u64, u64>,
    ) -> Self {
        Replay {
            clients: BTreeMap::new(),
            bill: Bill::default(),
            rest: None,
            paid: BTreeSet::new(),
            block: (0, BTreeSet::new()),
            ahead: i128::MIN,
            words,
            codes,
            names,
            net,
        }
    }

    /// Lets blocks pass at an instant, Unix seconds: where a message does something else, and is not
    /// refused, before a span is over in blocks too.
    pub fn resting(mut self, at: u64, blocks: u64) -> Self {
        self.rest = Some((at, blocks));
        self
    }

    /// Plays transactions in order, each at its time, and wants of each what the embedded chain said:
    /// the same events, or the same refusal.
    pub fn play(&mut self, log: &[Record]) {
        self.introduce(log);
        let mut left = log;
        while let Some(first) = left.first() {
            let together = left.iter().take(AT_ONCE).take_while(|next| {
                next.height == first.height && is_claim(next) && next.error.is_none()
            });
            let count = distinct(together).max(1);
            let (now, later) = left.split_at(count);
            self.at_once(now);
            left = later;
        }
    }

    fn at_once(&mut self, records: &[Record]) {
        let first = &records[0];
        let block = self.net.until(first.time.seconds());
        if let Some((_, blocks)) = self.rest.take_if(|(at, _)| *at <= first.time.seconds()) {
            self.net.until_height(block.height + blocks);
        }
        let ahead = |height: u64| i128::from(height) - i128::from(first.height);
        if self.ahead == i128::MIN {
            self.ahead = ahead(block.height);
        }
        let due = i128::from(first.height) + self.ahead;
        let due = u64::try_from(due).unwrap();
        let results: Vec<Result<Receipt, String>> = std::thread::scope(|scope| {
            let running: Vec<_> = records
                .iter()
                .map(|record| {
                    let client = &self.clients[&record.sender];
                    let (names, net) = (self.names, self.net);
                    let messages = self.messages(record);
                    scope.spawn(move || send(net, client, &messages, record, names, due))
                })
                .collect();
            running
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        self.ahead = self.ahead.max(ahead(self.net.node().height().unwrap()));
        self.compare(records, results);
    }

    /// Everybody who signs has signed before.
    fn introduce(&mut self, log: &[Record]) {
        let senders: BTreeSet<&str> = log.iter().map(|record| record.sender.as_str()).collect();
        let senders: Vec<&str> = senders.into_iter().collect();
        for some in senders.chunks(AT_ONCE) {
            let known = std::thread::scope(|scope| {
                let running: Vec<_> = some
                    .iter()
                    .map(|sender| {
                        let account = self.net.who(&self.names.text(sender));
                        let account =
                            account.unwrap_or_else(|| panic!("nobody has the key of {sender}"));
                        scope.spawn(|| (sender.to_string(), self.net.introduced(account)))
                    })
                    .collect();
                let known = running.into_iter().map(|thread| thread.join().unwrap());
                known.collect::<Vec<_>>()
            });
            self.clients.extend(known);
        }
    }

    /// What is sent at once may come in another order: all together must have done the same.
    fn compare(&mut self, records: &[Record], results: Vec<Result<Receipt, String>>) {
        let (mut here, mut there) = (Vec::new(), Vec::new());
        for (record, result) in records.iter().zip(results) {
            let what = self.words.of(record);
            match (&record.error, result) {
                (None, Ok(receipt)) => {
                    self.words.learn(record);
                    here.push((did(&what, &record.events), record.gas_used));
                    there.push((did(&what, &receipt.events), receipt.gas_used));
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
        let alike = self.alike(records);
        for ((here, predicted), (there, measured)) in here.into_iter().zip(there) {
            assert_eq!(here, there, "what became of it here and there");
            if alike {
                self.bill.add(here, predicted, measured);
            }
        }
    }

    /// Whether both chains had the same to do. Whoever is paid first has no account on the embedded
    /// chain, and has one there; and what a message writes once a block is written already by another
    /// of its kind in its block, which there is in a block of its own.
    fn alike(&mut self, records: &[Record]) -> bool {
        let paid = records
            .iter()
            .flat_map(|record| &record.events)
            .filter(|event| event.ty == "coin_received")
            .flat_map(|event| &event.attributes)
            .filter(|attribute| attribute.key == "receiver")
            .filter(|receiver| {
                let receiver = self.names.text(&receiver.value);
                self.net.who(&receiver).is_some()
            });
        let newly: Vec<String> = paid.map(|receiver| receiver.value.clone()).collect();
        let newly = newly
            .into_iter()
            .filter(|who| self.paid.insert(who.clone()))
            .count();
        let (first, kind) = (&records[0], self.words.of(&records[0]));
        if self.block.0 != first.height {
            self.block = (first.height, BTreeSet::new());
        }
        let again = records.len() == 1 && !self.block.1.insert(kind);
        newly == 0 && !again
    }

    fn messages(&self, record: &Record) -> Vec<Message> {
        let names = self.names;
        let sender = names.text(&record.sender);
        let json = |msg: &[u8]| names.json(&serde_json::from_slice(msg).unwrap());
        let messages = record.messages.iter().map(|message| match message {
            CosmosMsg::Wasm(WasmMsg::Execute {
                contract_addr,
                msg,
                funds,
            }) => Message::Execute {
                sender: sender.clone(),
                contract: names.text(contract_addr),
                msg: json(msg),
                funds: funds.clone(),
            },
            CosmosMsg::Wasm(WasmMsg::Instantiate2 {
                admin,
                code_id,
                label,
                msg,
                salt,
                ..
            }) => Message::Instantiate2 {
                sender: sender.clone(),
                admin: admin.as_deref().map(|admin| names.text(admin)),
                code_id: self.codes[code_id],
                label: label.clone(),
                msg: json(msg),
                salt: salt.to_vec(),
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
        let step = ((due - height) / 8).clamp(25, 250);
        net.until_height((height + step).min(due));
    }
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

/// Whether two refusals are the same but for heights and times.
fn same(expected: &str, said: &str) -> bool {
    let words = |text: &str| {
        text.chars()
            .filter(|c| !c.is_ascii_digit())
            .collect::<String>()
    };
    words(said).contains(&words(expected)) || words(expected).contains(&words(said))
}
