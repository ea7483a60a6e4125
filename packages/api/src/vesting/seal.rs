//! The seal digest: one number for the terms of a vault and every grant in it, in order, however
//! they were batched. The vault, the command line and `verify` compute it with these functions.
//!
//! `d_0 = SHA-256("milegate/seal/1" || terms)`, `d_n = SHA-256(d_{n-1} || grant_n)`; terms and
//! grants as the JSON of their messages, keys in the order of the types, no blanks.

use cosmwasm_std::{HexBinary, StdResult, to_json_vec};
use sha2::{Digest, Sha256};

use super::msg::{InstantiateMsg, NewGrant};

const DOMAIN: &[u8] = b"milegate/seal/1";

/// The digest of a vault without grants.
pub fn start(terms: &InstantiateMsg) -> StdResult<HexBinary> {
    Ok(hash(DOMAIN, &to_json_vec(terms)?))
}

/// The digest after one more grant. A payee who is not named is the owner.
pub fn next(previous: &HexBinary, grant: &NewGrant) -> StdResult<HexBinary> {
    let named = NewGrant {
        payee: Some(grant.payee.as_ref().unwrap_or(&grant.owner).clone()),
        ..grant.clone()
    };

    Ok(hash(previous.as_slice(), &to_json_vec(&named)?))
}

/// The digest that a sealing message must carry.
pub fn digest<'a>(
    terms: &InstantiateMsg,
    grants: impl IntoIterator<Item = &'a NewGrant>,
) -> StdResult<HexBinary> {
    let mut grants = grants.into_iter();
    grants.try_fold(start(terms)?, |previous, grant| next(&previous, grant))
}

fn hash(head: &[u8], tail: &[u8]) -> HexBinary {
    let sum: [u8; 32] = Sha256::new()
        .chain_update(head)
        .chain_update(tail)
        .finalize()
        .into();
    HexBinary::from(&sum)
}
