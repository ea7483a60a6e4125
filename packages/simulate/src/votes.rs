//! What an event makes people do with stakes and votes.

use std::path::Path;

use cosmwasm_std::{Addr, Coin, CosmosMsg};
use cw3::Vote;
use cw20::Cw20ExecuteMsg;
use milegate_api::common::Denom;
use milegate_api::core::governance::Rules;
use milegate_api::governance::{Asked, ConfigResponse, ExecuteMsg, QueryMsg, TallyResponse};
use milegate_api::{milestones, stake};

use crate::cast::PlayError;
use crate::motion::Motion;
use crate::player::Player;

impl Player {
    /// Actions that are messages of the stake or the governance.
    pub(crate) fn move_by(&mut self, motion: &Motion, folder: &Path) -> Result<(), PlayError> {
        match motion {
            Motion::Stake { by, amount } => self.bond_stake(by, *amount),
            Motion::Unbond { by, amount } => {
                let tokens = self.cast.asset.units(*amount)?;
                self.tell_stake(by, &stake::ExecuteMsg::Unbond { tokens })
            }
            Motion::WithdrawStake { by } => self.tell_stake(by, &stake::ExecuteMsg::Claim {}),
            Motion::Propose {
                by,
                title,
                description,
                messages,
                cites,
            } => {
                let deeds = messages.iter();
                let msgs = deeds.map(|deed| self.message(deed, folder));
                let msgs = msgs.collect::<Result<Vec<_>, _>>()?;
                let msg = ExecuteMsg::Propose {
                    title: title.clone(),
                    description: description.clone(),
                    pins: self.pins(&msgs),
                    msgs,
                    earliest: None,
                    latest: None,
                    cites: *cites,
                };
                self.open(by, &msg)
            }
            Motion::Ask {
                by,
                title,
                description,
                options,
            } => {
                let msg = ExecuteMsg::Ask {
                    title: title.clone(),
                    description: description.clone(),
                    options: options.clone(),
                };
                self.open(by, &msg)
            }
            Motion::Dispute {
                milestone,
                by,
                challenge,
            } => self.dispute(milestone, somebody(by), *challenge),
            Motion::Vote { proposal, by, vote } => {
                for voter in by.names() {
                    let msg = self.ballot(*proposal, vote)?;
                    self.tell_governance(voter, &msg)?;
                }
                Ok(())
            }
            Motion::Prove {
                proposal,
                voter,
                by,
            } => {
                let msg = ExecuteMsg::Prove {
                    proposal_id: *proposal,
                    voter: self.cast.address(&self.chain, voter).into_string(),
                };
                self.tell_governance(somebody(by), &msg)
            }
            Motion::Readmit {
                proposal,
                voter,
                by,
            } => {
                let msg = ExecuteMsg::Readmit {
                    proposal_id: *proposal,
                    voter: self.cast.address(&self.chain, voter).into_string(),
                };
                self.tell_governance(somebody(by), &msg)
            }
            Motion::Execute { proposal, by } => {
                let proposal_id = *proposal;
                self.tell_governance(somebody(by), &ExecuteMsg::Execute { proposal_id })
            }
            Motion::Close { proposal, by } => {
                let proposal_id = *proposal;
                self.tell_governance(somebody(by), &ExecuteMsg::Close { proposal_id })
            }
            Motion::CancelProposal { proposal, by } => {
                let proposal_id = *proposal;
                let guardian = self.governance_config()?.guardian;
                let by = match (by, guardian) {
                    (Some(by), _) => by.clone(),
                    (None, Some(guardian)) => self.cast.name(&guardian.address),
                    (None, None) => {
                        let why = "the governance has no guardian who could cancel a proposal";
                        return Err(PlayError::Unknown(why.into()));
                    }
                };
                self.tell_governance(&by, &ExecuteMsg::Cancel { proposal_id })
            }
            Motion::AcceptPayments { by } => {
                self.tell_governance(by, &ExecuteMsg::AcceptPayments {})
            }
            Motion::Give { by, to, amount } => {
                let sender = self.cast.address(&self.chain, by);
                let to = self.cast.address(&self.chain, to);
                let asset = self.cast.asset.clone();
                let units = asset.units(*amount)?;
                self.endow(&sender, units, &asset)?;
                self.transact(&sender, asset.transfer(&to, units)?)?;
                let (sender, to) = (self.cast.name(&sender), self.cast.name(&to));
                let words = asset.words(units);
                self.say(format!("{sender} gives {words} to {to}"));
                Ok(())
            }
            Motion::Send {
                by,
                contract,
                message,
                funds,
            } => {
                let sender = self.cast.address(&self.chain, by);
                let contract = self.cast.address(&self.chain, contract);
                let message = self.with_addresses(message)?;
                let coins = match self.cast.bonds.units(*funds)? {
                    none if none.is_zero() => vec![],
                    amount => self.bond(&sender, amount)?,
                };
                let call = self.call(&contract, &message, coins)?;
                self.deliver_and_tell(&sender, call)
            }
        }
    }

    pub(crate) fn bond_stake(&mut self, by: &str, amount: u64) -> Result<(), PlayError> {
        let staker = self.cast.address(&self.chain, by);
        let (asset, stake) = (self.cast.asset.clone(), self.stake()?);
        let tokens = asset.units(amount)?;
        self.endow(&staker, tokens, &asset)?;
        let call = match &asset.denom {
            Denom::Native(denom) => {
                let coins = vec![Coin::new(tokens, denom.clone())];
                self.call(&stake, &stake::ExecuteMsg::Bond {}, coins)?
            }
            Denom::Cw20(token) => {
                let bond = cosmwasm_std::to_json_binary(&stake::ReceiveMsg::Bond {});
                let msg = Cw20ExecuteMsg::Send {
                    contract: stake.into_string(),
                    amount: tokens,
                    msg: bond.map_err(|e| PlayError::Unknown(e.to_string()))?,
                };
                self.call(token, &msg, vec![])?
            }
        };
        self.deliver_and_tell(&staker, call)
    }

    fn tell_stake(&mut self, by: &str, msg: &stake::ExecuteMsg) -> Result<(), PlayError> {
        let staker = self.cast.address(&self.chain, by);
        let call = self.call(&self.stake()?, msg, vec![])?;
        self.deliver_and_tell(&staker, call)
    }

    pub(crate) fn tell_governance(&mut self, by: &str, msg: &ExecuteMsg) -> Result<(), PlayError> {
        let sender = self.cast.address(&self.chain, by);
        let call = self.call(&self.governance()?, msg, vec![])?;
        self.deliver_and_tell(&sender, call)
    }

    /// Opens a proposal, with the deposit.
    pub(crate) fn open(&mut self, by: &str, msg: &ExecuteMsg) -> Result<(), PlayError> {
        let sender = self.cast.address(&self.chain, by);
        let deposit = self.bond(&sender, self.rules()?.deposit)?;
        let deposit = deposit.into_iter().filter(|coin| !coin.amount.is_zero());
        let call = self.call(&self.governance()?, msg, deposit.collect())?;
        self.deliver_and_tell(&sender, call)
    }

    /// Opens the proposal about a dispute; with the challenge before it, in one transaction.
    fn dispute(&mut self, milestone: &str, by: &str, challenge: bool) -> Result<(), PlayError> {
        let sender = self.cast.address(&self.chain, by);
        let mut calls: Vec<CosmosMsg> = Vec::new();
        if challenge {
            let standing = self.milestone(milestone)?;
            let bond = self.bond(&sender, standing.bond)?;
            let msg = milestones::ExecuteMsg::Challenge {
                milestone: milestone.into(),
                round: standing.round,
            };
            calls.push(self.call(&self.cast.milestones, &msg, bond)?);
        }
        let msg = ExecuteMsg::Dispute {
            milestones: self.cast.milestones.to_string(),
            milestone: milestone.into(),
        };
        calls.push(self.call(&self.governance()?, &msg, vec![])?);
        let receipt = self.transact_all(&sender, calls)?;
        self.tell(&receipt);
        Ok(())
    }

    /// The message of a ballot.
    pub(crate) fn ballot(&self, proposal_id: u64, vote: &str) -> Result<ExecuteMsg, PlayError> {
        let plain = |vote| ExecuteMsg::Vote { proposal_id, vote };
        let asked = self.tally(proposal_id)?.asked;
        if let (Asked::Signal { options }, false) = (&asked, vote == "abstain") {
            let known = options.iter().position(|option| option == vote);
            let option = known.and_then(|place| u8::try_from(place).ok());
            let why = || {
                let options = options.join("`, `");
                PlayError::Unknown(format!(
                    "proposal {proposal_id} has no answer `{vote}`: say `{options}` or `abstain`"
                ))
            };
            let option = option.ok_or_else(why)?;
            return Ok(ExecuteMsg::Answer {
                proposal_id,
                option,
            });
        }
        match vote {
            "yes" => Ok(plain(Vote::Yes)),
            "no" => Ok(plain(Vote::No)),
            "abstain" => Ok(plain(Vote::Abstain)),
            "veto" => Ok(plain(Vote::Veto)),
            other => Err(PlayError::Unknown(format!(
                "vote `{other}`: say `yes`, `no`, `abstain` or `veto`"
            ))),
        }
    }

    /// Where a proposal stands.
    pub fn tally(&self, proposal_id: u64) -> Result<TallyResponse, PlayError> {
        let count = self.governance_config()?.proposals;
        if proposal_id == 0 || proposal_id > count {
            let why = format!("there is no proposal {proposal_id}: {count} were opened");
            return Err(PlayError::Unknown(why));
        }
        self.query(&self.governance()?, &QueryMsg::Tally { proposal_id })
    }

    /// Wiring and rules of the governance.
    pub fn governance_config(&self) -> Result<ConfigResponse, PlayError> {
        self.query(&self.governance()?, &QueryMsg::Config {})
    }

    /// Rules in force.
    pub fn rules(&self) -> Result<Rules, PlayError> {
        Ok(self.governance_config()?.rules)
    }

    /// The stake of the plan.
    pub fn stake(&self) -> Result<Addr, PlayError> {
        let none = || PlayError::Unknown("the plan has no [stake]".into());
        self.cast.stake.clone().ok_or_else(none)
    }
}

/// Who is named, or else anyone.
fn somebody(by: &Option<String>) -> &str {
    by.as_deref().unwrap_or("anyone")
}
