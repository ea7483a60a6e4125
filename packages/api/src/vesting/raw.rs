//! Keys of the vault that other contracts read without loading it, and what they mean.
//!
//! A raw read runs no code of the vault, so nobody can make it fail; a stranger's contract at the
//! vault's address can only answer with bytes, and bytes that do not parse are refused.

use std::collections::BTreeMap;
use std::fmt;

use cosmwasm_std::{Addr, CustomQuery, QuerierWrapper, StdError, StdResult, from_json};
use cw_storage_plus::{Item, Map};
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::response::Phase;

/// `seal` -> draft or sealed. Written at birth and by `seal`.
pub const SEAL: Item<Phase> = Item::new("seal");

/// `interest` / address -> grants per schedule of which it is owner or payee. Written by
/// `add_grants`; an address without a record was never either.
pub const INTEREST: Map<&Addr, BTreeMap<String, u32>> = Map::new("interest");

/// `gates` / milestone -> schedules with a tranche whose gate or roll names it. Written at birth;
/// a milestone without a record opens nothing.
pub const GATES: Map<&str, Vec<String>> = Map::new("gates");

/// Whether `address` is or was owner or payee of a grant that `milestone` opens in `vault`.
///
/// Ask only once the milestone has started: a vault that is absent or a draft by then can never be
/// sealed, has no holders and bars nobody. Bytes that do not parse are an error, never "no".
pub fn is_interested<C: CustomQuery>(
    querier: &QuerierWrapper<C>,
    vault: &Addr,
    milestone: &str,
    address: &Addr,
) -> StdResult<bool> {
    let sealed: Option<Sealed> = read(querier, vault, SEAL.as_slice())?;
    if sealed.is_none_or(|phase| phase.sealed.is_none()) {
        return Ok(false);
    }

    let held: Option<Held> = read(querier, vault, &INTEREST.key(address))?;
    let Some(Held(held)) = held.filter(|held| !held.0.is_empty()) else {
        return Ok(false);
    };

    let opened: Option<Vec<String>> = read(querier, vault, &GATES.key(milestone))?;
    Ok(opened
        .unwrap_or_default()
        .iter()
        .any(|schedule| held.contains(schedule)))
}

/// What matters here of a `Phase`. A reader pays for the code of every type it parses.
#[derive(Deserialize)]
struct Sealed {
    sealed: Option<IgnoredAny>,
}

/// Schedules in which an address has a grant: the keys of its record with a count above zero.
struct Held(Vec<String>);

impl<'de> Deserialize<'de> for Held {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(HeldVisitor)
    }
}

struct HeldVisitor;

impl<'de> Visitor<'de> for HeldVisitor {
    type Value = Held;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("counts by schedule")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut record: M) -> Result<Held, M::Error> {
        let mut held = vec![];
        while let Some((schedule, grants)) = record.next_entry::<String, u32>()? {
            if grants > 0 {
                held.push(schedule);
            }
        }

        Ok(Held(held))
    }
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

    from_json(bytes).map(Some).map_err(|malformed| {
        StdError::generic_err(format!(
            "{contract} keeps a malformed record under {}: {malformed}",
            String::from_utf8_lossy(key)
        ))
    })
}
