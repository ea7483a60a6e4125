use cosmwasm_std::{
    CosmosMsg, Deps, DepsMut, Env, HexBinary, MessageInfo, QuerierWrapper, Response, StdResult,
    to_json_vec,
};
use milegate_api::governance::CodePin;
use milegate_core::governance::{Content, Rules, Status, check_citation, limits};

use crate::acts::Acts;
use crate::msg::Msg;
use crate::opening::{Draft, Setting, digest, open};
use crate::peers::code_id;
use crate::state::{Asks, PAYEES, load};
use crate::{ContractError, peers};
use milegate_api::common::now;

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
    let setting = Setting::load(deps.storage)?;
    let json = to_json_vec(&proposed.msgs)?;
    let (bytes, most) = (json.len(), limits::MESSAGES);
    if bytes > most {
        return Err(ContractError::TooLong {
            what: "the messages",
            bytes,
            most,
        });
    }

    let acts = setting.reader(deps.api, &env).read(&proposed.msgs)?;
    let rules = &setting.basis.rules;
    check_payments(deps.as_ref(), &env, rules, &acts, proposed.cites)?;
    check_pins(&deps.querier, &acts.codes, &proposed.pins)?;
    let targets = acts.targets.iter();
    let code_ids = targets.map(|contract| code_id(&deps.querier, contract));
    let msgs = proposed.msgs.into_iter();
    let msgs = msgs.map(|msg| Msg::keep(deps.api, msg));

    let draft = Draft {
        title: proposed.title,
        description: proposed.description,
        asks: Asks::Messages {
            msgs: msgs.collect::<StdResult<_>>()?,
            code_ids: code_ids.collect::<StdResult<_>>()?,
            pins: proposed.pins,
            cites: proposed.cites,
        },
        named: acts.named,
        hash: Some(digest(&json)),
    };
    let content = Content::Messages(&acts.kinds);
    open(deps, &env, &info, &setting, &content, draft)
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
    for CodePin { code_id, checksum } in pins {
        let code_id = *code_id;
        if !codes.contains(&code_id) {
            return Err(ContractError::IdlePin { code_id });
        }
        let stored: HexBinary = peers::checksum(querier, code_id)?;
        if stored != *checksum {
            return Err(ContractError::WrongPin {
                code_id,
                checksum: stored,
                pinned: checksum.clone(),
            });
        }
    }
    let mut codes = codes.iter();
    match codes.find(|code_id| pins.iter().all(|pin| pin.code_id != **code_id)) {
        Some(code_id) => Err(ContractError::NotPinned { code_id: *code_id }),
        None => Ok(()),
    }
}
