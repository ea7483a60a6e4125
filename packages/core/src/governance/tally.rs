use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Uint64, Uint128};
use thiserror::Error;

use super::{Class, Share, Terms};
use crate::milestone::Verdict;

/// What counts of the ballots: sums of power.
#[cw_serde]
#[derive(Copy, Eq, Default)]
pub struct Tally {
    /// For it. In a dispute: "false". In a signal: for any option.
    pub yes: Uint64,
    /// Against it, vetoes included. In a dispute: "stands".
    pub no: Uint64,
    /// Neither.
    pub abstain: Uint64,
    /// Those of `no` that call it an abuse: they cost the deposit.
    pub veto: Uint64,
    /// Proven to be interested by the end of the voting, whether they voted or not.
    pub recused: Uint64,
}

/// How a proposal ended, or would end if nothing more came.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Outcome {
    /// What was decided.
    pub decision: Decision,
    /// Power that was recused by the end of the voting.
    pub recused: Uint64,
}

/// What the ballots come to.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum Decision {
    /// The messages may be executed.
    Passes {},
    /// A dispute is settled.
    Settles {
        /// How.
        verdict: Verdict,
    },
    /// A question is answered.
    Answers {
        /// The option, from 0.
        option: u8,
    },
    /// Nothing follows. For a dispute: silence.
    Fails {
        /// The first condition that is not met.
        why: Shortfall,
    },
}

/// The condition that the ballots do not meet. Powers throughout.
#[cw_serde]
#[derive(Error, Copy, Eq)]
pub enum Shortfall {
    /// Nobody has power.
    #[error("there is no electorate")]
    NoElectorate {},
    /// Too little of the token is staked for anything but signals.
    #[error("the electorate of {total} is below {least}")]
    ThinElectorate {
        /// All power.
        total: Uint64,
        /// What is needed.
        least: Uint64,
    },
    /// Too few voted: `Y + N + A < ceil(q E)`.
    #[error("{cast} voted, {least} are needed")]
    Quorum {
        /// Ballots of any kind.
        cast: Uint64,
        /// What is needed.
        least: Uint64,
    },
    /// The side that leads is too small a part of everybody: `Y < ceil(f T)`.
    #[error("{power} is below the floor of {least}")]
    Floor {
        /// Ballots of that side.
        power: Uint64,
        /// What is needed.
        least: Uint64,
    },
    /// The side is not large enough beside the others: `Y <= theta (Y + N)`.
    #[error("{power} of {of} is not more than {threshold}")]
    Threshold {
        /// Ballots of that side.
        power: Uint64,
        /// Ballots of all sides.
        of: Uint64,
        /// What must be exceeded.
        threshold: Share,
    },
    /// Two sides, or two options, are equally large.
    #[error("two sides have {power} each")]
    Tie {
        /// What each has.
        power: Uint64,
    },
}

impl Tally {
    /// Ballots of any kind: `Y + N + A`. Sums are bounded by the total when ballots are taken.
    pub fn cast(&self) -> Uint64 {
        self.yes
            .saturating_add(self.no)
            .saturating_add(self.abstain)
    }

    /// The largest share of the ballots that insiders could have had: everything that grants had
    /// paid out, as power, as if all of it had been staked and had voted, and none been proven.
    pub fn insiders(&self, terms: &Terms, paid: Uint128) -> Share {
        let paid = u64::try_from(paid.u128()).map_or(terms.total, Uint64::new);
        Share::at_most(paid.min(terms.total), self.cast())
    }

    /// Whether enough voted: `Y + N + A >= ceil(q E)`, `E = T - R` (spec 4).
    fn quorum(&self, terms: &Terms) -> Result<(), Shortfall> {
        let base = terms.total.saturating_sub(self.recused);
        let (cast, least) = (self.cast(), terms.rule.quorum.of(base));
        match cast < least {
            true => Err(Shortfall::Quorum { cast, least }),
            false => Ok(()),
        }
    }

    /// Whether the deposit is lost: enough voted, and more than half of what was cast is vetoes.
    pub(super) fn is_vetoed(&self, terms: &Terms) -> bool {
        let half = Share::WHOLE.basis_points() / 2;
        self.quorum(terms).is_ok() && Share::new(half).is_exceeded(self.veto, self.cast())
    }

    /// What the ballots come to; `options` are those of a signal.
    pub(super) fn outcome(&self, terms: &Terms, options: &[Uint64]) -> Outcome {
        let decided = match terms.class {
            Class::Signal => self.answers(terms, options),
            Class::Dispute => self.settles(terms),
            Class::Attest | Class::Spend | Class::Rules | Class::Code => self.passes(terms),
        };

        Outcome {
            decision: decided.unwrap_or_else(|why| Decision::Fails { why }),
            recused: self.recused,
        }
    }

    /// Passes iff `T > 0`, `Y + N + A >= ceil(q E)`, `Y >= ceil(f T)`, `Y > theta (Y + N)` (spec 4).
    fn passes(&self, terms: &Terms) -> Result<Decision, Shortfall> {
        terms.electorate()?;
        self.quorum(terms)?;
        let sides = self.yes.saturating_add(self.no);
        leads(terms, self.yes, sides)?;

        Ok(Decision::Passes {})
    }

    /// False: quorum and `Y > N`. Stands: quorum, `N > Y`, `N >= ceil(f T)`. Else silence (spec 4).
    fn settles(&self, terms: &Terms) -> Result<Decision, Shortfall> {
        terms.electorate()?;
        self.quorum(terms)?;
        let verdict = match self.yes.cmp(&self.no) {
            std::cmp::Ordering::Greater => Verdict::False,
            std::cmp::Ordering::Equal => return Err(Shortfall::Tie { power: self.no }),
            std::cmp::Ordering::Less => {
                floor(terms, self.no)?;
                Verdict::Stands
            }
        };

        Ok(Decision::Settles { verdict })
    }

    /// The option with the most power, if no other has as much and it leads as a yes would.
    fn answers(&self, terms: &Terms, options: &[Uint64]) -> Result<Decision, Shortfall> {
        terms.some_power()?;
        self.quorum(terms)?;
        let most = options.iter().max().copied().unwrap_or_default();
        let mut leading = (0u8..).zip(options).filter(|(_, power)| **power == most);
        let (Some((option, _)), None) = (leading.next(), leading.next()) else {
            return Err(Shortfall::Tie { power: most });
        };
        leads(terms, most, self.yes)?;

        Ok(Decision::Answers { option })
    }
}

fn leads(terms: &Terms, power: Uint64, of: Uint64) -> Result<(), Shortfall> {
    floor(terms, power)?;
    let threshold = terms.rule.threshold;
    match threshold.is_exceeded(power, of) {
        true => Ok(()),
        false => Err(Shortfall::Threshold {
            power,
            of,
            threshold,
        }),
    }
}

fn floor(terms: &Terms, power: Uint64) -> Result<(), Shortfall> {
    let least = terms.rule.floor.of(terms.total);
    match power < least {
        true => Err(Shortfall::Floor { power, least }),
        false => Ok(()),
    }
}
