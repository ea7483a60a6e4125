use cosmwasm_std::{Coin, CosmosMsg};
use cw3::Vote;
use embedded_chain::Receipt;
use milegate_api::governance::{CodePin, ConfigResponse, ExecuteMsg, QueryMsg, TallyResponse};
use milegate_core::governance::Status;
use serde::de::DeserializeOwned;

use super::VOTING;
use crate::suite::{Answer, DAY, Suite, bond};

impl Suite {
    /// Sends the governance a message without funds.
    pub fn tell_governance(&mut self, who: &str, msg: &ExecuteMsg) -> Answer {
        self.send(who, "governance", msg, &[])
    }

    /// Asks the governance.
    pub fn ask_governance<T: DeserializeOwned>(&self, msg: &QueryMsg) -> T {
        let governance = self.at("governance");
        self.chain.query(&governance, msg).expect("an answer")
    }

    /// Opens a proposal with these messages.
    pub fn propose(&mut self, who: &str, msgs: Vec<CosmosMsg>) -> Answer {
        self.propose_more(who, msgs, None, vec![])
    }

    /// Opens a proposal that cites a signal, or pins code.
    pub fn propose_more(
        &mut self,
        who: &str,
        msgs: Vec<CosmosMsg>,
        cites: Option<u64>,
        pins: Vec<CodePin>,
    ) -> Answer {
        let msg = ExecuteMsg::Propose {
            title: "a proposal".into(),
            description: "why".into(),
            msgs,
            earliest: None,
            latest: None,
            cites,
            pins,
        };
        let deposit = self.deposit();
        self.send(who, "governance", &msg, &deposit)
    }

    /// What a proposal costs by the rules in force.
    fn deposit(&self) -> Vec<Coin> {
        let config: ConfigResponse = self.ask_governance(&QueryMsg::Config {});
        match config.rules.deposit.u128() {
            0 => vec![],
            deposit => bond(deposit),
        }
    }

    /// Asks the community.
    pub fn ask_community(&mut self, who: &str, title: &str, options: &[&str]) -> Answer {
        let msg = ExecuteMsg::Ask {
            title: title.into(),
            description: String::new(),
            options: options.iter().map(|option| (*option).into()).collect(),
        };
        let deposit = self.deposit();
        self.send(who, "governance", &msg, &deposit)
    }

    /// Opens the proposal that settles a dispute.
    pub fn dispute(&mut self, who: &str, milestone: &str) -> Answer {
        let msg = ExecuteMsg::Dispute {
            milestones: self.milestones.to_string(),
            milestone: milestone.into(),
        };
        self.tell_governance(who, &msg)
    }

    /// Votes.
    pub fn vote(&mut self, who: &str, proposal_id: u64, vote: Vote) -> Answer {
        self.tell_governance(who, &ExecuteMsg::Vote { proposal_id, vote })
    }

    /// Answers a signal.
    pub fn answer(&mut self, who: &str, proposal_id: u64, option: u8) -> Answer {
        let msg = ExecuteMsg::Answer {
            proposal_id,
            option,
        };
        self.tell_governance(who, &msg)
    }

    /// Shows that a voter is interested.
    pub fn prove(&mut self, who: &str, proposal_id: u64, voter: &str) -> Answer {
        let voter = self.at(voter).into_string();
        self.tell_governance(who, &ExecuteMsg::Prove { proposal_id, voter })
    }

    /// Shows that a voter no longer is.
    pub fn readmit(&mut self, who: &str, proposal_id: u64, voter: &str) -> Answer {
        let voter = self.at(voter).into_string();
        self.tell_governance(who, &ExecuteMsg::Readmit { proposal_id, voter })
    }

    /// Executes a proposal.
    pub fn carry(&mut self, who: &str, proposal_id: u64) -> Answer {
        self.tell_governance(who, &ExecuteMsg::Execute { proposal_id })
    }

    /// Closes a proposal.
    pub fn close(&mut self, who: &str, proposal_id: u64) -> Answer {
        self.tell_governance(who, &ExecuteMsg::Close { proposal_id })
    }

    /// The guardian, or somebody else, cancels a proposal.
    pub fn stop(&mut self, who: &str, proposal_id: u64) -> Answer {
        self.tell_governance(who, &ExecuteMsg::Cancel { proposal_id })
    }

    /// An account says that it takes payments.
    pub fn accepts_payments(&mut self, who: &str) -> Answer {
        self.tell_governance(who, &ExecuteMsg::AcceptPayments {})
    }

    /// A proposal as it stands.
    pub fn tally(&self, proposal_id: u64) -> TallyResponse {
        self.ask_governance(&QueryMsg::Tally { proposal_id })
    }

    /// Where a proposal stands.
    pub fn status(&self, proposal_id: u64) -> Status {
        self.tally(proposal_id).status
    }

    /// The voting of the canonical rules.
    pub fn voting_passes(&mut self) {
        self.days_pass(VOTING);
    }

    /// The tail of the canonical rules.
    pub fn tail_passes(&mut self) {
        self.a_day_passes();
    }

    /// From the end of the voting to the first block that may execute.
    pub fn delay_passes(&mut self, proposal_id: u64) {
        let delay = self.tally(proposal_id).terms.rule.delay.seconds;
        self.chain.advance(delay);
    }

    /// A proposal is voted on by these, each with yes, and executed by a stranger.
    #[track_caller]
    pub fn passes(&mut self, proposer: &str, msgs: Vec<CosmosMsg>, voters: &[&str]) -> Answer {
        let id = opened(&self.propose(proposer, msgs).expect("a proposal"));
        for who in voters {
            self.vote(who, id, Vote::Yes).expect("a ballot");
        }
        self.voting_passes();
        self.delay_passes(id);
        self.carry("stranger", id)
    }

    /// Days until a date.
    pub fn days_until(&self, at: u64) -> u64 {
        at.saturating_sub(self.now()) / DAY
    }
}

/// The number of the proposal that was opened.
#[track_caller]
pub fn opened(receipt: &Receipt) -> u64 {
    let event = receipt
        .events
        .iter()
        .find(|event| event.ty == "wasm-governance_opened")
        .expect("an opened proposal");
    let number = event.attributes.iter().find(|a| a.key == "proposal");
    number.expect("a number").value.parse().expect("a number")
}
