//! Who is who in a run.

use std::collections::BTreeMap;

use cosmwasm_std::Addr;
use embedded_chain::Chain;

use crate::money::Money;

/// Who is who, and where the contracts are.
#[derive(Clone, Debug)]
pub struct Cast {
    /// Names of the plan (`@foundation`, members of committees and multisigs) and their addresses.
    pub names: BTreeMap<String, Addr>,
    /// The vault.
    pub vault: Addr,
    /// The milestones.
    pub milestones: Addr,
    /// The stake, if the plan has one.
    pub stake: Option<Addr>,
    /// The governance by vote, if the plan has one.
    pub governance: Option<Addr>,
    /// What bonds are paid in.
    pub bonds: Money,
    /// What the vault holds.
    pub asset: Money,
}

impl Cast {
    /// The name of an address, or the address.
    pub fn name(&self, address: &Addr) -> String {
        let known = self.names.iter().find(|(_, a)| *a == address);
        known.map_or_else(|| address.to_string(), |(name, _)| name.clone())
    }

    /// A text of a contract with names instead of addresses.
    pub fn in_names(&self, text: &str) -> String {
        let known = self.names.iter();
        known.fold(text.to_owned(), |text, (name, address)| {
            text.replace(address.as_str(), name)
        })
    }

    /// The address of a name; an actor of the scenario's own gets one derived from it.
    pub fn address(&mut self, chain: &Chain, name: &str) -> Addr {
        match self.names.get(name) {
            Some(known) => known.clone(),
            None => {
                let actor = chain.address(name);
                self.names.insert(name.to_owned(), actor.clone());
                actor
            }
        }
    }
}

/// Why a run stopped.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    /// A contract refused what the scenario did not expect to be refused.
    #[error("{date}: {what}: refused: {why}")]
    Refused {
        /// Date of the event.
        date: String,
        /// What was sent.
        what: String,
        /// What the contract said.
        why: String,
    },
    /// A refused message changed the chain's state.
    #[error("{date}: {what}: was refused, yet the state changed (rule 8)")]
    Trace {
        /// Date of the event.
        date: String,
        /// What was sent.
        what: String,
    },
    /// A contract accepted what the scenario expects to be refused.
    #[error("{date}: {what}: expected to be refused with \"{expected}\", but {got}")]
    Accepted {
        /// Date of the event.
        date: String,
        /// What was sent.
        what: String,
        /// What the refusal should have said.
        expected: String,
        /// What happened.
        got: String,
    },
    /// The scenario names something that is not there.
    #[error("{0}")]
    Unknown(String),
    /// A query that must work did not.
    #[error("query: {0}")]
    Query(String),
    /// A destroyed key was used.
    #[error("{0} was destroyed on day one and cannot sign")]
    Destroyed(String),
}
