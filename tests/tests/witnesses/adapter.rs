//! A feed leaf proved by an adapter, which it takes for an oracle.

use cosmwasm_std::Uint128;
use milegate_api::adapter::{ConfigResponse, QueryMsg as AdapterQuery};
use milegate_api::core::milestone::WitnessKind;
use milegate_api::milestones::{QueryMsg, Stage};
use milegate_report::Figures;
use milegate_simulate::Embedded;
use milegate_tests::sampled::{store, terms};
use milegate_tests::suite::{DAY, START, Suite, says};

fn open() -> Suite {
    let mut suite = Suite::builder().sampled().build();
    suite.start();
    suite
}

#[test]
fn prices_that_are_sampled_for_three_days_prove_the_leaf() {
    let mut suite = open();
    suite.priced_at(&[500, 510, 520]);
    let receipt = suite.observe_leaf("stranger", "price").unwrap();
    let (adapter, as_of) = (suite.at("adapter"), (START + 3 * DAY).to_string());
    let attested = [
        ("witness", "price"),
        ("attestor", adapter.as_str()),
        ("as_of", as_of.as_str()),
        ("metric", "mean of `price` over 3 periods >= 500"),
        ("value", "1530 / 3"),
    ];
    says(&receipt, "milestones_attested", &attested);
    let stage = suite.milestone("listing").stage;
    assert!(matches!(stage, Stage::Pending { .. }), "{stage:?}");
}

#[test]
fn prices_a_hair_too_low_or_too_seldom_prove_nothing() {
    let observe = |suite: &mut Suite| suite.observe_leaf("stranger", "price");
    let mut suite = open();
    suite.priced_at(&[499, 500, 500]);
    suite.refuses("a mean of 1499 / 3 is below 500", observe);
    let mut suite = open();
    suite.priced_at(&[0, 900, 0]);
    let few = "1 periods of the window have a value, and 2 must";
    suite.refuses(few, observe);
    let mut suite = open();
    suite.priced_at(&[900, 900]);
    let young = "window 0 of `price` has no reading: it is younger than its length";
    suite.refuses(young, observe);
}

#[test]
fn an_adapter_says_in_which_digits_its_values_are_written() {
    let mut suite = open();
    let deployer = suite.at("deployer");
    let own: ConfigResponse = suite
        .chain
        .query(&suite.at("adapter"), &AdapterQuery::Config {})
        .unwrap();
    let (code, mut terms) = (store(&mut suite.chain), terms(&own.feed.group));
    terms.feed.calendar.start = START + 30 * DAY;
    let born = suite
        .chain
        .instantiate(&deployer, code, &terms, &[], "other", None);
    let adapter = born.unwrap().0;
    let asked = suite.milestone("listing");
    let config = suite
        .chain
        .query(&suite.milestones, &QueryMsg::Config {})
        .unwrap();
    for (name, text) in [("price", "1,234.5"), ("volume", "123450")] {
        let mut listing = asked.clone();
        for leaf in &mut listing.terms.witnesses {
            if let WitnessKind::Feed { oracle, feed, .. } = &mut leaf.kind {
                (*oracle, *feed) = (adapter.clone(), name.to_owned());
            }
        }
        let figures = Figures::read(&Embedded(&suite.chain), &config, &[listing]).unwrap();
        let value = figures.value(&adapter, name, Uint128::new(123_450));
        assert_eq!(value, text, "it has one feed, and says nothing of another");
    }
}
