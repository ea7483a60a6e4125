use std::collections::BTreeMap;

use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response, StdError, Uint64};
use milegate_api::common::Sink;
use milegate_api::core::ledger::{Totals, amount, limits, sum, under_cap};
use milegate_api::vesting::{Event, NewGrant, Phase, seal};

use crate::error::ContractError;
use crate::state::{GRANTS, GrantRecord, INTEREST, LIST, SCHEDULES, SEAL, TOTALS, VAULT, Vault};

/// Adds grants to a draft, in order.
///
/// What a batch shares (sums, the digest, a holder's interest) is written once, so one more grant
/// in it costs its own record and its holder's.
pub fn add_grants(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    grants: Vec<NewGrant>,
) -> Result<Response, ContractError> {
    if let Phase::Sealed { at } = SEAL.load(deps.storage)? {
        return Err(ContractError::AlreadySealed { at });
    }
    let vault = VAULT.load(deps.storage)?;
    if info.sender != vault.issuer {
        return Err(ContractError::NotIssuer {
            sender: info.sender,
            issuer: vault.issuer,
        });
    }
    if grants.is_empty() {
        return Err(ContractError::NoGrants {});
    }

    let mut list = LIST.load(deps.storage)?;
    let mut schedules: BTreeMap<String, (String, Totals)> = BTreeMap::new();
    let mut interest: BTreeMap<Addr, BTreeMap<String, u32>> = BTreeMap::new();
    let mut events = Vec::new();
    for new in grants {
        limits::name(&new.grant)?;
        if GRANTS.has(deps.storage, &new.grant) {
            return Err(ContractError::Duplicate {
                what: "grant",
                name: new.grant,
            });
        }
        let owner = deps.api.addr_validate(&new.owner)?;
        let payee = match &new.payee {
            Some(payee) => deps.api.addr_validate(payee)?,
            None => owner.clone(),
        };
        for holder in [&owner, &payee] {
            check_holder(&vault, &env.contract.address, &new.grant, holder)?;
        }

        if !schedules.contains_key(&new.schedule) {
            let record = SCHEDULES.may_load(deps.storage, &new.schedule)?;
            let record = record.ok_or_else(|| ContractError::Unknown {
                what: "schedule",
                name: new.schedule.clone(),
            })?;
            let totals = TOTALS.load(deps.storage, &new.schedule)?;
            schedules.insert(new.schedule.clone(), (record.category, totals));
        }
        let Some((category, totals)) = schedules.get_mut(&new.schedule) else {
            return Err(StdError::not_found(&new.schedule).into());
        };
        let size = amount(new.lots, vault.asset.lot);
        totals.add(new.lots.u64(), vault.asset.lot.u64())?;
        let granted = list.lots.get(category).copied().unwrap_or_default();
        let category_lots = within_cap(&vault, category, granted, &new)?;
        list.lots.insert(category.clone(), category_lots);
        list.funding = sum([list.funding, size])?;
        list.grants = one_more(list.grants)?;
        list.digest = seal::next(&list.digest, &new)?;

        let record = GrantRecord {
            schedule: new.schedule.clone(),
            payee: (payee != owner).then(|| payee.clone()),
            owner: owner.clone(),
            lots: new.lots,
            anyone_claims: new.anyone_claims,
        };
        GRANTS.save(deps.storage, &new.grant, &record)?;
        for holder in std::iter::once(&owner).chain(&record.payee) {
            if !interest.contains_key(holder) {
                let held = INTEREST.may_load(deps.storage, holder)?;
                interest.insert(holder.clone(), held.unwrap_or_default());
            }
            if let Some(held) = interest.get_mut(holder) {
                let count = held.entry(new.schedule.clone()).or_default();
                *count = one_more(*count)?;
            }
        }

        events.push(Event::GrantAdded {
            grant: new.grant,
            schedule: new.schedule,
            category: category.clone(),
            owner: owner.into(),
            payee: payee.into(),
            lots: new.lots.u64(),
            amount: size,
            denom: vault.asset.denom.clone(),
            anyone_claims: new.anyone_claims,
            category_lots: category_lots.u64(),
            seal_digest: list.digest.to_hex(),
            time: env.block.time.seconds(),
        });
    }

    for (name, (_, totals)) in &schedules {
        TOTALS.save(deps.storage, name, totals)?;
    }
    for (holder, held) in &interest {
        INTEREST.save(deps.storage, holder, held)?;
    }
    LIST.save(deps.storage, &list)?;

    Ok(Response::new().add_events(events))
}

/// The vault would pay itself, and the sink would gain from its own misses.
fn check_holder(
    vault: &Vault,
    itself: &Addr,
    grant: &str,
    holder: &Addr,
) -> Result<(), ContractError> {
    if holder == itself {
        return Err(ContractError::VaultItself {
            role: "owner or payee",
        });
    }
    match &vault.sink {
        Sink::Account { address } if address == holder => Err(ContractError::SinkHolds {
            grant: grant.to_owned(),
            sink: address.clone(),
        }),
        _ => Ok(()),
    }
}

fn within_cap(
    vault: &Vault,
    category: &str,
    granted: Uint64,
    new: &NewGrant,
) -> Result<Uint64, ContractError> {
    let terms = vault.categories.iter().find(|terms| terms.name == category);
    let cap = terms.map(|terms| terms.cap).unwrap_or_default();

    under_cap(granted, new.lots, cap).ok_or_else(|| ContractError::OverCap {
        grant: new.grant.clone(),
        category: category.to_owned(),
        granted,
        lots: new.lots,
        cap,
    })
}

fn one_more(count: u32) -> Result<u32, ContractError> {
    let more = count.checked_add(1);
    Ok(more.ok_or_else(|| StdError::generic_err("too many grants"))?)
}
