use cosmwasm_std::{Binary, Uint128, coin, to_json_binary};
use cw20::Cw20ReceiveMsg;
use milegate_api::stake::{ExecuteMsg, ReceiveMsg};
use milegate_tests::stake::{Asset, MIN_BOND, Stakes, WEIGHT};
use milegate_tests::suite::{Answer, DENOM, Mood, PURSE, address, says};
use serde_json::json;

fn report(sender: &str, tokens: u128) -> Cw20ReceiveMsg {
    Cw20ReceiveMsg {
        sender: sender.into(),
        amount: tokens.into(),
        msg: to_json_binary(&ReceiveMsg::Bond {}).unwrap(),
    }
}

/// The rogue sends a report with nothing behind it.
fn pretend(stakes: &mut Stakes, hook: &Cw20ReceiveMsg) -> Answer {
    let msg = json!({ "pretend": { "contract": stakes.stake, "hook": hook } });
    stakes.send("ana", &stakes.at("token"), &msg, &[])
}

#[test]
fn given_a_token_when_somebody_sends_tokens_it_bonds_them_for_the_sender() {
    let mut stakes = Stakes::of(Asset::Token);
    let receipt = stakes.bond("ana", 7 * WEIGHT).unwrap();
    let who = address("ana");
    let wanted = [
        ("staker", who.as_str()),
        ("stake", "7000000"),
        ("weight", "7"),
    ];
    says(&receipt, "stake_bonded", &wanted);
    let height = stakes.height();
    assert_eq!(stakes.staked("ana"), 7 * WEIGHT);
    assert_eq!(stakes.balance("ana"), PURSE - 7 * WEIGHT);
    assert_eq!(stakes.balance("stake"), 7 * WEIGHT);
    assert_eq!(stakes.solvency().balance.u128(), 7 * WEIGHT);
    assert_eq!(stakes.total(Some(height)), 0);
    assert_eq!(stakes.total(Some(height + 1)), 7);
}

#[test]
fn given_a_token_when_the_tokens_carry_another_message_it_refuses() {
    let mut stakes = Stakes::of(Asset::Token);
    let msg = Binary::from(br#"{"unbond":{}}"#);
    let send = json!({ "send": { "contract": stakes.stake, "amount": "5000000", "msg": msg } });
    let before = stakes.chain.state_hash();
    let refused = stakes.send("ana", &stakes.at("token"), &send, &[]);
    let text = refused.unwrap_err().reason;
    assert!(
        text.contains("unknown variant `unbond`, expected `bond`"),
        "{text}"
    );
    assert_eq!(stakes.chain.state_hash(), before);
}

#[test]
fn given_a_token_when_no_tokens_are_sent_it_refuses() {
    let mut stakes = Stakes::of(Asset::Rogue);
    let text = "an amount of 0 tokens changes nothing";
    stakes.refuses(text, |stakes| stakes.bond("ana", 0));
}

#[test]
fn given_a_token_when_the_stake_would_be_below_the_least_it_refuses() {
    let mut stakes = Stakes::of(Asset::Token);
    let text = "a stake of 4999999 is below the least, 5000000";
    stakes.refuses(text, |stakes| stakes.bond("ana", MIN_BOND - 1));
}

#[test]
fn given_a_token_when_another_token_reports_it_refuses() {
    let mut stakes = Stakes::of(Asset::Token);
    let other = stakes.another_token();
    let text = format!(
        "cw20:{} is staked, {other} reports another token",
        stakes.at("token")
    );
    stakes.refuses(&text, |stakes| stakes.bond_token("ana", &other, MIN_BOND));
}

#[test]
fn given_a_token_when_a_person_reports_it_refuses() {
    let mut stakes = Stakes::of(Asset::Token);
    let text = format!(
        "cw20:{} is staked, {} reports another token",
        stakes.at("token"),
        address("ana")
    );
    let msg = ExecuteMsg::Receive(report(&address("ana"), MIN_BOND));
    stakes.refuses(&text, |stakes| stakes.tell("ana", &msg, &[]));
}

#[test]
fn given_a_token_when_the_token_names_no_address_it_refuses() {
    let mut stakes = Stakes::of(Asset::Rogue);
    stakes.gift("ben", MIN_BOND);
    let before = stakes.chain.state_hash();
    let refused = pretend(&mut stakes, &report("ana", MIN_BOND)).unwrap_err();
    assert!(refused.reason.starts_with("Generic error: "), "{refused}");
    assert_eq!(stakes.chain.state_hash(), before);
}

#[test]
fn given_a_token_when_the_token_keeps_some_back_it_refuses() {
    let mut stakes = Stakes::of(Asset::Rogue);
    stakes.bond("ben", MIN_BOND).unwrap();
    stakes.mood(Mood {
        fee: Uint128::new(1),
        ..Mood::default()
    });
    let text = format!(
        "6000000 tokens were sent and 5000000 are owed, the stake holds 10999999: {} keeps some \
         back",
        stakes.at("token")
    );
    stakes.refuses(&text, |stakes| stakes.bond("ana", 6 * WEIGHT));
}

#[test]
fn given_a_token_when_the_token_reports_what_it_never_moved_it_refuses() {
    let mut stakes = Stakes::of(Asset::Rogue);
    stakes.bond("ben", MIN_BOND).unwrap();
    let text = format!(
        "5000000 tokens were sent and 5000000 are owed, the stake holds 5000000: {} keeps some \
         back",
        stakes.at("token")
    );
    let hook = report(&address("ana"), MIN_BOND);
    stakes.refuses(&text, |stakes| pretend(stakes, &hook));
}

#[test]
fn given_a_token_when_funds_are_attached_it_refuses() {
    let mut stakes = Stakes::of(Asset::Token);
    let msg = ExecuteMsg::Receive(report(&address("ana"), MIN_BOND));
    let funds = [coin(1, DENOM)];
    let text = "the message takes no funds, sent 1utok";
    stakes.refuses(text, |stakes| stakes.tell("ana", &msg, &funds));
}

#[test]
fn given_a_native_denom_when_a_token_reports_it_refuses() {
    let mut stakes = Stakes::native();
    let other = stakes.another_token();
    let text = format!("utok is staked, {other} reports another token");
    stakes.refuses(&text, |stakes| stakes.bond_token("ana", &other, MIN_BOND));
}
