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
