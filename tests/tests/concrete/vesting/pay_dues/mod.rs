use milegate_api::common::Sink;
use milegate_api::vesting::{ExecuteMsg, InstantiateMsg};
use milegate_tests::suite::{Answer, EXPIRES, PURSE, Suite, address, says, tok};

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

#[test]
fn given_dues_when_they_come_from_every_cause_it_pays_their_sum() {
    let mut suite = Suite::builder().with_reserve().build();
    suite.miss("listing");
    suite.sync("stranger", "core").unwrap();
    suite.leaves("eve").unwrap();
    suite.renounce("dan", "dan").unwrap();
    suite.until(EXPIRES);
    suite.lapse_reserve("stranger", "team").unwrap();
    let receipt = pay(&mut suite).unwrap();
    // missed 10 and 50 lots, renounced 40, never assigned 20
    let wanted = [("sink", "burn"), ("amount", "120000000")];
    says(&receipt, "vesting_dues_paid", &wanted);
    assert_eq!(suite.balance("vault"), 50_000_000);
}

/// The same with a token.
fn owing_tokens(sink: Sink<String>) -> Suite {
    let mut suite = Suite::builder()
        .cw20()
        .vault(move |msg| msg.sink = sink)
        .build();
    suite.miss("listing");
    suite.sync("stranger", "serving").unwrap();
    suite
}

#[test]
fn given_dues_when_a_token_is_burnt_it_burns_through_the_token() {
    let mut suite = owing_tokens(Sink::Burn {});
    let before = suite.supply();
    let receipt = pay(&mut suite).unwrap();
    let denom = format!("cw20:{}", suite.token());
    let wanted = [("sink", "burn"), ("amount", "50000000"), ("denom", &denom)];
    says(&receipt, "vesting_dues_paid", &wanted);
    assert_eq!(before - suite.supply(), 50_000_000);
    assert_eq!(suite.balance("vault"), 100_000_000);
    suite.refuses("no dues", pay);
}

#[test]
fn given_dues_when_a_token_goes_to_an_account_it_transfers_through_the_token() {
    let address = address("court");
    let mut suite = owing_tokens(Sink::Account { address });
    let before = suite.supply();
    let receipt = pay(&mut suite).unwrap();
    says(&receipt, "vesting_dues_paid", &[("amount", "50000000")]);
    assert_eq!(suite.balance("court"), PURSE + 50_000_000);
    assert_eq!(suite.supply(), before);
}
