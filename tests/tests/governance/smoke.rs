//! One proposal of each sort from opening to end.

use cw3::Vote;
use milegate_core::governance::Status;
use milegate_tests::governance::{DEPOSIT, attest_listing, opened};
use milegate_tests::suite::{START, Suite};

#[test]
fn a_milestone_is_attested_by_vote_and_insiders_do_not_vote() {
    let mut suite = Suite::builder().by_vote().build();
    suite.until(START + 1);
    let msgs = vec![attest_listing(&suite)];
    let receipt = suite.propose("vera", msgs).unwrap();
    println!("propose {}", receipt.gas_used);
    let id = opened(&receipt);

    suite.refuses("an interested voter", |suite| {
        suite.vote("ana", id, Vote::Yes)
    });
    let receipt = suite.vote("vera", id, Vote::Yes).unwrap();
    println!("vote {}", receipt.gas_used);
    let receipt = suite.vote("vito", id, Vote::No).unwrap();
    println!("vote {}", receipt.gas_used);
    println!("prove {}", suite.prove("vlad", id, "ana").unwrap().gas_used);
    println!("{:#?}", suite.tally(id));
    suite.voting_passes();
    suite.delay_passes(id);
    println!("{}", suite.tally(id).words);
    let receipt = suite.carry("stranger", id).unwrap();
    println!("execute {}", receipt.gas_used);
    assert!(matches!(suite.status(id), Status::Executed { .. }));
    let returned = suite.bond_gain("vera", |suite| suite.close("stranger", id));
    assert_eq!(returned, DEPOSIT as i128);
    println!("{}", suite.milestone("listing").words);
}
