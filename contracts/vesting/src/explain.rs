//! Why something is locked, in codes and in words, and what can happen next.

use cosmwasm_std::Uint64;
use milegate_api::common::{NextStep, in_symbols};
use milegate_api::core::ledger::{Figures, GateState, Standing, amount};
use milegate_api::core::utc;
use milegate_api::vesting::{AssetTerms, LockReason};

use crate::error::Result;
use crate::peers::Conclusions;
use crate::state::GrantRecord;

/// Why `lots` of a schedule are not all claimable at `now`, tranche by tranche, then service.
pub fn reasons(
    standing: &Standing,
    lots: Uint64,
    conclusions: &mut Conclusions,
    now: u64,
) -> Result<Vec<LockReason>> {
    let mut reasons = Vec::new();
    for (position, (terms, gate)) in (0..).zip(standing.tranches()) {
        let held = amount(lots, terms.unreleased(gate, now)?.into());
        let tranche = position;
        match (gate, terms.opening(gate)) {
            (GateState::Dead { .. }, _) => reasons.push(LockReason::Forfeited {
                tranche,
                amount: held,
            }),
            (_, None) => {
                let awaited = terms.gate.awaits(|name| conclusions.look(name))?;
                reasons.push(LockReason::WaitsForMilestone {
                    tranche,
                    milestone: awaited.unwrap_or_default().to_owned(),
                    amount: held,
                });
            }
            (_, Some((at, _))) if now < at => reasons.push(LockReason::OpensAt {
                tranche,
                at,
                amount: held,
            }),
            (_, Some((at, curve))) if !held.is_zero() => reasons.push(LockReason::Releasing {
                tranche,
                until: at.saturating_add(curve.length()),
                amount: held,
            }),
            _ => {}
        }
    }
    if let Some(service) = standing.schedule.service.filter(|s| now < s.end()) {
        reasons.push(LockReason::Serving {
            until: service.end(),
        });
    }
    Ok(reasons)
}

/// One reason as a sentence.
pub fn words(reason: &LockReason, asset: &AssetTerms) -> String {
    let show = |amount| in_symbols(amount, asset.decimals, &asset.symbol);
    match reason {
        LockReason::NotSealed {} => "the vault is a draft and holds no money".to_owned(),
        LockReason::WaitsForMilestone {
            milestone, amount, ..
        } => format!("{} waits for milestone {milestone}", show(*amount)),
        LockReason::OpensAt { at, amount, .. } => {
            format!("{} starts on {}", show(*amount), utc(*at))
        }
        LockReason::Releasing { until, amount, .. } => {
            format!("{} is released until {}", show(*amount), utc(*until))
        }
        LockReason::Serving { until } => format!("service lasts until {}", utc(*until)),
        LockReason::Forfeited { amount, .. } => {
            format!("{} is forfeited: its milestone was missed", show(*amount))
        }
    }
}

/// What can happen next with a grant of a sealed vault.
pub fn next(
    grant: &GrantRecord,
    standing: &Standing,
    figures: &Figures,
    reasons: &[LockReason],
    now: u64,
) -> Result<Vec<NextStep>> {
    let mut steps = Vec::new();
    let who = claimants(grant);
    if !figures.claimable.is_zero() {
        steps.push(NextStep {
            action: "claim".to_owned(),
            words: format!("{who} can claim now"),
            who,
            from: None,
            until: None,
        });
    } else if let Some(at) = standing.next_vesting(now)? {
        steps.push(NextStep {
            action: "claim".to_owned(),
            words: format!("{who} can claim from {}", utc(at)),
            who,
            from: Some(at),
            until: None,
        });
    }

    let mut awaited: Vec<&str> = Vec::new();
    for reason in reasons {
        if let LockReason::WaitsForMilestone { milestone, .. } = reason {
            if !awaited.contains(&milestone.as_str()) {
                awaited.push(milestone);
            }
        }
    }
    steps.extend(awaited.into_iter().map(|milestone| NextStep {
        action: "wait".to_owned(),
        who: "anyone".to_owned(),
        from: None,
        until: None,
        words: format!("milestone {milestone} has to end; its contract says what is missing"),
    }));
    Ok(steps)
}

/// What can happen next with a draft: `closes` is the first instant too late for sealing.
pub fn next_of_draft(funder: &str, closes: Option<u64>) -> NextStep {
    NextStep {
        action: "seal".to_owned(),
        who: funder.to_owned(),
        from: None,
        until: closes.map(|at| at.saturating_sub(1)),
        words: match closes {
            Some(at) => format!("{funder} can seal with the exact funds before {}", utc(at)),
            None => format!("{funder} can seal with the exact funds"),
        },
    }
}

fn claimants(grant: &GrantRecord) -> String {
    match (grant.anyone_claims, &grant.payee) {
        (true, _) => "anyone".to_owned(),
        (false, None) => grant.owner.to_string(),
        (false, Some(payee)) => format!("{} or {payee}", grant.owner),
    }
}
