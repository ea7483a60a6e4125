use std::fmt;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint64;

use super::{Class, Refusal, Terms};

/// What a voter says.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum Choice {
    /// For it. In a dispute: the challenged attestations are false.
    Yes {},
    /// Against it. In a dispute: they stand.
    No {},
    /// Neither, but counts for the quorum.
    Abstain {},
    /// Against it, and the proposer should lose his deposit. Not in a dispute, which has none.
    Veto {},
    /// One answer to a signal.
    Option {
        /// Which, from 0.
        option: u8,
    },
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Choice::Yes {} => f.write_str("yes"),
            Choice::No {} => f.write_str("no"),
            Choice::Abstain {} => f.write_str("abstain"),
            Choice::Veto {} => f.write_str("veto"),
            Choice::Option { option } => write!(f, "option {option}"),
        }
    }
}

/// The two periods in which voters can be proven interested.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum Period {
    /// Ballots are taken; a proof takes power out of the quorum's base.
    Voting {},
    /// A proof only strikes a ballot.
    Tail {},
}

/// One voter's record on one proposal. Without one he is [`Voter::new`] with his power.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Voter {
    /// His power when the proposal opened.
    pub power: Uint64,
    /// His ballot, which counts unless he is proven.
    pub ballot: Option<Choice>,
    /// When he was proven to be interested, if he was.
    pub proven: Option<Period>,
}

impl Voter {
    /// Somebody of whom nothing is known but his power.
    pub const fn new(power: Uint64) -> Voter {
        Voter {
            power,
            ballot: None,
            proven: None,
        }
    }
}

/// What a proof did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: it had been proven before, or came too late to matter.
    Nothing,
    /// The power left the quorum's base, and the ballot, if there was one, the count.
    Recused {
        /// The ballot.
        ballot: Option<Choice>,
    },
    /// The ballot left the count.
    Struck {
        /// The ballot.
        ballot: Choice,
    },
}

impl Terms {
    pub(super) fn check_choice(&self, choice: Choice) -> Result<(), Refusal> {
        let class = self.class;
        let fits = match (class, choice) {
            (_, Choice::Abstain {}) => true,
            (Class::Signal, Choice::Option { option }) => option < self.options,
            (Class::Signal, _) | (_, Choice::Option { .. }) => false,
            (Class::Dispute, Choice::Veto {}) => false,
            _ => true,
        };
        match fits {
            true => Ok(()),
            false => Err(Refusal::WrongChoice { class, choice }),
        }
    }
}
