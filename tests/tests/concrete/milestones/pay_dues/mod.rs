use milegate_api::common::Sink;
use milegate_api::milestones::ExecuteMsg;
use milegate_core::milestone::Verdict;
use milegate_tests::suite::{BOND, Suite, address, bond, says};

const PAY: ExecuteMsg = ExecuteMsg::PayDues {};

/// A challenger of `listing` lost his bond to the treasury.
fn lost() -> Suite {
    let treasury = || Sink::Account {
        address: address("treasury"),
    };
    let mut suite = Suite::builder()
        .milestones(move |msg| msg.bond_sink = treasury())
        .build();
    suite.satisfy("listing");
    suite.challenge("listing").unwrap();
    suite.window_passes();
    suite.settle("court", "listing", Verdict::Stands).unwrap();
    suite
}

#[test]
fn given_no_dues_it_refuses() {
    Suite::sealed().refuses("there are no dues", |suite| {
        suite.tell_milestones("stranger", &PAY)
    });
}

#[test]
fn given_dues_when_anyone_sends_it_pays_the_bond_sink_once() {
    let mut suite = lost();
    let receipt = suite.tell_milestones("stranger", &PAY).unwrap();
    let sink = address("treasury");
    says(
        &receipt,
        "milestones_dues_paid",
        &[("sink", &sink), ("amount", "1000")],
    );
    assert_eq!(suite.bonds("treasury"), BOND);
    suite.refuses("there are no dues", |suite| {
        suite.tell_milestones("stranger", &PAY)
    });
}

#[test]
fn given_dues_when_funds_are_attached_it_refuses() {
    let text = "the message takes no funds, sent 1ubond";
    lost().refuses(text, |suite| {
        suite.send("stranger", "milestones", &PAY, &bond(1))
    });
}
