//! The suite: a small plan on an embedded chain, and the words tests are written in.
//!
//! Contracts run as compiled Wasm in the real VM. `MILEGATE_NATIVE=1` runs the same tests on the
//! Rust functions instead, for line coverage and mutation only.

mod actors;
mod asserts;
mod builder;
mod clock;
mod code;
mod defaults;
mod holders;
mod lender;
mod market;
mod oracle;
mod paid;
mod puppet;
mod sampler;
pub(crate) mod token;
mod verbs;
mod witnesses;

pub use actors::{ACTORS, address};
pub use asserts::{count, refuses, says};
pub use builder::{Builder, Draft};
pub use code::{is_native, wasm};
pub use defaults::*;
pub use holders::{leaving, may_not, paying, recovering, selling};
pub use lender::SUPPLIED;
pub use market::{HELD, OBSERVATIONS, SPACING};
pub use oracle::TARGET;
pub use token::Mood;
pub use verbs::{Attest, evidence};
pub use witnesses::*;

use cosmwasm_std::{Addr, Coin, coin};
use embedded_chain::{Chain, Receipt, Refused};
use milegate_api::vesting::NewGrant;

use crate::governance::Voting;

/// What every action of the suite answers.
pub type Answer = Result<Receipt, Refused>;

/// A deployed plan.
#[derive(Clone)]
pub struct Suite {
    /// The chain it is on.
    pub chain: Chain,
    /// The vault.
    pub vault: Addr,
    /// Its milestones.
    pub milestones: Addr,
    /// The committee's cw4 group.
    pub group: Addr,
    /// A listed vault that keeps what it is told, if the plan has one.
    puppet: Option<Addr>,
    /// A contract whose state a leaf names, if the plan has one.
    market: Option<Addr>,
    /// Other contracts that leaves look at, by name.
    looked_at: Vec<(&'static str, Addr)>,
    /// An oracle that a leaf names, if the plan has one.
    oracle: Option<Addr>,
    /// The stake and the governance, if the plan is governed by vote.
    voting: Option<Voting>,
    /// The vault's asset, if it is a contract.
    token: Option<Addr>,
    /// The grants of the plan, added or not.
    pub grants: Vec<NewGrant>,
    /// The seal digest of the plan.
    pub digest: cosmwasm_std::HexBinary,
    /// Base units that sealing takes.
    pub funding: u128,
}

impl Suite {
    /// The canonical plan, to be changed.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The canonical plan, sealed.
    pub fn sealed() -> Suite {
        Builder::default().build()
    }

    /// The canonical plan with its grants, not sealed.
    pub fn draft() -> Suite {
        Builder::default().draft()
    }

    /// What an actor holds of the vault's asset.
    pub fn balance(&self, who: &str) -> u128 {
        match &self.token {
            Some(token) => self.tokens(token, &self.at(who)),
            None => self.chain.balance(&self.at(who), DENOM),
        }
    }

    /// What an actor holds of the bond denom.
    pub fn bonds(&self, who: &str) -> u128 {
        self.chain.balance(&self.at(who), BOND_DENOM)
    }

    fn voting(&self) -> &Voting {
        self.voting
            .as_ref()
            .expect("a plan that is governed by vote")
    }

    /// Another governance takes the place of the first.
    pub(crate) fn follow(&mut self, governance: Addr) {
        let stake = self.voting().stake.clone();
        self.voting = Some(Voting { stake, governance });
    }

    /// The address behind a word: `vault`, `milestones`, `group`, `token`, `stake`, `governance`, or
    /// a person.
    pub fn at(&self, who: &str) -> Addr {
        match who {
            "vault" => self.vault.clone(),
            "milestones" => self.milestones.clone(),
            "group" => self.group.clone(),
            "token" => self.token(),
            "oracle" => self.oracle.clone().expect("a plan with an oracle"),
            "market" => self.market.clone().expect("a plan with a market"),
            "stake" if self.voting.is_some() => self.voting().stake.clone(),
            "governance" if self.voting.is_some() => self.voting().governance.clone(),
            _ => {
                let known = self.looked_at.iter().find(|(name, _)| *name == who);
                let person = || Addr::unchecked(address(who));
                known.map_or_else(person, |(_, contract)| contract.clone())
            }
        }
    }
}

/// So much of the vault's asset.
pub fn tok(amount: u128) -> Vec<Coin> {
    vec![coin(amount, DENOM)]
}

/// So much of the bond denom.
pub fn bond(amount: u128) -> Vec<Coin> {
    vec![coin(amount, BOND_DENOM)]
}
