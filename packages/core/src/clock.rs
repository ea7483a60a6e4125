use std::fmt;

use cosmwasm_schema::cw_serde;

/// A moment on the chain: both clocks, because a halted chain moves only one of them.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Point {
    /// Block time, Unix seconds.
    pub time: u64,
    /// Block height.
    pub height: u64,
}

/// A length measured on both clocks: over only when both have run.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Span {
    /// Seconds.
    pub seconds: u64,
    /// Blocks.
    pub blocks: u64,
}

impl Span {
    /// This span followed by `next`.
    pub const fn then(self, next: Span) -> Span {
        Span {
            seconds: self.seconds.saturating_add(next.seconds),
            blocks: self.blocks.saturating_add(next.blocks),
        }
    }
}

impl Point {
    /// The earliest point at which `span`, counted from this one, is over.
    pub const fn after(self, span: Span) -> Point {
        Point {
            time: self.time.saturating_add(span.seconds),
            height: self.height.saturating_add(span.blocks),
        }
    }

    /// Whether `span` is over at `now`, counted from this point: both clocks must have run, so a
    /// halted chain eats no window.
    pub const fn past(self, span: Span, now: Point) -> bool {
        let end = self.after(span);

        now.time >= end.time && now.height >= end.height
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "time {}, block {}", self.time, self.height)
    }
}
