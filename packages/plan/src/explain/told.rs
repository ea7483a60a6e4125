//! One milestone of a plan, in the sentences in which the chain's is told.

use std::collections::BTreeMap;

use cosmwasm_std::{HexBinary, Uint128};
use milegate_core::milestone::{Terms, Told, Written};

use crate::check::gate;
use crate::deploy::{Deployment, StepError, milestone_terms, roles};
use crate::party::{Party, sim_address};
use crate::plan::{Milestone, Plan};
use crate::text::{Amounts, decimal_words, duration_words};

/// What must be true for a milestone, who could fake or stop it, and what that costs them; none if
/// there is no such milestone. Meant for a plan that checks clean.
pub fn explain_milestone(plan: &Plan, name: &str) -> Option<Told> {
    let milestone = plan.milestone(name)?;
    let terms = terms(plan, milestone).ok()?;
    let gate = gate(plan, milestone)?;
    let bonds = Amounts::of_bonds(plan);
    let written = Written {
        bond: &|amount: Uint128| bonds.words(amount.u128()),
        value: &|feed, value: Uint128| {
            let decimals = plan.feed(feed).map_or(0, |feed| *feed.decimals);
            decimal_words(value.u128(), decimals)
        },
        time: &duration_words,
    };
    let stands = format!(
        "A plan: nothing has been said yet. Needs {}.",
        terms.policy.words()
    );
    Some(Told::of(&terms, &written, gate.keys, stands, Vec::new()))
}

/// The terms, with everybody named as the plan names him.
fn terms(plan: &Plan, milestone: &Milestone) -> Result<Terms<String>, StepError> {
    let named = |name: &String| (name.clone(), format!("@{name}"));
    let names = plan.addresses.iter().map(|each| &each.name.value);
    let names = names.chain(plan.multisigs.iter().map(|each| &each.name.value));
    let contracts = plan.contract_names();
    let names = names.chain(contracts.iter().map(|each| &each.value));
    let deployment = Deployment {
        digest: HexBinary::default(),
        creator: String::new(),
        prefix: plan.prefix.value.clone(),
        contracts: roles(plan)
            .into_iter()
            .map(|role| (role.clone(), role.to_string()))
            .collect(),
        names: names.map(named).collect(),
    };
    let parties = plan.parties().into_iter();
    let sims: BTreeMap<String, String> = parties
        .filter_map(|party| match party.value {
            Party::Sim(name) => Some((sim_address(&plan.prefix, &name), format!("sim:{name}"))),
            _ => None,
        })
        .collect();
    let terms = milestone_terms(plan, &deployment, milestone)?;
    terms.try_map(&mut |address: String| Ok(sims.get(&address).cloned().unwrap_or(address)))
}
