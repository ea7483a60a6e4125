//! Where a proposal stands, in words.

use milegate_core::governance::{Proposal, Recusal, Status, Task, Terms};
use milegate_core::milestone::Verdict;
use milegate_core::{Point, utc};

use crate::state::Asks;

pub fn words(asks: &Asks, terms: &Terms, proposal: &Proposal, status: Status) -> String {
    let sums = &proposal.tally;
    let so_far = format!(
        "{} of {} voted: {} yes, {} no, {} abstain; {} are recused",
        sums.cast(),
        terms.total,
        sums.yes,
        sums.no,
        sums.abstain,
        sums.recused
    );
    let barred = match terms.recusal {
        Recusal::Nobody => "nobody is barred",
        Recusal::Milestones => "holders of grants that it opens are barred",
        Recusal::Grants => "holders of any grant are barred",
    };

    match status {
        Status::Voting {} => format!(
            "Ballots of class {} are taken until {} ({barred}); {so_far}.",
            terms.class,
            both(terms.voting_ends())
        ),
        Status::Tail {} => format!(
            "The voting is over; until {} ballots of interested voters are struck. {so_far}.",
            both(terms.tail_ends())
        ),
        Status::Passed { task } => format!(
            "{}, from {}. {so_far}.",
            will(task),
            both(terms.executable())
        ),
        Status::Executable { task } => format!(
            "{}, by whoever executes it before {}. {so_far}.",
            will(task),
            both(terms.expires())
        ),
        Status::Answered { option } => {
            let answer = match asks {
                Asks::Signal { options } => options.get(usize::from(option)),
                _ => None,
            };
            let answer = answer.map_or("", String::as_str);
            format!("Answered: option {option}, {answer}. {so_far}.")
        }
        Status::Rejected { why } => match asks {
            Asks::Dispute { .. } => format!("The court is silent: {why}. {so_far}."),
            _ => format!("Rejected: {why}. {so_far}."),
        },
        Status::Executed { at } => format!("Executed at {}. {so_far}.", both(at)),
        Status::Expired {} => format!(
            "Passed, and not executed before {}. {so_far}.",
            both(terms.expires())
        ),
        Status::Cancelled { at } => {
            format!("Cancelled by the guardian at {}. {so_far}.", both(at))
        }
    }
}

/// What executing it does.
pub fn will(task: Task) -> String {
    match task {
        Task::Messages {} => "Passed: its messages run".to_string(),
        Task::Settle {
            verdict: Verdict::False,
        } => "Settles: the challenged attestations are false".to_string(),
        Task::Settle {
            verdict: Verdict::Stands,
        } => "Settles: the challenged attestations stand".to_string(),
    }
}

/// Both clocks of a point.
pub fn both(point: Point) -> String {
    format!("{} and block {}", utc(point.time), point.height)
}
