use milegate_api::common::Sink;
use milegate_api::vesting::{ExecuteMsg, NewGrant};
use milegate_core::ledger::{Curve, IfMissed};
use milegate_tests::suite::{
    Answer, DAY, EXPIRES, NOTICE, START, Suite, address, at_time, behind, grant, may_not, says,
    schedule, tok,
};

fn sealed() -> Suite {
    Suite::builder().with_reserve().build()
}

/// `hirer` assigns lots of a schedule to `hire`.
fn hire(schedule: &str, lots: u64) -> impl FnOnce(&mut Suite) -> Answer {
    let mut new = grant("new", schedule, lots);
    new.owner = address("hire");
    move |suite| suite.assign("hirer", "team", new)
}

/// A grant that is refused for something in it.
#[track_caller]
fn refuses(text: &str, change: impl FnOnce(&mut NewGrant)) {
    let mut new = grant("new", "core", 1);
    change(&mut new);
    sealed().refuses(text, |suite| suite.assign("hirer", "team", new));
}

/// `team` has a schedule whose larger part `listing` opens or loses.
fn mixed() -> Suite {
    let forfeit = IfMissed::Forfeit {};
    let tranches = vec![
        at_time(START + 250 * DAY, 400_000, Curve::Once {}),
        behind("listing", 600_000, Curve::Once {}, forfeit),
    ];
    let mixed = schedule("mixed", "team", tranches);
    Suite::builder()
        .with_reserve()
        .vault(move |msg| msg.schedules.push(mixed))
        .build()
}

#[test]
fn given_a_draft_it_refuses() {
    let mut suite = Suite::builder().with_reserve().draft();
    suite.refuses("the vault is not sealed", hire("core", 5));
}

#[test]
fn given_a_sealed_vault_when_the_assigner_sends_it_makes_the_grant_out_of_the_reserve() {
    let mut suite = sealed();
    let receipt = hire("core", 5)(&mut suite).unwrap();
    let wanted = [
        ("grant", "new"),
        ("schedule", "core"),
        ("category", "team"),
        ("assigner", &address("hirer")),
        ("owner", &address("hire")),
        ("payee", &address("hire")),
        ("lots", "5"),
        ("amount", "5000000"),
        ("forfeited", "0"),
        ("denom", "utok"),
        ("anyone_claims", "false"),
        ("reserve_lots", "15"),
        ("schedule_forfeited", "0"),
        ("dues", "0"),
    ];
    says(&receipt, "vesting_assigned", &wanted);
    assert_eq!(suite.grant("new").figures.locked.u128(), 5_000_000);
    assert_eq!(suite.category("team").reserve.u128(), 15_000_000);
    assert_eq!(suite.category("team").figures.total.u128(), 80_000_000);
    assert_eq!(suite.balance("vault"), 170_000_000);
}

#[test]
fn given_a_sealed_vault_when_a_payee_is_named_it_makes_both_interested() {
    let mut suite = sealed();
    let mut new = grant("new", "core", 5);
    (new.owner, new.payee) = (address("hire"), Some(address("custodian")));
    let receipt = suite.assign("hirer", "team", new).unwrap();
    says(
        &receipt,
        "vesting_assigned",
        &[("payee", &address("custodian"))],
    );
    assert_eq!(suite.interest("hire"), [("core".into(), 1)].into());
    let both = [("core".into(), 1), ("seed".into(), 1)];
    assert_eq!(suite.interest("custodian"), both.into());
    assert_eq!(suite.grant("new").figures.total.u128(), 5_000_000);
}

#[test]
fn given_a_sealed_vault_when_the_owner_holds_nothing_of_the_schedule_it_makes_him_interested_since_this_block()
 {
    let mut suite = sealed();
    suite.a_day_passes();
    let height = suite.point().height;
    hire("core", 5)(&mut suite).expect("the assigner may");
    suite.a_day_passes();
    assert_eq!(suite.since("hire", "core"), Some(height));
    assert_eq!(suite.since("hire", "serving"), None);
    assert_eq!(suite.grant("new").figures.total.u128(), 5_000_000);
}

#[test]
fn given_a_sealed_vault_when_the_owner_holds_a_grant_of_the_schedule_it_leaves_him_interested_since_that_one()
 {
    let mut suite = sealed();
    let drafted = suite.since("ana", "core").expect("a grant of the draft");
    suite.a_day_passes();
    let mut second = grant("new", "core", 5);
    second.owner = address("ana");
    suite.assign("hirer", "team", second).unwrap();
    assert_eq!(suite.interest("ana"), [("core".into(), 2)].into());
    assert_eq!(suite.since("ana", "core"), Some(drafted));
    suite.renounce("ana", "ana").expect("the first one");
    assert_eq!(suite.since("ana", "core"), Some(drafted), "never none");
    assert_eq!(suite.grant("new").figures.total.u128(), 5_000_000);
}

#[test]
fn given_a_sealed_vault_when_the_last_lots_are_taken_it_leaves_an_empty_reserve() {
    let mut suite = sealed();
    let receipt = hire("core", 20)(&mut suite).unwrap();
    says(&receipt, "vesting_assigned", &[("reserve_lots", "0")]);
    assert_eq!(suite.category("team").reserve.u128(), 0);
    let again = suite.assign("hirer", "team", grant("more", "core", 1));
    assert_eq!(
        again.unwrap_err().reason,
        "the reserve of category team has 0 lots left, not 1"
    );
}

#[test]
fn given_a_sealed_vault_when_one_lot_more_than_is_left_is_asked_for_it_refuses() {
    let text = "the reserve of category team has 20 lots left, not 21";
    sealed().refuses(text, hire("core", 21));
}

#[test]
fn given_a_sealed_vault_when_there_are_no_lots_it_refuses() {
    sealed().refuses("a grant has at least one lot", hire("core", 0));
}

#[test]
fn given_a_sealed_vault_when_somebody_else_sends_it_refuses() {
    for who in ["issuer", "hr", "hire", "stranger"] {
        let text = may_not(who, "use the reserve", "team", "the assigner");
        sealed().refuses(&text, |suite| {
            suite.assign(who, "team", grant("new", "core", 1))
        });
    }
}

#[test]
fn given_a_sealed_vault_when_funds_are_attached_it_refuses() {
    let (grant, category) = (grant("new", "core", 1), "team".into());
    let msg = ExecuteMsg::Assign(milegate_api::vesting::Assignment { grant, category });
    let text = "no funds are taken here, got 1utok";
    sealed().refuses(text, |suite| suite.send("hirer", "vault", &msg, &tok(1)));
}

#[test]
fn given_a_sealed_vault_when_the_category_is_unknown_it_refuses() {
    sealed().refuses("there is no category moon", |suite| {
        suite.assign("hirer", "moon", grant("new", "core", 1))
    });
}

#[test]
fn given_a_sealed_vault_when_the_category_has_no_reserve_it_refuses() {
    sealed().refuses("there is no reserve of category investors", |suite| {
        suite.assign("hirer", "investors", grant("new", "seed", 1))
    });
}

#[test]
fn given_a_sealed_vault_when_it_is_the_last_second_of_the_reserve_it_makes_the_grant() {
    let mut suite = mixed();
    suite.reach("listing");
    suite.until(EXPIRES - 1);
    let start = EXPIRES - 1;
    suite
        .add_cohort("hirer", "late", "serving", start)
        .expect("a second is left");
    hire("late", 20)(&mut suite).expect("a second is left");
    assert_eq!(suite.category("team").reserve.u128(), 0);
    assert_eq!(suite.grant("new").figures.locked.u128(), 20_000_000);
}

#[test]
fn given_a_sealed_vault_when_the_reserve_has_expired_it_refuses() {
    let mut suite = sealed();
    suite.until(EXPIRES);
    let text = format!("the reserve of category team expired at {EXPIRES}");
    suite.refuses(&text, hire("core", 1));
    assert_eq!(
        suite.category("team").figures.forfeited.u128(),
        20_000_000,
        "poked or not"
    );
}

#[test]
fn given_a_sealed_vault_when_the_schedule_is_unknown_it_refuses() {
    sealed().refuses("there is no schedule moon", hire("moon", 1));
}

#[test]
fn given_a_sealed_vault_when_the_schedule_is_of_another_category_it_refuses() {
    let text = "schedule seed belongs to category investors, not to team";
    sealed().refuses(text, hire("seed", 1));
}

#[test]
fn given_a_sealed_vault_when_a_reference_is_malformed_it_refuses() {
    for name in ["", "New", "n w", &"n".repeat(33)] {
        let text = format!("'{name}' is no name: 1 to 32 of a-z, 0-9, '-', '_', '.'");
        refuses(&text, |new| new.grant = name.into());
    }
}

#[test]
fn given_a_sealed_vault_when_a_reference_was_used_before_it_refuses() {
    refuses("grant ana stands there twice", |new| {
        new.grant = "ana".into()
    });
}

#[test]
fn given_a_sealed_vault_when_a_holder_may_not_hold_it_refuses() {
    let sink = || Sink::Account {
        address: address("treasury"),
    };
    let build = Suite::builder().with_reserve();
    let mut suite = build.vault(move |msg| msg.sink = sink()).build();
    let vault = suite.vault.to_string();
    let sunk = format!("grant new names the sink {}", address("treasury"));
    for (text, holder) in [
        (sunk.as_str(), address("treasury")),
        ("the owner or payee is the vault itself", vault),
    ] {
        let (mut owner, mut payee) = (grant("new", "core", 1), grant("new", "core", 1));
        (owner.owner, payee.payee) = (holder.clone(), Some(holder));
        suite.refuses(text, |suite| suite.assign("hirer", "team", owner));
        suite.refuses(text, |suite| suite.assign("hirer", "team", payee));
    }
}

#[test]
fn given_a_sealed_vault_when_a_holder_refuses_grants_it_refuses() {
    let mut suite = sealed();
    suite.refuse_grants("carol", true).unwrap();
    let text = format!("{} refuses grants", address("carol"));
    let (mut owner, mut payee) = (grant("new", "core", 1), grant("new", "core", 1));
    (owner.owner, payee.payee) = (address("carol"), Some(address("carol")));
    suite.refuses(&text, |suite| suite.assign("hirer", "team", owner));
    suite.refuses(&text, |suite| suite.assign("hirer", "team", payee));
}

#[test]
fn given_a_sealed_vault_when_the_gate_opened_and_the_notice_runs_it_writes_the_gate_down_and_makes_the_grant()
 {
    let mut suite = sealed();
    let opens = suite.reach("listing") + NOTICE;
    suite.until(opens - 1);
    let receipt = hire("serving", 5)(&mut suite).unwrap();
    says(
        &receipt,
        "vesting_gate_opened",
        &[("schedule", "serving"), ("opens_at", &opens.to_string())],
    );
    says(&receipt, "vesting_assigned", &[("forfeited", "0")]);
    assert_eq!(suite.grant("new").figures.locked.u128(), 5_000_000);
}

#[test]
fn given_a_sealed_vault_when_something_has_vested_it_refuses() {
    let mut suite = sealed();
    suite.reach("listing");
    suite.notice_passes();
    let text = "no lots can join a schedule of which 400000 of 1000000 has vested and 0 is lost";
    suite.refuses(text, hire("core", 1));
    // nothing of `serving` has vested before its cliff
    hire("serving", 1)(&mut suite).unwrap();
    assert_eq!(suite.category("team").reserve.u128(), 19_000_000);
}

#[test]
fn given_a_sealed_vault_when_everything_is_lost_it_refuses() {
    let mut suite = sealed();
    suite.miss("listing");
    let text = "no lots can join a schedule of which 0 of 1000000 has vested and 1000000 is lost";
    suite.refuses(text, hire("core", 1));
}

#[test]
fn given_a_sealed_vault_when_a_tranche_has_died_it_forfeits_that_part_at_once() {
    let mut suite = mixed();
    suite.miss("listing");
    let receipt = hire("mixed", 5)(&mut suite).unwrap();
    says(
        &receipt,
        "vesting_gate_died",
        &[("schedule", "mixed"), ("forfeited", "0"), ("dues", "0")],
    );
    let lost = [("forfeited", "3000000"), ("schedule_forfeited", "3000000")];
    says(&receipt, "vesting_assigned", &lost);
    says(&receipt, "vesting_assigned", &[("dues", "3000000")]);
    suite.pay_dues("stranger").unwrap();
    assert_eq!(suite.balance("vault"), 167_000_000);
    suite.until(START + 250 * DAY);
    let claim = |suite: &mut Suite| suite.claim("hire", &["new"]);
    assert_eq!(suite.gain("hire", claim), 2_000_000);
}

#[test]
fn given_a_sealed_vault_when_anyone_may_claim_it_pays_whoever_sends() {
    let mut suite = sealed();
    let mut new = grant("new", "core", 5);
    (new.owner, new.anyone_claims) = (address("hire"), true);
    let receipt = suite.assign("hirer", "team", new).unwrap();
    says(&receipt, "vesting_assigned", &[("anyone_claims", "true")]);
    suite.reach("listing");
    suite.notice_passes();
    let claim = |suite: &mut Suite| suite.claim("stranger", &["new"]);
    assert_eq!(suite.gain("hire", claim), 2_000_000);
}

#[test]
fn given_a_sealed_vault_when_its_milestone_opens_it_pays_what_it_pays_the_others() {
    let mut suite = sealed();
    hire("core", 10)(&mut suite).unwrap();
    suite.reach("listing");
    suite.chain.advance(NOTICE + 50 * DAY);
    let own = suite.gain("hire", |suite| suite.claim("hire", &["new"]));
    let others = suite.gain("ana", |suite| suite.claim("ana", &["ana"]));
    // 400,000 at once and half of 600,000, of 10 lots each
    assert_eq!((own, others), (7_000_000, 7_000_000));
    assert_eq!(suite.balance("vault"), 156_000_000);
}
