//! The gas model against a run of wasmd 0.61.14.

use cosmwasm_std::{BankMsg, CosmosMsg};
use cw3::Vote;
use embedded_chain::Chain;
use milegate_floor::ExecuteMsg;

use crate::setup::{Floor, Multisig, stake};

#[track_caller]
fn near(what: &str, predicted: u64, measured: u64, percent: u64) {
    let off = (predicted as f64 / measured as f64 - 1.0) * 100.0;
    println!("{what:32} predicted {predicted:>7}  measured {measured:>7}  {off:+.1} %");
    assert!(
        off.abs() <= percent as f64,
        "{what}: {predicted} is {off:+.1} % off {measured}"
    );
}

#[test]
fn the_floor_is_predicted_within_three_percent() {
    let mut t = Floor::new();
    let payee = t.chain.address("payee");
    t.chain.mint(&payee, &[stake(1)]);
    t.touch();

    near("touch", t.touch().gas_used, 105_900, 3);
    let msg = ExecuteMsg::TouchAndSend {
        to: payee.to_string(),
        amount: stake(1_000),
    };
    let sent = t.chain.execute(&t.user, &t.floor, &msg, &[]).unwrap();
    near("touch and send", sent.gas_used, 126_300, 3);
}

#[test]
fn a_plain_send_is_what_the_ante_constant_was_fitted_to() {
    let mut t = Floor::new();
    let payee = t.chain.address("payee");
    t.chain.mint(&payee, &[stake(1)]);

    let sent = t.chain.send(&t.user, &payee, &[stake(1_000)]).unwrap();

    near("bank MsgSend", sent.gas_used, 53_200, 1);
    let fresh = t.chain.address("nobody yet");
    let msg = |to: &_| {
        BankMsg::Send {
            to_address: format!("{to}"),
            amount: vec![stake(1)],
        }
        .into()
    };
    let both: Vec<CosmosMsg> = vec![msg(&payee), msg(&fresh)];
    let sent = t.chain.transact(&t.user, both).unwrap();
    println!(
        "one more bank send: {:?} (measured 29,000)",
        sent.gas_per_message
    );
}

#[test]
fn a_smart_query_costs_another_instance() {
    let multisig = Multisig::on(Chain::default());
    let mut t = Floor::on(multisig.chain);
    let msg = ExecuteMsg::TouchAndQuery {
        group: multisig.group.to_string(),
        member: multisig.voters[0].to_string(),
    };
    t.touch();

    let asked = t.chain.execute(&t.user, &t.floor, &msg, &[]).unwrap();

    near("touch and smart query", asked.gas_used, 172_000, 3);
}

/// Every byte of a proposal is written when it is made, voted on and executed (30 gas each), so
/// its text counts: this one is of ordinary length.
const DESCRIPTION: &str = "Cleo wrote the first draft of the handbook in October, as agreed in \
    the meeting of 14 October 2026. This proposal pays her the first of three parts. The other \
    two follow with the second draft and with print.";

/// Three voters, one bank send to an account that exists.
#[test]
fn cw3_on_cw4_is_predicted_within_five_percent() {
    let mut t = Multisig::on(Chain::default());
    let pay = BankMsg::Send {
        to_address: t.voters[2].to_string(),
        amount: vec![stake(1_000)],
    };
    let propose = cw3_flex_multisig::msg::ExecuteMsg::Propose {
        title: "Pay Cleo".into(),
        description: DESCRIPTION.into(),
        msgs: vec![pay.into()],
        latest: None,
    };
    let vote = cw3_flex_multisig::msg::ExecuteMsg::Vote {
        proposal_id: 1,
        vote: Vote::Yes,
    };
    let execute = cw3_flex_multisig::msg::ExecuteMsg::Execute { proposal_id: 1 };

    let proposed = t
        .chain
        .execute(&t.voters[0], &t.flex, &propose, &[])
        .unwrap();
    t.chain.advance_blocks(1);
    let voted = t.chain.execute(&t.voters[1], &t.flex, &vote, &[]).unwrap();
    let executed = t
        .chain
        .execute(&t.voters[2], &t.flex, &execute, &[])
        .unwrap();

    near("cw3 propose", proposed.gas_used, 139_700, 5);
    near("cw3 vote (198,600 to 212,000)", voted.gas_used, 205_300, 5);
    near("cw3 execute", executed.gas_used, 146_900, 5);
}
