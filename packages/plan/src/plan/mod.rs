mod asset;
mod category;
mod feed;
mod governance;
mod parties;
mod people;
mod sums;

use std::collections::BTreeSet;

use milegate_core::Span;
use milegate_core::ledger::{Curve, Gate, Service};
use milegate_core::milestone::{OnSilence, Policy};

use crate::party::Party;
use crate::place::{At, Place};

pub use asset::{Asset, BondDenom, Limit, Power, Powers, SinkTo};
pub use category::{Category, Grant, Leavers, Reserve};
pub use feed::{Feed, FeedLeaf, StateLeaf};
pub use governance::{ClassRule, Governance, Guardian, Source, Stake, Uncited};
pub use people::{Address, Member, Multisig, Witness, WitnessKind};

/// A plan as read: every name, amount and date, with its place; defaults filled in.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Name, for people and labels.
    pub name: At<String>,
    /// Before this instant no evidence counts; the vault is sealed before it, Unix seconds.
    pub start: At<u64>,
    /// What the plan rests on.
    pub documents: Vec<Document>,
    /// Expected milliseconds between blocks.
    pub block_time: At<u64>,
    /// Prefix of addresses.
    pub prefix: At<String>,
    /// Codes of warnings the authors accept.
    pub allow: Vec<At<String>>,
    /// What is allocated.
    pub asset: Asset,
    /// Named addresses.
    pub addresses: Vec<Address>,
    /// Multisigs that the plan creates.
    pub multisigs: Vec<Multisig>,
    /// Accounts that do not circulate.
    pub excluded: Vec<At<Party>>,
    /// The vault's own terms.
    pub vault: Vault,
    /// Classes of insiders.
    pub categories: Vec<Category>,
    /// Grants, in the order of the file, category by category.
    pub grants: Vec<Grant>,
    /// Schedules.
    pub schedules: Vec<Schedule>,
    /// What bonds are paid in.
    pub bond_denom: At<BondDenom>,
    /// Where lost bonds go.
    pub bond_sink: At<SinkTo>,
    /// Milestones.
    pub milestones: Vec<Milestone>,
    /// Witnesses that policies name.
    pub witnesses: Vec<Witness>,
    /// What reporters report.
    pub feeds: Vec<Feed>,
    /// Staked tokens, if they weigh anything.
    pub stake: Option<Stake>,
    /// The plan's own governance, if it has one.
    pub governance: Option<Governance>,
    /// The plan file.
    pub file: Place,
    /// Sections (`schedule.team`) whose text could not be read in full.
    pub(crate) broken: BTreeSet<String>,
}

/// A document the plan rests on.
#[derive(Clone, Debug)]
pub struct Document {
    /// Title.
    pub title: String,
    /// Where it is.
    pub uri: String,
    /// SHA-256, hex.
    pub sha256: String,
}

/// The vault.
#[derive(Clone, Debug)]
pub struct Vault {
    /// Limit over all categories.
    pub guard: Option<At<Limit>>,
    /// Seconds from a conclusion to the first token behind it.
    pub notice: At<u64>,
    /// Where forfeited tokens go.
    pub sink: At<SinkTo>,
    /// Adds the grants.
    pub issuer: At<Party>,
    /// Seals and pays.
    pub funder: At<Party>,
    /// May cancel a termination, nothing else; none if nobody may.
    pub governance: Option<At<Party>>,
    /// How long an announced change of payee waits.
    pub payee_delay: At<Span>,
    /// How long an announced recovery waits.
    pub recovery_delay: At<Span>,
}

/// Rules of release.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// Its name.
    pub name: At<String>,
    /// Its category.
    pub category: At<String>,
    /// What must be served.
    pub service: Option<At<Service>>,
    /// Its parts.
    pub tranches: Vec<Tranche>,
}

/// One part of a schedule.
#[derive(Clone, Debug)]
pub struct Tranche {
    /// Share as written.
    pub share: At<String>,
    /// Base units per lot; none if the share does not divide into the lot.
    pub weight: Option<u64>,
    /// Share in parts of `denominator`.
    pub numerator: u64,
    /// See `numerator`.
    pub denominator: u64,
    /// Its gate, with what a miss means.
    pub gate: At<Gate>,
    /// Its curve.
    pub curve: At<Curve>,
}

/// A claim about the world.
#[derive(Clone, Debug)]
pub struct Milestone {
    /// Its name.
    pub name: At<String>,
    /// What must be true.
    pub statement: String,
    /// Schema of evidence.
    pub schema: At<String>,
    /// The policy as written.
    pub policy_text: At<String>,
    /// The policy.
    pub policy: Policy,
    /// Witnesses the policy names, in order, with the place of the name.
    pub leaves: Vec<At<String>>,
    /// Last instant of the fact, Unix seconds.
    pub deadline: At<u64>,
    /// Challenge window.
    pub window: At<Span>,
    /// How long evidence is taken after the deadline.
    pub last_call: At<Span>,
    /// How long the court has.
    pub court_limit: At<Span>,
    /// How long a committee may take.
    pub freshness: At<Span>,
    /// Settles disputes.
    pub court: At<Party>,
    /// Price of a challenge, base units.
    pub bond: At<u128>,
    /// What a silent court means.
    pub on_silence: OnSilence,
}

impl Plan {
    /// A category by name.
    pub fn category(&self, name: &str) -> Option<&Category> {
        self.categories
            .iter()
            .find(|category| *category.name == name)
    }

    /// A grant by reference.
    pub fn grant(&self, reference: &str) -> Option<&Grant> {
        self.grants
            .iter()
            .find(|grant| *grant.reference == reference)
    }

    /// A milestone by name.
    pub fn milestone(&self, name: &str) -> Option<&Milestone> {
        self.milestones
            .iter()
            .find(|milestone| *milestone.name == name)
    }

    /// A schedule by name.
    pub fn schedule(&self, name: &str) -> Option<&Schedule> {
        self.schedules
            .iter()
            .find(|schedule| *schedule.name == name)
    }

    /// A witness by name.
    pub fn witness(&self, name: &str) -> Option<&Witness> {
        self.witnesses.iter().find(|witness| *witness.name == name)
    }

    /// A multisig of the plan by name.
    pub fn multisig(&self, name: &str) -> Option<&Multisig> {
        self.multisigs
            .iter()
            .find(|multisig| *multisig.name == name)
    }
}
