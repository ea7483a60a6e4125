//! Reserves, cohorts, hires; what the built-in scenarios make of them.

mod support;

use milegate_simulate::{Builtin, PlayError};
use support::{builtin, event, events, played, small, tells};

const COHORT: &str = "schedule = \"later\"\ntemplate = \"team\"";
const HIRE: &str = "grant = \"eve\"\nowner = \"eve\"\namount = 5_000\nschedule = \"later\"";

fn hired(more: &str) -> String {
    let mut text = event("2027-09-01", "add-cohort", COHORT);
    text += &event("2027-09-10", "assign", HIRE);
    text + more
}

#[test]
fn hires_serve_from_the_first_day_of_their_cohort() {
    let many = "every = \"7d\"\nuntil = 2027-10-15\ngrant = \"hire-{n}\"\nowner = \"hire-{n}\"\n\
                payee = \"bank of {n}\"\namount = 1_000\nschedule = \"later\"\n\
                category = \"team\"\nanyone_claims = true";
    let player = played("2027-11-01", &hired(&event("2027-10-01", "assign", many)));
    tells(
        &player,
        &[
            "2027-09-01  cohort later: as team, with service from 2027-09-01",
            "2027-09-10  eve: granted 5000 MER out of the reserve of team",
            "2027-10-01  hire-01: granted 1000 MER out of the reserve of team",
            "2027-10-15  hire-03: granted 1000 MER out of the reserve of team",
        ],
    );
    let hire = player.grant("hire-03").unwrap();
    let supply = player.supply().unwrap();
    assert!(hire.anyone_claims && hire.payee != hire.owner);
    assert_eq!(player.cast.name(&hire.payee), "bank of 03");
    assert_eq!(supply.categories[0].reserve.u128(), 12_000_000_000);
}

#[test]
fn a_cohort_may_start_later_and_a_hire_may_have_lost_a_part_already() {
    let conclude = |date| event(date, "conclude", "milestone = \"listing\"");
    let mut text = conclude("2028-01-02") + &conclude("2028-01-24");
    let later = format!("{COHORT}\nservice_start = 2028-03-01");
    text += &event("2028-02-01", "add-cohort", &later);
    text += &event("2028-02-02", "assign", HIRE);
    tells(
        &played("2028-02-03", &text),
        &[
            "listing: MISSED",
            "cohort later: as team, with service from 2028-03-01",
            "out of the reserve of team; 2500 MER of it had been lost before",
        ],
    );
}

#[test]
fn only_who_hires_can_hire_and_not_after_the_reserve_has_expired() {
    let by = |words: &str| format!("{HIRE}\nby = \"mallory\"\nrefused = \"{words}\"");
    let mut more = event("2027-09-11", "assign", &by("mallory may not"));
    let late = HIRE.replace("eve", "late") + "\nrefused = \"expired\"";
    more += &event("2028-06-01", "assign", &late);
    let lapse = "category = \"team\"";
    let early = format!("{lapse}\nrefused = \"expires\"");
    more += &event("2028-05-01", "lapse-reserve", &early);
    more += &event("2028-06-02", "lapse-reserve", lapse);
    let player = played("2028-07-01", &hired(&more));
    tells(
        &player,
        &[
            "refused, as it must be: mallory may not",
            "2028-06-02  the reserve of team lapses: 15000 MER that nobody was granted",
            "2028-07-01  57500 MER forfeited go to the sink (burn)",
        ],
    );
    assert_eq!(player.refusals, 3);
}

#[test]
fn what_a_scenario_names_must_be_there() {
    let refused = |keys: &str| match events("2027-10-01", &event("2027-09-02", "assign", keys)) {
        Err(PlayError::Unknown(why)) => why,
        other => panic!("{:?}", other.map(|player| support::told(&player))),
    };
    let unknown = refused(&HIRE.replace("later", "never"));
    assert_eq!(unknown, "no schedule never");
    let none = refused(&HIRE.replace("later", "seed"));
    assert_eq!(none, "seed has no reserve");
}

#[test]
fn every_token_of_a_reserve_ends_in_every_built_in_scenario() {
    for (script, forfeited) in [
        (Builtin::HandsOff, 60_000),
        (Builtin::AllMissed, 60_000),
        (Builtin::AllReached, 20_000),
    ] {
        let player = builtin(&small(), script);
        tells(&player, &["the reserve of team lapses: 20000 MER"]);
        let supply = player.supply().unwrap();
        let total = supply.total;
        assert_eq!(total.forfeited.u128(), forfeited * 1_000_000, "{script:?}");
        assert_eq!((total.locked + total.claimable).u128(), 0, "{script:?}");
        assert_eq!(supply.dues.u128(), 0, "{script:?}");
        let held = player.cast.asset.balance(&player.chain, &player.cast.vault);
        assert_eq!(held.unwrap().u128(), 0, "{script:?}");
    }
}

#[test]
fn a_multisig_that_holds_a_grant_claims_by_its_proposals() {
    let family = "[multisig]\nfamily = { members = [\"sim:mum\", \"sim:dad\", \"sim:son\"], \
                  threshold = \"2 of 3\" }";
    let plan = small()
        .replace("owner = \"sim:fund\"", "owner = \"@family\"")
        .replace("[multisig]", family);
    let mut player = builtin(&plan, Builtin::HandsOff);
    assert_eq!(support::holds(&mut player, "@family"), 10_000);
}
