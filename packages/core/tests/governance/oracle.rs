//! The machine against an oracle that walks a list of voters and multiplies instead of dividing:
//! all ballots of all electorates of up to five voters of power 1 to 3, all of them proven or not.

use milegate_core::governance::{Class, Decision, Proposal, Tally, Terms};
use milegate_core::milestone::Verdict;

use crate::kit::*;

/// The oracle: what spec 4 says, over a list.
fn oracle(voters: &[Part], [q, theta, f]: [u16; 3]) -> (bool, Option<Verdict>) {
    let sum = |keep: &dyn Fn(&Part) -> bool| -> u64 {
        voters
            .iter()
            .filter(|v| keep(v))
            .map(|v| v.power)
            .sum::<u64>()
            * 10_000
    };
    let votes = |c| sum(&|v: &Part| v.proven == Proven::Never && v.ballot == Some(c)) / 10_000;
    let (t, e) = (
        sum(&|_| true) / 10_000,
        sum(&|v: &Part| v.proven != Proven::Voting) / 10_000,
    );
    let (y, n, a) = (votes(YES), votes(NO) + votes(VETO), votes(ABSTAIN));
    let quorum = t > 0 && (y + n + a) * 10_000 >= u64::from(q) * e;
    let floor = |power: u64| power * 10_000 >= u64::from(f) * t;
    let verdict = match quorum {
        true if y > n => Some(Verdict::False),
        true if n > y && floor(n) => Some(Verdict::Stands),
        _ => None,
    };
    (
        quorum && floor(y) && y * 10_000 > u64::from(theta) * (y + n),
        verdict,
    )
}

/// Lives it: ballots and proofs in the voting, more proofs in the tail.
fn live(terms: &Terms, voters: &[Part]) -> Proposal {
    let mut proposal = Proposal::new(terms);
    let mut records = vec![];
    for part in voters {
        let mut record = voter(part.power);
        if let Some(choice) = part.ballot {
            (proposal, record) = proposal
                .vote(terms, terms.opened, record, false, choice)
                .unwrap();
        }
        if part.proven == Proven::Voting {
            (proposal, record, _) = proposal.prove(terms, at(OPENED + 1), record, true).unwrap();
        }
        records.push((record, part.proven));
    }
    for (record, proven) in records {
        if proven == Proven::Tail {
            (proposal, _, _) = proposal
                .prove(terms, terms.voting_ends(), record, true)
                .unwrap();
        }
    }
    proposal
}

#[test]
fn every_electorate_of_up_to_five_comes_to_what_the_oracle_says() {
    let kinds = parts(&[YES, NO, ABSTAIN, VETO]);
    let mut count = 0u64;
    let mut passed = [0u64; SHARES.len()];
    electorates(&kinds, 5, &mut |voters| {
        let total = total(voters);
        let proposal = live(&terms(Class::Attest, SHARES[0], total), voters);
        let Tally {
            yes,
            no,
            abstain,
            recused,
            ..
        } = proposal.tally;
        assert_eq!(
            [yes, no, abstain, recused].map(|sum| sum.u64()),
            sums(voters)
        );
        for (place, shares) in SHARES.into_iter().enumerate() {
            let (passes, verdict) = oracle(voters, shares);
            let messages = terms(Class::Attest, shares, total);
            let outcome = proposal.tally(&messages).decision;
            assert_eq!(
                outcome == (Decision::Passes {}),
                passes,
                "{voters:?} {shares:?}"
            );
            let dispute = terms(Class::Dispute, shares, total);
            let settled = match proposal.tally(&dispute).decision {
                Decision::Settles { verdict } => Some(verdict),
                Decision::Fails { .. } => None,
                decision => panic!("{decision:?}"),
            };
            assert_eq!(settled, verdict, "{voters:?} {shares:?}");
            passed[place] += u64::from(passes);
            count += 1;
        }
    });
    // 45 kinds of voters: C(50, 5) electorates of up to five.
    assert_eq!(count, 2_118_760 * SHARES.len() as u64);
    assert!(passed.iter().all(|passed| *passed > 10_000), "{passed:?}");
}

#[test]
fn every_signal_of_up_to_five_voters_is_answered_as_a_list_says() {
    let choices = [ABSTAIN, option(0), option(1), option(2)];
    let kinds: Vec<_> = parts(&choices)
        .into_iter()
        .filter(|part| part.proven == Proven::Never)
        .collect();
    let mut answered = 0;
    electorates(&kinds, 5, &mut |voters| {
        for shares in [[100, 0, 0], [3_340, 0, 500], [5_000, 5_000, 0]] {
            let terms = terms(Class::Signal, shares, total(voters));
            let [q, theta, f] = shares.map(u64::from);
            let votes = |c| -> u64 {
                let cast = voters.iter().filter(|v| v.ballot == Some(c));
                cast.map(|v| v.power).sum()
            };
            let powers = [0, 1, 2].map(|place| votes(option(place)));
            let sides: u64 = powers.iter().sum();
            let t = total(voters);
            let quorum = t > 0 && (sides + votes(ABSTAIN)) * 10_000 >= q * t;
            let wins = |place: usize| {
                let others = (0..3).filter(|other| *other != place);
                others
                    .into_iter()
                    .all(|other| powers[place] > powers[other])
                    && powers[place] * 10_000 >= f * t
                    && powers[place] * 10_000 > theta * sides
            };
            let expected = (0..3usize).find(|place| quorum && wins(*place));
            let answer = match live(&terms, voters).tally(&terms).decision {
                Decision::Answers { option } => Some(usize::from(option)),
                Decision::Fails { .. } => None,
                decision => panic!("{decision:?}"),
            };
            assert_eq!(answer, expected, "{voters:?} {shares:?}");
            answered += u64::from(answer.is_some());
        }
    });
    assert!(answered > 10_000, "{answered}");
}
