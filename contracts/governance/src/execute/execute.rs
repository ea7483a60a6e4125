use cosmwasm_std::{
    Addr, CosmosMsg, DepsMut, Env, Response, StdError, WasmMsg, from_json, to_json_binary,
};
use milegate_api::governance::{Asked, Event};
use milegate_api::lean::Lean;
use milegate_core::governance::{Task, check_held};
use milegate_core::milestone::Verdict;
use serde::Serialize;

use crate::ContractError;
use crate::acts::Reader;
use crate::opening::now;
use crate::peers::{balance, code_id};
use crate::state::{CONFIG, Fixed, HELD, TALLIES, TEXTS, Tally, Text, WIRING, load};

/// The mark is saved before anything is sent: a message that comes back here finds it.
pub fn execute(deps: DepsMut, env: Env, sender: Addr, id: u64) -> Result<Response, ContractError> {
    let (fixed, tally) = load(deps.storage, id)?;
    let text = TEXTS.load(deps.storage, id)?;

    let (proposal, task) = tally.proposal.execute(&fixed.terms, now(&env))?;
    let (msgs, words) = match task {
        Task::Messages {} => (messages(&deps, &env, &text)?, "messages"),
        Task::Settle { verdict } => (settlement(&fixed, &text, verdict)?, verdict.word()),
    };

    let tally = Tally { proposal, ..tally };
    TALLIES.save(deps.storage, id, &tally);
    let event = Event::Executed {
        proposal: id,
        sender: sender.into_string(),
        task: words.to_string(),
    };
    Ok(Response::new().add_event(event).add_messages(msgs))
}

/// The messages, if the contracts they call run what they ran, and deposits stay.
fn messages(deps: &DepsMut, env: &Env, text: &Text) -> Result<Vec<CosmosMsg>, ContractError> {
    for target in &text.targets {
        let code_id = code_id(&deps.querier, &target.contract)?;
        if code_id != target.code_id {
            return Err(ContractError::CodeChanged {
                contract: target.contract.clone(),
                proposed: target.code_id,
                code_id,
            });
        }
    }

    let Lean(msgs): Lean<Vec<CosmosMsg>> = from_json(&text.msgs)?;
    let held = HELD.load(deps.storage)?;
    if !held.is_zero() {
        let config = CONFIG.load(deps.storage)?;
        let wiring = WIRING.load(deps.storage)?;
        let reader = Reader {
            api: deps.api,
            env,
            config: &config,
            wiring: &wiring,
        };
        let payments = reader.read(&msgs)?.payments;
        if !payments.is_empty() {
            let denom = &config.deposit_denom;
            let balance = balance(&deps.querier, &env.contract.address, denom)?;
            check_held(&payments, denom, balance, held)?;
        }
    }
    Ok(msgs)
}

fn settlement(
    fixed: &Fixed,
    text: &Text,
    verdict: Verdict,
) -> Result<Vec<CosmosMsg>, ContractError> {
    let (Asked::Dispute { round }, [named]) = (&text.asked, fixed.named.as_slice()) else {
        return Err(StdError::generic_err("a dispute names one milestone and its round").into());
    };
    let msg = to_json_binary(&ToMilestones::Settle {
        milestone: named.milestone.clone(),
        round: *round,
        verdict,
    })?;

    Ok(vec![
        WasmMsg::Execute {
            contract_addr: named.milestones.to_string(),
            msg,
            funds: Vec::new(),
        }
        .into(),
    ])
}

/// What is told to milestones. Their messages, of which the rest would cost kilobytes.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum ToMilestones {
    Settle {
        milestone: String,
        round: u32,
        verdict: Verdict,
    },
}
