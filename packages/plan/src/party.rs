use std::fmt;

use bech32::{Bech32, Hrp};
use sha2::{Digest, Sha256};

/// Somebody, as a plan writes him.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// `@name`: an entry of `[addresses]` or a multisig of the plan.
    Named(String),
    /// `sim:name`: an address that needs no key; `deploy` refuses it.
    Sim(String),
    /// A bech32 address, in canonical lower case.
    Literal(String),
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Party::Named(name) => write!(f, "@{name}"),
            Party::Sim(name) => write!(f, "sim:{name}"),
            Party::Literal(address) => f.write_str(address),
        }
    }
}

/// What is wrong with a text that should be an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Not bech32.
    #[error("`{text}` is not a bech32 address: {reason}")]
    Malformed {
        /// As written.
        text: String,
        /// Why.
        reason: String,
    },
    /// Of another chain.
    #[error("`{text}` begins with `{found}`, the plan's addresses with `{expected}`")]
    Prefix {
        /// As written.
        text: String,
        /// Its prefix.
        found: String,
        /// The plan's prefix.
        expected: String,
    },
    /// Neither an account nor a contract.
    #[error("`{text}` holds {bytes} bytes; an address holds 20 or 32")]
    Length {
        /// As written.
        text: String,
        /// Its payload.
        bytes: usize,
    },
}

/// The canonical form of an address: lower case, checksum, prefix and length right.
pub fn canonical_address(text: &str, prefix: &str) -> Result<String, AddressError> {
    let malformed = |reason: String| AddressError::Malformed {
        text: text.to_owned(),
        reason,
    };
    let checked = bech32::primitives::decode::CheckedHrpstring::new::<Bech32>(text)
        .map_err(|error| malformed(error.to_string()))?;
    let found = checked.hrp().to_lowercase();
    if found != prefix {
        return Err(AddressError::Prefix {
            text: text.to_owned(),
            found,
            expected: prefix.to_owned(),
        });
    }
    let bytes: Vec<u8> = checked.byte_iter().collect();
    if bytes.len() != 20 && bytes.len() != 32 {
        return Err(AddressError::Length {
            text: text.to_owned(),
            bytes: bytes.len(),
        });
    }
    Ok(text.to_lowercase())
}

/// The bytes behind a canonical address.
pub fn address_bytes(address: &str) -> Option<Vec<u8>> {
    bech32::decode(address).ok().map(|(_, bytes)| bytes)
}

/// Canonical bytes as an address.
pub fn encode_address(prefix: &str, bytes: &[u8]) -> String {
    let hrp = Hrp::parse(prefix).unwrap_or_else(|_| Hrp::parse_unchecked("mile"));
    bech32::encode::<Bech32>(hrp, bytes).unwrap_or_default()
}

/// The address that `sim:name` stands for: the first 20 bytes of SHA-256 of `milegate/sim/` and
/// the name. Nobody has its key.
pub fn sim_address(prefix: &str, name: &str) -> String {
    let hash = Sha256::digest(format!("milegate/sim/{name}").as_bytes());
    encode_address(prefix, hash.get(..20).unwrap_or_default())
}
