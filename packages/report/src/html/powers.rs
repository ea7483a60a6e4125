use super::table::{Table, section};
use crate::dates;
use crate::model::{Power, Report};

/// Everybody with a power, and what it is.
pub fn powers(report: &Report) -> String {
    let heads = ["As", "Who", "Can", "Until"];
    let mut table = Table::new("Powers", &heads);
    for p in &report.powers {
        table.row(&[p.role.clone(), who(p), p.may.clone(), until(p)]);
    }
    let lead = "Each power alone. Nobody can change terms or code of the vault and the milestones, freeze a grant, or take \
                back what has vested.";
    section("Who can do what", lead, &table.finish())
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
