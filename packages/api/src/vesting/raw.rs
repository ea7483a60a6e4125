//! Keys of the vault that other contracts read without loading it, and what they mean.
//!
//! A raw read runs no code of the vault, so nobody can make it fail; a stranger's contract at the
//! vault's address can only answer with bytes, and bytes that do not parse are refused.

use std::fmt;

use cosmwasm_std::{Addr, CustomQuery, QuerierWrapper, StdError, StdResult, from_json};
use cw_storage_plus::{Item, Map};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::response::{Held, Phase};
use crate::common::ByName;

/// `seal` -> draft or sealed. Written at birth and by `seal`.
pub const SEAL: Item<Phase> = Item::new("seal");

/// `interest` / address -> per schedule, the grants that make it interested, of which it is owner or
/// payee or that tie it still, and the height at which their number last rose from zero:
/// `{"core":{"grants":2,"since":31400}}`. Written with every grant and every change of owner or
/// payee; an address without a record is not interested.
pub const INTEREST: Map<&Addr, ByName<Held>> = Map::new("interest");

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
    interested_since(querier, vault, milestone, address).map(|since| since.is_some())
}

/// Since which height `address` is interested in `milestone` through `vault`, as `is_interested`
/// has it: the earliest of the schedules that the milestone opens; none if it is not.
///
/// Who asks about a vote counts only what began before the vote: otherwise whoever can make a grant
/// could name an opponent while it runs and have his ballot struck. A change of hands that leaves
/// him interested leaves the height; interest that ends and begins again begins anew. A grant of
/// the draft counts from the block it was added in, not from the sealing.
pub fn interested_since<C: CustomQuery>(
    querier: &QuerierWrapper<C>,
    vault: &Addr,
    milestone: &str,
    address: &Addr,
) -> StdResult<Option<u64>> {
    let Some(held) = held(querier, vault, address)? else {
        return Ok(None);
    };
    let opened: Option<Vec<String>> = read(querier, vault, &GATES.key(milestone))?;
    let opened = opened.unwrap_or_default();
    Ok(earliest(&held, |schedule| {
        opened.iter().any(|opened| opened == schedule)
    }))
}

/// Since which height `address` is interested through `vault` in any schedule whatever: the earliest
/// of all; none if in none. Heights and errors as in `interested_since`.
///
/// A vault that is absent or a draft has no holders yet; unlike before a milestone that has started,
/// it may have some later.
pub fn holds_since<C: CustomQuery>(
    querier: &QuerierWrapper<C>,
    vault: &Addr,
    address: &Addr,
) -> StdResult<Option<u64>> {
    let held = held(querier, vault, address)?;
    Ok(held.and_then(|held| earliest(&held, |_| true)))
}

/// When a vault was sealed, Unix seconds; none if it is absent or a draft. A grant of a draft counts
/// from its own block in `interested_since` and `holds_since`, and bars nobody before this instant.
pub fn sealed_at<C: CustomQuery>(
    querier: &QuerierWrapper<C>,
    vault: &Addr,
) -> StdResult<Option<u64>> {
    let phase: Option<Phase> = read(querier, vault, SEAL.as_slice())?;
    Ok(match phase {
        Some(Phase::Sealed { at }) => Some(at),
        Some(Phase::Draft {}) | None => None,
    })
}

/// What a sealed vault keeps of an address.
fn held<C: CustomQuery>(
    querier: &QuerierWrapper<C>,
    vault: &Addr,
    address: &Addr,
) -> StdResult<Option<ByName<Held>>> {
    match read(querier, vault, SEAL.as_slice())? {
        None
        | Some(Seal {
            draft: Some(_),
            sealed: None,
        }) => Ok(None),
        Some(Seal {
            draft: None,
            sealed: Some(_),
        }) => read(querier, vault, &INTEREST.key(address)),
        Some(_) => Err(malformed(
            vault,
            SEAL.as_slice(),
            "neither draft nor sealed",
        )),
    }
}

fn earliest(held: &ByName<Held>, counts: impl Fn(&str) -> bool) -> Option<u64> {
    let held = held.0.iter();
    let held = held.filter(|(schedule, held)| held.grants > 0 && counts(schedule));
    held.map(|(_, held)| held.since).min()
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use cosmwasm_std::testing::MockQuerier;
    use cosmwasm_std::{ContractResult, Empty, SystemError, SystemResult, WasmQuery};

    use super::*;

    const SEALED: &str = r#"{"sealed":{"at":9}}"#;
    const HELD: &str = r#"{"core":{"grants":2,"since":70},"seed":{"grants":1,"since":50}}"#;

    type Asked = StdResult<Option<u64>>;

    /// What the handles say of a vault that keeps these records, the last under `gates` / `listing`.
    /// Since when in `listing`, as `is_interested` agrees, and since when at all.
    fn ask(seal: &str, held: &str, opened: &str) -> (Asked, Asked) {
        let (vault, who) = (Addr::unchecked("vault"), Addr::unchecked("who"));
        let records = BTreeMap::from([
            (SEAL.as_slice().to_vec(), seal.to_owned()),
            (INTEREST.key(&who).to_vec(), held.to_owned()),
            (GATES.key("listing").to_vec(), opened.to_owned()),
        ]);
        let mut querier = MockQuerier::<Empty>::new(&[]);
        querier.update_wasm(move |query| match query {
            WasmQuery::Raw { key, .. } => {
                let record = records.get(key.as_slice()).cloned().unwrap_or_default();
                SystemResult::Ok(ContractResult::Ok(record.into_bytes().into()))
            }
            _ => SystemResult::Err(SystemError::Unknown {}),
        });
        let querier = QuerierWrapper::<Empty>::new(&querier);
        let since = interested_since(&querier, &vault, "listing", &who);
        let interested = is_interested(&querier, &vault, "listing", &who);
        assert_eq!(interested.ok(), since.as_ref().ok().map(Option::is_some));
        (since, holds_since(&querier, &vault, &who))
    }

    #[test]
    fn the_earliest_height_by_hand() {
        let never = r#"{"core":{"grants":0,"since":3}}"#;
        // (held, opened by the milestone, since when in it, since when at all)
        let table = [
            ("", r#"["core"]"#, None, None),
            ("{}", r#"["core"]"#, None, None),
            (never, r#"["core"]"#, None, None),
            (HELD, "", None, Some(50)),
            (HELD, r#"["late"]"#, None, Some(50)),
            (HELD, r#"["core"]"#, Some(70), Some(50)),
            (HELD, r#"["late","seed","core"]"#, Some(50), Some(50)),
        ];
        for (held, opened, interested, holds) in table {
            let told = ask(SEALED, held, opened);
            assert_eq!(told, (Ok(interested), Ok(holds)), "{held} {opened}");
        }
    }

    #[test]
    fn a_vault_that_is_absent_or_a_draft_bars_nobody() {
        for seal in ["", r#"{"draft":{}}"#] {
            assert_eq!(ask(seal, HELD, r#"["core"]"#), (Ok(None), Ok(None)));
        }
    }

    #[test]
    fn what_does_not_parse_is_never_a_no() {
        let core = r#"["core"]"#;
        for (seal, held) in [
            ("{", HELD),
            ("{}", HELD),
            (r#"{"draft":{},"sealed":{"at":9}}"#, HELD),
            (SEALED, "{"),
            (SEALED, r#"{"core":2}"#),
            (SEALED, r#"{"core":{"grants":2}}"#),
            (SEALED, r#"{"core":{"grants":2,"since":-1}}"#),
        ] {
            let (interested, holds) = ask(seal, held, core);
            assert!(interested.is_err() && holds.is_err(), "{seal} {held}");
        }
        let (interested, holds) = ask(SEALED, HELD, "{");
        assert!(interested.is_err(), "gates");
        assert_eq!(holds, Ok(Some(50)), "gates are not asked");
    }

    #[test]
    fn the_record_by_hand() {
        let held: ByName<Held> = from_json(HELD).unwrap();
        let since = |schedule| held.get(schedule).map(|held| (held.grants, held.since));
        assert_eq!(since("core"), Some((2, 70)));
        assert_eq!(cosmwasm_std::to_json_string(&held).unwrap(), HELD);
    }
}
