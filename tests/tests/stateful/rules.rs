//! What each deal does: the table of `Change`, reserves, giving up, stepping down, read aloud.

use std::collections::{BTreeMap, BTreeSet};

use milegate_api::vesting::ChangeKind;
use milegate_core::Point;
use milegate_core::holder::{Announced, CHANGE_LIFE, Readiness};
use milegate_core::ledger::Gate;
use milegate_tests::ghost::Refused;
use milegate_tests::oracle::{Fate, Holding};
use num_bigint::BigInt;

use super::deal::Deal;
use super::ghost::Ghost;
use super::holders::{Fact, Holder, Waiting};
use super::plan;

impl Ghost {
    /// What the deal should do.
    pub fn deal(&mut self, now: Point, deal: &Deal) -> Result<(), Refused> {
        match deal {
            Deal::Assign { .. } => self.assign(now.time, deal),
            Deal::AddCohort {
                who,
                name,
                template,
                start,
            } => self.add_cohort(now.time, who, name, template, *start),
            Deal::LapseReserve => self.lapse_reserve(now.time),
            Deal::Announce {
                who,
                grant,
                kind,
                to,
            } => self.announce(now, who, *grant, *kind, to),
            Deal::Cancel { who, grant, kind } => self.cancel(now, who, *grant, *kind),
            Deal::CarryOut { who, grant, kind } => self.carry_out(now, who, *grant, *kind),
            Deal::NameRecovery { who, grant, keeper } => {
                let held = self.owned(*grant, who)?;
                if keeper.as_ref() == Some(&held.owner) {
                    return Err(Refused::Sender);
                }
                held.keeper.clone_from(keeper);
                let recovery = &mut held.announced[ChangeKind::Recovery as usize];
                let cancelled = recovery
                    .take()
                    .is_some_and(|one| one.when.readiness(now) != Readiness::Lapsed);
                self.seen
                    .extend(cancelled.then_some("a recovery cancelled"));
                Ok(())
            }
            Deal::Renounce { who, grant } => self.renounce(now.time, who, *grant),
            Deal::Decline { who, grant } => self.decline(who, *grant),
            Deal::RefuseGrants { who, refuse } => {
                let changed = match refuse {
                    true => self.refusing.insert(who.clone()),
                    false => self.refusing.remove(who),
                };
                if changed {
                    Ok(())
                } else {
                    Err(Refused::Standing)
                }
            }
        }?;
        self.refresh_interest();
        self.date(now.height);
        Ok(())
    }

    /// A grant that its owner may still do something about.
    fn owned(&mut self, grant: usize, who: &str) -> Result<&mut Holder, Refused> {
        let held = &mut self.holders[grant];
        if held.owner != who {
            return Err(Refused::Sender);
        }
        if held.is_renounced() {
            return Err(Refused::Ended);
        }
        Ok(held)
    }

    fn assign(&mut self, now: u64, deal: &Deal) -> Result<(), Refused> {
        let Deal::Assign {
            who,
            grant,
            schedule,
            owner,
            payee,
            lots,
            anyone,
        } = deal
        else {
            return Err(Refused::Stage);
        };
        let of = self.names.iter().position(|name| name == schedule);
        let of = of.expect("a schedule that was added");
        let left = self.world.reserves[0].lots;
        if who != "hirer" {
            return Err(Refused::Sender);
        }
        if now >= plan::EXPIRES {
            return Err(Refused::TooLate);
        }
        if self.categories[of] != "team" || self.holders.iter().any(|held| held.name == *grant) {
            return Err(Refused::Stage);
        }
        if *lots == 0 || *lots > left {
            return Err(Refused::Funds);
        }
        if self.refusing.contains(owner) || self.refusing.contains(payee) {
            return Err(Refused::Sender);
        }
        let dead = self.world.dead(of, now);
        if self.world.vested_of_lot(of, now) > BigInt::ZERO || dead >= self.world.lot.into() {
            return Err(Refused::TooLate);
        }
        self.write_down(of, now);
        if dead > BigInt::ZERO {
            self.seen
                .push("assigned into a schedule with a dead tranche");
        }
        self.world.reserves[0].lots -= lots;
        self.world.holdings.push(Holding {
            schedule: of,
            lots: *lots,
            claimed: BigInt::ZERO,
            fate: Fate::Serving,
        });
        let dead = u128::try_from(dead).expect("an amount");
        self.lose(of, dead * u128::from(*lots));
        self.holders.push(Holder::new(grant, owner, payee, *anyone));
        Ok(())
    }

    fn add_cohort(
        &mut self,
        now: u64,
        who: &str,
        name: &str,
        template: &str,
        start: u64,
    ) -> Result<(), Refused> {
        if who != "hirer" {
            return Err(Refused::Sender);
        }
        if now >= plan::EXPIRES {
            return Err(Refused::TooLate);
        }
        if self.names.iter().any(|known| known == name) {
            return Err(Refused::Stage);
        }
        let of = self.names.iter().position(|known| known == template);
        let of = of.expect("a schedule that was added");
        let mut terms = self.world.schedules[of].clone();
        let Some(service) = &mut terms.service else {
            return Err(Refused::Stage);
        };
        if self.world.reserves[0].lots == 0 {
            return Err(Refused::Nothing);
        }
        if start < now {
            return Err(Refused::TooEarly);
        }
        service.start = start;
        self.write_down(of, now);
        let written: Vec<_> = self.latched.iter().filter(|(on, _)| *on == of).collect();
        let copy = self.names.len();
        let written: Vec<_> = written.iter().map(|(_, index)| (copy, *index)).collect();
        self.latched.extend(written);
        self.names.push(name.to_string());
        self.categories.push("team");
        self.lost.push(0);
        self.world.schedules.push(terms);
        Ok(())
    }

    fn lapse_reserve(&mut self, now: u64) -> Result<(), Refused> {
        let left = self.world.reserves[0].lots;
        if now < plan::EXPIRES {
            return Err(Refused::TooEarly);
        }
        if left == 0 || self.lapsed > 0 {
            return Err(Refused::Nothing);
        }
        let lost = u128::from(left) * u128::from(self.world.lot);
        self.lapsed = lost;
        self.dues += lost;
        self.seen.push("a reserve lapsed");
        Ok(())
    }

    fn announce(
        &mut self,
        now: Point,
        who: &str,
        grant: usize,
        kind: ChangeKind,
        to: &str,
    ) -> Result<(), Refused> {
        let schedule = self.world.holdings[grant].schedule;
        let fate = self.world.holdings[grant].fate;
        let held = &self.holders[grant];
        let wait = match kind {
            ChangeKind::Termination => {
                if who != "hr" || self.categories[schedule] != "team" {
                    return Err(Refused::Sender);
                }
                if self.world.schedules[schedule].service.is_none() || fate != Fate::Serving {
                    return Err(Refused::Stage);
                }
                plan::LEAVING
            }
            ChangeKind::Recovery => {
                if held.keeper.as_deref() != Some(who) {
                    return Err(Refused::Sender);
                }
                plan::RECOVERY_DELAY
            }
            ChangeKind::Payee | ChangeKind::Owner if held.owner != who => {
                return Err(Refused::Sender);
            }
            ChangeKind::Payee => plan::PAYEE_DELAY,
            ChangeKind::Owner => milegate_core::Span {
                seconds: 0,
                blocks: 0,
            },
        };
        let same = match kind {
            ChangeKind::Termination => false,
            ChangeKind::Payee => held.payee == to,
            ChangeKind::Owner | ChangeKind::Recovery => held.owner == to,
        };
        if matches!(fate, Fate::Renounced(_)) || same {
            return Err(Refused::Stage);
        }
        let named = kind != ChangeKind::Termination;
        let declined = named && held.has_declined(to);
        if (named && self.refusing.contains(to)) || declined {
            self.seen.push("named who would not");
            return Err(Refused::Sender);
        }
        if held.waiting(kind, now).is_some() {
            return Err(Refused::Standing);
        }
        if held.announced[kind as usize].is_some() {
            self.seen.push("a change lapsed");
        }
        let due = now.after(wait);
        let lapses = due.after(CHANGE_LIFE);
        self.holders[grant].announced[kind as usize] = Some(Waiting {
            kind,
            to: match kind {
                ChangeKind::Termination => String::new(),
                _ => to.to_string(),
            },
            when: Announced { due, lapses },
        });
        Ok(())
    }

    fn cancel(
        &mut self,
        now: Point,
        who: &str,
        grant: usize,
        kind: ChangeKind,
    ) -> Result<(), Refused> {
        let schedule = self.world.holdings[grant].schedule;
        let held = &mut self.holders[grant];
        if held.waiting(kind, now).is_none() {
            return Err(Refused::Nothing);
        }
        let may = match kind {
            ChangeKind::Termination => {
                who == "governance" || (who == "hr" && self.categories[schedule] == "team")
            }
            ChangeKind::Recovery => held.owner == who || held.keeper.as_deref() == Some(who),
            ChangeKind::Payee | ChangeKind::Owner => held.owner == who,
        };
        if !may {
            return Err(Refused::Sender);
        }
        held.announced[kind as usize] = None;
        self.seen.extend(match kind {
            ChangeKind::Recovery => Some("a recovery cancelled"),
            ChangeKind::Termination if who == "governance" => {
                Some("a termination cancelled by governance")
            }
            _ => None,
        });
        Ok(())
    }

    fn carry_out(
        &mut self,
        now: Point,
        who: &str,
        grant: usize,
        kind: ChangeKind,
    ) -> Result<(), Refused> {
        let held = self.holders[grant].clone();
        let one = held.announced[kind as usize].clone();
        let one = one.ok_or(Refused::Nothing)?;
        match one.when.readiness(now) {
            Readiness::Waits => return Err(Refused::TooEarly),
            Readiness::Lapsed => return Err(Refused::TooLate),
            Readiness::Due => {}
        }
        match kind {
            ChangeKind::Termination => self.terminate(now.time, grant),
            ChangeKind::Payee => {
                if self.refusing.contains(&one.to) || held.has_declined(&one.to) {
                    self.seen.push("named who would not");
                    return Err(Refused::Sender);
                }
                if held.payee == one.to {
                    return Err(Refused::Stage);
                }
                self.holders[grant].hold(&held.owner, &one.to);
            }
            ChangeKind::Owner | ChangeKind::Recovery if who != one.to => {
                return Err(Refused::Sender);
            }
            ChangeKind::Owner | ChangeKind::Recovery if held.has_declined(&one.to) => {
                self.seen.push("named who would not");
                return Err(Refused::Sender);
            }
            ChangeKind::Owner => {
                let named = held.owner != held.payee;
                self.seen
                    .extend(named.then_some("sold with the payee staying"));
                self.holders[grant].hand_over(&one.to);
            }
            ChangeKind::Recovery => {
                let mut paid = 0;
                if held.owner == held.payee {
                    let schedule = self.world.holdings[grant].schedule;
                    self.write_down(schedule, now.time);
                    paid = self.settle(grant, now.time);
                }
                self.seen.push("recovered");
                self.seen
                    .extend((paid > 0).then_some("recovered with something claimable"));
                self.holders[grant].hand_over(&one.to);
            }
        }
        self.holders[grant].announced[kind as usize] = None;
        Ok(())
    }

    /// Pays a grant's payee; how much.
    pub fn settle(&mut self, grant: usize, now: u64) -> u128 {
        let paid = u128::try_from(self.world.claim(grant, now)).expect("an amount");
        let payee = self.holders[grant].payee.clone();
        self.pay("vault", &payee, paid, 0);
        if paid > 0 {
            self.holders[grant].history.push(Fact::Paid);
        }
        paid
    }

    fn terminate(&mut self, now: u64, grant: usize) {
        let schedule = self.world.holdings[grant].schedule;
        self.write_down(schedule, now);
        let before = self.world.figures(&self.world.holdings[grant], now);
        let waits = !self.unwritten_or_waiting(schedule).is_empty();
        self.seen.push(match waits {
            true => "left before a gate",
            false => "left after the gates",
        });
        self.world.holdings[grant].fate = Fate::Left(now);
        self.lose_since(grant, &before.forfeited, now);
    }

    /// Gates of a schedule that nobody could write down yet.
    fn unwritten_or_waiting(&self, schedule: usize) -> Vec<usize> {
        let tranches = self.world.schedules[schedule].tranches.iter().enumerate();
        let waits = tranches.filter(|(index, tranche)| {
            matches!(tranche.gate, Gate::Milestone { .. })
                && !self.latched.contains(&(schedule, *index))
        });
        waits.map(|(index, _)| index).collect()
    }

    fn renounce(&mut self, now: u64, who: &str, grant: usize) -> Result<(), Refused> {
        self.owned(grant, who)?;
        let schedule = self.world.holdings[grant].schedule;
        self.write_down(schedule, now);
        let before = self.world.figures(&self.world.holdings[grant], now);
        let vested = before.claimable > BigInt::ZERO;
        self.seen.extend(vested.then_some("renounced with vested"));
        self.world.holdings[grant].fate = Fate::Renounced(now);
        self.lose_since(grant, &before.forfeited, now);
        let held = &mut self.holders[grant];
        held.announced = [None, None, None, None];
        held.keeper = None;
        held.history.push(Fact::Renounced);
        Ok(())
    }

    /// What a grant has lost more than before is owed to the sink.
    fn lose_since(&mut self, grant: usize, before: &BigInt, now: u64) {
        let holding = &self.world.holdings[grant];
        let lost = self.world.figures(holding, now).forfeited - before;
        let schedule = holding.schedule;
        self.lose(schedule, u128::try_from(lost).expect("an amount"));
    }

    fn decline(&mut self, who: &str, grant: usize) -> Result<(), Refused> {
        let renounced = matches!(self.world.holdings[grant].fate, Fate::Renounced(_));
        let held = &mut self.holders[grant];
        let steps_down = !renounced && held.payee == who && held.owner != who;
        if !steps_down && !held.ties().contains(&who.to_string()) {
            return Err(Refused::Nothing);
        }
        if steps_down {
            let paid = held.history.iter().rev();
            let mut paid = paid.take_while(|fact| !matches!(fact, Fact::Held { .. }));
            let paid = paid.any(|fact| matches!(fact, Fact::Paid));
            self.seen.push(match paid {
                true => "a paid payee declined",
                false => "an unpaid payee declined",
            });
            held.payee = held.owner.clone();
        } else {
            self.seen.push("a former payee declined");
        }
        held.history.push(Fact::Declined(who.to_string()));
        Ok(())
    }

    /// Grants per schedule that make each person interested, counted from nothing.
    pub fn counts(&self) -> BTreeMap<String, BTreeMap<String, u32>> {
        let mut counts: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
        for (held, holding) in self.holders.iter().zip(&self.world.holdings) {
            let schedule = &self.names[holding.schedule];
            for who in held.interested() {
                let grants = counts.entry(who).or_default();
                *grants.entry(schedule.clone()).or_default() += 1;
            }
        }
        counts
    }

    /// What is counted for the first time, or again, is so since this block.
    pub fn date(&mut self, height: u64) {
        let mut since = BTreeMap::new();
        for (who, grants) in self.counts() {
            for schedule in grants.into_keys() {
                let key = (who.clone(), schedule);
                let before = self.since.remove(&key);
                if before.is_none() && self.freed.contains(&key) {
                    self.seen.push("interested again, since a later block");
                }
                since.insert(key, before.unwrap_or(height));
            }
        }
        let ended = std::mem::replace(&mut self.since, since);
        self.freed.extend(ended.into_keys());
    }

    /// Schedules that a milestone opens, by gate or by roll.
    pub fn opened_by(&self, milestone: &str) -> BTreeSet<String> {
        let named = self.names.iter().zip(&self.world.schedules);
        let opened = named.filter(|(_, terms)| {
            let mut gates = terms.tranches.iter().map(|tranche| &tranche.gate);
            gates.any(|gate| gate.milestones().any(|name| name == milestone))
        });
        opened.map(|(name, _)| name.clone()).collect()
    }

    /// Milestones bar whoever holds, and whoever was planted.
    pub fn refresh_interest(&mut self) {
        let counts = self.counts();
        let names: Vec<String> = self.milestones.keys().cloned().collect();
        for name in names {
            let opened = self.opened_by(&name);
            let holds = counts
                .iter()
                .filter(|(_, grants)| grants.keys().any(|schedule| opened.contains(schedule)));
            let mut barred: BTreeSet<String> = holds.map(|(who, _)| who.clone()).collect();
            barred.extend(self.planted.get(&name).into_iter().flatten().cloned());
            let milestone = self.milestones.get_mut(&name).expect("a milestone");
            milestone.interested = barred;
        }
    }
}
