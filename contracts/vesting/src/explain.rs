//! Why something is locked, in codes and in words, and what can happen next.

use cosmwasm_std::Addr;
use milegate_api::common::{NextStep, in_symbols};
use milegate_api::core::ledger::{Figures, GateState, Grant, Standing, Tenure, amount};
use milegate_api::core::utc;
use milegate_api::vesting::{AnnouncedChange, AssetTerms, Change, LockReason};

use crate::error::Result;
use crate::peers::Conclusions;
use crate::state::GrantRecord;

/// Why a grant is not all claimable at `now`: what its holder did, tranche by tranche, then service.
pub fn reasons(
    standing: &Standing,
    grant: &Grant,
    conclusions: &mut Conclusions,
    now: u64,
) -> Result<Vec<LockReason>> {
    let mut reasons = Vec::new();
    let lots = match grant.tenure {
        Tenure::Serving {} => grant.lots,
        Tenure::Left { kept } => {
            reasons.push(LockReason::Left {
                kept,
                lost: grant.lots.saturating_sub(kept),
            });
            kept
        }
        Tenure::Renounced {} => {
            let amount = grant.forfeited(&standing.per_lot(now)?)?;
            return Ok(vec![LockReason::Renounced { amount }]);
        }
    };
    for (position, (terms, gate)) in (0..).zip(standing.tranches()) {
        let held = amount(lots, terms.unreleased(gate, now)?.into());
        if held.is_zero() {
            continue;
        }
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
            (_, Some((at, curve))) => reasons.push(LockReason::Releasing {
                tranche,
                until: at.saturating_add(curve.length()),
                amount: held,
            }),
        }
    }
    let serving = grant.tenure == (Tenure::Serving {});
    let service = standing
        .schedule
        .service
        .filter(|s| serving && now < s.end());
    if let Some(service) = service {
        reasons.push(LockReason::Serving {
            until: service.end(),
        });
    }
    Ok(reasons)
}

/// One reason as a sentence.
pub fn words(reason: &LockReason, asset: &AssetTerms<Addr>) -> String {
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
        LockReason::Left { kept, lost } => {
            format!("the holder left: {kept} lots were served and stay, {lost} are forfeited")
        }
        LockReason::Renounced { amount } => {
            format!("its owner gave it up: {} is forfeited", show(*amount))
        }
    }
}

/// What can happen next with a grant of a sealed vault.
pub fn next(
    grant: &GrantRecord,
    standing: &Standing,
    figures: &Figures,
    reasons: &[LockReason],
    changes: &[AnnouncedChange],
    now: u64,
) -> Result<Vec<NextStep>> {
    let mut steps: Vec<NextStep> = changes.iter().map(next_of_change).collect();
    let who = claimants(grant);
    if !figures.claimable.is_zero() {
        steps.push(NextStep {
            action: "claim".to_owned(),
            words: format!("{who} can claim now"),
            who,
            from: None,
            until: None,
        });
    } else if let Some(at) = standing.next_vesting(grant.tenure, now)? {
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

fn next_of_change(announced: &AnnouncedChange) -> NextStep {
    let (change, when) = (&announced.change, announced.when);
    let who = match change {
        Change::Owner { owner, .. } | Change::Recovery { owner, .. } => owner.as_str(),
        Change::Termination { .. } | Change::Payee { .. } => "anyone",
    };
    let kind = change.kind();
    NextStep {
        action: "carry_out".to_owned(),
        who: who.to_owned(),
        from: Some(when.due.time),
        until: Some(when.lapses.time.saturating_sub(1)),
        words: format!(
            "{who} can carry out the change of {kind} from {} and block {} on, until {}",
            utc(when.due.time),
            when.due.height,
            utc(when.lapses.time)
        ),
    }
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
