//! Stakes and votes on a chain.

use std::process::ExitCode;

use cosmwasm_std::{Coin, Uint128, to_json_binary};
use cw3::Vote as Ballot;
use cw20::Cw20ExecuteMsg;
use milegate_api::common::Denom;
use milegate_api::governance::{Asked, ConfigResponse, ExecuteMsg, QueryMsg, TallyResponse};
use milegate_api::milestones::{ExecuteMsg as ToMilestones, Stage};
use milegate_api::stake;
use serde_json::json;

use super::multisig;
use super::session::{Call, Session, connect};
use super::suite::Suite;
use crate::chain_args::{Deployer, On, Where};
use crate::output::{Failure, Output};
use crate::play_args::{Dispute, Execute, Play, Prove, Stake, Tally, Vote};

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
pub(super) fn with<T>(
    play: &Play,
    output: Output,
    act: impl FnOnce(&Session<'_>, &Suite<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    if play.at.is_some() {
        let what = "--at is for play files: on a chain it is now";
        return Err(Failure::asked(what));
    }
    let session = Session::open(&on(play), &play.chain.sign, output)?;
    let suite = Suite::find(session.node(), &place(play), Some(session.address()))?;
    act(&session, &suite)
}

/// Refuses somebody else than who signs.
pub(super) fn signer(by: Option<&str>) -> Result<(), Failure> {
    match by {
        None => Ok(()),
        Some(_) => Err(Failure::asked(
            "--by is for play files: on a chain it is who signs, by --key or --from",
        )),
    }
}

pub(super) fn tell(
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
pub(super) fn units(suite: &Suite<'_>, whole: u64) -> Result<Uint128, Failure> {
    let unit = 10_u128.checked_pow(suite.terms.asset.decimals.into());
    let units = unit.and_then(|unit| unit.checked_mul(whole.into()));
    let units = units.ok_or_else(|| Failure::asked(format!("{whole} is too much")))?;
    Ok(units.into())
}

/// Stakes.
pub fn stake(args: &Stake, output: Output) -> Result<ExitCode, Failure> {
    signer(args.by.as_deref())?;
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
    signer(args.by.as_deref())?;
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
    signer(args.by.as_deref())?;
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

/// Where proposals stand.
pub fn tally(args: &Tally, output: Output) -> Result<ExitCode, Failure> {
    let node = connect(&on(&args.play).node)?;
    let suite = Suite::find(&node, &place(&args.play), None)?;
    if let Some(multisig) = &args.play.chain.multisig {
        return multisig::tally(&suite, &suite.address(multisig)?, args.proposal, output);
    }
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
