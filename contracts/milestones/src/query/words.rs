//! Where a milestone is and why, in one sentence or two.

use cosmwasm_std::Addr;
use milegate_core::milestone::{
    COMMITTEE_MEMBERS, Leaf, OnSilence, Stage, State, Terms, Watch, Witness, WitnessKind,
};
use milegate_core::oracle::Reading;
use milegate_core::{Conclusion, Point, utc};

/// What can be seen of a leaf that is observed; nothing of any other.
#[derive(Default)]
pub struct Sight {
    /// What has been seen of a state leaf.
    pub watch: Watch,
    /// What a feed leaf's window came to when the oracle last closed a period.
    pub reading: Option<Reading>,
    /// Why it does not attest at present.
    pub refusal: Option<String>,
}

/// A limit on both clocks.
pub fn both(end: Point) -> String {
    format!("{} and block {}", utc(end.time), end.height)
}

/// A witness, as a person would name it.
pub fn who(witness: &Witness<Addr>) -> String {
    let name = &witness.name;

    match &witness.kind {
        WitnessKind::Committee { group, .. } => format!("a member of committee `{name}` ({group})"),
        WitnessKind::Authority { address } => format!("authority `{name}` ({address})"),
        WitnessKind::Assertion { .. } => "anyone who is not interested".to_string(),
        WitnessKind::State { .. } | WitnessKind::Feed { .. } => "anyone".to_string(),
    }
}

pub fn words(terms: &Terms<Addr>, state: &State, sights: &[Sight], now: Point) -> String {
    match (&state.stage, state.last_call) {
        (Stage::Open {}, _) if now.time < terms.start => {
            format!("Takes no evidence before {}.", utc(terms.start))
        }
        (Stage::Open {}, None) if now.time > terms.deadline => format!(
            "The deadline was {}; the last call begins with the next evidence or `conclude`. {}",
            utc(terms.deadline),
            lacks(terms, state, sights),
        ),
        (Stage::Open {}, None) => format!(
            "Open until {}. {}",
            utc(terms.deadline),
            lacks(terms, state, sights)
        ),
        (Stage::Open {}, Some(last_call)) => format!(
            "The last call runs until {}, for facts up to {}. {}",
            both(last_call.after(terms.last_call)),
            utc(terms.deadline),
            lacks(terms, state, sights),
        ),
        (Stage::Pending { since }, _) => format!(
            "The witnesses suffice since {}; anyone may challenge until {}, then it is reached.",
            utc(since.time),
            both(since.after(terms.window)),
        ),
        (Stage::Disputed { since, challenge }, _) => format!(
            "Challenged by {} with {}; the court {} (not recused) has until {}; {}.",
            challenge.challenger,
            challenge.bond,
            terms.court,
            both(since.after(terms.window.then(terms.court_limit))),
            silence(terms.on_silence),
        ),
        (
            Stage::Ended {
                conclusion: Conclusion::Reached { at },
            },
            _,
        ) => format!("Reached at {}, for good.", utc(*at)),
        (
            Stage::Ended {
                conclusion: Conclusion::Missed { at },
            },
            _,
        ) => format!("Missed at {}, for good.", utc(*at)),
    }
}

/// What a silent court means.
pub fn silence(on_silence: OnSilence) -> &'static str {
    match on_silence {
        OnSilence::Stands => "if it is silent, the milestone is reached",
        OnSilence::Falls => "if it is silent, what was challenged is struck",
    }
}

/// The witnesses who could still help, with their leaves and what has been seen of them.
pub fn lacking<'a>(
    terms: &'a Terms<Addr>,
    state: &'a State,
    sights: &'a [Sight],
) -> Vec<(&'a Witness<Addr>, &'a Leaf, &'a Sight)> {
    let names = state.lacking(terms);

    terms
        .witnesses
        .iter()
        .zip(&state.leaves)
        .zip(sights)
        .map(|((witness, leaf), sight)| (witness, leaf, sight))
        .filter(|(witness, ..)| names.contains(&witness.name.as_str()))
        .collect()
}

fn lacks(terms: &Terms<Addr>, state: &State, sights: &[Sight]) -> String {
    let missing: Vec<_> = lacking(terms, state, sights)
        .into_iter()
        .map(|(witness, leaf, sight)| lack(witness, leaf, sight))
        .collect();

    format!(
        "Needs {}; missing: {}.",
        terms.policy.words(),
        missing.join(", ")
    )
}

fn lack(witness: &Witness<Addr>, leaf: &Leaf, sight: &Sight) -> String {
    match &witness.kind {
        WitnessKind::Committee { threshold, .. } => format!(
            "committee `{}` (weight {} of {threshold}, {} of at least {COMMITTEE_MEMBERS} members)",
            witness.name, leaf.standing.weight, leaf.standing.members,
        ),
        WitnessKind::Authority { .. } => format!("authority `{}` (not recused)", witness.name),
        WitnessKind::Assertion { bond } => {
            let name = &witness.name;
            match leaf.assertion_bond(*bond) {
                Some(bond) => format!("assertion `{name}` (by anyone, with {bond})"),
                None => format!("assertion `{name}` (no more: three were struck)"),
            }
        }
        WitnessKind::Feed { .. } => {
            let (name, asks) = (&witness.name, witness.kind.asks());
            match &sight.refusal {
                None => format!("feed `{name}` ({asks}: true, anyone can observe it)"),
                Some(refusal) => format!("feed `{name}` ({asks}: {refusal})"),
            }
        }
        WitnessKind::State {
            observations, held, ..
        } => {
            let name = &witness.name;
            match (sight.watch.suspended, sight.watch.hold) {
                (Some(since), _) => format!(
                    "state `{name}` (suspended for good at {}: its contract runs other code)",
                    utc(since),
                ),
                (None, None) => {
                    format!("state `{name}` (0 of {observations} observations over {held} s)")
                }
                (None, Some(hold)) => format!(
                    "state `{name}` ({} of {observations} observations over {held} s, since {})",
                    hold.observations,
                    utc(hold.since),
                ),
            }
        }
    }
}
