//! Who is barred from voting.

use cosmwasm_std::{Addr, QuerierWrapper, StdResult};
use milegate_api::vesting::raw::{holds_since, interested_since};
use milegate_core::governance::Recusal;

use crate::state::{Fixed, Wiring};

/// Whether `voter` is interested in what a proposal does, and was when it opened: a grant planted
/// on an opponent while he votes does not silence him. Vaults are sealed by then (see `start`).
pub fn is_interested(
    querier: &QuerierWrapper,
    wiring: &Wiring,
    fixed: &Fixed,
    voter: &Addr,
) -> StdResult<bool> {
    let opened = fixed.terms.opened.height;
    let counts = |since: Option<u64>| since.is_some_and(|since| since <= opened);

    match fixed.terms.recusal {
        Recusal::Nobody => {}
        Recusal::Milestones => {
            for named in &fixed.named {
                let suite = wiring.suite(named).into_iter();
                for vault in suite.flat_map(|suite| &suite.vaults) {
                    if counts(interested_since(querier, vault, &named.milestone, voter)?) {
                        return Ok(true);
                    }
                }
            }
        }
        Recusal::Grants => {
            for vault in wiring.suites.iter().flat_map(|suite| &suite.vaults) {
                if counts(holds_since(querier, vault, voter)?) {
                    return Ok(true);
                }
            }
        }
    }

    Ok(false)
}
