//! What spec 4 promises, and what it does not, over all electorates of up to four voters. That the
//! machine keeps the sums used here is shown beside the oracle.

use milegate_core::governance::{Choice, Class, Decision, Shortfall};
use milegate_core::milestone::Verdict;

use crate::kit::*;

/// Every electorate with every set of shares.
fn each(visit: &mut dyn FnMut(&[Part], [u16; 3])) {
    electorates(&parts(&[YES, NO, ABSTAIN]), 4, &mut |voters| {
        for shares in SHARES {
            visit(voters, shares);
        }
    });
}

fn result(voters: &[Part], shares: [u16; 3]) -> Decision {
    decision(&terms(Class::Attest, shares, total(voters)), sums(voters))
}

fn pass(voters: &[Part], shares: [u16; 3]) -> bool {
    result(voters, shares) == (Decision::Passes {})
}

/// Puts every voter that fits through `change`, one at a time, and counts (gained, lost) results.
fn changes(
    fits: impl Fn(&Part) -> bool,
    change: impl Fn(&mut Part),
    mut seen: impl FnMut(Decision, Decision),
) -> (u64, u64) {
    let (mut gained, mut lost) = (0, 0);
    each(&mut |voters, shares| {
        for place in 0..voters.len() {
            if !fits(&voters[place]) {
                continue;
            }
            let mut changed = voters.to_vec();
            change(&mut changed[place]);
            let (before, after) = (result(voters, shares), result(&changed, shares));
            let passes = Decision::Passes {};
            gained += u64::from(before != passes && after == passes);
            lost += u64::from(before == passes && after != passes);
            seen(before, after);
        }
    });
    (gained, lost)
}

fn silent(part: &Part) -> bool {
    part.proven == Proven::Never && part.ballot.is_none()
}

fn counted(choice: Choice) -> impl Fn(&Part) -> bool {
    move |part| part.proven == Proven::Never && part.ballot == Some(choice)
}

fn ballot(choice: Choice) -> impl Fn(&mut Part) {
    move |part| part.ballot = Some(choice)
}

fn proven(when: Proven) -> impl Fn(&mut Part) {
    move |part| part.proven = when
}

fn lacks_quorum(decision: Decision) -> bool {
    let Decision::Fails { why } = decision else {
        return false;
    };
    matches!(why, Shortfall::Quorum { .. })
}

fn lacks_threshold(decision: Decision) -> bool {
    let Decision::Fails { why } = decision else {
        return false;
    };
    matches!(why, Shortfall::Threshold { .. })
}

#[test]
fn one_more_yes_or_abstention_never_makes_it_fail() {
    let (gained, lost) = changes(silent, ballot(YES), |_, _| {});
    assert!(gained > 0 && lost == 0, "{gained} {lost}");
    let (gained, lost) = changes(silent, ballot(ABSTAIN), |_, _| {});
    assert!(gained > 0 && lost == 0, "{gained} {lost}");
}

#[test]
fn one_more_no_makes_it_pass_only_by_completing_the_quorum() {
    let (gained, lost) = changes(silent, ballot(NO), |before, after| {
        if after == (Decision::Passes {}) && before != after {
            assert!(lacks_quorum(before), "{before:?}");
        }
    });
    assert!(gained > 0 && lost > 0, "{gained} {lost}");
    // The smallest: of ten, quorum 50 %. Four yes fail; a no of one makes them pass.
    let terms = terms(Class::Attest, [5_000, 5_000, 500], 10);
    assert!(!passes(&terms, [4, 0, 0, 0]));
    assert!(passes(&terms, [4, 1, 0, 0]));
}

#[test]
fn proving_who_said_yes_or_abstained_never_makes_it_pass() {
    for choice in [YES, ABSTAIN] {
        for when in [Proven::Voting, Proven::Tail] {
            let (gained, lost) = changes(counted(choice), proven(when), |_, _| {});
            assert!(
                gained == 0 && lost > 0,
                "{choice} {when:?}: {gained} {lost}"
            );
        }
    }
}

#[test]
fn proving_who_was_silent_never_makes_it_fail_and_helps_the_quorum_alone() {
    let (gained, lost) = changes(silent, proven(Proven::Voting), |before, after| {
        if after == (Decision::Passes {}) && before != after {
            assert!(lacks_quorum(before), "{before:?}");
        }
    });
    assert!(gained > 0 && lost == 0, "{gained} {lost}");
    // In the tail it does nothing: a failed quorum stays failed.
    let (gained, lost) = changes(silent, proven(Proven::Tail), |before, after| {
        assert_eq!(before, after);
    });
    assert_eq!((gained, lost), (0, 0));
}

#[test]
fn proving_who_said_no_can_do_either() {
    for when in [Proven::Voting, Proven::Tail] {
        let (gained, lost) = changes(counted(NO), proven(when), |before, after| {
            if after == (Decision::Passes {}) && before != after {
                // A no that is taken away never completes a quorum.
                assert!(lacks_threshold(before), "{before:?}");
            }
            if before == (Decision::Passes {}) && before != after {
                assert!(lacks_quorum(after), "{after:?}");
            }
        });
        assert!(gained > 0 && lost > 0, "{when:?}: {gained} {lost}");
    }
    // Of ten, quorum 50 %: three yes and two no pass; without the two, three of eight do not vote
    // enough.
    let terms = terms(Class::Attest, [5_000, 5_000, 500], 10);
    assert!(passes(&terms, [3, 2, 0, 0]));
    assert!(!passes(&terms, [3, 0, 0, 2]));
    assert!(!passes(&terms, [3, 0, 0, 0]));
}

#[test]
fn no_proof_in_the_tail_completes_a_quorum() {
    changes(
        |part| part.proven == Proven::Never,
        proven(Proven::Tail),
        |before, after| assert!(!lacks_quorum(before) || lacks_quorum(after)),
    );
}

#[test]
fn what_proven_insiders_voted_does_not_matter() {
    for choice in [YES, NO, ABSTAIN] {
        let proven = |part: &Part| part.proven != Proven::Never;
        changes(proven, ballot(choice), |before, after| {
            assert_eq!(before, after)
        });
    }
}

/// With every insider proven: what the rest, of power `rest` of `total`, can do.
fn for_each_rest(visit: &mut dyn FnMut(u64, u64, [u16; 3])) {
    for total in 1..=40 {
        for rest in 0..=total {
            for shares in SHARES {
                visit(total, rest, shares);
            }
        }
    }
}

#[test]
fn proven_insiders_never_take_a_payment_and_freeze_it_only_beyond_the_floor() {
    each(&mut |voters, shares| {
        // Who is proven has no part in it: the yes of the rest alone reaches the floor.
        if pass(voters, shares) {
            let [yes, ..] = sums(voters);
            assert!(yes * 10_000 >= u64::from(shares[2]) * total(voters));
            assert!(yes > 0);
        }
    });
    for_each_rest(&mut |total, rest, shares| {
        let terms = terms(Class::Attest, shares, total);
        let least = terms.rule.floor.of(total.into()).u64();
        let unanimous = passes(&terms, [rest, 0, 0, total - rest]);
        assert_eq!(unanimous, rest >= least, "{rest} of {total}");
    });
}

#[test]
fn a_small_rest_can_refuse_a_payment_and_never_grant_it() {
    for_each_rest(&mut |total, rest, shares| {
        let messages = terms(Class::Attest, shares, total);
        let dispute = terms(Class::Dispute, shares, total);
        let least = messages.rule.floor.of(total.into()).u64();
        let recused = total - rest;
        for yes in 0..=rest {
            for no in 0..=rest - yes {
                for abstain in 0..=rest - yes - no {
                    let sums = [yes, no, abstain, recused];
                    let verdict = decision(&dispute, sums);
                    let stands = Decision::Settles {
                        verdict: Verdict::Stands,
                    };
                    if rest < least {
                        assert!(!passes(&messages, sums), "{sums:?}");
                        assert_ne!(verdict, stands, "{sums:?}");
                    }
                }
            }
        }
        if rest > 0 {
            let verdict = Verdict::False;
            let refused = decision(&dispute, [rest, 0, 0, recused]);
            assert_eq!(refused, Decision::Settles { verdict });
        }
    });
}

#[test]
fn whoever_stays_silent_unproven_can_break_a_quorum() {
    // Ten of a hundred want it; ninety insiders do not vote. Proven, they are out of the way.
    let terms = terms(Class::Attest, [2_000, 5_000, 500], 100);
    assert!(!passes(&terms, [10, 0, 0, 0]));
    assert!(passes(&terms, [10, 0, 0, 90]));
}
