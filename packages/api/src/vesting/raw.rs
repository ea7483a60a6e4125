//! Keys of the vault that other contracts read without loading it, and what they mean.
//!
//! A raw read runs no code of the vault, so nobody can make it fail; a stranger's contract at the
//! vault's address can only answer with bytes, and bytes that do not parse are refused.

use std::fmt;

use cosmwasm_std::{Addr, CustomQuery, QuerierWrapper, StdError, StdResult, from_json};
use cw_storage_plus::{Item, Map};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::response::Phase;
use crate::common::ByName;

/// `seal` -> draft or sealed. Written at birth and by `seal`.
pub const SEAL: Item<Phase> = Item::new("seal");

/// `interest` / address -> grants per schedule that make it interested: of which it is owner or
/// payee, or that paid it as one. Written with every grant and every change of owner or payee; an
/// address without a record is not interested.
pub const INTEREST: Map<&Addr, ByName<u32>> = Map::new("interest");

/// `gates` / milestone -> schedules with a tranche whose gate or roll names it. Written at birth;
/// a milestone without a record opens nothing.
pub const GATES: Map<&str, Vec<String>> = Map::new("gates");

/// Whether `address` is or was owner or payee of a grant that `milestone` opens in `vault`, and has
/// neither renounced nor declined it.
///
/// Ask only once the milestone has started: a vault that is absent or a draft by then can never be
/// sealed, has no holders and bars nobody. Bytes that do not parse are an error, never "no".
pub fn is_interested<C: CustomQuery>(
    querier: &QuerierWrapper<C>,
    vault: &Addr,
    milestone: &str,
    address: &Addr,
) -> StdResult<bool> {
    match read(querier, vault, SEAL.as_slice())? {
        None
        | Some(Seal {
            draft: Some(_),
            sealed: None,
        }) => return Ok(false),
        Some(Seal {
            draft: None,
            sealed: Some(_),
        }) => {}
        Some(_) => {
            return Err(malformed(
                vault,
                SEAL.as_slice(),
                "neither draft nor sealed",
            ));
        }
    }

    let held: Option<ByName<u32>> = read(querier, vault, &INTEREST.key(address))?;
    let Some(held) = held else {
        return Ok(false);
    };

    let opened: Option<Vec<String>> = read(querier, vault, &GATES.key(milestone))?;
    Ok(opened
        .unwrap_or_default()
        .iter()
        .any(|schedule| held.get(schedule).is_some_and(|grants| *grants > 0)))
}

/// A `Phase` without what does not matter here. A reader pays for the code of every type it parses.
#[derive(Deserialize)]
struct Seal {
    draft: Option<IgnoredAny>,
    sealed: Option<IgnoredAny>,
}

/// What `contract` keeps under `key`: nothing, or a value that parses.
fn read<T: DeserializeOwned, C: CustomQuery>(
    querier: &QuerierWrapper<C>,
    contract: &Addr,
    key: &[u8],
) -> StdResult<Option<T>> {
    let Some(bytes) = querier.query_wasm_raw(contract, key)? else {
        return Ok(None);
    };

    from_json(bytes)
        .map(Some)
        .map_err(|error| malformed(contract, key, error))
}

#[cold]
fn malformed(contract: &Addr, key: &[u8], error: impl fmt::Display) -> StdError {
    StdError::generic_err(format!(
        "{contract} keeps a malformed record under {}: {error}",
        String::from_utf8_lossy(key)
    ))
}

// SHIM
/// Shim.
pub fn interested_since(
    q: &QuerierWrapper,
    vault: &Addr,
    milestone: &str,
    address: &Addr,
) -> StdResult<Option<u64>> {
    Ok(is_interested(q, vault, milestone, address)?.then_some(0))
}
/// Shim.
pub fn holds_since(q: &QuerierWrapper, vault: &Addr, address: &Addr) -> StdResult<Option<u64>> {
    let h: Option<ByName<u32>> = read(q, vault, &INTEREST.key(address))?;
    Ok(h.map(|_| 0))
}
/// Shim.
pub fn is_sealed(q: &QuerierWrapper, vault: &Addr) -> StdResult<bool> {
    let s: Option<Seal> = read(q, vault, SEAL.as_slice())?;
    Ok(s.is_some_and(|s| s.sealed.is_some()))
}
