//! Unlocks as a calendar, RFC 5545.

use milegate_report::dates;

use crate::unlocks::{Unlock, Unlocks};

/// A calendar of whole days: one event where a date is decided, else one for each of the earliest,
/// the expected and the latest date.
pub fn calendar(unlocks: &Unlocks) -> String {
    let mut out = String::new();
    for head in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Milegate//Unlocks//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        line(&mut out, head);
    }
    let name = format!("{} unlocks", unlocks.symbol);
    line(&mut out, &format!("X-WR-CALNAME:{}", text(&name)));
    for unlock in &unlocks.unlocks {
        for (which, at) in events(unlock) {
            event(&mut out, unlocks, unlock, which, at);
        }
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn events(unlock: &Unlock) -> Vec<(&'static str, u64)> {
    let [earliest, expected, latest] = unlock.instants;
    if earliest == latest {
        return earliest.map(|at| ("decided", at)).into_iter().collect();
    }
    let all = [
        ("earliest", earliest),
        ("expected", expected),
        ("latest", latest),
    ];
    let known = all.into_iter().filter_map(|(which, at)| Some((which, at?)));
    known.collect()
}

fn event(out: &mut String, unlocks: &Unlocks, unlock: &Unlock, which: &str, at: u64) {
    let tentative = which != "decided";
    let when = if tentative {
        format!(", {which}")
    } else {
        String::new()
    };
    let summary = format!(
        "{} {} begin to unlock: {}{when}",
        unlock.amount, unlocks.symbol, unlock.name
    );
    let about = match &unlock.statement {
        Some(statement) => format!("{statement}\nMilestone: {}", unlock.status),
        None => "A date of the plan".to_owned(),
    };
    let about = format!("{about}\nHeight {} of {}", unlocks.height, unlocks.chain_id);
    line(out, "BEGIN:VEVENT");
    let place = unlock.name.replace([' ', ','], "-");
    line(
        out,
        &format!("UID:{}-{place}-{which}@{}", unlock.kind, unlocks.vault),
    );
    let stamp = dates::civil(unlocks.time).strftime("%Y%m%dT%H%M%SZ");
    line(out, &format!("DTSTAMP:{stamp}"));
    let day = dates::civil(at).strftime("%Y%m%d");
    line(out, &format!("DTSTART;VALUE=DATE:{day}"));
    line(out, &format!("SUMMARY:{}", text(&summary)));
    line(out, &format!("DESCRIPTION:{}", text(&about)));
    let status = if tentative { "TENTATIVE" } else { "CONFIRMED" };
    line(out, &format!("STATUS:{status}"));
    line(out, "TRANSP:TRANSPARENT");
    line(out, "END:VEVENT");
}

/// A text value: the four characters that mean something are escaped, other controls are blanks.
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A content line, folded so that none has more than 75 octets, with CR LF.
fn line(out: &mut String, content: &str) {
    const MOST: usize = 75;
    let mut octets = 0_usize;
    for c in content.chars() {
        if octets.saturating_add(c.len_utf8()) > MOST {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets = octets.saturating_add(c.len_utf8());
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut out = String::new();
        line(&mut out, &"ö".repeat(100));
        assert!(out.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(out.replace("\r\n ", "").trim_end(), "ö".repeat(100));
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(text("a,b;c\\d\ne\rf"), "a\\,b\\;c\\\\d\\ne f");
    }
}
