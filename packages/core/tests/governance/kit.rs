//! Rules that pass every check, and proposals with spans of a few seconds.

use cosmwasm_std::{Uint64, Uint128};
use milegate_core::governance::{
    Choice, Class, Content, Decision, Electorate, Kind, Payment, Proposal, Recusal, Rule,
    RuleError, Rules, Share, Tally, Terms, Voter,
};
use milegate_core::{Point, Span};

pub const DAY: u64 = 86_400;
pub const OPENED: u64 = 10;
pub const VOTING: u64 = 4;
pub const TAIL: u64 = 2;
pub const DELAY: u64 = 5;
pub const WINDOW: u64 = 3;

pub const YES: Choice = Choice::Yes {};
pub const NO: Choice = Choice::No {};
pub const ABSTAIN: Choice = Choice::Abstain {};
pub const VETO: Choice = Choice::Veto {};

pub fn option(option: u8) -> Choice {
    Choice::Option { option }
}

pub fn point(time: u64, height: u64) -> Point {
    Point { time, height }
}

/// An instant, one block a second.
pub fn at(time: u64) -> Point {
    point(time, time)
}

pub fn span(length: u64) -> Span {
    Span {
        seconds: length,
        blocks: length,
    }
}

pub fn days(days: u64) -> Span {
    Span {
        seconds: days * DAY,
        blocks: days * 14_400,
    }
}

/// Shares in basis points, spans inside every bound.
pub fn rule(quorum: u16, threshold: u16, floor: u16, delay: u64) -> Rule {
    Rule {
        quorum: Share::new(quorum),
        threshold: Share::new(threshold),
        floor: Share::new(floor),
        voting: days(5),
        tail: days(1),
        delay: days(delay),
        window: days(14),
    }
}

pub fn rules() -> Rules {
    Rules {
        revision: 1,
        signal: rule(1_000, 0, 0, 1),
        dispute: rule(1_000, 5_000, 500, 1),
        attest: rule(2_000, 5_000, 500, 2),
        spend: rule(2_500, 5_000, 1_000, 2),
        rules: rule(3_340, 5_000, 1_500, 3),
        code: rule(4_000, 6_670, 2_500, 7),
        electorate: Share::new(500),
        deposit: Uint128::new(1_000),
        proposals: 3,
        cool_down: 30 * DAY,
        uncited: vec![payment("umile", 500)],
    }
}

pub fn payment(denom: &str, amount: u128) -> Payment {
    Payment {
        denom: denom.to_owned(),
        amount: amount.into(),
    }
}

/// A proposal of short spans: quorum, threshold and floor in basis points.
pub fn terms(class: Class, shares: [u16; 3], total: u64) -> Terms {
    let [quorum, threshold, floor] = shares;
    Terms {
        class,
        rule: Rule {
            voting: span(VOTING),
            tail: span(TAIL),
            delay: span(DELAY),
            window: span(WINDOW),
            ..rule(quorum, threshold, floor, 1)
        },
        recusal: match class {
            Class::Signal | Class::Spend => Recusal::Nobody,
            Class::Dispute | Class::Attest => Recusal::Milestones,
            Class::Rules | Class::Code => Recusal::Grants,
        },
        opened: at(OPENED),
        total: Uint64::new(total),
        least_total: Uint64::zero(),
        options: match class {
            Class::Signal => 3,
            _ => 0,
        },
        about_guardian: false,
    }
}

pub fn electorate(total: u64) -> Electorate {
    Electorate {
        total: total.into(),
        supply: None,
    }
}

pub fn voter(power: u64) -> Voter {
    Voter::new(Uint64::new(power))
}

/// A proposal with sums of yes, no, abstain and recused power.
pub fn with_sums(terms: &Terms, [yes, no, abstain, recused]: [u64; 4]) -> Proposal {
    Proposal {
        tally: Tally {
            yes: yes.into(),
            no: no.into(),
            abstain: abstain.into(),
            veto: Uint64::zero(),
            recused: recused.into(),
        },
        ..Proposal::new(terms)
    }
}

pub fn decision(terms: &Terms, sums: [u64; 4]) -> Decision {
    with_sums(terms, sums).tally(terms).decision
}

pub fn passes(terms: &Terms, sums: [u64; 4]) -> bool {
    decision(terms, sums) == (Decision::Passes {})
}

/// Quorum, threshold and floor of small electorates, from the slackest to the strictest.
pub const SHARES: [[u16; 3]; 6] = [
    [100, 5_000, 500],
    [3_340, 5_000, 500],
    [2_500, 6_667, 1_000],
    [4_000, 5_000, 2_500],
    [5_000, 6_000, 3_334],
    [7_500, 9_000, 5_000],
];

/// What a voter does, and whether and when he is proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub power: u64,
    pub ballot: Option<Choice>,
    pub proven: Proven,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proven {
    Never,
    Voting,
    Tail,
}

/// Every kind of voter of power 1 to 3 with one of those ballots, or none.
pub fn parts(ballots: &[Choice]) -> Vec<Part> {
    let mut parts = vec![];
    for power in 1..=3 {
        for ballot in std::iter::once(None).chain(ballots.iter().copied().map(Some)) {
            for proven in [Proven::Never, Proven::Voting, Proven::Tail] {
                parts.push(Part {
                    power,
                    ballot,
                    proven,
                });
            }
        }
    }
    parts
}

/// Every electorate of up to `size` voters of those kinds: order does not matter.
pub fn electorates(kinds: &[Part], size: usize, visit: &mut dyn FnMut(&[Part])) {
    fn extend(kinds: &[Part], size: usize, chosen: &mut Vec<Part>, visit: &mut dyn FnMut(&[Part])) {
        visit(chosen);
        if chosen.len() == size {
            return;
        }
        for (first, kind) in kinds.iter().enumerate() {
            chosen.push(*kind);
            extend(&kinds[first..], size, chosen, visit);
            chosen.pop();
        }
    }
    extend(kinds, size, &mut vec![], visit);
}

/// The sums that voters come to, by walking them.
pub fn sums(parts: &[Part]) -> [u64; 4] {
    let sum = |keep: &dyn Fn(&Part) -> bool| -> u64 {
        parts.iter().filter(|p| keep(p)).map(|p| p.power).sum()
    };
    let counts =
        |ballot: Choice| sum(&|p: &Part| p.proven == Proven::Never && p.ballot == Some(ballot));
    [
        counts(YES),
        counts(NO) + counts(VETO),
        counts(ABSTAIN),
        sum(&|p: &Part| p.proven == Proven::Voting),
    ]
}

pub fn total(parts: &[Part]) -> u64 {
    parts.iter().map(|p| p.power).sum()
}

/// The next revision, with a change.
pub fn next(change: impl Fn(&mut Rules)) -> Rules {
    let mut next = rules();
    next.revision += 1;
    change(&mut next);
    next
}

pub fn by(new: Rules) -> Kind {
    Kind::Rules(Box::new(new))
}

pub fn bar(kinds: &[Kind]) -> Result<(Class, Rule), RuleError> {
    rules().bar(&Content::Messages(kinds))
}
