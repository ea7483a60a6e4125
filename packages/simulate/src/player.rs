//! Plays events as transactions of real addresses, multisigs included.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use cosmwasm_std::{Addr, BankMsg, Coin, CosmosMsg, HexBinary, Uint128, WasmMsg, to_json_binary};
use embedded_chain::{Chain, Receipt, Refused};
use milegate_api::core::milestone::{Evidence, Verdict, WitnessKind};
use milegate_api::milestones::{self, MilestoneResponse};
use milegate_api::vesting::{
    self, GateStanding, GrantsResponse, ScheduleResponse, SchedulesResponse, TrancheStanding,
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::multisig;
use crate::scenario::{Action, Event};
use crate::stage::Stage;
use crate::story::{self, Line};

const DAY: u64 = 86_400;
/// A claim names at most this many grants, as the contract has it.
const CLAIM_AT_MOST: usize = 30;

/// Who is who, and where the contracts are.
#[derive(Clone, Debug)]
pub struct Cast {
    /// Names of the plan (`@foundation`, members of committees and multisigs) and their addresses.
    pub names: BTreeMap<String, Addr>,
    /// The vault.
    pub vault: Addr,
    /// The milestones.
    pub milestones: Addr,
    /// Denom of bonds.
    pub bond_denom: String,
    /// The vault's denom.
    pub denom: String,
    /// Its symbol.
    pub symbol: String,
    /// One symbol is ten to this power base units.
    pub decimals: u8,
}

impl Cast {
    /// The name of an address, or the address.
    pub fn name(&self, address: &Addr) -> String {
        let known = self.names.iter().find(|(_, a)| *a == address);
        known.map_or_else(|| address.to_string(), |(name, _)| name.clone())
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

/// A run in progress.
pub struct Player {
    /// Seconds from block to block.
    pub block_seconds: u64,
    /// Endows the scenario's own actors.
    market: Addr,
    /// Keys with a power of any kind that are not holders'.
    keys: Vec<Addr>,
    /// The chain.
    pub chain: Chain,
    /// Who is who.
    pub cast: Cast,
    /// What happened so far.
    pub lines: Vec<Line>,
    /// Refused messages whose state was compared before and after.
    pub refusals: u64,
    /// Keys that cannot sign any more.
    pub destroyed: BTreeSet<Addr>,
}

impl Player {
    /// A run on a staged plan.
    pub fn new(stage: Stage) -> Self {
        Player {
            block_seconds: stage.block_seconds,
            market: stage.market,
            keys: stage.keys,
            chain: stage.chain,
            cast: stage.cast,
            lines: Vec::new(),
            refusals: 0,
            destroyed: BTreeSet::new(),
        }
    }

    /// Destroys every key with a power, holders' keys apart.
    pub fn destroy_keys(&mut self) {
        self.destroyed.extend(self.keys.iter().cloned());
        let count = self.destroyed.len();
        self.say(format!(
            "{count} keys are destroyed: deployer, issuer, funder, every attestor and judge"
        ));
    }

    /// Moves the chain's clock to `at`; never back.
    pub fn advance_to(&mut self, at: u64) {
        let now = self.now();
        if at > now {
            self.chain.advance(at.saturating_sub(now));
        }
    }

    /// Block time, Unix seconds.
    pub fn now(&self) -> u64 {
        self.chain.block().time.seconds()
    }

    /// Plays one event at its time.
    pub fn play(&mut self, event: &Event, folder: &Path) -> Result<(), PlayError> {
        self.advance_to(event.at);
        let outcome = self.act(&event.action, folder);
        let Some(expected) = &event.refused else {
            return outcome;
        };
        let date = story::date(event.at);
        let what = format!("{:?}", event.action);
        match outcome {
            Err(PlayError::Refused { why, .. }) if why.contains(expected) => {
                self.say(format!("refused, as it must be: {why}"));
                Ok(())
            }
            Err(PlayError::Refused { why, .. }) => Err(PlayError::Accepted {
                date,
                what,
                expected: expected.clone(),
                got: format!("it said: {why}"),
            }),
            Err(other) => Err(other),
            Ok(()) => Err(PlayError::Accepted {
                date,
                what,
                expected: expected.clone(),
                got: "it was accepted".into(),
            }),
        }
    }

    fn act(&mut self, action: &Action, folder: &Path) -> Result<(), PlayError> {
        match action {
            Action::Attest {
                milestone,
                witness,
                by,
                as_of,
                metric,
                value,
                document,
                uri,
            } => {
                let path = folder.join(document);
                let text = std::fs::read(&path)
                    .map_err(|e| PlayError::Unknown(format!("evidence {}: {e}", path.display())))?;
                let terms = self.milestone(milestone)?.terms;
                let evidence = Evidence {
                    schema: terms.schema.clone(),
                    uri: uri.clone(),
                    digest: HexBinary::from(&<[u8; 32]>::from(Sha256::digest(&text))),
                    metric: metric.clone(),
                    value: value.clone(),
                };
                let as_of = as_of.unwrap_or_else(|| {
                    self.now()
                        .saturating_sub(DAY)
                        .clamp(terms.start, terms.deadline)
                });
                self.attest(milestone, witness, by.as_deref(), as_of, evidence)
            }
            Action::Retract {
                milestone,
                witness,
                by,
            } => {
                let round = self.milestone(milestone)?.round;
                let msg = milestones::ExecuteMsg::Retract {
                    milestone: milestone.clone(),
                    round,
                    witness: witness.clone(),
                };
                for sender in self.witness_senders(milestone, witness, by.as_deref())? {
                    self.tell_milestones(&sender, &msg, vec![])?;
                }
                Ok(())
            }
            Action::Recuse {
                milestone,
                witness,
                attestor,
            } => {
                let attestor = self.cast.address(&self.chain, attestor).into_string();
                let anyone = self.cast.address(&self.chain, "anyone");
                let msg = milestones::ExecuteMsg::Recuse {
                    milestone: milestone.clone(),
                    witness: witness.clone(),
                    attestor,
                };
                self.tell_milestones(&anyone, &msg, vec![])
            }
            Action::Challenge { milestone, by } => {
                let standing = self.milestone(milestone)?;
                let sender = self.cast.address(&self.chain, by);
                let bond = vec![Coin::new(standing.bond, self.cast.bond_denom.clone())];
                self.endow(&sender, standing.bond)?;
                let msg = milestones::ExecuteMsg::Challenge {
                    milestone: milestone.clone(),
                    round: standing.round,
                };
                self.tell_milestones(&sender, &msg, bond)
            }
            Action::Settle { milestone, verdict } => {
                let standing = self.milestone(milestone)?;
                let verdict = match verdict.as_str() {
                    "stands" => Verdict::Stands,
                    "false" => Verdict::False,
                    other => {
                        let why = format!("verdict `{other}`: say `stands` or `false`");
                        return Err(PlayError::Unknown(why));
                    }
                };
                let msg = milestones::ExecuteMsg::Settle {
                    milestone: milestone.clone(),
                    round: standing.round,
                    verdict,
                };
                self.tell_milestones(&standing.terms.court, &msg, vec![])
            }
            Action::Conclude { milestone } => self.conclude(milestone),
            Action::Claim { grants, by } => self.claim(grants.as_deref(), by.as_deref()),
            Action::PayDues {} => self.pay_dues(),
            Action::AddBounty {
                milestone,
                amount,
                by,
            } => {
                let sender = self.cast.address(&self.chain, by);
                let amount = self.units(*amount)?;
                self.endow(&sender, amount)?;
                let msg = milestones::ExecuteMsg::AddBounty {
                    milestone: milestone.clone(),
                };
                let funds = vec![Coin::new(amount, self.cast.bond_denom.clone())];
                self.tell_milestones(&sender, &msg, funds)
            }
            Action::Withdraw { by } => {
                let sender = self.cast.address(&self.chain, by);
                self.tell_milestones(&sender, &milestones::ExecuteMsg::Withdraw {}, vec![])
            }
            Action::Gift { amount, by } => {
                let sender = self.cast.address(&self.chain, by);
                let units = self.units(*amount)?;
                self.endow(&sender, units)?;
                let amount = vec![Coin::new(units, self.cast.denom.clone())];
                let to_address = self.cast.vault.to_string();
                self.transact(&sender, BankMsg::Send { to_address, amount }.into())?;
                let who = self.cast.name(&sender);
                self.say(format!(
                    "{who} sends the vault tokens, which changes nothing"
                ));
                Ok(())
            }
        }
    }

    /// Has a witness testify; of a committee, the members named or as many as suffice.
    pub fn attest(
        &mut self,
        milestone: &str,
        witness: &str,
        by: Option<&[String]>,
        as_of: u64,
        evidence: Evidence,
    ) -> Result<(), PlayError> {
        let msg = milestones::ExecuteMsg::Attest {
            milestone: milestone.into(),
            round: self.milestone(milestone)?.round,
            witness: witness.into(),
            as_of,
            valid_until: self.now().saturating_add(30 * DAY),
            evidence,
        };
        let senders = self.witness_senders(milestone, witness, by)?;
        let (count, told) = (senders.len(), self.lines.len());
        for sender in senders {
            self.tell_milestones(&sender, &msg, vec![])?;
        }
        // A committee's members say the same; one line is enough.
        if count > 1 {
            let said = self.lines.split_off(told);
            let (same, rest): (Vec<Line>, _) = said
                .into_iter()
                .partition(|line| line.words.contains(" attests as "));
            let after = same
                .last()
                .and_then(|line| line.words.split_once(" attests as "));
            if let Some((_, what)) = after {
                self.say(format!(
                    "{milestone}: {} members attest as {what}",
                    same.len()
                ));
            }
            self.lines.extend(rest);
        }
        Ok(())
    }

    fn witness_senders(
        &mut self,
        milestone: &str,
        witness: &str,
        by: Option<&[String]>,
    ) -> Result<Vec<Addr>, PlayError> {
        let terms = self.milestone(milestone)?.terms;
        let kind = terms
            .witnesses
            .into_iter()
            .find(|w| w.name == witness)
            .map(|w| w.kind);
        let unknown = || format!("milestone {milestone} has no witness {witness}");
        match (kind.ok_or_else(|| PlayError::Unknown(unknown()))?, by) {
            (WitnessKind::Authority { address }, _) => Ok(vec![address]),
            (WitnessKind::Committee { .. }, Some(names)) => Ok(names
                .iter()
                .map(|n| self.cast.address(&self.chain, n))
                .collect()),
            (
                WitnessKind::Committee {
                    group, threshold, ..
                },
                None,
            ) => multisig::sufficient(&self.chain, &group, threshold.u64()),
        }
    }

    /// Has time's decision written down.
    pub fn conclude(&mut self, milestone: &str) -> Result<(), PlayError> {
        let anyone = self.cast.address(&self.chain, "anyone");
        let msg = milestones::ExecuteMsg::Conclude {
            milestone: milestone.into(),
        };
        self.tell_milestones(&anyone, &msg, vec![])
    }

    /// Claims the grants named, or all that have something to claim, each by its owner.
    pub fn claim(&mut self, only: Option<&[String]>, by: Option<&str>) -> Result<(), PlayError> {
        let mut owned: BTreeMap<Addr, Vec<String>> = BTreeMap::new();
        let by = by.map(|name| self.cast.address(&self.chain, name));
        for grant in self.grants()?.into_iter() {
            let wanted = match only {
                Some(list) => list.contains(&grant.grant),
                None => !grant.figures.claimable.is_zero(),
            };
            if wanted {
                let sender = by.clone().unwrap_or(grant.owner);
                owned.entry(sender).or_default().push(grant.grant);
            }
        }
        if owned.is_empty() && only.is_some() {
            return Err(PlayError::Unknown(format!("no such grants: {only:?}")));
        }
        let before = self.chain.balance(&self.cast.vault, &self.cast.denom);
        let mut count = 0_usize;
        for (owner, grants) in owned {
            for batch in grants.chunks(CLAIM_AT_MOST) {
                count = count.saturating_add(batch.len());
                let msg = vesting::ExecuteMsg::Claim {
                    grants: batch.to_vec(),
                };
                let call = self.call(&self.cast.vault, &msg, vec![])?;
                self.transact(&owner, call)?;
            }
        }
        let after = self.chain.balance(&self.cast.vault, &self.cast.denom);
        if count > 0 {
            let paid = self.amount(before.saturating_sub(after).into());
            let grants = if count == 1 {
                "grant claims"
            } else {
                "grants claim"
            };
            self.say(format!("{count} {grants} {paid}"));
        }
        Ok(())
    }

    /// Sends both sinks what was forfeited, where there is anything.
    pub fn pay_dues(&mut self) -> Result<(), PlayError> {
        let anyone = self.cast.address(&self.chain, "anyone");
        let supply: vesting::SupplyResponse =
            self.query(&self.cast.vault, &vesting::QueryMsg::Supply {})?;
        if !supply.dues.is_zero() {
            for schedule in self.schedules()? {
                let ended = |t: &TrancheStanding| {
                    !t.latched && !matches!(t.gate, GateStanding::Waiting { .. })
                };
                if schedule.tranches.iter().any(ended) {
                    let sync = vesting::ExecuteMsg::Sync {
                        schedule: schedule.name,
                    };
                    self.tell_vault(&anyone, &sync)?;
                }
            }
            self.tell_vault(&anyone, &vesting::ExecuteMsg::PayDues {})?;
        }
        let bonds: milestones::BondsResponse =
            self.query(&self.cast.milestones, &milestones::QueryMsg::Bonds {})?;
        if !bonds.dues.is_zero() {
            self.tell_milestones(&anyone, &milestones::ExecuteMsg::PayDues {}, vec![])?;
        }
        Ok(())
    }

    /// All grants.
    pub fn grants(&self) -> Result<Vec<vesting::GrantResponse>, PlayError> {
        let mut all: Vec<vesting::GrantResponse> = Vec::new();
        loop {
            let start_after = all.last().map(|g| g.grant.clone());
            let page: GrantsResponse = self.query(
                &self.cast.vault,
                &vesting::QueryMsg::Grants {
                    start_after,
                    limit: Some(30),
                },
            )?;
            if page.grants.is_empty() {
                return Ok(all);
            }
            all.extend(page.grants);
        }
    }

    /// All schedules.
    pub fn schedules(&self) -> Result<Vec<ScheduleResponse>, PlayError> {
        let mut all: Vec<ScheduleResponse> = Vec::new();
        loop {
            let start_after = all.last().map(|s| s.name.clone());
            let msg = vesting::QueryMsg::Schedules {
                start_after,
                limit: Some(30),
            };
            let page: SchedulesResponse = self.query(&self.cast.vault, &msg)?;
            if page.schedules.is_empty() {
                return Ok(all);
            }
            all.extend(page.schedules);
        }
    }

    /// One milestone.
    pub fn milestone(&self, milestone: &str) -> Result<MilestoneResponse, PlayError> {
        let msg = milestones::QueryMsg::Milestone {
            milestone: milestone.into(),
        };
        self.query(&self.cast.milestones, &msg)
    }

    /// All milestones.
    pub fn milestones(&self) -> Result<Vec<MilestoneResponse>, PlayError> {
        let msg = milestones::QueryMsg::Milestones {
            start_after: None,
            limit: Some(30),
        };
        let page: milestones::MilestonesResponse = self.query(&self.cast.milestones, &msg)?;
        Ok(page.milestones)
    }

    /// Asks a contract.
    pub fn query<T: serde::de::DeserializeOwned>(
        &self,
        contract: &Addr,
        msg: &impl Serialize,
    ) -> Result<T, PlayError> {
        self.chain
            .query(contract, msg)
            .map_err(|e| PlayError::Query(e.to_string()))
    }

    fn tell_vault(&mut self, sender: &Addr, msg: &vesting::ExecuteMsg) -> Result<(), PlayError> {
        let call = self.call(&self.cast.vault, msg, vec![])?;
        let receipt = self.transact(sender, call)?;
        self.tell(&receipt);
        Ok(())
    }

    /// Sends milestones a message; through its proposal if the sender is a multisig.
    fn tell_milestones(
        &mut self,
        sender: &Addr,
        msg: &milestones::ExecuteMsg,
        funds: Vec<Coin>,
    ) -> Result<(), PlayError> {
        let call = self.call(&self.cast.milestones, msg, funds)?;
        if self.chain.contract_info(sender).is_none() {
            let receipt = self.transact(sender, call)?;
            self.tell(&receipt);
            return Ok(());
        }
        for (member, step) in multisig::passage(&self.chain, sender, call)? {
            let receipt = self.transact(&member, step)?;
            self.tell(&receipt);
        }
        Ok(())
    }

    fn call(
        &self,
        contract: &Addr,
        msg: &impl Serialize,
        funds: Vec<Coin>,
    ) -> Result<CosmosMsg, PlayError> {
        let msg = to_json_binary(msg).map_err(|e| PlayError::Unknown(e.to_string()))?;
        Ok(WasmMsg::Execute {
            contract_addr: contract.to_string(),
            msg,
            funds,
        }
        .into())
    }

    /// One transaction; if it is refused, the state must be what it was.
    fn transact(&mut self, sender: &Addr, msg: CosmosMsg) -> Result<Receipt, PlayError> {
        if self.destroyed.contains(sender) {
            return Err(PlayError::Destroyed(self.cast.name(sender)));
        }
        let before = self.chain.state_hash();
        let what = format!("{} by {}", story::name_of(&msg), self.cast.name(sender));
        let date = story::date(self.now());
        match self.chain.transact(sender, vec![msg]) {
            Ok(receipt) => Ok(receipt),
            Err(Refused { reason, .. }) if self.chain.state_hash() == before => {
                self.refusals = self.refusals.saturating_add(1);
                Err(PlayError::Refused {
                    date,
                    what,
                    why: reason,
                })
            }
            Err(_) => Err(PlayError::Trace { date, what }),
        }
    }

    /// Gives somebody who lacks them the tokens a message needs, out of the market.
    fn endow(&mut self, who: &Addr, needed: Uint128) -> Result<(), PlayError> {
        let has = Uint128::new(self.chain.balance(who, &self.cast.bond_denom));
        let lacking = needed.saturating_sub(has);
        if lacking.is_zero() {
            return Ok(());
        }
        let amount = vec![Coin::new(lacking, self.cast.bond_denom.clone())];
        let market = self.market.clone();
        let to_address = who.to_string();
        self.transact(&market, BankMsg::Send { to_address, amount }.into())
            .map(|_| ())
    }

    fn tell(&mut self, receipt: &Receipt) {
        let lines = story::lines(receipt, &self.cast);
        lines.into_iter().for_each(|words| self.say(words));
    }

    /// Notes a dated line.
    pub fn say(&mut self, words: String) {
        self.lines.push(Line {
            at: self.now(),
            words,
        });
    }

    /// Base units as people read them.
    pub fn amount(&self, amount: Uint128) -> String {
        milegate_api::common::in_symbols(amount, self.cast.decimals, &self.cast.symbol)
    }

    fn units(&self, symbols: u64) -> Result<Uint128, PlayError> {
        10_u128
            .checked_pow(self.cast.decimals.into())
            .and_then(|scale| scale.checked_mul(symbols.into()))
            .map(Uint128::new)
            .ok_or_else(|| PlayError::Unknown(format!("{symbols} symbols are more than a u128")))
    }
}
