//! One function and file per message.

pub mod add_cohort;
pub mod add_grants;
pub mod announce;
pub mod assign;
pub mod cancel;
pub mod carry_out;
pub mod claim;
pub mod decline;
pub mod lapse_reserve;
mod latch;
pub mod name_recovery;
pub mod pay_dues;
mod payout;
pub mod receive;
pub mod refuse_grants;
pub mod renounce;
pub mod seal;
pub mod sync;

use cosmwasm_std::{Addr, MessageInfo, QuerierWrapper, Storage, Uint128};
use milegate_api::core::ledger::{LedgerError, Tenure, sum};
use milegate_api::vesting::{Category, ChangeKind, Event, Reserve};

use crate::error::{ContractError, Result, unknown};
use crate::peers::Conclusions;
use crate::state::{
    CHANGES, DUES, GRANTS, GrantRecord, LIVE, Live, RECOVERY, SCHEDULES, ScheduleRecord, Vault,
};

use latch::latch;

/// Refuses a message that carries money it would keep for nothing.
pub fn refuse_funds(info: &MessageInfo) -> Result<()> {
    match info.funds.is_empty() {
        true => Ok(()),
        false => Err(ContractError::FundsRefused {
            funds: info.funds.clone(),
        }
        .into()),
    }
}

/// What only a sealed vault has.
fn live(storage: &dyn Storage) -> Result<Live> {
    LIVE.may_load(storage)?
        .ok_or_else(|| ContractError::NotSealed {}.into())
}

/// A schedule with its conclusions written down, and the events of that.
fn latched(
    storage: &mut dyn Storage,
    querier: QuerierWrapper,
    live: &Live,
    name: &str,
    now: u64,
) -> Result<(ScheduleRecord, Vec<Event>)> {
    let record = SCHEDULES.may_load(storage, name)?;
    let mut record = record.ok_or_else(|| unknown("schedule", name))?;
    let mut conclusions = Conclusions::new(querier, live.milestones.clone());
    let events = latch(storage, &mut conclusions, live, name, &mut record, now)?;
    Ok((record, events))
}

/// A grant that exists.
fn grant(storage: &dyn Storage, reference: &str) -> Result<GrantRecord> {
    let terms = GRANTS.may_load(storage, reference)?;
    terms.ok_or_else(|| unknown("grant", reference))
}

/// A grant of the sender's that was not renounced.
fn owned(
    storage: &dyn Storage,
    sender: &Addr,
    reference: &str,
    what: &'static str,
) -> Result<GrantRecord> {
    let terms = grant(storage, reference)?;
    if *sender != terms.owner {
        return Err(not_allowed(sender, what, reference, "its owner"));
    }
    held(&terms)?;
    Ok(terms)
}

/// Refuses what was renounced: nothing about it changes any more.
fn held(terms: &GrantRecord) -> Result<()> {
    match terms.tenure {
        Tenure::Renounced {} => Err(LedgerError::Renounced {}.into()),
        Tenure::Serving {} | Tenure::Left { .. } => Ok(()),
    }
}

#[cold]
fn not_allowed(
    sender: &Addr,
    what: &'static str,
    name: &str,
    who: &'static str,
) -> Box<ContractError> {
    Box::new(ContractError::NotAllowed {
        sender: sender.clone(),
        what,
        name: name.to_owned(),
        who,
    })
}

/// The terms of a category.
fn category<'a>(vault: &'a Vault, name: &str) -> Result<&'a Category<Addr>> {
    let found = vault.categories.iter().find(|terms| terms.name == name);
    found.ok_or_else(|| unknown("category", name))
}

/// The reserve of a category, for its assigner, before it expires.
fn reserve_of<'a>(
    vault: &'a Vault,
    category: &str,
    sender: &Addr,
    now: u64,
) -> Result<&'a Reserve<Addr>> {
    let reserve = reserve(vault, category)?;
    if *sender != reserve.assigner {
        let who = "the assigner";
        return Err(not_allowed(sender, "use the reserve", category, who));
    }
    if now >= reserve.expires {
        return Err(ContractError::ReserveExpired {
            category: category.to_owned(),
            at: reserve.expires,
        }
        .into());
    }
    Ok(reserve)
}

fn reserve<'a>(vault: &'a Vault, name: &str) -> Result<&'a Reserve<Addr>> {
    let reserve = category(vault, name)?.reserve.as_ref();
    reserve.ok_or_else(|| unknown("reserve of category", name))
}

/// Credits the sink; what it is owed then.
fn owe(storage: &mut dyn Storage, lost: Uint128) -> Result<Uint128> {
    let dues = sum([DUES.load(storage)?, lost])?;
    DUES.save(storage, &dues);
    Ok(dues)
}

/// Changes and a recovery address that somebody chose who has no say any more.
fn void_choices(storage: &mut dyn Storage, reference: &str) {
    RECOVERY.remove(storage, reference);
    for kind in [ChangeKind::Payee, ChangeKind::Owner, ChangeKind::Recovery] {
        CHANGES.remove(storage, (reference, kind.code()));
    }
}
