//! What was put to the vote.

mod acts;
mod changed;
mod opens;
mod words;

pub use words::percent;

use milegate_api::core::Point;
use milegate_api::core::governance::{Decision, Recusal, Status, Task, Terms};
use milegate_api::governance::Asked;

use crate::books::Books;
use crate::log;
use crate::model::{Answer, Guardian, Needs, Opens, Proposal, Step, Votes};
use crate::snapshot::{Put, Snapshot, Voting};

/// The governance and everything that was put to it; none where nothing is voted on.
pub fn votes(s: &Snapshot, books: &Books) -> Option<Votes> {
    let v = s.voting.as_ref()?;
    let proposals = v.proposals.iter().map(|put| proposal(s, books, v, put));
    Some(Votes {
        governance: v.address.clone(),
        power: power(s, v),
        total: v.total,
        guardian: v.config.guardian.as_ref().map(|g| Guardian {
            address: g.address.clone(),
            expires: g.expires,
            expired: s.block.time >= g.expires,
        }),
        proposals: proposals.collect(),
    })
}

fn power(s: &Snapshot, v: &Voting) -> String {
    match (&v.config.token, &v.stake) {
        (Some(token), _) => {
            let asset = super::asset(s);
            let each = match token.denom == s.vault.asset.denom {
                true => asset.exact(token.tokens_per_weight.u128()),
                false => format!("{} of {}", token.tokens_per_weight, token.denom),
            };
            format!("{each} staked at {} weigh 1", v.config.source)
        }
        (None, _) => format!("members of {}", v.config.source),
    }
}

fn proposal(s: &Snapshot, books: &Books, v: &Voting, put: &Put) -> Proposal {
    let (t, terms) = (&put.tally, &put.tally.terms);
    let sums = &t.tally;
    let opened = terms.opened;
    let now = Point {
        time: s.block.time,
        height: s.block.height,
    };
    let mut acts = acts::read(s, v, put);
    let judged = match &t.asked {
        Asked::Dispute { round } => t.milestones.first().map(|named| {
            let words = format!(
                "settles the dispute about {}, round {round}: yes means that it was attested falsely, no that it stands",
                named.milestone
            );
            acts.words.push(words);
            named.milestone.clone()
        }),
        Asked::Signal { options } => {
            acts.words.push(format!("asks {}: {}?", t.title, options.join(" or ")));
            None
        }
        Asked::Messages { .. } => None,
    };
    let at = opened.time;
    let opens: Vec<Opens> = acts
        .testifies
        .iter()
        .chain(judged.iter())
        .map(|milestone| opens::opens(s, books, milestone, at))
        .collect();
    let cast = sums.cast().u64();
    let base = terms.total.saturating_sub(sums.recused);
    let paid = paid_by(s, opened.height);
    let fixed = now.reached(t.tail_ends) || ended(&t.status);
    Proposal {
        id: t.id,
        class: terms.class.word().into(),
        title: t.title.clone(),
        description: put.description.clone(),
        proposer: t.proposer.clone(),
        height: opened.height,
        opened: at,
        does: acts.words,
        opens,
        evidence: acts.evidence,
        barred: barred(terms).into(),
        needs: Needs {
            quorum: terms.rule.quorum.basis_points(),
            ballots: terms.rule.quorum.of(base).u64(),
            threshold: terms.rule.threshold.basis_points(),
            floor: terms.rule.floor.basis_points(),
            least: terms.rule.floor.of(terms.total).u64(),
            electorate: terms.least_total.u64(),
        },
        total: terms.total.u64(),
        yes: sums.yes.u64(),
        no: sums.no.u64(),
        abstain: sums.abstain.u64(),
        veto: sums.veto.u64(),
        options: options(t),
        recused: sums.recused.u64(),
        voters: count(put, |b| b.ballot.is_some() && b.proven.is_none()),
        proven: count(put, |b| b.proven.is_some()),
        turnout: share(cast, base.u64(), false),
        paid: paid.into(),
        insiders: insiders(s, v, terms, paid, cast),
        status: t.status.to_string(),
        result: result(t, fixed),
        fixed,
        voting_ends: t.voting_ends.time,
        tail_ends: t.tail_ends.time,
        executable: t.executable.time,
        expires: t.expires.time,
        executed: match t.status {
            Status::Executed { at } => Some(at.time),
            _ => None,
        },
        deposit: t.deposit,
        closed: t.closed,
        next: t.next.iter().map(Step::from).collect(),
    }
}

fn count(put: &Put, which: impl Fn(&milegate_api::governance::BallotResponse) -> bool) -> u64 {
    let counted = put.ballots.iter().filter(|b| which(b)).count();
    u64::try_from(counted).unwrap_or(u64::MAX)
}

fn ended(status: &Status) -> bool {
    matches!(status, Status::Executed { .. } | Status::Cancelled { .. })
}

fn barred(terms: &Terms) -> &'static str {
    match terms.recusal {
        Recusal::Nobody => "nobody",
        Recusal::Milestones => "whoever is or was owner or payee of a grant that it opens",
        Recusal::Grants => "whoever is or was owner or payee of any grant",
    }
}

fn options(t: &milegate_api::governance::TallyResponse) -> Vec<Answer> {
    let Asked::Signal { options } = &t.asked else {
        return vec![];
    };
    let each = options.iter().zip(&t.options);
    each.map(|(text, power)| Answer {
        text: text.clone(),
        power: power.u64(),
    })
    .collect()
}

/// What the ballots come to and why.
fn result(t: &milegate_api::governance::TallyResponse, fixed: bool) -> String {
    let decided = match t.status {
        Status::Cancelled { .. } => return "cancelled by the guardian".into(),
        _ => match (&t.outcome.decision, &t.asked) {
            (Decision::Passes {}, _) => "passes".to_owned(),
            (Decision::Settles { verdict }, _) => match verdict.word() {
                "false" => "false: what was attested is struck".into(),
                _ => "stands".into(),
            },
            (Decision::Answers { option }, Asked::Signal { options }) => {
                let answer = options.get(usize::from(*option));
                format!("answered: {}", answer.map_or("", String::as_str))
            }
            (Decision::Answers { option }, _) => format!("answered: option {option}"),
            (Decision::Fails { why }, Asked::Dispute { .. }) => format!("silence: {why}"),
            (Decision::Fails { why }, _) => format!("fails: {why}"),
        },
    };
    match (fixed, t.status) {
        (false, _) => format!("so far: {decided}"),
        (true, Status::Expired {}) => format!("{decided}; nobody executed it in time"),
        (true, Status::Executable { task } | Status::Passed { task }) => match task {
            Task::Messages {} => "passes".into(),
            Task::Settle { .. } => decided,
        },
        (true, _) => decided,
    }
}

/// What grants had paid out by a height, by their events.
fn paid_by(s: &Snapshot, height: u64) -> u128 {
    let events = log::of(&s.txs, s.vault_address.as_str(), log::VAULT);
    let paid = events
        .iter()
        .filter(|e| e.name == "claimed" && e.height <= height);
    paid.filter_map(|e| e.number::<u128>("amount"))
        .fold(0, u128::saturating_add)
}

/// All that grants had paid out, in power, over the ballots.
fn insiders(s: &Snapshot, v: &Voting, terms: &Terms, paid: u128, cast: u64) -> Option<u16> {
    let token = v.config.token.as_ref()?;
    if token.denom != s.vault.asset.denom || cast == 0 {
        return None;
    }
    let power = paid.checked_div(token.tokens_per_weight.u128())?;
    let power = power.min(terms.total.u64().into());
    let power = u64::try_from(power).unwrap_or(u64::MAX);
    Some(share(power.min(cast), cast, true))
}

/// Basis points of a whole; none of nothing.
fn share(part: u64, whole: u64, up: bool) -> u16 {
    let (part, whole) = (
        u128::from(part).saturating_mul(10_000),
        u128::from(whole.max(1)),
    );
    let points = match up {
        true => part.div_ceil(whole),
        false => part.checked_div(whole).unwrap_or(0),
    };
    u16::try_from(points).unwrap_or(10_000)
}

impl From<&milegate_api::common::NextStep> for Step {
    fn from(next: &milegate_api::common::NextStep) -> Step {
        Step {
            action: next.action.clone(),
            who: next.who.clone(),
            words: next.words.clone(),
        }
    }
}
