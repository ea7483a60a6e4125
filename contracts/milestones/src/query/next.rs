//! Who can do what next, and by when. Where a limit is on both clocks, `from` and `until` give the
//! time and the words also the block.

use cosmwasm_std::Addr;
use milegate_api::common::NextStep;
use milegate_core::milestone::{Leaf, Stage, State, Terms, Watch, Witness, WitnessKind};
use milegate_core::{Point, utc};

use super::words::{Sight, both, lacking, silence, who};

pub fn next(terms: &Terms<Addr>, state: &State, sights: &[Sight], now: Point) -> Vec<NextStep> {
    match &state.stage {
        Stage::Open {} => open(terms, state, sights, now),
        Stage::Pending { since } => pending(terms, state, *since, now),
        Stage::Disputed { since, .. } => disputed(terms, state, *since, now),
        Stage::Ended { .. } => vec![],
    }
}

fn open(terms: &Terms<Addr>, state: &State, sights: &[Sight], now: Point) -> Vec<NextStep> {
    let decided = state.decided_at(terms, now);
    let (until, conclude) = match state.last_call {
        None => (
            None,
            format!(
                "Anyone can begin the last call after {}.",
                utc(terms.deadline)
            ),
        ),
        Some(_) => (
            Some(last_before(decided)),
            format!("Anyone can conclude from {}: missed.", both(decided)),
        ),
    };

    let mut steps = if state.last_call.is_some() && over(decided, now) {
        vec![]
    } else {
        attest(terms, state, sights, now, until)
    };
    steps.extend(retract(terms, state, None));
    steps.push(step(
        "conclude",
        "anyone",
        later(decided, now),
        None,
        conclude,
    ));

    steps
}

fn pending(terms: &Terms<Addr>, state: &State, since: Point, now: Point) -> Vec<NextStep> {
    let end = since.after(terms.window);
    let conclude = step(
        "conclude",
        "anyone",
        later(end, now),
        None,
        format!("Anyone can conclude from {}: reached.", both(end)),
    );
    if over(end, now) {
        return vec![conclude];
    }

    let until = Some(last_before(end));
    let challenge = step(
        "challenge",
        "anyone",
        None,
        until,
        format!(
            "Anyone can challenge with {} before {}.",
            state.bond,
            both(end)
        ),
    );
    let mut steps = vec![challenge];
    steps.extend(retract(terms, state, until));
    steps.push(conclude);

    steps
}

fn disputed(terms: &Terms<Addr>, state: &State, since: Point, now: Point) -> Vec<NextStep> {
    let window = since.after(terms.window);
    let end = since.after(terms.window.then(terms.court_limit));
    let conclude = step(
        "conclude",
        "anyone",
        later(end, now),
        None,
        format!(
            "Anyone can conclude from {}; {}.",
            both(end),
            silence(terms.on_silence)
        ),
    );
    if over(end, now) {
        return vec![conclude];
    }

    let until = Some(last_before(end));
    let court = format!("the court {} (not recused)", terms.court);
    let mut steps = vec![
        step(
            "settle",
            &court,
            None,
            until,
            format!("The court can settle `false` before {}.", both(end)),
        ),
        step(
            "settle",
            &court,
            later(window, now),
            until,
            format!(
                "The court can settle `stands` from {}, before {}.",
                both(window),
                both(end)
            ),
        ),
    ];
    steps.extend(retract(terms, state, until));
    steps.push(conclude);

    steps
}

/// One step for each witness who could still help.
fn attest(
    terms: &Terms<Addr>,
    state: &State,
    sights: &[Sight],
    now: Point,
    until: Option<u64>,
) -> Vec<NextStep> {
    let from = (now.time < terms.start).then_some(terms.start);

    lacking(terms, state, sights)
        .into_iter()
        .filter_map(|(witness, leaf, sight)| {
            match &witness.kind {
                WitnessKind::State { spacing, .. } => {
                    return observe(terms, witness, &sight.watch, *spacing, now);
                }
                WitnessKind::Feed { .. } => {
                    let read = sight.reading.map(|reading| reading.stale);
                    let next = read.filter(|stale| *stale > now.time);
                    return observe_feed(witness, sight, from.max(next), until);
                }
                _ => {}
            }
            let who = who(witness);
            let words = format!(
                "{who} can attest {}in round {}, for a fact between {} and {}.",
                price(witness, leaf)?,
                state.round,
                utc(terms.start),
                utc(terms.deadline),
            );
            Some(step("attest", &who, from, until, words))
        })
        .collect()
}

/// What it costs to attest, in words; none if the leaf takes nothing any more.
fn price(witness: &Witness<Addr>, leaf: &Leaf) -> Option<String> {
    match &witness.kind {
        WitnessKind::Assertion { bond } => leaf
            .assertion_bond(*bond)
            .map(|bond| format!("as `{}` with {bond} ", witness.name)),
        WitnessKind::Committee { .. }
        | WitnessKind::Authority { .. }
        | WitnessKind::State { .. }
        | WitnessKind::Feed { .. } => Some(String::new()),
    }
}

/// Anyone looks again, until the deadline; none if the leaf is suspended.
fn observe(
    terms: &Terms<Addr>,
    witness: &Witness<Addr>,
    watch: &Watch,
    spacing: u64,
    now: Point,
) -> Option<NextStep> {
    if watch.suspended.is_some() || now.time > terms.deadline {
        return None;
    }
    let counts = watch
        .hold
        .map_or(terms.start, |hold| hold.last.saturating_add(spacing));
    let from = (now.time < counts).then_some(counts);
    let words = format!(
        "Anyone can observe `{}`; what is true counts from {}, up to {}.",
        witness.name,
        utc(counts),
        utc(terms.deadline),
    );

    Some(step("observe", "anyone", from, Some(terms.deadline), words))
}

/// Anyone looks at the latest window, if it is true; when the next can be, if one was read.
fn observe_feed(
    Witness { name, kind }: &Witness<Addr>,
    Sight { refusal, .. }: &Sight,
    from: Option<u64>,
    until: Option<u64>,
) -> Option<NextStep> {
    let Some(refusal) = refusal else {
        let words = format!("Anyone can observe `{name}`: {} is true.", kind.asks());
        return Some(step("observe", "anyone", None, until, words));
    };
    let words = format!(
        "Anyone can observe `{name}` when {} is true; {refusal}.",
        kind.asks()
    );

    Some(step("observe", "anyone", from, until, words))
}

fn retract(terms: &Terms<Addr>, state: &State, until: Option<u64>) -> Option<NextStep> {
    let stands = (terms.witnesses.iter().zip(&state.leaves))
        .filter(|(witness, _)| {
            let asserted = matches!(witness.kind, WitnessKind::Assertion { .. });
            !asserted && !witness.kind.is_observed()
        })
        .any(|(_, leaf)| leaf.standing.members > 0);

    stands.then(|| {
        step(
            "retract",
            "an attestor whose attestation stands",
            None,
            until,
            "Whoever attested can take it back, once a round; the interested can be recused."
                .into(),
        )
    })
}

fn step(action: &str, who: &str, from: Option<u64>, until: Option<u64>, words: String) -> NextStep {
    NextStep {
        action: action.to_string(),
        who: who.to_string(),
        from,
        until,
        words,
    }
}

fn over(end: Point, now: Point) -> bool {
    now.time >= end.time && now.height >= end.height
}

/// When it begins to work, by time; none if it works at once.
fn later(end: Point, now: Point) -> Option<u64> {
    (!over(end, now)).then_some(end.time)
}

/// The last instant before a limit, if blocks do not lag.
fn last_before(end: Point) -> u64 {
    end.time.saturating_sub(1)
}
