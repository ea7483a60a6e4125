use cosmwasm_std::{Addr, DepsMut, Env, Response};
use milegate_api::governance::Event;
use milegate_core::governance::Rules;

use super::ensure_itself;
use crate::state::{BASIS, Basis};
use crate::{ContractError, deposit};

pub fn set_rules(
    deps: DepsMut,
    env: &Env,
    sender: Addr,
    rules: Rules,
) -> Result<Response, ContractError> {
    ensure_itself(env, sender)?;
    let basis = BASIS.load(deps.storage)?;
    basis.rules.check_successor(&rules)?;

    if rules.deposit > basis.rules.deposit {
        deposit::check_deposit(&deps.querier, &basis.deposit_denom, rules.deposit)?;
    }

    let revision = rules.revision;
    BASIS.save(deps.storage, &Basis { rules, ..basis });
    Ok(Response::new().add_event(Event::RulesSet { revision }))
}
