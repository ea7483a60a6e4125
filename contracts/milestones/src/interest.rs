//! Who is barred from attesting.

use cosmwasm_std::{Addr, QuerierWrapper, StdResult};
use milegate_api::vesting::raw::is_interested;

/// The first listed vault in which `address` is interested in `milestone`, if there is one.
pub fn interested_in(
    querier: &QuerierWrapper,
    vaults: &[Addr],
    milestone: &str,
    address: &Addr,
) -> StdResult<Option<Addr>> {
    for vault in vaults {
        if is_interested(querier, vault, milestone, address)? {
            return Ok(Some(vault.clone()));
        }
    }

    Ok(None)
}
