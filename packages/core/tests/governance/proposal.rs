//! Ballots and proofs, by hand.

use cosmwasm_std::Uint64;
use milegate_core::governance::{
    Choice, Class, Decision, Effect, End, Period, Proposal, Recusal, Refusal, Tally, Terms, Voter,
};

use crate::kit::*;

fn attest() -> Terms {
    terms(Class::Attest, [2_000, 5_000, 500], 10)
}

fn now() -> milegate_core::Point {
    at(OPENED)
}

fn tally(yes: u64, no: u64, abstain: u64, veto: u64, recused: u64) -> Tally {
    Tally {
        yes: yes.into(),
        no: no.into(),
        abstain: abstain.into(),
        veto: veto.into(),
        recused: recused.into(),
    }
}

/// One voter of power 3 has said that.
fn voted(choice: Choice) -> (Terms, Proposal, Voter) {
    let terms = attest();
    let (proposal, record) = Proposal::new(&terms)
        .vote(&terms, now(), voter(3), false, choice)
        .unwrap();
    (terms, proposal, record)
}

#[test]
fn a_ballot_counts_where_it_belongs() {
    let table = [
        (YES, tally(3, 0, 0, 0, 0)),
        (NO, tally(0, 3, 0, 0, 0)),
        (ABSTAIN, tally(0, 0, 3, 0, 0)),
        (VETO, tally(0, 3, 0, 3, 0)),
    ];
    for (choice, expected) in table {
        let (_, proposal, record) = voted(choice);
        assert_eq!(proposal.tally, expected);
        assert_eq!(record.ballot, Some(choice));
    }
    let signal = terms(Class::Signal, [2_000, 0, 0], 10);
    let (proposal, _) = Proposal::new(&signal)
        .vote(&signal, now(), voter(3), false, option(2))
        .unwrap();
    assert_eq!(proposal.tally, tally(3, 0, 0, 0, 0));
    assert_eq!(proposal.options, [0, 0, 3].map(Uint64::new));
}

#[test]
fn each_voter_counts_once() {
    let (terms, proposal, record) = voted(YES);
    for choice in [YES, NO] {
        let again = proposal.vote(&terms, now(), record, false, choice);
        assert_eq!(again, Err(Refusal::AlreadyVoted { choice: YES }));
    }
}

#[test]
fn a_choice_fits_the_class() {
    for class in Class::ALL {
        for (choice, fits) in [
            (ABSTAIN, true),
            (YES, class != Class::Signal),
            (NO, class != Class::Signal),
            (VETO, !matches!(class, Class::Signal | Class::Dispute)),
            (option(0), class == Class::Signal),
            (option(2), class == Class::Signal),
            (option(3), false),
        ] {
            let terms = terms(class, [2_000, 5_000, 500], 10);
            let ballot = Proposal::new(&terms).vote(&terms, now(), voter(1), false, choice);
            match fits {
                true => assert!(ballot.is_ok(), "{class} {choice}"),
                false => assert_eq!(ballot, Err(Refusal::WrongChoice { class, choice })),
            }
        }
    }
}

#[test]
fn who_must_not_vote_is_refused_in_the_classes_that_recuse() {
    for class in Class::ALL {
        let terms = terms(class, [2_000, 5_000, 500], 10);
        let ballot = Proposal::new(&terms).vote(&terms, now(), voter(1), true, ABSTAIN);
        match terms.recusal {
            Recusal::Nobody => assert!(ballot.is_ok(), "{class}"),
            _ => assert_eq!(ballot, Err(Refusal::Interested {}), "{class}"),
        }
    }
}

#[test]
fn without_power_there_is_no_ballot_and_no_proof() {
    let terms = attest();
    let proposal = Proposal::new(&terms);
    let refused = proposal.vote(&terms, now(), voter(0), false, YES);
    assert_eq!(refused, Err(Refusal::NoPower {}));
    let refused = proposal.prove(&terms, now(), voter(0), true);
    assert_eq!(refused, Err(Refusal::NoPower {}));
}

#[test]
fn a_source_that_gives_more_than_its_total_is_not_believed() {
    let (terms, proposal, _) = voted(YES);
    let refused = Refusal::OutOfElectorate { total: terms.total };
    let ballot = |power| proposal.vote(&terms, now(), voter(power), false, NO);
    assert!(ballot(7).is_ok());
    assert_eq!(ballot(8), Err(refused.clone()));
    let proof = |power| proposal.prove(&terms, now(), voter(power), true);
    assert!(proof(7).is_ok());
    assert_eq!(proof(8), Err(refused.clone()));

    let all = terms_of(u64::MAX);
    let full = with_sums(&all, [u64::MAX, 0, 0, 0]);
    let out_of_range = Err(Refusal::OutOfRange {
        figure: "a sum of ballots",
    });
    assert_eq!(full.vote(&all, now(), voter(1), false, YES), out_of_range);
    let refused = Err(Refusal::OutOfElectorate { total: all.total });
    assert_eq!(full.vote(&all, now(), voter(1), false, NO), refused);
}

fn terms_of(total: u64) -> Terms {
    terms(Class::Attest, [2_000, 5_000, 500], total)
}

#[test]
fn a_proof_in_the_voting_takes_the_ballot_and_the_power() {
    for choice in [YES, NO, ABSTAIN, VETO] {
        let (terms, proposal, record) = voted(choice);
        let (next, record, effect) = proposal.prove(&terms, now(), record, true).unwrap();
        assert_eq!(next.tally, tally(0, 0, 0, 0, 3));
        assert_eq!(record.proven, Some(Period::Voting {}));
        let ballot = Some(choice);
        assert_eq!(effect, Effect::Recused { ballot });
    }
    let terms = attest();
    let (next, record, effect) = Proposal::new(&terms)
        .prove(&terms, now(), voter(4), true)
        .unwrap();
    assert_eq!(next.tally, tally(0, 0, 0, 0, 4));
    assert_eq!(effect, Effect::Recused { ballot: None });
    let vote = next.vote(&terms, now(), record, false, YES);
    assert_eq!(vote, Err(Refusal::Recused {}));
}

#[test]
fn a_proof_in_the_tail_takes_only_the_ballot() {
    for choice in [YES, NO, ABSTAIN, VETO] {
        let (terms, proposal, record) = voted(choice);
        let tail = terms.voting_ends();
        let (next, record, effect) = proposal.prove(&terms, tail, record, true).unwrap();
        assert_eq!(next.tally, Tally::default());
        assert_eq!(record.proven, Some(Period::Tail {}));
        assert_eq!(effect, Effect::Struck { ballot: choice });
    }
    // Who was silent stays in the base, and keeps no record.
    let (terms, proposal, _) = voted(YES);
    let silent = proposal.prove(&terms, terms.voting_ends(), voter(4), true);
    let expected = (proposal.clone(), voter(4), Effect::Nothing);
    assert_eq!(silent, Ok(expected));
}

#[test]
fn a_second_proof_does_nothing() {
    let (terms, proposal, record) = voted(YES);
    let (proven, record, _) = proposal.prove(&terms, now(), record, true).unwrap();
    // Not even where the interest has gone, or the voting has ended.
    for (instant, interested) in [(now(), true), (now(), false), (terms.voting_ends(), true)] {
        let again = proven.prove(&terms, instant, record, interested);
        assert_eq!(again, Ok((proven.clone(), record, Effect::Nothing)));
    }
}

#[test]
fn a_proof_shows_an_interest_in_something() {
    let (terms, proposal, record) = voted(YES);
    let refused = proposal.prove(&terms, now(), record, false);
    assert_eq!(refused, Err(Refusal::NotInterested {}));
    for class in [Class::Signal, Class::Spend] {
        let terms = crate::kit::terms(class, [2_000, 5_000, 500], 10);
        let refused = Proposal::new(&terms).prove(&terms, now(), voter(1), true);
        assert_eq!(refused, Err(Refusal::NobodyRecused { class }));
    }
}

#[test]
fn ballots_and_proofs_come_to_the_same_in_any_order() {
    let terms = attest();
    let first = Proposal::new(&terms);
    let prove = |proposal: &Proposal, record| proposal.prove(&terms, now(), record, true).unwrap();
    let vote = |proposal: &Proposal, power, choice| {
        let ballot = proposal.vote(&terms, now(), voter(power), false, choice);
        ballot.unwrap()
    };
    let (one, record) = vote(&first, 3, NO);
    let (one, _, _) = prove(&one, record);
    let (one, _) = vote(&one, 2, YES);
    let (other, _) = vote(&first, 2, YES);
    let (other, _, _) = prove(&other, voter(3));
    assert_eq!(one, other);
}

#[test]
fn who_gives_up_the_interest_comes_back_with_the_ballot() {
    for (instant, power_recused) in [(now(), 3), (attest().voting_ends(), 0)] {
        let (terms, proposal, record) = voted(VETO);
        let (proven, struck, _) = proposal.prove(&terms, instant, record, true).unwrap();
        assert_eq!(proven.tally, tally(0, 0, 0, 0, power_recused));
        let still = proven.readmit(&terms, instant, struck, true);
        assert_eq!(still, Err(Refusal::StillInterested {}));
        let back = proven.readmit(&terms, instant, struck, false);
        assert_eq!(back, Ok((proposal.clone(), record)));
        let never = proposal.readmit(&terms, instant, record, false);
        assert_eq!(never, Err(Refusal::NotProven {}));
    }
    // Who had not voted may.
    let terms = attest();
    let (proven, record, _) = Proposal::new(&terms)
        .prove(&terms, now(), voter(3), true)
        .unwrap();
    let (back, record) = proven.readmit(&terms, now(), record, false).unwrap();
    assert_eq!(back, Proposal::new(&terms));
    assert!(back.vote(&terms, now(), record, false, NO).is_ok());
}

#[test]
fn the_base_is_fixed_when_the_voting_ends() {
    let (terms, proposal, record) = voted(YES);
    let (proven, record, _) = proposal.prove(&terms, now(), record, true).unwrap();
    let end = terms.voting_ends();
    let late = proven.readmit(&terms, end, record, false);
    assert_eq!(late, Err(Refusal::ProvenInVoting { end, now: end }));
}

#[test]
fn a_planted_grant_silences_nobody_who_declines_it() {
    // The insiders' friend has 30 of 1,000; the opponent has 600 and is made payee of one lot.
    let terms = terms_of(1_000);
    let proposal = Proposal::new(&terms);
    let (proposal, _) = proposal.vote(&terms, now(), voter(80), false, YES).unwrap();
    let (proposal, opponent) = proposal.vote(&terms, now(), voter(600), false, NO).unwrap();
    let (planted, opponent, _) = proposal.prove(&terms, now(), opponent, true).unwrap();
    assert!(planted.tally(&terms).decision == (Decision::Passes {}));
    let (back, _) = planted.readmit(&terms, now(), opponent, false).unwrap();
    assert_eq!(back, proposal);
    assert!(back.tally(&terms).decision != (Decision::Passes {}));
}

#[test]
fn everything_is_refused_after_the_tail_and_after_an_end() {
    let (terms, proposal, record) = voted(YES);
    let proven = Voter {
        proven: Some(Period::Tail {}),
        ..record
    };
    let all = |proposal: &Proposal, now, expected: Refusal| {
        let vote = proposal.vote(&terms, now, voter(1), false, YES);
        assert_eq!(vote, Err(expected.clone()));
        let prove = proposal.prove(&terms, now, record, true);
        assert_eq!(prove, Err(expected.clone()));
        let readmit = proposal.readmit(&terms, now, proven, false);
        assert_eq!(readmit, Err(expected));
    };
    let end = terms.tail_ends();
    for later in [0, 1, 1_000] {
        let now = at(end.time + later);
        all(&proposal, now, Refusal::ResultFixed { end, now });
    }
    for ended in [End::Cancelled { at: now() }, End::Executed { at: now() }] {
        let mut proposal = proposal.clone();
        proposal.end = Some(ended);
        all(&proposal, now(), Refusal::Ended { end: ended });
    }
}
