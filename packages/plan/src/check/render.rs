use std::fmt;

use super::{Checked, Facts, GateKeys};
use crate::text::{Amounts, duration_words, instant_words};

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.problems)?;
        let (errors, warnings) = (self.problems.errors(), self.problems.warnings());
        if errors > 0 || warnings > 0 {
            writeln!(f, "{errors} errors, {warnings} warnings")?;
        }
        if let Some(facts) = &self.facts {
            writeln!(f, "{}: clean", self.plan)?;
            facts.fmt(f)?;
            writeln!(f, "digest    {}", self.digest)?;
        }
        Ok(())
    }
}

impl fmt::Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amounts = Amounts {
            symbol: self.symbol.clone(),
            decimals: self.decimals,
        };
        let words = |amount| amounts.words(amount);
        let text = |amount: &str| words(amount.parse().unwrap_or(0));
        writeln!(
            f,
            "vault     {} in {} grants",
            words(self.granted),
            self.grants
        )?;
        writeln!(
            f,
            "float     {} at the start = total supply {} - vault",
            words(self.float_at_start),
            words(self.total_supply)
        )?;
        for behind in &self.behind {
            writeln!(
                f,
                "behind    {}: {}, not before {}, until {}",
                behind.milestone,
                words(behind.amount),
                instant_words(behind.earliest),
                instant_words(behind.deadline)
            )?;
            for (category, amount) in &behind.categories {
                writeln!(f, "            {category} {}", text(amount))?;
            }
            let missed = &behind.if_missed;
            writeln!(
                f,
                "            if missed: {} forfeited, {} by the fallback, {} rolled over",
                words(missed.forfeited),
                words(missed.falls_back),
                words(missed.rolls_over)
            )?;
            if behind.rolls_in > 0 {
                writeln!(f, "            may roll in: {}", words(behind.rolls_in))?;
            }
            writeln!(
                f,
                "            ended by {} whatever happens",
                instant_words(behind.ended_by)
            )?;
        }
        for part in &self.by_calendar {
            writeln!(
                f,
                "calendar  {} ({}): {} from {}, {}",
                part.category,
                part.schedule,
                words(part.amount),
                instant_words(part.opens),
                part.curve
            )?;
        }
        if self.by_calendar.is_empty() {
            writeln!(f, "calendar  nothing opens by calendar alone")?;
        }
        for guard in &self.guards {
            let scope = guard.category.as_deref().unwrap_or("all categories");
            let limit = guard.limit.as_deref().map_or("none".to_owned(), text);
            writeln!(
                f,
                "guard     {scope}: {limit} per {}; the tightest that holds is {}",
                duration_words(guard.period),
                words(guard.tightest)
            )?;
        }
        for gate in &self.gates {
            gate_lines(f, gate, &words(gate.bond))?;
        }
        Ok(())
    }
}

fn gate_lines(f: &mut fmt::Formatter<'_>, gate: &GateKeys, bond: &str) -> fmt::Result {
    let keys = |keys: Option<u64>| match keys {
        Some(1) => "1 key".to_owned(),
        Some(count) => format!("{count} keys"),
        None => "an unknown number of keys".to_owned(),
    };
    writeln!(f, "keys      {}: {}", gate.milestone, gate.policy)?;
    writeln!(
        f,
        "            open falsely: {} if nobody objects within {} and {} blocks; {} if somebody does",
        keys(gate.open),
        duration_words(gate.window),
        gate.window_blocks,
        keys(gate.open_against_objection)
    )?;
    writeln!(
        f,
        "            stop: {} by silence, or {} of the court with a challenge ({bond})",
        keys(gate.stop),
        keys(gate.stop_by_court)
    )
}
