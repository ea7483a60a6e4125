//! Messages of a transaction, in the two forms that a chain's own tools read: protobuf, and its
//! JSON as `wasmd tx sign` expects it.

use cosmwasm_std::Coin;
use serde_json::Value;

mod json;
mod wire;

pub(crate) use wire::proto_coins;

/// One message of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Stores a code.
    Store {
        /// Who sends it.
        sender: String,
        /// The Wasm; a chain also takes it gzipped.
        wasm: Vec<u8>,
    },
    /// Creates a contract at a predictable address, without funds.
    Instantiate2 {
        /// Who sends it.
        sender: String,
        /// Who may migrate it.
        admin: Option<String>,
        /// Its code.
        code_id: u64,
        /// Its label.
        label: String,
        /// The contract's message.
        msg: Value,
        /// The salt.
        salt: Vec<u8>,
    },
    /// Calls a contract.
    Execute {
        /// Who sends it.
        sender: String,
        /// The contract.
        contract: String,
        /// The contract's message.
        msg: Value,
        /// What travels with it.
        funds: Vec<Coin>,
    },
    /// Sends coins.
    Send {
        /// Who sends them.
        from: String,
        /// Who receives them.
        to: String,
        /// What.
        amount: Vec<Coin>,
    },
    /// Opens a proposal of x/gov that, once passed, sends messages as the module's account.
    Propose {
        /// Who sends it.
        proposer: String,
        /// In a line.
        title: String,
        /// Why.
        summary: String,
        /// What is paid at once.
        deposit: Vec<Coin>,
        /// What is done.
        messages: Vec<Message>,
    },
}

fn listed(coins: &[Coin]) -> String {
    let coins: Vec<String> = coins.iter().map(Coin::to_string).collect();
    coins.join(", ")
}

impl Message {
    /// What it does, for whoever signs it.
    pub fn words(&self) -> String {
        let with = |funds: &[Coin]| match funds {
            [] => String::new(),
            funds => format!(" with {}", listed(funds)),
        };
        match self {
            Message::Store { wasm, .. } => format!("store a code of {} bytes", wasm.len()),
            Message::Instantiate2 {
                label,
                code_id,
                admin,
                msg,
                ..
            } => {
                let admin = admin.as_deref().unwrap_or("nobody");
                format!("create `{label}` of code {code_id}, administered by {admin}: {msg}")
            }
            Message::Execute {
                contract,
                msg,
                funds,
                ..
            } => format!("call {contract}{}: {msg}", with(funds)),
            Message::Send { to, amount, .. } => format!("send {} to {to}", listed(amount)),
            Message::Propose {
                title,
                deposit,
                messages,
                ..
            } => {
                let messages: Vec<String> = messages.iter().map(Message::words).collect();
                let what = messages.join("; ");
                format!("propose to x/gov `{title}`{}: {what}", with(deposit))
            }
        }
    }

    /// Who signs it.
    pub fn sender(&self) -> &str {
        match self {
            Message::Store { sender, .. }
            | Message::Instantiate2 { sender, .. }
            | Message::Execute { sender, .. }
            | Message::Send { from: sender, .. }
            | Message::Propose {
                proposer: sender, ..
            } => sender,
        }
    }
}

#[cfg(test)]
mod tests;
