//! Grants and reserves against caps.

use super::Judge;
use crate::place::Place;
use crate::plan::{Category, Plan};

impl Judge<'_> {
    /// E040, E041, E044, W110.
    pub(super) fn cap(&mut self, category: &Category) {
        let name = &*category.name;
        if self.broken(&format!("category.{name}")) {
            return;
        }
        if let Some(reserve) = &category.reserve {
            let what = format!("{name}: the reserve");
            self.positive(*reserve.amount, &reserve.amount.place, &what);
            self.whole_lots(*reserve.amount, &reserve.amount.place, &what);
        }
        let what = format!("{name}: the cap");
        self.positive(*category.cap, &category.cap.place, &what);
        if category.cap_written {
            self.whole_lots(*category.cap, &category.cap.place, &what);
        }
        let Some(granted) = self.plan.granted_in(name) else {
            return;
        };
        let words = |amount| self.amounts.words(amount);
        let reserved = self.plan.reserved_in(name);
        let needed = granted.saturating_add(reserved);
        let and_reserve = match reserved {
            0 => String::new(),
            reserved => format!(" + reserve {}", words(reserved)),
        };
        if let Some(over) = needed.checked_sub(*category.cap).filter(|over| *over > 0) {
            let message = format!(
                "{name}: grants {}{and_reserve} exceed the cap {} by {}",
                words(granted),
                words(*category.cap),
                words(over)
            );
            let or_reserve = match reserved {
                0 => "",
                _ => " or the reserve",
            };
            let crossing = crossing(self.plan, category, reserved);
            let remedy = format!(
                "Lower line {} or another grant{or_reserve}, or raise the cap.",
                crossing.line
            );
            self.problems.add("E041", crossing, message, remedy);
        } else if category.cap_written && needed < *category.cap {
            let left = category.cap.saturating_sub(needed);
            let message = format!(
                "{name}: the cap {} exceeds the grants{} by {}, which nobody can be granted after \
                 sealing",
                words(*category.cap),
                if reserved > 0 { " and the reserve" } else { "" },
                words(left)
            );
            let remedy = "Lower the cap, or leave it out: it is then grants and reserve.";
            self.problems
                .add("W110", &category.cap.place, message, remedy);
        }
    }
}

/// The row that takes the sum over the cap: where an author would look. The reserve comes first,
/// since it is one figure.
fn crossing<'a>(plan: &'a Plan, category: &'a Category, reserved: u128) -> &'a Place {
    let mut sum = reserved;
    if sum > *category.cap
        && let Some(reserve) = &category.reserve
    {
        return &reserve.amount.place;
    }
    for grant in &plan.grants {
        if grant.category == *category.name {
            sum = sum.saturating_add(*grant.amount);
            if sum > *category.cap {
                return &grant.amount.place;
            }
        }
    }
    &category.cap.place
}
