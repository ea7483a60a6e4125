//! Where proposals stand when a test begins.

use cosmwasm_std::CosmosMsg;
use cw3::Vote;
use milegate_api::governance::{BallotResponse, BallotsResponse, DepositsResponse, QueryMsg};
use milegate_core::Span;
use milegate_core::governance::Tally;
use milegate_tests::governance::{attest, attest_listing, opened, pay};
use milegate_tests::suite::{DAY, START, Suite, tok};

/// What the governance has to spend of the vault's asset: too little to weigh.
pub const TREASURY: u128 = 900_000;
/// Any period of the canonical rules: a day, a thousand blocks.
pub const A_DAY: Span = Span {
    seconds: DAY,
    blocks: 1_000,
};

/// The canonical plan by vote, whose milestones have started.
pub fn started() -> Suite {
    thread_local! {
        static FRESH: Suite = begin(Suite::builder().by_vote().build());
    }
    FRESH.with(Suite::clone)
}

/// The milestones have started, the governance has a treasury, `buyer` takes payments.
pub fn begin(mut suite: Suite) -> Suite {
    suite.until(START + 1);
    let governance = suite.at("governance");
    suite.chain.mint(&governance, &tok(TREASURY));
    suite.accepts_payments("buyer").unwrap();
    suite
}

/// Somebody proposes; the number.
pub fn with(mut suite: Suite, msgs: Vec<CosmosMsg>) -> (Suite, u64) {
    let id = opened(&suite.propose("vera", msgs).unwrap());
    (suite, id)
}

/// `vera` proposes to attest `listing`.
pub fn attesting() -> (Suite, u64) {
    let suite = started();
    let msgs = vec![attest_listing(&suite)];
    with(suite, msgs)
}

/// `vera` proposes to attest `volume`, to whose holders `ben` belongs.
pub fn attesting_volume(suite: Suite) -> (Suite, u64) {
    let msgs = vec![attest(&suite, "volume")];
    with(suite, msgs)
}

/// `vera` proposes to pay `buyer` ten.
pub fn paying() -> (Suite, u64) {
    let suite = started();
    let msgs = vec![pay(&suite, "buyer", 10)];
    with(suite, msgs)
}

/// `vera` asks a question with two answers.
pub fn asking() -> (Suite, u64) {
    let mut suite = started();
    let asked = suite.ask_community("vera", "whither?", &["left", "right"]);
    (suite, opened(&asked.unwrap()))
}

/// `volume` is disputed, and `stranger` opens its proposal.
pub fn disputing() -> (Suite, u64) {
    let mut suite = disputed();
    let id = opened(&suite.dispute("stranger", "volume").unwrap());
    (suite, id)
}

/// `volume` is disputed.
pub fn disputed() -> Suite {
    let mut suite = started();
    suite.satisfy("volume");
    suite.challenge("volume").unwrap();
    suite
}

/// These say yes.
pub fn yes(suite: &mut Suite, id: u64, who: &[&str]) {
    for who in who {
        suite.vote(who, id, Vote::Yes).unwrap();
    }
}

/// `vera` and `vito` say yes: half of all power.
pub fn carried((mut suite, id): (Suite, u64)) -> (Suite, u64) {
    yes(&mut suite, id, &["vera", "vito"]);
    (suite, id)
}

/// From the opening on, voting and tail go by.
pub fn decided((mut suite, id): (Suite, u64)) -> (Suite, u64) {
    suite.voting_passes();
    suite.tail_passes();
    (suite, id)
}

/// The voting goes by.
pub fn in_tail((mut suite, id): (Suite, u64)) -> (Suite, u64) {
    suite.voting_passes();
    (suite, id)
}

/// From the opening on, voting and delay go by.
pub fn executable((mut suite, id): (Suite, u64)) -> (Suite, u64) {
    suite.voting_passes();
    suite.delay_passes(id);
    (suite, id)
}

/// After a span: a second short, a block short, both there.
pub fn edges(suite: &Suite, span: Span) -> [Suite; 3] {
    let after = |seconds: u64, blocks: u64| {
        let mut suite = suite.clone();
        suite.clocks_run(seconds, blocks);
        suite
    };
    let Span { seconds, blocks } = span;
    [
        after(seconds - 1, blocks + 9),
        after(seconds + 9, blocks - 1),
        after(seconds, blocks),
    ]
}

/// The voting of the canonical rules: two days, a thousand blocks.
pub const VOTES: Span = Span {
    seconds: 2 * DAY,
    blocks: 1_000,
};

/// Voting and tail.
pub const FIXED: Span = Span {
    seconds: 3 * DAY,
    blocks: 2_000,
};

/// A span that is so many days longer, and a thousand blocks.
pub const fn and_days(span: Span, days: u64) -> Span {
    Span {
        seconds: span.seconds + days * DAY,
        blocks: span.blocks + 1_000,
    }
}

/// Yes, no, abstained, vetoed, recused.
pub fn sums(suite: &Suite, id: u64) -> [u64; 5] {
    let Tally {
        yes,
        no,
        abstain,
        veto,
        recused,
    } = suite.tally(id).tally;
    [yes, no, abstain, veto, recused].map(|sum| sum.u64())
}

/// The voting of a proposal is over.
pub fn voting_over(suite: &Suite, id: u64) -> String {
    let end = suite.tally(id).voting_ends;
    format!("the voting was over at {end}; it is {}", suite.point())
}

/// The tail of a proposal is over.
pub fn result_fixed(suite: &Suite, id: u64) -> String {
    let end = suite.tally(id).tail_ends;
    let now = suite.point();
    format!("the result has been fixed since {end}; it is {now}")
}

/// A refusal that names something only in part; nothing is left behind.
#[track_caller]
pub fn refused(
    suite: &mut Suite,
    part: &str,
    action: impl FnOnce(&mut Suite) -> milegate_tests::suite::Answer,
) {
    let before = suite.chain.state_hash();
    let reason = action(suite).expect_err("a refusal").reason;
    assert!(reason.contains(part), "{reason}");
    assert_eq!(suite.chain.state_hash(), before);
}

/// Governed by the members of a group, who weigh so much.
pub fn council(members: &[(&str, u64)]) -> Suite {
    let mut suite = started();
    let group = suite.another_group(members, None, None);
    suite.a_second_passes();
    let born = suite.found(|msg, _| (msg.source, msg.token) = (group.into(), None));
    born.unwrap();
    begin_again(suite)
}

/// The new governance has a treasury as well.
pub fn begin_again(mut suite: Suite) -> Suite {
    suite.a_second_passes();
    let governance = suite.at("governance");
    suite.chain.mint(&governance, &tok(TREASURY));
    suite.accepts_payments("buyer").unwrap();
    suite
}

/// A payment of ten to `buyer`, voted on so.
pub fn voted(mut suite: Suite, ballots: &[(&str, Vote)]) -> (Suite, u64) {
    let msgs = vec![pay(&suite, "buyer", 10)];
    let id = opened(&suite.propose("vera", msgs).unwrap());
    for (who, vote) in ballots {
        suite.vote(who, id, *vote).unwrap();
    }
    (suite, id)
}

/// Somebody who is recused although he has voted: in one block `vlad` votes yes and buys the grant
/// of `ana`.
pub fn bought((mut suite, id): (Suite, u64)) -> (Suite, u64) {
    suite.vote("vlad", id, Vote::Yes).unwrap();
    suite.sells("ana", "ana", "vlad").unwrap();
    (suite, id)
}

/// Everybody who voted or was proven.
pub fn ballots(suite: &Suite, proposal_id: u64) -> Vec<BallotResponse> {
    let answer: BallotsResponse = suite.ask_governance(&QueryMsg::Ballots {
        proposal_id,
        start_after: None,
        limit: None,
    });
    answer.ballots
}

/// Balance, deposits and what is free of it.
pub fn held(suite: &Suite) -> [u128; 3] {
    let answer: DepositsResponse = suite.ask_governance(&QueryMsg::Deposits {});
    [answer.balance, answer.held, answer.free].map(|sum| sum.u128())
}
