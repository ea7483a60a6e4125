//! `milegate deploy` and `milegate fund`.

use std::process::ExitCode;

use cosmwasm_std::Coin;
use indicatif::{ProgressBar, ProgressStyle};
use milegate_chain::{
    Client, Left, Message, Node, Sending, Staged, Told, deploy_plan, deployable, funding,
};
use milegate_plan::{Amounts, Deployment, Plan, Step, steps};
use serde_json::{Value, json};

use super::session::{Session, connect, keys};
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
        return dry_run(args, &loaded, &node, output);
    }
    let key = args.key.as_deref().unwrap_or_default();
    let key = keys(&args.hd_path)?.open(key).map_err(Failure::asked)?;
    let client = Client::new(node, key, args.gas_price.clone()).map_err(Failure::asked)?;
    let count = steps(&loaded, &codes, creator(&args.by, Some(client.address()))?)
        .map_err(Failure::failed)?
        .len();
    let bar = bar(count, output);
    let mut fees = Vec::new();
    let mut told = |told: Told<'_>| hear(&told, &bar, &mut fees, output);
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
        let spent = match fees.as_slice() {
            [] => String::new(),
            fees => format!(
                "\n{} transactions are done and will not be sent again; run it again to go on",
                fees.len()
            ),
        };
        Failure::failed(format!("{error}{spent}"))
    })?;
    output.result(&words(&loaded, &staged, client.address()), &staged)?;
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

fn hear(told: &Told<'_>, bar: &ProgressBar, fees: &mut Vec<Option<Coin>>, output: Output) {
    match told {
        Told::Step(words) => {
            bar.inc(1);
            bar.set_message((*words).to_owned());
        }
        Told::Codes(read) => bar.set_message(format!("reading the chain's codes: {read}")),
        Told::Sending(fee) => {
            let price = fee.amount.as_ref().map(ToString::to_string);
            let price = price.unwrap_or_else(|| "no fee".into());
            bar.set_message(format!("{} (gas {}, {price})", bar.message(), fee.gas));
        }
        Told::Sent(sent) => {
            fees.push(sent.fee.clone());
            let height = sent.receipt.height;
            bar.suspend(|| output.line(&format!("block {height}: {}", sent.words)));
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
        text += &format!("  {} ({sender})\n", left.words);
    }
    text + &format!(
        "next: milegate verify --staged; then milegate fund --creator {}",
        staged.deployment.creator
    )
}

/// Every message as JSON, with what is there already.
fn dry_run(args: &Deploy, plan: &Plan, node: &Node, output: Output) -> Result<ExitCode, Failure> {
    deployable(plan, node).map_err(Failure::failed)?;
    let opened = match &args.key {
        Some(key) => {
            let key = keys(&args.hd_path)?.open(key).map_err(Failure::asked)?;
            let prefix = node.prefix().map_err(Failure::asked)?;
            Some(key.address(&prefix).map_err(Failure::asked)?)
        }
        None => None,
    };
    let creator = creator(&args.by, opened.as_deref())?;
    let all = steps(plan, &codes(&args.by)?, creator).map_err(Failure::failed)?;
    let known = node.codes(|_| {}).map_err(Failure::failed)?;
    let mut shown = Vec::new();
    for step in &all {
        shown.push(planned(step, node, &known, args)?);
    }
    let there = shown.iter().filter(|step| step["there"] == true).count();
    let text = serde_json::to_string_pretty(&shown).map_err(Failure::failed)?;
    eprintln!(
        "{} messages, {there} of them done already; nothing was sent",
        all.len()
    );
    output.result(&text, &shown)?;
    Ok(ExitCode::SUCCESS)
}

/// One step as JSON. What depends on steps before it cannot be estimated before they are sent.
fn planned(
    step: &Step,
    node: &Node,
    known: &[milegate_chain::Code],
    args: &Deploy,
) -> Result<Value, Failure> {
    let id = |checksum: &cosmwasm_std::HexBinary| {
        let mut same = known.iter().filter(|code| code.checksum == *checksum);
        same.find(|code| code.everybody).map(|code| code.id)
    };
    Ok(match step {
        Step::Store {
            sender,
            code,
            checksum,
            words,
        } => {
            let there = id(checksum);
            let fee = match there {
                Some(_) => None,
                None => estimate_store(node, args, sender, code, checksum),
            };
            json!({
                "words": words, "sender": sender, "there": there.is_some(), "code_id": there, "fee": fee,
                "message": { "@type": "/cosmwasm.wasm.v1.MsgStoreCode", "sender": sender, "wasm": format!("{code}.wasm"), "checksum": checksum },
            })
        }
        Step::Instantiate {
            sender,
            label,
            msg,
            admin,
            salt,
            address,
            words,
            ..
        } => {
            let there = node.contract(address, None).map_err(Failure::failed)?;
            let message = Message::Instantiate2 {
                sender: sender.clone(),
                admin: admin.clone(),
                code_id: 0,
                label: label.clone(),
                msg: msg.clone(),
                salt: salt.to_vec(),
            };
            let mut message = message.to_json();
            message["code_id"] = there.as_ref().map(|info| info.code_id).into();
            json!({
                "words": words, "sender": sender, "there": there.is_some(), "address": address, "message": message,
            })
        }
        Step::Execute {
            sender,
            contract,
            msg,
            funds,
            words,
        } => {
            let message = Message::Execute {
                sender: sender.clone(),
                contract: contract.clone(),
                msg: msg.clone(),
                funds: funds.clone(),
            };
            json!({ "words": words, "sender": sender, "message": message.to_json() })
        }
    })
}

/// What storing a code costs; none if the account cannot pay or the node cannot say.
fn estimate_store(
    node: &Node,
    args: &Deploy,
    sender: &str,
    code: &str,
    checksum: &cosmwasm_std::HexBinary,
) -> Option<milegate_chain::Fee> {
    let message = Message::store(sender, &args.by.artifacts, code, checksum).ok()?;
    let how = Sending::on(node, args.gas_price.clone()).ok()?;
    node.estimate(sender, &[message], &how).ok()
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
