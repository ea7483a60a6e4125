use cosmwasm_std::HexBinary;
use milegate_core::governance::Share;
use milegate_core::milestone::{Check, Measure};
use milegate_core::oracle::Window;

use super::{Member, Plan, Power, Witness, WitnessKind};
use crate::party::Party;
use crate::place::At;

/// What is measured again and again, by people who report it to the oracle.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Its name.
    pub name: At<String>,
    /// What a value counts, for people.
    pub unit: At<String>,
    /// Digits of a value after its decimal point.
    pub decimals: At<u8>,
    /// Who reports: the members of a cw4 group that the plan creates.
    pub reporters: Vec<Member>,
    /// Part of their weight that must report in a period.
    pub quorum: At<Share>,
    /// Weight the author counts on, as in "2 of 3".
    pub of: Option<u64>,
    /// Seconds of a period.
    pub period: At<u64>,
    /// The least value that can be reported, scaled.
    pub min: At<u128>,
    /// The largest value that can be reported, scaled.
    pub max: At<u128>,
    /// First instant of the first period, Unix seconds.
    pub start: At<u64>,
}

impl Feed {
    /// Whole periods in so many seconds.
    pub fn periods(&self, seconds: u64) -> u32 {
        let periods = seconds.checked_div(*self.period).unwrap_or(0);
        u32::try_from(periods).unwrap_or(u32::MAX)
    }

    /// What all reporters weigh.
    pub fn total(&self) -> u64 {
        let weights = self.reporters.iter().map(|member| *member.weight);
        weights.fold(0, u64::saturating_add)
    }

    /// What must report in a period.
    pub fn quorum_weight(&self) -> u64 {
        self.quorum.of(self.total().into()).u64()
    }
}

/// What a witness asks of a feed.
#[derive(Clone, Debug)]
pub struct FeedLeaf {
    /// The feed, by name.
    pub feed: At<String>,
    /// What is asked of the window.
    pub measure: Measure,
    /// How long the window is, seconds.
    pub length: At<u64>,
    /// What it must come to at least, scaled.
    pub target: At<u128>,
    /// Periods that must have a value.
    pub min_reports: At<u32>,
    /// The longest time without a value, seconds.
    pub max_gap: At<u64>,
}

impl FeedLeaf {
    /// The window that the oracle registers for it.
    pub fn window(&self, feed: &Feed) -> Window {
        let minimum = self.measure == Measure::Minimum;
        Window {
            periods: feed.periods(*self.length),
            least: minimum.then(|| (*self.target).into()),
            max_gap: feed.periods(*self.max_gap),
        }
    }
}

/// What a witness asks of another contract.
#[derive(Clone, Debug)]
pub struct StateLeaf {
    /// The contract.
    pub contract: At<Party>,
    /// The code it runs, by its number on the chain.
    pub code_id: At<u64>,
    /// SHA-256 of that code.
    pub checksum: At<HexBinary>,
    /// The smart query, JSON.
    pub query: At<String>,
    /// What must be true of the answer.
    pub checks: Vec<At<Check>>,
    /// For how long, seconds.
    pub held: At<u64>,
    /// How often it must have been seen.
    pub observations: At<u32>,
    /// Seconds between two true observations.
    pub spacing: At<u64>,
    /// Who can change the contract or what it answers by a setting.
    pub admin: At<Power>,
}

impl Plan {
    /// A feed by name.
    pub fn feed(&self, name: &str) -> Option<&Feed> {
        self.feeds.iter().find(|feed| *feed.name == name)
    }

    /// Witnesses that ask a feed, in the order of the plan.
    pub(crate) fn leaves_of<'a>(
        &'a self,
        feed: &'a Feed,
    ) -> impl Iterator<Item = (&'a Witness, &'a FeedLeaf)> {
        let asks = |witness: &'a Witness| match &witness.kind {
            WitnessKind::Feed(leaf) if *leaf.feed == *feed.name => Some((witness, leaf)),
            _ => None,
        };
        self.witnesses.iter().filter_map(asks)
    }

    /// The windows that the oracle registers for a feed: those its witnesses ask for, once each.
    pub fn windows(&self, feed: &Feed) -> Vec<Window> {
        let mut windows = Vec::new();
        for (_, leaf) in self.leaves_of(feed) {
            let window = leaf.window(feed);
            if !windows.contains(&window) {
                windows.push(window);
            }
        }
        windows
    }
}
