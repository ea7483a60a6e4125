use cosmwasm_schema::cw_serde;
use cosmwasm_std::{HexBinary, Uint64, Uint128};

use super::{Check, Measure};
use crate::Span;
use crate::oracle::Window;

/// Who can testify that a milestone is reached.
///
/// `A` is the type of an address: `String` in messages, `Addr` once validated.
#[cw_serde]
pub enum WitnessKind<A> {
    /// Members of a cw4 group, weighed at the height at which their sitting began.
    Committee {
        /// The cw4 group.
        group: A,
        /// Weight that must attest. At least two members must, whatever their weight.
        threshold: Uint64,
        /// A member's weight is the lesser of the sitting's height and this many blocks before.
        seat_age: u64,
    },
    /// One address: a multisig, a DAO, a governance contract or a module account.
    Authority {
        /// The address whose message counts.
        address: A,
    },
    /// Anyone who is not interested, with a bond that he loses if what he says is struck.
    Assertion {
        /// What the first assertion costs, in the contract's bond denom; each one that was struck
        /// doubles it.
        bond: Uint128,
    },
    /// What another contract answers, held for some time. Anyone observes it.
    State {
        /// The contract.
        contract: A,
        /// The code it runs, by its number on the chain. Other code suspends the leaf for good.
        code_id: u64,
        /// SHA-256 of that code, 32 bytes, hex.
        checksum: HexBinary,
        /// The smart query, JSON as text.
        query: String,
        /// What must be true of the answer, all of it.
        checks: Vec<Check>,
        /// For how long it must be true, seconds.
        held: u64,
        /// How often it must have been seen in that time, at least.
        observations: u32,
        /// Seconds between two true observations, at least.
        spacing: u64,
    },
    /// What a window of an oracle's feed comes to. Anyone observes it.
    Feed {
        /// The oracle.
        oracle: A,
        /// The feed, by its name there.
        feed: String,
        /// The window, by its place in the feed's terms, from 0.
        window: u8,
        /// What the oracle registered there, with the longest gap; compared at birth.
        registered: Window,
        /// What is asked of the window.
        measure: Measure,
        /// What it must come to, at least, in the feed's decimals; for a minimum the registered
        /// least.
        target: Uint128,
        /// Periods of the window that must have a value, at least.
        observations: u32,
    },
}

/// A named leaf of a policy.
#[cw_serde]
pub struct Witness<A> {
    /// Name, unique within the milestone.
    pub name: String,
    /// Who it is.
    pub kind: WitnessKind<A>,
}

/// When a milestone counts as shown: a tree over its witnesses.
#[cw_serde]
pub enum Policy {
    /// One witness, by name.
    Witness {
        /// Its name.
        name: String,
    },
    /// Every branch.
    All {
        /// The branches.
        of: Vec<Policy>,
    },
    /// At least one branch.
    Any {
        /// The branches.
        of: Vec<Policy>,
    },
    /// At least `count` branches.
    AtLeast {
        /// How many.
        count: u8,
        /// The branches.
        of: Vec<Policy>,
    },
}

/// What a dispute comes to when the court stays silent.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum OnSilence {
    /// The milestone is reached.
    Stands,
    /// The challenged attestations are struck.
    Falls,
}

/// What a court says of a challenged milestone.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum Verdict {
    /// The attestations hold.
    Stands,
    /// The attestations are false.
    False,
}

impl Verdict {
    /// Its name in messages and events.
    pub const fn word(self) -> &'static str {
        match self {
            Verdict::Stands => "stands",
            Verdict::False => "false",
        }
    }
}

/// What an attestor puts forward, to be fetched and checked by anyone.
#[cw_serde]
pub struct Evidence {
    /// Schema of the document; must be the milestone's.
    pub schema: String,
    /// Where the document is.
    pub uri: String,
    /// SHA-256 of the document, 32 bytes, hex.
    pub digest: HexBinary,
    /// What was measured.
    pub metric: String,
    /// What it came to, as text, in the metric's own unit.
    pub value: String,
}

/// The frozen terms of a milestone.
#[cw_serde]
pub struct Terms<A> {
    /// Name, unique in its contract.
    pub name: String,
    /// What must be true, in words a court can judge.
    pub statement: String,
    /// Schema that evidence must follow.
    pub schema: String,
    /// Leaves of the policy.
    pub witnesses: Vec<Witness<A>>,
    /// When the witnesses suffice.
    pub policy: Policy,
    /// No evidence before this instant, nor about a fact before it, Unix seconds.
    pub start: u64,
    /// Last instant of the fact, Unix seconds; evidence may follow during the last call.
    pub deadline: u64,
    /// Challenge window: how long anyone may dispute a satisfied policy.
    pub window: Span,
    /// How long evidence is taken after the deadline, and after a late fall.
    pub last_call: Span,
    /// How long the court has after the window.
    pub court_limit: Span,
    /// How long a committee may take from its first attestation to its threshold.
    pub freshness: Span,
    /// Settles disputes.
    pub court: A,
    /// Price of a challenge, in the contract's bond denom.
    pub bond: Uint128,
    /// What a silent court means.
    pub on_silence: OnSilence,
}

impl<A> Terms<A> {
    /// The leaf of that name and its place in the list of leaves.
    pub fn leaf(&self, name: &str) -> Option<(usize, &Witness<A>)> {
        self.witnesses
            .iter()
            .enumerate()
            .find(|(_, witness)| witness.name == name)
    }

    /// The same terms with every address put through `map`.
    pub fn try_map<B, E>(self, map: &mut dyn FnMut(A) -> Result<B, E>) -> Result<Terms<B>, E> {
        let mut witnesses = Vec::with_capacity(self.witnesses.len());
        for Witness { name, kind } in self.witnesses {
            let kind = match kind {
                WitnessKind::Committee {
                    group,
                    threshold,
                    seat_age,
                } => WitnessKind::Committee {
                    group: map(group)?,
                    threshold,
                    seat_age,
                },
                WitnessKind::Authority { address } => WitnessKind::Authority {
                    address: map(address)?,
                },
                WitnessKind::Assertion { bond } => WitnessKind::Assertion { bond },
                WitnessKind::State {
                    contract,
                    code_id,
                    checksum,
                    query,
                    checks,
                    held,
                    observations,
                    spacing,
                } => WitnessKind::State {
                    contract: map(contract)?,
                    code_id,
                    checksum,
                    query,
                    checks,
                    held,
                    observations,
                    spacing,
                },
                WitnessKind::Feed {
                    oracle,
                    feed,
                    window,
                    registered,
                    measure,
                    target,
                    observations,
                } => WitnessKind::Feed {
                    oracle: map(oracle)?,
                    feed,
                    window,
                    registered,
                    measure,
                    target,
                    observations,
                },
            };
            witnesses.push(Witness { name, kind });
        }

        Ok(Terms {
            name: self.name,
            statement: self.statement,
            schema: self.schema,
            witnesses,
            policy: self.policy,
            start: self.start,
            deadline: self.deadline,
            window: self.window,
            last_call: self.last_call,
            court_limit: self.court_limit,
            freshness: self.freshness,
            court: map(self.court)?,
            bond: self.bond,
            on_silence: self.on_silence,
        })
    }
}
