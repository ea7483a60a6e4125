use cosmwasm_std::{Addr, Env, Response, Storage};
use milegate_api::governance::Event;
use milegate_core::governance::Rules;

use super::ensure_itself;
use crate::ContractError;
use crate::state::{BASIS, Basis};

pub fn set_rules(
    storage: &mut dyn Storage,
    env: &Env,
    sender: Addr,
    rules: Rules,
) -> Result<Response, ContractError> {
    ensure_itself(env, sender)?;
    let basis = BASIS.load(storage)?;
    basis.rules.check_successor(&rules)?;

    let revision = rules.revision;
    BASIS.save(storage, &Basis { rules, ..basis });
    Ok(Response::new().add_event(Event::RulesSet { revision }))
}
