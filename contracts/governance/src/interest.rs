//! Who is barred from voting.

use cosmwasm_std::{Addr, QuerierWrapper, StdResult};
use milegate_api::vesting::raw::{holds_since, interested_since, sealed_at};
use milegate_core::governance::Recusal;

use crate::state::{Fixed, Wiring};

/// Whether `voter` is interested in what a proposal does, and was when it opened: a grant planted
/// on an opponent while he votes does not silence him.
pub fn is_interested(
    querier: &QuerierWrapper,
    wiring: &Wiring,
    fixed: &Fixed,
    voter: &Addr,
) -> StdResult<bool> {
    let opened = fixed.terms.opened;
    let counts = |vault: &Addr, since: Option<u64>| match since {
        Some(since) if since <= opened.height => {
            let sealed = sealed_at(querier, vault)?;
            Ok(sealed.is_some_and(|at| at <= opened.time))
        }
        _ => StdResult::Ok(false),
    };

    match fixed.terms.recusal {
        Recusal::Nobody => {}
        Recusal::Milestones => {
            for named in &fixed.named {
                let suite = wiring.suite(named).into_iter();
                for vault in suite.flat_map(|suite| &suite.vaults) {
                    let since = interested_since(querier, vault, &named.milestone, voter)?;
                    if counts(vault, since)? {
                        return Ok(true);
                    }
                }
            }
        }
        Recusal::Grants => {
            for vault in wiring.suites.iter().flat_map(|suite| &suite.vaults) {
                let since = holds_since(querier, vault, voter)?;
                if counts(vault, since)? {
                    return Ok(true);
                }
            }
        }
    }

    Ok(false)
}
