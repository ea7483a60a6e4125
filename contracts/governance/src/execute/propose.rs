use cosmwasm_std::{
    CosmosMsg, Deps, DepsMut, Env, HexBinary, MessageInfo, QuerierWrapper, Response, StdResult,
    to_json_binary,
};
use milegate_api::governance::{Asked, CodePin};
use milegate_core::governance::{Content, Rules, Status, check_citation, limits};

use crate::acts::{Acts, Reader};
use crate::opening::{Draft, digest, now, open};
use crate::peers::code_id;
use crate::state::{CONFIG, PAYEES, RULES, Target, WIRING, load};
use crate::{ContractError, peers};

/// What the message carries.
pub struct Proposed {
    pub title: String,
    pub description: String,
    pub msgs: Vec<CosmosMsg>,
    pub cites: Option<u64>,
    pub pins: Vec<CodePin>,
}

pub fn propose(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    proposed: Proposed,
) -> Result<Response, ContractError> {
    let rules = RULES.load(deps.storage)?;
    let msgs = to_json_binary(&proposed.msgs)?;
    let (bytes, most) = (msgs.len(), limits::MESSAGES);
    if bytes > most {
        return Err(ContractError::TooLong {
            what: "the messages",
            bytes,
            most,
        });
    }

    let acts = Reader {
        api: deps.api,
        env: &env,
        config: &CONFIG.load(deps.storage)?,
        wiring: &WIRING.load(deps.storage)?,
    }
    .read(&proposed.msgs)?;
    check_payments(deps.as_ref(), &env, &rules, &acts, proposed.cites)?;
    check_pins(&deps.querier, &acts.codes, &proposed.pins)?;
    let targets = acts.targets.into_iter();
    let targets = targets.map(|contract| {
        Ok(Target {
            code_id: code_id(&deps.querier, &contract)?,
            contract,
        })
    });
    let targets = targets.collect::<StdResult<_>>()?;

    let hash = digest(&msgs);
    let draft = Draft {
        title: proposed.title,
        description: proposed.description,
        asked: Asked::Messages {
            hash: hash.clone(),
            pins: proposed.pins,
            cites: proposed.cites,
        },
        msgs,
        targets,
        named: acts.named,
        hash: Some(hash),
    };
    open(
        deps,
        &env,
        &info,
        &rules,
        &Content::Messages(&acts.kinds),
        draft,
    )
}

/// Payments go to accounts that are there, and large ones follow an answered signal.
fn check_payments(
    deps: Deps,
    env: &Env,
    rules: &Rules,
    acts: &Acts,
    cites: Option<u64>,
) -> Result<(), ContractError> {
    for payee in &acts.payees {
        if !PAYEES.has(deps.storage, payee) {
            return Err(ContractError::PayeeSilent {
                payee: payee.clone(),
            });
        }
    }

    let cited = cites.map(|id| -> Result<Status, ContractError> {
        let (fixed, tally) = load(deps.storage, id)?;
        Ok(tally.proposal.status(&fixed.terms, now(env)))
    });
    Ok(check_citation(rules, &acts.payments, cited.transpose()?)?)
}

/// Voters see the checksum of every code that they vote on, and no other.
fn check_pins(
    querier: &QuerierWrapper,
    codes: &[u64],
    pins: &[CodePin],
) -> Result<(), ContractError> {
    if let Some(CodePin { code_id, .. }) = pins.iter().find(|pin| !codes.contains(&pin.code_id)) {
        return Err(ContractError::IdlePin { code_id: *code_id });
    }
    for code_id in codes {
        let pin = pins.iter().find(|pin| pin.code_id == *code_id);
        let pinned = &pin
            .ok_or(ContractError::NotPinned { code_id: *code_id })?
            .checksum;
        let checksum: HexBinary = peers::checksum(querier, *code_id)?;
        if checksum != *pinned {
            return Err(ContractError::WrongPin {
                code_id: *code_id,
                checksum,
                pinned: pinned.clone(),
            });
        }
    }

    Ok(())
}
