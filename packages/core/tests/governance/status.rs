//! Time: every limit, one second and one block short of it and at it.

use milegate_core::Point;
use milegate_core::governance::{Class, End, Proposal, Refusal, Shortfall, Status, Task, Terms};
use milegate_core::milestone::Verdict;

use crate::kit::*;

const NEVER: u64 = u64::MAX;
const TASK: Task = Task::Messages {};

fn spend() -> Terms {
    terms(Class::Spend, [2_000, 5_000, 1_000], 10)
}

fn passed(terms: &Terms) -> Proposal {
    with_sums(terms, [5, 1, 0, 0])
}

/// Just before a limit on one clock, whatever the other says, and at it.
fn around(end: Point) -> ([Point; 4], [Point; 2]) {
    let short = [
        point(end.time - 1, end.height),
        point(end.time, end.height - 1),
        point(end.time - 1, end.height + 1_000),
        point(end.time + 1_000, end.height - 1),
    ];
    (short, [end, point(end.time + 1, end.height)])
}

#[test]
fn each_limit_is_exact_on_both_clocks() {
    let terms = spend();
    let limits = [
        (OPENED + VOTING, Status::Voting {}, Status::Tail {}),
        (
            OPENED + VOTING + TAIL,
            Status::Tail {},
            Status::Passed { task: TASK },
        ),
        (
            OPENED + VOTING + DELAY,
            Status::Passed { task: TASK },
            Status::Executable { task: TASK },
        ),
        (
            OPENED + VOTING + DELAY + WINDOW,
            Status::Executable { task: TASK },
            Status::Expired {},
        ),
    ];
    let proposal = passed(&terms);
    assert_eq!(proposal.status(&terms, at(OPENED)), Status::Voting {});
    for (end, before, after) in limits {
        let (short, over) = around(at(end));
        for now in short {
            assert_eq!(proposal.status(&terms, now), before, "{now}");
        }
        for now in over {
            assert_eq!(proposal.status(&terms, now), after, "{now}");
        }
    }
}

#[test]
fn ballots_and_proofs_stop_exactly_at_their_limits() {
    let mut terms = spend();
    terms.recusal = milegate_core::governance::Recusal::Grants;
    let proposal = Proposal::new(&terms);
    let (short, over) = around(terms.voting_ends());
    for now in short {
        assert!(proposal.vote(&terms, now, voter(1), false, YES).is_ok());
    }
    for now in over {
        let end = terms.voting_ends();
        let late = proposal.vote(&terms, now, voter(1), false, YES);
        assert_eq!(late, Err(Refusal::VotingOver { end, now }));
    }
    let (voted, record) = proposal
        .vote(&terms, at(OPENED), voter(1), false, YES)
        .unwrap();
    let (short, over) = around(terms.tail_ends());
    for now in short {
        assert!(voted.prove(&terms, now, record, true).is_ok());
    }
    for now in over {
        let end = terms.tail_ends();
        let late = voted.prove(&terms, now, record, true);
        assert_eq!(late, Err(Refusal::ResultFixed { end, now }));
    }
}

#[test]
fn it_is_executed_only_inside_its_window_and_once() {
    let terms = spend();
    let proposal = passed(&terms);
    let (short, over) = around(terms.executable());
    for now in short {
        let from = terms.executable();
        let early = proposal.execute(&terms, now);
        assert_eq!(early, Err(Refusal::TooEarly { from, now }));
    }
    let (last, late) = around(terms.expires());
    for now in over.into_iter().chain(last) {
        let (done, task) = proposal.execute(&terms, now).unwrap();
        assert_eq!(task, TASK);
        assert_eq!(done.tally, proposal.tally);
        let end = End::Executed { at: now };
        assert_eq!(done.end, Some(end));
        assert_eq!(done.status(&terms, at(NEVER)), Status::Executed { at: now });
        assert_eq!(done.execute(&terms, now), Err(Refusal::Ended { end }));
    }
    for now in late {
        let end = terms.expires();
        let expired = proposal.execute(&terms, now);
        assert_eq!(expired, Err(Refusal::WindowOver { end, now }));
    }
}

#[test]
fn a_failed_execution_may_be_tried_again_inside_the_window() {
    // What fails is not saved.
    let terms = spend();
    let proposal = passed(&terms);
    let _ = proposal.execute(&terms, terms.executable()).unwrap();
    let last = at(terms.expires().time - 1);
    assert_eq!(
        proposal.status(&terms, last),
        Status::Executable { task: TASK }
    );
    assert!(proposal.execute(&terms, last).is_ok());
}

#[test]
fn there_is_no_early_pass_and_no_early_rejection() {
    let terms = spend();
    for sums in [[10, 0, 0, 0], [0, 10, 0, 0]] {
        let proposal = with_sums(&terms, sums);
        let last = at(terms.voting_ends().time - 1);
        assert_eq!(proposal.status(&terms, last), Status::Voting {});
        let from = terms.executable();
        let early = proposal.execute(&terms, last);
        assert_eq!(early, Err(Refusal::TooEarly { from, now: last }));
    }
}

#[test]
fn what_does_not_pass_is_rejected_with_the_reason() {
    let terms = spend();
    let why = Shortfall::Quorum {
        cast: 1u64.into(),
        least: 2u64.into(),
    };
    let proposal = with_sums(&terms, [1, 0, 0, 0]);
    for now in [terms.tail_ends(), terms.executable(), at(NEVER)] {
        assert_eq!(proposal.status(&terms, now), Status::Rejected { why });
        let refused = proposal.execute(&terms, now);
        assert_eq!(refused, Err(Refusal::NotPassed { why }));
    }
}

#[test]
fn a_dispute_says_what_to_settle_and_waits_like_the_others() {
    let terms = terms(Class::Dispute, [2_000, 5_000, 500], 10);
    for (sums, verdict) in [
        ([2, 0, 0, 0], Verdict::False),
        ([0, 2, 0, 0], Verdict::Stands),
    ] {
        let task = Task::Settle { verdict };
        let proposal = with_sums(&terms, sums);
        let waits = proposal.status(&terms, terms.tail_ends());
        assert_eq!(waits, Status::Passed { task });
        let (_, done) = proposal.execute(&terms, terms.executable()).unwrap();
        assert_eq!(done, task);
        // The milestone's window may still run; the last block of this one is as good.
        let last = at(terms.expires().time - 1);
        assert_eq!(proposal.execute(&terms, last).unwrap().1, task);
    }
    let silent = with_sums(&terms, [1, 1, 0, 0]).status(&terms, terms.tail_ends());
    let why = Shortfall::Tie { power: 1u64.into() };
    assert_eq!(silent, Status::Rejected { why });
}

#[test]
fn a_signal_is_answered_after_the_tail_and_never_executed() {
    let terms = terms(Class::Signal, [2_000, 0, 0], 10);
    let (proposal, _) = Proposal::new(&terms)
        .vote(&terms, at(OPENED), voter(4), false, option(1))
        .unwrap();
    let before = at(terms.tail_ends().time - 1);
    assert_eq!(proposal.status(&terms, before), Status::Tail {});
    for now in [terms.tail_ends(), terms.executable(), at(NEVER)] {
        let answered = Status::Answered { option: 1 };
        assert_eq!(proposal.status(&terms, now), answered);
        let refused = proposal.execute(&terms, now);
        assert_eq!(refused, Err(Refusal::NothingToExecute { option: 1 }));
    }
}

#[test]
fn the_guardian_cancels_until_it_is_over() {
    let terms = spend();
    let proposal = passed(&terms);
    let expires = 1_000;
    for now in [
        at(OPENED),
        terms.voting_ends(),
        terms.tail_ends(),
        terms.executable(),
    ] {
        let cancelled = proposal.cancel(&terms, now, expires).unwrap();
        let end = End::Cancelled { at: now };
        assert_eq!(cancelled.end, Some(end));
        let later = cancelled.status(&terms, terms.executable());
        assert_eq!(later, Status::Cancelled { at: now });
        let late = cancelled.execute(&terms, terms.executable());
        assert_eq!(late, Err(Refusal::Ended { end }));
        let again = cancelled.cancel(&terms, now, expires);
        assert_eq!(again, Err(Refusal::Ended { end }));
    }
    let over = |proposal: &Proposal, now| proposal.cancel(&terms, now, expires);
    let late = over(&proposal, terms.expires());
    assert_eq!(late, Err(Refusal::NothingToCancel {}));
    let rejected = over(&with_sums(&terms, [0, 5, 0, 0]), terms.tail_ends());
    assert_eq!(rejected, Err(Refusal::NothingToCancel {}));
    let (done, _) = proposal.execute(&terms, terms.executable()).unwrap();
    let end = End::Executed {
        at: terms.executable(),
    };
    assert_eq!(over(&done, terms.executable()), Err(Refusal::Ended { end }));
}

#[test]
fn the_guardian_expires_to_the_second() {
    let terms = spend();
    let proposal = passed(&terms);
    let now = at(OPENED);
    assert!(proposal.cancel(&terms, now, OPENED + 1).is_ok());
    for expires in [0, OPENED] {
        let refused = Refusal::GuardianExpired {
            expires,
            now: OPENED,
        };
        assert_eq!(proposal.cancel(&terms, now, expires), Err(refused));
    }
}

#[test]
fn the_guardian_cancels_neither_disputes_nor_his_own_removal() {
    let dispute = terms(Class::Dispute, [2_000, 5_000, 500], 10);
    let mut removal = terms(Class::Rules, [2_000, 5_000, 1_500], 10);
    removal.about_guardian = true;
    for (terms, refusal) in [
        (dispute, Refusal::CancelsDispute {}),
        (removal, Refusal::CancelsGuardian {}),
    ] {
        for now in [at(OPENED), terms.tail_ends(), terms.executable()] {
            let refused = passed(&terms).cancel(&terms, now, NEVER);
            assert_eq!(refused, Err(refusal.clone()));
        }
    }
    for class in [
        Class::Signal,
        Class::Attest,
        Class::Spend,
        Class::Rules,
        Class::Code,
    ] {
        let terms = terms(class, [2_000, 5_000, 2_500], 10);
        assert!(passed(&terms).cancel(&terms, at(OPENED), NEVER).is_ok());
    }
}
