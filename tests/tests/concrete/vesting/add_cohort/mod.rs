use milegate_api::vesting::{Cohort, ExecuteMsg, QueryMsg, ScheduleResponse, SchedulesResponse};
use milegate_core::ledger::{Curve, IfMissed, Service};
use milegate_tests::suite::{
    Answer, DAY, EXPIRES, NOTICE, START, Suite, address, at_time, behind, grant, may_not, reserve,
    says, schedule, tok,
};

fn sealed() -> Suite {
    Suite::builder().with_reserve().build()
}

/// `hirer` copies a schedule for those who start at an instant.
fn copy(template: &'static str, start: u64) -> impl FnOnce(&mut Suite) -> Answer {
    move |suite| suite.add_cohort("hirer", "later", template, start)
}

/// `hirer` assigns lots of a schedule to `hire`.
fn hire(suite: &mut Suite, schedule: &str, lots: u64) -> Answer {
    let mut new = grant("new", schedule, lots);
    new.owner = address("hire");
    suite.assign("hirer", "team", new)
}

fn terms(suite: &Suite, name: &str) -> ScheduleResponse {
    let all = QueryMsg::Schedules {
        start_after: None,
        limit: Some(30),
    };
    let all: SchedulesResponse = suite.ask_vault(&all);
    let found = all.schedules.into_iter().find(|found| found.name == name);
    found.expect("a schedule")
}

#[test]
fn given_a_draft_it_refuses() {
    let mut suite = Suite::builder().with_reserve().draft();
    suite.refuses("the vault is not sealed", copy("serving", START));
}

#[test]
fn given_a_sealed_vault_when_the_assigner_sends_it_copies_the_schedule_with_a_service_of_its_own() {
    let mut suite = sealed();
    let receipt = copy("serving", START + 60 * DAY)(&mut suite).unwrap();
    let start = (START + 60 * DAY).to_string();
    let wanted = [
        ("schedule", "later"),
        ("template", "serving"),
        ("category", "team"),
        ("service_start", start.as_str()),
    ];
    says(&receipt, "vesting_cohort_added", &wanted);
    let (was, is) = (terms(&suite, "serving"), terms(&suite, "later"));
    let mut expected = was.schedule;
    expected.service.as_mut().unwrap().start = START + 60 * DAY;
    assert_eq!((is.category.as_str(), is.schedule), ("team", expected));
    assert_eq!((is.serving.u64(), is.figures.total.u128()), (0, 0));
    assert_eq!(suite.balance("vault"), 170_000_000);
}

#[test]
fn given_a_sealed_vault_when_somebody_else_sends_it_refuses() {
    for who in ["issuer", "hr", "eve", "stranger"] {
        let text = may_not(who, "use the reserve", "team", "the assigner");
        sealed().refuses(&text, |suite| {
            suite.add_cohort(who, "later", "serving", START)
        });
    }
}

#[test]
fn given_a_sealed_vault_when_funds_are_attached_it_refuses() {
    let msg = ExecuteMsg::AddCohort(Cohort {
        name: "later".into(),
        template: "serving".into(),
        service_start: START,
    });
    let text = "no funds are taken here, got 1utok";
    sealed().refuses(text, |suite| suite.send("hirer", "vault", &msg, &tok(1)));
}

#[test]
fn given_a_sealed_vault_when_the_category_of_the_template_has_no_reserve_it_refuses() {
    Suite::sealed().refuses(
        "there is no reserve of category team",
        copy("serving", START),
    );
}

#[test]
fn given_a_sealed_vault_when_the_reserve_has_expired_it_refuses() {
    let mut suite = sealed();
    suite.until(EXPIRES);
    let text = format!("the reserve of category team expired at {EXPIRES}");
    suite.refuses(&text, copy("serving", EXPIRES));
}

#[test]
fn given_a_sealed_vault_when_the_template_is_unknown_it_refuses() {
    sealed().refuses("there is no schedule moon", copy("moon", START));
}

#[test]
fn given_a_sealed_vault_when_the_template_has_no_service_it_refuses() {
    let text = "schedule core has no service, so it has no cohorts";
    sealed().refuses(text, copy("core", START));
}

#[test]
fn given_a_sealed_vault_when_the_start_is_a_second_ago_it_refuses() {
    let mut suite = sealed();
    let now = suite.now();
    let text = format!("service would start at {}, it is {now}", now - 1);
    suite.refuses(&text, copy("serving", now - 1));
}

#[test]
fn given_a_sealed_vault_when_the_start_is_this_second_it_adds() {
    let mut suite = sealed();
    let now = suite.now();
    let receipt = copy("serving", now)(&mut suite).unwrap();
    let start = now.to_string();
    says(
        &receipt,
        "vesting_cohort_added",
        &[("service_start", &start)],
    );
    assert_eq!(suite.balance("vault"), 170_000_000);
}

#[test]
fn given_a_sealed_vault_when_the_start_is_after_2199_it_refuses() {
    let text = "instant 7258118400 is not before 7258118400, the year 2200";
    sealed().refuses(text, copy("serving", 7_258_118_400));
}

#[test]
fn given_a_sealed_vault_when_the_name_is_malformed_it_refuses() {
    for name in ["", "Later", "la ter", &"l".repeat(33)] {
        let text = format!("'{name}' is no name: 1 to 32 of a-z, 0-9, '-', '_', '.'");
        sealed().refuses(&text, |suite| {
            suite.add_cohort("hirer", name, "serving", START)
        });
    }
}

#[test]
fn given_a_sealed_vault_when_the_name_was_used_before_it_refuses() {
    for name in ["seed", "serving"] {
        let text = format!("schedule {name} stands there twice");
        sealed().refuses(&text, |suite| {
            suite.add_cohort("hirer", name, "serving", START)
        });
    }
}

#[test]
fn given_a_sealed_vault_when_the_reserve_is_empty_it_refuses() {
    let mut suite = sealed();
    hire(&mut suite, "core", 20).unwrap();
    let text = "the reserve of category team is empty";
    suite.refuses(text, copy("serving", START));
}

#[test]
fn given_a_sealed_vault_when_there_are_64_schedules_it_refuses() {
    let mut suite = sealed();
    for number in 5..64 {
        let name = format!("later{number}");
        let added = suite.add_cohort("hirer", &name, "serving", START);
        added.expect("at most 64 schedules");
    }
    let text = "category team may add 59 cohorts, no more";
    suite.refuses(text, copy("serving", START));
}

#[test]
fn given_a_sealed_vault_when_another_category_has_a_reserve_too_it_adds_no_more_than_its_share() {
    let build = Suite::builder().with_reserve();
    let mut suite = build
        .vault(|msg| msg.categories[1].reserve = Some(reserve()))
        .build();
    for number in 0..29 {
        let name = format!("later{number}");
        let added = suite.add_cohort("hirer", &name, "serving", START);
        added.expect("half of 59");
    }
    let text = "category team may add 29 cohorts, no more";
    suite.refuses(text, copy("serving", START));
}

#[test]
fn given_a_sealed_vault_when_a_gate_of_the_template_is_open_it_serves_from_its_own_first_day_behind_the_open_gate()
 {
    let mut suite = sealed();
    suite.reach("listing");
    suite.until(START + 60 * DAY);
    suite.sync("stranger", "serving").unwrap();
    copy("serving", START + 60 * DAY)(&mut suite).unwrap();
    hire(&mut suite, "later", 20).unwrap();
    suite.until(START + 110 * DAY - 1);
    assert_eq!(suite.grant("new").figures.vested.u128(), 0);
    suite.a_second_passes();
    // the cliff of 50 days of 200, of 20 lots
    let claim = |suite: &mut Suite| suite.claim("hire", &["new"]);
    assert_eq!(suite.gain("hire", claim), 5_000_000);
    assert_eq!(suite.grant("eve").figures.vested.u128(), 27_500_000);
}

#[test]
fn given_a_sealed_vault_when_a_gate_of_the_template_has_died_it_loses_the_same_part() {
    let half = |of| behind(of, 500_000, Curve::Once {}, IfMissed::Forfeit {});
    let mut serving = schedule(
        "half",
        "team",
        vec![
            half("listing"),
            at_time(START + DAY, 500_000, Curve::Once {}),
        ],
    );
    serving.schedule.service = Some(Service {
        start: START,
        length: 200 * DAY,
        cliff: 0,
    });
    let build = Suite::builder().with_reserve();
    let mut suite = build.vault(|msg| msg.schedules.push(serving)).build();
    suite.miss("listing");
    suite.sync("stranger", "half").unwrap();
    let start = suite.now() + DAY;
    copy("half", start)(&mut suite).unwrap();
    let receipt = hire(&mut suite, "later", 4).unwrap();
    says(&receipt, "vesting_assigned", &[("forfeited", "2000000")]);
    suite.until(start + 100 * DAY);
    let claim = |suite: &mut Suite| suite.claim("hire", &["new"]);
    assert_eq!(suite.gain("hire", claim), 1_000_000);
}

#[test]
fn given_a_sealed_vault_when_the_milestone_of_the_template_is_waiting_it_waits_for_the_same_one_and_bars_its_holders()
 {
    let mut suite = sealed();
    copy("serving", START + 60 * DAY)(&mut suite).unwrap();
    let mut new = grant("new", "later", 20);
    new.owner = address("auditor");
    suite.assign("hirer", "team", new).unwrap();
    suite.start();
    let (who, vault) = (address("auditor"), suite.vault.clone());
    let text = format!("{who} is interested in milestone `listing` through vault {vault}");
    suite.refuses(&text, |suite| suite.attest("auditor", "listing", "auditor"));
    suite.renounce("auditor", "new").unwrap();
    let opens = suite.reach("listing") + NOTICE;
    suite.until(opens);
    assert_eq!(suite.grant("eve").figures.total.u128(), 50_000_000);
}

#[test]
fn given_a_sealed_vault_when_a_cohort_is_copied_it_adds() {
    let mut suite = sealed();
    copy("serving", START)(&mut suite).unwrap();
    let receipt = suite.add_cohort("hirer", "third", "later", START + DAY);
    says(
        &receipt.unwrap(),
        "vesting_cohort_added",
        &[("schedule", "third"), ("template", "later")],
    );
    hire(&mut suite, "third", 20).unwrap();
    assert_eq!(suite.category("team").reserve.u128(), 0);
}
