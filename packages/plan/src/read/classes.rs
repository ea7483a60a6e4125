//! `[governance.CLASS]`: what proposals of a class need, and how long they take.

use milegate_core::Span;
use milegate_core::governance::{Class, Share, limits};

use super::reader::Reader;
use super::section::Section;
use super::vault::days;
use crate::place::At;
use crate::plan::ClassRule;
use crate::text;

const RULE: [&str; 7] = [
    "quorum",
    "threshold",
    "floor",
    "voting",
    "tail",
    "delay",
    "window",
];

/// What a class goes by where the plan does not say: shares in basis points, periods in days.
struct Usual {
    quorum: u16,
    threshold: u16,
    voting: u64,
    tail: u64,
    delay: u64,
    window: u64,
}

const fn usual(class: Class) -> Usual {
    let (quorum, threshold) = match class {
        Class::Signal => (1_000, 5_000),
        Class::Dispute | Class::Attest => (2_000, 5_000),
        Class::Spend => (2_500, 5_000),
        Class::Rules => (3_340, 6_667),
        Class::Code => (4_000, 6_667),
    };
    let (voting, tail, delay) = match class {
        Class::Signal => (7, 1, 1),
        Class::Dispute => (7, 2, 2),
        Class::Attest | Class::Spend => (7, 2, 3),
        Class::Rules => (14, 2, 7),
        Class::Code => (14, 2, 14),
    };
    Usual {
        quorum,
        threshold,
        voting,
        tail,
        delay,
        window: 14,
    }
}

/// A rule for each class, in the order of [`Class::ALL`].
pub fn classes(reader: &mut Reader, section: &Section) -> [ClassRule; 6] {
    let mut rule = |class, floor| class_rule(reader, section, class, floor);
    let least = limits::least_floor;
    let signal = rule(Class::Signal, least(Class::Signal));
    let attest = rule(Class::Attest, least(Class::Attest));
    // "Stands" needs what a testimony needs.
    let dispute = rule(Class::Dispute, *attest.floor);
    let [spend, rules, code] =
        [Class::Spend, Class::Rules, Class::Code].map(|class| rule(class, least(class)));
    [signal, dispute, attest, spend, rules, code]
}

fn class_rule(reader: &mut Reader, section: &Section, class: Class, floor: Share) -> ClassRule {
    let usual = usual(class);
    let place = &section.place;
    let share = |points| At::new(Share::new(points), place);
    let span = |reader: &Reader, days| At::new(period(reader, days), place);
    let mut rule = ClassRule {
        quorum: share(usual.quorum),
        threshold: share(usual.threshold),
        floor: At::new(floor, place),
        voting: span(reader, usual.voting),
        tail: span(reader, usual.tail),
        delay: span(reader, usual.delay),
        window: span(reader, usual.window),
    };
    let Some(own) = section.section(reader, class.word()) else {
        return rule;
    };
    own.finish(reader, &RULE);
    own_shares(reader, &own, &mut rule);
    own_spans(reader, &own, &mut rule);
    rule
}

fn own_shares(reader: &mut Reader, own: &Section, rule: &mut ClassRule) {
    for (key, value) in [
        ("quorum", &mut rule.quorum),
        ("threshold", &mut rule.threshold),
        ("floor", &mut rule.floor),
    ] {
        if let Some(read) = share(reader, own, key) {
            *value = read;
        }
    }
}

fn own_spans(reader: &mut Reader, own: &Section, rule: &mut ClassRule) {
    for (key, value) in [
        ("voting", &mut rule.voting),
        ("tail", &mut rule.tail),
        ("delay", &mut rule.delay),
        ("window", &mut rule.window),
    ] {
        if let Some(node) = own.get(key)
            && let Some(read) = reader.span(&own.path, node)
        {
            *value = read;
        }
    }
}

/// So many days, with blocks that the contract takes.
fn period(reader: &Reader, count: u64) -> Span {
    let span = days(reader, count);
    let blocks = span.blocks;
    Span {
        blocks: blocks.clamp(limits::SHORTEST.blocks, limits::LONGEST.blocks),
        ..span
    }
}

/// A share in whole basis points.
pub fn share(reader: &mut Reader, section: &Section, key: &str) -> Option<At<Share>> {
    let text = section.text(reader, key)?;
    match points(&text) {
        Ok(points) => Some(At::new(Share::new(points), &text.place)),
        Err(message) => {
            let remedy = "Write a percentage with at most two places, as in \"66.67 %\".";
            reader.note(&section.path, "E009", &text.place, message, remedy);
            None
        }
    }
}

fn points(text: &str) -> Result<u16, String> {
    let share = text::share(text)?;
    let scaled = share.numerator.saturating_mul(10_000);
    let whole = scaled.checked_rem(share.denominator) == Some(0);
    let points = scaled.checked_div(share.denominator).unwrap_or(0);
    match u16::try_from(points) {
        Ok(points) if whole && points <= 10_000 => Ok(points),
        _ => Err(format!(
            "`{text}` is no whole number of hundredths of a percent, at most 100 %"
        )),
    }
}
