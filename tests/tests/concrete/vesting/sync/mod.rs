use milegate_api::vesting::{
    ExecuteMsg, GateStanding, QueryMsg, SchedulesResponse, SolvencyResponse,
};
use milegate_tests::suite::{Answer, DAY, NOTICE, Suite, linear, says, tok};

/// The gate of a schedule's first tranche, and whether it is written down.
fn gate(suite: &Suite, schedule: &str) -> (GateStanding, bool) {
    let all = QueryMsg::Schedules {
        start_after: None,
        limit: None,
    };
    let all: SchedulesResponse = suite.ask_vault(&all);
    let found = all
        .schedules
        .into_iter()
        .find(|found| found.name == schedule)
        .unwrap();
    (found.tranches[0].gate.clone(), found.tranches[0].latched)
}

fn dues(suite: &Suite) -> u128 {
    let answer: SolvencyResponse = suite.ask_vault(&QueryMsg::Solvency {});
    answer.dues.u128()
}

fn sync(schedule: &'static str) -> impl FnOnce(&mut Suite) -> Answer {
    move |suite| suite.sync("stranger", schedule)
}

#[test]
fn given_a_draft_it_refuses() {
    Suite::draft().refuses("the vault is not sealed", sync("core"));
}

#[test]
fn given_a_sealed_vault_when_the_schedule_is_unknown_it_refuses() {
    Suite::sealed().refuses("there is no schedule moon", sync("moon"));
}

#[test]
fn given_a_sealed_vault_when_funds_are_attached_it_refuses() {
    let msg = ExecuteMsg::Sync {
        schedule: "core".into(),
    };
    let text = "no funds are taken here, got 1utok";
    Suite::sealed().refuses(text, |suite| suite.send("stranger", "vault", &msg, &tok(1)));
}

#[test]
fn given_a_sealed_vault_when_nothing_has_been_concluded_it_refuses() {
    let mut suite = Suite::sealed();
    let text = "no gate of schedule seed has anything to write down";
    suite.refuses(text, sync("seed"));
    suite.reach("listing");
    suite.refuses(text, sync("seed"));
}

#[test]
fn given_a_sealed_vault_when_the_milestone_is_reached_it_writes_the_opening_down_once() {
    let mut suite = Suite::sealed();
    let opens = suite.reach("volume") + NOTICE;
    let receipt = suite.sync("stranger", "seed").unwrap();
    says(
        &receipt,
        "vesting_gate_opened",
        &[
            ("schedule", "seed"),
            ("tranche", "0"),
            ("opens_at", &opens.to_string()),
            ("fallback", "false"),
        ],
    );
    let open = GateStanding::Open {
        at: opens,
        curve: linear(100, 0),
    };
    assert_eq!(gate(&suite, "seed"), (open, true));
    suite.refuses(
        "no gate of schedule seed has anything to write down",
        sync("seed"),
    );
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_when_a_milestone_to_forfeit_by_is_missed_it_writes_the_death_down_and_credits_the_sink()
 {
    let mut suite = Suite::sealed();
    let at = suite.miss("listing");
    suite.a_day_passes();
    assert_eq!(
        suite.grant("eve").figures.forfeited.u128(),
        50_000_000,
        "poked or not"
    );
    let receipt = suite.sync("stranger", "serving").unwrap();
    says(
        &receipt,
        "vesting_gate_died",
        &[
            ("schedule", "serving"),
            ("tranche", "0"),
            ("died_at", &at.to_string()),
            ("forfeited", "50000000"),
            ("schedule_forfeited", "50000000"),
            ("dues", "50000000"),
        ],
    );
    assert_eq!(gate(&suite, "serving"), (GateStanding::Dead { at }, true));
    suite.pay_dues("stranger").unwrap();
    assert_eq!(suite.balance("vault"), 100_000_000);
}

#[test]
fn given_a_sealed_vault_when_a_milestone_to_fall_back_from_is_missed_it_opens_with_the_slower_curve()
 {
    let mut suite = Suite::sealed();
    let opens = suite.miss("volume") + NOTICE;
    let receipt = suite.sync("stranger", "seed").unwrap();
    let at = opens.to_string();
    says(
        &receipt,
        "vesting_gate_opened",
        &[("opens_at", &at), ("fallback", "true")],
    );
    let open = GateStanding::Open {
        at: opens,
        curve: linear(400, 0),
    };
    assert_eq!(gate(&suite, "seed"), (open, true));
    suite.until(opens + 40 * DAY);
    assert_eq!(
        suite.gain("custodian", |suite| suite.claim("ben", &["ben"])),
        2_000_000
    );
}

#[test]
fn given_a_sealed_vault_when_a_milestone_to_roll_from_is_missed_it_waits_for_the_other_one() {
    let mut suite = Suite::sealed();
    suite.miss("volume");
    suite.refuses(
        "no gate of schedule advice has anything to write down",
        sync("advice"),
    );
    let waiting = GateStanding::Waiting {
        milestone: "lending".into(),
    };
    assert_eq!(gate(&suite, "advice"), (waiting, false));
    assert_eq!(suite.grant("cid").figures.locked.u128(), 30_000_000);
}

#[test]
fn given_a_sealed_vault_when_both_milestones_of_a_roll_are_missed_it_dies() {
    let mut suite = Suite::sealed();
    suite.miss("volume");
    let at = suite.miss("lending");
    let receipt = suite.sync("stranger", "advice").unwrap();
    let died = at.to_string();
    says(
        &receipt,
        "vesting_gate_died",
        &[("died_at", &died), ("forfeited", "30000000")],
    );
    assert_eq!(gate(&suite, "advice"), (GateStanding::Dead { at }, true));
    assert_eq!(dues(&suite), 30_000_000);
}

#[test]
fn given_a_sealed_vault_when_the_second_milestone_of_a_roll_is_reached_it_opens_with_its_own_curve()
{
    let mut suite = Suite::sealed();
    suite.reach("lending");
    let opens = suite.miss("volume") + NOTICE;
    let receipt = suite.sync("stranger", "advice").unwrap();
    let at = opens.to_string();
    says(
        &receipt,
        "vesting_gate_opened",
        &[("opens_at", &at), ("fallback", "false")],
    );
    suite.until(opens + 30 * DAY);
    assert_eq!(
        suite.gain("cid", |suite| suite.claim("stranger", &["cid"])),
        9_000_000
    );
}
