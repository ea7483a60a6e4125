use cosmwasm_std::{Addr, QuerierWrapper, Response, Storage, Uint128};
use milegate_api::core::ledger::{PerLot, sum};
use milegate_api::vesting::Event;

use super::latch;
use crate::error::Result;
use crate::peers::Conclusions;
use crate::state::{CLAIMED, GrantRecord, Live, PAID, SCHEDULES, ScheduleRecord};
use crate::transfer;

/// What has vested under some grants and was not paid, one transfer per payee.
pub struct Payout<'a> {
    pub schedules: Vec<Touched>,
    pub conclusions: Conclusions<'a>,
    live: &'a Live,
    now: u64,
    transfers: Vec<(Addr, Uint128)>,
    events: Vec<Event>,
}

/// A schedule that grants of the payout belong to, its gates written down.
pub struct Touched {
    pub name: String,
    pub record: ScheduleRecord,
    per_lot: PerLot,
    /// Paid under it, this payout included; none while the payout adds nothing.
    paid: Option<Uint128>,
}

impl<'a> Payout<'a> {
    pub fn new(querier: QuerierWrapper<'a>, live: &'a Live, now: u64) -> Payout<'a> {
        Payout {
            schedules: Vec::new(),
            conclusions: Conclusions::new(querier, live.milestones.clone()),
            live,
            now,
            transfers: Vec::new(),
            events: Vec::new(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.transfers.is_empty()
    }

    /// Marks what is claimable under a grant as paid; whether there was anything.
    pub fn add(
        &mut self,
        storage: &mut dyn Storage,
        reference: &str,
        terms: &GrantRecord,
    ) -> Result<bool> {
        let position = self.touch(storage, &terms.schedule)?;
        let Some(schedule) = self.schedules.get_mut(position) else {
            return Ok(false);
        };
        let claimed = CLAIMED.may_load(storage, reference)?;
        let mut grant = terms.grant(claimed.unwrap_or_default());
        let due = grant.claim(&schedule.per_lot)?;
        if due.is_zero() {
            return Ok(false);
        }

        let before = match schedule.paid {
            Some(paid) => paid,
            None => PAID.may_load(storage, &schedule.name)?.unwrap_or_default(),
        };
        let paid = sum([before, due])?;
        schedule.paid = Some(paid);
        CLAIMED.save(storage, reference, &grant.claimed);
        let payee = terms.payee();
        match self.transfers.iter_mut().find(|(known, _)| known == payee) {
            Some((_, amount)) => *amount = sum([*amount, due])?,
            None => self.transfers.push((payee.clone(), due)),
        }
        self.events.push(Event::Claimed {
            grant: reference.to_owned(),
            payee: payee.to_string(),
            schedule: terms.schedule.clone(),
            amount: due,
            denom: self.live.denom.to_string(),
            grant_claimed: grant.claimed,
            schedule_claimed: paid,
            time: self.now,
        });
        Ok(true)
    }

    /// Writes the sums and pays.
    pub fn finish(self, storage: &mut dyn Storage) -> Result<Response> {
        for schedule in &self.schedules {
            if let Some(paid) = &schedule.paid {
                PAID.save(storage, &schedule.name, paid);
            }
        }
        let mut response = Response::new().add_events(self.events);
        for (payee, amount) in &self.transfers {
            response = response.add_message(transfer::send(&self.live.denom, payee, *amount)?);
        }
        Ok(response)
    }

    /// Where a schedule is in the list, once its gates are written down.
    fn touch(&mut self, storage: &mut dyn Storage, name: &str) -> Result<usize> {
        if let Some(known) = self.schedules.iter().position(|known| known.name == name) {
            return Ok(known);
        }

        let mut record = SCHEDULES.load(storage, name)?;
        let (live, now) = (self.live, self.now);
        let events = latch(storage, &mut self.conclusions, live, name, &mut record, now)?;
        self.events.extend(events);
        self.schedules.push(Touched {
            name: name.to_owned(),
            per_lot: record.standing.per_lot(now)?,
            record,
            paid: None,
        });
        Ok(self.schedules.len().saturating_sub(1))
    }
}
