use milegate_api::vesting::ExecuteMsg;
use milegate_tests::suite::{Answer, EXPIRES, Suite, grant, says, tok};

fn sealed() -> Suite {
    Suite::builder().with_reserve().build()
}

fn lapse(category: &'static str) -> impl FnOnce(&mut Suite) -> Answer {
    move |suite| suite.lapse_reserve("stranger", category)
}

#[test]
fn given_a_draft_it_refuses() {
    let mut suite = Suite::builder().with_reserve().draft();
    suite.refuses("the vault is not sealed", lapse("team"));
}

#[test]
fn given_a_sealed_vault_when_the_category_is_unknown_it_refuses() {
    sealed().refuses("there is no category moon", lapse("moon"));
}

#[test]
fn given_a_sealed_vault_when_the_category_has_no_reserve_it_refuses() {
    sealed().refuses(
        "there is no reserve of category investors",
        lapse("investors"),
    );
}

#[test]
fn given_a_sealed_vault_when_funds_are_attached_it_refuses() {
    let category = "team".into();
    let msg = ExecuteMsg::LapseReserve { category };
    let mut suite = sealed();
    suite.until(EXPIRES);
    let text = "no funds are taken here, got 1utok";
    suite.refuses(text, |suite| suite.send("stranger", "vault", &msg, &tok(1)));
}

#[test]
fn given_a_sealed_vault_when_a_second_is_missing_it_refuses_and_queries_count_it_as_locked() {
    let mut suite = sealed();
    suite.until(EXPIRES - 1);
    let now = EXPIRES - 1;
    let text = format!("the reserve of category team expires at {EXPIRES}, it is {now}");
    suite.refuses(&text, lapse("team"));
    let team = suite.category("team");
    assert_eq!(team.reserve.u128(), 20_000_000);
    assert_eq!(team.figures.locked.u128(), 80_000_000);
    assert_eq!(suite.dues(), 0);
}

#[test]
fn given_a_sealed_vault_when_the_reserve_has_expired_it_credits_the_sink_once() {
    let mut suite = sealed();
    suite.until(EXPIRES);
    let before = (suite.category("team").figures, suite.dues());
    assert_eq!(before.0.forfeited.u128(), 20_000_000, "poked or not");
    let receipt = lapse("team")(&mut suite).unwrap();
    let expired = EXPIRES.to_string();
    let wanted = [
        ("category", "team"),
        ("lots", "20"),
        ("forfeited", "20000000"),
        ("denom", "utok"),
        ("expired_at", expired.as_str()),
        ("dues", "20000000"),
    ];
    says(&receipt, "vesting_reserve_lapsed", &wanted);
    assert_eq!((suite.category("team").figures, suite.dues()), before);
    suite.pay_dues("stranger").unwrap();
    assert_eq!(suite.balance("vault"), 150_000_000);
    suite.refuses("the reserve of category team is empty", lapse("team"));
}

#[test]
fn given_a_sealed_vault_when_some_of_it_was_assigned_it_credits_the_rest() {
    let mut suite = sealed();
    suite
        .assign("hirer", "team", grant("new", "core", 13))
        .unwrap();
    suite.until(EXPIRES);
    let receipt = lapse("team")(&mut suite).unwrap();
    let wanted = [("lots", "7"), ("forfeited", "7000000")];
    says(&receipt, "vesting_reserve_lapsed", &wanted);
    assert_eq!(suite.dues(), 7_000_000);
    assert_eq!(suite.balance("vault"), 170_000_000);
}

#[test]
fn given_a_sealed_vault_when_nothing_is_left_it_refuses() {
    let mut suite = sealed();
    suite
        .assign("hirer", "team", grant("new", "core", 20))
        .unwrap();
    suite.until(EXPIRES);
    suite.refuses("the reserve of category team is empty", lapse("team"));
}
