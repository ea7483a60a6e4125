//! Sums: shares, lots, counts.

use milegate_core::ledger::Schedule as Rules;
use milegate_core::milestone::{MAX_BOND, limits};
use milegate_core::oracle::limits as oracle;

use super::Judge;
use crate::place::{At, Place};
use crate::plan::{Schedule, WitnessKind};

/// Most categories, schedules and excluded accounts a vault takes.
const CATEGORIES: usize = 16;
const SCHEDULES: usize = 64;
const EXCLUDED: usize = 16;

impl Judge<'_> {
    pub(super) fn amounts(&mut self) {
        let plan = self.plan;
        self.counts();
        for grant in &plan.grants {
            let what = format!("{}: grant {}", grant.category, *grant.reference);
            self.positive(*grant.amount, &grant.amount.place, &what);
            self.whole_lots(*grant.amount, &grant.amount.place, &what);
        }
        for category in &plan.categories {
            self.cap(category);
        }
        for schedule in &plan.schedules {
            self.shares(schedule);
        }
        self.totals();
        let guards = plan
            .categories
            .iter()
            .filter_map(|category| category.guard.as_ref());
        for guard in guards.chain(plan.vault.guard.as_ref()) {
            self.positive(guard.limit, &guard.place, "the guard's limit");
        }
        for milestone in &plan.milestones {
            let what = format!("{}: the bond of a challenge", *milestone.name);
            self.positive(*milestone.bond, &milestone.bond.place, &what);
            self.doubling(&milestone.bond, &what);
        }
        for witness in &plan.witnesses {
            if let WitnessKind::Assertion { bond } = &witness.kind {
                let what = format!("witness {}: its bond", *witness.name);
                self.positive(**bond, &bond.place, &what);
                self.doubling(bond, &what);
            }
        }
        if *plan.asset.lot < 10_000 && *plan.asset.lot > 0 && !self.broken("asset") {
            let message = format!(
                "a lot of {} base units rounds coarsely: up to one unit per lot and tranche waits \
                 for the end of its curve",
                *plan.asset.lot
            );
            let remedy = "Choose a lot of at least 10,000 base units.";
            self.problems
                .add("W111", &plan.asset.lot.place, message, remedy);
        }
    }

    fn doubling(&mut self, bond: &At<u128>, what: &str) {
        if **bond > MAX_BOND {
            let message = format!("{what} exceeds what a doubling bond can hold");
            self.problems
                .add("E045", &bond.place, message, "Ask for less.");
        }
    }

    pub(super) fn positive(&mut self, amount: u128, place: &Place, what: &str) {
        if amount == 0 {
            self.problems.add(
                "E040",
                place,
                format!("{what} is zero"),
                "Write what is meant.",
            );
        }
    }

    pub(super) fn whole_lots(&mut self, amount: u128, place: &Place, what: &str) {
        let lot = u128::from(*self.plan.asset.lot);
        if let Some(rest) = amount.checked_rem(lot).filter(|rest| *rest > 0) {
            let words = |amount| self.amounts.words(amount);
            let message = format!(
                "{what}: {} is no whole number of lots of {}",
                words(amount),
                words(lot)
            );
            let remedy = format!("Leave out {}, or choose a smaller lot.", words(rest));
            self.problems.add("E044", place, message, remedy);
        }
    }

    /// E042, E043.
    fn shares(&mut self, schedule: &Schedule) {
        if self.broken(&format!("schedule.{}", *schedule.name)) || self.broken("asset") {
            return;
        }
        // Hundred-millionths of a per cent would be needed to be wrong here: compare fractions.
        let common = schedule
            .tranches
            .iter()
            .try_fold(1_u128, |product, tranche| {
                least_common_multiple(product, u128::from(tranche.denominator))
            });
        let sum = common.and_then(|common| {
            schedule.tranches.iter().try_fold(0_u128, |sum, tranche| {
                let parts = common.checked_div(u128::from(tranche.denominator))?;
                sum.checked_add(parts.checked_mul(u128::from(tranche.numerator))?)
            })
        });
        if sum != common || sum.is_none() {
            let shares: Vec<&str> = schedule
                .tranches
                .iter()
                .map(|tranche| tranche.share.as_str())
                .collect();
            let message = format!(
                "schedule {}: the shares {} do not sum to 100 %",
                *schedule.name,
                shares.join(" + ")
            );
            let remedy = "Correct one; thirds are written as 1/3.";
            self.problems
                .add("E042", &schedule.name.place, message, remedy);
        }
        for tranche in &schedule.tranches {
            let what = format!("schedule {}: share {}", *schedule.name, *tranche.share);
            if tranche.numerator == 0 {
                self.positive(0, &tranche.share.place, &what);
            } else if tranche.weight.is_none() {
                let message = format!(
                    "{what} of a lot of {} base units is no whole number",
                    *self.plan.asset.lot
                );
                let remedy = "Round the share, or choose another lot.";
                self.problems
                    .add("E043", &tranche.share.place, message, remedy);
            }
        }
    }

    /// E040, E045, E046: the asset against everything.
    fn totals(&mut self) {
        let asset = &self.plan.asset;
        if self.broken("asset") {
            return;
        }
        self.positive(
            *asset.total_supply,
            &asset.total_supply.place,
            "the total supply",
        );
        self.positive(u128::from(*asset.lot), &asset.lot.place, "the lot");
        let lots = |amount: u128| amount.checked_div(u128::from(*asset.lot));
        let caps = self
            .plan
            .categories
            .iter()
            .try_fold(0_u128, |sum, category| sum.checked_add(*category.cap));
        match caps {
            None => {
                let message = "the caps together exceed 128 bits of base units";
                self.problems
                    .add("E045", &asset.lot.place, message, "Check the decimals.");
            }
            Some(caps) if lots(caps).is_some_and(|lots| u64::try_from(lots).is_err()) => {
                let message = "the caps together exceed 64 bits of lots";
                self.problems
                    .add("E045", &asset.lot.place, message, "Choose a larger lot.");
            }
            Some(caps) if caps > *asset.total_supply => {
                let words = |amount| self.amounts.words(amount);
                let message = format!(
                    "the caps together, {}, exceed the total supply {} by {}",
                    words(caps),
                    words(*asset.total_supply),
                    words(caps.saturating_sub(*asset.total_supply))
                );
                let remedy = "Lower a cap, or correct the supply.";
                self.problems
                    .add("E046", &asset.total_supply.place, message, remedy);
            }
            Some(_) => {}
        }
    }

    /// E048, and E080 for a plan without milestones.
    fn counts(&mut self) {
        let plan = self.plan;
        let mut lists = vec![
            ("categories".to_owned(), plan.categories.len(), CATEGORIES),
            ("schedules".to_owned(), plan.schedules.len(), SCHEDULES),
            (
                "milestones".to_owned(),
                plan.milestones.len(),
                limits::MILESTONES,
            ),
            ("feeds".to_owned(), plan.feeds.len(), oracle::FEEDS),
            (
                "excluded accounts".to_owned(),
                plan.excluded.len(),
                EXCLUDED,
            ),
        ];
        for schedule in &plan.schedules {
            let what = format!("tranches of schedule {}", *schedule.name);
            lists.push((what, schedule.tranches.len(), Rules::MAX_TRANCHES));
        }
        for (what, count, most) in lists {
            if count > most {
                let message = format!("{count} {what}, the contracts take {most}");
                let remedy = "Merge some, or use a second plan.";
                self.problems.add("E048", &plan.file, message, remedy);
            }
        }
    }
}

fn least_common_multiple(a: u128, b: u128) -> Option<u128> {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x.checked_rem(y)?);
    }
    a.checked_div(x)?.checked_mul(b)
}
