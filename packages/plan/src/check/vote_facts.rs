//! Facts about votes: who has power, and what each class needs.

use milegate_core::Span;
use milegate_core::governance::{Class, Share};
use serde::Serialize;

use super::facts::as_text;
use super::votes::Insiders;
use crate::plan::{ClassRule, Governance, Plan, Source, Stake};
use crate::text::Amounts;

/// A stake.
#[derive(Clone, Debug, Serialize)]
pub struct StakeFact {
    /// Base units that weigh 1.
    #[serde(serialize_with = "as_text")]
    pub tokens_per_weight: u128,
    /// The least stake, base units.
    #[serde(serialize_with = "as_text")]
    pub min_bond: u128,
    /// Seconds that unbonded tokens wait.
    pub unbonding: u64,
}

/// The plan's own governance.
#[derive(Clone, Debug, Serialize)]
pub struct GovernanceFact {
    /// Where power comes from.
    pub source: String,
    /// What a proposal costs, in words.
    pub deposit: String,
    /// Proposals that one proposer may have in suspense.
    pub proposals: u32,
    /// Seconds before the same content may be proposed again.
    pub cool_down: u64,
    /// Total power, as a share of the supply, below which only signals pass; none if power does not
    /// come from the asset.
    pub electorate: Option<Share>,
    /// Who may cancel proposals.
    pub guardian: Option<String>,
    /// The fewest keys that can.
    pub guardian_keys: Option<u64>,
    /// Until when, Unix seconds.
    pub guardian_expires: Option<u64>,
    /// What may be paid without citing a signal, in words.
    pub uncited: Vec<String>,
    /// Each class, from the least to the most.
    pub classes: Vec<ClassFact>,
    /// The share of all power that insiders could have, if the plan knows it.
    pub insiders: Option<Share>,
}

/// What proposals of one class need, and how long they take.
#[derive(Clone, Debug, Serialize)]
pub struct ClassFact {
    /// The class.
    pub class: Class,
    /// Ballots, as a share of the power that is not recused: at least.
    pub quorum: Share,
    /// Yes, as a share of yes and no: more than.
    pub threshold: Share,
    /// Yes, as a share of all power: at least.
    pub floor: Share,
    /// How long ballots are taken.
    pub voting: Span,
    /// How long interested voters may still be proven after that.
    pub tail: Span,
    /// From the end of the voting to the first block that may execute.
    pub delay: Span,
    /// How long it may then be executed.
    pub window: Span,
}

pub fn stake(stake: &Stake) -> StakeFact {
    StakeFact {
        tokens_per_weight: *stake.tokens_per_weight,
        min_bond: *stake.min_bond,
        unbonding: *stake.unbonding,
    }
}

pub fn governance(plan: &Plan, governance: &Governance) -> GovernanceFact {
    let guardian = governance.guardian.as_ref();
    let staked = governance.source == Source::Stake;
    let words = |each: &crate::plan::Uncited| each.amounts.words(each.amount);
    GovernanceFact {
        source: match &governance.source {
            Source::Stake => "@stake".to_owned(),
            Source::Group(group) => group.to_string(),
        },
        deposit: Amounts::of_bonds(plan).words(*governance.deposit),
        proposals: *governance.proposals,
        cool_down: *governance.cool_down,
        electorate: staked.then_some(*governance.electorate),
        guardian: guardian.map(|each| each.address.to_string()),
        guardian_keys: guardian.and_then(|each| super::people::keys(plan, &each.address)),
        guardian_expires: guardian.map(|each| *each.expires),
        uncited: governance.uncited.iter().map(words).collect(),
        classes: Class::ALL
            .into_iter()
            .map(|each| class(each, governance.of(each)))
            .collect(),
        insiders: Insiders::of(plan, governance).map(|insiders| insiders.share()),
    }
}

fn class(class: Class, rule: &ClassRule) -> ClassFact {
    let rule = rule.rule();
    ClassFact {
        class,
        quorum: rule.quorum,
        threshold: rule.threshold,
        floor: rule.floor,
        voting: rule.voting,
        tail: rule.tail,
        delay: rule.delay,
        window: rule.window,
    }
}
