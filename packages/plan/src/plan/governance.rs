use milegate_api::common::Denom;
use milegate_core::Span;
use milegate_core::governance::{Class, Payment, Rule, Rules, Share};
use milegate_core::stake;

use super::Plan;
use crate::party::Party;
use crate::place::{At, Place};
use crate::text::Amounts;

/// Tokens that weigh something while they are bonded: the plan's asset.
#[derive(Clone, Debug)]
pub struct Stake {
    /// The section.
    pub place: Place,
    /// Base units that weigh 1.
    pub tokens_per_weight: At<u128>,
    /// The least stake that weighs anything, base units.
    pub min_bond: At<u128>,
    /// Seconds that unbonded tokens wait.
    pub unbonding: At<u64>,
}

impl Stake {
    /// The same for the contract.
    pub fn terms(&self) -> stake::Terms {
        stake::Terms {
            tokens_per_weight: (*self.tokens_per_weight).into(),
            min_bond: (*self.min_bond).into(),
            unbonding_period: *self.unbonding,
        }
    }
}

/// Proposals that are voted on.
#[derive(Clone, Debug)]
pub struct Governance {
    /// The section.
    pub place: Place,
    /// Where power comes from.
    pub source: Source,
    /// What a proposal costs, base units of the denom of bonds.
    pub deposit: At<u128>,
    /// Proposals that one proposer may have in suspense.
    pub proposals: At<u32>,
    /// Seconds the same content is refused after its last proposal ended.
    pub cool_down: At<u64>,
    /// Total power, as a share of the supply, below which only signals pass.
    pub electorate: At<Share>,
    /// Who may cancel proposals for a time.
    pub guardian: Option<Guardian>,
    /// What may be paid without citing a signal.
    pub uncited: At<Vec<Uncited>>,
    /// A rule for each class, in the order of [`Class::ALL`].
    pub classes: [ClassRule; 6],
}

/// Where voting power comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The plan's own stake.
    Stake,
    /// A cw4 group: an address, or the group behind a multisig of the plan.
    Group(At<Party>),
}

/// Who may cancel proposals, and until when.
#[derive(Clone, Debug)]
pub struct Guardian {
    /// Who.
    pub address: At<Party>,
    /// First instant at which he no longer may, Unix seconds.
    pub expires: At<u64>,
}

/// So much of one denom may be paid without citing a signal.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncited {
    /// The denom, or the token.
    pub denom: Denom<Party>,
    /// How people write it.
    pub amounts: Amounts,
    /// Base units.
    pub amount: u128,
}

/// What a proposal of one class needs, and how long it takes.
#[derive(Clone, Debug)]
pub struct ClassRule {
    /// Ballots of any kind, as a share of the power that is not recused: at least.
    pub quorum: At<Share>,
    /// Yes, as a share of yes and no: more than.
    pub threshold: At<Share>,
    /// Yes, as a share of all power: at least.
    pub floor: At<Share>,
    /// How long ballots are taken.
    pub voting: At<Span>,
    /// How long interested voters may still be proven after that.
    pub tail: At<Span>,
    /// From the end of the voting to the first block that may execute.
    pub delay: At<Span>,
    /// How long it may then be executed.
    pub window: At<Span>,
}

impl ClassRule {
    /// The same for the contract.
    pub fn rule(&self) -> Rule {
        Rule {
            quorum: *self.quorum,
            threshold: *self.threshold,
            floor: *self.floor,
            voting: *self.voting,
            tail: *self.tail,
            delay: *self.delay,
            window: *self.window,
        }
    }

    /// From the opening to the first point at which it may be executed.
    pub fn executable(&self) -> Span {
        self.voting.then(*self.delay)
    }

    /// From the opening to the first point at which it no longer may.
    pub fn expires(&self) -> Span {
        self.executable().then(*self.window)
    }
}

impl Governance {
    /// The rule of a class.
    pub fn of(&self, class: Class) -> &ClassRule {
        let [signal, dispute, attest, spend, rules, code] = &self.classes;
        match class {
            Class::Signal => signal,
            Class::Dispute => dispute,
            Class::Attest => attest,
            Class::Spend => spend,
            Class::Rules => rules,
            Class::Code => code,
        }
    }

    /// All rules for the contract; `uncited` with addresses.
    pub fn rules(&self, uncited: Vec<Payment>) -> Rules {
        let of = |class| self.of(class).rule();
        Rules {
            revision: 1,
            signal: of(Class::Signal),
            dispute: of(Class::Dispute),
            attest: of(Class::Attest),
            spend: of(Class::Spend),
            rules: of(Class::Rules),
            code: of(Class::Code),
            electorate: *self.electorate,
            deposit: (*self.deposit).into(),
            proposals: *self.proposals,
            cool_down: *self.cool_down,
            uncited,
        }
    }
}

impl Plan {
    /// Names of contracts that the plan creates besides multisigs: `stake`, `governance`.
    pub(crate) fn contract_names(&self) -> Vec<At<String>> {
        let named = |name: &str, place: &Place| At::new(name.to_owned(), place);
        let stake = self.stake.iter().map(|each| named("stake", &each.place));
        let governance = self.governance.iter();
        let governance = governance.map(|each| named("governance", &each.place));
        stake.chain(governance).collect()
    }

    /// Whether somebody is the plan's own governance: a vote, whoever sends the messages.
    pub fn is_governance(&self, party: &Party) -> bool {
        let is = |party: &Party| matches!(party, Party::Named(name) if name == "governance");
        self.governance.is_some() && self.follow(party).is_some_and(is)
    }
}
