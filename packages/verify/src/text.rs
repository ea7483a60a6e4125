//! A verification for people.

use std::fmt::Write;

use milegate_report::dates;

use crate::model::{Outcome, Verification};

/// Facts, powers and the verdict.
pub fn text(v: &Verification) -> String {
    let mut out = String::new();
    let mut line = |words: String| {
        let _ = writeln!(out, "{words}");
    };
    let before = if v.staged { ", before funding" } else { "" };
    line(format!("{}{before}", v.plan));
    line(format!("vault  {}", v.vault));
    line(format!("plan   {}", v.plan_digest));
    let simulated = if v.simulated { ", simulated" } else { "" };
    line(format!(
        "block  {} of {}{simulated}, {} UTC\n",
        v.block.height,
        v.block.chain_id,
        dates::time(v.block.time)
    ));
    for fact in &v.facts {
        let mark = match fact.outcome {
            Outcome::Pass => "PASS",
            Outcome::Fail => "FAIL",
            Outcome::NotChecked => "----",
        };
        line(format!("{mark}  {:13} {}", fact.fact, fact.claim));
        for value in &fact.values {
            line(format!("      {:13} {value}", ""));
        }
    }
    line("\nWho can do what alone, and how long others have to object".to_owned());
    for alone in &v.powers {
        let vote = if alone.by_vote { ", by vote" } else { "" };
        let until = alone.until.map(dates::date);
        let until = until.map_or_else(String::new, |date| format!(", until {date}"));
        let name = alone
            .name
            .as_ref()
            .map(|name| format!("{name} "))
            .unwrap_or_default();
        line(format!("  {} {name}{}{vote}", alone.role, alone.who));
        line(format!("      {}{until}", alone.may));
        line(format!("      to object: {}", alone.objection));
    }
    line(format!(
        "\n{} hold, {} do not, {} not checked",
        v.passed, v.failed, v.not_checked
    ));
    out
}
