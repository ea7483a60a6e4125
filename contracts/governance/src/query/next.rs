//! Who can do what next, and by when. Limits are on both clocks; `from` and `until` give the time.

use milegate_api::common::NextStep;
use milegate_core::Point;
use milegate_core::governance::{Class, Recusal, Status, Terms};

use super::words::both;

pub fn next(terms: &Terms, status: Status, now: Point, closed: bool) -> Vec<NextStep> {
    let recuses = terms.recusal != Recusal::Nobody;
    let prove = |end: Point| {
        let words = format!(
            "Anyone can prove that a voter is interested, before {}.",
            both(end)
        );
        step("prove", "anyone", None, Some(end), words)
    };
    let close = || {
        let words = "Anyone can close it: the deposit is released.".to_string();
        step("close", "anyone", None, None, words)
    };
    let closes = terms.class != Class::Dispute && !closed;

    let mut steps = Vec::new();
    match status {
        Status::Voting {} => {
            let action = match terms.class {
                Class::Signal => "answer",
                _ => "vote",
            };
            let words = format!(
                "Whoever had power at block {} can vote before {}.",
                terms.opened.height,
                both(terms.voting_ends())
            );
            steps.push(step(
                action,
                "voters",
                None,
                Some(terms.voting_ends()),
                words,
            ));
            if recuses {
                steps.push(prove(terms.tail_ends()));
            }
        }
        Status::Tail {} => {
            if recuses {
                steps.push(prove(terms.tail_ends()));
            }
        }
        Status::Passed { .. } | Status::Executable { .. } => {
            let from = (status_waits(terms, now)).then_some(terms.executable());
            let words = format!(
                "Anyone can execute it from {}, before {}.",
                both(terms.executable()),
                both(terms.expires())
            );
            steps.push(step(
                "execute",
                "anyone",
                from,
                Some(terms.expires()),
                words,
            ));
            if closes {
                steps.push(close());
            }
        }
        Status::Answered { .. }
        | Status::Rejected { .. }
        | Status::Executed { .. }
        | Status::Expired {}
        | Status::Cancelled { .. } => {
            if closes {
                steps.push(close());
            }
        }
    }
    steps
}

fn status_waits(terms: &Terms, now: Point) -> bool {
    !now.reached(terms.executable())
}

fn step(
    action: &str,
    who: &str,
    from: Option<Point>,
    until: Option<Point>,
    words: String,
) -> NextStep {
    NextStep {
        action: action.to_string(),
        who: who.to_string(),
        from: from.map(|from| from.time),
        until: until.map(|until| until.time.saturating_sub(1)),
        words,
    }
}
