//! Addresses: bech32 text outside, bytes inside, one text per account.

use bech32::{Bech32, Hrp, primitives::decode::CheckedHrpstring};
use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{
    Addr, Api, CanonicalAddr, RecoverPubkeyError, StdError, StdResult, VerificationError,
};
use cosmwasm_vm::{BackendApi, BackendError, BackendResult, GasInfo};
use sha2::{Digest, Sha256};

use crate::fault::Fault;
use crate::gas;

/// SDK: the longest address in bytes.
const MAX_BYTES: usize = 255;

/// Reads and writes the addresses of one chain.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Codec {
    prefix: Hrp,
}

impl Codec {
    pub fn new(prefix: &str) -> Self {
        Codec {
            prefix: Hrp::parse(prefix).expect("the prefix is a bech32 prefix"),
        }
    }

    /// The bytes behind a text, in either case, as a chain reads messages.
    pub fn decode(&self, text: &str) -> Result<Vec<u8>, Fault> {
        let parsed = CheckedHrpstring::new::<Bech32>(text).map_err(|e| Fault::address(text, e))?;
        if parsed.hrp() != self.prefix {
            return Err(Fault::address(
                text,
                format!("the prefix is not {}", self.prefix),
            ));
        }
        let bytes: Vec<u8> = parsed.byte_iter().collect();
        if bytes.is_empty() || bytes.len() > MAX_BYTES {
            return Err(Fault::address(text, "the length is wrong"));
        }
        Ok(bytes)
    }

    /// The one text of an address.
    pub fn encode(&self, bytes: &[u8]) -> String {
        bech32::encode::<Bech32>(self.prefix, bytes).expect("an address is short")
    }

    /// The one text of an address given in either case.
    pub fn normal(&self, text: &str) -> Result<String, Fault> {
        Ok(self.encode(&self.decode(text)?))
    }

    /// Refuses every text but the one.
    pub fn validate(&self, text: &str) -> Result<(), Fault> {
        if self.normal(text)? == text {
            Ok(())
        } else {
            Err(Fault::address(text, "address not normalized"))
        }
    }

    /// A user account made from a name.
    pub fn named(&self, name: &str) -> Addr {
        let hash = Sha256::new()
            .chain_update("embedded-chain/")
            .chain_update(name)
            .finalize();
        Addr::unchecked(self.encode(&hash[..20]))
    }

    /// The account of a module of the chain.
    pub fn module(&self, name: &str) -> [u8; 20] {
        let mut address = [0; 20];
        address.copy_from_slice(&Sha256::digest(name)[..20]);
        address
    }

    /// The address of the n-th instance, as x/wasm derives it.
    pub fn classic(&self, code_id: u64, instance: u64) -> String {
        let module = Sha256::digest("module");
        let hash = Sha256::new()
            .chain_update(module)
            .chain_update(b"wasm\0")
            .chain_update(code_id.to_be_bytes())
            .chain_update(instance.to_be_bytes())
            .finalize();
        self.encode(&hash)
    }
}

const fn cost(gas: u64) -> GasInfo {
    GasInfo {
        cost: gas::to_vm(gas),
        externally_used: 0,
    }
}

fn refused<T>(fault: Fault) -> Result<T, BackendError> {
    Err(BackendError::user_err(fault.reason))
}

impl BackendApi for Codec {
    fn addr_validate(&self, input: &str) -> BackendResult<()> {
        (
            self.validate(input).or_else(refused),
            cost(gas::HUMANIZE + gas::CANONICALIZE),
        )
    }

    fn addr_canonicalize(&self, human: &str) -> BackendResult<Vec<u8>> {
        (self.decode(human).or_else(refused), cost(gas::CANONICALIZE))
    }

    fn addr_humanize(&self, canonical: &[u8]) -> BackendResult<String> {
        (Ok(self.encode(canonical)), cost(gas::HUMANIZE))
    }
}

/// For contracts given natively.
impl Api for Codec {
    fn addr_validate(&self, human: &str) -> StdResult<Addr> {
        self.validate(human)
            .map_err(|f| StdError::generic_err(f.reason))?;
        Ok(Addr::unchecked(human))
    }

    fn addr_canonicalize(&self, human: &str) -> StdResult<CanonicalAddr> {
        self.decode(human)
            .map(Into::into)
            .map_err(|f| StdError::generic_err(f.reason))
    }

    fn addr_humanize(&self, canonical: &CanonicalAddr) -> StdResult<Addr> {
        Ok(Addr::unchecked(self.encode(canonical)))
    }

    fn secp256k1_verify(&self, h: &[u8], s: &[u8], k: &[u8]) -> Result<bool, VerificationError> {
        MockApi::default().secp256k1_verify(h, s, k)
    }

    fn secp256k1_recover_pubkey(
        &self,
        hash: &[u8],
        signature: &[u8],
        param: u8,
    ) -> Result<Vec<u8>, RecoverPubkeyError> {
        MockApi::default().secp256k1_recover_pubkey(hash, signature, param)
    }

    fn ed25519_verify(&self, m: &[u8], s: &[u8], k: &[u8]) -> Result<bool, VerificationError> {
        MockApi::default().ed25519_verify(m, s, k)
    }

    fn ed25519_batch_verify(
        &self,
        messages: &[&[u8]],
        signatures: &[&[u8]],
        keys: &[&[u8]],
    ) -> Result<bool, VerificationError> {
        MockApi::default().ed25519_batch_verify(messages, signatures, keys)
    }

    fn debug(&self, _message: &str) {}
}
