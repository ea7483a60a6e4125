//! `milegate plan ...`: no chain, no VM.

use std::path::Path;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use milegate_plan::{CheckOptions, Plan};

use crate::args::Template;
use crate::output::{Failure, Output};

/// Writes a plan to start from.
pub fn new(template: Template, folder: &Path, output: Output) -> Result<ExitCode, Failure> {
    let name = folder
        .file_name()
        .and_then(|name| name.to_str())
        .ok_or_else(|| Failure::asked(format!("{}: name a folder to create", folder.display())))?;
    if folder.exists() {
        let what = format!(
            "{} is already there: name a folder to create",
            folder.display()
        );
        return Err(Failure::asked(what));
    }
    let template = match template {
        Template::Minimal => "minimal",
        Template::Appchain => "appchain",
        Template::Listing => "listing",
        Template::Payments => "payments",
        Template::Lending => "lending",
        Template::SelfSustaining => "self-sustaining",
    };
    let files = milegate_plan::new(template, name).map_err(Failure::asked)?;
    let failed = |e: std::io::Error| Failure::asked(format!("{}: {e}", folder.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    for (path, text) in &files {
        std::fs::write(folder.join(path), text).map_err(failed)?;
    }
    let names: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let words = format!(
        "wrote {} ({})\nnext: milegate plan check {}",
        folder.display(),
        names.join(", "),
        folder.display()
    );
    output.result(
        &words,
        &serde_json::json!({ "folder": folder, "files": names }),
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Reports every problem at once; when there is none, the facts.
pub fn check(path: &Path, deploying: bool, output: Output) -> Result<ExitCode, Failure> {
    let plan = match Plan::load(path) {
        Ok(plan) => plan,
        Err(problems) => {
            let value = serde_json::json!({ "problems": problems });
            output.result(&problems.to_string(), &value)?;
            return Err(Failure::failed(count(
                problems.errors(),
                problems.warnings(),
            )));
        }
    };
    let deploying = deploying.then(now);
    let checked = milegate_plan::check(&plan, CheckOptions { deploying });
    output.result(&checked.to_string(), &checked)?;
    match checked.problems.errors() {
        0 => Ok(ExitCode::SUCCESS),
        errors => Err(Failure::failed(count(errors, checked.problems.warnings()))),
    }
}

/// Says in sentences what a plan does, or what it does to one category or grant.
pub fn explain(
    path: &Path,
    category: Option<&str>,
    grant: Option<&str>,
    output: Output,
) -> Result<ExitCode, Failure> {
    let plan = load(path)?;
    let words = match (category, grant) {
        (Some(name), _) => milegate_plan::explain_category(&plan, name)
            .ok_or_else(|| unknown("category", name, plan.categories.iter().map(|c| &*c.name)))?,
        (None, Some(name)) => {
            milegate_plan::explain_grant(&plan, name).ok_or_else(|| unknown_grant(&plan, name))?
        }
        (None, None) => milegate_plan::explain(&plan),
    };
    output.result(&words, &serde_json::json!({ "words": words }))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the annex for one grant.
pub fn letter(path: &Path, grant: &str, output: Output) -> Result<ExitCode, Failure> {
    let plan = load(path)?;
    let words = milegate_plan::letter(&plan, grant).ok_or_else(|| unknown_grant(&plan, grant))?;
    let digest = plan.digest().to_hex();
    let value = serde_json::json!({ "grant": grant, "digest": digest, "words": words });
    output.result(&words, &value)?;
    Ok(ExitCode::SUCCESS)
}

/// Says what differs between two plans, which need not check clean.
pub fn diff(before: &Path, after: &Path, output: Output) -> Result<ExitCode, Failure> {
    let read = |path: &Path| Plan::load(path).map_err(|problems| refused(&problems));
    let diff = milegate_plan::diff(&read(before)?, &read(after)?);
    output.result(&diff.to_string(), &diff)?;
    Ok(ExitCode::SUCCESS)
}

fn unknown_grant(plan: &Plan, name: &str) -> Failure {
    unknown(
        "grant",
        name,
        plan.grants.iter().map(|grant| &*grant.reference),
    )
}

pub fn unknown<'a>(kind: &str, name: &str, known: impl Iterator<Item = &'a String>) -> Failure {
    let known: Vec<&str> = known.map(String::as_str).collect();
    let what = format!(
        "the plan has no {kind} `{name}`; it has {}",
        known.join(", ")
    );
    Failure::asked(what)
}

/// Reads a plan and refuses one with errors.
pub fn load(path: &Path) -> Result<Plan, Failure> {
    let plan = Plan::load(path).map_err(|problems| refused(&problems))?;
    let checked = milegate_plan::check(&plan, CheckOptions { deploying: None });
    match checked.problems.errors() {
        0 => Ok(plan),
        _ => Err(refused(&checked.problems)),
    }
}

fn refused(problems: &milegate_plan::Problems) -> Failure {
    let counted = count(problems.errors(), problems.warnings());
    Failure::failed(format!("{counted}\n{problems}"))
}

fn count(errors: usize, warnings: usize) -> String {
    format!("the plan has {errors} errors and {warnings} warnings")
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}
