//! A compiled cw3-flex-multisig whose group is the stake.

use cosmwasm_std::{Addr, BankMsg, Decimal, coin};
use cw_utils::{Duration, Threshold, ThresholdResponse};
use cw3::{ProposalResponse, Status, Vote, VoteInfo, VoteResponse};
use cw3_flex_multisig::msg::{ExecuteMsg, InstantiateMsg, QueryMsg};
use milegate_tests::stake::{Stakes, WEIGHT};
use milegate_tests::suite::{Answer, BOND_DENOM, PURSE, address, wasm};

const VOTE_YES: ExecuteMsg = ExecuteMsg::Vote {
    proposal_id: 1,
    vote: Vote::Yes,
};

/// `ana` weighs 10, `ben` 12; three quarters of all must agree.
struct World {
    stakes: Stakes,
    flex: Addr,
}

impl World {
    fn new() -> World {
        let mut stakes = Stakes::native();
        stakes.bond("ana", 10 * WEIGHT).unwrap();
        stakes.bond("ben", 12 * WEIGHT).unwrap();
        stakes.a_block_passes();
        let code = stakes.chain.store_code(&wasm("cw3_flex_multisig")).unwrap();
        let msg = InstantiateMsg {
            group_addr: stakes.stake.to_string(),
            threshold: Threshold::AbsolutePercentage {
                percentage: Decimal::percent(75),
            },
            max_voting_period: Duration::Time(86_400),
            executor: None,
            proposal_deposit: None,
        };
        let deployer = stakes.at("deployer");
        let born = stakes
            .chain
            .instantiate(&deployer, code, &msg, &[], "flex", None);
        let (flex, _) = born.unwrap();
        stakes.chain.mint(&flex, &[coin(1_000, BOND_DENOM)]);
        World { stakes, flex }
    }

    fn tell(&mut self, who: &str, msg: &ExecuteMsg) -> Answer {
        self.stakes.send(who, &self.flex.clone(), msg, &[])
    }

    /// Asks to be paid a thousand.
    fn propose(&mut self, who: &str) -> Answer {
        let pay = BankMsg::Send {
            to_address: address("buyer"),
            amount: vec![coin(1_000, BOND_DENOM)],
        };
        let msg = ExecuteMsg::Propose {
            title: "Pay".into(),
            description: "One send".into(),
            msgs: vec![pay.into()],
            latest: None,
        };
        self.tell(who, &msg)
    }

    fn ballot(&self, who: &str) -> Option<VoteInfo> {
        let question = QueryMsg::Vote {
            proposal_id: 1,
            voter: address(who),
        };
        let answer: VoteResponse = self.stakes.chain.query(&self.flex, &question).unwrap();
        answer.vote
    }

    fn proposal(&self) -> ProposalResponse {
        let question = QueryMsg::Proposal { proposal_id: 1 };
        self.stakes.chain.query(&self.flex, &question).unwrap()
    }
}

#[test]
fn a_multisig_weighs_its_voters_at_the_start_of_the_proposals_block() {
    let mut world = World::new();
    world.propose("ana").unwrap();
    world.stakes.bond("cid", 500 * WEIGHT).unwrap();
    world.stakes.unbond("ben", 12 * WEIGHT).unwrap();
    let execute = ExecuteMsg::Execute { proposal_id: 1 };
    let refused = world.tell("ana", &execute).unwrap_err();
    assert!(refused.by_contract(), "10 of 22 are not enough");
    world.stakes.a_block_passes();

    let refused = world.tell("cid", &VOTE_YES).unwrap_err();
    assert_eq!(refused.reason, "Unauthorized");
    world.tell("ben", &VOTE_YES).unwrap();
    assert_eq!(world.ballot("ana").unwrap().weight, 10);
    assert_eq!(world.ballot("ben").unwrap().weight, 12);
    assert_eq!(world.proposal().status, Status::Passed);

    world.tell("stranger", &execute).unwrap();
    let payee = world.stakes.at("buyer");
    let paid = world.stakes.chain.balance(&payee, BOND_DENOM);
    assert_eq!(paid, PURSE + 1_000);
}

#[test]
fn a_multisig_takes_the_total_of_the_moment_so_what_is_bonded_before_it_in_the_block_counts_there()
{
    let mut world = World::new();
    world.stakes.bond("cid", 100 * WEIGHT).unwrap();
    world.propose("ana").unwrap();
    let height = world.stakes.height();
    world.stakes.a_block_passes();

    let (percentage, total_weight) = (Decimal::percent(75), 122);
    assert_eq!(
        world.proposal().threshold,
        ThresholdResponse::AbsolutePercentage {
            percentage,
            total_weight
        }
    );
    let refused = world.tell("cid", &VOTE_YES).unwrap_err();
    assert_eq!(refused.reason, "Unauthorized");
    assert_eq!(world.stakes.total(Some(height)), 22);
}

#[test]
fn a_stake_that_weighs_nothing_makes_no_proposals() {
    let mut world = World::new();
    world.stakes.unbond("ana", 6 * WEIGHT).unwrap();
    assert_eq!(world.stakes.staked("ana"), 4 * WEIGHT);
    for who in ["ana", "stranger"] {
        let refused = world.propose(who).unwrap_err();
        assert_eq!(refused.reason, "Unauthorized", "{who}");
    }
}
