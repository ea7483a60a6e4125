//! One milestone: what must be true, what is missing, and who could fake or stop it.

use cosmwasm_std::{Addr, Uint128};
use milegate_api::core::milestone::{Told, Written};
use milegate_api::milestones::{self as ms, MilestoneResponse};
use milegate_api::vesting as v;

use crate::dates;
use crate::figures::Figures;
use crate::snapshot::Keys;
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
    let figures = Figures::read(view, &config, std::slice::from_ref(&answer))?;
    let fewest = Keys::new(view, milestones, &figures).fewest(&answer.terms)?;
    let written = Written {
        bond: &|amount: Uint128| figures.bond(amount),
        value: &|feed, value: Uint128| figures.value_of(feed, value),
        time: &dates::length,
    };
    let next = answer.next.iter();
    let next = next.map(|next| figures.worded(&answer, &next.words));
    Ok(Told::of(
        &answer.terms,
        &written,
        fewest,
        figures.worded(&answer, &answer.words),
        next.collect(),
    ))
}

/// The milestones contract that a vault reads.
pub fn milestones_of(view: &dyn ChainView, vault: &Addr) -> Result<Addr, ViewError> {
    let answer: v::VaultResponse = query(view, vault, &v::QueryMsg::Vault {})?;
    Ok(answer.milestones)
}
