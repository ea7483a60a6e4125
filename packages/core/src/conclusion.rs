use std::fmt;

use cosmwasm_schema::cw_serde;

/// How a milestone ended. Final, either way.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum Conclusion {
    /// The policy was satisfied and nobody overturned it.
    Reached {
        /// Block time of the message that concluded it, Unix seconds.
        at: u64,
    },
    /// The time for it ran out.
    Missed {
        /// Block time of the message that concluded it, Unix seconds.
        at: u64,
    },
}

impl Conclusion {
    /// Block time of the message that concluded it, Unix seconds.
    pub const fn at(self) -> u64 {
        match self {
            Conclusion::Reached { at } | Conclusion::Missed { at } => at,
        }
    }
}

impl fmt::Display for Conclusion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Conclusion::Reached { at } => write!(f, "reached at {at}"),
            Conclusion::Missed { at } => write!(f, "missed at {at}"),
        }
    }
}
