//! Birth: checks and freezes the wiring and the terms.

use cosmwasm_std::{Addr, Api, DepsMut, Env, QuerierWrapper, Response, StdError, StdResult};
use cw2::set_contract_version;
use milegate_api::common::Sink;
use milegate_api::milestones::raw::Wiring;
use milegate_api::milestones::{ConfigResponse, Event, InstantiateMsg};
use milegate_core::milestone::{
    Books, State, Terms, WitnessKind, check_digest, check_distinct, check_text, limits,
};

use crate::state::{BOOKS, CONFIG, CRITERIA, STATES, TERMS, WIRING};
use crate::{ContractError, group, target, window};

const NAME: &str = concat!("crates.io:", env!("CARGO_PKG_NAME"));
const VERSION: &str = env!("CARGO_PKG_VERSION");

pub fn instantiate(
    deps: DepsMut,
    env: Env,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    set_contract_version(deps.storage, NAME, VERSION)?;
    check_lists(&msg)?;
    check_text("the plan's name", &msg.plan.name, limits::TEXT)?;
    check_digest("the plan's digest", &msg.plan.digest)?;
    check_text("the bond denom", &msg.bond_denom, limits::TEXT)?;

    let address = |raw: &String| deps.api.addr_validate(raw);
    let config = ConfigResponse {
        plan: msg.plan,
        vaults: msg.vaults.iter().map(address).collect::<StdResult<_>>()?,
        governance: msg.governance.as_ref().map(address).transpose()?,
        bond_denom: msg.bond_denom,
        bond_sink: sink(deps.api, msg.bond_sink)?,
    };
    if config.bond_sink
        == (Sink::Account {
            address: env.contract.address,
        })
    {
        return Err(ContractError::SinkIsSelf {});
    }
    CONFIG.save(deps.storage, &config)?;
    let wiring = Wiring {
        vaults: config.vaults.clone(),
        bond_denom: config.bond_denom.clone(),
        bond_sink: config.bond_sink.clone(),
    };
    WIRING.save(deps.storage, &wiring);
    BOOKS.save(deps.storage, &Books::default());

    let mut names = vec![];
    for terms in msg.milestones {
        let terms = terms.try_map(&mut |raw| deps.api.addr_validate(&raw))?;
        check_terms(&deps.querier, &config, &terms)?;

        TERMS.save(deps.storage, &terms.name, &terms)?;
        STATES.save(deps.storage, &terms.name, &State::new(&terms));
        let criteria = Terms {
            statement: String::new(),
            ..terms
        };
        CRITERIA.save(deps.storage, &criteria.name, &criteria);
        names.push(criteria.name);
    }

    Ok(Response::new().add_event(Event::Created {
        plan: config.plan.name,
        plan_digest: config.plan.digest.to_hex(),
        milestones: names.join(","),
    }))
}

fn check_lists(msg: &InstantiateMsg) -> Result<(), ContractError> {
    let within = |what, count: usize, least, most| {
        if count < least || count > most {
            return Err(ContractError::Count {
                what,
                count,
                least,
                most,
            });
        }
        Ok(())
    };
    within("milestones", msg.milestones.len(), 1, limits::MILESTONES)?;
    within("vaults", msg.vaults.len(), 0, limits::VAULTS)?;
    check_distinct(msg.milestones.iter().map(|terms| terms.name.as_str()))?;
    check_distinct(msg.vaults.iter().map(String::as_str))?;

    Ok(())
}

fn check_terms(
    querier: &QuerierWrapper,
    config: &ConfigResponse,
    terms: &Terms<Addr>,
) -> Result<(), ContractError> {
    terms.check().map_err(|error| ContractError::Terms {
        milestone: terms.name.clone(),
        error,
    })?;
    if let Sink::Account { address } = &config.bond_sink {
        if *address == terms.court {
            return Err(ContractError::SinkIsCourt {
                sink: address.clone(),
                milestone: terms.name.clone(),
            });
        }
    }

    let governance = config.governance.as_ref();
    for witness in &terms.witnesses {
        if let WitnessKind::Committee {
            group, threshold, ..
        } = &witness.kind
        {
            group::check(querier, &witness.name, group, *threshold, governance)?;
        }
        target::check(querier, &witness.name, &witness.kind)?;
        window::check(querier, &witness.name, &witness.kind, governance)?;
    }

    Ok(())
}

fn sink(api: &dyn Api, sink: Sink<String>) -> Result<Sink<Addr>, StdError> {
    Ok(match sink {
        Sink::Burn {} => Sink::Burn {},
        Sink::Account { address } => Sink::Account {
            address: api.addr_validate(&address)?,
        },
    })
}
