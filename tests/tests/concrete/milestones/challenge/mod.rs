use cosmwasm_std::coin;
use milegate_api::milestones::{ExecuteMsg, Stage};
use milegate_tests::suite::{BOND, DAY, Suite, address, bond, says, tok};

fn pending() -> Suite {
    let mut suite = Suite::sealed();
    suite.satisfy("listing");
    suite
}

#[test]
fn given_a_pending_milestone_when_the_exact_bond_is_sent_it_is_disputed() {
    let mut suite = pending();
    let since = suite.point();
    suite.a_day_passes();
    let receipt = suite.challenge("listing").unwrap();
    says(
        &receipt,
        "milestones_challenged",
        &[
            ("milestone", "listing"),
            ("round", "1"),
            ("challenger", &address("challenger")),
            ("bond", "1000"),
        ],
    );
    let Stage::Disputed {
        since: kept,
        challenge,
    } = suite.milestone("listing").stage
    else {
        panic!("not disputed")
    };
    assert_eq!(
        (kept, challenge.at, challenge.bond.u128()),
        (since, suite.point(), BOND)
    );
    assert_eq!(suite.bonds("milestones"), BOND);
}

#[track_caller]
fn refuses_funds(text: &str, funds: &[cosmwasm_std::Coin]) {
    pending().refuses(text, |suite| {
        suite.challenge_with("challenger", "listing", funds)
    });
}

#[test]
fn given_a_pending_milestone_when_no_bond_is_sent_it_refuses() {
    refuses_funds("a challenge costs 1000, sent 0", &[]);
}

#[test]
fn given_a_pending_milestone_when_one_unit_is_missing_it_refuses() {
    refuses_funds("a challenge costs 1000, sent 999", &bond(BOND - 1));
}

#[test]
fn given_a_pending_milestone_when_one_unit_is_too_many_it_refuses() {
    refuses_funds("a challenge costs 1000, sent 1001", &bond(BOND + 1));
}

#[test]
fn given_a_pending_milestone_when_another_denom_is_sent_it_refuses() {
    refuses_funds("only ubond is taken, sent 1000utok", &tok(BOND));
    let both = [coin(5, "uatom"), coin(BOND, "ubond")];
    refuses_funds("only ubond is taken, sent 5uatom,1000ubond", &both);
}

#[test]
fn given_a_pending_milestone_when_another_round_is_meant_it_refuses() {
    let msg = ExecuteMsg::Challenge {
        milestone: "listing".into(),
        round: 2,
    };
    let text = "the message is for round 2, the running round is 1";
    pending().refuses(text, |suite| {
        suite.send("challenger", "milestones", &msg, &bond(BOND))
    });
}

#[test]
fn given_a_pending_milestone_when_the_window_is_over_in_seconds_but_not_in_blocks_it_is_disputed() {
    let mut suite = pending();
    suite.the_chain_halts_for(30 * DAY);
    let receipt = suite.challenge("listing").unwrap();
    says(&receipt, "milestones_challenged", &[("bond", "1000")]);
    assert_eq!(suite.bonds("milestones"), BOND);
}

#[test]
fn given_a_pending_milestone_when_the_window_is_over_it_refuses() {
    let mut suite = pending();
    let since = suite.point();
    suite.window_passes();
    let (end, block, now) = (since.time + 3 * DAY, since.height + 1_000, suite.point());
    let text = format!("the window was over at time {end}, block {block}; it is {now}");
    suite.refuses(&text, |suite| suite.challenge("listing"));
}

#[test]
fn given_an_open_milestone_it_refuses() {
    let mut suite = Suite::sealed();
    suite.start();
    let text = "there is nothing to challenge: the milestone is not pending";
    suite.refuses(text, |suite| suite.challenge("listing"));
}

#[test]
fn given_a_disputed_milestone_it_refuses() {
    let mut suite = pending();
    suite.challenge("listing").unwrap();
    let text = "there is nothing to challenge: the milestone is not pending";
    suite.refuses(text, |suite| suite.challenge("listing"));
}

#[test]
fn given_an_ended_milestone_it_refuses() {
    let mut suite = Suite::sealed();
    let at = suite.reach("listing");
    let text = format!("the milestone has ended: reached at {at}");
    suite.refuses(&text, |suite| suite.challenge("listing"));
}
