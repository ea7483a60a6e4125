//! Stakes and votes on a chain.

use std::process::ExitCode;

use cosmwasm_std::{Addr, BankMsg, Coin, CosmosMsg, HexBinary, Uint128, WasmMsg, to_json_binary};
use cw3::Vote as Ballot;
use cw20::Cw20ExecuteMsg;
use milegate_api::common::Denom;
use milegate_api::core::milestone::{Evidence, WitnessKind};
use milegate_api::governance::{
    Asked, CodePin, ConfigResponse, ExecuteMsg, QueryMsg, TallyResponse,
};
use milegate_api::milestones::{ExecuteMsg as ToMilestones, MilestoneResponse, Stage};
use milegate_api::stake;
use milegate_api::vesting::{ChangeKind, ExecuteMsg as ToVault};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::session::{Call, Session, connect};
use super::suite::Suite;
use crate::chain_args::{Deployer, On, Where};
use crate::dates::instant;
use crate::output::{Failure, Output};
use crate::play_args::{Dispute, Execute, Play, Propose, Prove, Stake, Tally, Vote};

const DAY: u64 = 86_400;

/// The deployment that a command on a play file means when it is given a node.
fn place(play: &Play) -> Where {
    Where {
        target: play.plan.display().to_string(),
        by: Deployer {
            creator: play.chain.creator.clone(),
            artifacts: play.artifacts.clone(),
        },
    }
}

fn on(play: &Play) -> On {
    On {
        node: play.chain.node.clone().unwrap_or_default(),
    }
}

/// Runs `act` with a session and the deployment.
fn with<T>(
    play: &Play,
    output: Output,
    act: impl FnOnce(&Session<'_>, &Suite<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let session = Session::open(&on(play), &play.chain.sign, output)?;
    let suite = Suite::find(session.node(), &place(play), Some(session.address()))?;
    act(&session, &suite)
}

fn tell(
    session: &Session<'_>,
    suite: &Suite<'_>,
    words: &str,
    msg: &ExecuteMsg,
    funds: Vec<Coin>,
) -> Result<ExitCode, Failure> {
    let call = Call::new(suite.governance()?, msg)?.with(funds);
    session.carry_out(words, vec![call])?;
    Ok(ExitCode::SUCCESS)
}

/// Base units of whole symbols of the vault's asset.
fn units(suite: &Suite<'_>, whole: u64) -> Result<Uint128, Failure> {
    let unit = 10_u128.checked_pow(suite.terms.asset.decimals.into());
    let units = unit.and_then(|unit| unit.checked_mul(whole.into()));
    let units = units.ok_or_else(|| Failure::asked(format!("{whole} is too much")))?;
    Ok(units.into())
}

/// Stakes.
pub fn stake(args: &Stake, output: Output) -> Result<ExitCode, Failure> {
    with(&args.play, output, |session, suite| {
        let (contract, config) = suite.stake_config()?;
        let amount = units(suite, args.amount)?;
        let call = match config.denom {
            Denom::Native(denom) => Call::new(&contract, &stake::ExecuteMsg::Bond {})?
                .with(vec![Coin::new(amount, denom)]),
            Denom::Cw20(token) => {
                let msg = to_json_binary(&stake::ReceiveMsg::Bond {}).map_err(Failure::failed)?;
                let send = Cw20ExecuteMsg::Send {
                    contract,
                    amount,
                    msg,
                };
                Call::new(token.as_str(), &send)?
            }
        };
        session.carry_out(&format!("stake {}", suite.show(amount)), vec![call])?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Votes, or answers.
pub fn vote(args: &Vote, output: Output) -> Result<ExitCode, Failure> {
    with(&args.play, output, |session, suite| {
        let proposal_id = args.proposal;
        if let Some(multisig) = &args.play.chain.multisig {
            let vote = plain(&args.vote).ok_or_else(not_plain)?;
            let call = Call::new(
                &suite.address(multisig)?,
                &ExecuteMsg::Vote { proposal_id, vote },
            )?;
            let words = format!("vote {} on {proposal_id} of {multisig}", args.vote);
            session.carry_out(&words, vec![call])?;
            return Ok(ExitCode::SUCCESS);
        }
        let governance = suite.governance()?;
        let tally: TallyResponse = suite.query(governance, &QueryMsg::Tally { proposal_id })?;
        let msg = ballot(&tally, &args.vote)?;
        let words = format!("vote {} on {proposal_id}: {}", args.vote, tally.title);
        tell(session, suite, &words, &msg, vec![])
    })
}

fn plain(said: &str) -> Option<Ballot> {
    match said {
        "yes" => Some(Ballot::Yes),
        "no" => Some(Ballot::No),
        "abstain" => Some(Ballot::Abstain),
        "veto" => Some(Ballot::Veto),
        _ => None,
    }
}

fn not_plain() -> Failure {
    Failure::asked("say `yes`, `no`, `abstain` or `veto`")
}

fn ballot(tally: &TallyResponse, said: &str) -> Result<ExecuteMsg, Failure> {
    let proposal_id = tally.id;
    let vote = plain(said);
    let Asked::Signal { options } = &tally.asked else {
        let vote = vote.ok_or_else(not_plain)?;
        return Ok(ExecuteMsg::Vote { proposal_id, vote });
    };
    let option = options.iter().position(|option| option == said);
    match option.and_then(|option| u8::try_from(option).ok()) {
        Some(option) => Ok(ExecuteMsg::Answer {
            proposal_id,
            option,
        }),
        None if vote == Some(Ballot::Abstain) => Ok(ExecuteMsg::Vote {
            proposal_id,
            vote: Ballot::Abstain,
        }),
        None => Err(Failure::asked(format!(
            "say one of {}, or `abstain`",
            options.join(", ")
        ))),
    }
}

/// Shows that a voter is interested.
pub fn prove(args: &Prove, output: Output) -> Result<ExitCode, Failure> {
    with(&args.play, output, |session, suite| {
        let msg = ExecuteMsg::Prove {
            proposal_id: args.proposal,
            voter: suite.address(&args.voter)?,
        };
        let words = format!(
            "prove that {} is interested in {}",
            args.voter, args.proposal
        );
        tell(session, suite, &words, &msg, vec![])
    })
}

/// Runs what has passed.
pub fn execute(args: &Execute, output: Output) -> Result<ExitCode, Failure> {
    with(&args.play, output, |session, suite| {
        let proposal_id = args.proposal;
        let (contract, of) = match &args.play.chain.multisig {
            Some(multisig) => (suite.address(multisig)?, format!(" of {multisig}")),
            None => (suite.governance()?.to_owned(), String::new()),
        };
        let call = Call::new(&contract, &ExecuteMsg::Execute { proposal_id })?;
        session.carry_out(&format!("execute proposal {proposal_id}{of}"), vec![call])?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Opens the proposal of a dispute, after the challenge if there is none.
pub fn dispute(args: &Dispute, output: Output) -> Result<ExitCode, Failure> {
    with(&args.play, output, |session, suite| {
        let milestone = args.milestone.clone();
        let standing = suite.milestone(&milestone)?;
        let mut calls = Vec::new();
        let mut words = format!("put the dispute of {milestone} to the vote");
        if matches!(standing.stage, Stage::Pending { .. }) {
            let msg = ToMilestones::Challenge {
                milestone: milestone.clone(),
                round: standing.round,
            };
            let funds = suite.bond(standing.bond)?;
            calls.push(Call::new(&suite.milestones, &msg)?.with(funds));
            words = format!("challenge {milestone} and {words}");
        }
        let msg = ExecuteMsg::Dispute {
            milestones: suite.milestones.clone(),
            milestone,
        };
        calls.push(Call::new(suite.governance()?, &msg)?);
        session.carry_out(&words, calls)?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Opens a proposal, or asks.
pub fn propose(args: &Propose, output: Output) -> Result<ExitCode, Failure> {
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
    let as_of = match &args.as_of {
        Some(date) => instant(date)?,
        None => now.saturating_sub(DAY).clamp(terms.start, terms.deadline),
    };
    let path = args.document.as_deref().unwrap_or_default();
    let document =
        std::fs::read(path).map_err(|error| Failure::asked(format!("{path}: {error}")))?;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Ok(ToMilestones::Attest {
        milestone: milestone.to_owned(),
        round: standing.round,
        witness: own_witness(suite, &standing)?,
        as_of,
        valid_until: now.saturating_add(DAY.saturating_mul(365)),
        evidence: Evidence {
            schema: terms.schema.clone(),
            uri: text(&args.uri),
            digest: HexBinary::from(&<[u8; 32]>::from(Sha256::digest(&document))),
            metric: text(&args.metric),
            value: text(&args.value),
        },
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

/// Where proposals stand.
pub fn tally(args: &Tally, output: Output) -> Result<ExitCode, Failure> {
    let node = connect(&on(&args.play).node)?;
    let suite = Suite::find(&node, &place(&args.play), None)?;
    let governance = suite.governance()?;
    let numbers = match args.proposal {
        Some(id) => id..=id,
        None => {
            let config: ConfigResponse = suite.query(governance, &QueryMsg::Config {})?;
            1..=config.proposals
        }
    };
    let mut tallies: Vec<TallyResponse> = Vec::new();
    for proposal_id in numbers {
        tallies.push(suite.query(governance, &QueryMsg::Tally { proposal_id })?);
    }
    let mut text = String::new();
    for tally in &tallies {
        let words = suite.named(&tally.words);
        text += &format!("{}: {}\n  {words}\n", tally.id, tally.title);
        for step in &tally.next {
            text += &format!("  next: {}\n", suite.named(&step.words));
        }
    }
    if tallies.is_empty() {
        text = "nothing was proposed".to_owned();
    }
    output.result(&text, &json!({ "proposals": tallies }))?;
    Ok(ExitCode::SUCCESS)
}
