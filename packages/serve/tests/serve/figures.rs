//! Numbers and dates, by hand.

use milegate_serve::Published;
use serde_json::{Value, json};

use crate::world::{ATTESTED, World, played};

fn published(world: &World) -> Published {
    Published::read(&world.view(), &world.vault).unwrap()
}

fn json_of(published: &Published, path: &str) -> Value {
    serde_json::from_str(&published.pages[path].body).unwrap()
}

#[test]
fn supply_is_a_plain_number_and_its_parts_add_up() {
    let published = published(&played("2027-02-01", ""));
    assert_eq!(published.pages["/total"].body, "1000000");
    assert_eq!(published.pages["/circulating"].body, "910000");
    let supply = json_of(&published, "/supply.json");
    assert!(supply["formula"].as_str().unwrap().contains("locked"));
    let number = |key: &str| supply[key].as_str().unwrap().parse::<f64>().unwrap();
    assert_eq!(
        number("circulating"),
        number("total") - number("locked") - number("dues")
    );
    assert_eq!(supply["circulating_base"], "910000000000");
    assert_eq!(supply["excluded"][0]["balance"], "0");
    assert_eq!(supply["height"].as_u64(), Some(published.height));
    assert_eq!(supply["time_utc"], "2027-02-01T00:00:00Z");
    let locked = supply["categories"].as_array().unwrap().iter();
    let locked: f64 = locked
        .map(|c| c["locked"].as_str().unwrap().parse::<f64>().unwrap())
        .sum();
    assert_eq!(locked, number("locked"));
}

#[test]
fn an_open_milestone_has_three_dates() {
    let unlocks = json_of(&published(&played("2027-02-01", "")), "/unlocks.json");
    let unlocks = unlocks["unlocks"].as_array().unwrap();
    let listing = unlocks.iter().find(|u| u["name"] == "listing").unwrap();
    // attested now, a window of seven days, a notice of fourteen
    assert_eq!(listing["earliest"], "2027-02-22T00:00:00Z");
    // true by the deadline, then window and notice
    assert_eq!(listing["expected"], "2028-01-22T00:00:00Z");
    // the deadline, the last call of 21 days, three rounds of window, court and last call, notice
    assert_eq!(listing["latest"], "2028-07-28T00:00:00Z");
    assert_eq!(listing["status"], "open");
    assert_eq!(listing["amount"], "40000");
    let date = unlocks.iter().find(|u| u["kind"] == "date").unwrap();
    assert_eq!(date["earliest"], "2027-07-01T00:00:00Z");
    assert_eq!(date["earliest"], date["latest"]);
    assert_eq!(
        (&date["amount"], &date["status"]),
        (&json!("40000"), &json!("ahead"))
    );
}

#[test]
fn what_is_decided_has_one_date() {
    let unlocks = json_of(&published(&played("2027-04-01", ATTESTED)), "/unlocks.json");
    let listing = &unlocks["unlocks"].as_array().unwrap()[1];
    assert_eq!(
        (&listing["name"], &listing["status"]),
        (&json!("listing"), &json!("reached"))
    );
    assert_eq!(listing["earliest"], listing["latest"]);
    assert!(
        listing["earliest"]
            .as_str()
            .unwrap()
            .starts_with("2027-03-22"),
        "{listing}"
    );
}

#[test]
fn what_was_missed_opens_by_its_fallback_or_never() {
    let unlocks = json_of(&published(&played("2029-06-01", "")), "/unlocks.json");
    let unlocks = unlocks["unlocks"].as_array().unwrap();
    let (audit, listing) = (&unlocks[0], &unlocks[1]);
    assert_eq!(
        (&audit["status"], &listing["status"]),
        (&json!("missed"), &json!("missed"))
    );
    assert_eq!(listing["earliest"], Value::Null);
    assert!(
        audit["earliest"].as_str().unwrap().starts_with("2028-07"),
        "{audit}"
    );
}

#[test]
fn the_calendar_is_one_that_calendars_read() {
    let published = published(&played("2027-02-01", ""));
    let text = &published.pages["/unlocks.ics"].body;
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert!(
        text.split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    let unfolded = text.replace("\r\n ", "");
    let lines: Vec<&str> = unfolded.split("\r\n").collect();
    let count = |line: &str| lines.iter().filter(|l| **l == line).count();
    // Two open milestones of three dates each, and one date.
    assert_eq!((count("BEGIN:VEVENT"), count("END:VEVENT")), (7, 7));
    assert_eq!(
        (count("STATUS:TENTATIVE"), count("STATUS:CONFIRMED")),
        (6, 1)
    );
    for line in [
        "VERSION:2.0",
        "DTSTAMP:20270201T000000Z",
        "DTSTART;VALUE=DATE:20270222",
        "SUMMARY:40000 MER begin to unlock: listing\\, earliest",
    ] {
        assert!(lines.contains(&line), "{line} is not in\n{unfolded}");
    }
    let about = lines
        .iter()
        .find(|l| l.starts_with("DESCRIPTION:MER trades"))
        .unwrap();
    assert!(
        about.contains("2 venues\\; not only one\\, \\\\ for 90 days\\nMilestone: open"),
        "{about}"
    );
    let uids: std::collections::BTreeSet<&&str> =
        lines.iter().filter(|l| l.starts_with("UID:")).collect();
    assert_eq!(uids.len(), 7);
}
