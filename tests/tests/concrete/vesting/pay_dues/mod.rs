use milegate_api::common::Sink;
use milegate_api::vesting::{ExecuteMsg, InstantiateMsg};
use milegate_tests::suite::{Answer, PURSE, Suite, address, says, tok};

fn pay(suite: &mut Suite) -> Answer {
    suite.pay_dues("stranger")
}

/// `listing` was missed, and the schedule `serving` knows: 50,000,000 are owed to the sink.
fn owing(change: impl FnOnce(&mut InstantiateMsg) + 'static) -> Suite {
    let mut suite = Suite::builder().vault(change).build();
    suite.miss("listing");
    suite.sync("stranger", "serving").unwrap();
    suite
}

#[test]
fn given_a_draft_it_refuses() {
    Suite::draft().refuses("the vault is not sealed", pay);
}

#[test]
fn given_no_dues_it_refuses() {
    Suite::sealed().refuses("no dues", pay);
}

#[test]
fn given_dues_when_funds_are_attached_it_refuses() {
    let msg = ExecuteMsg::PayDues {};
    let text = "no funds are taken here, got 1utok";
    owing(|_| {}).refuses(text, |suite| suite.send("stranger", "vault", &msg, &tok(1)));
}

#[test]
fn given_dues_when_the_sink_burns_it_burns_them_once() {
    let mut suite = owing(|_| {});
    let before = suite.chain.supply("utok");
    let receipt = pay(&mut suite).unwrap();
    says(
        &receipt,
        "vesting_dues_paid",
        &[("sink", "burn"), ("amount", "50000000"), ("denom", "utok")],
    );
    assert_eq!(before - suite.chain.supply("utok"), 50_000_000);
    assert_eq!(suite.balance("vault"), 100_000_000);
    suite.refuses("no dues", pay);
}

#[test]
fn given_dues_when_the_sink_is_an_account_it_sends_them_to_it() {
    let sink = || Sink::Account {
        address: address("court"),
    };
    let mut suite = owing(move |msg| msg.sink = sink());
    let receipt = pay(&mut suite).unwrap();
    says(
        &receipt,
        "vesting_dues_paid",
        &[("sink", &address("court")), ("amount", "50000000")],
    );
    assert_eq!(suite.balance("court"), PURSE + 50_000_000);
    suite.refuses("no dues", pay);
}
