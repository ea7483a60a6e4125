//! Keys of the vault that other contracts read without loading it, and what they mean.
//!
//! A raw read runs no code of the vault, so nobody can make it fail; a stranger's contract at the
//! vault's address can only answer with bytes, and bytes that do not parse are refused.

use std::fmt;

use cosmwasm_std::{Addr, CustomQuery, QuerierWrapper, StdError, StdResult, from_json};
use cw_storage_plus::{Item, Map};
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::response::Phase;

/// `seal` -> draft or sealed. Written at birth and by `seal`.
pub const SEAL: Item<Phase> = Item::new("seal");

/// `interest` / address -> grants per schedule of which it is owner or payee. Written by
/// `add_grants`; an address without a record was never either.
pub const INTEREST: Map<&Addr, Counts> = Map::new("interest");

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

    let held: Option<Counts> = read(querier, vault, &INTEREST.key(address))?;
    let Some(held) = held.filter(|held| held.any()) else {
        return Ok(false);
    };

    let opened: Option<Vec<String>> = read(querier, vault, &GATES.key(milestone))?;
    Ok(opened
        .unwrap_or_default()
        .iter()
        .any(|schedule| held.of(schedule) > 0))
}

/// A `Phase` without what does not matter here. A reader pays for the code of every type it parses.
#[derive(Deserialize)]
struct Seal {
    draft: Option<IgnoredAny>,
    sealed: Option<IgnoredAny>,
}

/// Grants per schedule, an object in JSON; a list, because an address has few.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(pub Vec<(String, u32)>);

impl Counts {
    /// How many grants under `schedule`.
    pub fn of(&self, schedule: &str) -> u32 {
        let found = self.0.iter().find(|(name, _)| name == schedule);
        found.map_or(0, |(_, grants)| *grants)
    }

    /// Counts one more under `schedule`; none if there are too many to count.
    pub fn add(&mut self, schedule: &str) -> Option<()> {
        match self.0.iter_mut().find(|(name, _)| name == schedule) {
            Some((_, grants)) => *grants = grants.checked_add(1)?,
            None => self.0.push((schedule.to_owned(), 1)),
        }
        Some(())
    }

    fn any(&self) -> bool {
        self.0.iter().any(|(_, grants)| *grants > 0)
    }
}

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(schedule, grants)| (schedule, grants)))
    }
}

impl<'de> Deserialize<'de> for Counts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(CountsVisitor)
    }
}

struct CountsVisitor;

impl<'de> Visitor<'de> for CountsVisitor {
    type Value = Counts;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("counts by schedule")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut record: M) -> Result<Counts, M::Error> {
        let mut counts = Vec::new();
        while let Some(count) = record.next_entry()? {
            counts.push(count);
        }

        Ok(Counts(counts))
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
