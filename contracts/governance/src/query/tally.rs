use cosmwasm_std::{Api, Deps, Env, StdError, StdResult, Uint128, to_json_vec};
use milegate_api::governance::{Asked, Named, TallyResponse};
use milegate_api::vesting::raw;
use milegate_core::governance::{Share, Tally as Sums, Terms};
use serde::Serialize;

use super::{next, plain, words};
use crate::msg::give;
use crate::opening::digest;
use crate::peers::{power_of, smart};
use crate::state::{self, Asks, BASIS, TEXTS, WIRING, Wiring, load};
use milegate_api::common::now;

pub fn tally(deps: Deps, env: &Env, id: u64) -> StdResult<TallyResponse> {
    let (fixed, tally) = plain(load(deps.storage, id))?;
    let text = TEXTS.load(deps.storage, id)?;
    let wiring = WIRING.load(deps.storage)?;
    let (terms, proposal, now) = (fixed.terms, tally.proposal, now(env));
    let status = proposal.status(&terms, now);
    let outcome = proposal.tally(&terms);

    Ok(TallyResponse {
        id,
        title: text.title,
        proposer: deps.api.addr_humanize(&text.proposer)?,
        insiders: insiders(deps, &wiring, &terms, &proposal.tally)?,
        words: words::words(&text.asks, &terms, &proposal, status),
        next: next::next(&terms, status, now, tally.closed),
        asked: asked(deps.api, text.asks)?,
        milestones: named(&wiring, &fixed.named),
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

/// As others are told; the hash is that of the messages' JSON.
fn asked(api: &dyn Api, asks: Asks) -> StdResult<Asked> {
    Ok(match asks {
        Asks::Messages {
            msgs, pins, cites, ..
        } => Asked::Messages {
            hash: digest(&to_json_vec(&give(api, msgs)?)?),
            pins,
            cites,
        },
        Asks::Signal { options } => Asked::Signal { options },
        Asks::Dispute { round } => Asked::Dispute { round },
    })
}

fn named(wiring: &Wiring, named: &[state::Named]) -> Vec<Named> {
    let named = named.iter().filter_map(|named| {
        Some(Named {
            milestones: wiring.suite(named)?.milestones.clone(),
            milestone: named.milestone.clone(),
        })
    });
    named.collect()
}

/// What is asked of a vault. Its messages, of which the rest would cost kilobytes.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum VaultQuery {
    Supply {},
}

/// Paid out by grants of the listed vaults in the token that power is made of, as a share of the
/// ballots. A vault that is not sealed has paid nothing.
fn insiders(deps: Deps, wiring: &Wiring, terms: &Terms, sums: &Sums) -> StdResult<Option<Share>> {
    let Some(token) = BASIS.load(deps.storage)?.token else {
        return Ok(None);
    };

    let denom = token.denom.to_string();
    let mut paid = Uint128::zero();
    for suite in &wiring.suites {
        for vault in &suite.vaults {
            if raw::sealed_at(&deps.querier, vault)?.is_none() {
                continue;
            }
            let supply = smart(&deps.querier, vault, &VaultQuery::Supply {})?;
            if supply.denom.as_ref() == Some(&denom) {
                let sums = supply.total.ok_or_else(|| StdError::not_found("total"))?;
                paid = paid.checked_add(sums.claimed)?;
            }
        }
    }
    Ok(Some(sums.insiders(terms, power_of(&token, paid))))
}
