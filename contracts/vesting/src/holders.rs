//! Who holds a grant, and whom it makes interested.

use cosmwasm_std::{Addr, Api, StdError, StdResult, Storage, Uint128};
use milegate_api::common::{Denom, Sink};
use milegate_api::core::holder::Part;
use milegate_api::core::ledger::{Tenure, limits};
use milegate_api::vesting::NewGrant;

use crate::error::{ContractError, Result};
use crate::state::{CLAIMED, GRANTS, GrantRecord, INTEREST, REFUSES, TIES, Vault, interest};

/// Validates an account that is to be owner or payee. The vault would pay itself, the token would
/// be stuck in itself, the sink would gain from its own misses, and a governance that holds a grant
/// is barred from attesting for anybody.
pub fn holder(
    storage: &dyn Storage,
    api: &dyn Api,
    itself: &Addr,
    vault: &Vault,
    grant: &str,
    holder: &str,
) -> Result<Addr> {
    let holder = api.addr_validate(holder)?;
    let grant = grant.to_owned();
    if holder == *itself {
        return Err(ContractError::VaultItself {
            role: "owner or payee",
        }
        .into());
    }
    if vault.governance.as_ref() == Some(&holder) {
        let governance = holder;
        return Err(ContractError::GovernanceHolds { grant, governance }.into());
    }
    match (&vault.sink, &vault.asset.denom) {
        (Sink::Account { address }, _) if *address == holder => {
            let sink = holder;
            Err(ContractError::SinkHolds { grant, sink }.into())
        }
        (_, Denom::Cw20(token)) if *token == holder => {
            let token = holder;
            Err(ContractError::TokenHolds { grant, token }.into())
        }
        _ => willing(storage, &holder).map(|()| holder),
    }
}

/// Refuses an address that refuses grants.
pub fn willing(storage: &dyn Storage, address: &Addr) -> Result<()> {
    match REFUSES.has(storage, address) {
        false => Ok(()),
        true => Err(ContractError::RefusesGrants {
            address: address.clone(),
        }
        .into()),
    }
}

/// How an address stands to a grant.
pub fn part(
    storage: &dyn Storage,
    reference: &str,
    terms: &GrantRecord,
    address: &Addr,
) -> StdResult<Part> {
    Ok(Part {
        owner: terms.owner == *address,
        payee: terms.payee() == address,
        tie: TIES.may_load(storage, (reference, address))?,
    })
}

/// Writes down how an address stands to a grant from this block on.
pub fn save_part(
    storage: &mut dyn Storage,
    reference: &str,
    schedule: &str,
    address: &Addr,
    before: Part,
    after: Part,
    height: u64,
) -> Result<()> {
    if before.tie != after.tie {
        match &after.tie {
            Some(tie) => TIES.save(storage, (reference, address), tie),
            None => TIES.remove(storage, (reference, address)),
        }
    }
    match (before.is_interested(), after.is_interested()) {
        (false, true) => count(storage, schedule, address, height, |n| n.checked_add(1)),
        (true, false) => count(storage, schedule, address, height, |n| n.checked_sub(1)),
        _ => Ok(()),
    }
}

/// The record of a grant that is to appear; its reference must be a new one.
pub fn fresh(
    storage: &dyn Storage,
    api: &dyn Api,
    itself: &Addr,
    vault: &Vault,
    new: &NewGrant,
) -> Result<GrantRecord> {
    limits::name(&new.grant)?;
    if GRANTS.has(storage, &new.grant) {
        return Err(ContractError::Duplicate {
            what: "grant",
            name: new.grant.clone(),
        }
        .into());
    }
    let named = |address: &str| holder(storage, api, itself, vault, &new.grant, address);
    let owner = named(&new.owner)?;
    let payee = match &new.payee {
        Some(payee) => Some(named(payee)?),
        None => None,
    };

    Ok(GrantRecord {
        schedule: new.schedule.clone(),
        payee: payee.filter(|payee| *payee != owner),
        owner,
        lots: new.lots,
        anyone_claims: new.anyone_claims,
        tenure: Tenure::Serving {},
        payee_since: Uint128::zero(),
    })
}

/// A grant appears, with its first owner and payee.
pub fn welcome(
    storage: &mut dyn Storage,
    reference: &str,
    terms: &GrantRecord,
    height: u64,
) -> Result<()> {
    for address in std::iter::once(&terms.owner).chain(&terms.payee) {
        let after = part(storage, reference, terms, address)?;
        let before = Part::default();
        let schedule = &terms.schedule;
        save_part(storage, reference, schedule, address, before, after, height)?;
    }
    GRANTS.save(storage, reference, terms);
    Ok(())
}

/// A grant gets another owner or payee. Everybody concerned keeps, or gets, the part that follows;
/// each is written once, from before to after, so who stays interested is so since the same block.
pub fn hand_over(
    storage: &mut dyn Storage,
    reference: &str,
    terms: &mut GrantRecord,
    owner: Addr,
    payee: Option<Addr>,
    height: u64,
) -> Result<()> {
    let payee = payee.filter(|payee| *payee != owner);
    let claimed = CLAIMED.may_load(storage, reference)?.unwrap_or_default();
    let paid = claimed > terms.payee_since;
    let paid_before = terms.payee().clone();

    let mut concerned: Vec<(Addr, Part)> = Vec::new();
    let named = [&terms.owner, terms.payee(), &owner];
    for address in named.into_iter().chain(&payee) {
        if concerned.iter().all(|(known, _)| known != address) {
            concerned.push((address.clone(), part(storage, reference, terms, address)?));
        }
    }
    terms.owner = owner;
    terms.payee = payee;
    if *terms.payee() != paid_before {
        terms.payee_since = claimed;
    }

    for (address, before) in concerned {
        let (owner, payee) = (terms.owner == address, *terms.payee() == address);
        let after = before.keeps(owner, payee, paid);
        let schedule = &terms.schedule;
        save_part(
            storage, reference, schedule, &address, before, after, height,
        )?;
    }
    GRANTS.save(storage, reference, terms);
    Ok(())
}

fn count(
    storage: &mut dyn Storage,
    schedule: &str,
    address: &Addr,
    height: u64,
    change: impl Fn(u32) -> Option<u32>,
) -> Result<()> {
    let mut all = interest(storage, address)?;
    let held = all.entry(schedule);
    if held.grants == 0 {
        held.since = height;
    }
    let grants = change(held.grants);
    held.grants = grants.ok_or_else(|| StdError::generic_err("grants cannot be counted"))?;

    all.0.retain(|(_, held)| held.grants > 0);
    match all.0.is_empty() {
        true => INTEREST.remove(storage, address),
        false => INTEREST.save(storage, address, &all)?,
    }
    Ok(())
}
