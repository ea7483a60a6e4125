use serde::{Deserialize, Serialize};

/// Why something was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The contract answered with an error.
    Contract,
    /// The contract trapped, panicked or broke a rule of the VM.
    Abort,
    /// The gas limit of the transaction, sub-message or query was reached.
    OutOfGas,
    /// The payer does not have the coins.
    Funds,
    /// A text is no address of this chain.
    Address,
    /// Only somebody else may do this.
    Unauthorized,
    /// There is no such contract or code.
    NotFound,
    /// The message or query breaks a rule of the chain.
    Invalid,
}

impl Refusal {
    /// What a chain tells a contract about a failed sub-message instead of the text.
    pub(crate) const fn redacted(self) -> &'static str {
        match self {
            Refusal::Contract => "codespace: wasm, code: 5",
            Refusal::Abort => "codespace: wasm, code: 29",
            Refusal::OutOfGas => "codespace: sdk, code: 11",
            Refusal::Funds => "codespace: sdk, code: 5",
            Refusal::Address => "codespace: sdk, code: 7",
            Refusal::Unauthorized => "codespace: sdk, code: 4",
            Refusal::NotFound => "codespace: wasm, code: 22",
            Refusal::Invalid => "codespace: sdk, code: 18",
        }
    }
}

/// A failure on its way up to the transaction.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub kind: Refusal,
    pub reason: String,
    /// The gas of the running frame is gone: no reply may catch it.
    pub fatal: bool,
}

impl Fault {
    pub fn new(kind: Refusal, reason: impl Into<String>) -> Self {
        Fault {
            kind,
            reason: reason.into(),
            fatal: false,
        }
    }

    pub fn out_of_gas() -> Self {
        Fault {
            kind: Refusal::OutOfGas,
            reason: "out of gas".into(),
            fatal: true,
        }
    }

    pub fn address(text: &str, why: impl std::fmt::Display) -> Self {
        Fault::new(Refusal::Address, format!("invalid address {text:?}: {why}"))
    }

    pub fn invalid(reason: impl Into<String>) -> Self {
        Fault::new(Refusal::Invalid, reason)
    }
}
