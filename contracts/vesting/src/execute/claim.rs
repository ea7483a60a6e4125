use cosmwasm_std::{Addr, BankMsg, DepsMut, Env, MessageInfo, Response, Storage, Uint128, coins};
use milegate_api::core::ledger::{Grant, PerLot, Tenure, limits, sum};
use milegate_api::vesting::Event;

use super::{latch, live};
use crate::error::{ContractError, NothingDue, Result};
use crate::explain;
use crate::instantiate::unique;
use crate::peers::Conclusions;
use crate::state::{CLAIMED, GRANTS, GrantRecord, PAID, SCHEDULES, ScheduleRecord, VAULT};

/// The most grants in one message.
const MAX_GRANTS: usize = 30;

/// A schedule that this message touches, its gates written down.
struct Touched {
    name: String,
    record: ScheduleRecord,
    per_lot: PerLot,
}

/// Pays what has vested and was not paid, one transfer per payee.
pub fn claim(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    references: Vec<String>,
) -> Result<Response> {
    let live = live(deps.storage)?;
    check_list(&references)?;

    let now = env.block.time.seconds();
    let mut conclusions = Conclusions::new(deps.querier, live.milestones.clone());
    let mut touched: Vec<Touched> = Vec::new();
    let mut payments: Vec<(Addr, Uint128)> = Vec::new();
    let mut idle = Vec::new();
    let mut events = Vec::new();
    for reference in references {
        let terms = authorised(deps.storage, &info.sender, &reference)?;
        let name = terms.schedule.as_str();
        let per_lot = match touched.iter().find(|touched| touched.name == name) {
            Some(known) => known.per_lot,
            None => {
                let mut record = SCHEDULES.load(deps.storage, name)?;
                let latched = latch(
                    deps.storage,
                    &mut conclusions,
                    &live,
                    name,
                    &mut record,
                    now,
                )?;
                events.extend(latched);
                let per_lot = record.standing.per_lot(now)?;
                touched.push(Touched {
                    name: name.to_owned(),
                    record,
                    per_lot,
                });
                per_lot
            }
        };

        let claimed = CLAIMED.may_load(deps.storage, &reference)?;
        let mut grant = Grant {
            lots: terms.lots,
            claimed: claimed.unwrap_or_default(),
            tenure: Tenure::Serving {},
        };
        let due = grant.claim(&per_lot)?;
        if due.is_zero() {
            idle.push((reference, terms));
            continue;
        }

        let paid = PAID.may_load(deps.storage, name)?.unwrap_or_default();
        let paid = sum([paid, due])?;
        CLAIMED.save(deps.storage, &reference, &grant.claimed);
        PAID.save(deps.storage, name, &paid);

        pay(&mut payments, terms.payee(), due)?;
        events.push(Event::Claimed {
            grant: reference,
            payee: terms.payee().to_string(),
            schedule: terms.schedule,
            amount: due,
            denom: live.denom.clone(),
            grant_claimed: grant.claimed,
            schedule_claimed: paid,
            time: now,
        });
    }
    if payments.is_empty() {
        let refusal = nothing_due(deps.storage, &mut conclusions, &touched, idle, now)?;
        return Err(refusal.into());
    }

    let transfers = payments.into_iter().map(|(payee, amount)| BankMsg::Send {
        to_address: payee.into(),
        amount: coins(amount.u128(), &live.denom),
    });
    Ok(Response::new().add_events(events).add_messages(transfers))
}

fn check_list(references: &[String]) -> Result<()> {
    if references.is_empty() || references.len() > MAX_GRANTS {
        return Err(ContractError::ListLength {
            what: "grants",
            entries: references.len(),
            min: 1,
            max: MAX_GRANTS,
        }
        .into());
    }
    for reference in references {
        limits::name(reference)?;
    }
    unique("grant", references, |reference| reference)
}

/// A grant that the sender may claim.
fn authorised(storage: &dyn Storage, sender: &Addr, reference: &str) -> Result<GrantRecord> {
    let terms = GRANTS.may_load(storage, reference)?;
    let terms = terms.ok_or_else(|| ContractError::Unknown {
        what: "grant",
        name: reference.to_owned(),
    })?;

    let party = *sender == terms.owner || sender == terms.payee();
    match party || terms.anyone_claims {
        true => Ok(terms),
        false => Err(ContractError::NotParty {
            sender: sender.clone(),
            grant: reference.to_owned(),
        }
        .into()),
    }
}

/// A payee of several grants is paid once.
fn pay(payments: &mut Vec<(Addr, Uint128)>, payee: &Addr, due: Uint128) -> Result<()> {
    match payments.iter_mut().find(|(known, _)| known == payee) {
        Some((_, amount)) => *amount = sum([*amount, due])?,
        None => payments.push((payee.clone(), due)),
    }
    Ok(())
}

/// The refusal, with the reason for each grant.
fn nothing_due(
    storage: &dyn Storage,
    conclusions: &mut Conclusions,
    touched: &[Touched],
    idle: Vec<(String, GrantRecord)>,
    now: u64,
) -> Result<ContractError> {
    let asset = VAULT.load(storage)?.asset;
    let mut grants = Vec::new();
    for (grant, terms) in idle {
        let Some(schedule) = touched.iter().find(|t| t.name == terms.schedule) else {
            continue;
        };
        let standing = &schedule.record.standing;
        let reasons = explain::reasons(standing, terms.lots, conclusions, now)?;
        grants.push(NothingDue {
            grant,
            next: standing.next_vesting(now)?,
            words: reasons.iter().map(|r| explain::words(r, &asset)).collect(),
        });
    }
    Ok(ContractError::NothingToClaim { grants })
}
