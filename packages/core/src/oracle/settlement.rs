use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Uint64, Uint128};

use super::{Refusal, limits};
use crate::governance::Share;

/// What one reporter said in one period.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Report {
    /// The value.
    pub value: Uint128,
    /// What the reporter weighs in the period.
    pub weight: Uint64,
}

/// What all reports of a period come to.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Settlement {
    /// The median; none if there was no quorum, or one reporter outweighed the others.
    pub value: Option<Uint128>,
    /// How many reported.
    pub reporters: u32,
    /// What they weigh together.
    pub weight: Uint128,
}

/// Refuses who is no member of a group that weighs `total`, and who weighs less than a 64th of it:
/// so one period has at most 64 reports, without a place that others could take.
pub fn check_weight(weight: Uint64, total: Uint64, height: u64) -> Result<(), Refusal> {
    if weight.is_zero() {
        return Err(Refusal::Stranger { height });
    }
    let scaled = u128::from(weight.u64()).saturating_mul(limits::REPORTERS.into());
    if scaled < u128::from(total.u64()) {
        return Err(Refusal::Light { weight, total });
    }

    Ok(())
}

/// What the reports of a period come to in a group that weighs `total`.
///
/// The value is the lower weighted median: the least reported value `v` for which the reports up to
/// `v` weigh at least half of all reports, `2 * W(<= v) >= W`. (Edgeworth 1888; lower where two
/// values halve the weight, because targets are floors.) Who weighs less than half of what was
/// reported cannot move it outside the values of the others: were it above all of these, their own
/// weight, more than half, would lie below it; were it below all of these, less than half would lie
/// up to it. Who weighs exactly half can lower it and cannot raise it.
pub fn settle(mut reports: Vec<Report>, quorum: Share, total: Uint64) -> Settlement {
    let heaviest = reports.iter().map(weighed).max();
    let weight = weigh(&reports);
    let counts = weight > 0
        && weight >= u128::from(quorum.of(total).u64())
        && heaviest.unwrap_or_default().saturating_mul(2) <= weight;

    reports.sort_unstable_by_key(|report| report.value);
    let median = reports.iter().scan(0u128, |below, report| {
        *below = below.saturating_add(weighed(report));
        Some((*below, report.value))
    });
    let median = median
        .filter(|(below, _)| below.saturating_mul(2) >= weight)
        .map(|(_, value)| value)
        .next();

    Settlement {
        value: median.filter(|_| counts),
        reporters: u32::try_from(reports.len()).unwrap_or(u32::MAX),
        weight: weight.into(),
    }
}

fn weighed(report: &Report) -> u128 {
    report.weight.u64().into()
}

/// Weights of 64 bits: their sum is far from 128.
fn weigh(reports: &[Report]) -> u128 {
    reports.iter().map(weighed).fold(0, u128::saturating_add)
}
