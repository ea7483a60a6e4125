//! A feed leaf is true when the model says so: nothing of the product but the leaf's decision.

use cosmwasm_std::{Addr, Uint128};
use milegate_core::milestone::{Measure, OnSilence, Policy, State, Terms, Witness, WitnessKind};
use milegate_core::oracle::{Reading, Window};
use milegate_core::{Point, Span};
use num_bigint::BigUint;

use crate::kit::*;
use crate::model;

/// What a leaf asks of a window.
#[derive(Clone, Copy, Debug)]
pub struct Asks {
    pub measure: Measure,
    pub target: u128,
    pub observations: u32,
}

fn terms(window: Window, asks: Asks) -> Terms<Addr> {
    let span = Span {
        seconds: DAY,
        blocks: 10,
    };
    let kind = WitnessKind::Feed {
        oracle: Addr::unchecked("oracle"),
        feed: "volume".into(),
        window: 0,
        registered: window,
        measure: asks.measure,
        target: asks.target.into(),
        observations: asks.observations,
    };
    let name = "volume".to_string();
    Terms {
        name: name.clone(),
        statement: "there is volume".into(),
        schema: "volume/1".into(),
        witnesses: vec![Witness {
            name: name.clone(),
            kind,
        }],
        policy: Policy::Witness { name },
        start: START,
        deadline: START + 10_000 * DAY,
        window: span,
        last_call: span,
        court_limit: span,
        freshness: span,
        court: Addr::unchecked("court"),
        bond: Uint128::one(),
        on_silence: OnSilence::Falls,
    }
}

/// Whether the leaf attests by this reading, at the instant it was made.
pub fn attests(window: Window, asks: Asks, reading: Reading) -> bool {
    let terms = terms(window, asks);
    let now = Point {
        time: reading.until,
        height: 1,
    };
    let seen = State::new(&terms).observe_feed(&terms, now, "volume", Some(reading), None);
    seen.is_ok()
}

/// Whether it should, by a recount of the raw reports.
pub fn should(window: Window, asks: Asks, closed: usize, wanted: &model::Window) -> bool {
    let target = BigUint::from(asks.target);
    let comes_to_it = match asks.measure {
        Measure::Mean => wanted.sum >= target * wanted.observations,
        Measure::Sum => wanted.sum >= target,
        Measure::Minimum => wanted.minimum.as_ref().is_none_or(|least| *least >= target),
    };
    closed >= window.periods as usize
        && wanted.longest_gap <= window.max_gap as usize
        && wanted.observations >= asks.observations as usize
        && comes_to_it
}
