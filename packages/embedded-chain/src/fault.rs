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

/// What a contract was called for, as x/wasm's errors name it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Call {
    Instantiate,
    Execute,
    Migrate,
    Query,
}

impl Call {
    const fn code(self) -> u32 {
        match self {
            Call::Instantiate => 4,
            Call::Execute => 5,
            Call::Query => 9,
            Call::Migrate => 11,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Call::Instantiate => "instantiate",
            Call::Execute => "execute",
            Call::Query => "query",
            Call::Migrate => "migrate",
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
    /// Codespace and code: all that a contract hears where there are no words.
    code: (&'static str, u32),
    /// What a contract hears: wasmd marks the words of contracts as the same on every node.
    words: Option<String>,
}

impl Fault {
    pub fn new(kind: Refusal, reason: impl Into<String>) -> Self {
        let code = match kind {
            Refusal::Contract => ("wasm", 5),
            Refusal::Abort => ("wasm", 29),
            Refusal::OutOfGas => ("sdk", 11),
            Refusal::Funds => ("sdk", 5),
            Refusal::Address => ("sdk", 7),
            Refusal::Unauthorized => ("sdk", 4),
            Refusal::NotFound => ("wasm", 22),
            Refusal::Invalid => ("sdk", 18),
        };
        Fault {
            kind,
            reason: reason.into(),
            fatal: false,
            code,
            words: None,
        }
    }

    /// A contract answered with an error.
    pub fn contract(call: Call, reason: impl Into<String>) -> Self {
        let fault = Fault::new(Refusal::Contract, reason);
        Fault {
            code: ("wasm", call.code()),
            words: Some(format!(
                "{}: {} wasm contract failed",
                fault.reason,
                call.name()
            )),
            ..fault
        }
    }

    pub fn no_code(code_id: u64) -> Self {
        Fault {
            code: ("wasm", 28),
            ..Fault::new(Refusal::NotFound, format!("no such code: {code_id}"))
        }
    }

    /// Passed on by x/wasm with a word of its own, which unmarks the contract's: from then on callers
    /// hear the code. It does so with what the messages of a birth, a migration, a reply and a sudo
    /// come to, and with a reply's own error; not with what the messages of an execution come to.
    pub fn wrapped(self) -> Self {
        Fault {
            words: None,
            ..self
        }
    }

    /// What a chain tells a contract about its failed sub-message or query.
    pub fn heard(&self) -> String {
        let (codespace, code) = self.code;
        let coded = || format!("codespace: {codespace}, code: {code}");
        self.words.clone().unwrap_or_else(coded)
    }

    pub fn out_of_gas() -> Self {
        Fault {
            fatal: true,
            ..Fault::new(Refusal::OutOfGas, "out of gas")
        }
    }

    pub fn address(text: &str, why: impl std::fmt::Display) -> Self {
        Fault::new(Refusal::Address, format!("invalid address {text:?}: {why}"))
    }

    pub fn invalid(reason: impl Into<String>) -> Self {
        Fault::new(Refusal::Invalid, reason)
    }
}
