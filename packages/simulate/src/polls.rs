//! Proposals as a run follows them: what they would do, and their results as they are fixed.

use cosmwasm_std::{CosmosMsg, Uint128};
use embedded_chain::Receipt;
use milegate_api::core::Point;
use milegate_api::governance::{Event, ExecuteMsg};
use milegate_api::stake;
use milegate_report::model::{Proposal, Votes};
use milegate_report::units::Asset;
use milegate_report::{Snapshot, asset, votes};

use crate::cast::PlayError;
use crate::player::Player;
use crate::story;
use crate::view::Embedded;

impl Player {
    /// The governance and everything that was put to it, and what its amounts are counted in.
    pub fn votes(&self) -> Result<(Votes, Asset), PlayError> {
        let view = Embedded(&self.chain);
        let snapshot = Snapshot::read(&view, &self.cast.vault);
        let snapshot = snapshot.map_err(|e| PlayError::Query(e.to_string()))?;
        let none = || PlayError::Unknown("the plan has no [governance]".into());
        Ok((votes(&snapshot).ok_or_else(none)?, asset(&snapshot)))
    }

    /// One proposal.
    pub fn proposal(&self, id: u64) -> Result<(Proposal, Asset), PlayError> {
        let (votes, asset) = self.votes()?;
        let count = votes.proposals.len();
        let found = votes.proposals.into_iter().find(|p| p.id == id);
        let none = || PlayError::Unknown(format!("there is no proposal {id}: {count} were opened"));
        Ok((found.ok_or_else(none)?, asset))
    }

    /// The first second at which a point has come on both clocks.
    pub(crate) fn when(&self, point: Point) -> u64 {
        let blocks = point.height.saturating_sub(self.chain.block().height);
        let waits = blocks.saturating_mul(self.block_seconds);
        point.time.max(self.now().saturating_add(waits))
    }

    /// Remembers proposals that were opened, to tell their results.
    pub(crate) fn watch(&mut self, receipt: &Receipt) {
        for event in &receipt.events {
            match Event::parse(event) {
                Some(Ok(Event::Opened { proposal, .. })) => {
                    self.watched.insert(proposal);
                }
                Some(Ok(Event::Cancelled { proposal })) => {
                    self.watched.remove(&proposal);
                }
                _ => {}
            }
        }
    }

    /// The result that is fixed next, and when.
    pub(crate) fn next_result(&self) -> Option<(u64, u64)> {
        let ends = self.watched.iter().filter_map(|id| {
            let tally = self.tally(*id).ok()?;
            Some((self.when(tally.tail_ends), *id))
        });
        ends.min()
    }

    pub(crate) fn tell_result(&mut self, id: u64) {
        self.watched.remove(&id);
        if let Ok((proposal, _)) = self.proposal(id) {
            let line = story::governance::result(&proposal, &self.cast);
            self.say(line);
        }
    }

    /// Has the governance send a message by a vote of its own: whoever may vote says yes until it
    /// passes, and time is let pass until it is executed. Where power is staked, an actor of its own
    /// stakes twice the least electorate.
    pub(crate) fn by_vote(&mut self, call: CosmosMsg) -> Result<(), PlayError> {
        let config = self.governance_config()?;
        let voters = match config.token {
            None => crate::multisig::sufficient(&self.chain, &config.source, u64::MAX)?,
            Some(token) => {
                let voters = self.cast.address(&self.chain, "voters");
                let supply = self.cast.asset.supply(&self.chain)?;
                let least = config.rules.electorate.of_amount(supply.u128());
                let enough = Uint128::from(least).saturating_add(token.tokens_per_weight);
                let staked: stake::StakedResponse = self.query(
                    &config.source,
                    &stake::QueryMsg::Staked {
                        address: voters.to_string(),
                    },
                )?;
                if staked.stake < enough {
                    let whole = self.cast.asset.symbols(enough).saturating_add(1);
                    self.bond_stake("voters", whole)?;
                }
                vec![voters]
            }
        };
        self.chain.advance_blocks(1);
        let Some(proposer) = voters.first().map(|voter| self.cast.name(voter)) else {
            return Err(PlayError::Unknown("nobody has power to vote".into()));
        };
        let msg = ExecuteMsg::Propose {
            title: crate::story::name_of(&call),
            description: "by the scenario".into(),
            pins: vec![],
            msgs: vec![call],
            earliest: None,
            latest: None,
            cites: None,
        };
        self.open(&proposer, &msg)?;
        let proposal_id = self.governance_config()?.proposals;
        for voter in voters {
            let vote = self.ballot(proposal_id, "yes")?;
            let voter = self.cast.name(&voter);
            match self.tell_governance(&voter, &vote) {
                // Members of a group may be interested.
                Ok(()) | Err(PlayError::Refused { .. }) => {}
                Err(other) => return Err(other),
            }
        }
        let tally = self.tally(proposal_id)?;
        let at = self.when(tally.executable);
        self.advance_to(at);
        self.tell_governance("anyone", &ExecuteMsg::Execute { proposal_id })
    }
}
