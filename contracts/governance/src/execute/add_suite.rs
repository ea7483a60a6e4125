use cosmwasm_std::{Addr, DepsMut, Env, QuerierWrapper, Response};
use milegate_api::governance::{Event, Suite};
use milegate_api::vesting::raw::sealed_at;

use super::ensure_itself;
use crate::instantiate::suites;
use crate::state::WIRING;
use crate::{ContractError, peers};

pub fn add_suite(
    deps: DepsMut,
    env: &Env,
    sender: Addr,
    suite: Suite<String>,
) -> Result<Response, ContractError> {
    ensure_itself(env, sender)?;
    let mut wiring = WIRING.load(deps.storage)?;
    wiring.suites = suites(deps.api, wiring.suites, vec![suite.clone()])?;
    if let Some(suite) = wiring.suites.last() {
        check(&deps.querier, suite)?;
    }

    WIRING.save(deps.storage, &wiring);
    Ok(Response::new().add_event(Event::SuiteAdded {
        milestones: suite.milestones,
        vaults: suite.vaults.join(","),
    }))
}

/// A suite stays for good, and votes rest on what its vaults say: nobody can change the code of its
/// contracts, its vaults are sealed, and all that its milestones know of are listed.
fn check(querier: &QuerierWrapper, suite: &Suite<Addr>) -> Result<(), ContractError> {
    for contract in suite.vaults.iter().chain([&suite.milestones]) {
        if let Some(admin) = peers::admin(querier, contract)? {
            return Err(ContractError::SuiteAdmin {
                contract: contract.clone(),
                admin,
            });
        }
    }
    for vault in &suite.vaults {
        if sealed_at(querier, vault)?.is_none() {
            return Err(ContractError::NotSealed {
                vault: vault.clone(),
            });
        }
    }

    peers::check_vaults(querier, suite)
}
