use cosmwasm_std::{
    Addr, CosmosMsg, DepsMut, Env, Response, StdError, Uint128, WasmMsg, to_json_binary,
};
use milegate_api::governance::Event;
use milegate_core::governance::{Payment, Task, check_held};
use milegate_core::milestone::Verdict;
use serde::Serialize;

use crate::ContractError;
use crate::msg::{Msg, give};
use crate::opening::Setting;
use crate::peers::{balance, code_id};
use crate::state::{Asks, Fixed, HELD, SPENT, Spent, TALLIES, TEXTS, Tally, WIRING, Wiring, load};
use milegate_api::common::now;

/// The mark is saved before anything is sent: a message that comes back here finds it.
pub fn execute(
    mut deps: DepsMut,
    env: Env,
    sender: Addr,
    id: u64,
) -> Result<Response, ContractError> {
    let (fixed, tally) = load(deps.storage, id)?;
    let text = TEXTS.load(deps.storage, id)?;

    let (proposal, task) = tally.proposal.execute(&fixed.terms, now(&env))?;
    let (msgs, words) = match (task, text.asks) {
        (Task::Messages {}, Asks::Messages { msgs, code_ids, .. }) => {
            (messages(&mut deps, &env, msgs, &code_ids)?, "messages")
        }
        (Task::Settle { verdict }, Asks::Dispute { round }) => {
            let wiring = WIRING.load(deps.storage)?;
            (settlement(&wiring, &fixed, round, verdict)?, verdict.word())
        }
        _ => return Err(StdError::generic_err("the result does not fit what was asked").into()),
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
fn messages(
    deps: &mut DepsMut,
    env: &Env,
    msgs: Vec<Msg>,
    code_ids: &[u64],
) -> Result<Vec<CosmosMsg>, ContractError> {
    let setting = Setting::load(deps.storage)?;
    let msgs = give(deps.api, msgs)?;
    let acts = setting.reader(deps.api, env).read(&msgs)?;

    for (contract, proposed) in acts.targets.into_iter().zip(code_ids) {
        let code_id = code_id(&deps.querier, &contract)?;
        if code_id != *proposed {
            return Err(ContractError::CodeChanged {
                contract,
                proposed: *proposed,
                code_id,
            });
        }
    }
    check_payments(deps, env, &setting.basis.deposit_denom, &acts.payments)?;

    Ok(msgs)
}

/// Payments leave deposits alone. One execution may run inside another, before what the other pays
/// has left: all payments of a block count together.
fn check_payments(
    deps: &mut DepsMut,
    env: &Env,
    denom: &str,
    payments: &[Payment],
) -> Result<(), ContractError> {
    let held = HELD.load(deps.storage)?;
    let paid = payments.iter().find(|payment| payment.denom == denom);
    let Some(Payment { amount, .. }) = paid.filter(|_| !held.is_zero()) else {
        return Ok(());
    };

    let height = env.block.height;
    let spent = SPENT.may_load(deps.storage)?;
    let before = match spent {
        Some(spent) if spent.height == height => spent.amount,
        _ => Uint128::zero(),
    };
    let amount = before.checked_add(*amount).map_err(StdError::from)?;
    let balance = balance(&deps.querier, &env.contract.address, denom)?;
    check_held(amount, balance, held)?;

    SPENT.save(deps.storage, &Spent { height, amount });
    Ok(())
}

fn settlement(
    wiring: &Wiring,
    fixed: &Fixed,
    round: u32,
    verdict: Verdict,
) -> Result<Vec<CosmosMsg>, ContractError> {
    let named = fixed.named.first();
    let (named, suite) = named
        .and_then(|named| Some((named, wiring.suite(named)?)))
        .ok_or_else(|| StdError::generic_err("a dispute names a listed milestone"))?;
    let msg = to_json_binary(&ToMilestones::Settle {
        milestone: named.milestone.clone(),
        round,
        verdict,
    })?;

    Ok(vec![
        WasmMsg::Execute {
            contract_addr: suite.milestones.to_string(),
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
