//! What happens in a step. An act on proposals gives the number of the one it touched.

use cosmwasm_std::CosmosMsg;
use cw3::Vote;
use milegate_api::milestones::ExecuteMsg as ToMilestones;
use milegate_tests::governance::{WEIGHT, call, new_rules, pay};
use milegate_tests::suite::{Answer, DEADLINE, START, Suite, evidence};

use super::super::ghost::{Ballot, Ghost, Kind};
use super::{Life, PEOPLE};

impl Life {
    pub(super) fn act(&mut self) -> Option<usize> {
        match self.rng.within(0, 99) {
            0..=7 => self.propose(),
            8..=11 => self.conspire(),
            12..=45 => self.vote(),
            46..=57 => self.prove(),
            58..=64 => self.readmit(),
            65..=69 => self.change_hands(),
            70..=73 => self.give_up(),
            74..=76 => self.stake(),
            77..=85 => self.execute(),
            86..=91 => self.close(),
            92 => self.cancel(),
            _ => self.quarrel(),
        }
    }

    /// It goes through or not, as expected; no act on proposals touches the vault, a refusal touches
    /// nothing.
    #[track_caller]
    pub(super) fn does(
        &mut self,
        fits: bool,
        what: &str,
        action: impl FnOnce(&mut Suite) -> Answer,
    ) {
        let (vault, seed) = (self.suite.vault.clone(), self.seed);
        let before = (!fits).then(|| self.suite.chain.state_hash());
        let kept = fits.then(|| self.suite.chain.dump(&vault));
        let answer = action(&mut self.suite).map(drop);
        assert_eq!(answer.is_ok(), fits, "life {seed}, {what}: {answer:?}");
        if let Some(before) = before {
            assert_eq!(self.suite.chain.state_hash(), before, "life {seed}, {what}");
        }
        if let Some(kept) = kept {
            assert_eq!(self.suite.chain.dump(&vault), kept, "life {seed}, {what}");
        }
    }

    pub(super) fn pick(&mut self) -> &'static str {
        self.rng.pick::<&str>(&PEOPLE)
    }

    /// A proposal, mostly a late one.
    pub(super) fn one(&mut self) -> Option<(usize, Ghost)> {
        let count = self.ghosts.len() as u64;
        if count == 0 {
            return None;
        }
        let first = match self.rng.one_in(4) {
            true => 1,
            false => count.saturating_sub(3).max(1),
        };
        let id = self.rng.within(first, count) as usize;
        Some((id, self.ghosts[id - 1].clone()))
    }

    /// What opens now, about something.
    pub(super) fn opening(&self, kind: Kind, proposer: &'static str) -> Ghost {
        let opened = self.suite.point();
        let weights = self.at_height(opened.height).values();
        Ghost {
            kind,
            proposer,
            opened,
            total: weights.map(|weight| u128::from(*weight)).sum(),
            supply: self.suite.supply() / WEIGHT,
            ballots: [].into(),
            proven: [].into(),
            end: None,
            closed: false,
        }
    }

    fn propose(&mut self) -> Option<usize> {
        let kind = match self.rng.within(0, 9) {
            0..=1 => Kind::Attest("listing"),
            2..=3 => Kind::Attest("volume"),
            4..=6 => Kind::Pay,
            7 => Kind::Rules,
            _ => Kind::Ask,
        };
        self.propose_a(kind)
    }

    /// In one block a testimony opens, somebody votes on it, and gets a grant behind it.
    fn conspire(&mut self) -> Option<usize> {
        let id = self.propose_a(Kind::Attest("listing"))?;
        let who = *self.rng.pick(&["vera", "vito", "vlad", "ben"]);
        self.vote_as(who, id, Ballot::Yes);
        self.plant(who, "core");
        self.bought.push((id, who));
        Some(id)
    }

    fn propose_a(&mut self, kind: Kind) -> Option<usize> {
        let proposer = *self.rng.pick(&["vera", "vito", "ana"]);
        let mine = self.ghosts.iter().filter(|ghost| {
            ghost.proposer == proposer && !ghost.closed && ghost.kind != Kind::Dispute
        });
        let fits = mine.count() < self.cap;
        if !fits {
            self.reach("too many in suspense");
        }
        let ghost = self.opening(kind, proposer);
        self.tried += 1;
        let (nonce, cap) = (self.tried, self.rng.within(4, 7) as u32);
        self.does(fits, "propose", |suite| match kind {
            Kind::Attest(milestone) => {
                let msgs = vec![attest(suite, milestone, nonce)];
                suite.propose(proposer, msgs)
            }
            Kind::Pay => suite.propose(proposer, vec![pay(suite, "buyer", nonce.into())]),
            Kind::Rules => {
                let msg = new_rules(suite, |rules| {
                    (rules.proposals, rules.cool_down) = (cap, nonce);
                });
                suite.propose(proposer, vec![msg])
            }
            _ => suite.ask_community(proposer, &format!("question {nonce}"), &["yes", "no"]),
        });
        fits.then(|| {
            self.ghosts.push(ghost);
            self.ghosts.len()
        })
    }

    fn vote(&mut self) -> Option<usize> {
        let (mut id, mut ghost) = self.one()?;
        let now = self.suite.point();
        let open = |ghost: &Ghost| ghost.status(now) == "voting";
        if !open(&ghost) && !self.rng.one_in(4) {
            id = self.ghosts.iter().rposition(open)? + 1;
            ghost = self.ghosts[id - 1].clone();
        }
        let mut who = self.pick();
        for _ in 0..4 {
            if ghost.ballots.contains_key(who) || who == "stranger" {
                who = self.pick();
            }
        }
        let ballot = match self.rng.within(0, 19) {
            0..=9 if ghost.kind == Kind::Ask => Ballot::Option(0),
            10..=15 if ghost.kind == Kind::Ask => Ballot::Option(1),
            0..=9 => Ballot::Yes,
            10..=13 => Ballot::No,
            14..=15 => Ballot::Abstain,
            16..=18 => Ballot::Veto,
            _ => Ballot::Option(self.rng.within(0, 2) as u8),
        };
        self.vote_as(who, id, ballot);
        Some(id)
    }

    fn vote_as(&mut self, who: &'static str, id: usize, ballot: Ballot) {
        let ghost = self.ghosts[id - 1].clone();
        let (power, barred) = (self.power(&ghost, who), self.is_barred(&ghost, who));
        let open = ghost.status(self.suite.point()) == "voting";
        let proven = ghost.proven.contains_key(who);
        let free = open && power > 0 && ghost.fits(ballot) && !proven;
        let free = free && !ghost.ballots.contains_key(who);
        let fits = free && !barred;
        let number = id as u64;
        self.does(fits, "vote", |suite| match ballot {
            Ballot::Yes => suite.vote(who, number, Vote::Yes),
            Ballot::No => suite.vote(who, number, Vote::No),
            Ballot::Abstain => suite.vote(who, number, Vote::Abstain),
            Ballot::Veto => suite.vote(who, number, Vote::Veto),
            Ballot::Option(option) => suite.answer(who, number, option),
        });
        match fits {
            true => {
                self.ghosts[id - 1].ballots.insert(who, (ballot, power));
                self.reach("voted");
                let planted = !self.suite.is_free(who);
                if planted && matches!(ghost.kind, Kind::Attest(_) | Kind::Rules) {
                    self.reach("planted, and voted");
                }
            }
            false if free => self.reach("barred"),
            false => self.reach("ballot refused"),
        }
    }

    fn prove(&mut self) -> Option<usize> {
        let (mut who, (mut id, mut ghost)) = (self.pick(), self.one()?);
        if let (Some(last), true) = (self.bought.last(), self.rng.one_in(3)) {
            (id, who) = *last;
            ghost = self.ghosts[id - 1].clone();
        } else if self.rng.one_in(2) {
            who = *self.rng.pick(&["ana", "ben", "custodian"]);
        }
        let (power, barred) = (self.power(&ghost, who), self.is_barred(&ghost, who));
        let status = ghost.status(self.suite.point());
        let known = ghost.proven.contains_key(who);
        let open = status == "voting" || status == "tail";
        let recuses = !matches!(ghost.kind, Kind::Ask | Kind::Pay);
        let fits = open && recuses && power > 0 && (known || barred);
        self.does(fits, "prove", |suite| {
            suite.prove("stranger", id as u64, who)
        });
        let ballot = ghost.ballots.contains_key(who);
        if fits {
            let word = match (known, status, ballot) {
                (false, "voting", false) => "recused",
                (false, "voting", true) => "recused with a ballot",
                (false, "tail", true) => "struck",
                _ => "proven for nothing",
            };
            self.reach(word);
            if word != "proven for nothing" {
                let voting = status == "voting";
                self.ghosts[id - 1].proven.insert(who, (power, voting));
            }
        }
        Some(id)
    }

    fn readmit(&mut self) -> Option<usize> {
        let (mut who, (mut id, mut ghost)) = (self.pick(), self.one()?);
        if let (Some(found), false) = (self.repentant(), self.rng.one_in(4)) {
            (id, who) = found;
            ghost = self.ghosts[id - 1].clone();
        }
        if ghost.proven.contains_key(who) && self.rng.one_in(2) {
            self.renounces_all(who);
        }
        let barred = self.is_barred(&ghost, who);
        let status = ghost.status(self.suite.point());
        let proven = ghost.proven.get(who);
        let fits = !barred
            && proven.is_some_and(|(_, voting)| match status {
                "voting" => *voting,
                "tail" => !*voting,
                _ => false,
            });
        self.does(fits, "readmit", |suite| {
            suite.readmit("stranger", id as u64, who)
        });
        if fits {
            self.ghosts[id - 1].proven.remove(who);
            self.reach(match ghost.ballots.contains_key(who) {
                true => "readmitted with a ballot",
                false => "readmitted",
            });
        }
        Some(id)
    }

    /// Somebody who was proven and could come back.
    fn repentant(&self) -> Option<(usize, &'static str)> {
        let now = self.suite.point();
        let open = |ghost: &&Ghost| ["voting", "tail"].contains(&ghost.status(now));
        let mut late = self.ghosts.iter().enumerate().rev();
        late.find_map(|(place, ghost)| {
            let (who, _) = Some(ghost).filter(open)?.proven.last_key_value()?;
            Some((place + 1, *who))
        })
    }
}

/// A testimony that differs from every other.
fn attest(suite: &Suite, milestone: &str, nonce: u64) -> CosmosMsg {
    let attest = ToMilestones::Attest {
        milestone: milestone.into(),
        round: 1,
        witness: "vote".into(),
        as_of: START,
        valid_until: DEADLINE - nonce,
        evidence: evidence(),
    };
    call(suite.milestones.as_str(), &attest)
}
