//! A run in progress: the clock, transactions of real addresses, and the lines it tells.

use std::collections::BTreeSet;
use std::path::Path;

use cosmwasm_std::{Addr, Coin, CosmosMsg, Uint128, WasmMsg, to_json_binary};
use embedded_chain::{Chain, Receipt, Refused};
use milegate_api::{milestones, vesting};
use milegate_report::dates::date;
use serde::Serialize;

use crate::cast::{Cast, PlayError};
use crate::money::Money;
use crate::multisig;
use crate::scenario::Event;
use crate::stage::Stage;
use crate::story::{self, Line};

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
    /// Whether the governance, asked to send something, does so by a vote of its own.
    pub(crate) votes_itself: bool,
    /// Proposals whose result is not told yet.
    pub(crate) watched: BTreeSet<u64>,
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
            votes_itself: false,
            watched: BTreeSet::new(),
        }
    }

    /// Destroys every key with a power, holders' keys apart.
    pub fn destroy_keys(&mut self) {
        self.destroyed.extend(self.keys.iter().cloned());
        let count = self.destroyed.len();
        self.say(format!(
            "{count} keys are destroyed: whoever deploys, funds, attests, judges, hires or dismisses"
        ));
    }

    /// Moves the chain's clock to `at`; never back. Results of proposals are told as they are fixed.
    pub fn advance_to(&mut self, at: u64) {
        while let Some((fixed, proposal)) = self.next_result().filter(|(fixed, _)| *fixed <= at) {
            self.clock_to(fixed);
            self.tell_result(proposal);
        }
        self.clock_to(at);
    }

    fn clock_to(&mut self, at: u64) {
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
        let date = date(event.at);
        let what = format!("{:?}", event.action);
        match outcome {
            Err(PlayError::Refused { what, why, .. }) if why.contains(expected) => {
                self.say(format!("{what}: refused, as it must be: {why}"));
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

    /// Sends the vault a message, and tells what it did.
    pub(crate) fn tell_vault(
        &mut self,
        sender: &Addr,
        msg: &vesting::ExecuteMsg,
    ) -> Result<(), PlayError> {
        let call = self.call(&self.cast.vault, msg, vec![])?;
        self.deliver_and_tell(sender, call)
    }

    /// Sends milestones a message, and tells what it did.
    pub(crate) fn tell_milestones(
        &mut self,
        sender: &Addr,
        msg: &milestones::ExecuteMsg,
        funds: Vec<Coin>,
    ) -> Result<(), PlayError> {
        let call = self.call(&self.cast.milestones, msg, funds)?;
        self.deliver_and_tell(sender, call)
    }

    pub(crate) fn deliver_and_tell(
        &mut self,
        sender: &Addr,
        call: CosmosMsg,
    ) -> Result<(), PlayError> {
        if self.cast.governance.as_ref() == Some(sender) {
            if self.votes_itself {
                return self.by_vote(call);
            }
            let what = story::name_of(&call);
            return Err(PlayError::Unknown(format!(
                "@governance sends {what} by a vote: say `do = \"propose\"` (or `dispute`), then \
                 `vote` and `execute`"
            )));
        }
        for receipt in self.deliver(sender, call)? {
            self.tell(&receipt);
        }
        Ok(())
    }

    /// Has somebody send a message; a multisig by its proposal.
    pub(crate) fn deliver(
        &mut self,
        sender: &Addr,
        call: CosmosMsg,
    ) -> Result<Vec<Receipt>, PlayError> {
        if self.chain.contract_info(sender).is_none() {
            return Ok(vec![self.transact(sender, call)?]);
        }
        let passage = multisig::passage(&self.chain, sender, call)?.into_iter();
        let steps = passage.map(|(member, step)| self.transact(&member, step));
        steps.collect()
    }

    pub(crate) fn call(
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
    pub(crate) fn transact(&mut self, sender: &Addr, msg: CosmosMsg) -> Result<Receipt, PlayError> {
        self.transact_all(sender, vec![msg])
    }

    /// The same with several messages: all happen, or none.
    pub(crate) fn transact_all(
        &mut self,
        sender: &Addr,
        msgs: Vec<CosmosMsg>,
    ) -> Result<Receipt, PlayError> {
        if self.destroyed.contains(sender) {
            return Err(PlayError::Destroyed(self.cast.name(sender)));
        }
        let before = self.chain.state_hash();
        let names = msgs.iter().map(story::name_of).collect::<Vec<_>>();
        let what = format!("{} by {}", names.join(" and "), self.cast.name(sender));
        let date = date(self.now());
        match self.chain.transact(sender, msgs) {
            Ok(receipt) => Ok(receipt),
            Err(Refused { reason, .. }) if self.chain.state_hash() == before => {
                self.refusals = self.refusals.saturating_add(1);
                Err(PlayError::Refused {
                    date,
                    what,
                    why: self.cast.in_names(&reason),
                })
            }
            Err(_) => Err(PlayError::Trace { date, what }),
        }
    }

    /// Gives somebody who lacks it what a message needs, out of the market.
    pub(crate) fn endow(
        &mut self,
        who: &Addr,
        needed: Uint128,
        money: &Money,
    ) -> Result<(), PlayError> {
        let has = money.balance(&self.chain, who)?;
        let lacking = needed.saturating_sub(has);
        if lacking.is_zero() {
            return Ok(());
        }
        let market = self.market.clone();
        self.transact(&market, money.transfer(who, lacking)?)
            .map(|_| ())
    }

    pub(crate) fn tell(&mut self, receipt: &Receipt) {
        let lines = story::lines(receipt, &self.cast, |id| self.proposal(id).ok());
        lines.into_iter().for_each(|words| self.say(words));
        self.watch(receipt);
    }

    /// Notes a dated line.
    pub fn say(&mut self, words: String) {
        self.lines.push(Line {
            at: self.now(),
            words,
        });
    }
}
