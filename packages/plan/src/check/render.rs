mod governance;

use std::fmt;

use milegate_core::milestone::keys::{actors, keys};

use super::{Checked, Facts, GateKeys};
use crate::text::{Amounts, duration_words, instant_words, span_words};

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
        let reserve = match self.reserved {
            0 => String::new(),
            reserved => format!(", {} in reserve", words(reserved)),
        };
        writeln!(
            f,
            "vault     {} in {} grants{reserve}",
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
                "behind    {}: {}, opens on {} at the earliest, fact by {}",
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
            gate_lines(f, gate)?;
        }
        measured_lines(f, self)?;
        people_lines(f, self, &words)?;
        governance::lines(f, self)
    }
}

fn measured_lines(f: &mut fmt::Formatter<'_>, facts: &Facts) -> fmt::Result {
    for feed in &facts.feeds {
        writeln!(
            f,
            "feed      {}: {} reporters, weight {} of {} makes a value ({})",
            feed.feed, feed.reporters, feed.quorum, feed.total, feed.unit
        )?;
        writeln!(
            f,
            "            {} can set it while the others are silent, {} can leave it without a value{}",
            keys(feed.set),
            keys(feed.silence),
            match feed.governed {
                true => "; a vote of governance can replace them",
                false => "",
            }
        )?;
        for asked in &feed.asked {
            writeln!(f, "            {asked}")?;
        }
    }
    for state in &facts.states {
        writeln!(
            f,
            "state     {}: {}, {}",
            state.witness, state.contract, state.asked
        )?;
        let who = match state.admin.as_deref() {
            Some("none") => "nobody".to_owned(),
            Some(party) => party.to_owned(),
            None => "the plan does not say who".to_owned(),
        };
        writeln!(f, "            the contract can be changed by: {who}")?;
    }
    Ok(())
}

fn people_lines(
    f: &mut fmt::Formatter<'_>,
    facts: &Facts,
    words: &dyn Fn(u128) -> String,
) -> fmt::Result {
    for reserve in &facts.reserves {
        writeln!(
            f,
            "reserve   {}: {}, assigned by {} ({}) until {}, then forfeited",
            reserve.category,
            words(reserve.amount),
            reserve.assign_by,
            actors(reserve.keys, reserve.vote),
            instant_words(reserve.expires)
        )?;
    }
    for leavers in &facts.leavers {
        writeln!(
            f,
            "leavers   {}: service ended by {} ({}) after {}",
            leavers.category,
            leavers.by,
            actors(leavers.keys, leavers.vote),
            span_words(leavers.notice)
        )?;
        match &leavers.governance {
            Some(governance) => writeln!(
                f,
                "            cancelled by {governance} ({}), or by {}",
                actors(leavers.governance_keys, leavers.governance_votes),
                leavers.by
            )?,
            None => writeln!(f, "            cancelled by {} alone", leavers.by)?,
        }
    }
    writeln!(
        f,
        "holders   another payee after {}; a lost key recovered after {}",
        span_words(facts.payee_delay),
        span_words(facts.recovery_delay)
    )?;
    if let Some(token) = &facts.token {
        let said = |power: &Option<String>| power.clone().unwrap_or("not said".to_owned());
        writeln!(
            f,
            "token     cw20 {}: minter {}, admin {}",
            token.address,
            said(&token.minter),
            said(&token.admin)
        )?;
    }
    Ok(())
}

fn gate_lines(f: &mut fmt::Formatter<'_>, gate: &GateKeys) -> fmt::Result {
    writeln!(f, "keys      {}: {}", gate.milestone, gate.policy)?;
    writeln!(
        f,
        "            open falsely: {} if nobody objects within {} and {} blocks; {} if somebody does",
        gate.keys.opened_by(),
        duration_words(gate.window),
        gate.window_blocks,
        gate.keys.overruled_by()
    )?;
    writeln!(
        f,
        "            stop: {}, or {}",
        gate.keys.stopped_by(),
        gate.keys.struck_by(&gate.bond_words)
    )
}
