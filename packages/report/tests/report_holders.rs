//! What a report shows of those who came, left and moved, on the canned chain.

mod support;

use cosmwasm_std::{Addr, Uint128};
use milegate_api::vesting as v;
use milegate_report::dates::instant;
use milegate_report::model::Cause;
use milegate_report::{Audit, Report};

fn of(chain: &support::Fake) -> (Report, Audit) {
    let vault = Addr::unchecked(support::VAULT);
    let report = milegate_report::collect(chain, &vault, "milegate report --vault v").unwrap();
    let audit = milegate_report::audit(chain, &vault, Some(1)).unwrap();
    (report, audit)
}

/// What a query says of the past is of the lots that serve at present; the events know better.
#[test]
fn every_point_of_the_past_is_what_the_vault_said_then() {
    let (report, _) = of(&support::rich());
    let days = [(2025, 4), (2025, 7), (2026, 1), (2026, 4), (2027, 1)];
    let mut misses = 0;
    for at in days.map(|(year, month)| instant(year, month, 15)) {
        let (then, audit) = of(&support::until(at));
        assert!(audit.pass(), "{audit:#?}");
        let point = report.history.points.iter().find(|p| p.at == at).unwrap();
        for row in &then.categories {
            let parts = point.parts[&row.category];
            let is = (
                parts.claimed,
                parts.unclaimed,
                parts.locked,
                parts.forfeited,
            );
            let was = (row.claimed, row.claimable, row.locked, row.forfeited);
            assert_eq!(is, was, "{} at {at}", row.category);
        }
        let asked = v::QueryMsg::IfReached {
            conclusions: vec![],
            at: vec![at],
        };
        let vault = Addr::unchecked(support::VAULT);
        let answer: v::IfReachedResponse =
            milegate_report::query(&support::rich(), &vault, &asked).unwrap();
        let said = answer.points[0].total_vested;
        misses += u32::from(said != then.totals.vested);
    }
    assert_eq!(misses, 3, "of the days before the last one left");
}

#[test]
fn forfeited_is_split_by_cause_and_the_sum_is_what_was_forfeited() {
    let (report, _) = of(&support::rich());
    let causes: Vec<Cause> = report.fate.causes.iter().map(|x| x.cause).collect();
    let all = [
        Cause::MissedMilestone,
        Cause::Unserved,
        Cause::Renounced,
        Cause::ReserveExpired,
        Cause::DeadAtAssignment,
    ];
    assert_eq!(causes, all);
    let sum: Uint128 = report.fate.causes.iter().map(|x| x.amount).sum();
    assert_eq!(sum, report.totals.forfeited);
    assert_eq!(report.fate.sent + report.fate.waiting, sum);
}

#[test]
fn who_came_left_and_moved_is_told_by_reference() {
    let (report, audit) = of(&support::rich());
    let of = |event: &str| -> Vec<(&str, &str)> {
        let events = report.changes.iter().filter(|c| c.event == event);
        events
            .map(|c| (c.grant.as_str(), c.reason.as_str()))
            .collect()
    };
    let left = [("employee-2", "resigned"), ("employee-3", "expired")];
    assert_eq!(of("terminated"), left);
    assert_eq!(of("assigned"), [("hire-1", "")]);
    assert_eq!(of("renounced"), [("employee-4", "")]);
    assert_eq!(of("payee_changed"), [("employee-1", "custody")]);
    let owners = [("employee-5", "key"), ("advisor-2", "sale")];
    assert_eq!(of("owner_changed"), owners);
    assert_eq!(report.pending.len(), 1);
    assert!(!report.pending[0].is_due && report.pending[0].grant == "employee-1");
    let reserve = &report.reserves[0];
    assert_eq!(reserve.left + reserve.assigned, reserve.held);
    assert!(reserve.expired);

    let page = milegate_report::html(&report, &audit);
    let start = page.find("<h2>Holders</h2>").unwrap();
    let end = page[start..].find("</section>").unwrap();
    let section = &page[start..start + end];
    for heading in [
        "Reserves",
        "Announced",
        "Late hires",
        "Leavers",
        "Changed hands",
        "Given up",
    ] {
        assert!(
            section.contains(&format!("<h3>{heading}</h3>")),
            "{heading}"
        );
        let labelled = format!("<table aria-label=\"{heading}\"");
        assert!(section.contains(&labelled), "{heading}");
    }
    for person in [
        "milegate1custodian",
        "milegate1buyer",
        "milegate1notary",
        "milegate1hire",
    ] {
        assert!(!section.contains(person), "{person}");
    }
    assert!(page.contains("<h2>Where forfeited tokens went</h2>"));
    let (young, audit) = self::of(&support::young());
    let page = milegate_report::html(&young, &audit);
    assert!(page.contains("<h3>Reserves</h3>") && !page.contains("<h3>Leavers</h3>"));
}
