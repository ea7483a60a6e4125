//! What a schema cannot ask: that days follow each other, and that totals follow from days.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::Problem;
use crate::amount::Amount;

/// What does not follow, in a document that fits its schema.
pub fn check(name: &str, document: &Value) -> Vec<Problem> {
    let book = Book {
        document,
        days: document["days"].as_array().map_or(&[], Vec::as_slice),
    };
    let mut problems = book.calendar();
    problems.extend(match name {
        "exchange-listing/1" => book.listing(),
        "payment-volume/1" => book.payments(),
        "lending-integration/1" => book.lending(),
        _ => book.self_sustaining(),
    });

    problems
}

struct Book<'a> {
    document: &'a Value,
    days: &'a [Value],
}

impl Book<'_> {
    fn calendar(&self) -> Vec<Problem> {
        let mut problems = vec![];
        let date = |value: &Value| value.as_str()?.parse::<Date>().ok();
        let (from, until) = (date(&self.document["from"]), date(&self.document["until"]));

        let mut next = from;
        for (at, day) in self.days.iter().enumerate() {
            let is = date(&day["day"]);
            if is != next {
                let wanted = next.map_or_else(String::new, |next| next.to_string());
                let words = format!("{}, should be {wanted}", day["day"]);
                problems.push(Problem::new(format!("/days/{at}/day"), words));
                break;
            }
            next = next.and_then(|day| day.tomorrow().ok());
        }
        let last = next.and_then(|day| day.yesterday().ok());
        if problems.is_empty() && until != last {
            let last = last.map_or_else(String::new, |last| last.to_string());
            let words = format!("{}, the last day is {last}", self.document["until"]);
            problems.push(Problem::new("/until", words));
        }
        let as_of = self.document["as_of"].as_str().unwrap_or_default();
        let as_of = as_of.parse::<Timestamp>().ok();
        let day = as_of.map(|at| at.to_zoned(TimeZone::UTC).date());
        if day.zip(until).is_none_or(|(day, until)| day <= until) {
            let words = "not after the last day that is measured";
            problems.push(Problem::new("/as_of", words));
        }

        problems
    }

    fn listing(&self) -> Vec<Problem> {
        let sides = ["bid_depth", "ask_depth"];
        let least = sides.iter().filter_map(|side| self.least(side)).min();
        let mut problems = Vec::from_iter(self.counted("days_live", self.days.len()));
        problems.extend(self.amount("least_depth", least));
        problems.extend(self.amount("volume", self.sum("volume")));
        let (first, from) = (&self.document["first_trade"], &self.document["from"]);
        // days are written so that texts compare as dates do
        if first.as_str() > from.as_str() {
            let words = format!("{first} is after the first day that is measured");
            problems.push(Problem::new("/first_trade", words));
        }

        problems
    }

    fn payments(&self) -> Vec<Problem> {
        let active = self.days.iter().filter(|day| day["payments"] != 0).count();
        let mut problems = Vec::from_iter(self.counted("active_days", active));
        for key in ["payments", "excluded_payments"] {
            problems.extend(self.counted(key, self.counts(key).sum::<u64>()));
        }
        for key in ["sum", "excluded_sum"] {
            problems.extend(self.amount(key, self.sum(key)));
        }
        for key in ["payers", "payees"] {
            let (least, most) = (self.counts(key).max().unwrap_or(0), self.counts(key).sum());
            let total = self.document["totals"][key].as_u64().unwrap_or(0);
            if !(least..=most).contains(&total) {
                let words = format!("{total}, the days allow {least} to {most}");
                problems.push(Problem::new(format!("/totals/{key}"), words));
            }
        }

        problems
    }

    fn lending(&self) -> Vec<Problem> {
        let mut problems = Vec::from_iter(self.counted("days", self.days.len()));
        problems.extend(self.amount("least_supplied", self.least("supplied")));
        problems.extend(self.amount("least_factor", self.least("collateral_factor")));
        let heights: Vec<_> = self.counts("height").collect();
        if !heights.is_sorted_by(|one, next| one < next) {
            let words = "blocks do not follow each other";
            problems.push(Problem::new("/days", words));
        }

        problems
    }

    fn self_sustaining(&self) -> Vec<Problem> {
        let mut problems = vec![];
        for key in ["fees", "excluded_fees", "issuance"] {
            problems.extend(self.amount(key, self.sum(key)));
        }
        let (fees, issued) = (self.sum("fees"), self.sum("issuance"));
        if let Some((fees, issued)) = fees.zip(issued).filter(|(fees, issued)| fees < issued) {
            let words = format!("fees of {fees} are less than the {issued} that were issued");
            problems.push(Problem::new("/totals/fees", words));
        }

        problems
    }

    /// A whole number of every day.
    fn counts(&self, key: &'static str) -> impl Iterator<Item = u64> {
        let days = self.days.iter();
        days.map(move |day| day[key].as_u64().unwrap_or(0))
    }

    /// An amount of every day; none if one is no amount.
    fn amounts(&self, key: &str) -> Option<Vec<Amount>> {
        let days = self.days.iter();
        days.map(|day| day[key].as_str().and_then(Amount::read))
            .collect()
    }

    fn sum(&self, key: &str) -> Option<Amount> {
        let mut amounts = self.amounts(key)?.into_iter();
        amounts.try_fold(Amount::default(), Amount::plus)
    }

    fn least(&self, key: &str) -> Option<Amount> {
        self.amounts(key)?.into_iter().min()
    }

    fn counted(&self, key: &str, wanted: impl TryInto<u64>) -> Option<Problem> {
        let wanted = wanted.try_into().ok();
        let total = &self.document["totals"][key];
        let follows = wanted.is_some() && total.as_u64() == wanted;
        (!follows).then(|| {
            let wanted = wanted.map_or_else(|| "too much".into(), |wanted| wanted.to_string());
            let words = format!("{total}, the days come to {wanted}");
            Problem::new(format!("/totals/{key}"), words)
        })
    }

    fn amount(&self, key: &str, wanted: Option<Amount>) -> Option<Problem> {
        let total = self.document["totals"][key].as_str().unwrap_or_default();
        let follows = wanted.is_some() && Amount::read(total) == wanted;
        (!follows).then(|| {
            let wanted = wanted.map_or_else(|| "too much".into(), |wanted| wanted.to_string());
            let words = format!("{total}, the days come to {wanted}");
            Problem::new(format!("/totals/{key}"), words)
        })
    }
}
