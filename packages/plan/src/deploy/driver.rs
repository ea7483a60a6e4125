use std::collections::BTreeMap;
use std::fmt::Display;

use cosmwasm_std::{Coin, HexBinary};
use serde_json::Value;
use thiserror::Error;

use super::Step;

/// Whatever can play steps: the embedded chain, a real one, a recorder in a test.
pub trait Driver {
    /// What a refused step leaves.
    type Error: Display;

    /// Stores the code called `name` and answers its id; the same code twice is no error.
    fn store(&mut self, sender: &str, name: &str, checksum: &HexBinary)
    -> Result<u64, Self::Error>;

    /// Instantiates with instantiate2, without funds, and answers the address. `fix_msg` is false;
    /// `admin` may be the address itself.
    fn instantiate2(
        &mut self,
        sender: &str,
        code_id: u64,
        label: &str,
        msg: &Value,
        admin: Option<&str>,
        salt: &[u8],
    ) -> Result<String, Self::Error>;

    /// Sends one message; `funds` travel with it.
    fn execute(
        &mut self,
        sender: &str,
        contract: &str,
        msg: &Value,
        funds: &[Coin],
    ) -> Result<(), Self::Error>;

    /// Told before each step.
    fn starting(&mut self, _step: &Step) {}
}

/// What a deployment left behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deployed {
    /// Code ids, by name.
    pub code_ids: BTreeMap<String, u64>,
    /// Addresses, by role.
    pub contracts: BTreeMap<String, String>,
}

/// Why a deployment stopped.
#[derive(Debug, Error)]
pub enum DeployError<E: Display> {
    /// A step was refused.
    #[error("step {step} ({words}): {error}")]
    Refused {
        /// Its number, from 1.
        step: usize,
        /// What it was to do.
        words: String,
        /// What the driver says.
        error: E,
    },
    /// A contract was born at another address than the plan predicts, so its peers do not know it.
    #[error("step {step}: {role} is at {found}, predicted at {predicted}")]
    Elsewhere {
        /// Its number, from 1.
        step: usize,
        /// Which contract.
        role: String,
        /// Where it should be.
        predicted: String,
        /// Where it is.
        found: String,
    },
    /// A step needs a code that no step before it stored.
    #[error("step {step}: {code} has not been stored")]
    NotStored {
        /// Its number, from 1.
        step: usize,
        /// The code.
        code: String,
    },
}

/// Plays steps in order; stops at the first that is refused.
pub fn deploy<D: Driver>(
    steps: &[Step],
    driver: &mut D,
) -> Result<Deployed, DeployError<D::Error>> {
    let mut deployed = Deployed::default();
    for (index, step) in steps.iter().enumerate() {
        let number = index.saturating_add(1);
        let refused = |error| DeployError::Refused {
            step: number,
            words: step.words().to_owned(),
            error,
        };
        driver.starting(step);
        match step {
            Step::Store {
                sender,
                code,
                checksum,
                ..
            } => {
                let id = driver.store(sender, code, checksum).map_err(refused)?;
                deployed.code_ids.insert(code.clone(), id);
            }
            Step::Instantiate {
                sender,
                role,
                code,
                label,
                msg,
                admin,
                salt,
                address,
                ..
            } => {
                let id = *deployed
                    .code_ids
                    .get(code)
                    .ok_or_else(|| DeployError::NotStored {
                        step: number,
                        code: code.clone(),
                    })?;
                let found = driver
                    .instantiate2(sender, id, label, msg, admin.as_deref(), salt)
                    .map_err(refused)?;
                if found != *address {
                    return Err(DeployError::Elsewhere {
                        step: number,
                        role: role.to_string(),
                        predicted: address.clone(),
                        found,
                    });
                }
                deployed.contracts.insert(role.to_string(), found);
            }
            Step::Execute {
                sender,
                contract,
                msg,
                funds,
                ..
            } => {
                driver
                    .execute(sender, contract, msg, funds)
                    .map_err(refused)?;
            }
        }
    }
    Ok(deployed)
}
