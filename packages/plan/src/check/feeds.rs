//! Feeds: what the oracle takes, who can set a value, and whether a window fits.

use milegate_core::governance::Share;
use milegate_core::milestone::{Measure, limits as texts};
use milegate_core::oracle::{check_weight, limits};

use super::Judge;
use crate::place::{At, Place};
use crate::plan::{Feed, FeedLeaf};
use crate::text::{decimal_words, duration_words, instant_words};

/// Fewer reporters than that, and one lie or one silence decides.
const FEW: usize = 3;

impl Judge<'_> {
    pub(super) fn feeds(&mut self) {
        let plan = self.plan;
        for feed in &plan.feeds {
            self.feed(feed);
            self.reporters(feed);
            let windows = plan.windows(feed).len();
            if windows == 0 && plan.broken.is_empty() {
                let message = format!("feed {}: no witness asks it", *feed.name);
                self.refuse(&feed.name.place, message, "Remove it, or add a witness.");
            } else if windows > limits::WINDOWS {
                let message = format!(
                    "feed {}: its witnesses ask for {windows} windows, the oracle keeps {}",
                    *feed.name,
                    limits::WINDOWS
                );
                let remedy = "Let some of them share time and gap, or add a second feed.";
                self.refuse(&feed.name.place, message, remedy);
            }
            for (witness, leaf) in plan.leaves_of(feed) {
                self.window(feed, &witness.name, leaf);
            }
        }
    }

    fn refuse(&mut self, place: &Place, message: impl Into<String>, remedy: impl Into<String>) {
        self.problems.add("E087", place, message, remedy);
    }

    /// E087: everything but windows.
    fn feed(&mut self, feed: &Feed) {
        let name = &*feed.name;
        let bytes = feed.unit.len();
        if bytes == 0 || bytes > texts::TEXT {
            let message = format!("feed {name}: its unit has {bytes} bytes, not 1 to 128");
            self.refuse(&feed.unit.place, message, "Say what a value counts.");
        }
        if *feed.decimals > limits::DECIMALS {
            let message = format!(
                "feed {name}: {} decimals are more than {}",
                *feed.decimals,
                limits::DECIMALS
            );
            self.refuse(&feed.decimals.place, message, "Count in a larger unit.");
        }
        let half = Share::new(Share::WHOLE.basis_points() / 2);
        if *feed.quorum <= half || *feed.quorum > Share::WHOLE {
            let message = format!(
                "feed {name}: a quorum of {} is not more than half and at most all",
                *feed.quorum
            );
            let remedy = "Whoever sets a value is the greater part: write \"2 of 3\".";
            self.refuse(&feed.quorum.place, message, remedy);
        }
        if *feed.min >= *feed.max || *feed.max > limits::MAX_VALUE {
            let words = |value| decimal_words(value, *feed.decimals);
            let message = format!(
                "feed {name}: from {} to {} is no scale that ends at {} at most",
                words(*feed.min),
                words(*feed.max),
                words(limits::MAX_VALUE)
            );
            self.refuse(&feed.max.place, message, "Write min below max.");
        }
        if !(limits::MIN_PERIOD..=limits::MAX_PERIOD).contains(&*feed.period) {
            let message = format!(
                "feed {name}: a period of {} is not {} to {}",
                duration_words(*feed.period),
                duration_words(limits::MIN_PERIOD),
                duration_words(limits::MAX_PERIOD)
            );
            self.refuse(&feed.period.place, message, "A day is usual.");
        }
        if *feed.start < *self.plan.start {
            let message = format!(
                "feed {name}: it starts on {}, before the plan on {}, and the oracle is born \
                 shortly before that",
                instant_words(*feed.start),
                instant_words(*self.plan.start)
            );
            let remedy = "Leave `start` out: nothing counts before the plan's start.";
            self.refuse(&feed.start.place, message, remedy);
        }
        self.instant(
            *feed.start,
            &feed.start.place,
            &format!("feed {name}: its start"),
        );
    }

    /// E040, E070, E090, W125.
    fn reporters(&mut self, feed: &Feed) {
        let name = &*feed.name;
        for member in feed.reporters.iter().filter(|member| *member.weight == 0) {
            let message = format!("feed {name}: {} has no weight", *member.address);
            let remedy = "Remove or weigh it.";
            self.problems
                .add("E040", &member.weight.place, message, remedy);
        }
        let total = feed.total();
        if feed.of.is_some_and(|of| of != total) {
            let message = format!(
                "feed {name}: the quorum counts on {} in all, the weights sum to {total}",
                feed.of.unwrap_or(0)
            );
            let remedy = format!(
                "Write \"{} of {total}\", or correct the reporters.",
                feed.quorum_weight()
            );
            self.problems
                .add("E070", &feed.quorum.place, message, remedy);
        }
        let weights = feed.reporters.iter().map(|member| *member.weight);
        let heaviest = weights.clone().max().unwrap_or(0);
        let counted = |weight: &u64| check_weight((*weight).into(), total.into(), 0).is_ok();
        let reporting = weights.filter(counted).fold(0, u64::saturating_add);
        let found = if feed.reporters.len() > limits::REPORTERS as usize {
            let message = format!(
                "{} reporters are more than {}",
                feed.reporters.len(),
                limits::REPORTERS
            );
            Some((message, "Name fewer."))
        } else if heaviest.saturating_mul(2) > total {
            let message = format!(
                "one reporter weighs {heaviest} of {total}, more than all others: with him there \
                 is no value, and without him no quorum"
            );
            Some((message, "Give nobody more than half of the weight."))
        } else if reporting < feed.quorum_weight() {
            let message = format!(
                "who weighs a 64th of {total} can report; together they weigh {reporting}, below \
                 the quorum of {}",
                feed.quorum_weight()
            );
            Some((message, "Weigh the reporters more evenly."))
        } else {
            None
        };
        let place = &feed.name.place;
        if let Some((message, remedy)) = found {
            let message = format!("feed {name}: {message}");
            self.problems.add("E090", place, message, remedy);
        } else if feed.reporters.len() < FEW {
            let message = format!(
                "feed {name}: {} reporters: each of them can stop it, and there is no majority \
                 against a lie",
                feed.reporters.len()
            );
            let remedy = "Name three at least; five stand one lie and one silence.";
            self.problems.add("W125", place, message, remedy);
        }
    }

    /// E087: a window that the oracle can register, and a target it can come to.
    fn window(&mut self, feed: &Feed, witness: &At<String>, leaf: &FeedLeaf) {
        let name = &**witness;
        let words = |value| decimal_words(value, *feed.decimals);
        let period = (*feed.period).max(1);
        let periods = feed.periods(*leaf.length);
        let whole = leaf.length.checked_rem(period) == Some(0);
        if periods == 0 || !whole || *leaf.length > texts::SECONDS {
            let message = format!(
                "witness {name}: {} are no whole number of periods of {}, up to 100 years",
                duration_words(*leaf.length),
                duration_words(period)
            );
            let remedy = "Measure over a multiple of the feed's period.";
            self.refuse(&leaf.length.place, message, remedy);
            return;
        }
        if feed.periods(*leaf.max_gap) >= periods {
            let message = format!(
                "witness {name}: a gap of {} is never too long in {}",
                duration_words(*leaf.max_gap),
                duration_words(*leaf.length)
            );
            let remedy = "Shorten max_gap: silence must be seen.";
            self.refuse(&leaf.max_gap.place, message, remedy);
        }
        if *leaf.min_reports == 0 || *leaf.min_reports > periods {
            let message = format!(
                "witness {name}: {} values are asked of the {periods} periods in {}",
                *leaf.min_reports,
                duration_words(*leaf.length)
            );
            let remedy = format!("Write min_reports from 1 to {periods}.");
            self.refuse(&leaf.min_reports.place, message, remedy);
        }
        let most = match leaf.measure {
            Measure::Sum => feed.max.saturating_mul(u128::from(periods)),
            Measure::Mean | Measure::Minimum => *feed.max,
        };
        let least = match leaf.measure {
            Measure::Minimum => feed.min.saturating_add(1),
            Measure::Mean | Measure::Sum => 1,
        };
        if !(least..=most).contains(&*leaf.target) {
            let message = format!(
                "witness {name}: {} is not {} to {}, which the feed's scale allows",
                words(*leaf.target),
                words(least),
                words(most)
            );
            let remedy = "Write a target that can be missed and can be met.";
            self.refuse(&leaf.target.place, message, remedy);
        }
        let from = (*feed.start).max(*self.plan.start);
        let what = format!("{} over {}", *leaf.feed, duration_words(*leaf.length));
        self.fits(name, &what, from, *leaf.length, &leaf.length.place);
    }

    /// E089: what is measured for a time must have that time before every deadline that needs it.
    pub(super) fn fits(
        &mut self,
        witness: &str,
        what: &str,
        from: u64,
        length: u64,
        place: &Place,
    ) {
        let plan = self.plan;
        let asked = plan
            .milestones
            .iter()
            .filter(|milestone| milestone.leaves.iter().any(|leaf| **leaf == witness));
        for milestone in asked {
            let earliest = from.saturating_add(length);
            if earliest <= *milestone.deadline {
                continue;
            }
            let message = format!(
                "{}: witness {witness} measures {what}, complete on {} at the earliest; the \
                 deadline is {}",
                *milestone.name,
                instant_words(earliest),
                instant_words(*milestone.deadline)
            );
            let remedy = "Move the deadline, or measure for a shorter time.";
            self.problems.add("E089", place, message, remedy);
        }
    }
}
