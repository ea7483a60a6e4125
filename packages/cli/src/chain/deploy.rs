//! `milegate deploy` and `milegate fund`.

use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use milegate_chain::{Client, Left, Message, Staged, Told, deploy_plan, funding};
use milegate_plan::{Amounts, Deployment, Plan, Role, steps};
use serde_json::Value;

use super::dry_run::dry_run;
use super::session::{Session, connect, included, keys};
use super::suite::{codes, creator};
use crate::chain_args::{Deploy, Fund};
use crate::output::{Failure, Output};
use crate::plan;

/// Stages a plan, or prints what would be sent.
pub fn deploy(args: &Deploy, output: Output) -> Result<ExitCode, Failure> {
    let loaded = plan::load(&args.plan)?;
    let codes = codes(&args.by)?;
    let node = connect(&args.on.node)?;
    if args.dry_run {
        return dry_run(args, &loaded, &codes, &node, output);
    }
    let key = args.key.as_deref().unwrap_or_default();
    let key = keys(&args.hd_path)?.open(key).map_err(Failure::asked)?;
    let client = Client::new(node, key, args.gas_price.clone()).map_err(Failure::asked)?;
    let count = steps(&loaded, &codes, creator(&args.by, Some(client.address()))?)
        .map_err(Failure::failed)?
        .len();
    let bar = bar(count, output);
    let mut sent = 0_usize;
    let mut told = |told: Told<'_>| hear(&told, &bar, &mut sent, output);
    let staged = deploy_plan(
        &loaded,
        &codes,
        &args.by.artifacts,
        &client,
        args.by.creator.as_deref(),
        &mut told,
    );
    bar.finish_and_clear();
    let staged = staged.map_err(|error| {
        let spent = match sent {
            0 => String::new(),
            sent => format!(
                "\n{sent} transactions are done and will not be sent again; run it again to go on"
            ),
        };
        Failure::failed(format!("{error}{spent}"))
    })?;
    let plan = args.plan.display();
    let text = words(&loaded, &staged, client.address())
        + &format!(
            "next, with --node {}:\n  milegate verify {} --plan {plan} --staged\n  milegate fund {plan} --creator {} --key FUNDER",
            args.on.node,
            vault(&staged),
            staged.deployment.creator
        );
    output.result(&text, &staged)?;
    Ok(ExitCode::SUCCESS)
}

fn bar(steps: usize, output: Output) -> ProgressBar {
    if !output.progress() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(steps).unwrap_or_default());
    let shape = "{spinner} {pos}/{len} {wide_msg} {elapsed}";
    if let Ok(style) = ProgressStyle::with_template(shape) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(200));
    bar
}

fn hear(told: &Told<'_>, bar: &ProgressBar, count: &mut usize, output: Output) {
    match told {
        Told::Step(words) => {
            bar.inc(1);
            bar.set_message((*words).to_owned());
        }
        Told::Codes(read) => bar.set_message(format!("reading the chain's codes: {read}")),
        Told::Sending(fee) => {
            bar.set_message(format!("{} ({fee})", bar.message()));
        }
        Told::Sent(sent) => {
            *count = count.saturating_add(1);
            let words = format!("{}\n  {}", sent.words, included(&sent.receipt));
            bar.suspend(|| output.line(&words));
        }
        Told::There(words) => {
            bar.suspend(|| output.line(&format!("is there: {words}")));
        }
    }
}

fn words(plan: &Plan, staged: &Staged, deployer: &str) -> String {
    let Deployment { contracts, .. } = &staged.deployment;
    let fees: Vec<String> = staged.fees.iter().map(ToString::to_string).collect();
    let mut text = format!(
        "\n{} on {}: {} sent, {} were there, fees {}\n",
        *plan.name,
        staged.chain_id,
        staged.sent.len(),
        staged.there,
        if fees.is_empty() {
            "none".to_owned()
        } else {
            fees.join(", ")
        },
    );
    for (role, address) in contracts {
        text += &format!("  {role:24} {address}\n");
    }
    let mine = |left: &Left| left.sender == deployer;
    let (own, others): (Vec<&Left>, Vec<&Left>) = staged.left.iter().partition(|left| mine(left));
    text += "left:\n";
    for left in own.iter().chain(&others) {
        let sender = staged.deployment.name_of(&left.sender);
        let sender = sender.unwrap_or_else(|| left.sender.clone());
        let who = match left.words.starts_with(&sender) {
            true => String::new(),
            false => format!("{sender}: "),
        };
        text += &format!("  {who}{}\n", left.words);
    }
    text
}

fn vault(staged: &Staged) -> &str {
    let vault = staged.deployment.contracts.get(&Role::Vault);
    vault.map_or("VAULT", String::as_str)
}

/// The digest that a sealing message carries, in words.
fn digest(message: &Message) -> String {
    let Message::Execute { msg, .. } = message else {
        return String::new();
    };
    let inner: Option<Value> = msg["send"]["msg"].as_str().and_then(|text| {
        let bytes = cosmwasm_std::Binary::from_base64(text).ok()?;
        serde_json::from_slice(&bytes).ok()
    });
    let seal = inner.as_ref().unwrap_or(msg);
    format!(
        "seal digest {}",
        seal["seal"]["digest"].as_str().unwrap_or_default()
    )
}

/// The one message that seals and pays.
pub fn fund(args: &Fund, output: Output) -> Result<ExitCode, Failure> {
    let loaded = plan::load(&args.plan)?;
    let codes = codes(&args.by)?;
    let session = Session::open(&args.on, &args.sign, output)?;
    let creator = creator(&args.by, Some(session.address()))?;
    let message = funding(&loaded, &codes, session.node(), creator).map_err(Failure::failed)?;
    let actor = session.actor()?;
    if message.sender() != actor {
        let deployment = Deployment::predict(&loaded, &codes, creator).map_err(Failure::failed)?;
        let funder = deployment.name_of(message.sender());
        let funder = funder.map_or_else(String::new, |name| format!(" ({name})"));
        let what = format!(
            "the vault takes its money from {}{funder}, not from {actor}: use that key, --generate-only --from it, or --via cw3:{}",
            message.sender(),
            message.sender(),
        );
        return Err(Failure::asked(what));
    }
    let amount = Amounts::of(&loaded).words(loaded.funds().unwrap_or_default());
    let words = format!(
        "{}: seal the vault with {amount}, {}",
        *loaded.name,
        digest(&message)
    );
    session.send(&words, vec![message])?;
    Ok(ExitCode::SUCCESS)
}
