//! What the messages of a proposal do, in words.

use std::collections::BTreeSet;

use cosmwasm_std::{Addr, BankMsg, Binary, Coin, CosmosMsg, WasmMsg};
use milegate_api::common::Denom;
use milegate_api::governance::ExecuteMsg;
use serde_json::Value;

use super::changed::changed;
use crate::dates;
use crate::model::Attested;
use crate::snapshot::{Put, Snapshot, Voting};

/// What a proposal does.
#[derive(Default)]
pub struct Acts {
    /// Message by message.
    pub words: Vec<String>,
    /// Milestones that it testifies to.
    pub testifies: BTreeSet<String>,
    /// The evidence in it.
    pub evidence: Vec<Attested>,
}

/// Reads messages as the governance classifies them.
pub fn read(s: &Snapshot, v: &Voting, put: &Put) -> Acts {
    let mut reader = Reader {
        s,
        v,
        acts: Acts::default(),
    };
    for msg in &put.msgs {
        let words = match serde_json::from_value::<CosmosMsg>(msg.clone()) {
            Ok(CosmosMsg::Bank(msg)) => reader.bank(&msg),
            Ok(CosmosMsg::Wasm(msg)) => reader.wasm(&msg),
            _ => format!("sends the chain a raw message: {msg}"),
        };
        reader.acts.words.push(words);
    }
    reader.acts
}

struct Reader<'a> {
    s: &'a Snapshot,
    v: &'a Voting,
    acts: Acts,
}

impl Reader<'_> {
    fn bank(&self, msg: &BankMsg) -> String {
        match msg {
            BankMsg::Send { to_address, amount } => {
                format!("pays {} to {to_address}", self.coins(amount))
            }
            BankMsg::Burn { amount } => format!("burns {}", self.coins(amount)),
            other => format!("sends the bank {other:?}"),
        }
    }

    fn wasm(&mut self, msg: &WasmMsg) -> String {
        match msg {
            WasmMsg::Execute {
                contract_addr,
                msg,
                funds,
            } => {
                let body = parse(msg);
                let words = self
                    .call(contract_addr, &body)
                    .unwrap_or_else(|| format!("tells {} {body}", self.place(contract_addr)));
                match funds.is_empty() {
                    true => words,
                    false => format!("{words}, with {}", self.coins(funds)),
                }
            }
            WasmMsg::Migrate {
                contract_addr,
                new_code_id,
                ..
            } => format!(
                "makes {} run the code {new_code_id}{}",
                self.place(contract_addr),
                self.pin(*new_code_id)
            ),
            WasmMsg::Instantiate { code_id, label, .. }
            | WasmMsg::Instantiate2 { code_id, label, .. } => {
                let pin = self.pin(*code_id);
                format!("creates {label} with the code {code_id}{pin}")
            }
            WasmMsg::UpdateAdmin {
                contract_addr,
                admin,
            } => format!(
                "makes {admin} the administrator of {}",
                self.place(contract_addr)
            ),
            WasmMsg::ClearAdmin { contract_addr } => {
                format!("leaves {} without administrator", self.place(contract_addr))
            }
            other => format!("sends the chain a raw message: {other:?}"),
        }
    }

    /// A call that is on the governance's list.
    fn call(&mut self, contract: &str, body: &Value) -> Option<String> {
        let (name, told) = body.as_object()?.iter().next()?;
        let text = |key: &str| told.get(key).and_then(Value::as_str).unwrap_or_default();
        let (milestones, vault) = (&self.s.vault.milestones, &self.s.vault_address);
        if contract == milestones.as_str() {
            let (milestone, round) = (text("milestone").to_owned(), told.get("round")?);
            match name.as_str() {
                "attest" => {
                    let attested = self.attested(told);
                    let words = format!(
                        "attests {milestone}, round {round}: {} = {}, as of {}",
                        attested.metric,
                        attested.value,
                        dates::date(attested.as_of)
                    );
                    self.acts.evidence.push(attested);
                    self.acts.testifies.insert(milestone);
                    Some(words)
                }
                "retract" => Some(format!(
                    "takes back what it attested to {milestone}, round {round}"
                )),
                _ => None,
            }
        } else if contract == vault.as_str() {
            let cancels = name == "cancel" && text("change") == "termination";
            cancels.then(|| format!("cancels the termination of {}", text("grant")))
        } else if contract == self.v.address.as_str() {
            self.own(body)
        } else if self.s.vault.asset.denom == Denom::Cw20(Addr::unchecked(contract)) {
            let amount = text("amount").parse().ok()?;
            let amount = super::super::asset(self.s).exact(amount);
            match name.as_str() {
                "transfer" => Some(format!("pays {amount} to {}", text("recipient"))),
                "burn" => Some(format!("burns {amount}")),
                _ => None,
            }
        } else {
            None
        }
    }

    fn own(&self, body: &Value) -> Option<String> {
        match serde_json::from_value(body.clone()).ok()? {
            ExecuteMsg::SetRules { rules } => {
                let current = &self.v.config.rules;
                let revision = rules.revision;
                let changes = match current.revision < revision {
                    true => changed(current, &rules).join(", "),
                    false => String::new(),
                };
                let words = format!("replaces the rules by revision {revision}");
                Some(match changes.is_empty() {
                    true => words,
                    false => format!("{words}: {changes}"),
                })
            }
            ExecuteMsg::SetGuardian { guardian: None } => Some("leaves it without guardian".into()),
            ExecuteMsg::SetGuardian {
                guardian: Some(guardian),
            } => Some(format!(
                "makes {} the guardian until {}",
                guardian.address,
                dates::date(guardian.expires)
            )),
            ExecuteMsg::AddSuite { suite } => {
                let vaults = suite.vaults.join(", ");
                Some(format!(
                    "adds the milestones {} of {vaults}",
                    suite.milestones
                ))
            }
            _ => None,
        }
    }

    fn attested(&self, told: &Value) -> Attested {
        let text = |at: &str| {
            let found = told.pointer(at).and_then(Value::as_str);
            found.unwrap_or_default().to_owned()
        };
        Attested {
            attestor: self.v.address.to_string(),
            witness: text("/witness"),
            as_of: told
                .get("as_of")
                .and_then(Value::as_u64)
                .unwrap_or_default(),
            metric: text("/evidence/metric"),
            value: text("/evidence/value"),
            uri: text("/evidence/uri"),
            digest: text("/evidence/digest"),
        }
    }

    /// Coins, with a symbol where the asset has one.
    fn coins(&self, coins: &[Coin]) -> String {
        let asset = super::super::asset(self.s);
        let each = coins.iter().map(|c| match c.denom == asset.denom {
            true => asset.exact(c.amount.to_string().parse().unwrap_or(u128::MAX)),
            false => format!("{} {}", c.amount, c.denom),
        });
        each.collect::<Vec<_>>().join(", ")
    }

    /// What a contract is here, or its address.
    fn place(&self, contract: &str) -> String {
        let known = [
            (self.s.vault_address.as_str(), "the vault"),
            (self.s.vault.milestones.as_str(), "the milestones"),
            (self.v.address.as_str(), "the governance"),
            (self.v.config.source.as_str(), "the stake"),
        ];
        let found = known.iter().find(|(address, _)| *address == contract);
        found.map_or_else(|| contract.to_owned(), |(_, name)| (*name).to_owned())
    }

    fn pin(&self, code: u64) -> String {
        let put = &self.v.proposals;
        let pins = put.iter().filter_map(|put| match &put.tally.asked {
            milegate_api::governance::Asked::Messages { pins, .. } => Some(pins),
            _ => None,
        });
        let pin = pins.flatten().find(|pin| pin.code_id == code);
        pin.map_or(String::new(), |pin| {
            format!(" (SHA-256 {})", pin.checksum.to_hex())
        })
    }
}

fn parse(msg: &Binary) -> Value {
    serde_json::from_slice(msg).unwrap_or_else(|_| Value::String(msg.to_base64()))
}
