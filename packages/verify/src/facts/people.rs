use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Empty};
use cw_storage_plus::Map;
use milegate_api::vesting::Change;
use milegate_report::{Account, ViewError};

use crate::finding::Finding;
use crate::members;
use crate::site::{Seen, Site};

/// Who refuses to be named in grants, as the vault keeps it.
const REFUSES: Map<&Addr, Empty> = Map::new("refuses");

/// Nobody who testifies or judges holds a grant, himself or through a multisig. Voters of the
/// governance may: each vote recuses those who gain by it.
pub fn independence(site: &Site<'_>, found: &mut Finding) {
    let holders = match holders(site) {
        Ok(holders) => holders,
        Err(away) => return found.unseen(away),
    };
    let judges = match judges(site) {
        Ok(judges) => judges,
        Err(away) => return found.unseen(away),
    };
    for (address, role) in &judges {
        if let Some(holding) = holders.get(address) {
            found.wrong(format!("{address}, {role}, is {holding}"));
        }
    }
    found.note(format!(
        "none of {} who testify or judge is among the {} who hold grants",
        judges.len(),
        holders.len()
    ));
    for (address, party) in &site.parties {
        if party.multisig.is_none() {
            let what = match &party.account {
                Account::Contract => "is a contract that names no members".to_owned(),
                Account::Module(module) => format!("is the module {module}"),
                Account::Key => "is a plain key".to_owned(),
                Account::Unseen => "has not been seen by the chain".to_owned(),
            };
            let role = party.roles.join(", ");
            found.note(format!(
                "who is behind the {role} cannot be looked up: {address} {what}"
            ));
        }
    }
    refusals(site, &judges, found);
}

/// Attestors whom an assigner or an owner could still make interested by naming them in a grant.
fn refusals(site: &Site<'_>, judges: &BTreeMap<Addr, String>, found: &mut Finding) {
    let vault = &site.s.vault_address;
    let mut open = 0_usize;
    for address in judges.keys() {
        match site.view.raw(vault, &REFUSES.key(address)) {
            Ok(record) => {
                open = open.saturating_add(usize::from(record.is_none_or(|r| r.is_empty())))
            }
            Err(why) => return found.unseen(format!("who refuses grants: {why}")),
        }
    }
    found.note(match open {
        0 => "all of them refuse to be named in grants".to_owned(),
        open => format!(
            "{open} of them have not sent refuse_grants: who assigns a reserve, and every owner, could \
             make them interested"
        ),
    });
}

/// Whoever testifies or judges, or could by changing a contract that testifies.
fn judges(site: &Site<'_>) -> Result<BTreeMap<Addr, String>, ViewError> {
    let mut out = BTreeMap::new();
    for (role, group) in site.groups.values() {
        let sit = group.members.iter().filter(|member| member.weight > 0);
        // Voters of a governance are recused one by one.
        if role.starts_with("voters") {
            continue;
        }
        for member in sit {
            let role = format!("a member of the {role}");
            out.entry(Addr::unchecked(&member.addr)).or_insert(role);
        }
    }
    for (address, party) in &site.parties {
        let role = party.roles.join(", ");
        for voter in party.multisig.iter().flat_map(|m| &m.voters) {
            let role = format!("a member of the {role}");
            out.entry(Addr::unchecked(&voter.addr)).or_insert(role);
        }
        out.entry(address.clone()).or_insert(format!("the {role}"));
    }
    for (admin, role) in keepers(site) {
        for voter in members::multisig(site.view, &admin)?
            .iter()
            .flat_map(|multisig| &multisig.voters)
        {
            let role = format!("a member of {role}");
            out.entry(Addr::unchecked(&voter.addr)).or_insert(role);
        }
        out.entry(admin).or_insert(role);
    }
    Ok(out)
}

/// Who can replace the code of what testifies: of an oracle, what an adapter samples, what a state leaf
/// asks. Governance is left out, whose voters are recused one by one.
fn keepers(site: &Site<'_>) -> Vec<(Addr, String)> {
    let measure = |seen: &&Seen| seen.role == "oracle" || seen.role.starts_with("source of ");
    let testify = site.contracts.iter().filter(measure).chain(&site.targets);
    let kept = testify.filter_map(|seen| {
        let admin = seen.info.admin.as_ref()?;
        let role = format!("who can replace the code of the {}", seen.role);
        (!site.is_governance(admin)).then(|| (Addr::unchecked(admin), role))
    });
    kept.collect()
}

/// Whoever has or may get something from a grant, and the members of multisigs that do.
fn holders(site: &Site<'_>) -> Result<BTreeMap<Addr, String>, ViewError> {
    let mut out: BTreeMap<Addr, String> = BTreeMap::new();
    for grant in &site.s.grants {
        let name = &grant.grant;
        let mut add = |address: &Addr, role: &str| {
            out.entry(address.clone())
                .or_insert_with(|| format!("{role} of grant {name}"));
        };
        add(&grant.owner, "the owner");
        add(&grant.payee, "the payee");
        grant
            .recovery
            .iter()
            .for_each(|address| add(address, "the recovery address"));
        for announced in &grant.changes {
            match &announced.change {
                Change::Payee { payee, .. } => add(payee, "the payee to be"),
                Change::Owner { owner, .. } | Change::Recovery { owner, .. } => {
                    add(owner, "the owner to be");
                }
                Change::Termination { .. } => {}
            }
        }
    }
    for (address, role) in out.clone() {
        if site.view.account(&address)? == Account::Contract {
            let multisig = members::multisig(site.view, &address)?;
            for voter in multisig.iter().flat_map(|m| &m.voters) {
                out.entry(Addr::unchecked(&voter.addr))
                    .or_insert_with(|| format!("a member of {role}"));
            }
        }
    }
    Ok(out)
}
