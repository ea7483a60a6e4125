use cosmwasm_std::BankMsg;
use cw3::{ProposalResponse, Status, Vote};
use cw3_flex_multisig::msg::{ExecuteMsg, QueryMsg};
use embedded_chain::Chain;

use crate::setup::{Multisig, stake};

#[test]
fn a_proposal_passes_and_pays() {
    let mut t = Multisig::on(Chain::default());
    let payee = t.chain.address("payee");
    let pay = BankMsg::Send {
        to_address: payee.to_string(),
        amount: vec![stake(1_000)],
    };
    let propose = ExecuteMsg::Propose {
        title: "Pay".into(),
        description: "One send".into(),
        msgs: vec![pay.into()],
        latest: None,
    };
    let execute = ExecuteMsg::Execute { proposal_id: 1 };

    t.chain
        .execute(&t.voters[0], &t.flex, &propose, &[])
        .unwrap();
    let early = t
        .chain
        .execute(&t.voters[0], &t.flex, &execute, &[])
        .unwrap_err();
    let vote = ExecuteMsg::Vote {
        proposal_id: 1,
        vote: Vote::Yes,
    };
    t.chain.execute(&t.voters[1], &t.flex, &vote, &[]).unwrap();
    let passed: ProposalResponse = t
        .chain
        .query(&t.flex, &QueryMsg::Proposal { proposal_id: 1 })
        .unwrap();
    t.chain
        .execute(&t.voters[2], &t.flex, &execute, &[])
        .unwrap();

    assert!(early.by_contract());
    assert_eq!(passed.status, Status::Passed);
    assert_eq!(t.chain.balance(&payee, "ustake"), 1_000);
    let stranger = t.chain.address("stranger");
    t.chain
        .execute(&stranger, &t.flex, &propose, &[])
        .unwrap_err();
}
