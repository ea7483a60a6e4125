//! `milegate deploy --dry-run`: every message, and what it would cost.

use std::process::ExitCode;

use cosmwasm_std::{Coin, HexBinary};
use milegate_chain::{Code, Fee, Message, Node, Sending, deployable, lowest, stages, sum};
use milegate_plan::{Codes, Plan, Step, steps};
use serde_json::{Value, json};

use super::place::creator;
use super::session::keys;
use crate::chain_args::Deploy;
use crate::output::{Failure, Output};

/// A node, and what is known before anything is sent.
struct Trial<'a> {
    args: &'a Deploy,
    codes: &'a Codes,
    node: &'a Node,
    known: Vec<Code>,
    how: Option<Sending>,
}

/// A step, and the message that is to be sent for it.
struct Planned {
    shown: Value,
    todo: Option<Message>,
    fee: Option<Fee>,
}

/// Every message as JSON, with what is there already and what the rest costs.
pub fn dry_run(
    args: &Deploy,
    plan: &Plan,
    codes: &Codes,
    node: &Node,
    output: Output,
) -> Result<ExitCode, Failure> {
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
    let all = steps(plan, codes, creator).map_err(Failure::failed)?;
    let trial = Trial {
        args,
        codes,
        node,
        known: node.codes(|_| {}).map_err(Failure::failed)?,
        how: Sending::on(node, args.gas_price.clone()).ok(),
    };
    let mut planned = Vec::new();
    for step in &all {
        planned.push(trial.planned(step)?);
    }
    let unpaid = stages(&all).0.len();
    let rest = trial.rest(creator, planned.get(..unpaid).unwrap_or(&planned));
    let mut fees: Vec<&Fee> = planned
        .iter()
        .filter_map(|step| step.fee.as_ref())
        .collect();
    let todo = |step: &&Planned| step.todo.is_some() && step.fee.is_none();
    let left = planned.iter().take(unpaid).filter(todo).count();
    let (rest, count) = rest.map_or((None, 0), |(fee, count)| (Some(fee), count));
    let open = left.saturating_sub(count);
    fees.extend(&rest);
    let gas = fees
        .iter()
        .fold(0_u64, |gas, fee| gas.saturating_add(fee.gas));
    let fees = sum(fees.iter().filter_map(|fee| fee.amount.clone()));

    let shown: Vec<&Value> = planned.iter().map(|step| &step.shown).collect();
    let there = shown.iter().filter(|step| step["there"] == true).count();
    let value =
        json!({ "steps": shown, "there": there, "gas": gas, "fees": fees, "not_estimated": open });
    let text = serde_json::to_string_pretty(&value).map_err(Failure::failed)?;
    let mut note = format!(
        "{} messages, {there} of them done already; nothing was sent\ngas {gas}, {}",
        all.len(),
        words(&fees)
    );
    if open > 0 {
        note +=
            &format!("; {open} messages can be estimated once the codes before them are stored");
    }
    output.note(&note);
    output.result(&text, &value)?;
    Ok(ExitCode::SUCCESS)
}

/// Fees for people.
pub fn words(fees: &[Coin]) -> String {
    let coins: Vec<String> = fees.iter().map(ToString::to_string).collect();
    match coins.as_slice() {
        [] => "no fees".to_owned(),
        coins => format!("fees {}", coins.join(", ")),
    }
}

impl Trial<'_> {
    fn id(&self, checksum: &HexBinary) -> Option<u64> {
        lowest(self.known.iter(), checksum)
    }

    fn planned(&self, step: &Step) -> Result<Planned, Failure> {
        match step {
            Step::Store {
                sender,
                code,
                checksum,
                words,
            } => Ok(self.store(sender, code, checksum, words)),
            Step::Instantiate {
                sender,
                code,
                label,
                msg,
                admin,
                salt,
                address,
                words,
                ..
            } => {
                let there = self.node.contract(address, None).map_err(Failure::failed)?;
                let id = there
                    .as_ref()
                    .map(|info| info.code_id)
                    .or_else(|| self.codes.get(code).and_then(|code| self.id(code)));
                let message = Message::Instantiate2 {
                    sender: sender.clone(),
                    admin: admin.clone(),
                    code_id: id.unwrap_or_default(),
                    label: label.clone(),
                    msg: msg.clone(),
                    salt: salt.to_vec(),
                };
                let mut json = message.to_json();
                json["code_id"] = id.into();
                let shown = json!({
                    "words": words, "sender": sender, "there": there.is_some(), "address": address, "message": json,
                });
                Ok(Planned {
                    shown,
                    todo: there.is_none().then_some(message),
                    fee: None,
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
                let there = self.granted(contract, msg);
                let shown = json!({ "words": words, "sender": sender, "there": there, "message": message.to_json() });
                Ok(Planned {
                    shown,
                    todo: (!there).then_some(message),
                    fee: None,
                })
            }
        }
    }

    /// A code, and what it costs to store it: that depends on nothing before it.
    fn store(&self, sender: &str, code: &str, checksum: &HexBinary, words: &str) -> Planned {
        let there = self.id(checksum);
        let message = || Message::store(sender, &self.args.by.artifacts, code, checksum).ok();
        let message = there.is_none().then(message).flatten();
        let fee = message
            .as_ref()
            .and_then(|message| self.estimate(sender, std::slice::from_ref(message)));
        let shown = json!({
            "words": words, "sender": sender, "there": there.is_some(), "code_id": there, "fee": fee,
            "message": { "@type": "/cosmwasm.wasm.v1.MsgStoreCode", "sender": sender, "wasm": format!("{code}.wasm"), "checksum": checksum },
        });
        Planned {
            shown,
            todo: message,
            fee,
        }
    }

    /// Whether the vault has the last of these grants.
    fn granted(&self, vault: &str, msg: &Value) -> bool {
        let grants = msg["add_grants"]["grants"].as_array();
        let Some(last) = grants.and_then(|grants| grants.last()) else {
            return false;
        };
        let asked = json!({ "grant": { "grant": last["grant"] } });
        self.node.query::<Value>(vault, &asked).is_ok()
    }

    /// Contracts and grants that are missing, as one transaction, for each rests on those before it, and
    /// how many they are. None before their codes are stored; an issuer of its own pays for the grants.
    fn rest(&self, creator: &str, unpaid: &[Planned]) -> Option<(Fee, usize)> {
        let ready = |message: &&Message| match message {
            Message::Store { .. } => false,
            message => message.sender() == creator,
        };
        let todo = unpaid.iter().filter_map(|step| step.todo.as_ref());
        let todo: Vec<Message> = todo.take_while(ready).cloned().collect();
        match todo.is_empty() {
            true => None,
            false => Some((self.estimate(creator, &todo)?, todo.len())),
        }
    }

    /// None if the account cannot pay, or the node cannot say.
    fn estimate(&self, sender: &str, messages: &[Message]) -> Option<Fee> {
        self.node
            .estimate(sender, messages, self.how.as_ref()?)
            .ok()
    }
}
