use cosmwasm_schema::cw_serde;

use crate::ledger::LedgerError;
use crate::ledger::limits::duration;
use crate::{Point, Span};

/// How long a change may be carried out once it is due: 30 days and 10,000 blocks. A change that
/// could wait for ever would be a notice given to everybody on the first day.
pub const CHANGE_LIFE: Span = Span {
    seconds: 30 * 86_400,
    blocks: 10_000,
};

/// The least time between announcing a termination or another payee and carrying it out, in
/// seconds: 3 days, so that a multisig can object.
pub const MIN_WAIT: u64 = 3 * 86_400;

/// The least time between announcing a recovery and carrying it out, in seconds: 90 days.
pub const MIN_RECOVERY: u64 = 90 * 86_400;

/// When an announced change may be carried out.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Announced {
    /// The first point at which it may be.
    pub due: Point,
    /// The first point at which it no longer may be.
    pub lapses: Point,
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
            lapses: due.after(CHANGE_LIFE),
        }
    }

    /// What may be done with it at `now`. Both clocks must have run before it is due, and before it
    /// lapses: a halted chain eats neither.
    pub const fn readiness(self, now: Point) -> Readiness {
        if now.reached(self.lapses) {
            Readiness::Lapsed
        } else if now.reached(self.due) {
            Readiness::Due
        } else {
            Readiness::Waits
        }
    }
}

/// Refuses a wait shorter than `least` seconds, and one that its blocks would end at once or never.
pub fn span(wait: Span, least: u64) -> Result<(), LedgerError> {
    duration(wait.seconds)?;
    let blocks = 1..=u64::from(u32::MAX);
    if wait.seconds < least || !blocks.contains(&wait.blocks) {
        return Err(LedgerError::Wait {
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
        let (seconds, blocks) = (CHANGE_LIFE.seconds, CHANGE_LIFE.blocks);
        // (time, height, what may be done)
        let table = [
            (100, 7, Readiness::Waits),
            (109, 10, Readiness::Waits),
            (110, 9, Readiness::Waits),
            (110, 10, Readiness::Due),
            (110 + seconds - 1, 10 + blocks, Readiness::Due),
            (110 + seconds, 10 + blocks - 1, Readiness::Due),
            (110 + seconds, 10 + blocks, Readiness::Lapsed),
            (110 + seconds, 9, Readiness::Waits),
        ];
        for (time, height, expected) in table {
            let now = Point { time, height };
            assert_eq!(change.readiness(now), expected, "{now}");
        }
    }

    #[test]
    fn waits_that_are_refused() {
        let wait = |seconds, blocks| Span { seconds, blocks };
        let most = u64::from(u32::MAX);
        assert_eq!(span(wait(90, 1), 90), Ok(()));
        assert_eq!(span(wait(90, most), 90), Ok(()));
        for (seconds, blocks) in [(89, 1), (90, 0), (90, most + 1)] {
            let refused = LedgerError::Wait {
                seconds,
                blocks,
                least: 90,
            };
            assert_eq!(span(wait(seconds, blocks), 90), Err(refused));
        }
        assert!(matches!(
            span(wait(0, 1), 0),
            Err(LedgerError::Duration { .. })
        ));
    }
}
