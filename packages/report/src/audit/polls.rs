//! Proposals, ballots and proofs, lived again from the events of a governance, and the formula of
//! the tally in other words.

use std::collections::BTreeMap;

use milegate_api::core::governance::Terms;

use crate::log::{self, Logged};
use crate::snapshot::{Snapshot, Voting};

/// A proposal as its events tell it.
#[derive(Debug)]
pub struct Poll {
    /// The event that opened it.
    pub opened: Logged,
    /// Ballots by voter: the event, what he weighs, what he said.
    pub ballots: BTreeMap<String, (Logged, u64, String)>,
    /// Proofs by voter: the event, what he weighs, whether in the voting.
    pub proofs: BTreeMap<String, (Logged, u64, bool)>,
    /// The event that executed it.
    pub executed: Option<Logged>,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// Whether its deposit was released.
    pub closed: bool,
}

/// Sums of power.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// For it.
    pub yes: u64,
    /// Against it, vetoes included.
    pub no: u64,
    /// Neither.
    pub abstain: u64,
    /// Vetoes.
    pub veto: u64,
    /// Recused by the end of the voting.
    pub recused: u64,
}

/// What the events of a governance come to.
#[derive(Debug, Default)]
pub struct Polls {
    /// By number.
    pub polls: BTreeMap<u64, Poll>,
    /// Number of events.
    pub events: usize,
    /// What does not follow from the events before.
    pub faults: Vec<String>,
}

/// Lives a governance again.
pub fn read(s: &Snapshot, v: &Voting) -> Polls {
    let mut polls = Polls::default();
    let events = log::of(&s.txs, v.address.as_str(), log::GOVERNANCE);
    for e in &events {
        polls.take(e);
    }
    polls.events = events.len();
    polls
}

impl Polls {
    fn take(&mut self, e: &Logged) {
        let Some(id) = e.number::<u64>("proposal") else {
            return;
        };
        if e.name == "opened" {
            let poll = Poll {
                opened: e.clone(),
                ballots: BTreeMap::new(),
                proofs: BTreeMap::new(),
                executed: None,
                cancelled: false,
                closed: false,
            };
            if self.polls.insert(id, poll).is_some() {
                self.faults.push(format!("proposal {id} was opened twice"));
            }
            return;
        }
        let Some(poll) = self.polls.get_mut(&id) else {
            self.faults
                .push(format!("proposal {id}: {} before it opened", e.name));
            return;
        };
        let voter = e.text("voter").to_owned();
        let power = e.number("power").unwrap_or(0);
        let fine = match e.name.as_str() {
            "voted" => {
                let proven = poll.proofs.contains_key(&voter);
                let ballot = (e.clone(), power, e.text("choice").to_owned());
                poll.ballots.insert(voter, ballot).is_none() && !proven
            }
            "proven" if e.text("effect") == "nothing" => true,
            "proven" => {
                let recused = e.text("effect") == "recused";
                let ends = poll.opened.number::<u64>("voting_ends").unwrap_or(0);
                let proof = (e.clone(), power, recused);
                let fresh = poll.proofs.insert(voter, proof).is_none();
                fresh && (recused || e.time >= ends)
            }
            "readmitted" => poll.proofs.remove(&voter).is_some(),
            "executed" => poll.executed.replace(e.clone()).is_none() && !poll.cancelled,
            "cancelled" => {
                poll.cancelled = true;
                poll.executed.is_none()
            }
            "closed" => !std::mem::replace(&mut poll.closed, true),
            _ => true,
        };
        if !fine {
            self.faults.push(format!(
                "height {}: proposal {id}: {} does not follow from what came before",
                e.height, e.name
            ));
        }
    }

    /// Deposits that are not released.
    pub fn held(&self) -> u128 {
        let open = self.polls.values().filter(|poll| !poll.closed);
        let deposits = open.filter_map(|poll| poll.opened.number::<u128>("deposit"));
        deposits.fold(0, u128::saturating_add)
    }
}

impl Poll {
    /// Ballots that count, and who was recused.
    pub fn sums(&self) -> Sums {
        let mut sums = Sums::default();
        for (voter, (_, power, choice)) in &self.ballots {
            if self.proofs.contains_key(voter) {
                continue;
            }
            let add = |sum: &mut u64| *sum = sum.saturating_add(*power);
            match choice.as_str() {
                "no" => add(&mut sums.no),
                "veto" => {
                    add(&mut sums.no);
                    add(&mut sums.veto);
                }
                "abstain" => add(&mut sums.abstain),
                _ => add(&mut sums.yes),
            }
        }
        let proofs = self.proofs.values().filter(|(.., voting)| *voting);
        let recused = proofs.map(|(_, power, _)| *power);
        sums.recused = recused.fold(0, u64::saturating_add);
        sums
    }
}

/// What a proposal that is no signal comes to (spec 4): whether its messages run; of a dispute,
/// what is told the milestone.
pub fn decides(terms: &Terms, dispute: bool, sums: Sums) -> Option<&'static str> {
    let [total, recused, yes, no, abstain] = [
        terms.total.u64(),
        sums.recused,
        sums.yes,
        sums.no,
        sums.abstain,
    ]
    .map(u128::from);
    let part = |share: u16, of: u128| of.saturating_mul(share.into());
    let [quorum, floor, threshold] = [terms.rule.quorum, terms.rule.floor, terms.rule.threshold]
        .map(|share| share.basis_points());
    let scaled = |power: u128| power.saturating_mul(10_000);
    let cast = yes.saturating_add(no).saturating_add(abstain);
    let base = total.saturating_sub(recused);

    let electorate = total > 0 && total >= u128::from(terms.least_total.u64());
    if !electorate || scaled(cast) < part(quorum, base) {
        return None;
    }
    if dispute {
        return match yes.cmp(&no) {
            std::cmp::Ordering::Greater => Some("false"),
            std::cmp::Ordering::Less if scaled(no) >= part(floor, total) => Some("stands"),
            _ => None,
        };
    }
    let enough = scaled(yes) >= part(floor, total);
    let leads = scaled(yes) > part(threshold, yes.saturating_add(no));
    (enough && leads).then_some("messages")
}
