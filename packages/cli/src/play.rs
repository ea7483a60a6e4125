//! `milegate stake|propose|vote|prove|execute|tally|dispute`: one more step of a play file.

use std::process::ExitCode;

use milegate_report::{proposal_text, votes_text};
use milegate_simulate::{Deed, Motion, PlayFile, Played, Voters};
use serde::de::DeserializeOwned;

use crate::dates::instant;
use crate::output::{Failure, Output};
use crate::plan;
use crate::play_args::{Dispute, Execute, Play, Propose, Prove, Stake, Tally, Vote};

/// Stakes.
pub fn stake(args: Stake, output: Output) -> Result<ExitCode, Failure> {
    let Stake {
        play, amount, by, ..
    } = args;
    let by = who(by)?;
    step(&play, Motion::Stake { by, amount }, output)
}

/// Votes.
pub fn vote(args: Vote, output: Output) -> Result<ExitCode, Failure> {
    let Vote {
        play,
        proposal,
        vote,
        by,
    } = args;
    let by = Voters::One(who(by)?);
    step(&play, Motion::Vote { proposal, by, vote }, output)
}

/// Proves.
pub fn prove(args: Prove, output: Output) -> Result<ExitCode, Failure> {
    let motion = Motion::Prove {
        proposal: args.proposal,
        voter: args.voter,
        by: Some(args.by),
    };
    step(&args.play, motion, output)
}

/// Executes.
pub fn execute(args: Execute, output: Output) -> Result<ExitCode, Failure> {
    let (proposal, by) = (args.proposal, Some(args.by));
    step(&args.play, Motion::Execute { proposal, by }, output)
}

/// Disputes.
pub fn dispute(args: Dispute, output: Output) -> Result<ExitCode, Failure> {
    let motion = Motion::Dispute {
        milestone: args.milestone,
        by: Some(who(args.by)?),
        challenge: true,
    };
    step(&args.play, motion, output)
}

/// Proposes, or asks.
pub fn propose(args: Propose, output: Output) -> Result<ExitCode, Failure> {
    let messages = deeds(&args)?;
    let Propose {
        play,
        by,
        title,
        description,
        cites,
        option: options,
        ..
    } = args;
    let by = who(by)?;
    let motion = match options.is_empty() {
        false => Motion::Ask {
            by,
            title,
            description,
            options,
        },
        true if messages.is_empty() => {
            let what = "say what it does: --attest, --retract, --pay, --cancel-termination or --message; or ask with --option";
            return Err(Failure::asked(what));
        }
        true => Motion::Propose {
            by,
            title,
            description,
            messages,
            cites,
        },
    };
    step(&play, motion, output)
}

fn deeds(args: &Propose) -> Result<Vec<Deed>, Failure> {
    let mut deeds = Vec::new();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    if let Some(milestone) = &args.attest {
        deeds.push(Deed::Attest {
            milestone: milestone.clone(),
            witness: None,
            as_of: args.as_of.as_deref().map(instant).transpose()?,
            metric: text(&args.metric),
            value: text(&args.value),
            document: text(&args.document),
            uri: text(&args.uri),
        });
    }
    if let Some(milestone) = &args.retract {
        deeds.push(Deed::Retract {
            milestone: milestone.clone(),
            witness: None,
        });
    }
    for pay in &args.pay {
        let parsed = pay.split_once('=');
        let parsed =
            parsed.and_then(|(to, amount)| Some((to, amount.replace('_', "").parse().ok()?)));
        let (to, amount) = parsed.ok_or_else(|| {
            Failure::asked(format!(
                "--pay {pay}: say who and how much, as in --pay writer=200"
            ))
        })?;
        deeds.push(Deed::Pay {
            to: to.to_owned(),
            amount,
        });
    }
    let grants = args.cancel_termination.iter().cloned();
    deeds.extend(grants.map(|grant| Deed::CancelTermination { grant }));
    for message in &args.message {
        deeds.push(match serde_json::from_str::<serde_json::Value>(message) {
            Ok(_) => Deed::Raw {
                json: message.clone(),
            },
            Err(_) => inline(message)?,
        });
    }
    Ok(deeds)
}

/// An entry of `messages` as a scenario has it.
fn inline<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    #[derive(serde::Deserialize)]
    struct One {
        it: toml::Table,
    }
    let wrong = |e: toml::de::Error| {
        let what = format!(
            "--message {text}: {}\nsay it as an entry of `messages` (docs/scenarios.md), or as JSON of the chain",
            e.message()
        );
        Failure::asked(what)
    };
    let One { it } = toml::from_str(&format!("it = {text}")).map_err(wrong)?;
    let it = milegate_simulate::in_seconds(it).map_err(Failure::asked)?;
    it.try_into().map_err(wrong)
}

/// Reads where proposals stand.
pub fn tally(args: Tally, output: Output) -> Result<ExitCode, Failure> {
    let mut played = open(&args.play)?;
    if let Some(at) = args.play.at.as_deref() {
        played.wait(instant(at)?).map_err(Failure::asked)?;
    }
    match args.proposal {
        Some(id) => show(&played, id, serde_json::json!({}), String::new(), output),
        None => {
            let (votes, asset) = played.votes().map_err(Failure::asked)?;
            let words = played.player.cast.in_names(&votes_text(&votes, &asset));
            output.result(&words, &votes)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn who(by: Option<String>) -> Result<String, Failure> {
    by.ok_or_else(|| Failure::asked("say who: --by WHO"))
}

fn open(play: &Play) -> Result<Played, Failure> {
    let loaded = plan::load(&play.plan)?;
    let missing = || Failure::asked("say where: --play FILE, or --node URL for a chain");
    let file = play.play.as_ref().ok_or_else(missing)?;
    let file = PlayFile::open(file).map_err(Failure::asked)?;
    file.play(&loaded, &play.artifacts).map_err(Failure::failed)
}

fn step(play: &Play, motion: Motion, output: Output) -> Result<ExitCode, Failure> {
    let at = play.at.as_deref().map(instant).transpose()?;
    let mut played = open(play)?;
    let done = played.step(motion, at).map_err(Failure::failed)?;
    let told: Vec<String> = done.lines.iter().map(ToString::to_string).collect();
    let value = serde_json::json!({ "play": play.play, "at": done.at, "lines": told });
    let words = told.join("\n");
    match done.proposal {
        Some(id) => show(&played, id, value, words + "\n\n", output),
        None => {
            output.result(&words, &value)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// A proposal as it now stands, after what was told.
fn show(
    played: &Played,
    id: u64,
    mut value: serde_json::Value,
    told: String,
    output: Output,
) -> Result<ExitCode, Failure> {
    let (proposal, asset) = played.proposal(id).map_err(Failure::asked)?;
    let cast = &played.player.cast;
    let text = proposal_text(&proposal, &asset, |line| cast.in_names(line));
    if let Some(fields) = value.as_object_mut() {
        let proposal = serde_json::to_value(&proposal).map_err(Failure::failed)?;
        fields.insert("proposal".into(), proposal);
    }
    output.result(&format!("{told}{text}"), &value)?;
    Ok(ExitCode::SUCCESS)
}
