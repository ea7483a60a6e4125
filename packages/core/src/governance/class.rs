use std::fmt;

use cosmwasm_schema::cw_serde;

use super::{RuleError, Rules, limits};

/// What a proposal can do, from the least to the most. The order is that of strictness.
#[cw_serde]
#[derive(Copy, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Asks the community. Does nothing.
    Signal,
    /// Settles one dispute about a milestone. Carries no messages.
    Dispute,
    /// Testifies that a milestone is reached, or takes that back.
    Attest,
    /// Moves funds.
    Spend,
    /// Changes rules or the guardian.
    Rules,
    /// Changes code or who may vote on it, or does what nothing here can foresee.
    Code,
}

impl Class {
    /// All of them, in order.
    pub const ALL: [Class; 6] = [
        Class::Signal,
        Class::Dispute,
        Class::Attest,
        Class::Spend,
        Class::Rules,
        Class::Code,
    ];

    /// Its name in messages and events.
    pub const fn word(self) -> &'static str {
        match self {
            Class::Signal => "signal",
            Class::Dispute => "dispute",
            Class::Attest => "attest",
            Class::Spend => "spend",
            Class::Rules => "rules",
            Class::Code => "code",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One thing that a message does. A message that does several has several kinds: a call with funds
/// attached is what it calls, and a spend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Testifies to a milestone, or retracts.
    Attest,
    /// Sends tokens, pays out of the treasury, or attaches funds.
    Spend,
    /// Cancels an announced termination: unserved lots stay with their holder.
    CancelTermination,
    /// Adds milestones for later vaults.
    AddMilestones,
    /// Replaces the rules by others.
    Rules(Box<Rules>),
    /// Appoints, replaces or removes the guardian.
    Guardian,
    /// Instantiates or stores code, migrates, changes or clears an admin.
    Code,
    /// Grants an authorisation, or is raw protobuf: can do anything.
    Raw,
    /// Calls a contract or a function that is not on the list.
    Unlisted,
    /// Settles a dispute.
    Settle,
    /// Proposes, votes, proves, executes or cancels at the governance contract itself.
    Own,
}

/// What a proposal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content<'a> {
    /// A question with so many answers.
    Signal {
        /// How many.
        options: u8,
    },
    /// A dispute about a milestone.
    Dispute,
    /// Messages, by all that they do.
    Messages(&'a [Kind]),
}

/// Who must not vote on a proposal (spec 4, *interested*).
#[cw_serde]
#[derive(Copy, Eq, PartialOrd, Ord)]
pub enum Recusal {
    /// Everybody may vote.
    Nobody,
    /// Not who is interested in a milestone that the proposal names.
    Milestones,
    /// Not who is interested in any grant.
    Grants,
}

impl Kind {
    /// The class that the kind alone would take. None if no proposal may carry it.
    pub(super) fn class(&self, rules: &Rules) -> Option<Class> {
        Some(match self {
            Kind::Attest => Class::Attest,
            Kind::Spend | Kind::CancelTermination => Class::Spend,
            Kind::Guardian => Class::Rules,
            Kind::Rules(new) => rules.strictest_touched(new).max(Class::Rules),
            // Vaults say who is barred from votes on rules and code.
            Kind::AddMilestones | Kind::Code | Kind::Raw | Kind::Unlisted => Class::Code,
            Kind::Settle | Kind::Own => return None,
        })
    }

    const fn recusal(&self) -> Recusal {
        match self {
            Kind::Attest | Kind::Settle => Recusal::Milestones,
            Kind::Spend | Kind::Own => Recusal::Nobody,
            Kind::CancelTermination
            | Kind::AddMilestones
            | Kind::Rules(_)
            | Kind::Guardian
            | Kind::Code
            | Kind::Raw
            | Kind::Unlisted => Recusal::Grants,
        }
    }
}

impl Content<'_> {
    /// Its class: the strictest of those that its messages would take alone.
    ///
    /// The guardian is changed by a proposal of its own: he cannot cancel that one, so whatever
    /// came with it would be out of his reach.
    pub fn class(&self, rules: &Rules) -> Result<Class, RuleError> {
        let kinds = match self {
            Content::Signal { options } => {
                let range = limits::FEWEST_OPTIONS..=limits::MOST_OPTIONS;
                return match range.contains(options) {
                    true => Ok(Class::Signal),
                    false => Err(RuleError::Options { count: *options }),
                };
            }
            Content::Dispute => return Ok(Class::Dispute),
            Content::Messages(kinds) => *kinds,
        };

        let count = kinds.len();
        if count == 0 || count > limits::KINDS {
            return Err(RuleError::Kinds { count });
        }
        if count > 1 && kinds.contains(&Kind::Guardian) {
            return Err(RuleError::GuardianNotAlone { count });
        }

        kinds.iter().try_fold(Class::Attest, |strictest, kind| {
            if let Kind::Rules(new) = kind {
                rules.check_successor(new)?;
            }
            match kind.class(rules) {
                Some(class) => Ok(strictest.max(class)),
                None if *kind == Kind::Settle => Err(RuleError::SettleByMessage {}),
                None => Err(RuleError::OnItself {}),
            }
        })
    }

    /// Who must not vote on it.
    pub fn recusal(&self) -> Recusal {
        match self {
            Content::Signal { .. } => Recusal::Nobody,
            Content::Dispute => Recusal::Milestones,
            Content::Messages(kinds) => kinds
                .iter()
                .map(Kind::recusal)
                .max()
                .unwrap_or(Recusal::Grants),
        }
    }

    /// Whether it changes the guardian, who therefore cannot cancel it.
    pub fn is_about_guardian(&self) -> bool {
        matches!(self, Content::Messages(kinds) if kinds.contains(&Kind::Guardian))
    }

    /// All kinds of its messages.
    pub(super) const fn kinds(&self) -> &[Kind] {
        match self {
            Content::Messages(kinds) => kinds,
            _ => &[],
        }
    }
}
