//! Proposals of a governance on a chain.

use std::path::Path;
use std::process::ExitCode;

use cosmwasm_std::{Addr, BankMsg, Coin, CosmosMsg, WasmMsg, to_json_binary};
use cw20::Cw20ExecuteMsg;
use milegate_api::common::Denom;
use milegate_api::core::milestone::WitnessKind;
use milegate_api::governance::{CodePin, ConfigResponse, ExecuteMsg, QueryMsg};
use milegate_api::milestones::{ExecuteMsg as ToMilestones, MilestoneResponse};
use milegate_api::vesting::{ChangeKind, ExecuteMsg as ToVault};

use super::milestones::{DAY, dated, evidence};
use super::session::Session;
use super::suite::Suite;
use super::votes::{signer, tell, units, with};
use crate::output::{Failure, Output};
use crate::play_args::Propose;

/// Opens a proposal, or asks.
pub fn propose(args: &Propose, output: Output) -> Result<ExitCode, Failure> {
    signer(args.by.as_deref())?;
    with(&args.play, output, |session, suite| {
        let governance = suite.governance()?;
        let config: ConfigResponse = suite.query(governance, &QueryMsg::Config {})?;
        let deposit = config.rules.deposit;
        let funds = match deposit.is_zero() {
            true => vec![],
            false => vec![Coin::new(deposit, config.deposit_denom)],
        };
        let (title, description) = (args.title.clone(), args.description.clone());
        if !args.option.is_empty() {
            let msg = ExecuteMsg::Ask {
                title,
                description,
                options: args.option.clone(),
            };
            return tell(session, suite, &format!("ask {}", args.title), &msg, funds);
        }
        let msgs = acts(args, session, suite)?;
        if msgs.is_empty() {
            let what = "say what it does: --attest, --retract, --pay, --cancel-termination or --message; or ask with --option";
            return Err(Failure::asked(what));
        }
        let msg = ExecuteMsg::Propose {
            title,
            description,
            pins: pins(suite, &msgs)?,
            msgs,
            earliest: None,
            latest: None,
            cites: args.cites,
        };
        tell(
            session,
            suite,
            &format!("propose {}", args.title),
            &msg,
            funds,
        )
    })
}

/// What the proposal does.
fn acts(
    args: &Propose,
    session: &Session<'_>,
    suite: &Suite<'_>,
) -> Result<Vec<CosmosMsg>, Failure> {
    let mut msgs = Vec::new();
    if let Some(milestone) = &args.attest {
        let msg = attest(args, session, suite, milestone)?;
        msgs.push(call(&suite.milestones, &msg)?);
    }
    if let Some(milestone) = &args.retract {
        let standing = suite.milestone(milestone)?;
        let msg = ToMilestones::Retract {
            milestone: milestone.clone(),
            round: standing.round,
            witness: own_witness(suite, &standing)?,
        };
        msgs.push(call(&suite.milestones, &msg)?);
    }
    for pay in &args.pay {
        msgs.push(payment(suite, pay)?);
    }
    for grant in &args.cancel_termination {
        let msg = ToVault::Cancel {
            grant: grant.clone(),
            change: ChangeKind::Termination,
        };
        msgs.push(call(&suite.vault, &msg)?);
    }
    for message in &args.message {
        let read = serde_json::from_str(message).map_err(|error| {
            let what = "on a chain it is a message as contracts write it";
            Failure::asked(format!(
                "--message {message}: {error}; {what}: {{\"wasm\":{{\"execute\":...}}}}"
            ))
        });
        msgs.push(read?);
    }
    Ok(msgs)
}

fn attest(
    args: &Propose,
    session: &Session<'_>,
    suite: &Suite<'_>,
    milestone: &str,
) -> Result<ToMilestones, Failure> {
    let standing = suite.milestone(milestone)?;
    let now = session.node().latest().map_err(Failure::failed)?.time;
    let terms = &standing.terms;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let document = text(&args.document);
    let said = [text(&args.metric), text(&args.value), text(&args.uri)];
    Ok(ToMilestones::Attest {
        milestone: milestone.to_owned(),
        round: standing.round,
        witness: own_witness(suite, &standing)?,
        as_of: dated(terms, now, args.as_of.as_deref())?,
        valid_until: now.saturating_add(DAY.saturating_mul(365)),
        evidence: evidence(terms, said, Path::new(&document))?,
    })
}

/// The witness as which the governance testifies.
fn own_witness(suite: &Suite<'_>, standing: &MilestoneResponse) -> Result<String, Failure> {
    let governance = suite.governance()?;
    let own = |kind: &WitnessKind<Addr>| matches!(kind, WitnessKind::Authority { address } if address.as_str() == governance);
    let mut witnesses = standing.terms.witnesses.iter();
    let found = witnesses.find(|witness| own(&witness.kind));
    let name = &standing.terms.name;
    let none = || Failure::asked(format!("the governance is no witness of milestone {name}"));
    Ok(found.ok_or_else(none)?.name.clone())
}

fn payment(suite: &Suite<'_>, pay: &str) -> Result<CosmosMsg, Failure> {
    let parsed = pay.split_once('=');
    let parsed = parsed.and_then(|(to, amount)| Some((to, amount.replace('_', "").parse().ok()?)));
    let (to, whole) = parsed.ok_or_else(|| {
        Failure::asked(format!(
            "--pay {pay}: say who and how much, as in --pay ADDRESS=200"
        ))
    })?;
    let (recipient, amount) = (suite.address(to)?, units(suite, whole)?);
    match &suite.terms.asset.denom {
        Denom::Native(denom) => Ok(BankMsg::Send {
            to_address: recipient,
            amount: vec![Coin::new(amount, denom.clone())],
        }
        .into()),
        Denom::Cw20(token) => call(
            token.as_str(),
            &Cw20ExecuteMsg::Transfer { recipient, amount },
        ),
    }
}

fn call(contract: &str, msg: &impl serde::Serialize) -> Result<CosmosMsg, Failure> {
    Ok(WasmMsg::Execute {
        contract_addr: contract.to_owned(),
        msg: to_json_binary(msg).map_err(Failure::failed)?,
        funds: vec![],
    }
    .into())
}

/// The code of every code id in the messages.
fn pins(suite: &Suite<'_>, msgs: &[CosmosMsg]) -> Result<Vec<CodePin>, Failure> {
    let mut pins: Vec<CodePin> = Vec::new();
    for msg in msgs {
        let CosmosMsg::Wasm(
            WasmMsg::Migrate {
                new_code_id: code_id,
                ..
            }
            | WasmMsg::Instantiate { code_id, .. }
            | WasmMsg::Instantiate2 { code_id, .. },
        ) = msg
        else {
            continue;
        };
        if pins.iter().all(|pin| pin.code_id != *code_id) {
            let code = suite.node.code(*code_id).map_err(Failure::asked)?;
            pins.push(CodePin {
                code_id: *code_id,
                checksum: code.checksum,
            });
        }
    }
    Ok(pins)
}
