//! One milestone: what must be true, what is missing, and who could fake or stop it.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Uint128};
use milegate_api::core::milestone::{Told, WitnessKind, Written};
use milegate_api::milestones::{self as ms, MilestoneResponse};
use milegate_api::{oracle, vesting as v};

use crate::dates;
use crate::snapshot::Keys;
use crate::units::{decimal, thousands};
use crate::view::{ChainView, ViewError, query};

/// Explains a milestone of a milestones contract, from chain data alone. What is missing is said in
/// the contract's own words.
pub fn explain_milestone(
    view: &dyn ChainView,
    milestones: &Addr,
    name: &str,
) -> Result<Told, ViewError> {
    let config: ms::ConfigResponse = query(view, milestones, &ms::QueryMsg::Config {})?;
    let msg = ms::QueryMsg::Milestone {
        milestone: name.to_owned(),
    };
    let answer: MilestoneResponse = query(view, milestones, &msg)?;
    let fewest = Keys::new(view, milestones, &config).fewest(&answer.terms)?;
    let decimals = decimals(view, &answer);
    let written = Written {
        bond: &|amount: Uint128| format!("{} {}", thousands(amount.u128()), config.bond_denom),
        value: &|feed, value: Uint128| {
            decimal(value.u128(), decimals.get(feed).copied().unwrap_or(0))
        },
        time: &dates::length,
    };
    let next = answer.next.into_iter().map(|next| next.words);
    Ok(Told::of(
        &answer.terms,
        &written,
        fewest,
        answer.words,
        next.collect(),
    ))
}

/// Digits after the point of each feed that is asked; none for oracles that do not say.
fn decimals(view: &dyn ChainView, answer: &MilestoneResponse) -> BTreeMap<String, u8> {
    let leaves = answer.terms.witnesses.iter();
    let feeds = leaves.filter_map(|witness| match &witness.kind {
        WitnessKind::Feed {
            oracle,
            feed,
            window,
            ..
        } => {
            let msg = oracle::QueryMsg::Window {
                feed: feed.clone(),
                window: *window,
                at: None,
            };
            let reading: oracle::ReadingResponse = query(view, oracle, &msg).ok()?;
            Some((feed.clone(), reading.decimals))
        }
        _ => None,
    });
    feeds.collect()
}

/// The milestones contract that a vault reads.
pub fn milestones_of(view: &dyn ChainView, vault: &Addr) -> Result<Addr, ViewError> {
    let answer: v::VaultResponse = query(view, vault, &v::QueryMsg::Vault {})?;
    Ok(answer.milestones)
}
