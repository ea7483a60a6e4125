//! The contract counts as core does, which is proven over all ballots of small electorates: D14.

use cosmwasm_std::Uint64;
use milegate_core::governance::{Choice, Class, Proposal, Terms, Voter};
use milegate_tests::governance::{WEIGHT, attest_listing, opened, pay};
use milegate_tests::rng::Rng;
use milegate_tests::suite::{DENOM, Suite};

use super::*;

const VOTERS: [&str; 5] = ["ana", "ben", "vera", "vito", "vlad"];
const ROUNDS: u64 = 200;

/// The electorate of a round: what each weighs, in whole tokens.
fn bond_some(suite: &mut Suite, rng: &mut Rng, weights: &mut [u64; 5]) {
    for (who, weight) in VOTERS.into_iter().zip(weights) {
        let tokens = match rng.one_in(3) {
            true => 0,
            false => rng.sized(200_000),
        };
        if tokens > 0 {
            let coins = [coin(u128::from(tokens) * WEIGHT, DENOM)];
            let address = suite.at(who);
            suite.chain.mint(&address, &coins);
            suite
                .send(who, "stake", &stake::ExecuteMsg::Bond {}, &coins)
                .unwrap();
            *weight += tokens;
        }
    }
    suite.chain.advance_blocks(1);
}

/// Opens a proposal of some class.
fn open(suite: &mut Suite, rng: &mut Rng, round: u64) -> u64 {
    let lapse = serde_json::json!({ "lapse_reserve": { "category": round.to_string() } });
    let receipt = match rng.within(0, 3) {
        0 => suite.ask_community("vera", &format!("question {round}"), &["a", "b", "c"]),
        1 => {
            let msgs = vec![pay(suite, "buyer", u128::from(round) + 1)];
            suite.propose("vera", msgs)
        }
        2 => {
            let msgs = vec![
                attest_listing(suite),
                pay(suite, "buyer", u128::from(round) + 1),
            ];
            suite.propose("vera", msgs)
        }
        _ => {
            let vault = suite.vault.to_string();
            let msgs = vec![milegate_tests::governance::call(&vault, &lapse)];
            suite.propose("vera", msgs)
        }
    };
    opened(&receipt.unwrap())
}

fn some_choice(rng: &mut Rng, class: Class) -> Choice {
    match (class, rng.within(0, 5)) {
        (Class::Signal, 0) | (_, 5) => Choice::Abstain {},
        (Class::Signal, _) => Choice::Option {
            option: rng.within(0, 2) as u8,
        },
        (_, 0..=2) => Choice::Yes {},
        (_, 3) => Choice::No {},
        _ => Choice::Veto {},
    }
}

fn say(suite: &mut Suite, who: &str, id: u64, choice: Choice) -> Answer {
    let vote = match choice {
        Choice::Option { option } => return suite.answer(who, id, option),
        Choice::Yes {} => cw3::Vote::Yes,
        Choice::No {} => cw3::Vote::No,
        Choice::Abstain {} => cw3::Vote::Abstain,
        Choice::Veto {} => cw3::Vote::Veto,
    };
    suite.vote(who, id, vote)
}

/// A ballot, a proof, or neither, told to the contract and to core.
fn both(
    suite: &mut Suite,
    rng: &mut Rng,
    terms: &Terms,
    model: &mut (Proposal, Voter),
    one: (&str, u64),
) {
    let ((who, id), now) = (one, suite.point());
    let barred = match terms.recusal {
        milegate_core::governance::Recusal::Nobody => false,
        milegate_core::governance::Recusal::Milestones => who == "ana",
        milegate_core::governance::Recusal::Grants => ["ana", "ben"].contains(&who),
    };
    let (told, counted) = match rng.within(0, 3) {
        0 => return,
        1 => {
            let counted = model.0.prove(terms, now, model.1, barred);
            let counted = counted.map(|(proposal, voter, _)| (proposal, voter));
            (suite.prove("stranger", id, who), counted)
        }
        _ => {
            let choice = some_choice(rng, terms.class);
            let counted = model.0.vote(terms, now, model.1, barred, choice);
            (say(suite, who, id, choice), counted)
        }
    };
    match (told, counted) {
        (Ok(_), Ok(next)) => *model = next,
        (Err(refused), Err(why)) => assert_eq!(refused.reason, why.to_string()),
        (told, counted) => panic!("{who} on {id}: {told:?} and {counted:?}"),
    }
}

#[test]
fn d14_contract_and_core_agree_on_random_electorates() {
    let mut rng = Rng::new(14);
    let mut suite = started(Suite::builder().staked(&[]));
    suite.accepts_payments("buyer").unwrap();
    let mut weights = [0; 5];
    let mut statuses = std::collections::BTreeMap::<String, u32>::new();
    for round in 0..ROUNDS {
        bond_some(&mut suite, &mut rng, &mut weights);
        let id = open(&mut suite, &mut rng, round);
        let terms = suite.tally(id).terms;
        assert_eq!(terms.total.u64(), weights.iter().sum::<u64>());
        let mut proposal = Proposal::new(&terms);
        for (who, weight) in VOTERS.into_iter().zip(weights) {
            let mut model = (proposal, Voter::new(Uint64::new(weight)));
            for _ in 0..2 {
                both(&mut suite, &mut rng, &terms, &mut model, (who, id));
            }
            proposal = model.0;
        }
        suite.voting_passes();
        suite.tail_passes();
        let told = suite.tally(id);
        assert_eq!(
            (told.tally, told.options),
            (proposal.tally, proposal.options.clone())
        );
        assert_eq!(told.outcome, proposal.tally(&terms));
        assert_eq!(
            told.status,
            proposal.status(&terms, suite.point()),
            "round {round}"
        );
        *statuses.entry(told.status.to_string()).or_default() += 1;
        suite.close("stranger", id).unwrap();
    }
    println!("{statuses:?}");
    assert!(
        statuses.values().all(|times| *times >= 10) && statuses.len() >= 3,
        "{statuses:?}"
    );
}
