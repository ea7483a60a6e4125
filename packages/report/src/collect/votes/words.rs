//! Proposals in words.

use crate::dates;
use crate::model::{Opens, Proposal};
use crate::units::{Asset, thousands};

/// Basis points as people read them: `33.4 %`.
pub fn percent(points: u16) -> String {
    let text = format!(
        "{}.{:02}",
        points.checked_div(100).unwrap_or(0),
        points.checked_rem(100).unwrap_or(0)
    );
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

impl Opens {
    /// What it starts, in words.
    pub fn starts(&self, asset: &Asset) -> String {
        let over = match self.over {
            0 => "at once".to_owned(),
            length => format!("over up to {}", dates::term(length)),
        };
        format!(
            "starts {} {over} to {} grants",
            asset.exact(self.amount.u128()),
            self.grants
        )
    }

    /// Who is paid by it: categories, never names.
    pub fn payees(&self, asset: &Asset) -> String {
        let each = self.categories.iter().map(|c| {
            let amount = asset.exact(c.amount.u128());
            format!("{} ({} grants, {amount})", c.category, c.grants)
        });
        let each: Vec<String> = each.collect();
        match each.is_empty() {
            true => "nobody".into(),
            false => each.join(", "),
        }
    }
}

impl Proposal {
    /// Ballots of any kind.
    pub fn cast(&self) -> u64 {
        self.yes
            .saturating_add(self.no)
            .saturating_add(self.abstain)
    }

    /// What it does and starts, in one line.
    pub fn summary(&self, asset: &Asset) -> String {
        let does = self.does.join("; ");
        let starts: Vec<String> = self.opens.iter().map(|o| o.starts(asset)).collect();
        match starts.is_empty() {
            true => does,
            false if self.class == "dispute" => {
                format!("{does} - if it stands, {}", starts.join("; "))
            }
            false => format!("{does} - {}", starts.join("; ")),
        }
    }

    /// The ballots in words.
    pub fn ballots(&self) -> String {
        let power = |power: u64| thousands(power.into());
        let sides = match (self.class.as_str(), self.options.is_empty()) {
            ("dispute", _) => format!("false {}, stands {}", power(self.yes), power(self.no)),
            (_, false) => {
                let each = self.options.iter();
                let each = each.map(|o| format!("{} {}", o.text, power(o.power)));
                each.collect::<Vec<_>>().join(", ")
            }
            _ => format!(
                "yes {}, no {} ({} with veto)",
                power(self.yes),
                power(self.no),
                power(self.veto)
            ),
        };
        format!(
            "{} of {} voted: {sides}, abstain {}; recused {}; turnout {}",
            power(self.cast()),
            power(self.total),
            power(self.abstain),
            power(self.recused),
            percent(self.turnout)
        )
    }

    /// The largest share that insiders could have had, in words.
    pub fn insiders_words(&self) -> String {
        match self.insiders {
            Some(points) => format!("at most {} of the ballots", percent(points)),
            None if self.cast() == 0 => "nobody voted".into(),
            None => "not known: power does not come from the asset".into(),
        }
    }

    /// What it needs, in words.
    pub fn needs_words(&self) -> String {
        let (needs, power) = (&self.needs, |power: u64| thousands(power.into()));
        let ballots = format!(
            "{} ballots (quorum: {} of what is not recused)",
            power(needs.ballots),
            percent(needs.quorum)
        );
        let least = format!(
            "at least {} (floor: {} of all power)",
            power(needs.least),
            percent(needs.floor)
        );
        let more = percent(needs.threshold);
        match self.class.as_str() {
            "dispute" => format!(
                "{ballots}; for false more yes than no, for stands more no than yes and {least}"
            ),
            "signal" => format!("{ballots}, one answer with more than {more} of all answers"),
            _ => format!("{ballots}, yes {least} and more than {more} of yes and no"),
        }
    }
}
