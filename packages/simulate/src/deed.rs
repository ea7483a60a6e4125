//! What a proposal would do, as people write it, and the messages it comes to.

use std::path::Path;

use cosmwasm_std::{Addr, BankMsg, Coin, CosmosMsg, HexBinary};
use milegate_api::common::Denom;
use milegate_api::core::milestone::WitnessKind;
use milegate_api::governance::{CodePin, ExecuteMsg, Guardian};
use milegate_api::milestones;
use milegate_api::vesting::{self, ChangeKind};
use serde::{Deserialize, Serialize};

use crate::act::evidence;
use crate::cast::PlayError;
use crate::overlay;
use crate::player::Player;

const DAY: u64 = 86_400;

/// One thing that a proposal would do.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Deed {
    /// The governance testifies that a milestone is reached.
    Attest {
        /// The milestone.
        milestone: String,
        /// The witness; without it, the one that is the governance.
        #[serde(skip_serializing_if = "Option::is_none")]
        witness: Option<String>,
        /// When the fact held, a date in the file, Unix seconds here; without it, a day before.
        #[serde(skip_serializing_if = "Option::is_none")]
        as_of: Option<u64>,
        /// What was measured.
        metric: String,
        /// What it came to.
        value: String,
        /// The document, relative to the scenario's file; its SHA-256 is the digest.
        document: String,
        /// Where the public finds it.
        uri: String,
    },
    /// The governance takes that back.
    Retract {
        /// The milestone.
        milestone: String,
        /// The witness; without it, the one that is the governance.
        #[serde(skip_serializing_if = "Option::is_none")]
        witness: Option<String>,
    },
    /// Somebody is paid.
    Pay {
        /// Who.
        to: String,
        /// How much of the vault's asset, in whole symbols.
        amount: u64,
    },
    /// Tokens are burnt.
    Burn {
        /// How much of the vault's asset, in whole symbols.
        amount: u64,
    },
    /// A notice to a leaver is cancelled.
    CancelTermination {
        /// The grant.
        grant: String,
    },
    /// The rules in force are replaced by others.
    SetRules {
        /// What changes: `{ attest = { quorum = "25%" }, cool_down = "7d" }`.
        rules: toml::Table,
    },
    /// Another guardian, or none.
    SetGuardian {
        /// Who; without it, nobody.
        #[serde(skip_serializing_if = "Option::is_none")]
        address: Option<String>,
        /// Until when, a date in the file, Unix seconds here.
        #[serde(skip_serializing_if = "Option::is_none")]
        expires: Option<u64>,
    },
    /// A contract is told something.
    Call {
        /// The contract: `@vault`, `@milestones`, `@governance`, `@stake`, or another name.
        contract: String,
        /// The message; a text that is a known `@name` becomes its address.
        message: toml::Table,
    },
    /// Any message of the chain, as JSON.
    Raw {
        /// The message, as contracts write it: `{"bank":{"burn":{...}}}`, with known `@names`.
        json: String,
    },
}

impl Player {
    /// The message that a deed comes to.
    pub(crate) fn message(&mut self, deed: &Deed, folder: &Path) -> Result<CosmosMsg, PlayError> {
        match deed {
            Deed::Attest {
                milestone,
                witness,
                as_of,
                metric,
                value,
                document,
                uri,
            } => {
                let standing = self.milestone(milestone)?;
                let document = folder.join(document);
                let evidence = evidence(&standing.terms, [metric, value, uri], &document)?;
                let msg = milestones::ExecuteMsg::Attest {
                    milestone: milestone.clone(),
                    round: standing.round,
                    witness: self.own_witness(milestone, witness.as_deref())?,
                    as_of: self.dated(&standing.terms, *as_of),
                    valid_until: self.now().saturating_add(365 * DAY),
                    evidence,
                };
                self.call(&self.cast.milestones, &msg, vec![])
            }
            Deed::Retract { milestone, witness } => {
                let msg = milestones::ExecuteMsg::Retract {
                    milestone: milestone.clone(),
                    round: self.milestone(milestone)?.round,
                    witness: self.own_witness(milestone, witness.as_deref())?,
                };
                self.call(&self.cast.milestones, &msg, vec![])
            }
            Deed::Pay { to, amount } => {
                let to = self.cast.address(&self.chain, to);
                let asset = self.cast.asset.clone();
                asset.transfer(&to, asset.units(*amount)?)
            }
            Deed::Burn { amount } => self.burn(*amount),
            Deed::CancelTermination { grant } => {
                let msg = vesting::ExecuteMsg::Cancel {
                    grant: grant.clone(),
                    change: ChangeKind::Termination,
                };
                self.call(&self.cast.vault, &msg, vec![])
            }
            Deed::SetRules { rules } => {
                let bonds = self.cast.bonds.clone();
                let rules = overlay::rules(&self.rules()?, rules, &bonds)?;
                self.to_itself(&ExecuteMsg::SetRules { rules })
            }
            Deed::SetGuardian { address, expires } => {
                let guardian = match (address, expires) {
                    (None, _) => None,
                    (Some(name), Some(expires)) => Some(Guardian {
                        address: self.cast.address(&self.chain, name).into_string(),
                        expires: *expires,
                    }),
                    (Some(_), None) => {
                        let why = "a guardian has an end: say `expires = DATE`";
                        return Err(PlayError::Unknown(why.into()));
                    }
                };
                self.to_itself(&ExecuteMsg::SetGuardian { guardian })
            }
            Deed::Call { contract, message } => {
                let contract = self.cast.address(&self.chain, contract);
                let message = self.with_addresses(message)?;
                self.call(&contract, &message, vec![])
            }
            Deed::Raw { json } => {
                let wrong = |e| PlayError::Unknown(format!("message {json}: {e}"));
                let mut value = serde_json::from_str(json).map_err(wrong)?;
                self.put_addresses(&mut value);
                serde_json::from_value(value).map_err(wrong)
            }
        }
    }

    fn to_itself(&self, msg: &ExecuteMsg) -> Result<CosmosMsg, PlayError> {
        self.call(&self.governance()?, msg, vec![])
    }

    fn burn(&self, amount: u64) -> Result<CosmosMsg, PlayError> {
        let asset = &self.cast.asset;
        let amount = asset.units(amount)?;
        match &asset.denom {
            Denom::Native(denom) => Ok(BankMsg::Burn {
                amount: vec![Coin::new(amount, denom.clone())],
            }
            .into()),
            Denom::Cw20(token) => self.call(token, &cw20::Cw20ExecuteMsg::Burn { amount }, vec![]),
        }
    }

    /// The witness as which the governance testifies.
    fn own_witness(&self, milestone: &str, named: Option<&str>) -> Result<String, PlayError> {
        if let Some(name) = named {
            return Ok(name.to_owned());
        }
        let governance = self.governance()?;
        let witnesses = self.milestone(milestone)?.terms.witnesses.into_iter();
        let mut own = witnesses.filter(
            |w| matches!(&w.kind, WitnessKind::Authority { address } if *address == governance),
        );
        let none = || {
            PlayError::Unknown(format!(
                "the governance is no witness of milestone {milestone}"
            ))
        };
        Ok(own.next().ok_or_else(none)?.name)
    }

    /// A message with addresses where it has known names.
    pub(crate) fn with_addresses(
        &self,
        message: &toml::Table,
    ) -> Result<serde_json::Value, PlayError> {
        let value = serde_json::to_value(message);
        let mut value = value.map_err(|e| PlayError::Unknown(e.to_string()))?;
        self.put_addresses(&mut value);
        Ok(value)
    }

    fn put_addresses(&self, value: &mut serde_json::Value) {
        match value {
            serde_json::Value::String(text) if text.starts_with('@') => {
                if let Some(address) = self.cast.names.get(text.as_str()) {
                    *text = address.to_string();
                }
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(|x| self.put_addresses(x)),
            serde_json::Value::Object(map) => map.values_mut().for_each(|x| self.put_addresses(x)),
            _ => {}
        }
    }

    /// The checksum of every code that messages name.
    pub(crate) fn pins(&self, msgs: &[CosmosMsg]) -> Vec<CodePin> {
        use cosmwasm_std::WasmMsg::{Instantiate, Instantiate2, Migrate};
        let codes = msgs.iter().filter_map(|msg| match msg {
            CosmosMsg::Wasm(
                Instantiate { code_id, .. }
                | Instantiate2 { code_id, .. }
                | Migrate {
                    new_code_id: code_id,
                    ..
                },
            ) => Some(*code_id),
            _ => None,
        });
        let codes: std::collections::BTreeSet<u64> = codes.collect();
        let pins = codes.into_iter().filter_map(|code_id| {
            let code = self.chain.code_info(code_id)?;
            let checksum = HexBinary::from(code.checksum.as_slice());
            Some(CodePin { code_id, checksum })
        });
        pins.collect()
    }

    /// The governance of the plan.
    pub fn governance(&self) -> Result<Addr, PlayError> {
        let none = || PlayError::Unknown("the plan has no [governance]".into());
        self.cast.governance.clone().ok_or_else(none)
    }
}
