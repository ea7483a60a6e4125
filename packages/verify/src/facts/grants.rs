use std::collections::BTreeMap;

use milegate_api::vesting::{Event, GrantResponse, NewGrant};

use super::digests::events;
use crate::finding::Finding;
use crate::planned::Planned;
use crate::site::Site;

/// Every row of the plan is a grant of the vault, and the other way round. Who holds a grant may
/// have changed since the sealing, by its owner; then the log shows it.
pub fn grants(site: &Site<'_>, found: &mut Finding) {
    let planned = match site.planned() {
        Ok(planned) => planned,
        Err(why) => return found.unseen(why),
    };
    let s = &site.s;
    let chain: BTreeMap<&str, &GrantResponse> = s
        .grants
        .iter()
        .map(|grant| (grant.grant.as_str(), grant))
        .collect();
    let mut same = 0_usize;
    for row in &planned.grants {
        let Some(grant) = chain.get(row.grant.as_str()) else {
            found.wrong(format!("{}: the vault has no such grant", row.grant));
            continue;
        };
        let wrong = differences(planned, row, grant);
        same = same.saturating_add(usize::from(wrong.is_empty()));
        wrong.into_iter().for_each(|words| found.wrong(words));
        holder(site, planned, row, grant, found);
    }
    found.note(format!(
        "{same} of {} grants of the plan are on the chain",
        planned.grants.len()
    ));

    let rows = planned.grants.iter().map(|row| row.grant.as_str());
    let rows: Vec<&str> = rows.collect();
    let more: Vec<&str> = chain
        .keys()
        .filter(|name| !rows.contains(*name))
        .copied()
        .collect();
    if more.is_empty() {
        return;
    }
    let words = format!(
        "{} that the plan does not have: {}",
        more.len(),
        more.join(", ")
    );
    // The number of grants at the sealing never changes; what came later came out of a reserve.
    let sealed_with = usize::try_from(s.vault.grants).unwrap_or(usize::MAX);
    match s.sealed_at().is_some() && sealed_with == rows.len() {
        true => found.note(format!("{words} (assigned out of a reserve since)")),
        false => found.wrong(words),
    }
}

/// What cannot change after a grant was made.
fn differences(planned: &Planned<'_>, row: &NewGrant, grant: &GrantResponse) -> Vec<String> {
    let name = &row.grant;
    let mut wrong = Vec::new();
    let mut differ = |what: &str, plan: String, chain: String| {
        if plan != chain {
            wrong.push(format!("{name}: {what} is {chain}, the plan says {plan}"));
        }
    };
    let plan = planned.plan;
    let amount = |lots: u64| {
        let units = u128::from(lots).saturating_mul(u128::from(*plan.asset.lot));
        milegate_plan::Amounts::of(plan).words(units)
    };
    differ(
        "the amount",
        amount(row.lots.u64()),
        amount(grant.lots.u64()),
    );
    differ("the schedule", row.schedule.clone(), grant.schedule.clone());
    let claims = |anyone: bool| if anyone { "anyone's" } else { "its holder's" };
    let (plan, chain) = (claims(row.anyone_claims), claims(grant.anyone_claims));
    differ("claiming", plan.to_owned(), chain.to_owned());
    wrong
}

/// Owner and payee are those of the plan, or have become others by messages of the owner.
fn holder(
    site: &Site<'_>,
    planned: &Planned<'_>,
    row: &NewGrant,
    grant: &GrantResponse,
    found: &mut Finding,
) {
    let payee = row.payee.as_ref().unwrap_or(&row.owner);
    if grant.owner.as_str() == row.owner && grant.payee.as_str() == payee {
        return;
    }
    let name = &row.grant;
    let mut parts = Vec::new();
    for (what, chain, plan) in [
        ("owner", &grant.owner, &row.owner),
        ("payee", &grant.payee, payee),
    ] {
        if chain.as_str() != plan {
            let (chain, plan) = (planned.name(chain.as_str()), planned.name(plan));
            parts.push(format!(
                "{name}: the {what} is {chain}, the plan says {plan}"
            ));
        }
    }
    let words = parts.join("; ");
    match changed(site, name) {
        _ if site.s.sealed_at().is_none() => found.wrong(words),
        Ok(true) => found.note(format!("{words} (changed by its owner since)")),
        Ok(false) => found.wrong(format!("{words}, and no message changed it")),
        Err(why) => found.unseen(format!("{words}: whether its owner changed it: {why}")),
    }
}

/// Whether a grant's owner or payee was changed since the sealing.
fn changed<'a>(site: &'a Site<'_>, name: &str) -> Result<bool, &'a str> {
    let vault = site.s.vault_address.as_str();
    let executed = site.log()?.iter().filter(|tx| tx.error.is_none());
    let mut told = executed.flat_map(|tx| events(tx, vault));
    Ok(told.any(|event| match event {
        Event::PayeeChanged { grant, .. }
        | Event::OwnerChanged { grant, .. }
        | Event::Declined { grant, .. } => grant == name,
        _ => false,
    }))
}
