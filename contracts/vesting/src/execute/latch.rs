use cosmwasm_std::{StdError, Storage};
use milegate_api::core::ledger::{GateState, Latched};
use milegate_api::vesting::Event;

use super::owe;
use crate::error::Result;
use crate::peers::Conclusions;
use crate::state::{Live, SCHEDULES, ScheduleRecord, TOTALS};

/// Writes down the conclusions that a schedule's waiting gates wait for: its gates, its sums and
/// the sink's dues, in step. Writes nothing while nothing has ended.
pub fn latch(
    storage: &mut dyn Storage,
    conclusions: &mut Conclusions,
    live: &Live,
    schedule: &str,
    record: &mut ScheduleRecord,
    time: u64,
) -> Result<Vec<Event>> {
    let look = |milestone: &str| conclusions.look(milestone);
    let latched = record.standing.latch(live.notice, look)?;
    if latched.is_empty() {
        return Ok(Vec::new());
    }

    SCHEDULES.save(storage, schedule, record);
    let mut events = Vec::new();
    for gate in latched {
        events.push(match gate.state {
            GateState::Dead { at } => died(storage, live, schedule, gate, at, time),
            GateState::Open { at } => opened(schedule, gate, at, false, time),
            GateState::FellBack { at } => opened(schedule, gate, at, true, time),
            GateState::Waiting {} => {
                Err(StdError::generic_err("a waiting gate was latched").into())
            }
        }?);
    }
    Ok(events)
}

fn opened(
    schedule: &str,
    gate: Latched,
    opens_at: u64,
    fallback: bool,
    time: u64,
) -> Result<Event> {
    Ok(Event::GateOpened {
        schedule: schedule.to_owned(),
        tranche: gate.tranche,
        opens_at,
        fallback,
        time,
    })
}

fn died(
    storage: &mut dyn Storage,
    live: &Live,
    schedule: &str,
    gate: Latched,
    died_at: u64,
    time: u64,
) -> Result<Event> {
    let mut totals = TOTALS.load(storage, schedule)?;
    let forfeited = totals.record(&[gate])?;

    TOTALS.save(storage, schedule, &totals);
    let dues = owe(storage, forfeited)?;

    Ok(Event::GateDied {
        schedule: schedule.to_owned(),
        tranche: gate.tranche,
        died_at,
        forfeited,
        denom: live.denom.to_string(),
        schedule_forfeited: totals.forfeited,
        dues,
        time,
    })
}
