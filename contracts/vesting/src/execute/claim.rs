use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response, Storage};
use milegate_api::core::ledger::limits;

use super::payout::Payout;
use super::{grant, live};
use crate::error::{ContractError, NothingDue, Result};
use crate::explain;
use crate::instantiate::unique;
use crate::state::{CLAIMED, GrantRecord, VAULT};

/// The most grants in one message.
const MAX_GRANTS: usize = 30;

/// Pays what has vested and was not paid, one transfer per payee.
pub fn claim(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    references: Vec<String>,
) -> Result<Response> {
    let live = live(deps.storage)?;
    check_list(&references)?;

    let mut payout = Payout::new(deps.querier, &live, env.block.time.seconds());
    let mut idle = Vec::new();
    for reference in references {
        let terms = authorised(deps.storage, &info.sender, &reference)?;
        if !payout.add(deps.storage, &reference, &terms)? {
            idle.push((reference, terms));
        }
    }
    if payout.is_empty() {
        let now = env.block.time.seconds();
        return Err(nothing_due(deps.storage, &mut payout, idle, now)?.into());
    }

    payout.finish(deps.storage)
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
    let terms = grant(storage, reference)?;

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

/// The refusal, with the reason for each grant.
fn nothing_due(
    storage: &dyn Storage,
    payout: &mut Payout,
    idle: Vec<(String, GrantRecord)>,
    now: u64,
) -> Result<ContractError> {
    let asset = VAULT.load(storage)?.asset;
    let mut grants = Vec::new();
    for (grant, terms) in idle {
        let Some(schedule) = payout.schedules.iter().find(|s| s.name == terms.schedule) else {
            continue;
        };
        let standing = &schedule.record.standing;
        let claimed = CLAIMED.may_load(storage, &grant)?.unwrap_or_default();
        let ledger = terms.grant(claimed);
        let reasons = explain::reasons(standing, &ledger, &mut payout.conclusions, now)?;
        grants.push(NothingDue {
            grant,
            next: standing.next_vesting(terms.tenure, now)?,
            words: reasons.iter().map(|r| explain::words(r, &asset)).collect(),
        });
    }
    Ok(ContractError::NothingToClaim { grants })
}
