use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Uint64, Uint128};

use super::{Class, Content, Kind, Recusal, Refusal, Rule, RuleError, Rules, Share, Shortfall};
use crate::Point;

/// Who can vote on a proposal, as the block before it knew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Electorate {
    /// All power at the height of the opening, before that block.
    pub total: Uint64,
    /// The power that the token's whole supply would carry if it were staked. None if power does
    /// not come from a token.
    pub supply: Option<Uint128>,
}

/// What is fixed when a proposal opens.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Terms {
    /// Its class.
    pub class: Class,
    /// The rule it goes by, whatever the rules become.
    pub rule: Rule,
    /// Who must not vote.
    pub recusal: Recusal,
    /// The block that opened it. Ballots weigh what their voters' power was before it.
    pub opened: Point,
    /// All power, `T`.
    pub total: Uint64,
    /// The least total with which anything but a signal passes.
    pub least_total: Uint64,
    /// Options of a signal, else 0.
    pub options: u8,
    /// Whether it changes the guardian.
    pub about_guardian: bool,
}

impl Terms {
    /// The terms of a proposal that opens now.
    pub fn new(
        rules: &Rules,
        content: &Content<'_>,
        opened: Point,
        electorate: Electorate,
    ) -> Result<Terms, RuleError> {
        let (class, rule) = rules.bar(content)?;
        let least = content.kinds().iter().fold(rules.electorate, strictest);
        let supply = electorate.supply.unwrap_or_default();

        Ok(Terms {
            class,
            rule,
            recusal: content.recusal(),
            opened,
            total: electorate.total,
            least_total: least.of_amount(supply.u128()),
            options: match content {
                Content::Signal { options } => *options,
                _ => 0,
            },
            about_guardian: content.is_about_guardian(),
        })
    }

    /// Refuses what recuses somebody before `start`, Unix seconds: until then vaults may still be
    /// sealed, and their holders are not known.
    pub fn check_start(&self, start: u64) -> Result<(), Refusal> {
        let now = self.opened.time;
        match self.recusal != Recusal::Nobody && now < start {
            true => Err(Refusal::BeforeStart { start, now }),
            false => Ok(()),
        }
    }

    /// First point after the voting.
    pub const fn voting_ends(&self) -> Point {
        self.opened.after(self.rule.voting)
    }

    /// First point at which the result is fixed.
    pub const fn tail_ends(&self) -> Point {
        self.voting_ends().after(self.rule.tail)
    }

    /// First point at which it may be executed, if it passes.
    pub const fn executable(&self) -> Point {
        self.voting_ends().after(self.rule.delay)
    }

    /// First point at which it no longer may.
    pub const fn expires(&self) -> Point {
        self.executable().after(self.rule.window)
    }

    pub(super) fn some_power(&self) -> Result<(), Shortfall> {
        match self.total.is_zero() {
            true => Err(Shortfall::NoElectorate {}),
            false => Ok(()),
        }
    }

    /// Whether the electorate is large enough for anything but a signal.
    pub(super) fn electorate(&self) -> Result<(), Shortfall> {
        self.some_power()?;
        match self.total < self.least_total {
            true => Err(Shortfall::ThinElectorate {
                total: self.total,
                least: self.least_total,
            }),
            false => Ok(()),
        }
    }
}

/// A least electorate is introduced by one that is as large.
fn strictest(least: Share, kind: &Kind) -> Share {
    match kind {
        Kind::Rules(new) => least.max(new.electorate),
        _ => least,
    }
}
