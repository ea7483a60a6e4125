//! Keys: read, made and kept, never shown and never on a command line.

mod file;
mod passphrase;
mod store;

use bip39::Mnemonic;
use cosmrs::bip32;
use cosmrs::crypto::PublicKey;
use cosmrs::crypto::secp256k1::SigningKey;
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::error::ChainError;

pub use passphrase::Passphrase;
pub use store::{KeyStore, Listed};

/// Where most CosmWasm chains derive their first account.
pub const HD_PATH: &str = "m/44'/118'/0'/0/0";

/// A key that signs.
pub struct Key {
    signing: SigningKey,
    public: PublicKey,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key").field("public", &self.public).finish()
    }
}

impl Key {
    /// The key of a mnemonic, without a password, at a derivation path ([`HD_PATH`] for most).
    pub fn from_mnemonic(words: &SecretString, path: &str) -> Result<Self, ChainError> {
        let path: bip32::DerivationPath = path
            .parse()
            .map_err(|error| ChainError::key(path, format!("no derivation path: {error}")))?;
        // The error of the library quotes words; a person counts them himself.
        let mnemonic = Mnemonic::parse_normalized(words.expose_secret().trim()).map_err(|_| {
            ChainError::key("mnemonic", "these are not the words of a BIP-39 mnemonic")
        })?;
        let seed = Zeroizing::new(mnemonic.to_seed_normalized(""));
        let signing = SigningKey::derive_from_path(seed.as_slice(), &path)
            .map_err(|error| ChainError::key("mnemonic", error))?;
        Ok(Key {
            public: signing.public_key(),
            signing,
        })
    }

    /// A new mnemonic of 24 words.
    pub fn new_mnemonic() -> Result<SecretString, ChainError> {
        let mnemonic = Mnemonic::generate(24).map_err(|error| ChainError::key("new", error))?;
        Ok(SecretString::from(mnemonic.to_string()))
    }

    /// Its address, under a chain's prefix.
    pub fn address(&self, prefix: &str) -> Result<String, ChainError> {
        let id = self
            .public
            .account_id(prefix)
            .map_err(|error| ChainError::key(prefix, error))?;
        Ok(id.to_string())
    }

    /// Its public half.
    pub fn public(&self) -> PublicKey {
        self.public
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>, ChainError> {
        let signature = self
            .signing
            .sign(bytes)
            .map_err(|error| ChainError::key("signature", error))?;
        Ok(signature.to_bytes().to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_mnemonic_gives_its_known_address() {
        // The test vector that cosmjs and gaia share.
        let words = "economy stock theory fatal elder harbor betray wasp final emotion task crumble siren bottom lizard educate guess current outdoor pair theory focus wife stone";
        let key = Key::from_mnemonic(&SecretString::from(words), HD_PATH).unwrap();
        assert_eq!(
            key.address("cosmos").unwrap(),
            "cosmos1pkptre7fdkl6gfrzlesjjvhxhlc3r4gmmk8rs6"
        );
        assert!(!format!("{key:?}").contains("economy"));
    }

    #[test]
    fn a_new_mnemonic_is_a_key_of_its_own() {
        let (one, two) = (Key::new_mnemonic().unwrap(), Key::new_mnemonic().unwrap());
        assert_ne!(one.expose_secret(), two.expose_secret());
        assert_eq!(one.expose_secret().split(' ').count(), 24);
        Key::from_mnemonic(&one, HD_PATH).unwrap();
    }

    #[test]
    fn a_refusal_does_not_repeat_the_words() {
        let words = SecretString::from("economy economy stock");
        let error = Key::from_mnemonic(&words, HD_PATH).unwrap_err().to_string();
        assert!(!error.contains("economy"), "{error}");
    }
}
