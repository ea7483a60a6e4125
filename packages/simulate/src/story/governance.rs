//! What stakes and votes came to, in words.

use cosmwasm_std::{Event as ChainEvent, Uint128};
use milegate_api::{governance, stake};
use milegate_report::dates::date;

use milegate_report::model::Proposal;
use milegate_report::percent;
use milegate_report::units::{Asset, thousands};

use super::name;
use crate::cast::Cast;

/// Lines of an event, if it is one of theirs and worth one. `proposal` answers how a proposal
/// stands.
pub fn lines(
    event: &ChainEvent,
    cast: &Cast,
    proposal: impl Fn(u64) -> Option<(Proposal, Asset)>,
) -> Vec<String> {
    match governance::Event::parse(event) {
        Some(Ok(governance::Event::Opened {
            proposal: id,
            proposer,
            deposit,
            ..
        })) => match proposal(id) {
            Some((p, asset)) => opened(&p, &asset, &name(cast, &proposer), deposit, cast),
            None => vec![],
        },
        Some(Ok(governance::Event::Voted {
            proposal: id,
            voter,
            power,
            choice,
        })) => {
            let option = choice.strip_prefix("option ").and_then(|n| n.parse().ok());
            let chosen = option.and_then(|place: usize| {
                let (p, _) = proposal(id)?;
                Some(p.options.get(place)?.text.clone())
            });
            let (voter, power) = (name(cast, &voter), thousands(power.into()));
            let choice = chosen.unwrap_or(choice);
            vec![format!(
                "proposal {id}: {voter} votes {choice} with {power}"
            )]
        }
        Some(Ok(event)) => governed(event, cast).into_iter().collect(),
        _ => staked(event, cast).into_iter().collect(),
    }
}

fn opened(p: &Proposal, asset: &Asset, by: &str, deposit: Uint128, cast: &Cast) -> Vec<String> {
    let id = p.id;
    let deposit = match deposit.is_zero() {
        true => "no deposit".into(),
        false => format!("deposit {}", cast.bonds.words(deposit)),
    };
    let mut lines = vec![format!(
        "proposal {id} OPENED by {by}, class {}, {deposit}: {}",
        p.class,
        p.summary(asset)
    )];
    lines.extend(p.opens.iter().map(|opens| {
        let payees = opens.payees(asset);
        format!("proposal {id}: paid by {}: {payees}", opens.milestone)
    }));
    lines.push(format!(
        "proposal {id}: needs {}; all power {}; barred: {}",
        p.needs_words(),
        thousands(p.total.into()),
        p.barred
    ));
    let runs = match p.class.as_str() {
        "signal" => String::new(),
        _ => format!(
            ", to be executed from {} to {}",
            date(p.executable),
            date(p.expires)
        ),
    };
    lines.push(format!(
        "proposal {id}: voting until {}, proofs until {}{runs}",
        date(p.voting_ends),
        date(p.tail_ends)
    ));
    lines.into_iter().map(|line| cast.in_names(&line)).collect()
}

/// The line of a result that can no longer change.
pub fn result(p: &Proposal, cast: &Cast) -> String {
    let word = match p.status.as_str() {
        "passed" | "executable" => "PASSED",
        "rejected" => "REJECTED",
        "answered" => "ANSWERED",
        other => other,
    };
    let why = match p.result.as_str() {
        "passes" => String::new(),
        why => format!("{why}; "),
    };
    let insiders = match p.insiders {
        Some(points) => format!(
            "; insiders could have been at most {} of the ballots",
            percent(points)
        ),
        None => String::new(),
    };
    let line = format!("proposal {} {word}: {why}{}{insiders}", p.id, p.ballots());
    cast.in_names(&line)
}

fn governed(event: governance::Event, cast: &Cast) -> Option<String> {
    use governance::Event;
    let who = |address: &str| name(cast, address);
    let power = |power: u64| thousands(power.into());
    Some(match event {
        Event::Proven {
            proposal,
            voter,
            sender,
            effect,
            power: weighs,
            ballot,
        } => {
            let (voter, sender) = (who(&voter), who(&sender));
            let what = match effect.as_str() {
                "recused" if ballot == "none" => format!("RECUSED with {}", power(weighs)),
                "recused" => format!(
                    "RECUSED with {}; the ballot {ballot} is void",
                    power(weighs)
                ),
                "struck" => format!(
                    "the ballot {ballot} is void, {} stay in the quorum's base",
                    power(weighs)
                ),
                _ => format!(
                    "nothing comes of it, {} stay in the quorum's base",
                    power(weighs)
                ),
            };
            format!("proposal {proposal}: {sender} proves that {voter} is interested: {what}")
        }
        Event::Readmitted {
            proposal,
            voter,
            power: weighs,
            ballot,
        } => {
            let voter = who(&voter);
            let counts = match ballot.as_str() {
                "none" => "may vote".into(),
                ballot => format!("the ballot {ballot} counts again"),
            };
            format!("proposal {proposal}: {voter} is no longer interested: {counts}, {weighs}")
        }
        Event::Executed {
            proposal,
            sender,
            task,
        } => match task.as_str() {
            "messages" => format!("proposal {proposal} EXECUTED by {}", who(&sender)),
            verdict => format!(
                "proposal {proposal} EXECUTED by {}: the vote says {verdict}",
                who(&sender)
            ),
        },
        Event::Cancelled { proposal } => {
            format!("proposal {proposal} CANCELLED by the guardian")
        }
        Event::Closed {
            proposal,
            proposer,
            status,
            deposit,
            returned,
        } => {
            let to = match returned == deposit {
                true => format!("returns to {}", who(&proposer)),
                false => "is lost to the community".into(),
            };
            let deposit = cast.bonds.words(deposit);
            format!("proposal {proposal} closed ({status}): the deposit of {deposit} {to}")
        }
        Event::PaymentsAccepted { payee } => format!("{} takes payments", who(&payee)),
        Event::RulesSet { revision } => format!("the rules are replaced: revision {revision}"),
        Event::GuardianSet { guardian, expires } => match guardian.as_str() {
            "none" => "there is no guardian any more".into(),
            guardian => format!("{} is guardian until {}", who(guardian), date(expires)),
        },
        Event::SuiteAdded { milestones, .. } => {
            format!("milestones of {} can be attested by vote", who(&milestones))
        }
        Event::Opened { .. } | Event::Voted { .. } | Event::Created { .. } => return None,
    })
}

fn staked(event: &ChainEvent, cast: &Cast) -> Option<String> {
    let who = |address: &str| name(cast, address);
    Some(match stake::Event::parse(event)?.ok()? {
        stake::Event::Bonded {
            staker,
            tokens,
            weight,
            total,
            ..
        } => format!(
            "{} stakes {} and weighs {} of {}",
            who(&staker),
            cast.asset.words(tokens),
            thousands(weight.into()),
            thousands(total.into())
        ),
        stake::Event::Unbonded {
            staker,
            tokens,
            weight,
            total,
            due,
            ..
        } => format!(
            "{} unbonds {}, due {}, and weighs {} of {}",
            who(&staker),
            cast.asset.words(tokens),
            date(due),
            thousands(weight.into()),
            thousands(total.into())
        ),
        stake::Event::Claimed { staker, tokens } => {
            format!("{} takes {} out", who(&staker), cast.asset.words(tokens))
        }
        stake::Event::Created { .. } => return None,
    })
}
