use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response};
use milegate_api::milestones::raw;
use milegate_core::governance::Content;

use crate::ContractError;
use crate::opening::{Draft, Setting, next, open};
use crate::state::{Asks, DISPUTES, Named};

pub fn dispute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    milestones: String,
    milestone: String,
) -> Result<Response, ContractError> {
    let setting = Setting::load(deps.storage)?;
    let milestones = deps.api.addr_validate(&milestones)?;
    let suite = setting.wiring.place(&milestones);

    let case = match suite {
        Some(_) => raw::case(&deps.querier, &milestones, &milestone)?,
        None => None,
    };
    let (Some(suite), Some(case)) = (suite, case) else {
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
        asks: Asks::Dispute { round },
        named: vec![Named { suite, milestone }],
        hash: None,
    };
    open(deps, &env, &info, &setting, &Content::Dispute, draft)
}
