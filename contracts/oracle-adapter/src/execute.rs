//! What a message or a query needs to know first, and the two messages.

use cosmwasm_std::{DepsMut, Response, StdResult, Storage};
use milegate_api::adapter::{ConfigResponse, Event, Sample};
use milegate_core::oracle::{Refusal, Report, settle};
use milegate_oracle::closing::Closing;

use crate::state::{CONFIG, TAKEN, Taken};
use crate::{ContractError, source};

/// The adapter at an instant.
pub struct View {
    pub config: ConfigResponse,
    pub taken: Taken,
    /// What is over and not closed.
    pub closing: Option<Closing>,
}

impl View {
    pub fn at(storage: &dyn Storage, now: u64) -> Result<View, ContractError> {
        let config = CONFIG.load(storage)?;
        let taken = TAKEN.load(storage)?;
        let feed = &config.feed;
        let over = feed.calendar.over(now);

        let closing = match over > taken.closed {
            true => {
                let reports = taken.samples.iter().map(|sample| Report {
                    value: sample.value,
                    weight: 1u64.into(),
                });
                let slots = u64::from(config.slots).into();
                let settled = settle(reports.collect(), feed.quorum, slots);
                let first = taken.closed;
                let closing = Closing::of(storage, feed, first, over, settled, slots)?;
                Some(closing)
            }
            false => None,
        };

        Ok(View {
            config,
            taken,
            closing,
        })
    }

    /// Samples of the period that runs.
    pub fn samples(&self) -> &[Sample] {
        match self.closing {
            Some(_) => &[],
            None => &self.taken.samples,
        }
    }
}

pub fn sample(deps: DepsMut, now: u64) -> Result<Response, ContractError> {
    let view = View::at(deps.storage, now)?;
    let config = &view.config;
    let period = config.feed.calendar.running(now)?;
    let slot = slot(config, now, period);
    let mut samples = view.samples().to_vec();
    if samples.iter().any(|sample| sample.slot == slot) {
        return Err(ContractError::SlotTaken { period, slot });
    }

    let source::Answer { value, updated } = source::ask(&deps.querier, config)?;
    if now.saturating_sub(updated) > config.max_age {
        return Err(ContractError::Stale {
            updated,
            max_age: config.max_age,
            now,
        });
    }
    config.feed.check_report(now, period, value)?;
    samples.push(Sample { slot, value });

    let response = close(deps.storage, &view)?;
    let taken = Taken {
        closed: period,
        samples,
    };
    TAKEN.save(deps.storage, &taken);
    Ok(response.add_event(Event::Sampled {
        feed: view.config.feed.name,
        period,
        slot,
        value,
        updated,
    }))
}

pub fn advance(storage: &mut dyn Storage, now: u64) -> Result<Response, ContractError> {
    let view = View::at(storage, now)?;
    let Some(closing) = &view.closing else {
        let period = view.taken.closed;
        let until = view.config.feed.calendar.until(period);
        return Err(Refusal::NothingOver { period, until }.into());
    };

    let response = close(storage, &view)?;
    let taken = Taken {
        closed: closing.over,
        samples: Vec::new(),
    };
    TAKEN.save(storage, &taken);
    Ok(response)
}

/// Writes down what is over, and announces it.
fn close(storage: &mut dyn Storage, view: &View) -> Result<Response, ContractError> {
    let Some(closing) = &view.closing else {
        return Ok(Response::new());
    };
    closing.save(storage, &view.config.feed)?;

    Ok(Response::new().add_event(closing.event(&view.config.feed)))
}

/// The slot of an instant of a period: `floor(passed * slots / period)`.
fn slot(config: &ConfigResponse, now: u64, period: u32) -> u32 {
    let calendar = config.feed.calendar;
    let passed = now.saturating_sub(calendar.from(period));
    let scaled = passed.saturating_mul(config.slots.into());
    let slot = scaled.checked_div(calendar.period).unwrap_or_default();

    u32::try_from(slot).unwrap_or(u32::MAX)
}

/// What was asked to be remembered at birth.
pub fn born(storage: &mut dyn Storage, config: &ConfigResponse) -> StdResult<()> {
    CONFIG.save(storage, config);
    TAKEN.save(storage, &Taken::default());

    Ok(())
}
