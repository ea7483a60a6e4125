mod classes;
mod codes;
mod payments;
mod testimony;

use cosmwasm_std::{BankMsg, CosmosMsg, coins};
use cw_utils::Expiration;
use milegate_api::governance::{Asked, ExecuteMsg};
use milegate_tests::governance::{DEPOSIT, attest_listing, burn, opened, pay};
use milegate_tests::suite::{Answer, DAY, Suite, address, bond, says, tok};

use super::kit::*;

/// A proposal to pay, with what a test changes.
fn form(suite: &Suite) -> ExecuteMsg {
    ExecuteMsg::Propose {
        title: "a proposal".into(),
        description: "why".into(),
        msgs: vec![pay(suite, "buyer", 10)],
        earliest: None,
        latest: None,
        cites: None,
        pins: vec![],
    }
}

fn told(suite: &mut Suite, change: impl FnOnce(&mut String, &mut String)) -> Answer {
    let mut msg = form(suite);
    if let ExecuteMsg::Propose {
        title, description, ..
    } = &mut msg
    {
        change(title, description);
    }
    suite.send("vera", "governance", &msg, &bond(DEPOSIT))
}

#[test]
fn given_the_deposit_it_opens() {
    let mut suite = started();
    let before = suite.bonds("vera");
    let msgs = vec![attest_listing(&suite)];
    let receipt = suite.propose("vera", msgs).unwrap();
    let tally = suite.tally(1);
    let Asked::Messages { hash, .. } = &tally.asked else {
        panic!("{tally:?}")
    };
    let named = format!("{}/listing", suite.milestones);
    let ends = [tally.voting_ends, tally.executable, tally.expires];
    let ends = ends.map(|end| end.time.to_string());
    let wanted = [
        ("proposal", "1"),
        ("class", "attest"),
        ("proposer", &address("vera")),
        ("title", "a proposal"),
        ("hash", &hash.to_hex()),
        ("milestones", &named),
        ("round", "0"),
        ("recusal", "milestones"),
        ("total", "1000000"),
        ("least_total", "560000"),
        ("voting_ends", &ends[0]),
        ("executable", &ends[1]),
        ("expires", &ends[2]),
        ("deposit", "500"),
    ];
    says(&receipt, "governance_opened", &wanted);
    assert_eq!(before - suite.bonds("vera"), DEPOSIT);
    assert_eq!(held(&suite), [DEPOSIT, DEPOSIT, 0]);
}

#[test]
fn given_the_deposit_when_there_are_no_messages_it_refuses() {
    let text = "the messages do 0 things, not 1 to 32";
    started().refuses(text, |suite| suite.propose("vera", vec![]));
}

#[test]
fn given_the_deposit_when_there_are_33_messages_it_refuses() {
    let mut suite = started();
    let text = "the messages do 33 things, not 1 to 32";
    suite.refuses(text, |suite| suite.propose("vera", vec![burn(1); 33]));
    suite.propose("vera", vec![burn(1); 32]).unwrap();
}

#[test]
fn given_the_deposit_when_funds_make_it_33_things_it_refuses() {
    let mut suite = started();
    let call = || attest_with_funds(&suite, 1);
    let mut msgs = vec![call(); 16];
    msgs.push(burn(1));
    let text = "the messages do 33 things, not 1 to 32";
    suite.clone().propose("vera", vec![call(); 16]).unwrap();
    suite.refuses(text, |suite| suite.propose("vera", msgs));
}

/// A testimony that sends the milestones money along.
fn attest_with_funds(suite: &Suite, amount: u128) -> CosmosMsg {
    match attest_listing(suite) {
        CosmosMsg::Wasm(cosmwasm_std::WasmMsg::Execute {
            contract_addr, msg, ..
        }) => cosmwasm_std::WasmMsg::Execute {
            contract_addr,
            msg,
            funds: tok(amount),
        }
        .into(),
        other => other,
    }
}

/// Burns nothing of a denom whose name makes the messages so long.
fn long(bytes: usize) -> Vec<CosmosMsg> {
    let msgs = |denom: usize| -> Vec<CosmosMsg> {
        let amount = coins(0, "a".repeat(denom));
        vec![BankMsg::Burn { amount }.into()]
    };
    let empty = cosmwasm_std::to_json_vec(&msgs(0)).unwrap().len();
    msgs(bytes - empty)
}

#[test]
fn given_the_deposit_when_the_messages_are_too_long_it_refuses() {
    let mut suite = started();
    let text = "the messages of 32769 bytes is longer than 32768";
    suite.refuses(text, |suite| suite.propose("vera", long(32_769)));
    suite.propose("vera", long(32_768)).unwrap();
}

#[test]
fn given_the_deposit_when_the_title_is_empty_or_too_long_it_refuses() {
    let mut suite = started();
    for bytes in [0, 129] {
        let text = format!("the title has {bytes} bytes, not 1 to 128");
        suite.refuses(&text, |suite| {
            told(suite, |title, _| *title = "a".repeat(bytes))
        });
    }
    told(&mut suite, |title, _| *title = "a".repeat(128)).unwrap();
}

#[test]
fn given_the_deposit_when_the_description_is_too_long_it_refuses() {
    let mut suite = started();
    let text = "the description of 4097 bytes is longer than 4096";
    suite.refuses(text, |suite| told(suite, |_, why| *why = "a".repeat(4_097)));
    told(&mut suite, |_, why| *why = "a".repeat(4_096)).unwrap();
}

#[test]
fn given_the_deposit_when_periods_are_chosen_it_refuses() {
    let mut suite = started();
    let some = Some(Expiration::AtHeight(9));
    for (from, until) in [(some, None), (None, some), (some, some)] {
        let mut msg = form(&suite);
        if let ExecuteMsg::Propose {
            earliest, latest, ..
        } = &mut msg
        {
            (*earliest, *latest) = (from, until);
        }
        let text = "`earliest` and `latest` are decided by the class of the proposal: leave them \
                    out";
        suite.refuses(text, |suite| {
            suite.send("vera", "governance", &msg, &bond(DEPOSIT))
        });
    }
}

#[test]
fn given_the_deposit_when_a_client_of_cw3_proposes_it_opens() {
    let mut suite = started();
    let msgs = [pay(&suite, "buyer", 10)];
    let msg = serde_json::json!({ "propose": {
        "title": "a proposal", "description": "", "msgs": msgs, "latest": null } });
    let receipt = suite.send("vera", "governance", &msg, &bond(DEPOSIT));
    assert_eq!(opened(&receipt.unwrap()), 1);
}

#[test]
fn when_the_deposit_is_not_exact_it_refuses() {
    let mut suite = started();
    for (funds, sent) in [(vec![], 0), (bond(499), 499), (bond(501), 501)] {
        let text = format!("the deposit is 500, sent {sent}");
        let msg = form(&suite);
        suite.refuses(&text, |suite| {
            suite.send("vera", "governance", &msg, &funds)
        });
    }
}

#[test]
fn when_another_denom_is_attached_it_refuses() {
    let mut suite = started();
    let both = [bond(500), tok(1)].concat();
    for (funds, sent) in [(tok(500), "500utok"), (both, "500ubond,1utok")] {
        let text = format!("only ubond is taken, sent {sent}");
        let msg = form(&suite);
        suite.refuses(&text, |suite| {
            suite.send("vera", "governance", &msg, &funds)
        });
    }
}

#[test]
fn when_no_deposit_is_due_it_takes_none() {
    let free = Suite::builder().rules(|msg| msg.rules.deposit = 0u128.into());
    let mut suite = begin(free.build());
    let msg = form(&suite);
    suite.refuses("the deposit is 0, sent 1", |suite| {
        suite.send("vera", "governance", &msg, &bond(1))
    });
    suite.send("vera", "governance", &msg, &[]).unwrap();
    assert_eq!(held(&suite), [0, 0, 0]);
}

#[test]
fn given_three_in_suspense_it_refuses() {
    let mut suite = started();
    for amount in [1, 2, 3] {
        suite.propose("vera", vec![burn(amount)]).unwrap();
    }
    let text = "the proposer has 3 proposals in suspense, the most are 3";
    suite.refuses(text, |suite| suite.propose("vera", vec![burn(4)]));
    suite.propose("ana", vec![burn(4)]).unwrap();
    suite.days_pass(3);
    suite.refuses(text, |suite| suite.propose("vera", vec![burn(5)]));
    suite.close("stranger", 1).unwrap();
    suite.propose("vera", vec![burn(5)]).unwrap();
}

const RUNNING: &str = "a proposal of the same content is running";

fn again(suite: &mut Suite) -> Answer {
    let msgs = vec![pay(suite, "buyer", 10)];
    suite.propose("ana", msgs)
}

#[test]
fn given_the_same_messages_when_they_are_running_it_refuses() {
    for (mut suite, _) in [
        paying(),
        in_tail(paying()),
        decided(carried(paying())),
        executable(carried(paying())),
    ] {
        suite.refuses(RUNNING, again);
    }
}

/// They are refused until so long after this instant.
#[track_caller]
fn cools_down(mut suite: Suite, ended: u64) {
    let until = ended + 30 * DAY;
    let text = |now: u64| format!("the same content is refused until {until}; it is {now}");
    let now = suite.now();
    suite.refuses(&text(now), again);
    suite.until(until - 1);
    suite.refuses(&text(until - 1), again);
    suite.a_second_passes();
    again(&mut suite).unwrap();
}

#[test]
fn given_the_same_messages_when_they_were_rejected_it_refuses_until_they_have_cooled_down() {
    let (suite, id) = decided(paying());
    let ended = suite.tally(id).tail_ends.time;
    cools_down(suite, ended);
}

#[test]
fn given_the_same_messages_when_they_were_executed_it_refuses_until_they_have_cooled_down() {
    let (mut suite, id) = executable(carried(paying()));
    suite.carry("stranger", id).unwrap();
    let now = suite.now();
    cools_down(suite, now);
}

#[test]
fn given_the_same_messages_when_they_were_cancelled_it_refuses_until_they_have_cooled_down() {
    let (mut suite, id) = paying();
    suite.stop("guardian", id).unwrap();
    let now = suite.now();
    cools_down(suite, now);
}

#[test]
fn given_the_same_messages_when_their_window_went_by_it_refuses_until_they_have_cooled_down() {
    let (mut suite, id) = executable(carried(paying()));
    suite.days_pass(8);
    let ended = suite.tally(id).expires.time;
    cools_down(suite, ended);
}
