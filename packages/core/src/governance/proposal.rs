use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint64;

use super::status::{End, over};
use super::{Choice, Effect, Outcome, Period, Recusal, Refusal, Tally, Terms, Voter};
use crate::Point;

/// What changes while a proposal lives. Who must not vote is the caller's to say (`interested`).
#[cw_serde]
#[derive(Eq)]
pub struct Proposal {
    /// Ballots and recused power.
    pub tally: Tally,
    /// Power behind each option of a signal.
    pub options: Vec<Uint64>,
    /// What ended it before time did.
    pub end: Option<End>,
}

impl Proposal {
    /// A proposal without ballots.
    pub fn new(terms: &Terms) -> Proposal {
        Proposal {
            tally: Tally::default(),
            options: vec![Uint64::zero(); usize::from(terms.options)],
            end: None,
        }
    }

    /// What the ballots come to, so far or for good.
    pub fn tally(&self, terms: &Terms) -> Outcome {
        self.tally.outcome(terms, &self.options)
    }

    /// Takes a ballot. Each voter has one and keeps it.
    pub fn vote(
        &self,
        terms: &Terms,
        now: Point,
        voter: Voter,
        interested: bool,
        choice: Choice,
    ) -> Result<(Proposal, Voter), Refusal> {
        if self.period(terms, now)? != (Period::Voting {}) {
            let end = terms.voting_ends();
            return Err(Refusal::VotingOver { end, now });
        }
        terms.check_choice(choice)?;
        if voter.power.is_zero() {
            return Err(Refusal::NoPower {});
        }
        if voter.proven.is_some() {
            return Err(Refusal::Recused {});
        }
        if interested && terms.recusal != Recusal::Nobody {
            return Err(Refusal::Interested {});
        }
        if let Some(choice) = voter.ballot {
            return Err(Refusal::AlreadyVoted { choice });
        }

        let mut next = self.clone();
        next.count(choice, |sum| sum.checked_add(voter.power).ok())?;
        next.check_total(terms)?;

        Ok((
            next,
            Voter {
                ballot: Some(choice),
                ..voter
            },
        ))
    }

    /// Somebody shows that a voter is interested. Showing it twice does nothing.
    pub fn prove(
        &self,
        terms: &Terms,
        now: Point,
        voter: Voter,
        interested: bool,
    ) -> Result<(Proposal, Voter, Effect), Refusal> {
        let period = self.period(terms, now)?;
        if terms.recusal == Recusal::Nobody {
            return Err(Refusal::NobodyRecused { class: terms.class });
        }
        if voter.power.is_zero() {
            return Err(Refusal::NoPower {});
        }
        if voter.proven.is_some() {
            return Ok((self.clone(), voter, Effect::Nothing));
        }
        if !interested {
            return Err(Refusal::NotInterested {});
        }

        let effect = match (period, voter.ballot) {
            (Period::Voting {}, ballot) => Effect::Recused { ballot },
            (Period::Tail {}, Some(ballot)) => Effect::Struck { ballot },
            (Period::Tail {}, None) => return Ok((self.clone(), voter, Effect::Nothing)),
        };
        let mut next = self.clone();
        if let Some(choice) = voter.ballot {
            next.count(choice, |sum| sum.checked_sub(voter.power).ok())?;
        }
        if period == (Period::Voting {}) {
            let recused = next.tally.recused.checked_add(voter.power);
            next.tally.recused = recused.map_err(|_| out_of_range("the recused power"))?;
        }
        next.check_total(terms)?;

        Ok((
            next,
            Voter {
                proven: Some(period),
                ..voter
            },
            effect,
        ))
    }

    /// Undoes a proof of who is no longer interested, in the period that it was made in: a grant
    /// that was planted on a voter silences him for as long as it takes him to decline it. His
    /// ballot, if he had one, counts again; if not, he may vote.
    pub fn readmit(
        &self,
        terms: &Terms,
        now: Point,
        voter: Voter,
        interested: bool,
    ) -> Result<(Proposal, Voter), Refusal> {
        let period = self.period(terms, now)?;
        let Some(proven) = voter.proven else {
            return Err(Refusal::NotProven {});
        };
        if interested {
            return Err(Refusal::StillInterested {});
        }
        if proven != period {
            let end = terms.voting_ends();
            return Err(Refusal::ProvenInVoting { end, now });
        }

        let mut next = self.clone();
        if period == (Period::Voting {}) {
            let recused = next.tally.recused.checked_sub(voter.power);
            next.tally.recused = recused.map_err(|_| out_of_range("the recused power"))?;
        }
        if let Some(choice) = voter.ballot {
            next.count(choice, |sum| sum.checked_add(voter.power).ok())?;
        }
        next.check_total(terms)?;

        Ok((
            next,
            Voter {
                proven: None,
                ..voter
            },
        ))
    }

    /// The period, or why nothing about ballots can change any more.
    fn period(&self, terms: &Terms, now: Point) -> Result<Period, Refusal> {
        if let Some(end) = self.end {
            return Err(Refusal::Ended { end });
        }
        let end = terms.tail_ends();
        match (over(terms.voting_ends(), now), over(end, now)) {
            (_, true) => Err(Refusal::ResultFixed { end, now }),
            (true, false) => Ok(Period::Tail {}),
            (false, false) => Ok(Period::Voting {}),
        }
    }

    /// Puts the sums that a ballot is part of through `change`.
    fn count(
        &mut self,
        choice: Choice,
        change: impl Fn(Uint64) -> Option<Uint64>,
    ) -> Result<(), Refusal> {
        let apply = |sum: &mut Uint64| match change(*sum) {
            Some(changed) => {
                *sum = changed;
                Ok(())
            }
            None => Err(out_of_range("a sum of ballots")),
        };
        match choice {
            Choice::Yes {} => apply(&mut self.tally.yes),
            Choice::No {} => apply(&mut self.tally.no),
            Choice::Abstain {} => apply(&mut self.tally.abstain),
            Choice::Veto {} => {
                apply(&mut self.tally.no)?;
                apply(&mut self.tally.veto)
            }
            Choice::Option { option } => {
                apply(&mut self.tally.yes)?;
                let sum = self.options.get_mut(usize::from(option));
                apply(sum.ok_or_else(|| out_of_range("an option"))?)
            }
        }
    }

    /// A power source that gives its members more than their total is not believed.
    fn check_total(&self, terms: &Terms) -> Result<(), Refusal> {
        let Tally {
            yes, no, abstain, ..
        } = self.tally;
        let counted = [no, abstain, self.tally.recused]
            .into_iter()
            .try_fold(yes, |sum, part| sum.checked_add(part).ok());
        match counted {
            Some(counted) if counted <= terms.total => Ok(()),
            _ => Err(Refusal::OutOfElectorate { total: terms.total }),
        }
    }
}

fn out_of_range(figure: &'static str) -> Refusal {
    Refusal::OutOfRange { figure }
}
