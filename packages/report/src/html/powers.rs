use super::table::{Table, section};
use crate::dates;
use crate::model::{Power, Report};
use crate::units::thousands;

/// Everybody with a power, and what it is.
pub fn powers(report: &Report) -> String {
    let heads = ["As", "Who", "Can", "Until"];
    let mut table = Table::new("Powers", &heads);
    for p in &report.powers {
        table.row(&[p.role.clone(), who(p), p.may.clone(), until(p)]);
    }
    let lead = "Each power alone. Nobody can change terms or code of the vault and the milestones, freeze a grant, or take \
                back what has vested.";
    let body = format!("{}{}", table.finish(), gates(report));
    section("Who can do what alone", lead, &body)
}

/// The fewest keys behind each milestone that has not ended.
fn gates(report: &Report) -> String {
    if report.gates.is_empty() {
        return String::new();
    }
    let heads = [
        "Milestone",
        "Policy",
        "Opened falsely, if nobody objects",
        "If somebody does",
        "Stopped",
        "Time to object",
    ];
    let mut table = Table::new("Fewest keys", &heads);
    for gate in &report.gates {
        let bond = match gate.bond_denom == report.asset.denom {
            true => report.asset.exact(gate.bond.u128()),
            false => format!("{} {}", thousands(gate.bond.u128()), gate.bond_denom),
        };
        table.row(&[
            gate.milestone.clone(),
            gate.policy.clone(),
            gate.keys.opened_by(),
            gate.keys.overruled_by(),
            format!(
                "{}, or {}",
                gate.keys.stopped_by(),
                gate.keys.struck_by(&bond)
            ),
            dates::length(gate.window),
        ]);
    }
    let lead = "The fewest keys that could open a milestone falsely, or stop it, as far as the chain says: members of \
                groups and multisigs, reporters of feeds, whoever can change a contract that is asked. An address of \
                which the chain says nothing counts as one key.";
    format!("<h3>Fewest keys</h3>\n<p>{lead}</p>\n{}", table.finish())
}

fn who(p: &Power) -> String {
    match p.by_vote {
        true => format!("{} (by vote, without those whom it pays)", p.who),
        false => p.who.to_string(),
    }
}

fn until(p: &Power) -> String {
    match (p.until, p.ended) {
        (None, _) => String::new(),
        (Some(at), false) => dates::date(at),
        (Some(at), true) => format!("ended on {}", dates::date(at)),
    }
}
