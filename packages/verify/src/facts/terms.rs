use std::collections::BTreeMap;

use cosmwasm_std::Addr;
use milegate_api::governance::InstantiateMsg as Governance;
use milegate_api::oracle::InstantiateMsg as Oracle;
use milegate_plan::Role;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::differ::differences;
use crate::finding::Finding;
use crate::planned::Planned;
use crate::site::Site;

/// Whatever the plan fixes of vault, milestones, stake, governance and multisigs is on the chain.
pub fn terms(site: &Site<'_>, found: &mut Finding) {
    let planned = match site.planned() {
        Ok(planned) => planned,
        Err(why) => return found.unseen(why),
    };
    vault(site, planned, found);
    milestones(site, planned, found);
    governance(site, planned, found);
    oracles(site, planned, found);
    for (address, party) in &site.parties {
        let terms = party.multisig.as_ref().and_then(|m| m.terms.as_ref());
        let (Some(terms), Some(role)) = (terms, role_at(planned, address)) else {
            continue;
        };
        if let Some(birth) = planned.births.get(&role) {
            same(&role.to_string(), birth, &terms.whole, found);
        }
    }
}

fn vault(site: &Site<'_>, planned: &Planned<'_>, found: &mut Finding) {
    let s = &site.s;
    let v = &s.vault;
    let known = |name: &String| planned.vault.schedules.iter().any(|x| x.name == *name);
    let (own, later): (Vec<_>, Vec<_>) = s.schedules.iter().partition(|x| known(&x.name));
    if !later.is_empty() {
        let names: Vec<&str> = later.iter().map(|x| x.name.as_str()).collect();
        let words = format!(
            "schedules that the plan does not have: {}",
            names.join(", ")
        );
        // After the sealing there is one way to a schedule: a cohort, a copy for later hires.
        found.check(s.sealed_at().is_some(), format!("{words} (cohorts)"), words);
    }
    let schedules = own
        .into_iter()
        .map(|x| json!({ "name": x.name, "category": x.category, "schedule": x.schedule }));
    let chain = json!({
        "plan": v.plan,
        "asset": v.asset,
        "issuer": v.issuer,
        "funder": v.funder,
        "milestones": { "address": v.milestones },
        "governance": v.governance,
        "notice": v.notice,
        "payee_delay": v.payee_delay,
        "recovery_delay": v.recovery_delay,
        "sink": v.sink,
        "excluded": v.excluded,
        "guard": v.guard,
        "categories": v.categories,
        "schedules": schedules.collect::<Vec<_>>(),
    });
    let mut plan = value(&planned.vault);
    // It has a fact of its own.
    if let Some(named) = plan.get_mut("milestones").and_then(Value::as_object_mut) {
        named.remove("checksum");
    }
    same(
        "vault",
        &by_name(plan, "schedules"),
        &by_name(chain, "schedules"),
        found,
    );
}

fn milestones(site: &Site<'_>, planned: &Planned<'_>, found: &mut Finding) {
    let s = &site.s;
    let Some(mut plan) = planned.births.get(&Role::Milestones).cloned() else {
        return found.unseen("the plan has no milestones");
    };
    let terms = s.milestones.iter().map(|m| value(&m.terms));
    let chain = json!({
        "vaults": s.config.vaults,
        "governance": s.config.governance,
        "bond_denom": s.config.bond_denom,
        "bond_sink": s.config.bond_sink,
        "milestones": terms.collect::<Vec<_>>(),
    });
    // It has a fact of its own.
    if let Some(plan) = plan.as_object_mut() {
        plan.remove("plan");
    }
    same(
        "milestones",
        &by_name(plan, "milestones"),
        &by_name(chain, "milestones"),
        found,
    );
}

/// A message with the entries of one list in the order of their names, as chains list them.
fn by_name(mut message: Value, list: &str) -> Value {
    if let Some(entries) = message.get_mut(list).and_then(Value::as_array_mut) {
        let name = |entry: &Value| entry.get("name").map(Value::to_string);
        entries.sort_by_key(name);
    }
    message
}

/// What no vote can change is as the plan has it, and rules as long as no vote changed them.
fn governance(site: &Site<'_>, planned: &Planned<'_>, found: &mut Finding) {
    let Some(born) = birth::<Governance>(planned, &Role::Governance) else {
        return;
    };
    let Some(v) = &site.s.voting else {
        return found.wrong("the plan has a governance, the vault's wiring none");
    };
    let c = &v.config;
    let plan = json!({
        "source": born.source, "token": born.token, "start": born.start,
        "deposit_denom": born.deposit_denom,
    });
    let chain = json!({
        "source": c.source, "token": c.token, "start": c.start, "deposit_denom": c.deposit_denom,
    });
    same("governance", &plan, &chain, found);
    match c.rules.revision == born.rules.revision {
        true => same(
            "governance.rules",
            &value(&born.rules),
            &value(&c.rules),
            found,
        ),
        false => found.note(format!(
            "governance: rules are in revision {}, changed by votes since",
            c.rules.revision
        )),
    }
    match (&born.guardian, &c.guardian) {
        (Some(_), None) => found.note("governance: the guardian was removed since"),
        (plan, chain) => same("governance.guardian", &value(plan), &value(chain), found),
    }
    if let (Some(stake), Some(staking)) = (planned.births.get(&Role::Stake), &v.stake) {
        let mut chain = value(&staking.config);
        // It has a fact of its own.
        if let Some(plan) = chain.get_mut("plan") {
            *plan = stake.get("plan").cloned().unwrap_or_default();
        }
        same("stake", stake, &chain, found);
    }
}

/// The feeds that milestones rest on; governance may have added others.
fn oracles(site: &Site<'_>, planned: &Planned<'_>, found: &mut Finding) {
    let Some(born) = birth::<Oracle>(planned, &Role::Oracle) else {
        return;
    };
    for (address, oracle) in &site.oracles {
        if role_at(planned, address) != Some(Role::Oracle) {
            continue;
        }
        for feed in oracle.feeds.values().flatten() {
            let name = &feed.terms.name;
            match born.feeds.iter().find(|planned| planned.name == *name) {
                None => found.wrong(format!("oracle: the plan has no feed {name}")),
                Some(planned) => {
                    let what = format!("oracle.{name}");
                    same(&what, &value(planned), &value(&feed.terms), found);
                }
            }
        }
    }
}

/// Members and weights of every group that the plan has.
pub fn members(site: &Site<'_>, found: &mut Finding) {
    let planned = match site.planned() {
        Ok(planned) => planned,
        Err(why) => return found.unseen(why),
    };
    for (address, (_, group)) in &site.groups {
        let role = role_at(planned, address);
        let born = role.as_ref().and_then(|role| planned.births.get(role));
        let (Some(role), Some(born)) = (role, born) else {
            found.note(format!("{address} is a group that the plan only names"));
            continue;
        };
        let seated = group.members.iter().map(|m| (m.addr.clone(), m.weight));
        let seated: BTreeMap<String, u64> = seated.collect();
        let planned_members: BTreeMap<String, u64> = seats(born);
        let mut wrong = Vec::new();
        for (who, weight) in &planned_members {
            match seated.get(who) {
                None => wrong.push(format!("{} is missing", planned.name(who))),
                Some(has) if has != weight => {
                    wrong.push(format!(
                        "{} weighs {has}, planned {weight}",
                        planned.name(who)
                    ));
                }
                Some(_) => {}
            }
        }
        for who in seated
            .keys()
            .filter(|who| !planned_members.contains_key(*who))
        {
            wrong.push(format!("{} is not in the plan", planned.name(who)));
        }
        found.check(
            wrong.is_empty(),
            format!("{role}: {} members", seated.len()),
            format!("{role}: {}", wrong.join("; ")),
        );
    }
    if site.groups.is_empty() {
        found.note("no groups");
    }
}

fn seats(born: &Value) -> BTreeMap<String, u64> {
    let members = born.get("members").and_then(Value::as_array);
    let seats = members.into_iter().flatten().filter_map(|member| {
        let who = member.get("addr")?.as_str()?;
        Some((who.to_owned(), member.get("weight")?.as_u64()?))
    });
    seats.collect()
}

fn role_at(planned: &Planned<'_>, address: &Addr) -> Option<Role> {
    let mut contracts = planned.deployment.contracts.iter();
    let found = contracts.find(|(_, known)| known.as_str() == address.as_str());
    found.map(|(role, _)| role.clone())
}

fn birth<T: DeserializeOwned>(planned: &Planned<'_>, role: &Role) -> Option<T> {
    serde_json::from_value(planned.births.get(role)?.clone()).ok()
}

fn same(what: &str, plan: &Value, chain: &Value, found: &mut Finding) {
    let wrong = differences(what, plan, chain);
    if wrong.is_empty() {
        found.note(format!("{what}: as in the plan"));
    }
    wrong.into_iter().for_each(|words| found.wrong(words));
}

fn value(it: &impl Serialize) -> Value {
    serde_json::to_value(it).unwrap_or_default()
}
