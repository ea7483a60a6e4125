//! What holders, and those who may terminate, say to a vault.

use std::process::ExitCode;

use milegate_api::milestones::{ExecuteMsg as ToMilestones, MilestoneResponse};
use milegate_api::vesting::{
    Change, ChangeKind, ExecuteMsg, GateStanding, GrantResponse, LeaveReason, MoveReason, QueryMsg,
    ScheduleResponse, SchedulesResponse,
};
use serde_json::Value;

use super::session::{Call, Session, coins};
use super::suite::Suite;
use crate::chain_args::{ChangeGrant, ChangeStep, Claim, Tell};
use crate::output::{Failure, Output};

/// Grants that one message may claim.
const CLAIMS: usize = 30;

/// How the vault refuses a claim that comes too early.
const NOTHING: &str = "nothing to claim";

/// Claims, after what time has decided was written down.
pub fn claim(args: &Claim, output: Output) -> Result<ExitCode, Failure> {
    let session = Session::open(&args.on, &args.sign, output)?;
    let suite = Suite::find(session.node(), &args.place, Some(session.address()))?;
    let actor = session.actor()?;
    let waits = Waits::read(&suite)?;
    let grants = match args.grants.is_empty() {
        true => claimable_by(&suite, &waits, &actor)?,
        false => named(&suite, &args.grants)?,
    };
    let conclude = |milestone: &String| {
        let milestone = milestone.clone();
        Call::new(&suite.milestones, &ToMilestones::Conclude { milestone })
    };
    let conclusions = waits.of(&grants).into_iter().map(conclude);
    let mut calls = conclusions.collect::<Result<Vec<_>, _>>()?;
    let before = calls.len();
    let grants: Vec<String> = grants.into_iter().map(|grant| grant.grant).collect();
    for some in grants.chunks(CLAIMS) {
        let msg = ExecuteMsg::Claim {
            grants: some.to_vec(),
        };
        calls.push(Call::new(&suite.vault, &msg)?);
    }
    let first = match before {
        0 => String::new(),
        1 => "conclude a milestone and ".to_owned(),
        many => format!("conclude {many} milestones and "),
    };
    let which = match grants.as_slice() {
        few if few.len() <= 5 => few.join(", "),
        many => format!("{} grants", many.len()),
    };
    let claimed = session.carry_out(&format!("{first}claim {which}"), calls.clone());
    match claimed {
        // A notice begins with the conclusion: that much can be done now.
        Err(Failure::Failed { what }) if before > 0 && what.contains(NOTHING) => {
            calls.truncate(before);
            let (_, why) = what.split_at(what.find(NOTHING).unwrap_or_default());
            session.carry_out(
                &format!("{}; {why}", first.trim_end_matches(" and ")),
                calls,
            )?;
        }
        claimed => {
            claimed?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What grants wait for, read once.
struct Waits {
    schedules: Vec<ScheduleResponse>,
    /// Milestones that anyone can conclude now.
    decided: Vec<String>,
}

impl Waits {
    fn read(suite: &Suite<'_>) -> Result<Self, Failure> {
        let now = |standing: &MilestoneResponse| {
            let mut next = standing.next.iter();
            next.any(|step| step.action == "conclude" && step.from.is_none())
        };
        let all = suite.all_milestones()?.into_iter().filter(now);
        Ok(Waits {
            schedules: all_schedules(suite)?,
            decided: all.map(|standing| standing.terms.name).collect(),
        })
    }

    /// Milestones that these grants wait for and that anyone can conclude now.
    fn of(&self, grants: &[GrantResponse]) -> Vec<&String> {
        let own = |schedule: &&ScheduleResponse| {
            let mut grants = grants.iter();
            grants.any(|grant| grant.schedule == schedule.name)
        };
        let gates = self.schedules.iter().filter(own);
        let waiting: Vec<&String> = gates
            .flat_map(|schedule| &schedule.tranches)
            .filter_map(|tranche| match &tranche.gate {
                GateStanding::Waiting { milestone } => Some(milestone),
                _ => None,
            })
            .collect();
        let decided = self.decided.iter();
        decided.filter(|name| waiting.contains(name)).collect()
    }
}

/// Grants of somebody that have something to claim, or may once milestones are concluded.
fn claimable_by(
    suite: &Suite<'_>,
    waits: &Waits,
    who: &str,
) -> Result<Vec<GrantResponse>, Failure> {
    let own = |grant: &GrantResponse| grant.owner.as_str() == who || grant.payee.as_str() == who;
    let all: Vec<GrantResponse> = suite.grants()?.into_iter().filter(own).collect();
    let due = all.iter().filter(|grant| {
        !grant.figures.claimable.is_zero() || !waits.of(std::slice::from_ref(*grant)).is_empty()
    });
    let due: Vec<GrantResponse> = due.cloned().collect();
    if !due.is_empty() {
        return Ok(due);
    }
    let what = match all.as_slice() {
        [] => format!("{who} is neither owner nor payee of a grant"),
        all => {
            let words = all.iter().map(|grant| {
                let why = grant.words.join("; ");
                format!("{}: {}", grant.grant, suite.named(&why))
            });
            format!(
                "nothing to claim now\n{}",
                words.collect::<Vec<_>>().join("\n")
            )
        }
    };
    Err(Failure::failed(what))
}

/// The grants of these references.
fn named(suite: &Suite<'_>, grants: &[String]) -> Result<Vec<GrantResponse>, Failure> {
    let read = |grant: &String| {
        let grant = grant.clone();
        suite.query(&suite.vault, &QueryMsg::Grant { grant })
    };
    grants.iter().map(read).collect()
}

fn all_schedules(suite: &Suite<'_>) -> Result<Vec<ScheduleResponse>, Failure> {
    let mut all: Vec<ScheduleResponse> = Vec::new();
    loop {
        let msg = QueryMsg::Schedules {
            start_after: all.last().map(|schedule| schedule.name.clone()),
            limit: Some(30),
        };
        let page: SchedulesResponse = suite.query(&suite.vault, &msg)?;
        if page.schedules.is_empty() {
            return Ok(all);
        }
        all.extend(page.schedules);
    }
}

/// Announces, cancels or carries out a change of a grant.
pub fn change(kind: ChangeKind, args: &ChangeGrant, output: Output) -> Result<ExitCode, Failure> {
    let session = Session::open(&args.on, &args.sign, output)?;
    let suite = Suite::find(session.node(), &args.place, Some(session.address()))?;
    let grant = args.grant.clone();
    let (words, msg) = if args.step.cancel {
        let words = format!("cancel the change of {kind} of {grant}");
        (
            words,
            ExecuteMsg::Cancel {
                grant,
                change: kind,
            },
        )
    } else if args.step.carry_out {
        let words = format!("carry out the change of {kind} of {grant}");
        (
            words,
            ExecuteMsg::CarryOut {
                grant,
                change: kind,
            },
        )
    } else {
        let change = announced(kind, &args.step, &suite)?;
        let to = change
            .to()
            .map_or_else(String::new, |to| format!(" to {to}"));
        let words = format!(
            "announce a change of {kind} of {grant}{to} ({})",
            change.reason()
        );
        (words, ExecuteMsg::Announce { grant, change })
    };
    let call = Call::new(&suite.vault, &msg)?;
    session.carry_out(&words, vec![call])?;
    Ok(ExitCode::SUCCESS)
}

fn announced(
    kind: ChangeKind,
    step: &ChangeStep,
    suite: &Suite<'_>,
) -> Result<Change<String>, Failure> {
    if kind == ChangeKind::Termination {
        if step.to.is_some() {
            return Err(Failure::asked(
                "a termination names no account: leave out --to",
            ));
        }
        let reason: LeaveReason = reason(step, "resigned, dismissed, expired or deceased")?;
        return Ok(Change::Termination { reason });
    }
    let missing = || Failure::asked("say what to do: --to ADDRESS, --cancel or --carry-out");
    let to = suite.address(step.to.as_deref().ok_or_else(missing)?)?;
    let reason: MoveReason = reason(step, "key, custody, estate or sale")?;
    Ok(match kind {
        ChangeKind::Payee => Change::Payee { payee: to, reason },
        ChangeKind::Owner => Change::Owner { owner: to, reason },
        _ => Change::Recovery { owner: to, reason },
    })
}

fn reason<T: serde::de::DeserializeOwned>(step: &ChangeStep, known: &str) -> Result<T, Failure> {
    let said = step.reason.clone().unwrap_or_default();
    let read = serde_json::from_value(Value::String(said));
    read.map_err(|_| Failure::asked(format!("say why: --reason {known}")))
}

/// Says anything to a contract.
pub fn tell(args: &Tell, output: Output) -> Result<ExitCode, Failure> {
    let session = Session::open(&args.on, &args.sign, output)?;
    let suite = Suite::find(session.node(), &args.place, Some(session.address()))?;
    let contract = suite.address(&args.contract)?;
    let msg: Value = serde_json::from_str(&args.message)
        .map_err(|error| Failure::asked(format!("the message is no JSON: {error}")))?;
    let words = format!("tell {} {}", args.contract, args.message);
    let call = Call {
        contract,
        msg,
        funds: coins(args.funds.as_deref())?,
    };
    session.carry_out(&words, vec![call])?;
    Ok(ExitCode::SUCCESS)
}
