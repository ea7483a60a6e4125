use std::collections::{BTreeMap, BTreeSet};

use milegate_core::milestone::OnSilence;
use milegate_core::{Conclusion, Point, Span};

/// Why the ghost refuses; the words are the tests' own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refused {
    /// It has ended.
    Ended,
    /// The stage has no such step.
    Stage,
    /// Another round is meant.
    Round,
    /// Not an attestor of the leaf, not the court.
    Sender,
    /// The sender holds a grant behind the milestone.
    Interested,
    /// The validity is over.
    Validity,
    /// The fact's date is out of range, or not newer than a struck one.
    AsOf,
    /// He has one standing.
    Standing,
    /// None of his stands.
    NotStanding,
    /// He took one back in this round.
    RetractedBefore,
    /// Window, last call or the court's limit is over.
    TooLate,
    /// The window has not run in full.
    TooEarly,
    /// Time has decided nothing.
    Undecided,
    /// Not exactly what it costs.
    Funds,
    /// Nothing to pay.
    Nothing,
}

/// A leaf: who may attest to it.
#[derive(Clone, Debug)]
pub enum Leaf {
    /// Members with their weights, and the threshold.
    Committee(BTreeMap<String, u64>, u64),
    /// One address.
    Authority(String),
    /// Anyone, for so much.
    Assertion(u128),
    /// Nobody: anyone looks at a contract.
    Observed(String),
}

/// A policy.
#[derive(Clone, Debug)]
pub enum Tree {
    /// One leaf.
    Leaf(String),
    /// At least so many branches.
    AtLeast(usize, Vec<Tree>),
}

/// One attestor's latest word on one leaf.
#[derive(Clone, Debug, PartialEq)]
pub struct Attestation {
    /// Its number: another word of the same attestor is another attestation.
    pub number: u64,
    /// Its date.
    pub as_of: u64,
    /// Whether it counts.
    pub standing: bool,
    /// The latest date of his that was struck.
    pub struck: Option<u64>,
    /// Round in which he last took one back.
    pub retracted: Option<u32>,
    /// The bond behind it, until it is released.
    pub bond: u128,
}

/// Leaf, attestor and number of each attestation that was challenged.
pub type Challenged = BTreeSet<(String, String, u64)>;

/// Where a milestone is.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// Not satisfied; the last call, if it runs.
    Open(Option<Point>),
    /// Satisfied since.
    Pending(Point),
    /// Satisfied since, challenged by, for so much, and what was challenged.
    Disputed(Point, String, u128, Challenged),
    /// Over.
    Ended(Conclusion),
}

/// What moved: credits by address, and to the bond sink.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Money {
    /// Withdrawable, by address.
    pub credits: BTreeMap<String, u128>,
    /// Owed to the bond sink.
    pub dues: u128,
}

/// A milestone as spec 3 tells its life.
#[derive(Clone, Debug)]
pub struct Milestone {
    /// Leaves by name.
    pub leaves: BTreeMap<String, Leaf>,
    /// Policy.
    pub tree: Tree,
    /// First instant.
    pub start: u64,
    /// `D`.
    pub deadline: u64,
    /// `W`.
    pub window: Span,
    /// `G`.
    pub last_call: Span,
    /// `C`.
    pub court_limit: Span,
    /// `F`.
    pub freshness: Span,
    /// Settles.
    pub court: String,
    /// `B` at birth.
    pub first_bond: u128,
    /// `B` at present.
    pub bond: u128,
    /// `b`.
    pub bounty: u128,
    /// A silent court.
    pub on_silence: OnSilence,
    /// Holders of grants behind it.
    pub interested: BTreeSet<String>,
    /// Where it is.
    pub stage: Stage,
    /// From 1.
    pub round: u32,
    /// Falls after the deadline.
    pub late_falls: u8,
    /// Attestations so far.
    pub number: u64,
    /// Latest word per leaf and attestor.
    pub words: BTreeMap<(String, String), Attestation>,
    /// Assertions struck, per leaf.
    pub strikes: BTreeMap<String, u32>,
    /// When each committee's sitting began.
    pub sittings: BTreeMap<String, Point>,
    /// True observations of the running hold, per leaf, and whether it is suspended.
    pub watches: BTreeMap<String, (Vec<u64>, bool)>,
    /// When the running round's pending began, for the record of every conclusion.
    pub full_windows: Vec<(Point, Point)>,
}

impl Milestone {
    /// Who stands for a leaf.
    pub fn standing<'a>(&'a self, leaf: &'a str) -> impl Iterator<Item = &'a String> {
        let of_leaf =
            move |((of, _), word): &(&(String, String), &Attestation)| of == leaf && word.standing;
        self.words.iter().filter(of_leaf).map(|((_, who), _)| who)
    }

    /// Whether a leaf's attestations suffice.
    pub fn holds(&self, leaf: &str) -> bool {
        match &self.leaves[leaf] {
            Leaf::Authority(_) | Leaf::Assertion(_) | Leaf::Observed(_) => {
                self.standing(leaf).count() == 1
            }
            Leaf::Committee(weights, threshold) => {
                let weight: u64 = self.standing(leaf).map(|who| weights[who]).sum();
                self.standing(leaf).count() >= 2 && weight >= *threshold
            }
        }
    }

    fn branch(&self, tree: &Tree) -> bool {
        match tree {
            Tree::Leaf(name) => self.holds(name),
            Tree::AtLeast(count, of) => of.iter().filter(|of| self.branch(of)).count() >= *count,
        }
    }

    /// Whether the policy is satisfied.
    pub fn satisfied(&self) -> bool {
        self.branch(&self.tree)
    }

    fn open(&self) -> bool {
        matches!(self.stage, Stage::Open(_))
    }

    /// Evidence and withdrawals of it keep the same hours.
    fn in_time(&self, now: Point) -> Result<(), Refused> {
        match &self.stage {
            Stage::Pending(since) if since.past(self.window, now) => Err(Refused::TooLate),
            Stage::Disputed(since, ..) if since.past(self.window.then(self.court_limit), now) => {
                Err(Refused::TooLate)
            }
            Stage::Ended(_) => Err(Refused::Ended),
            _ => Ok(()),
        }
    }

    fn drop_stale_sittings(&mut self, now: Point) {
        if !self.open() {
            return;
        }
        let freshness = self.freshness;
        let stale: Vec<String> = (self.sittings.iter())
            .filter(|(_, began)| began.past(freshness, now))
            .map(|(leaf, _)| leaf.clone())
            .collect();
        for leaf in stale {
            self.sittings.remove(&leaf);
            let of_leaf = self.words.iter_mut().filter(|((of, _), _)| *of == leaf);
            of_leaf.for_each(|(_, word)| word.standing = false);
        }
    }

    fn end_empty_sittings(&mut self) {
        let empty: Vec<String> = (self.sittings.keys())
            .filter(|leaf| self.standing(leaf).next().is_none())
            .cloned()
            .collect();
        self.sittings.retain(|leaf, _| !empty.contains(leaf));
    }

    fn end(&mut self, conclusion: Conclusion, money: &mut Money) {
        self.stage = Stage::Ended(conclusion);
        money.dues += self.bounty;
        self.bounty = 0;
        for ((_, who), word) in &mut self.words {
            *money.credits.entry(who.clone()).or_default() += std::mem::take(&mut word.bond);
        }
        money.credits.retain(|_, credit| *credit > 0);
    }

    /// What the next assertion to a leaf costs; none if it takes none.
    pub fn price(&self, leaf: &str) -> Option<u128> {
        match self.leaves[leaf] {
            Leaf::Assertion(first) => {
                let struck = self.strikes.get(leaf).copied().unwrap_or_default();
                (struck < 3).then(|| first * [1, 2, 4][struck as usize])
            }
            _ => Some(0),
        }
    }

    /// Bonds of all standing assertions.
    pub fn pledged(&self) -> u128 {
        self.words.values().map(|word| word.bond).sum()
    }

    /// Releases the bonds of the challenged assertions; `back` says what of each comes back.
    /// Returns how many there were, and their sum.
    fn give_back(
        &mut self,
        challenged: &Challenged,
        back: &dyn Fn(u128) -> u128,
        money: &mut Money,
    ) -> (u128, u128) {
        let (mut count, mut total) = (0, 0);
        for (leaf, who, number) in challenged {
            let key = (leaf.clone(), who.clone());
            let word = self.words.get_mut(&key).expect("a challenged attestation");
            if word.number == *number && word.standing && word.bond > 0 {
                let bond = std::mem::take(&mut word.bond);
                *money.credits.entry(who.clone()).or_default() += back(bond);
                (count, total) = (count + 1, total + bond);
            }
        }
        money.credits.retain(|_, credit| *credit > 0);
        (count, total)
    }

    /// How many of the challenged are assertions that stand.
    fn asserted(&self, challenged: &Challenged) -> u128 {
        let bonded = |(leaf, who, number): &&(String, String, u64)| {
            let word = &self.words[&(leaf.clone(), who.clone())];
            word.number == *number && word.standing && word.bond > 0
        };
        challenged.iter().filter(bonded).count() as u128
    }

    fn reach(&mut self, since: Point, now: Point, money: &mut Money) {
        self.full_windows.push((since, now));
        self.end(Conclusion::Reached { at: now.time }, money);
    }

    /// FALL, striking `struck`.
    fn fall(&mut self, now: Point, struck: Challenged, money: &mut Money) {
        for (leaf, who, number) in struck {
            let asserted = matches!(self.leaves[&leaf], Leaf::Assertion(_));
            let word = self
                .words
                .get_mut(&(leaf.clone(), who))
                .expect("a challenged attestation");
            if word.standing && word.number == number {
                if asserted {
                    *self.strikes.entry(leaf).or_default() += 1;
                }
                word.standing = false;
                word.struck = word.struck.max(Some(word.as_of));
            }
        }
        self.end_empty_sittings();
        self.round += 1;
        let mut last_call = None;
        if now.time > self.deadline {
            self.late_falls += 1;
            if self.late_falls == 3 {
                return self.end(Conclusion::Missed { at: now.time }, money);
            }
            last_call = Some(now);
        }
        self.stage = match self.satisfied() {
            true => Stage::Pending(now),
            false => Stage::Open(last_call),
        };
    }

    /// Evidence from a person.
    #[allow(clippy::too_many_arguments)]
    pub fn attest(
        &mut self,
        now: Point,
        who: &str,
        round: u32,
        leaf: &str,
        as_of: u64,
        valid_until: u64,
        funds: u128,
    ) -> Result<(), Refused> {
        if matches!(self.leaves[leaf], Leaf::Observed(_)) {
            return Err(Refused::Sender);
        }
        self.record(now, who, round, leaf, as_of, valid_until, funds)
    }

    /// What is observed there, and the latest date of it that was struck.
    fn observed(&self, leaf: &str) -> Result<(String, Option<u64>), Refused> {
        let Leaf::Observed(who) = &self.leaves[leaf] else {
            return Err(Refused::Sender);
        };
        if let Stage::Ended(_) = self.stage {
            return Err(Refused::Ended);
        }
        let word = self.words.get(&(leaf.to_string(), who.clone()));
        if word.is_some_and(|word| word.standing) {
            return Err(Refused::Standing);
        }
        Ok((who.clone(), word.and_then(|word| word.struck)))
    }

    /// Anyone looks at a window, which begins and ends there if it is the latest and true.
    pub fn observe_window(
        &mut self,
        now: Point,
        leaf: &str,
        window: Option<(u64, u64)>,
    ) -> Result<(), Refused> {
        let (who, struck) = self.observed(leaf)?;
        let (from, until) = window.ok_or(Refused::Nothing)?;
        if from < self.start || struck.is_some_and(|struck| from <= struck) {
            return Err(Refused::AsOf);
        }
        self.record(now, &who, self.round, leaf, until, now.time, 0)
    }

    /// Anyone looks at a state: true, false, or none because it is another code's. `held` seconds,
    /// so many times, so far apart.
    pub fn observe_state(
        &mut self,
        now: Point,
        leaf: &str,
        holds: Option<bool>,
        (held, times, apart): (u64, usize, u64),
    ) -> Result<(), Refused> {
        let (who, struck) = self.observed(leaf)?;
        let (seen, suspended) = self.watches.get(leaf).cloned().unwrap_or_default();
        if suspended || now.time < self.start {
            return Err(Refused::Stage);
        }
        if holds != Some(true) {
            let watch = (vec![], holds.is_none());
            self.watches.insert(leaf.to_string(), watch);
            return Ok(());
        }
        let newer = |at: u64| struck.is_none_or(|struck| at > struck);
        let mut seen = if seen.first().is_some_and(|first| newer(*first)) {
            seen
        } else {
            vec![]
        };
        if !newer(now.time) || seen.last().is_some_and(|last| now.time < last + apart) {
            return Err(Refused::TooEarly);
        }
        seen.push(now.time);
        let complete = seen.len() >= times && now.time - seen[0] >= held;
        let mut after = self.clone();
        after.record(now, &who, self.round, leaf, now.time, now.time, 0)?;
        if complete {
            *self = after;
            seen.clear();
        }
        self.watches.insert(leaf.to_string(), (seen, false));
        Ok(())
    }

    /// Evidence.
    #[allow(clippy::too_many_arguments)]
    fn record(
        &mut self,
        now: Point,
        who: &str,
        round: u32,
        leaf: &str,
        as_of: u64,
        valid_until: u64,
        funds: u128,
    ) -> Result<(), Refused> {
        self.in_time(now)?;
        if let Stage::Open(Some(since)) = self.stage
            && since.past(self.last_call, now)
        {
            return Err(Refused::TooLate);
        }
        if round != self.round {
            return Err(Refused::Round);
        }
        if now.time > valid_until {
            return Err(Refused::Validity);
        }
        if as_of < self.start || as_of > now.time.min(self.deadline) {
            return Err(Refused::AsOf);
        }
        let allowed = match &self.leaves[leaf] {
            Leaf::Committee(weights, _) => weights.contains_key(who),
            Leaf::Authority(address) => address == who,
            Leaf::Assertion(_) => true,
            Leaf::Observed(address) => address == who,
        };
        if !allowed {
            return Err(Refused::Sender);
        }
        if self.interested.contains(who) {
            return Err(Refused::Interested);
        }
        if self.price(leaf) != Some(funds) {
            return Err(Refused::Funds);
        }
        if matches!(self.leaves[leaf], Leaf::Assertion(_)) && self.standing(leaf).next().is_some() {
            return Err(Refused::Standing);
        }
        let key = (leaf.to_string(), who.to_string());
        let mut after = self.clone();
        after.drop_stale_sittings(now);
        let before = after.words.get(&key).cloned();
        if before.as_ref().is_some_and(|word| word.standing) {
            return Err(Refused::Standing);
        }
        let struck = before.as_ref().and_then(|word| word.struck);
        if struck.is_some_and(|struck| as_of <= struck) {
            return Err(Refused::AsOf);
        }
        *self = after;

        let retracted = before.and_then(|word| word.retracted);
        self.number += 1;
        let number = self.number;
        self.words.insert(
            key,
            Attestation {
                number,
                as_of,
                standing: true,
                struck,
                retracted,
                bond: funds,
            },
        );
        if matches!(self.leaves[leaf], Leaf::Committee(..)) {
            self.sittings.entry(leaf.to_string()).or_insert(now);
        }
        if let Stage::Open(last_call) = self.stage {
            let called = last_call.or((now.time > self.deadline).then_some(now));
            self.stage = Stage::Open(called);
            if self.satisfied() {
                self.stage = Stage::Pending(now);
            }
        }
        Ok(())
    }

    /// An attestation goes.
    fn remove(&mut self, now: Point, key: &(String, String), money: &mut Money) {
        let word = self.words.get_mut(key).expect("a word");
        word.standing = false;
        let bond = std::mem::take(&mut word.bond);
        if bond > 0 {
            *money.credits.entry(key.1.clone()).or_default() += bond;
        }
        self.end_empty_sittings();
        if self.open() || self.satisfied() {
            return;
        }
        if let Stage::Disputed(_, challenger, bond, _) = &self.stage {
            *money.credits.entry(challenger.clone()).or_default() += bond;
        }
        self.fall(now, BTreeSet::new(), money);
    }

    /// One takes his own back.
    pub fn retract(
        &mut self,
        now: Point,
        who: &str,
        round: u32,
        leaf: &str,
        money: &mut Money,
    ) -> Result<(), Refused> {
        self.in_time(now)?;
        if round != self.round {
            return Err(Refused::Round);
        }
        if matches!(self.leaves[leaf], Leaf::Assertion(_) | Leaf::Observed(_)) {
            return Err(Refused::NotStanding);
        }
        let mut after = self.clone();
        after.drop_stale_sittings(now);
        let key = (leaf.to_string(), who.to_string());
        let word = after.words.get_mut(&key).filter(|word| word.standing);
        let word = word.ok_or(Refused::NotStanding)?;
        if word.retracted == Some(round) {
            return Err(Refused::RetractedBefore);
        }
        word.retracted = Some(round);
        after.remove(now, &key, money);
        *self = after;
        Ok(())
    }

    /// Anyone removes what an interested attestor said.
    pub fn recuse(
        &mut self,
        now: Point,
        leaf: &str,
        attestor: &str,
        money: &mut Money,
    ) -> Result<(), Refused> {
        self.in_time(now)?;
        let mut after = self.clone();
        after.drop_stale_sittings(now);
        let key = (leaf.to_string(), attestor.to_string());
        if !after.words.get(&key).is_some_and(|word| word.standing) {
            return Err(Refused::NotStanding);
        }
        if !after.interested.contains(attestor) {
            return Err(Refused::Interested);
        }
        after.remove(now, &key, money);
        *self = after;
        Ok(())
    }

    /// Anyone disputes.
    pub fn challenge(
        &mut self,
        now: Point,
        who: &str,
        round: u32,
        funds: u128,
    ) -> Result<(), Refused> {
        let since = match self.stage {
            Stage::Ended(_) => return Err(Refused::Ended),
            Stage::Pending(since) => since,
            _ => return Err(Refused::Stage),
        };
        if round != self.round {
            return Err(Refused::Round);
        }
        if since.past(self.window, now) {
            return Err(Refused::TooLate);
        }
        if funds != self.bond {
            return Err(Refused::Funds);
        }
        let challenged = (self.words.iter())
            .filter(|((leaf, _), word)| word.standing && self.holds(leaf))
            .map(|((leaf, who), word)| (leaf.clone(), who.clone(), word.number))
            .collect();
        self.stage = Stage::Disputed(since, who.to_string(), funds, challenged);
        Ok(())
    }

    /// The court speaks.
    pub fn settle(
        &mut self,
        now: Point,
        who: &str,
        round: u32,
        stands: bool,
        money: &mut Money,
    ) -> Result<(), Refused> {
        let (since, challenger, bond, challenged) = match self.stage.clone() {
            Stage::Ended(_) => return Err(Refused::Ended),
            Stage::Disputed(since, who, bond, what) => (since, who, bond, what),
            _ => return Err(Refused::Stage),
        };
        if who != self.court {
            return Err(Refused::Sender);
        }
        if round != self.round {
            return Err(Refused::Round);
        }
        if since.past(self.window.then(self.court_limit), now) {
            return Err(Refused::TooLate);
        }
        if stands {
            if !since.past(self.window, now) {
                return Err(Refused::TooEarly);
            }
            let count = self.asserted(&challenged);
            let share = if count > 0 { bond / (2 * count) } else { 0 };
            self.give_back(&challenged, &|bond| bond + share, money);
            money.dues += bond - count * share;
            self.reach(since, now, money);
            return Ok(());
        }
        let (count, pledged) = self.give_back(&challenged, &|_| 0, money);
        let prize = if count > 0 {
            money.dues += pledged - pledged / 2;
            pledged / 2
        } else {
            let prize = self.bounty.min(bond);
            self.bounty -= prize;
            prize
        };
        *money.credits.entry(challenger).or_default() += bond + prize;
        self.fall(now, challenged, money);
        Ok(())
    }

    /// Time speaks.
    pub fn conclude(&mut self, now: Point, money: &mut Money) -> Result<(), Refused> {
        match self.stage.clone() {
            Stage::Ended(_) => Err(Refused::Ended),
            Stage::Open(None) if now.time > self.deadline => {
                self.drop_stale_sittings(now);
                self.stage = Stage::Open(Some(now));
                Ok(())
            }
            Stage::Open(Some(since)) if since.past(self.last_call, now) => {
                self.drop_stale_sittings(now);
                self.end(Conclusion::Missed { at: now.time }, money);
                Ok(())
            }
            Stage::Pending(since) if since.past(self.window, now) => {
                self.reach(since, now, money);
                Ok(())
            }
            Stage::Disputed(since, challenger, bond, challenged)
                if since.past(self.window.then(self.court_limit), now) =>
            {
                let back = bond * 9 / 10;
                *money.credits.entry(challenger).or_default() += back;
                money.dues += bond - back;
                match self.on_silence {
                    OnSilence::Stands => {
                        self.give_back(&challenged, &|bond| bond, money);
                        self.reach(since, now, money);
                    }
                    OnSilence::Falls => {
                        let credited = |money: &Money| money.credits.values().sum::<u128>();
                        let before = credited(money);
                        let (_, pledged) =
                            self.give_back(&challenged, &|bond| bond * 9 / 10, money);
                        money.dues += pledged - (credited(money) - before);
                        self.bond = (self.bond * 2).min(self.first_bond * 8);
                        self.fall(now, challenged, money);
                    }
                }
                Ok(())
            }
            _ => Err(Refused::Undecided),
        }
    }

    /// Somebody adds to the prize.
    pub fn add_bounty(&mut self, amount: u128) -> Result<(), Refused> {
        match self.stage {
            Stage::Ended(_) => Err(Refused::Ended),
            _ if amount == 0 => Err(Refused::Funds),
            _ => {
                self.bounty += amount;
                Ok(())
            }
        }
    }
}
