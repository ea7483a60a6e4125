use milegate_api::milestones::ExecuteMsg;
use milegate_core::milestone::Verdict;
use milegate_tests::suite::{BOND, Suite, address, bond, says};

/// The challenger of `listing` was right.
fn credited() -> Suite {
    let mut suite = Suite::sealed();
    suite.satisfy("listing");
    suite.challenge("listing").unwrap();
    suite.settle("court", "listing", Verdict::False).unwrap();
    suite
}

#[test]
fn given_credit_when_its_owner_withdraws_it_pays_him_once() {
    let mut suite = credited();
    let before = suite.bonds("challenger");
    let receipt = suite.withdraw("challenger").unwrap();
    let who = address("challenger");
    says(
        &receipt,
        "milestones_withdrawn",
        &[("recipient", &who), ("amount", "1000")],
    );
    assert_eq!(suite.bonds("challenger") - before, BOND);
    suite.refuses(&format!("{who} has no credit"), |suite| {
        suite.withdraw("challenger")
    });
}

#[test]
fn given_credit_when_funds_are_attached_it_refuses() {
    let text = "the message takes no funds, sent 1ubond";
    let msg = ExecuteMsg::Withdraw {};
    credited().refuses(text, |suite| {
        suite.send("challenger", "milestones", &msg, &bond(1))
    });
}

#[test]
fn given_no_credit_it_refuses() {
    let text = format!("{} has no credit", address("stranger"));
    credited().refuses(&text, |suite| suite.withdraw("stranger"));
}
