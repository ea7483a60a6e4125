use cosmwasm_std::{Addr, Binary, DepsMut, Env, MessageInfo, Response};
use milegate_api::governance::{Asked, Named};
use milegate_api::milestones::raw;
use milegate_core::governance::Content;

use crate::ContractError;
use crate::opening::{Draft, next, open};
use crate::state::{DISPUTES, RULES, WIRING};

pub fn dispute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    milestones: String,
    milestone: String,
) -> Result<Response, ContractError> {
    let rules = RULES.load(deps.storage)?;
    let milestones = deps.api.addr_validate(&milestones)?;
    let suites = WIRING.load(deps.storage)?.suites;
    let listed = suites.iter().any(|suite| suite.milestones == milestones);

    let case = match listed {
        true => raw::case(&deps.querier, &milestones, &milestone)?,
        false => None,
    };
    let Some(case) = case else {
        return Err(ContractError::UnknownMilestone {
            milestones,
            milestone,
        });
    };
    if case.court != env.contract.address {
        let court = case.court;
        return Err(ContractError::OtherCourt { milestone, court });
    }
    if !case.disputed {
        return Err(ContractError::NotDisputed { milestone });
    }
    let round = case.round;
    let key: (&Addr, &str, u32) = (&milestones, &milestone, round);
    if let Some(id) = DISPUTES.may_load(deps.storage, key)? {
        return Err(ContractError::DisputeOpen {
            milestone,
            round,
            id,
        });
    }

    let id = next(deps.storage)?;
    DISPUTES.save(deps.storage, key, &id);
    let draft = Draft {
        title: format!("Dispute: {milestone}, round {round}"),
        description: String::new(),
        asked: Asked::Dispute { round },
        msgs: Binary::default(),
        targets: Vec::new(),
        named: vec![Named {
            milestones,
            milestone,
        }],
        hash: None,
    };
    open(deps, &env, &info, &rules, &Content::Dispute, draft)
}
