use milegate_api::common::Sink;
use milegate_api::vesting::{Change, ChangeKind, ExecuteMsg};
use milegate_core::holder::CHANGE_LIFE;
use milegate_core::{Point, Span};
use milegate_tests::suite::{
    Answer, DAY, LEAVING, PAYEE_DELAY, RECOVERY_DELAY, START, Suite, address, leaving, may_not,
    paying, recovering, says, selling, tok,
};

/// `eve` serves and `ben` is paid to a custodian; both may be recovered by `keeper`.
fn sealed() -> Suite {
    let mut suite = Suite::sealed();
    for who in ["eve", "ben"] {
        suite.name_recovery(who, who, Some("keeper")).unwrap();
    }
    suite
}

fn announce(
    who: &'static str,
    grant: &'static str,
    change: Change<String>,
) -> impl FnOnce(&mut Suite) -> Answer {
    move |suite| suite.announce(who, grant, change)
}

/// What is announced for a grant: kind, when it is due, when it lapses.
fn announced(suite: &Suite, grant: &str) -> Vec<(ChangeKind, Point, Point)> {
    let changes = suite.grant(grant).changes.into_iter();
    let short = changes.map(|one| (one.change.kind(), one.when.due, one.when.lapses));
    short.collect()
}

fn after(suite: &Suite, wait: Span) -> (Point, Point) {
    let due = suite.point().after(wait);
    (due, due.after(CHANGE_LIFE))
}

/// Everybody but `but` is told who may.
#[track_caller]
fn only(but: &[&str], change: Change<String>, text: impl Fn(&str) -> String) {
    let mut suite = sealed();
    let all = [
        "ben",
        "custodian",
        "hr",
        "hirer",
        "keeper",
        "governance",
        "issuer",
        "stranger",
    ];
    for who in all.into_iter().filter(|who| !but.contains(who)) {
        let change = change.clone();
        suite.refuses(&text(who), |suite| suite.announce(who, "ben", change));
    }
}

/// The vault and the sink hold nothing.
#[track_caller]
fn no_holder(who: &str, change: impl Fn(String) -> Change<String>) {
    let sink = || Sink::Account {
        address: address("treasury"),
    };
    let mut suite = Suite::builder().vault(move |msg| msg.sink = sink()).build();
    suite.name_recovery("ben", "ben", Some("keeper")).unwrap();
    let vault = suite.vault.to_string();
    let text = "the owner or payee is the vault itself";
    suite.refuses(text, |suite| suite.announce(who, "ben", change(vault)));
    let text = format!("grant ben names the sink {}", address("treasury"));
    let sink = address("treasury");
    suite.refuses(&text, |suite| suite.announce(who, "ben", change(sink)));
    let spelled = address("buyer").to_uppercase();
    let refused = suite.announce(who, "ben", change(spelled)).unwrap_err();
    assert!(
        refused.reason.contains("address not normalized"),
        "{refused}"
    );
}

#[test]
fn given_a_draft_it_refuses() {
    Suite::draft().refuses("the vault is not sealed", announce("hr", "eve", leaving()));
}

#[test]
fn given_a_sealed_vault_when_the_grant_is_unknown_it_refuses() {
    sealed().refuses("there is no grant moon", announce("hr", "moon", leaving()));
}

#[test]
fn given_a_sealed_vault_when_funds_are_attached_it_refuses() {
    let (grant, change) = ("eve".into(), leaving());
    let msg = ExecuteMsg::Announce { grant, change };
    let text = "no funds are taken here, got 1utok";
    sealed().refuses(text, |suite| suite.send("hr", "vault", &msg, &tok(1)));
}

#[test]
fn given_a_sealed_vault_when_the_grant_was_renounced_it_refuses_every_kind() {
    let mut suite = sealed();
    suite.renounce("eve", "eve").unwrap();
    let all = [
        ("hr", leaving()),
        ("eve", paying("heir")),
        ("eve", selling("buyer")),
    ];
    for (who, change) in all {
        suite.refuses("the grant is renounced", announce(who, "eve", change));
    }
    // nobody is named any longer
    let what = "announce a recovery";
    let text = may_not("keeper", what, "eve", "the address its owner named");
    suite.refuses(&text, announce("keeper", "eve", recovering("heir")));
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_who_terminates_sends_it_waits_for_the_notice_and_changes_no_figure()
 {
    let mut suite = sealed();
    suite.until(START + 100 * DAY);
    let before = suite.grant("eve").figures;
    let (due, lapses) = after(&suite, LEAVING);
    let receipt = suite.announce("hr", "eve", leaving()).unwrap();
    let wanted = [
        ("grant", "eve"),
        ("change", "termination"),
        ("by", &address("hr")),
        ("to", ""),
        ("reason", "resigned"),
        ("due_time", &due.time.to_string()),
        ("due_height", &due.height.to_string()),
        ("lapses_time", &lapses.time.to_string()),
        ("lapses_height", &lapses.height.to_string()),
    ];
    says(&receipt, "vesting_change_announced", &wanted);
    let announced = announced(&suite, "eve");
    assert_eq!(announced, [(ChangeKind::Termination, due, lapses)]);
    assert_eq!(suite.grant("eve").figures, before);
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_anybody_else_sends_it_refuses() {
    let mut suite = Suite::builder().governed().build();
    for who in ["eve", "governance", "hirer", "issuer", "stranger"] {
        let what = "announce the termination";
        let text = may_not(who, what, "eve", "who terminates in its category");
        suite.refuses(&text, announce(who, "eve", leaving()));
    }
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_nobody_terminates_in_the_category_it_refuses() {
    let what = "announce the termination";
    let text = may_not("hr", what, "dan", "who terminates in its category");
    sealed().refuses(&text, announce("hr", "dan", leaving()));
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_the_schedule_has_no_service_it_refuses() {
    let text = "a schedule without service cannot be terminated";
    sealed().refuses(text, announce("hr", "ana", leaving()));
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_the_holder_has_left_it_refuses() {
    let mut suite = sealed();
    suite.leaves("eve").unwrap();
    suite.refuses(
        "the grant no longer serves",
        announce("hr", "eve", leaving()),
    );
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_the_owner_sends_it_waits_for_the_delay_and_pays_the_old_one_meanwhile()
 {
    let mut suite = sealed();
    suite.reach("volume");
    suite.chain.advance(12 * DAY);
    let (due, lapses) = after(&suite, PAYEE_DELAY);
    let receipt = suite.announce("ben", "ben", paying("heir")).unwrap();
    let wanted = [
        ("change", "payee"),
        ("by", &address("ben")),
        ("to", &address("heir")),
        ("reason", "custody"),
    ];
    says(&receipt, "vesting_change_announced", &wanted);
    assert_eq!(announced(&suite, "ben"), [(ChangeKind::Payee, due, lapses)]);
    assert!(suite.is_free("heir"));
    let claim = |suite: &mut Suite| suite.claim("ben", &["ben"]);
    assert_eq!(suite.gain("custodian", claim), 2_000_000);
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_anybody_else_sends_it_refuses() {
    only(&["ben"], paying("heir"), |who| {
        may_not(who, "announce another payee", "ben", "its owner")
    });
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_the_account_may_not_hold_it_refuses() {
    no_holder("ben", |payee| Change::Payee {
        payee,
        reason: milegate_api::vesting::MoveReason::Custody,
    });
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_the_account_refuses_grants_it_refuses() {
    let mut suite = sealed();
    suite.refuse_grants("heir", true).unwrap();
    let text = format!("{} refuses grants", address("heir"));
    suite.refuses(&text, announce("ben", "ben", paying("heir")));
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_the_account_has_declined_it_refuses() {
    let mut suite = sealed();
    suite.decline("custodian", "ben").unwrap();
    let text = format!("{} has declined grant ben", address("custodian"));
    suite.refuses(&text, announce("ben", "ben", paying("custodian")));
    suite
        .announce("eve", "eve", paying("custodian"))
        .expect("another grant");
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_it_is_the_payee_already_it_refuses() {
    let text = format!("{} is the payee of grant ben already", address("custodian"));
    sealed().refuses(&text, announce("ben", "ben", paying("custodian")));
    let text = format!("{} is the payee of grant eve already", address("eve"));
    sealed().refuses(&text, announce("eve", "eve", paying("eve")));
}

#[test]
fn given_a_sealed_vault_given_an_owner_when_the_owner_sends_it_is_due_at_once_and_changes_nothing()
{
    let mut suite = sealed();
    let (due, lapses) = (suite.point(), suite.point().after(CHANGE_LIFE));
    let receipt = suite.announce("ben", "ben", selling("buyer")).unwrap();
    let wanted = [
        ("change", "owner"),
        ("to", &address("buyer")),
        ("reason", "sale"),
        ("due_time", &due.time.to_string()),
        ("due_height", &due.height.to_string()),
    ];
    says(&receipt, "vesting_change_announced", &wanted);
    assert_eq!(announced(&suite, "ben"), [(ChangeKind::Owner, due, lapses)]);
    assert_eq!(suite.grant("ben").owner, suite.at("ben"));
    assert!(suite.is_free("buyer"));
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_given_an_owner_when_anybody_else_sends_it_refuses() {
    only(&["ben"], selling("buyer"), |who| {
        may_not(who, "announce another owner", "ben", "its owner")
    });
}

#[test]
fn given_a_sealed_vault_given_an_owner_when_the_account_may_not_hold_it_refuses() {
    no_holder("ben", |owner| Change::Owner {
        owner,
        reason: milegate_api::vesting::MoveReason::Sale,
    });
}

#[test]
fn given_a_sealed_vault_given_an_owner_when_the_account_refuses_grants_it_refuses() {
    let mut suite = sealed();
    suite.refuse_grants("buyer", true).unwrap();
    let text = format!("{} refuses grants", address("buyer"));
    suite.refuses(&text, announce("ben", "ben", selling("buyer")));
}

#[test]
fn given_a_sealed_vault_given_an_owner_when_it_is_the_owner_already_it_refuses() {
    let text = format!("{} is the owner of grant ben already", address("ben"));
    sealed().refuses(&text, announce("ben", "ben", selling("ben")));
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_the_address_the_owner_named_sends_it_waits_for_the_delay_and_changes_nothing()
 {
    let mut suite = sealed();
    let (due, lapses) = after(&suite, RECOVERY_DELAY);
    let receipt = suite.announce("keeper", "ben", recovering("heir")).unwrap();
    let wanted = [
        ("change", "recovery"),
        ("by", &address("keeper")),
        ("to", &address("heir")),
        ("reason", "key"),
    ];
    says(&receipt, "vesting_change_announced", &wanted);
    let announced = announced(&suite, "ben");
    assert_eq!(announced, [(ChangeKind::Recovery, due, lapses)]);
    assert_eq!(suite.grant("ben").owner, suite.at("ben"));
    assert!(suite.is_free("heir") && suite.is_free("keeper"));
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_anybody_else_sends_it_refuses() {
    only(&["keeper"], recovering("heir"), |who| {
        may_not(
            who,
            "announce a recovery",
            "ben",
            "the address its owner named",
        )
    });
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_none_is_named_it_refuses() {
    let mut suite = sealed();
    suite.name_recovery("ben", "ben", None).unwrap();
    let what = "announce a recovery";
    let text = may_not("keeper", what, "ben", "the address its owner named");
    suite.refuses(&text, announce("keeper", "ben", recovering("heir")));
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_the_account_may_not_hold_it_refuses() {
    no_holder("keeper", |owner| Change::Recovery {
        owner,
        reason: milegate_api::vesting::MoveReason::Key,
    });
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_the_account_refuses_grants_it_refuses() {
    let mut suite = sealed();
    suite.refuse_grants("heir", true).unwrap();
    let text = format!("{} refuses grants", address("heir"));
    suite.refuses(&text, announce("keeper", "ben", recovering("heir")));
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_it_is_the_owner_already_it_refuses() {
    let text = format!("{} is the owner of grant ben already", address("ben"));
    sealed().refuses(&text, announce("keeper", "ben", recovering("ben")));
}

#[test]
fn given_a_sealed_vault_when_all_four_kinds_are_announced_it_keeps_them_side_by_side() {
    let mut suite = sealed();
    suite.announce("hr", "eve", leaving()).unwrap();
    suite.announce("eve", "eve", paying("custodian")).unwrap();
    suite.announce("eve", "eve", selling("buyer")).unwrap();
    let last = suite.announce("keeper", "eve", recovering("heir"));
    says(
        &last.unwrap(),
        "vesting_change_announced",
        &[("change", "recovery")],
    );
    let kinds = announced(&suite, "eve").into_iter().map(|(kind, ..)| kind);
    assert_eq!(kinds.collect::<Vec<_>>(), ChangeKind::ALL);
    assert_eq!(suite.grant("eve").figures.locked.u128(), 50_000_000);
}

#[test]
fn given_a_sealed_vault_when_one_of_the_kind_is_announced_it_refuses_until_that_is_cancelled() {
    let all = [
        ("hr", leaving(), LEAVING),
        ("eve", paying("heir"), PAYEE_DELAY),
        ("keeper", recovering("heir"), RECOVERY_DELAY),
    ];
    for (who, change, wait) in all {
        let (mut suite, kind) = (sealed(), change.kind());
        let due = suite.point().after(wait);
        suite.announce(who, "eve", change.clone()).unwrap();
        suite.chain.advance(wait.seconds + CHANGE_LIFE.seconds - 1);
        let text =
            format!("a change of {kind} of grant eve is announced, due at {due}: cancel it first");
        suite.refuses(&text, announce(who, "eve", change.clone()));
        let cancels = if who == "hr" { "hr" } else { "eve" };
        suite.cancel(cancels, "eve", kind).unwrap();
        suite
            .announce(who, "eve", change)
            .expect("nothing is in its way");
    }
}

#[test]
fn given_a_sealed_vault_when_one_of_the_kind_has_lapsed_it_takes_its_place() {
    let mut suite = sealed();
    suite.announce("ben", "ben", selling("buyer")).unwrap();
    suite.a_change_lapses();
    assert_eq!(announced(&suite, "ben"), [], "as if it had never been");
    let receipt = suite.announce("ben", "ben", selling("heir")).unwrap();
    let to = [("to", address("heir"))];
    let to = to.each_ref().map(|(key, value)| (*key, value.as_str()));
    says(&receipt, "vesting_change_announced", &to);
    let due = suite.point();
    let only = (ChangeKind::Owner, due, due.after(CHANGE_LIFE));
    assert_eq!(announced(&suite, "ben"), [only]);
    assert_eq!(suite.balance("vault"), 150_000_000);
}
