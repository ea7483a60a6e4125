mod owner;
mod payee;
mod recovery;
mod termination;

use milegate_api::vesting::{ChangeKind, ExecuteMsg};
use milegate_core::Span;
use milegate_core::holder::CHANGE_LIFE;
use milegate_tests::suite::{
    Answer, DAY, LEAVING, PAYEE_DELAY, RECOVERY_DELAY, START, Suite, leaving, paying, recovering,
    says, selling, tok,
};

use ChangeKind::{Owner, Payee, Recovery, Termination};

/// `keeper` may recover the grants of `ana`, `ben` and `eve`.
fn sealed() -> Suite {
    let mut suite = Suite::sealed();
    for who in ["ana", "ben", "eve"] {
        suite.name_recovery(who, who, Some("keeper")).unwrap();
    }
    suite
}

/// Every kind of change is announced for `eve`.
fn announced() -> Suite {
    let mut suite = sealed();
    suite.announce("hr", "eve", leaving()).unwrap();
    suite.announce("eve", "eve", paying("custodian")).unwrap();
    suite.announce("eve", "eve", selling("buyer")).unwrap();
    suite.announce("keeper", "eve", recovering("heir")).unwrap();
    suite
}

/// A tenth of `ben` has vested behind `volume` and, if `paid`, was sent to the custodian.
fn streaming(paid: bool) -> Suite {
    let mut suite = sealed();
    suite.reach("volume");
    suite.chain.advance(12 * DAY);
    if paid {
        suite.claim("ben", &["ben"]).unwrap();
    }
    suite
}

/// `listing` is reached at the 93rd day, so its gates open at the 95th.
fn listed_late(suite: &mut Suite) {
    suite.until(START + 90 * DAY);
    assert_eq!(suite.reach("listing"), START + 93 * DAY);
}

/// `eve` is given notice so that it is over at an instant, and leaves at that instant.
fn left(suite: &mut Suite, at: u64) -> Answer {
    suite.until(at - LEAVING.seconds);
    suite.announce("hr", "eve", leaving()).unwrap();
    suite.until(at);
    suite.carry_out("stranger", "eve", Termination)
}

/// Too early is refused with both points.
#[track_caller]
fn waits(mut suite: Suite, grant: &str, kind: ChangeKind) {
    let changes = suite.grant(grant).changes;
    let found = changes.iter().find(|one| one.change.kind() == kind);
    let (due, now) = (found.expect("announced").when.due, suite.point());
    let text = format!("the change of {kind} of grant {grant} is due at {due}, it is {now}");
    suite.refuses(&text, |suite| suite.carry_out("stranger", grant, kind));
}

fn nothing(kind: ChangeKind, grant: &str) -> String {
    format!("no change of {kind} of grant {grant} is announced")
}

fn one(schedule: &str) -> std::collections::BTreeMap<String, u32> {
    [(schedule.to_string(), 1)].into()
}

#[test]
fn given_a_draft_it_refuses() {
    Suite::draft().refuses("the vault is not sealed", |suite| {
        suite.carry_out("stranger", "eve", Termination)
    });
}

#[test]
fn given_a_sealed_vault_when_the_grant_is_unknown_it_refuses() {
    announced().refuses("there is no grant moon", |suite| {
        suite.carry_out("stranger", "moon", Termination)
    });
}

#[test]
fn given_a_sealed_vault_when_funds_are_attached_it_refuses() {
    let (grant, change) = ("eve".into(), Owner);
    let msg = ExecuteMsg::CarryOut { grant, change };
    let text = "no funds are taken here, got 1utok";
    announced().refuses(text, |suite| suite.send("buyer", "vault", &msg, &tok(1)));
}

#[test]
fn given_a_sealed_vault_when_nothing_is_announced_it_refuses_every_kind() {
    for kind in ChangeKind::ALL {
        sealed().refuses(&nothing(kind, "eve"), |suite| {
            suite.carry_out("stranger", "eve", kind)
        });
    }
}

#[test]
fn given_a_sealed_vault_when_it_has_lapsed_it_refuses_every_kind() {
    let none = Span {
        seconds: 0,
        blocks: 0,
    };
    let waits = [
        (Termination, LEAVING),
        (Payee, PAYEE_DELAY),
        (Owner, none),
        (Recovery, RECOVERY_DELAY),
    ];
    for (kind, wait) in waits {
        let mut suite = announced();
        let at = suite.point().after(wait).after(CHANGE_LIFE);
        suite.until(at.time);
        let again = "announce it again";
        let text = format!("the change of {kind} of grant eve lapsed at {at}: {again}");
        let who = if kind == Owner { "buyer" } else { "heir" };
        suite.refuses(&text, |suite| suite.carry_out(who, "eve", kind));
    }
}

#[test]
fn given_a_sealed_vault_when_it_is_the_last_second_before_it_lapses_it_is_carried_out() {
    let mut suite = announced();
    suite.chain.advance(CHANGE_LIFE.seconds - 1);
    let receipt = suite.carry_out("buyer", "eve", Owner).unwrap();
    says(&receipt, "vesting_owner_changed", &[("grant", "eve")]);
    assert_eq!(suite.grant("eve").owner, suite.at("buyer"));
    assert_eq!(suite.balance("vault"), 150_000_000);
}

#[test]
fn given_a_sealed_vault_when_it_was_carried_out_it_refuses() {
    let mut suite = announced();
    suite.chain.advance(LEAVING.seconds);
    for (who, kind) in [
        ("stranger", Termination),
        ("stranger", Payee),
        ("buyer", Owner),
    ] {
        suite.carry_out(who, "eve", kind).unwrap();
        let text = nothing(kind, "eve");
        suite.refuses(&text, |suite| suite.carry_out(who, "eve", kind));
    }
}
