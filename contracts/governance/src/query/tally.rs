use cosmwasm_std::{Deps, Env, StdError, StdResult, Uint128};
use milegate_api::governance::TallyResponse;
use milegate_api::vesting::raw;
use milegate_core::governance::{Share, Tally as Sums, Terms};
use serde::Serialize;

use super::{next, plain, words};
use crate::opening::now;
use crate::peers::{power_of, smart};
use crate::state::{CONFIG, TEXTS, WIRING, load};

pub fn tally(deps: Deps, env: &Env, id: u64) -> StdResult<TallyResponse> {
    let (fixed, tally) = plain(load(deps.storage, id))?;
    let text = TEXTS.load(deps.storage, id)?;
    let (terms, proposal, now) = (fixed.terms, tally.proposal, now(env));
    let status = proposal.status(&terms, now);
    let outcome = proposal.tally(&terms);

    Ok(TallyResponse {
        id,
        title: text.title,
        proposer: text.proposer,
        insiders: insiders(deps, &terms, &proposal.tally)?,
        words: words::words(&text.asked, &terms, &proposal, status),
        next: next::next(&terms, status, now, tally.closed),
        asked: text.asked,
        milestones: fixed.named,
        tally: proposal.tally,
        options: proposal.options,
        status,
        outcome,
        voting_ends: terms.voting_ends(),
        tail_ends: terms.tail_ends(),
        executable: terms.executable(),
        expires: terms.expires(),
        terms,
        deposit: text.deposit,
        closed: tally.closed,
    })
}

/// What is asked of a vault. Its messages, of which the rest would cost kilobytes.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum VaultQuery {
    Supply {},
}

/// Paid out by grants of the listed vaults in the token that power is made of, as a share of the
/// ballots. A vault that is not sealed has paid nothing.
fn insiders(deps: Deps, terms: &Terms, sums: &Sums) -> StdResult<Option<Share>> {
    let Some(token) = CONFIG.load(deps.storage)?.token else {
        return Ok(None);
    };

    let denom = token.denom.to_string();
    let mut paid = Uint128::zero();
    for suite in WIRING.load(deps.storage)?.suites {
        for vault in suite.vaults {
            if !raw::is_sealed(&deps.querier, &vault)? {
                continue;
            }
            let supply = smart(&deps.querier, &vault, &VaultQuery::Supply {})?;
            if supply.denom.as_ref() == Some(&denom) {
                let sums = supply.total.ok_or_else(|| StdError::not_found("total"))?;
                paid = paid.checked_add(sums.claimed)?;
            }
        }
    }
    Ok(Some(sums.insiders(terms, power_of(&token, paid))))
}
