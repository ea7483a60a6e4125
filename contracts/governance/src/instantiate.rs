//! Birth: checks the power source and the rules, and fixes the wiring.

use cosmwasm_std::{Addr, Api, DepsMut, Env, Response, StdResult, Uint128};
use cw2::set_contract_version;
use milegate_api::common::Denom;
use milegate_api::governance::{Event, Guardian, InstantiateMsg, Suite, Token};
use milegate_core::governance::{check_guardian, check_start, limits};
use milegate_core::milestone::{check_digest, check_text, limits as texts};

use crate::execute::guardian_words;
use crate::state::{BASIS, Basis, GUARDIAN, HELD, PLAN, WIRING, Wiring};
use crate::{ContractError, peers};

/// Name of the code, as cw2 stores it.
pub const NAME: &str = concat!("crates.io:", env!("CARGO_PKG_NAME"));
/// Version of the code.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

pub fn instantiate(
    deps: DepsMut,
    env: Env,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    check_text("the plan's name", &msg.plan.name, texts::TEXT)?;
    check_digest("the plan's digest", &msg.plan.digest)?;
    check_text("the deposit's denom", &msg.deposit_denom, texts::TEXT)?;
    if msg.rules.revision != 1 {
        return Err(ContractError::FirstRevision {
            revision: msg.rules.revision,
        });
    }
    msg.rules.check()?;
    check_start(msg.start, env.block.time.seconds())?;
    let guardian = guardian(deps.api, &env, msg.guardian)?;
    let wiring = Wiring {
        source: deps.api.addr_validate(&msg.source)?,
        suites: suites(deps.api, Vec::new(), msg.suites)?,
    };
    peers::check(&deps.querier, &wiring.source, &env)?;
    let token = msg.token.map(|token| validated(deps.api, token));
    let basis = Basis {
        rules: msg.rules,
        token: token.transpose()?,
        deposit_denom: msg.deposit_denom,
        start: msg.start,
    };
    let tokens_per_weight = match &basis.token {
        Some(token) => {
            peers::supply(&deps.querier, token)?;
            token.tokens_per_weight
        }
        None => Uint128::zero(),
    };

    set_contract_version(deps.storage, NAME, VERSION)?;
    PLAN.save(deps.storage, &msg.plan);
    BASIS.save(deps.storage, &basis);
    WIRING.save(deps.storage, &wiring);
    GUARDIAN.save(deps.storage, &guardian);
    HELD.save(deps.storage, &Uint128::zero());
    let (guardian, guardian_expires) = guardian_words(&guardian);
    Ok(Response::new().add_event(Event::Created {
        plan: msg.plan.name,
        plan_digest: msg.plan.digest.to_hex(),
        source: wiring.source.into_string(),
        tokens_per_weight,
        guardian,
        guardian_expires,
    }))
}

fn validated(api: &dyn Api, token: Token<String>) -> Result<Token<Addr>, ContractError> {
    if token.tokens_per_weight.is_zero() {
        return Err(ContractError::Weightless {});
    }

    Ok(Token {
        denom: match token.denom {
            Denom::Native(denom) => {
                check_text("the token's denom", &denom, texts::TEXT)?;
                Denom::Native(denom)
            }
            Denom::Cw20(contract) => Denom::Cw20(api.addr_validate(&contract)?),
        },
        tokens_per_weight: token.tokens_per_weight,
    })
}

/// A guardian with a future, and not for ever.
pub fn guardian(
    api: &dyn Api,
    env: &Env,
    guardian: Option<Guardian<String>>,
) -> Result<Option<Guardian<Addr>>, ContractError> {
    let Some(Guardian { address, expires }) = guardian else {
        return Ok(None);
    };
    check_guardian(expires, env.block.time.seconds())?;

    Ok(Some(Guardian {
        address: api.addr_validate(&address)?,
        expires,
    }))
}

/// Suites with more at their end: few enough for a vote to read, each contract once.
pub fn suites(
    api: &dyn Api,
    mut listed: Vec<Suite<Addr>>,
    more: Vec<Suite<String>>,
) -> Result<Vec<Suite<Addr>>, ContractError> {
    for suite in more {
        let vaults = suite.vaults.iter().map(|vault| api.addr_validate(vault));
        listed.push(Suite {
            milestones: api.addr_validate(&suite.milestones)?,
            vaults: vaults.collect::<StdResult<_>>()?,
        });
    }

    let most = |what, count: usize, most| match count > most {
        true => Err(ContractError::TooMany { what, count, most }),
        false => Ok(()),
    };
    most("suites", listed.len(), limits::SUITES)?;
    let vaults = listed.iter().flat_map(|suite| &suite.vaults);
    most("vaults", vaults.clone().count(), limits::VAULTS)?;

    let mut seen: Vec<&Addr> = Vec::new();
    for address in listed.iter().map(|suite| &suite.milestones).chain(vaults) {
        if seen.contains(&address) {
            return Err(ContractError::Twice {
                address: address.clone(),
            });
        }
        seen.push(address);
    }
    Ok(listed)
}
