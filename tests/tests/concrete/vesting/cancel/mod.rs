use milegate_api::vesting::{ChangeKind, ExecuteMsg};
use milegate_tests::suite::{
    Answer, LEAVING, PAYEE_DELAY, RECOVERY_DELAY, Suite, address, leaving, may_not, paying,
    recovering, says, selling, tok,
};

use ChangeKind::{Owner, Payee, Recovery, Termination};

/// Every kind of change is announced for `eve`.
fn announced() -> Suite {
    let mut suite = Suite::builder().governed().build();
    suite.name_recovery("eve", "eve", Some("keeper")).unwrap();
    suite.announce("hr", "eve", leaving()).unwrap();
    suite.announce("eve", "eve", paying("custodian")).unwrap();
    suite.announce("eve", "eve", selling("buyer")).unwrap();
    suite.announce("keeper", "eve", recovering("heir")).unwrap();
    suite
}

fn cancel(who: &'static str, kind: ChangeKind) -> impl FnOnce(&mut Suite) -> Answer {
    move |suite| suite.cancel(who, "eve", kind)
}

/// It is cancelled, and cannot be carried out when its time would have come.
#[track_caller]
fn cancels(who: &'static str, kind: ChangeKind) {
    let mut suite = announced();
    let before = suite.grant("eve").figures;
    let receipt = cancel(who, kind)(&mut suite).unwrap();
    let wanted = [
        ("grant", "eve"),
        ("change", kind.code()),
        ("by", &address(who)),
    ];
    says(&receipt, "vesting_change_cancelled", &wanted);
    let text = format!("no change of {kind} of grant eve is announced");
    let wait = match kind {
        Termination => LEAVING.seconds,
        Payee => PAYEE_DELAY.seconds,
        Owner => 1,
        Recovery => RECOVERY_DELAY.seconds,
    };
    suite.chain.advance(wait);
    suite.refuses(&text, |suite| suite.carry_out("buyer", "eve", kind));
    assert_eq!(suite.grant("eve").figures, before);
    assert_eq!(suite.balance("vault"), 150_000_000);
}

/// Everybody but those who may is told who may, and it stays.
#[track_caller]
fn only(may: &[&str], kind: ChangeKind, who_may: &str) {
    let mut suite = announced();
    let all = [
        "eve",
        "custodian",
        "hr",
        "hirer",
        "keeper",
        "buyer",
        "heir",
        "governance",
        "issuer",
        "stranger",
    ];
    for who in all.into_iter().filter(|who| !may.contains(who)) {
        let text = may_not(who, "cancel a change", "eve", who_may);
        suite.refuses(&text, |suite| suite.cancel(who, "eve", kind));
    }
    assert_eq!(suite.grant("eve").changes.len(), 4);
}

#[test]
fn given_a_draft_it_refuses() {
    Suite::draft().refuses("the vault is not sealed", cancel("eve", Payee));
}

#[test]
fn given_a_sealed_vault_when_the_grant_is_unknown_it_refuses() {
    announced().refuses("there is no grant moon", |suite| {
        suite.cancel("eve", "moon", Payee)
    });
}

#[test]
fn given_a_sealed_vault_when_funds_are_attached_it_refuses() {
    let (grant, change) = ("eve".into(), Payee);
    let msg = ExecuteMsg::Cancel { grant, change };
    let text = "no funds are taken here, got 1utok";
    announced().refuses(text, |suite| suite.send("eve", "vault", &msg, &tok(1)));
}

#[test]
fn given_a_sealed_vault_when_nothing_is_announced_it_refuses_every_kind() {
    let mut suite = Suite::sealed();
    for kind in ChangeKind::ALL {
        let who = if kind == Termination { "hr" } else { "eve" };
        let text = format!("no change of {kind} of grant eve is announced");
        suite.refuses(&text, cancel(who, kind));
    }
}

#[test]
fn given_a_sealed_vault_when_another_kind_is_announced_it_refuses() {
    let mut suite = announced();
    suite.cancel("eve", "eve", Payee).unwrap();
    let text = "no change of payee of grant eve is announced";
    suite.refuses(text, cancel("eve", Payee));
    assert_eq!(suite.grant("eve").changes.len(), 3);
}

#[test]
fn given_a_sealed_vault_when_it_has_lapsed_it_refuses() {
    let mut suite = announced();
    suite.chain.advance(LEAVING.seconds);
    suite.a_change_lapses();
    for kind in [Termination, Payee, Owner] {
        let who = if kind == Termination { "hr" } else { "eve" };
        let text = format!("no change of {kind} of grant eve is announced");
        suite.refuses(&text, cancel(who, kind));
    }
}

#[test]
fn given_a_sealed_vault_when_it_is_due_it_is_cancelled_all_the_same() {
    let mut suite = announced();
    suite.chain.advance(RECOVERY_DELAY.seconds);
    let receipt = cancel("eve", Recovery)(&mut suite).unwrap();
    says(
        &receipt,
        "vesting_change_cancelled",
        &[("change", "recovery")],
    );
    let text = "no change of recovery of grant eve is announced";
    suite.refuses(text, |suite| suite.carry_out("stranger", "eve", Recovery));
    assert_eq!(suite.grant("eve").owner, suite.at("eve"));
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_who_terminates_sends_it_is_cancelled() {
    cancels("hr", Termination);
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_governance_sends_it_is_cancelled() {
    cancels("governance", Termination);
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_there_is_no_governance_it_refuses_that_address() {
    let mut suite = Suite::sealed();
    suite.announce("hr", "eve", leaving()).unwrap();
    let who = "who terminates in its category, or governance";
    let text = may_not("governance", "cancel a change", "eve", who);
    suite.refuses(&text, cancel("governance", Termination));
}

#[test]
fn given_a_sealed_vault_given_a_termination_when_anybody_else_sends_it_refuses() {
    let who = "who terminates in its category, or governance";
    only(&["hr", "governance"], Termination, who);
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_the_owner_sends_it_is_cancelled() {
    cancels("eve", Payee);
}

#[test]
fn given_a_sealed_vault_given_a_payee_when_anybody_else_sends_it_refuses() {
    only(&["eve"], Payee, "its owner");
}

#[test]
fn given_a_sealed_vault_given_an_owner_when_the_owner_sends_it_is_cancelled() {
    cancels("eve", Owner);
}

#[test]
fn given_a_sealed_vault_given_an_owner_when_anybody_else_sends_it_refuses() {
    only(&["eve"], Owner, "its owner");
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_the_owner_sends_it_is_cancelled() {
    cancels("eve", Recovery);
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_who_announced_it_sends_it_is_cancelled() {
    cancels("keeper", Recovery);
}

#[test]
fn given_a_sealed_vault_given_a_recovery_when_anybody_else_sends_it_refuses() {
    let who = "its owner, or the address its owner named";
    only(&["eve", "keeper"], Recovery, who);
}
