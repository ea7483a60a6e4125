//! Stake and tallies under the numbered rules.

use super::RuleResult;
use super::polls::{self, Poll, Polls};
use super::stakes::{self, Stakes};
use crate::snapshot::{Put, Snapshot, Voting};

/// 1: weights are what is staked, and sum to the total.
pub fn weights(s: &Snapshot, rule: &mut RuleResult) {
    let Some((v, stakes)) = staked(s) else { return };
    let sum = v.members.iter().map(|m| m.weight);
    rule.equal(
        "stake: sum of weights",
        sum.fold(0, u64::saturating_add),
        v.total,
    );
    rule.equal("stake: members", v.members.len(), stakes.weights.len());
    for m in &v.members {
        let due = stakes.weights.get(&m.addr).copied().unwrap_or(0);
        rule.equal(&format!("stake: weight of {}", m.addr), m.weight, due);
    }
    rule.fact(format!(
        "{} stakes weigh what is staked, {} in all",
        v.members.len(),
        v.total
    ));
}

/// 2: balances cover stakes, claims and deposits.
pub fn balances(s: &Snapshot, rule: &mut RuleResult) {
    if let Some((v, stakes)) = staked(s)
        && let Some(staking) = &v.stake
    {
        let told = &staking.solvency;
        rule.equal("stake: owed", told.owed.u128(), stakes.owed);
        rule.check(stakes.owed <= told.balance.u128(), || {
            format!("the stake holds {}, owed are {}", told.balance, stakes.owed)
        });
        rule.fact(format!(
            "stake: {} staked or unbonded, balance {}",
            stakes.owed, told.balance
        ));
    }
    if let Some(v) = &s.voting {
        let (told, held) = (&v.deposits, polls::read(s, v).held());
        rule.equal("governance: held", told.held.u128(), held);
        rule.check(held <= told.balance.u128(), || {
            format!("the governance holds {}, deposits are {held}", told.balance)
        });
        rule.fact(format!(
            "governance: deposits {held}, balance {}",
            told.balance
        ));
    }
}

/// 10: tallies follow from the events.
pub fn tallies(s: &Snapshot, rule: &mut RuleResult) {
    let Some(v) = &s.voting else { return };
    let polls = polls::read(s, v);
    let stakes = staked(s).map(|(_, stakes)| stakes);
    let faults = stakes.iter().flat_map(|x| &x.faults).chain(&polls.faults);
    for fault in faults {
        rule.check(false, || fault.clone());
    }
    rule.equal("proposals", v.proposals.len(), polls.polls.len());
    for (put, poll) in pairs(v, &polls) {
        tally(put, poll, rule);
        if let Some(stakes) = &stakes {
            powers(put, poll, stakes, rule);
        }
    }
    rule.fact(format!(
        "{} events rebuild {} proposals with their tallies, and {} the stakes",
        polls.events,
        polls.polls.len(),
        stakes.map_or(0, |x| x.events)
    ));
}

fn staked(s: &Snapshot) -> Option<(&Voting, Stakes)> {
    let v = s.voting.as_ref()?;
    let staking = v.stake.as_ref()?;
    Some((v, stakes::read(s, v, staking)))
}

/// Proposals with what their events come to.
pub fn pairs<'a>(v: &'a Voting, polls: &'a Polls) -> impl Iterator<Item = (&'a Put, &'a Poll)> {
    let put = v.proposals.iter();
    put.filter_map(|put| Some((put, polls.polls.get(&put.tally.id)?)))
}

fn tally(put: &Put, poll: &Poll, rule: &mut RuleResult) {
    let (t, sums) = (&put.tally, poll.sums());
    let what = |part: &str| format!("proposal {}: {part}", t.id);
    let told = &t.tally;
    for (part, is, due) in [
        ("yes", told.yes, sums.yes),
        ("no", told.no, sums.no),
        ("abstain", told.abstain, sums.abstain),
        ("veto", told.veto, sums.veto),
        ("recused", told.recused, sums.recused),
    ] {
        rule.equal(&what(part), is.u64(), due);
    }
    let all = [sums.yes, sums.no, sums.abstain, sums.recused];
    let all = all.into_iter().fold(0, u64::saturating_add);
    rule.check(all <= t.terms.total.u64(), || {
        what(&format!(
            "ballots and recused power {all} exceed {}",
            t.terms.total
        ))
    });
    let text = |key: &str| poll.opened.text(key);
    rule.equal(&what("class"), t.terms.class.word(), text("class"));
    rule.equal(&what("total"), &*t.terms.total.to_string(), text("total"));
    rule.equal(
        &what("opened at"),
        t.terms.opened.height,
        poll.opened.height,
    );
    for b in &put.ballots {
        let voter = b.voter.as_str();
        let ballot = poll.ballots.get(voter).map(|(.., choice)| choice.as_str());
        let told = b.ballot.map(|choice| choice.to_string());
        rule.check(told.as_deref() == ballot, || {
            what(&format!(
                "ballot of {voter} is {told:?}, by the log {ballot:?}"
            ))
        });
        rule.check(
            b.proven.is_some() == poll.proofs.contains_key(voter),
            || {
                what(&format!(
                    "proof of {voter} is {:?}, not so by the log",
                    b.proven
                ))
            },
        );
    }
}

/// Power is what was staked when the block that opened the proposal began.
fn powers(put: &Put, poll: &Poll, stakes: &Stakes, rule: &mut RuleResult) {
    let (id, height) = (put.tally.id, poll.opened.height);
    let total = put.tally.terms.total.u64();
    let what = format!("proposal {id}: all power");
    rule.equal(&what, total, stakes.total_at(height));
    let voted = poll.ballots.iter().map(|(who, (_, power, _))| (who, power));
    let proven = poll.proofs.iter().map(|(who, (_, power, _))| (who, power));
    for (who, power) in voted.chain(proven) {
        let what = format!("proposal {id}: power of {who}");
        rule.equal(&what, *power, stakes.weight_at(who, height));
    }
}
