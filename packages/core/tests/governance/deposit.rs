//! Deposits, caps and cool-downs.

use cosmwasm_std::{Uint64, Uint128};
use milegate_core::governance::{
    Class, Fate, Proposal, Refusal, Terms, admit, check_deposit, check_repeat, fate,
};

use crate::kit::*;

const COOL_DOWN: u64 = 20;

fn spend() -> Terms {
    terms(Class::Spend, [2_000, 5_000, 1_000], 10)
}

fn vetoed(yes: u64, no: u64, abstain: u64, veto: u64) -> Proposal {
    let mut proposal = with_sums(&spend(), [yes, no, abstain, 0]);
    proposal.tally.veto = Uint64::new(veto);
    proposal
}

#[test]
fn a_deposit_is_exact_and_a_dispute_is_free() {
    for class in Class::ALL {
        let due = match class {
            Class::Dispute => 0,
            _ => 1_000,
        };
        for sent in [0, 1, 999, 1_000, 1_001] {
            let expected = match sent == due {
                true => Ok(()),
                false => Err(Refusal::WrongDeposit {
                    deposit: Uint128::new(due),
                    sent: Uint128::new(sent),
                }),
            };
            assert_eq!(check_deposit(&rules(), class, sent.into()), expected);
        }
    }
}

#[test]
fn a_proposer_has_a_few_proposals_in_suspense() {
    let admit = |class, count| admit(&rules(), class, count);
    assert_eq!(admit(Class::Code, 0), Ok(1));
    assert_eq!(admit(Class::Signal, 2), Ok(3));
    for count in [3, 4, u32::MAX] {
        let refused = Refusal::TooMany { count, most: 3 };
        assert_eq!(admit(Class::Spend, count), Err(refused));
        assert_eq!(admit(Class::Dispute, count), Ok(count));
    }
}

#[test]
fn a_deposit_comes_back_unless_most_of_the_ballots_are_vetoes() {
    let terms = spend();
    // (yes, no, abstain, vetoes among no; fate once the result is known)
    let table = [
        ([0, 0, 0, 0], Fate::Returned),
        ([5, 1, 0, 1], Fate::Returned),
        ([0, 5, 0, 0], Fate::Returned),
        ([0, 1, 0, 1], Fate::Returned),
        ([0, 2, 0, 2], Fate::Lost),
        ([0, 2, 0, 1], Fate::Returned),
        ([1, 3, 0, 2], Fate::Returned),
        ([1, 3, 0, 3], Fate::Lost),
        ([0, 3, 3, 3], Fate::Returned),
        ([0, 3, 2, 3], Fate::Lost),
    ];
    for ([yes, no, abstain, veto], expected) in table {
        let proposal = vetoed(yes, no, abstain, veto);
        for now in [at(OPENED), terms.voting_ends()] {
            assert_eq!(fate(&proposal, &terms, now), Fate::Held);
        }
        for now in [terms.tail_ends(), terms.executable(), terms.expires()] {
            assert_eq!(fate(&proposal, &terms, now), expected, "{proposal:?}");
        }
        let cancelled = proposal.cancel(&terms, at(OPENED), 1_000).unwrap();
        let now = terms.voting_ends();
        assert_eq!(fate(&cancelled, &terms, now), Fate::Returned);
    }
}

#[test]
fn recused_vetoes_cost_nothing() {
    let terms = terms(Class::Attest, [2_000, 5_000, 500], 10);
    let (proposal, record) = Proposal::new(&terms)
        .vote(&terms, at(OPENED), voter(6), false, VETO)
        .unwrap();
    assert_eq!(fate(&proposal, &terms, terms.tail_ends()), Fate::Lost);
    for now in [at(OPENED), terms.voting_ends()] {
        let (struck, _, _) = proposal.prove(&terms, now, record, true).unwrap();
        assert_eq!(fate(&struck, &terms, terms.tail_ends()), Fate::Returned);
    }
}

#[test]
fn the_same_content_waits_for_the_end_and_cools_down() {
    let terms = spend();
    let passes = with_sums(&terms, [5, 0, 0, 0]);
    let rejected = with_sums(&terms, [0, 5, 0, 0]);
    let executed = passes.execute(&terms, terms.executable()).unwrap().0;
    let cancelled = passes.cancel(&terms, at(OPENED + 1), 1_000).unwrap();
    for now in [
        at(OPENED),
        terms.voting_ends(),
        terms.tail_ends(),
        terms.executable(),
    ] {
        let running = check_repeat(&passes, &terms, now, COOL_DOWN);
        assert_eq!(running, Err(Refusal::Running {}));
    }
    for (last, ended) in [
        (rejected, terms.tail_ends().time),
        (executed, terms.executable().time),
        (passes, terms.expires().time),
        (cancelled, OPENED + 1),
    ] {
        let until = ended + COOL_DOWN;
        let again = |now| check_repeat(&last, &terms, at(now), COOL_DOWN);
        for now in [ended, until - 1] {
            assert_eq!(again(now), Err(Refusal::CoolsDown { until, now }));
        }
        assert_eq!(again(until), Ok(()));
        assert_eq!(check_repeat(&last, &terms, at(ended), 0), Ok(()));
    }
    let signal = crate::kit::terms(Class::Signal, [2_000, 0, 0], 10);
    let (answered, _) = Proposal::new(&signal)
        .vote(&signal, at(OPENED), voter(4), false, option(1))
        .unwrap();
    let until = signal.tail_ends().time + COOL_DOWN;
    let now = until - 1;
    let refused = check_repeat(&answered, &signal, at(now), COOL_DOWN);
    assert_eq!(refused, Err(Refusal::CoolsDown { until, now }));
    assert_eq!(
        check_repeat(&answered, &signal, at(until), COOL_DOWN),
        Ok(())
    );
}
