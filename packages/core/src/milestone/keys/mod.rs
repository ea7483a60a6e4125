//! How few keys can open a milestone falsely, or stop it: for people who judge its terms. No contract
//! asks.

mod fewest;
mod search;
mod words;

pub use fewest::{Asserted, Behind, Fewest, VoteKeys};
pub use search::{fewest, fewest_to_stop, voting};
pub use words::{actors, keys};

/// One reporter alone never makes a value.
const REPORTERS: u64 = 2;

/// Keys that act together, with weights: what makes them speak, and what keeps them from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyGroup {
    /// Who, and what each weighs.
    pub keys: Vec<(String, u64)>,
    /// Weight that can make them say what is false ...
    pub threshold: u64,
    /// ... by so many keys at least.
    pub fewest: u64,
    /// Weight that must not be withheld, so that they say what is true ...
    pub needed: u64,
    /// ... of so many keys at least.
    pub seats: u64,
    /// Whether it is known that a contract stands behind the keys.
    pub contract: bool,
    /// Whether it is a vote: no key, or number of keys, acts for it.
    pub vote: bool,
}

impl KeyGroup {
    /// Members who speak by so much weight, and so many of them at least.
    pub fn members(keys: Vec<(String, u64)>, threshold: u64, fewest: u64) -> KeyGroup {
        KeyGroup {
            keys,
            threshold,
            fewest,
            needed: threshold,
            seats: fewest,
            contract: true,
            vote: false,
        }
    }

    /// One key.
    pub fn key(address: String) -> KeyGroup {
        KeyGroup {
            contract: false,
            ..KeyGroup::members(vec![(address, 1)], 1, 1)
        }
    }

    /// Nobody's keys: no number of them says anything false, or keeps anything true from being
    /// said.
    pub fn nobody() -> KeyGroup {
        KeyGroup {
            needed: 0,
            seats: 0,
            ..KeyGroup::members(Vec::new(), 1, 1)
        }
    }

    /// Nobody's keys, and a vote that says it or does not.
    pub fn vote() -> KeyGroup {
        KeyGroup {
            vote: true,
            ..KeyGroup::members(Vec::new(), 1, 1)
        }
    }

    /// Anyone: it takes no key, but a bond.
    pub fn anyone() -> KeyGroup {
        KeyGroup {
            threshold: 0,
            fewest: 0,
            ..KeyGroup::nobody()
        }
    }

    /// Reporters of a feed: with the others silent, more than half of a quorum sets a median, and
    /// never one alone; without a quorum there is none.
    pub fn reporters(keys: Vec<(String, u64)>, quorum: u64) -> KeyGroup {
        KeyGroup {
            needed: quorum,
            ..KeyGroup::members(keys, (quorum / 2).saturating_add(1), REPORTERS)
        }
    }

    /// Whoever can change a contract can make it answer what is false, or end what it answers.
    #[must_use]
    pub fn changing(self) -> KeyGroup {
        // It stands as long as too few of them act.
        let idle = self.total().saturating_sub(self.threshold);
        KeyGroup {
            needed: idle.saturating_add(1),
            seats: 0,
            contract: true,
            ..self
        }
    }

    /// Whether all keys together can say something.
    fn all_speak(&self) -> bool {
        let keys = u64::try_from(self.keys.len()).unwrap_or(u64::MAX);
        !self.vote && self.total() >= self.threshold && keys >= self.fewest
    }

    /// Whether no key is needed for what is true to be said.
    fn stands_alone(&self) -> bool {
        self.needed == 0 && self.seats == 0
    }

    /// The sum of weights.
    pub fn total(&self) -> u64 {
        self.keys
            .iter()
            .fold(0, |sum: u64, (_, weight)| sum.saturating_add(*weight))
    }

    /// The fewest keys that make it speak.
    pub fn fewest_keys(&self) -> Option<u64> {
        fewest(std::slice::from_ref(self), &alone)
    }
}

fn alone(reached: &[bool]) -> bool {
    reached.last().copied().unwrap_or(false)
}
