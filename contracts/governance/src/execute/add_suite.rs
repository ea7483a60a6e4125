use cosmwasm_std::{Addr, DepsMut, Env, Response};
use milegate_api::governance::{Event, Suite};

use super::ensure_itself;
use crate::ContractError;
use crate::instantiate::suites;
use crate::state::WIRING;

pub fn add_suite(
    deps: DepsMut,
    env: &Env,
    sender: Addr,
    suite: Suite<String>,
) -> Result<Response, ContractError> {
    ensure_itself(env, sender)?;
    let mut wiring = WIRING.load(deps.storage)?;
    wiring.suites = suites(deps.api, wiring.suites, vec![suite.clone()])?;

    WIRING.save(deps.storage, &wiring);
    Ok(Response::new().add_event(Event::SuiteAdded {
        milestones: suite.milestones,
        vaults: suite.vaults.join(","),
    }))
}
