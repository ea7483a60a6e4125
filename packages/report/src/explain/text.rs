//! An explained grant for a terminal.

use milegate_api::core::ledger::Tenure;

use super::Explained;
use crate::dates;
use crate::escape;
use crate::units::thousands;

/// The grant in plain sentences.
pub fn text(x: &Explained) -> String {
    let exact = |amount: cosmwasm_std::Uint128| x.asset.exact(amount.u128());
    let f = &x.figures;
    let mut out = format!(
        "{}: {} ({} lots) under {} of {}, at height {}, {} UTC\n",
        x.grant,
        exact(f.total),
        thousands(x.lots.into()),
        x.schedule,
        x.category,
        x.height,
        dates::time(x.time)
    );
    let mut line = |name: &str, text: String| out.push_str(&format!("  {name:<11}{text}\n"));
    let tenure = match x.tenure {
        Tenure::Serving {} => match x.serves_until {
            Some(until) => format!("serves until {} UTC", dates::time(until)),
            None => "need not serve".into(),
        },
        Tenure::Left { kept } => format!("left with {} lots", thousands(kept.u64().into())),
        Tenure::Renounced {} => "gave it up".into(),
    };
    line("holder", tenure);
    line("owner", x.owner.to_string());
    line("payee", x.payee.to_string());
    let recovery = x.recovery.as_ref().map_or("nobody", |a| a.as_str());
    line("recovery", recovery.into());
    line("served", exact(x.served));
    line("unlocked", exact(x.unlocked));
    let parts = format!(
        "{} claimed, {} claimable",
        exact(f.claimed),
        exact(f.claimable)
    );
    line("vested", format!("{}: {parts}", exact(f.vested)));
    line("locked", exact(f.locked));
    line("forfeited", exact(f.forfeited));
    let date = |at: Option<u64>| at.map_or("no date yet".into(), |at| dates::time(at) + " UTC");
    line("next token", date(x.next_vesting));
    line("last token", date(x.last));

    let mut list = |head: &str, items: Vec<String>| {
        if !items.is_empty() {
            out.push_str(&format!("\n{head}\n"));
        }
        for item in items {
            out.push_str(&format!("  - {item}\n"));
        }
    };
    list("Why the rest is locked", x.reasons.clone());
    let next = x.next.iter().map(|n| n.words.clone());
    list("What can be done next", next.collect());
    let announced = x.announced.iter().map(|p| {
        let due = format!(
            "from {} UTC and height {}",
            dates::time(p.due),
            p.due_height
        );
        let lapses = dates::time(p.lapses);
        format!("{} ({}), {due}; lapses {lapses} UTC", p.change, p.reason)
    });
    list("Announced", announced.collect());
    let possible = x.possible.iter().map(|p| {
        let at = p.at.map_or(String::new(), |at| dates::date(at) + ": ");
        let span = match (p.first, p.last) {
            (Some(first), Some(last)) => {
                let (first, last) = (dates::date(first), dates::date(last));
                format!(" First token {first}, last {last}.")
            }
            _ => String::new(),
        };
        if matches!(p.event.as_str(), "lapse" | "recovery") {
            return format!("{at}{}.", p.words);
        }
        let f = &p.finally;
        let mut end = vec![format!("{} vested", exact(f.vested))];
        if !f.locked.is_zero() {
            end.push(format!("{} still locked", exact(f.locked)));
        }
        if !f.forfeited.is_zero() {
            end.push(format!("{} forfeited", exact(f.forfeited)));
        }
        format!("{at}{}.{span} In the end: {}.", p.words, end.join(", "))
    });
    list("If, everything else staying as it is", possible.collect());
    out.lines()
        .map(|l| escape::terminal(l) + "\n")
        .collect::<String>()
}
