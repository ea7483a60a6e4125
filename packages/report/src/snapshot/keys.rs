//! Whose keys are behind a milestone, as far as the chain says.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Decimal, Uint128};
use milegate_api::core::milestone::keys::{Behind, Fewest, KeyGroup};
use milegate_api::core::milestone::{Terms, WitnessKind};
use milegate_api::{governance as gv, oracle};
use serde::{Deserialize, Serialize};

use super::pages::pages;
use super::voting::{Cw4Members, Cw4Query, Member};
use crate::figures::Figures;
use crate::view::{Account, ChainView, ViewError, query, told};

/// The cw3 questions that say who is behind a multisig.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Cw3Query {
    Threshold {},
    ListVoters {
        start_after: Option<String>,
        limit: Option<u32>,
    },
}

#[derive(Deserialize)]
struct Cw3Voters {
    voters: Vec<Member>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Cw3Threshold {
    AbsoluteCount {
        weight: u64,
    },
    AbsolutePercentage {
        percentage: Decimal,
        total_weight: u64,
    },
    ThresholdQuorum {
        threshold: Decimal,
        quorum: Decimal,
        total_weight: u64,
    },
}

impl Cw3Threshold {
    /// The least weight that passes anything.
    fn least(&self) -> u64 {
        let part = |of: u64, share: &Decimal| {
            let part = Uint128::from(of).mul_ceil(*share);
            u64::try_from(part.u128()).unwrap_or(u64::MAX)
        };
        match self {
            Cw3Threshold::AbsoluteCount { weight } => *weight,
            Cw3Threshold::AbsolutePercentage {
                percentage,
                total_weight,
            } => part(*total_weight, percentage),
            Cw3Threshold::ThresholdQuorum {
                threshold,
                quorum,
                total_weight,
            } => part(part(*total_weight, quorum), threshold),
        }
    }
}

/// Reads who is behind milestones, and asks each address once.
pub struct Keys<'a> {
    view: &'a dyn ChainView,
    milestones: &'a Addr,
    figures: &'a Figures,
    known: BTreeMap<Addr, KeyGroup>,
}

impl<'a> Keys<'a> {
    /// Of a contract with milestones.
    pub fn new(view: &'a dyn ChainView, milestones: &'a Addr, figures: &'a Figures) -> Self {
        Keys {
            view,
            milestones,
            figures,
            known: BTreeMap::new(),
        }
    }

    /// How few keys can do what to a milestone.
    pub fn fewest(&mut self, terms: &Terms<Addr>) -> Result<Fewest, ViewError> {
        let mut attestors = Vec::with_capacity(terms.witnesses.len());
        let mut bonds = Vec::with_capacity(terms.witnesses.len());
        for witness in &terms.witnesses {
            attestors.push(self.attestor(&witness.kind)?);
            bonds.push(match &witness.kind {
                WitnessKind::Assertion { bond } => Some(self.figures.bond(*bond)),
                _ => None,
            });
        }
        let behind = Behind {
            leaves: terms.witnesses.iter().map(|w| w.name.clone()).collect(),
            attestors,
            bonds,
            court: self.holder(&terms.court)?,
            on_silence: terms.on_silence,
        };
        Ok(behind.fewest(&terms.policy))
    }

    fn attestor(&mut self, kind: &WitnessKind<Addr>) -> Result<KeyGroup, ViewError> {
        match kind {
            WitnessKind::Committee {
                group, threshold, ..
            } => Ok(match self.members(group)? {
                Some(members) => KeyGroup::members(members, threshold.u64(), 2),
                None => unknown(group),
            }),
            WitnessKind::Authority { address } => self.holder(address),
            WitnessKind::Assertion { .. } => Ok(KeyGroup::anyone()),
            WitnessKind::State { contract, .. } => self.changing(contract),
            WitnessKind::Feed { oracle, feed, .. } => self.reporters(oracle, feed),
        }
    }

    /// Members of a cw4 group.
    fn members(&self, group: &Addr) -> Result<Option<Vec<(String, u64)>>, ViewError> {
        let listed = pages(
            |start_after, limit| {
                let msg = Cw4Query::ListMembers { start_after, limit };
                query(self.view, group, &msg).map(|r: Cw4Members| r.members)
            },
            |member| member.addr.clone(),
        );
        Ok(told(listed)?.map(weights))
    }

    /// Who reports a feed; an oracle of another kind is taken for one key.
    fn reporters(&self, oracle: &Addr, feed: &str) -> Result<KeyGroup, ViewError> {
        let msg = oracle::QueryMsg::Feed { feed: feed.into() };
        let answer = told(query::<oracle::FeedResponse>(self.view, oracle, &msg))?;
        let Some(answer) = answer else {
            return Ok(unknown(oracle));
        };
        let Some(members) = self.members(&answer.terms.group)? else {
            return Ok(unknown(oracle));
        };
        let total = members.iter().map(|(_, weight)| *weight);
        let total = total.fold(0, u64::saturating_add);
        let quorum = answer.terms.quorum.of(total.into());
        Ok(KeyGroup::reporters(members, quorum.u64()))
    }

    /// Who can change a contract's code.
    fn changing(&mut self, contract: &Addr) -> Result<KeyGroup, ViewError> {
        let Some(info) = told(self.view.contract_info(contract))? else {
            return Ok(unknown(contract).changing());
        };
        let Some(admin) = info.admin else {
            return Ok(KeyGroup::nobody());
        };
        let admin = self.holder(&Addr::unchecked(admin))?;
        Ok(match admin.vote {
            true => KeyGroup::nobody(),
            false => admin.changing(),
        })
    }

    /// Who acts for an address: a vote, the voters of a multisig, or its own key.
    fn holder(&mut self, address: &Addr) -> Result<KeyGroup, ViewError> {
        if let Some(known) = self.known.get(address) {
            return Ok(known.clone());
        }
        let group = self.ask(address)?;
        self.known.insert(address.clone(), group.clone());
        Ok(group)
    }

    fn ask(&self, address: &Addr) -> Result<KeyGroup, ViewError> {
        let key = || KeyGroup::key(address.to_string());
        match told(self.view.account(address))? {
            Some(Account::Module(_)) => return Ok(KeyGroup::vote()),
            Some(Account::Contract) | None => {}
            Some(Account::Key | Account::Unseen) => return Ok(key()),
        }
        let msg = gv::QueryMsg::Config {};
        let governance = told(query::<gv::ConfigResponse>(self.view, address, &msg))?;
        let judges = |config: &gv::ConfigResponse| {
            let mut suites = config.suites.iter();
            suites.any(|suite| suite.milestones == *self.milestones)
        };
        if governance.as_ref().is_some_and(judges) {
            return Ok(KeyGroup::vote());
        }
        let msg = Cw3Query::Threshold {};
        let Some(threshold) = told(query::<Cw3Threshold>(self.view, address, &msg))? else {
            return Ok(unknown(address));
        };
        let voters = pages(
            |start_after, limit| {
                let msg = Cw3Query::ListVoters { start_after, limit };
                query(self.view, address, &msg).map(|r: Cw3Voters| r.voters)
            },
            |member| member.addr.clone(),
        );
        Ok(match told(voters)? {
            Some(voters) => KeyGroup::members(weights(voters), threshold.least(), 1),
            None => unknown(address),
        })
    }
}

/// A contract that does not say who acts for it counts as one key.
fn unknown(contract: &Addr) -> KeyGroup {
    KeyGroup::members(vec![(contract.to_string(), 1)], 1, 1)
}

fn weights(members: Vec<Member>) -> Vec<(String, u64)> {
    let members = members.into_iter();
    members.map(|member| (member.addr, member.weight)).collect()
}
