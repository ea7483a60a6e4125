//! A node and whoever sends: one way for every command that changes something.

use std::time::Duration;

use cosmwasm_std::Coin;
use milegate_chain::{
    About, Client, Draft, Fee, KeyStore, Message, Node, Receipt, Sending, SignedTx, Via,
};
use serde_json::{Value, json};

use crate::chain_args::{On, Sign};
use crate::output::{Failure, Output};

/// One call of a contract.
#[derive(Clone, Debug)]
pub struct Call {
    /// The contract.
    pub contract: String,
    /// Its message.
    pub msg: Value,
    /// What travels with it.
    pub funds: Vec<Coin>,
}

impl Call {
    /// A call without funds.
    pub fn new(contract: &str, msg: &impl serde::Serialize) -> Result<Self, Failure> {
        Ok(Call {
            contract: contract.to_owned(),
            msg: serde_json::to_value(msg).map_err(Failure::asked)?,
            funds: vec![],
        })
    }

    /// The same with coins.
    pub fn with(mut self, funds: Vec<Coin>) -> Self {
        self.funds = funds;
        self
    }
}

/// Who sends: a key, or somebody whose key is elsewhere.
enum Who {
    Key(Box<Client>),
    Elsewhere {
        node: Box<Node>,
        address: String,
        how: Sending,
    },
}

/// A node and whoever sends there.
pub struct Session<'a> {
    who: Who,
    sign: &'a Sign,
    output: Output,
}

impl<'a> Session<'a> {
    /// Connects, and opens the key if one is needed.
    pub fn open(on: &On, sign: &'a Sign, output: Output) -> Result<Self, Failure> {
        let node = connect(&on.node)?;
        let who = match (&sign.key, &sign.from) {
            (_, Some(address)) => Who::Elsewhere {
                how: Sending::on(&node, sign.gas_price.clone()).map_err(Failure::asked)?,
                node: Box::new(node),
                address: address.clone(),
            },
            (Some(key), None) => {
                let key = keys(&sign.hd_path)?.open(key).map_err(Failure::asked)?;
                let client = Client::new(node, key, sign.gas_price.clone());
                Who::Key(Box::new(client.map_err(Failure::asked)?))
            }
            (None, None) => {
                let what = "say who sends: --key KEY (see `milegate key`), or --generate-only --from ADDRESS";
                return Err(Failure::asked(what));
            }
        };
        Ok(Session { who, sign, output })
    }

    /// The node.
    pub fn node(&self) -> &Node {
        match &self.who {
            Who::Key(client) => client.node(),
            Who::Elsewhere { node, .. } => node,
        }
    }

    /// Who signs.
    pub fn address(&self) -> &str {
        match &self.who {
            Who::Key(client) => client.address(),
            Who::Elsewhere { address, .. } => address,
        }
    }

    /// Who the contract sees: the body that agrees, or who signs.
    pub fn actor(&self) -> Result<String, Failure> {
        match &self.sign.via {
            Some(via) => via.actor(self.node()).map_err(Failure::failed),
            None => Ok(self.address().to_owned()),
        }
    }

    /// Whether a body agrees first.
    pub fn is_proposed(&self) -> bool {
        self.sign.via.is_some()
    }

    /// Sends calls as one transaction, or proposes them, or prints what somebody else signs; `words`
    /// say what they do.
    pub fn carry_out(&self, words: &str, calls: Vec<Call>) -> Result<Option<Receipt>, Failure> {
        let actor = self.actor()?;
        let messages = calls.into_iter().map(|call| Message::Execute {
            sender: actor.clone(),
            contract: call.contract,
            msg: call.msg,
            funds: call.funds,
        });
        self.send(words, messages.collect())
    }

    /// As [`Session::carry_out`], for messages of any kind.
    pub fn send(
        &self,
        words: &str,
        mut messages: Vec<Message>,
    ) -> Result<Option<Receipt>, Failure> {
        if let Some(via) = &self.sign.via {
            let about = About {
                title: words.to_owned(),
                description: words.to_owned(),
                deposit: coins(self.sign.proposal_deposit.as_deref())?,
            };
            let wrapped = via.wrap(self.node(), self.address(), messages, about);
            messages = vec![wrapped.map_err(Failure::failed)?];
        }
        if self.sign.generate_only || self.sign.dry_run {
            self.unsent(words, messages)?;
            return Ok(None);
        }
        let Who::Key(client) = &self.who else {
            return Err(Failure::asked(
                "--from goes with --generate-only or --dry-run",
            ));
        };
        let mut hear = |fee: &Fee| self.output.note(&format!("{words}: {fee}"));
        let sent = client.send_told(&messages, &self.sign.memo, &mut hear);
        let receipt = sent.map_err(Failure::failed)?;
        self.told(words, &receipt)?;
        Ok(Some(receipt))
    }

    /// Prints the unsigned transaction, or what it would do and cost.
    fn unsent(&self, words: &str, messages: Vec<Message>) -> Result<(), Failure> {
        let how = match &self.who {
            Who::Key(client) => client.how(),
            Who::Elsewhere { how, .. } => how,
        };
        let fee = self.node().estimate(self.address(), &messages, how);
        let draft = Draft {
            fee: fee.map_err(Failure::failed)?,
            messages,
            memo: self.sign.memo.clone(),
            until: 0,
        };
        let (from, chain_id) = (self.address(), self.node().chain_id());
        if self.sign.generate_only {
            let account = self.node().account(from).map_err(Failure::failed)?;
            let note = format!(
                "{words}: {}\nto be signed by {from} (account number {}, sequence {}) on {chain_id}",
                draft.fee, account.number, account.sequence
            );
            self.output.note(&note);
            println!("{:#}", draft.to_json());
            return Ok(());
        }
        let text = format!(
            "{}{words}\nnothing was sent: {} would pay for {}",
            self.proposed(),
            from,
            draft.fee
        );
        let value = json!({ "words": words, "from": from, "fee": draft.fee, "messages": draft.to_json()["body"]["messages"] });
        self.output.result(&text, &value)
    }

    fn proposed(&self) -> String {
        let via = self.sign.via.as_ref();
        via.map_or_else(String::new, |via| format!("proposed to {via}: "))
    }

    fn told(&self, words: &str, receipt: &Receipt) -> Result<(), Failure> {
        let (kind, key) = match &self.sign.via {
            Some(Via::Gov) => ("submit_proposal", "proposal_id"),
            Some(_) => ("wasm", "proposal_id"),
            None => ("wasm-governance_opened", "proposal"),
        };
        let events = receipt.events.iter().filter(|event| event.ty == kind);
        let mut opened = events.filter_map(|event| {
            let number: u64 = event.get(key)?.parse().ok()?;
            // Where it is voted on: of a DAO that is one of its modules.
            Some((number, event.get("_contract_address").map(str::to_owned)))
        });
        let opened = opened.next_back();
        let number = opened.as_ref().map(|(number, at)| match at {
            Some(at) => format!("\nproposal {number} of {at}"),
            None => format!("\nproposal {number}"),
        });
        let text = format!(
            "{}{words}{}\n{}",
            self.proposed(),
            number.unwrap_or_default(),
            included(receipt)
        );
        let (proposal, at) = opened.unzip();
        let value =
            json!({ "words": words, "receipt": receipt, "proposal": proposal, "at": at.flatten() });
        self.output.result(&text, &value)
    }
}

/// Where a transaction is, and what it cost.
pub fn included(receipt: &Receipt) -> String {
    let fee = receipt.fee.as_ref();
    let fee = fee.map_or_else(|| "no fee".to_owned(), |fee| format!("fee {fee}"));
    format!(
        "block {}, transaction {}, gas {} of {}, {fee}",
        receipt.height, receipt.hash, receipt.gas_used, receipt.gas_wanted
    )
}

/// Connects to a node.
pub fn connect(url: &str) -> Result<Node, Failure> {
    let node = Node::connect(url).map_err(Failure::asked)?;
    if node.catching_up().map_err(Failure::asked)? {
        let what = format!(
            "{url} is behind its chain and still fetching blocks: ask another node, or wait"
        );
        return Err(Failure::asked(what));
    }
    Ok(node)
}

/// The keys of whoever runs this.
pub fn keys(hd_path: &str) -> Result<KeyStore, Failure> {
    Ok(KeyStore::of_user()
        .map_err(Failure::asked)?
        .at_path(hd_path))
}

/// Coins as people write them: `5000000ustake`.
pub fn coins(text: Option<&str>) -> Result<Vec<Coin>, Failure> {
    let read = |text: &str| {
        text.parse::<Coin>().map_err(|_| {
            let what =
                format!("`{text}`: write an amount in base units and a denom, as 5000000ustake");
            Failure::asked(what)
        })
    };
    text.map(read).into_iter().collect()
}

/// How long a person who broadcasts a file waits.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// Reads a file with a transaction.
pub fn read_json(path: &std::path::Path) -> Result<Value, Failure> {
    let wrong =
        |error: &dyn ToString| Failure::asked(format!("{}: {}", path.display(), error.to_string()));
    let text = std::fs::read_to_string(path).map_err(|error| wrong(&error))?;
    serde_json::from_str(&text).map_err(|error| wrong(&error))
}

/// Broadcasts what was signed.
pub fn broadcast(node: &Node, signed: &SignedTx) -> Result<Receipt, Failure> {
    node.broadcast(signed, PATIENCE).map_err(Failure::failed)
}
