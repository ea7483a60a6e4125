use milegate_core::ledger::{Curve, Schedule};
use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use super::curve::{Q, released, share};
use super::gate::{Diary, Standing, standing};

/// What became of a grant's holder, and when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fate {
    /// Nothing.
    Serving,
    /// Terminated at an instant.
    Left(u64),
    /// Gave it up at an instant.
    Renounced(u64),
}

/// One grant.
#[derive(Clone, Debug)]
pub struct Holding {
    /// Position of its schedule.
    pub schedule: usize,
    /// Lots.
    pub lots: u64,
    /// Paid so far.
    pub claimed: BigInt,
    /// What became of its holder.
    pub fate: Fate,
}

/// `total = claimed + claimable + locked + forfeited`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Granted.
    pub total: BigInt,
    /// Vested.
    pub vested: BigInt,
    /// Claimed.
    pub claimed: BigInt,
    /// Vested, not claimed.
    pub claimable: BigInt,
    /// Neither vested nor forfeited.
    pub locked: BigInt,
    /// Lost.
    pub forfeited: BigInt,
}

impl Figures {
    /// Adds another record, column by column.
    pub fn add(&mut self, other: &Figures) {
        self.total += &other.total;
        self.vested += &other.vested;
        self.claimed += &other.claimed;
        self.claimable += &other.claimable;
        self.locked += &other.locked;
        self.forfeited += &other.forfeited;
    }
}

/// Lots that nobody has yet.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldBack {
    /// What is left of them.
    pub lots: u64,
    /// From this instant on they are lost.
    pub expires: u64,
}

/// Every grant of a vault and every fact that bears on it.
#[derive(Clone, Debug)]
pub struct World {
    /// Base units per lot.
    pub lot: u64,
    /// Seconds from a conclusion to the first token.
    pub notice: u64,
    /// Terms.
    pub schedules: Vec<Schedule>,
    /// Grants. One that is assigned later is added then: what is dead is lost to it from the start.
    pub holdings: Vec<Holding>,
    /// Reserves.
    pub reserves: Vec<HeldBack>,
    /// Conclusions, all of them, however late they will be known.
    pub diary: Diary,
    /// Sent to the sink.
    pub dues_paid: BigInt,
}

impl World {
    /// One lot's unlocked units at `now`: every open tranche, each rounded down by itself.
    pub fn unlocked(&self, schedule: usize, now: u64) -> BigInt {
        let mut sum = BigInt::zero();
        for tranche in &self.schedules[schedule].tranches {
            if let Standing::Open(at, curve) = standing(tranche, &self.diary, self.notice, now) {
                sum += released(tranche.weight.u64(), &curve, at, now);
            }
        }
        sum
    }

    /// One lot's dead units at `now`.
    pub fn dead(&self, schedule: usize, now: u64) -> BigInt {
        let mut sum = BigInt::zero();
        for tranche in &self.schedules[schedule].tranches {
            if let Standing::Dead(_) = standing(tranche, &self.diary, self.notice, now) {
                sum += tranche.weight.u64();
            }
        }
        sum
    }

    /// One lot's served units at `now`.
    pub fn served(&self, schedule: usize, now: u64) -> BigInt {
        match self.schedules[schedule].service {
            None => BigInt::from(self.lot),
            Some(service) => {
                if now < service.start {
                    return BigInt::zero();
                }
                let curve = Curve::Linear {
                    duration: service.length,
                    cliff: service.cliff,
                };
                (share(&curve, now - service.start) * BigInt::from(self.lot))
                    .floor()
                    .to_integer()
            }
        }
    }

    /// One lot's vested units at `now`.
    pub fn vested_of_lot(&self, schedule: usize, now: u64) -> BigInt {
        let share = Q::new(self.served(schedule, now), BigInt::from(self.lot));
        (share * self.unlocked(schedule, now)).floor().to_integer()
    }

    /// Lots a holder keeps who is terminated at `at`.
    pub fn kept(&self, holding: &Holding, at: u64) -> BigInt {
        let share = Q::new(self.served(holding.schedule, at), BigInt::from(self.lot));
        (share * BigInt::from(holding.lots)).ceil().to_integer()
    }

    /// The figures of one grant at `now`. Facts later than `now` are not known yet.
    pub fn figures(&self, holding: &Holding, now: u64) -> Figures {
        let lots = BigInt::from(holding.lots);
        let total = &lots * self.lot;
        let (vested, forfeited) = match holding.fate {
            Fate::Renounced(at) if at <= now => {
                (holding.claimed.clone(), &total - &holding.claimed)
            }
            Fate::Left(at) if at <= now => {
                let kept = self.kept(holding, at);
                let lost = (&lots - &kept) * self.lot;
                let unlocked = self.unlocked(holding.schedule, now);
                (
                    &kept * unlocked,
                    lost + &kept * self.dead(holding.schedule, now),
                )
            }
            _ => (
                &lots * self.vested_of_lot(holding.schedule, now),
                &lots * self.dead(holding.schedule, now),
            ),
        };
        let claimable = &vested - &holding.claimed;
        let locked = &total - &vested - &forfeited;
        assert!(
            !claimable.is_negative() && !locked.is_negative(),
            "the oracle itself is broken"
        );
        Figures {
            claimed: holding.claimed.clone(),
            total,
            vested,
            claimable,
            locked,
            forfeited,
        }
    }

    /// The figures of a reserve at `now`, poked or not.
    pub fn held_back(&self, reserve: &HeldBack, now: u64) -> Figures {
        let total = BigInt::from(reserve.lots) * self.lot;
        let mut figures = Figures {
            total: total.clone(),
            ..Figures::default()
        };
        match now < reserve.expires {
            true => figures.locked = total,
            false => figures.forfeited = total,
        }
        figures
    }

    /// The sum over everything there is.
    pub fn all(&self, now: u64) -> Figures {
        let mut sum = self.sum(now, |_| true);
        for reserve in &self.reserves {
            sum.add(&self.held_back(reserve, now));
        }
        sum
    }

    /// The sum over the grants that `chosen` picks, one after another.
    pub fn sum(&self, now: u64, chosen: impl Fn(&Holding) -> bool) -> Figures {
        let mut sum = Figures::default();
        for holding in self.holdings.iter().filter(|holding| chosen(holding)) {
            sum.add(&self.figures(holding, now));
        }
        sum
    }

    /// Claims one grant at `now`; what it pays.
    pub fn claim(&mut self, grant: usize, now: u64) -> BigInt {
        let paid = self.figures(&self.holdings[grant], now).claimable;
        self.holdings[grant].claimed += &paid;
        paid
    }

    /// Forfeited and not yet sent to the sink.
    pub fn dues(&self, now: u64) -> BigInt {
        self.all(now).forfeited - &self.dues_paid
    }
}
