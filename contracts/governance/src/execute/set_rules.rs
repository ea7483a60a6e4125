use cosmwasm_std::{Addr, Env, Response, Storage};
use milegate_api::governance::Event;
use milegate_core::governance::Rules;

use super::ensure_itself;
use crate::ContractError;
use crate::state::RULES;

pub fn set_rules(
    storage: &mut dyn Storage,
    env: &Env,
    sender: Addr,
    rules: Rules,
) -> Result<Response, ContractError> {
    ensure_itself(env, sender)?;
    RULES.load(storage)?.check_successor(&rules)?;

    RULES.save(storage, &rules);
    Ok(Response::new().add_event(Event::RulesSet {
        revision: rules.revision,
    }))
}
