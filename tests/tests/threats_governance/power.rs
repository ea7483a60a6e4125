//! Whose power counts: D1, D2, D3, D18.

use cw3::Vote;
use milegate_api::governance::{ExecuteMsg, Guardian};
use milegate_api::stake;
use milegate_core::governance::{Refusal, Shortfall, Status};
use milegate_tests::governance::{DEPOSIT, GUARD_EXPIRES, WEIGHT, opened, pay, to_itself};
use milegate_tests::suite::{BOND_DENOM, Builder, DAY, DENOM, START, Suite, address, bond, tok};

use super::*;

const PURSE: u128 = 1_000;

fn propose(suite: &Suite) -> ExecuteMsg {
    ExecuteMsg::Propose {
        title: "all to me".into(),
        description: String::new(),
        msgs: vec![pay(suite, "buyer", 1_000)],
        earliest: None,
        latest: None,
        cites: None,
        pins: vec![],
    }
}

const VOTE: ExecuteMsg = ExecuteMsg::Vote {
    proposal_id: 1,
    vote: Vote::Yes,
};
const EXECUTE: ExecuteMsg = ExecuteMsg::Execute { proposal_id: 1 };

#[test]
fn d1_power_acquired_and_used_at_once_in_one_transaction_is_no_power() {
    let mut suite = rich(Suite::builder());
    let (buyer, stake, governance) = (suite.at("buyer"), suite.at("stake"), suite.at("governance"));
    let bond = paying(
        &stake,
        &stake::ExecuteMsg::Bond {},
        PURSE * 1_000 * WEIGHT,
        DENOM,
    );
    let propose = paying(&governance, &propose(&suite), DEPOSIT, BOND_DENOM);
    let [vote, execute] = [VOTE, EXECUTE].map(|msg| to_itself(&suite, &msg));
    let all = vec![bond.clone(), propose.clone(), vote, execute.clone()];
    suite.refuses(&no_power(), |suite| suite.chain.transact(&buyer, all));
    let all = vec![bond, propose, execute];
    let refused = suite.chain.transact(&buyer, all).unwrap_err();
    assert!(
        refused.reason.starts_with("not executable before"),
        "{refused}"
    );
}

#[test]
fn d1_power_acquired_and_used_at_once_in_one_block_is_no_power() {
    let mut suite = rich(Suite::builder());
    bonds(&mut suite, "buyer", PURSE).unwrap();
    let propose = propose(&suite);
    let id = opened(
        &suite
            .send("buyer", "governance", &propose, &bond(DEPOSIT))
            .unwrap(),
    );
    suite.refuses(&no_power(), |suite| suite.vote("buyer", id, Vote::Yes));
    let text = too_early(&suite, id);
    suite.refuses(&text, |suite| suite.carry("buyer", id));
    assert_eq!(suite.tally(id).terms.total.u64(), 1_000_000);
}

#[test]
fn d1_power_acquired_and_used_at_once_in_consecutive_blocks_waits_for_everybody_else() {
    let mut suite = rich(Suite::builder());
    bonds(&mut suite, "buyer", PURSE).unwrap();
    suite.chain.advance_blocks(1);
    let msgs = vec![pay(&suite, "buyer", 1_000)];
    let id = backed(&mut suite, "buyer", msgs, &["buyer"]);
    for _ in 0..5 {
        suite.chain.advance_blocks(1);
        let text = too_early(&suite, id);
        suite.refuses(&text, |suite| suite.carry("buyer", id));
    }
    for who in ["vera", "vito", "vlad", "ana", "ben"] {
        suite.vote(who, id, Vote::No).unwrap();
    }
    suite.stop("guardian", id).unwrap();
}

#[test]
fn d2_a_vote_is_not_carried_on_to_other_accounts() {
    let slow = |msg: &mut milegate_api::governance::InstantiateMsg| {
        msg.rules.spend.voting.seconds = 30 * DAY;
    };
    let mut suite = rich(Suite::builder().rules(slow));
    let msgs = vec![pay(&suite, "buyer", 10)];
    let id = backed(&mut suite, "vera", msgs, &["vera"]);
    unbonds(&mut suite, "vera", 350).unwrap();
    let text = Refusal::AlreadyVoted {
        choice: milegate_core::governance::Choice::Yes {},
    };
    suite.refuses(&text.to_string(), |suite| suite.vote("vera", id, Vote::Yes));
    suite.days_pass(14);
    suite
        .send("vera", "stake", &stake::ExecuteMsg::Claim {}, &[])
        .unwrap();
    let [vera, heir] = ["vera", "heir"].map(|who| suite.at(who));
    suite
        .chain
        .send(&vera, &heir, &tok(350_000 * WEIGHT))
        .unwrap();
    bonds(&mut suite, "heir", 350).unwrap();
    suite.chain.advance_blocks(1);
    suite.refuses(&no_power(), |suite| suite.vote("heir", id, Vote::Yes));
    say_yes(&mut suite, id, &["ana", "ben", "vito", "vlad"]);
    assert_eq!(cast(&suite, id), 1_000_000);
    assert_eq!(suite.tally(id).terms.total.u64(), 1_000_000);
}

#[test]
fn d2_a_locked_grant_is_no_vote_whoever_holds_it() {
    let mut suite = rich(Suite::builder());
    let msgs = vec![pay(&suite, "buyer", 10)];
    let id = opened(&suite.propose("dan", msgs).unwrap());
    for who in ["cid", "dan", "eve"] {
        suite.refuses(&no_power(), |suite| suite.vote(who, id, Vote::Yes));
    }
    suite.sells("dan", "dan", "heir").unwrap();
    suite.chain.advance_blocks(1);
    let msgs = vec![pay(&suite, "buyer", 11)];
    let next = opened(&suite.propose("heir", msgs).unwrap());
    for id in [id, next] {
        suite.refuses(&no_power(), |suite| suite.vote("heir", id, Vote::Yes));
        assert_eq!(suite.tally(id).terms.total.u64(), 1_000_000);
    }
}

#[test]
fn d3_both_sides_of_a_tally_are_of_the_start_of_its_block() {
    let mut suite = rich(Suite::builder());
    bonds(&mut suite, "hire", 500).unwrap();
    unbonds(&mut suite, "vlad", 100).unwrap();
    let msgs = vec![pay(&suite, "buyer", 10)];
    let id = opened(&suite.propose("vera", msgs).unwrap());
    bonds(&mut suite, "heir", 500).unwrap();
    unbonds(&mut suite, "vito", 150).unwrap();
    for blocks in [0, 1] {
        suite.chain.advance_blocks(blocks);
        for who in ["hire", "heir"] {
            suite.refuses(&no_power(), |suite| suite.vote(who, id, Vote::Yes));
        }
    }
    assert_eq!(suite.tally(id).terms.total.u64(), 1_000_000);
    say_yes(&mut suite, id, &["ana", "ben", "vera", "vito", "vlad"]);
    assert_eq!(cast(&suite, id), 1_000_000);
    let msgs = vec![pay(&suite, "buyer", 11)];
    let next = opened(&suite.propose("vera", msgs).unwrap());
    assert_eq!(suite.tally(next).terms.total.u64(), 1_750_000);
    say_yes(&mut suite, next, &["ana", "ben", "vera", "hire", "heir"]);
    assert_eq!(cast(&suite, next), 1_750_000);
}

#[test]
fn d3_what_is_minted_after_the_opening_moves_no_bar() {
    let mut suite = rich(Suite::builder());
    let msgs = vec![pay(&suite, "buyer", 10)];
    let id = backed(&mut suite, "vera", msgs, &["vera"]);
    let least = suite.tally(id).terms.least_total;
    let stranger = suite.at("stranger");
    suite.chain.mint(&stranger, &tok(1_000_000_000 * WEIGHT));
    assert_eq!(suite.tally(id).terms.least_total, least);
    let msgs = vec![pay(&suite, "buyer", 11)];
    let next = backed(&mut suite, "vera", msgs, &["vera"]);
    ripens(&mut suite, id);
    suite.carry("stranger", id).unwrap();
    let (total, least) = (1_000_000u64.into(), suite.tally(next).terms.least_total);
    let why = Shortfall::ThinElectorate { total, least };
    assert_eq!(suite.status(next), Status::Rejected { why });
}

#[test]
fn d18_tokens_stolen_after_the_snapshot_do_not_vote() {
    let mut suite = rich(Suite::builder());
    let msgs = vec![pay(&suite, "buyer", 10)];
    let id = backed(&mut suite, "vera", msgs, &["vera"]);
    let [ana, thief] = ["ana", "stranger"].map(|who| suite.at(who));
    suite
        .chain
        .send(&ana, &thief, &tok(600_000 * WEIGHT))
        .unwrap();
    bonds(&mut suite, "stranger", 1_600).unwrap();
    for _ in 0..3 {
        suite.chain.advance_blocks(1);
        suite.refuses(&no_power(), |suite| suite.vote("stranger", id, Vote::No));
    }
    ripens(&mut suite, id);
    suite.carry("anyone", id).unwrap();
}

/// A thief has more stake than everybody else.
fn robbed() -> Suite {
    let staked: Builder = Suite::builder().staked(&[("vera", 400), ("stranger", 600)]);
    let mut suite = rich(staked);
    suite.accepts_payments("stranger").unwrap();
    suite
}

#[test]
fn d18_stolen_stake_that_passes_its_own_payment_is_cancelled_in_the_delay() {
    let mut suite = robbed();
    let msgs = vec![pay(&suite, "stranger", 1_000)];
    let id = backed(&mut suite, "stranger", msgs, &["stranger"]);
    suite.voting_passes();
    suite.tail_passes();
    assert!(matches!(suite.status(id), Status::Passed { .. }));
    suite.stop("guardian", id).unwrap();
    let cancelled = suite.point();
    suite.a_day_passes();
    let text = format!("the proposal was cancelled at {cancelled}");
    suite.refuses(&text, |suite| suite.carry("stranger", id));
    let returned = suite.bond_gain("stranger", |suite| suite.close("vera", id));
    assert_eq!(returned, DEPOSIT as i128);
}

#[test]
fn d18_the_guardian_can_cancel_and_nothing_else() {
    let mut suite = robbed();
    let expires = GUARD_EXPIRES;
    let own = ExecuteMsg::SetGuardian {
        guardian: Some(Guardian {
            address: address("guardian"),
            expires,
        }),
    };
    let text = format!(
        "only the governance itself may send this, by a proposal; the sender is {}",
        address("guardian")
    );
    suite.refuses(&text, |suite| suite.tell_governance("guardian", &own));
    let remove = to_itself(&suite, &ExecuteMsg::SetGuardian { guardian: None });
    let id = opened(&suite.propose("vera", vec![remove]).unwrap());
    let text = Refusal::CancelsGuardian {}.to_string();
    suite.refuses(&text, |suite| suite.stop("guardian", id));
    let msgs = vec![pay(&suite, "buyer", 1)];
    let id = opened(&suite.propose("vera", msgs).unwrap());
    let text = format!("{} is not the guardian", address("stranger"));
    suite.refuses(&text, |suite| suite.stop("stranger", id));
    assert!(suite.now() > START);
    suite.until(expires);
    let now = suite.now();
    let msgs = vec![pay(&suite, "buyer", 2)];
    let late = opened(&suite.propose("vera", msgs).unwrap());
    let text = Refusal::GuardianExpired { expires, now }.to_string();
    suite.refuses(&text, |suite| suite.stop("guardian", late));
}
