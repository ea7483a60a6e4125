use cosmwasm_schema::cw_serde;

use crate::ledger::LedgerError;
use crate::ledger::limits::duration;
use crate::{Point, Span};

/// How long a change may be carried out once it is due, in seconds: 30 days. A change that could
/// wait for ever would be a notice given to everybody on the first day.
pub const CHANGE_LIFE: u64 = 30 * 86_400;

/// The least time between announcing a recovery and carrying it out, in seconds: 90 days.
pub const MIN_RECOVERY: u64 = 90 * 86_400;

/// When an announced change may be carried out.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Announced {
    /// The first point at which it may be.
    pub due: Point,
    /// The first instant at which it no longer may be, Unix seconds.
    pub lapses: u64,
}

/// What time says of an announced change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// It is announced and may be cancelled, not carried out.
    Waits,
    /// It may be carried out, or cancelled.
    Due,
    /// It is as if it had never been announced.
    Lapsed,
}

impl Announced {
    /// A change announced at `now` that has to wait.
    pub const fn new(now: Point, wait: Span) -> Announced {
        let due = now.after(wait);
        Announced {
            due,
            lapses: due.time.saturating_add(CHANGE_LIFE),
        }
    }

    /// What may be done with it at `now`. Both clocks must have run before it is due; only seconds
    /// end its life.
    pub const fn readiness(self, now: Point) -> Readiness {
        if now.time >= self.lapses {
            Readiness::Lapsed
        } else if now.time >= self.due.time && now.height >= self.due.height {
            Readiness::Due
        } else {
            Readiness::Waits
        }
    }
}

/// Refuses a wait that one of the clocks would not notice, or that is shorter than `least` seconds.
pub fn span(wait: Span, least: u64) -> Result<(), LedgerError> {
    duration(wait.seconds)?;
    if wait.seconds < least || wait.blocks == 0 {
        return Err(LedgerError::ShortWait {
            seconds: wait.seconds,
            blocks: wait.blocks,
            least,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readiness_by_hand() {
        let start = Point {
            time: 100,
            height: 7,
        };
        let wait = Span {
            seconds: 10,
            blocks: 3,
        };
        let change = Announced::new(start, wait);
        let life = CHANGE_LIFE;
        // (time, height, what may be done)
        let table = [
            (100, 7, Readiness::Waits),
            (109, 10, Readiness::Waits),
            (110, 9, Readiness::Waits),
            (110, 10, Readiness::Due),
            (110 + life - 1, 10, Readiness::Due),
            (110 + life, 10, Readiness::Lapsed),
            (110 + life, 9, Readiness::Lapsed),
        ];
        for (time, height, expected) in table {
            let now = Point { time, height };
            assert_eq!(change.readiness(now), expected, "{now}");
        }
    }

    #[test]
    fn waits_that_are_refused() {
        let wait = |seconds, blocks| Span { seconds, blocks };
        assert_eq!(span(wait(90, 1), 90), Ok(()));
        let short = |seconds, blocks| LedgerError::ShortWait {
            seconds,
            blocks,
            least: 90,
        };
        assert_eq!(span(wait(89, 1), 90), Err(short(89, 1)));
        assert_eq!(span(wait(90, 0), 90), Err(short(90, 0)));
        assert!(matches!(
            span(wait(0, 1), 0),
            Err(LedgerError::Duration { .. })
        ));
    }
}
