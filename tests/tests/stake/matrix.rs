//! Role x message x state, every cell with its exact result, for both kinds of asset.

use cosmwasm_std::{Binary, Uint128};
use cw20::Cw20ReceiveMsg;
use milegate_api::stake::{ACCESS, ExecuteMsg};
use milegate_tests::cells;
use milegate_tests::stake::{Asset, Stakes, UNBONDING, WEIGHT};
use milegate_tests::suite::address;

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Empty,
    Staked,
    Waiting,
    Due,
}

use State::*;

const ROLES: [&str; 4] = ["ana", "ben", "deployer", "stake"];

type Send = cells::Send<Stakes>;

const MESSAGES: [(&str, Send); 7] = [
    ("bond", |stakes, who| stakes.bond(who, 5 * WEIGHT)),
    ("bond too little", |stakes, who| stakes.bond(who, WEIGHT)),
    ("bond nothing", |stakes, who| {
        stakes.tell(who, &ExecuteMsg::Bond {}, &[])
    }),
    ("unbond", |stakes, who| stakes.unbond(who, WEIGHT)),
    ("unbond all", |stakes, who| stakes.unbond(who, 10 * WEIGHT)),
    ("claim", |stakes, who| stakes.claim(who)),
    ("receive", |stakes, who| {
        let report = Cw20ReceiveMsg {
            sender: address("ana"),
            amount: Uint128::new(5 * WEIGHT),
            msg: Binary::from(br#"{"bond":{}}"#),
        };
        stakes.tell(who, &ExecuteMsg::Receive(report), &[])
    }),
];

/// `ana` stakes ten tokens, then takes four out.
fn reach(asset: Asset, state: State) -> Stakes {
    let mut stakes = Stakes::of(asset);
    stakes.gift("cid", 50 * WEIGHT);
    if state != Empty {
        stakes.bond("ana", 10 * WEIGHT).unwrap();
        stakes.a_block_passes();
    }
    if state == Waiting || state == Due {
        stakes.unbond("ana", 4 * WEIGHT).unwrap();
        stakes.a_block_passes();
    }
    if state == Due {
        stakes.the_period_passes();
    }
    stakes
}

fn expected(stakes: &Stakes, state: State, message: &str, role: &str) -> Result<(), String> {
    let no = |text: String| Err(text);
    let staked = match (role, state) {
        ("ana", Staked) => 10 * WEIGHT,
        ("ana", Waiting | Due) => 6 * WEIGHT,
        _ => 0,
    };
    let short = |tokens: u128| {
        if tokens <= staked {
            return Ok(());
        }
        no(format!(
            "{tokens} tokens are more than the stake of {staked}"
        ))
    };
    match message {
        "bond" => Ok(()),
        "bond too little" if staked > 0 => Ok(()),
        "bond too little" => no("a stake of 1000000 is below the least, 5000000".into()),
        "bond nothing" => match &stakes.token {
            None => no("an amount of 0 tokens changes nothing".into()),
            Some(token) => no(format!(
                "the token {token} is staked, which is bonded by its `send`"
            )),
        },
        "unbond" => short(WEIGHT),
        "unbond all" => short(10 * WEIGHT),
        "claim" if role != "ana" || state == Empty || state == Staked => {
            no("there is nothing to claim".into())
        }
        "claim" if state == Due => Ok(()),
        "claim" => no(format!(
            "nothing is due before {}; it is {}",
            stakes.now() - 6 + UNBONDING,
            stakes.now()
        )),
        "receive" => {
            let denom = match &stakes.token {
                None => "utok".to_string(),
                Some(token) => format!("cw20:{token}"),
            };
            let sender = stakes.at(role);
            no(format!("{denom} is staked, {sender} reports another token"))
        }
        _ => panic!("no row for {message}"),
    }
}

fn every_cell(asset: Asset) -> usize {
    let states = [Empty, Staked, Waiting, Due];
    cells::every_cell(
        &states,
        &ROLES,
        &MESSAGES,
        |state| reach(asset, state),
        expected,
    )
}

#[test]
fn every_role_sends_every_message_in_every_state() {
    for (message, _) in ACCESS {
        let sent = MESSAGES
            .iter()
            .any(|(name, _)| name.split(' ').next() == Some(message));
        assert!(sent, "the matrix does not send {message}");
    }
    assert_eq!(every_cell(Asset::Native), 4 * 4 * 7);
    assert_eq!(every_cell(Asset::Token), 4 * 4 * 7);
}
