use cosmwasm_std::{Api, DepsMut, Env, MessageInfo, Response, StdError, Storage, Uint64};
use milegate_api::core::ledger::{Totals, amount, sum, under_cap};
use milegate_api::vesting::{Event, NewGrant, Phase, seal};

use crate::error::{ContractError, Result, unknown};
use crate::holders::{fresh, welcome};
use crate::state::{LIST, List, SCHEDULES, TOTALS, VAULT, Vault, phase};

/// What a batch shares. It is written once, so one more grant costs its own record and its
/// holder's.
struct Batch {
    vault: Vault,
    list: List,
    schedules: Vec<Touched>,
}

/// A schedule that grants of the batch join.
struct Touched {
    name: String,
    category: String,
    totals: Totals,
}

/// Adds grants to a draft, in order.
pub fn add_grants(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    grants: Vec<NewGrant>,
) -> Result<Response> {
    if let Phase::Sealed { at } = phase(deps.storage)? {
        return Err(ContractError::AlreadySealed { at }.into());
    }
    let mut batch = Batch {
        vault: VAULT.load(deps.storage)?,
        list: LIST.load(deps.storage)?,
        schedules: Vec::new(),
    };
    if info.sender != batch.vault.issuer {
        return Err(ContractError::NotIssuer {
            sender: info.sender,
            issuer: batch.vault.issuer,
        }
        .into());
    }
    if grants.is_empty() {
        return Err(ContractError::NoGrants {}.into());
    }

    let mut events = Vec::new();
    for grant in grants {
        events.push(batch.add(deps.storage, deps.api, &env, grant)?);
    }
    for schedule in &batch.schedules {
        TOTALS.save(deps.storage, &schedule.name, &schedule.totals);
    }
    LIST.save(deps.storage, &batch.list);

    Ok(Response::new().add_events(events))
}

impl Batch {
    fn add(
        &mut self,
        storage: &mut dyn Storage,
        api: &dyn Api,
        env: &Env,
        new: NewGrant,
    ) -> Result<Event> {
        let record = fresh(storage, api, &env.contract.address, &self.vault, &new)?;

        let lot = self.vault.asset.lot;
        let size = amount(new.lots, lot);
        let schedule = self.schedule(storage, &new.schedule)?;
        schedule.totals.add(new.lots.u64(), lot.u64())?;
        let category = schedule.category.clone();
        let category_lots = self.within_cap(&category, &new)?;
        self.list.funding = sum([self.list.funding, size])?;
        self.list.grants = self.list.grants.checked_add(1).ok_or_else(too_many)?;
        self.list.digest = seal::next(&self.list.digest, &new)?;

        welcome(storage, &new.grant, &record, env.block.height)?;

        Ok(Event::GrantAdded {
            grant: new.grant,
            category,
            payee: record.payee().to_string(),
            schedule: record.schedule,
            owner: record.owner.into(),
            lots: new.lots.u64(),
            amount: size,
            denom: self.vault.asset.denom.to_string(),
            anyone_claims: new.anyone_claims,
            category_lots: category_lots.u64(),
            seal_digest: self.list.digest.to_hex(),
            time: env.block.time.seconds(),
        })
    }

    fn schedule(&mut self, storage: &dyn Storage, name: &str) -> Result<&mut Touched> {
        let known = self.schedules.iter().position(|known| known.name == name);
        let position = match known {
            Some(position) => position,
            None => {
                let record = SCHEDULES.may_load(storage, name)?;
                let record = record.ok_or_else(|| unknown("schedule", name))?;
                self.schedules.push(Touched {
                    name: name.to_owned(),
                    category: record.category,
                    totals: TOTALS.load(storage, name)?,
                });
                self.schedules.len().saturating_sub(1)
            }
        };
        let schedule = self.schedules.get_mut(position);
        Ok(schedule.ok_or_else(|| StdError::not_found(name))?)
    }

    /// Counts the lots of a category, unless they exceed its cap.
    fn within_cap(&mut self, category: &str, new: &NewGrant) -> Result<Uint64> {
        let terms = self.vault.categories.iter().zip(&mut self.list.lots);
        let mut terms = terms.filter(|(terms, _)| terms.name == category);
        let (terms, granted) = terms.next().ok_or_else(|| StdError::not_found(category))?;

        let total = under_cap(*granted, new.lots, terms.cap);
        *granted = total.ok_or_else(|| ContractError::OverCap {
            grant: new.grant.clone(),
            category: category.to_owned(),
            granted: *granted,
            lots: new.lots,
            cap: terms.cap,
        })?;
        Ok(*granted)
    }
}

#[cold]
fn too_many() -> StdError {
    StdError::generic_err("more grants than can be counted")
}
