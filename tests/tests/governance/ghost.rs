//! Proposals as spec 4 says it, with nothing of the product in it: every ballot is kept, and counted
//! anew whenever somebody asks.

use std::collections::BTreeMap;

use milegate_core::Point;

/// What a proposal is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Ask,
    Dispute,
    Attest(&'static str),
    Pay,
    Rules,
}

/// What somebody says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ballot {
    Yes,
    No,
    Abstain,
    Veto,
    Option(u8),
}

use Ballot::{Abstain, No, Veto, Yes};

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Decision {
    Pass,
    False,
    Stands,
    Answer(u8),
    NoQuorum,
    BelowFloor,
    BelowThreshold,
    Tie,
    Thin,
}

/// One proposal.
#[derive(Clone, Debug)]
pub struct Ghost {
    pub kind: Kind,
    pub proposer: &'static str,
    pub opened: Point,
    pub total: u128,
    /// What the supply would weigh.
    pub supply: u128,
    pub ballots: BTreeMap<&'static str, (Ballot, u128)>,
    /// Whom, what he weighs, and whether the voting ran.
    pub proven: BTreeMap<&'static str, (u128, bool)>,
    pub end: Option<&'static str>,
    pub closed: bool,
}

const DAY: u64 = 86_400;

impl Ghost {
    /// Quorum, threshold and floor in basis points, and the delay in days.
    fn bar(&self) -> (u128, u128, u128, u64) {
        match self.kind {
            Kind::Ask => (1_000, 5_000, 0, 1),
            Kind::Dispute => (1_000, 5_000, 500, 1),
            Kind::Attest(_) => (2_000, 5_000, 500, 2),
            Kind::Pay => (2_500, 5_000, 1_000, 2),
            Kind::Rules => (3_340, 5_000, 1_500, 3),
        }
    }

    /// Seconds and blocks after the opening: voting, tail, delay, window are over.
    pub fn limits(&self) -> [Point; 4] {
        let (.., delay) = self.bar();
        [(2, 1), (3, 2), (2 + delay, 2), (9 + delay, 3)].map(|(days, thousands)| Point {
            time: self.opened.time + days * DAY,
            height: self.opened.height + thousands * 1_000,
        })
    }

    /// Ballots that count.
    pub fn sum(&self, counts: impl Fn(Ballot) -> bool) -> u128 {
        let ballots = self.ballots.iter();
        let ballots = ballots.filter(|(who, _)| !self.proven.contains_key(*who));
        let ballots = ballots.filter(|(_, (ballot, _))| counts(*ballot));
        ballots.map(|(_, (_, power))| power).sum()
    }

    /// Power proven by the end of the voting.
    pub fn recused(&self) -> u128 {
        let proven = self.proven.values().filter(|(_, voting)| *voting);
        proven.map(|(power, _)| power).sum()
    }

    fn has_quorum(&self) -> bool {
        let (quorum, ..) = self.bar();
        self.sum(|_| true) * 10_000 >= quorum * (self.total - self.recused())
    }

    /// What the ballots come to.
    pub fn decision(&self) -> Decision {
        let (_, threshold, floor, _) = self.bar();
        let thin = self.total * 10_000 < 200 * self.supply;
        let floor = |power: u128| power * 10_000 >= floor * self.total;
        let lead = |power: u128, of: u128| power * 10_000 > threshold * of;
        let (yes, no) = (self.sum(|b| b == Yes), self.sum(|b| b == No || b == Veto));
        match self.kind {
            Kind::Ask => {
                let options = [0, 1].map(|option| self.sum(|b| b == Ballot::Option(option)));
                let best = u8::from(options[1] > options[0]);
                match () {
                    () if !self.has_quorum() => Decision::NoQuorum,
                    () if options[0] == options[1] => Decision::Tie,
                    () if lead(options[usize::from(best)], options[0] + options[1]) => {
                        Decision::Answer(best)
                    }
                    () => Decision::BelowThreshold,
                }
            }
            _ if thin => Decision::Thin,
            _ if !self.has_quorum() => Decision::NoQuorum,
            Kind::Dispute if yes > no => Decision::False,
            Kind::Dispute if yes == no => Decision::Tie,
            Kind::Dispute if !floor(no) => Decision::BelowFloor,
            Kind::Dispute => Decision::Stands,
            _ if !floor(yes) => Decision::BelowFloor,
            _ if !lead(yes, yes + no) => Decision::BelowThreshold,
            _ => Decision::Pass,
        }
    }

    /// Where it stands, in the word of the contract.
    pub fn status(&self, now: Point) -> &'static str {
        if let Some(end) = self.end {
            return end;
        }
        let over = |end: Point| now.time >= end.time && now.height >= end.height;
        let [voting, tail, delay, window] = self.limits().map(over);
        match self.decision() {
            _ if !voting => "voting",
            _ if !tail => "tail",
            Decision::Answer(_) => "answered",
            Decision::Pass | Decision::False | Decision::Stands => match (delay, window) {
                (false, _) => "passed",
                (true, false) => "executable",
                (true, true) => "expired",
            },
            _ => "rejected",
        }
    }

    /// Whether the deposit is lost.
    pub fn is_vetoed(&self) -> bool {
        self.has_quorum() && 2 * self.sum(|b| b == Veto) > self.sum(|_| true)
    }

    /// Whether a ballot answers what is asked.
    pub fn fits(&self, ballot: Ballot) -> bool {
        match (self.kind, ballot) {
            (_, Abstain) => true,
            (Kind::Ask, Ballot::Option(option)) => option < 2,
            (Kind::Ask, _) | (_, Ballot::Option(_)) | (Kind::Dispute, Veto) => false,
            _ => true,
        }
    }
}
