use std::fmt;

use cosmwasm_schema::cw_serde;

use super::{Class, Decision, Proposal, Refusal, RuleError, Shortfall, Terms, limits};
use crate::Point;
use crate::milestone::Verdict;

/// What ended a proposal before time did.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum End {
    /// Its messages have run.
    Executed {
        /// When.
        at: Point,
    },
    /// The guardian cancelled it.
    Cancelled {
        /// When.
        at: Point,
    },
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Executed { at } => write!(f, "executed at {at}"),
            End::Cancelled { at } => write!(f, "cancelled at {at}"),
        }
    }
}

/// What executing a proposal does.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum Task {
    /// Sends its messages, in order.
    Messages {},
    /// Tells the milestone the verdict. "Stands" may have to wait for the milestone's window.
    Settle {
        /// The verdict.
        verdict: Verdict,
    },
}

/// Where a proposal stands. Nothing else is stored of it than [`Proposal`].
#[cw_serde]
#[derive(Copy, Eq)]
pub enum Status {
    /// Ballots are taken, interested voters are proven.
    Voting {},
    /// Interested voters are proven, and lose their ballots.
    Tail {},
    /// It has passed and waits for its delay.
    Passed {
        /// What it will do.
        task: Task,
    },
    /// Anyone may execute it. If that fails, it is as if it had not been tried.
    Executable {
        /// What it will do.
        task: Task,
    },
    /// A signal has its answer.
    Answered {
        /// The option, from 0.
        option: u8,
    },
    /// It has not passed. A dispute: silence.
    Rejected {
        /// Why.
        why: Shortfall,
    },
    /// It has been executed.
    Executed {
        /// When.
        at: Point,
    },
    /// Its window went by.
    Expired {},
    /// The guardian cancelled it.
    Cancelled {
        /// When.
        at: Point,
    },
}

impl fmt::Display for Status {
    /// One word.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Status::Voting {} => "voting",
            Status::Tail {} => "tail",
            Status::Passed { .. } => "passed",
            Status::Executable { .. } => "executable",
            Status::Answered { .. } => "answered",
            Status::Rejected { .. } => "rejected",
            Status::Executed { .. } => "executed",
            Status::Expired {} => "expired",
            Status::Cancelled { .. } => "cancelled",
        })
    }
}

impl Proposal {
    /// Where it stands at `now`.
    pub fn status(&self, terms: &Terms, now: Point) -> Status {
        match self.end {
            Some(End::Executed { at }) => return Status::Executed { at },
            Some(End::Cancelled { at }) => return Status::Cancelled { at },
            None if !over(terms.voting_ends(), now) => return Status::Voting {},
            None if !over(terms.tail_ends(), now) => return Status::Tail {},
            None => {}
        }

        let task = match self.tally(terms).decision {
            Decision::Passes {} => Task::Messages {},
            Decision::Settles { verdict } => Task::Settle { verdict },
            Decision::Answers { option } => return Status::Answered { option },
            Decision::Fails { why } => return Status::Rejected { why },
        };
        if !over(terms.executable(), now) {
            Status::Passed { task }
        } else if !over(terms.expires(), now) {
            Status::Executable { task }
        } else {
            Status::Expired {}
        }
    }

    /// Marks it as executed and says what to do. The mark is saved before anything is sent; if what
    /// is sent fails, the whole message fails, and the mark with it.
    pub fn execute(&self, terms: &Terms, now: Point) -> Result<(Proposal, Task), Refusal> {
        let task = match self.status(terms, now) {
            Status::Executable { task } => task,
            Status::Voting {} | Status::Tail {} | Status::Passed { .. } => {
                let from = terms.executable();
                return Err(Refusal::TooEarly { from, now });
            }
            Status::Answered { option } => return Err(Refusal::NothingToExecute { option }),
            Status::Rejected { why } => return Err(Refusal::NotPassed { why }),
            Status::Expired {} => {
                let end = terms.expires();
                return Err(Refusal::WindowOver { end, now });
            }
            Status::Executed { .. } | Status::Cancelled { .. } => return Err(self.ended()),
        };

        Ok((self.ends(End::Executed { at: now }), task))
    }

    /// The guardian cancels it; `expires` is when he does, Unix seconds.
    pub fn cancel(&self, terms: &Terms, now: Point, expires: u64) -> Result<Proposal, Refusal> {
        if now.time >= expires {
            let now = now.time;
            return Err(Refusal::GuardianExpired { expires, now });
        }
        if terms.class == Class::Dispute {
            return Err(Refusal::CancelsDispute {});
        }
        if terms.about_guardian {
            return Err(Refusal::CancelsGuardian {});
        }
        match self.status(terms, now) {
            Status::Voting {}
            | Status::Tail {}
            | Status::Passed { .. }
            | Status::Executable { .. } => Ok(self.ends(End::Cancelled { at: now })),
            Status::Executed { .. } | Status::Cancelled { .. } => Err(self.ended()),
            Status::Answered { .. } | Status::Rejected { .. } | Status::Expired {} => {
                Err(Refusal::NothingToCancel {})
            }
        }
    }

    fn ends(&self, end: End) -> Proposal {
        Proposal {
            end: Some(end),
            ..self.clone()
        }
    }

    fn ended(&self) -> Refusal {
        self.end
            .map_or(Refusal::NothingToCancel {}, |end| Refusal::Ended { end })
    }
}

/// A guardian has a future, and not for ever.
pub fn check_guardian(expires: u64, now: u64) -> Result<(), RuleError> {
    let most = now.saturating_add(limits::LONGEST_GUARDIAN);
    if expires <= now || expires > most {
        return Err(RuleError::Guardian { expires, now, most });
    }

    Ok(())
}

/// The start of the suites is in sight.
pub fn check_start(start: u64, now: u64) -> Result<(), RuleError> {
    let most = now.saturating_add(limits::LONGEST_START);
    match start > most {
        true => Err(RuleError::Start { start, most }),
        false => Ok(()),
    }
}

/// Whether `end` has come on both clocks.
pub(super) const fn over(end: Point, now: Point) -> bool {
    now.time >= end.time && now.height >= end.height
}
