//! What messages do: their kinds, payments, the milestones they name, the contracts they call.
//!
//! Addresses are compared as the chain does, in their normal form, whatever the spelling. What is
//! not recognised needs the strictest class.

use cosmwasm_std::{
    Addr, Api, BankMsg, Binary, Coin, CosmosMsg, Env, StdResult, WasmMsg, from_json,
};
use milegate_api::common::Denom;
use milegate_api::governance::{ExecuteMsg, Token};
use milegate_api::lean::Lean;
use milegate_core::governance::{Kind, Payment, RuleError, limits, pay};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::ContractError;
use crate::state::{Named, Wiring};

/// All that the messages of a proposal do.
#[derive(Default)]
pub struct Acts {
    /// In order; a call with funds is two.
    pub kinds: Vec<Kind>,
    /// Sums by denom.
    pub payments: Vec<Payment>,
    /// Accounts that are paid.
    pub payees: Vec<Addr>,
    /// Milestones that are testified to.
    pub named: Vec<Named>,
    /// Contracts that are called, migrated or administered.
    pub targets: Vec<Addr>,
    /// Codes that are migrated to or instantiated.
    pub codes: Vec<u64>,
}

/// Reads messages against the listed addresses.
pub struct Reader<'a> {
    pub api: &'a dyn Api,
    pub env: &'a Env,
    pub token: Option<&'a Token<Addr>>,
    pub wiring: &'a Wiring,
}

/// What a proposal may tell listed milestones.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ToMilestones {
    Attest { milestone: String, as_of: u64 },
    Retract { milestone: String },
    Settle(IgnoredAny),
}

/// What a proposal may tell a listed vault.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ToVault {
    Cancel { change: String },
}

/// What a proposal may tell the token that power is made of.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ToToken {
    Transfer {
        recipient: String,
        amount: cosmwasm_std::Uint128,
    },
    Burn {
        amount: cosmwasm_std::Uint128,
    },
}

impl Reader<'_> {
    /// Everything that the messages do.
    pub fn read(&self, msgs: &[CosmosMsg]) -> Result<Acts, ContractError> {
        let count = msgs.len();
        if count > limits::KINDS {
            return Err(RuleError::Kinds { count }.into());
        }

        let mut acts = Acts::default();
        for msg in msgs {
            self.read_one(&mut acts, msg)?;
        }
        let count = acts.named.len();
        if count > limits::MILESTONES {
            return Err(RuleError::Milestones { count }.into());
        }

        Ok(acts)
    }

    /// An address in its normal form.
    pub fn normal(&self, address: &str) -> StdResult<Addr> {
        let canonical = self.api.addr_canonicalize(address)?;
        self.api.addr_humanize(&canonical)
    }

    fn read_one(&self, acts: &mut Acts, msg: &CosmosMsg) -> Result<(), ContractError> {
        match msg {
            CosmosMsg::Bank(BankMsg::Send { to_address, amount }) => {
                acts.payees.push(self.normal(to_address)?);
                acts.spend(amount)
            }
            CosmosMsg::Bank(BankMsg::Burn { amount }) => acts.spend(amount),
            CosmosMsg::Wasm(msg) => self.read_wasm(acts, msg),
            _ => {
                acts.kinds.push(Kind::Raw);
                Ok(())
            }
        }
    }

    fn read_wasm(&self, acts: &mut Acts, msg: &WasmMsg) -> Result<(), ContractError> {
        match msg {
            WasmMsg::Execute {
                contract_addr,
                msg,
                funds,
            } => {
                let contract = acts.target(self.normal(contract_addr)?);
                let kind = self.call(acts, &contract, msg)?;
                acts.kinds.push(kind);
                return match funds.is_empty() {
                    true => Ok(()),
                    false => acts.spend(funds),
                };
            }
            WasmMsg::Instantiate { code_id, funds, .. }
            | WasmMsg::Instantiate2 { code_id, funds, .. } => {
                acts.code(*code_id);
                if !funds.is_empty() {
                    acts.spend(funds)?;
                }
            }
            WasmMsg::Migrate {
                contract_addr,
                new_code_id,
                ..
            } => {
                acts.target(self.normal(contract_addr)?);
                acts.code(*new_code_id);
            }
            WasmMsg::UpdateAdmin { contract_addr, .. } | WasmMsg::ClearAdmin { contract_addr } => {
                acts.target(self.normal(contract_addr)?);
            }
            _ => {}
        }

        acts.kinds.push(Kind::Code);
        Ok(())
    }

    /// What a call is. Anything not understood in full is not on the list.
    fn call(&self, acts: &mut Acts, contract: &Addr, msg: &Binary) -> Result<Kind, ContractError> {
        let suites = &self.wiring.suites;
        Ok(if *contract == self.env.contract.address {
            own(msg)
        } else if let Some(suite) = self.wiring.place(contract) {
            self.testimony(acts, suite, msg)?
        } else if suites.iter().any(|suite| suite.vaults.contains(contract)) {
            match parse(msg) {
                Some(ToVault::Cancel { change }) if change == "termination" => {
                    Kind::CancelTermination
                }
                _ => Kind::Unlisted,
            }
        } else if self
            .token
            .is_some_and(|token| token.denom == Denom::Cw20(contract.clone()))
        {
            self.transfer(acts, contract, msg)?
        } else {
            Kind::Unlisted
        })
    }

    fn testimony(&self, acts: &mut Acts, suite: u32, msg: &Binary) -> Result<Kind, ContractError> {
        let milestone = match parse(msg) {
            Some(ToMilestones::Attest { milestone, as_of }) => {
                let now = self.env.block.time.seconds();
                if as_of > now {
                    return Err(ContractError::DatedAhead { as_of, now });
                }
                milestone
            }
            Some(ToMilestones::Retract { milestone }) => milestone,
            Some(ToMilestones::Settle(_)) => return Ok(Kind::Settle),
            None => return Ok(Kind::Unlisted),
        };

        let named = Named { suite, milestone };
        if !acts.named.contains(&named) {
            acts.named.push(named);
        }
        Ok(Kind::Attest)
    }

    fn transfer(&self, acts: &mut Acts, token: &Addr, msg: &Binary) -> Result<Kind, ContractError> {
        let amount = match parse(msg) {
            Some(ToToken::Transfer { recipient, amount }) => {
                acts.payees.push(self.normal(&recipient)?);
                amount
            }
            Some(ToToken::Burn { amount }) => amount,
            None => return Ok(Kind::Unlisted),
        };

        let denom = Denom::Cw20(token).to_string();
        pay(&mut acts.payments, Payment { denom, amount })?;
        Ok(Kind::Spend)
    }
}

impl Acts {
    fn target(&mut self, contract: Addr) -> Addr {
        if !self.targets.contains(&contract) {
            self.targets.push(contract.clone());
        }
        contract
    }

    fn code(&mut self, code_id: u64) {
        if !self.codes.contains(&code_id) {
            self.codes.push(code_id);
        }
    }

    fn spend(&mut self, coins: &[Coin]) -> Result<(), ContractError> {
        self.kinds.push(Kind::Spend);
        for coin in coins {
            let payment = Payment {
                denom: coin.denom.clone(),
                amount: coin.amount,
            };
            pay(&mut self.payments, payment)?;
        }
        Ok(())
    }
}

/// What a proposal tells the governance itself.
fn own(msg: &Binary) -> Kind {
    match parse(msg) {
        Some(ExecuteMsg::SetRules { rules }) => Kind::Rules(Box::new(rules)),
        Some(ExecuteMsg::SetGuardian { .. }) => Kind::Guardian,
        Some(ExecuteMsg::AddSuite { .. }) => Kind::AddMilestones,
        Some(_) => Kind::Own,
        None => Kind::Unlisted,
    }
}

fn parse<T: DeserializeOwned>(msg: &Binary) -> Option<T> {
    from_json(msg).map(|Lean(msg)| msg).ok()
}
