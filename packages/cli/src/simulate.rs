//! `milegate simulate`: deploy, play, audit, report.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use milegate_simulate::{Builtin, Script, play, read, stage};

use crate::args::Simulate;
use crate::output::{Failure, Output};
use crate::{plan, report};

/// Plays a plan and leaves a report.
pub fn run(args: &Simulate, output: Output) -> Result<ExitCode, Failure> {
    let loaded = plan::load(&args.plan)?;
    let (name, story, script) = script(&args.plan, args.scenario.as_deref())?;
    output.line(&format!("{}: {name}", *loaded.name));
    if !story.is_empty() {
        output.line(&story);
    }

    let spinner = spinner(output);
    let staged = stage(&loaded, &args.artifacts, |words| {
        spinner.set_message(words.to_owned())
    })
    .map_err(Failure::failed)?;
    spinner.finish_and_clear();
    output.line(&format!(
        "deployed and sealed: vault {}, milestones {}\n",
        staged.cast.vault, staged.cast.milestones
    ));

    let player =
        play(staged, &script, |line| output.line(&line.to_string())).map_err(Failure::failed)?;
    output.line("");

    let out = args
        .out
        .clone()
        .unwrap_or_else(|| Path::new("out").join(folder_name(&args.plan)));
    let state = out.join("chain.state");
    std::fs::create_dir_all(&out).map_err(|e| Failure::asked(format!("{}: {e}", out.display())))?;
    player.chain.save(&state).map_err(Failure::failed)?;
    report::write(
        &report::Subject {
            chain: &milegate_simulate::Embedded(&player.chain),
            vault: &player.cast.vault,
            refusals: Some(player.refusals),
            command: format!(
                "milegate report --state {} --vault {}",
                state.display(),
                player.cast.vault
            ),
        },
        &out,
        output,
    )
}

/// The scenario's name, its story, and the script.
fn script(plan: &Path, asked: Option<&str>) -> Result<(String, String, Script), Failure> {
    let own = folder(plan).join("scenario.toml");
    let file = match asked {
        Some(name) => match Builtin::named(name) {
            Some(builtin) => return Ok(built_in(builtin)),
            None => PathBuf::from(name),
        },
        None if own.exists() => own,
        None => return Ok(built_in(Builtin::AllReached)),
    };
    let scenario = read(&file).map_err(|e| {
        Failure::asked(format!(
            "{e}\nscenarios: hands-off, all-reached, all-missed, or a file"
        ))
    })?;
    Ok((
        scenario.title.clone(),
        scenario.story.clone(),
        Script::Written(scenario),
    ))
}

fn built_in(builtin: Builtin) -> (String, String, Script) {
    (
        builtin.name().to_owned(),
        builtin.story().to_owned(),
        Script::Builtin(builtin),
    )
}

fn folder(plan: &Path) -> &Path {
    if plan.is_dir() {
        plan
    } else {
        plan.parent().unwrap_or(Path::new("."))
    }
}

fn folder_name(plan: &Path) -> PathBuf {
    let name = folder(plan).file_name().map(PathBuf::from);
    name.unwrap_or_else(|| PathBuf::from("plan"))
}

fn spinner(output: Output) -> ProgressBar {
    if !output.progress() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} deploying: {wide_msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(100));
    bar
}
