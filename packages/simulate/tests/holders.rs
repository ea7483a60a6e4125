//! Leavers, changes of hands, lost keys, grants given up.

mod support;

use milegate_simulate::PlayError;
use support::{event, events, holds, played, tells};

fn change(kind: &str, more: &str) -> String {
    format!("grant = \"ada\"\nchange = \"{kind}\"\n{more}")
}

const LEAVES: &str = "reason = \"resigned\"";

#[test]
fn a_leaver_keeps_what_was_served() {
    let mut text = event("2027-10-01", "announce", &change("termination", LEAVES));
    let early = change("termination", "refused = \"is due at\"");
    text += &event("2027-10-15", "carry-out", &early);
    text += &event("2027-11-01", "carry-out", &change("termination", ""));
    tells(
        &played("2027-12-01", &text),
        &[
            "2027-10-01  ada: @hr gives notice (resigned), to leave from 2027-10-31 on",
            "2027-10-15  carry_out by anyone: refused, as it must be: the change of termination",
            // 304 of 730.5 days
            "2027-11-01  ada: LEFT (resigned): keeps 16647 lots of 40000; 23353 MER is lost",
        ],
    );
}

#[test]
fn a_notice_can_be_cancelled_and_lapses() {
    let notice = change("termination", "reason = \"dismissed\"");
    let void = |words: &str| change("termination", &format!("refused = \"{words}\""));
    let mut text = event("2027-02-01", "announce", &notice);
    text += &event("2027-02-10", "cancel", &change("termination", ""));
    text += &event("2027-03-01", "announce", &notice);
    let governance = change("termination", "by = \"@governance\"");
    text += &event("2027-03-10", "cancel", &governance);
    text += &event("2027-04-10", "carry-out", &void("is announced"));
    text += &event("2027-05-01", "announce", &notice);
    text += &event("2027-07-15", "carry-out", &void("lapsed"));
    let stranger = change("termination", "reason = \"dismissed\"\nby = \"mallory\"");
    let stranger = format!("{stranger}\nrefused = \"mallory may not\"");
    text += &event("2027-08-01", "announce", &stranger);
    let player = played("2027-09-01", &text);
    tells(
        &player,
        &[
            "2027-02-10  ada: @hr cancels the termination",
            "2027-03-10  ada: @governance cancels the termination",
        ],
    );
    assert_eq!(player.refusals, 3);
}

#[test]
fn a_payee_changes_after_a_week_unless_the_owner_cancels_it() {
    let to = |name: &str| change("payee", &format!("to = \"{name}\"\nreason = \"custody\""));
    let mut text = event("2027-08-01", "announce", &to("thief"));
    text += &event("2027-08-02", "cancel", &change("payee", ""));
    text += &event("2027-08-03", "announce", &to("vaultkeeper"));
    text += &event("2027-08-11", "carry-out", &change("payee", ""));
    text += &event("2027-09-01", "claim", "grants = [\"ada\"]");
    let mut player = played("2027-09-01", &text);
    tells(
        &player,
        &[
            "ada: ada wants thief paid from 2027-08-08 on (custody)",
            "ada: ada cancels the payee",
            "2027-08-11  ada: pays vaultkeeper, no longer ada (custody)",
        ],
    );
    assert!(holds(&mut player, "vaultkeeper") > 0);
    assert_eq!(holds(&mut player, "ada"), 0);
}

#[test]
fn a_grant_is_sold_by_offer_and_acceptance() {
    let offer = change("owner", "to = \"buyer\"\nreason = \"sale\"");
    let stolen = change("owner", "by = \"mallory\"\nrefused = \"mallory may not\"");
    let mut text = event("2027-08-01", "announce", &offer);
    text += &event("2027-08-02", "carry-out", &stolen);
    text += &event("2027-08-03", "carry-out", &change("owner", ""));
    text += &event("2027-09-01", "claim", "");
    let mut player = played("2027-09-01", &text);
    tells(
        &player,
        &[
            "ada: ada offers it to buyer (sale)",
            "2027-08-03  ada: goes over to buyer from ada (sale)",
        ],
    );
    assert!(holds(&mut player, "buyer") > 0);
}

#[test]
fn a_lost_key_is_recovered_and_what_was_claimable_is_paid_before() {
    let ask = "grant = \"ada\"\nchange = \"recovery\"\nto = \"new ada\"\nreason = \"key\"";
    let carry = "grant = \"ada\"\nchange = \"recovery\"";
    let nobody = format!("{ask}\nby = \"notary\"\nrefused = \"notary may not\"");
    let mut text = event("2027-06-01", "announce", &nobody);
    let named = "grant = \"ada\"\naddress = \"notary\"";
    text += &event("2027-06-02", "name-recovery", named);
    text += &event("2027-08-01", "lose-key", "by = \"ada\"");
    text += &event("2027-08-10", "announce", ask);
    let early = format!("{carry}\nrefused = \"is due at\"");
    text += &event("2027-10-01", "carry-out", &early);
    let other = format!("{carry}\nby = \"anyone\"\nrefused = \"the new owner may\"");
    text += &event("2027-11-10", "carry-out", &other);
    text += &event("2027-11-10", "carry-out", carry);
    let mut player = played("2027-11-11", &text);
    tells(
        &player,
        &[
            "ada: notary may recover it if the key is lost",
            "2027-08-01  ada has lost the key",
            "ada: notary asks to recover it for new ada from 2027-11-08 on (key)",
            "is paid to ada first",
            "2027-11-10  ada: is recovered for new ada from ada (key)",
        ],
    );
    assert!(holds(&mut player, "ada") > 0);
    assert_eq!(
        player.cast.name(&player.grant("ada").unwrap().owner),
        "new ada"
    );
}

#[test]
fn an_owner_with_a_key_cancels_a_recovery_and_names_nobody() {
    let named = "grant = \"ada\"\naddress = \"friend\"";
    let ask = change("recovery", "to = \"thief\"\nreason = \"key\"");
    let mut text = event("2027-06-02", "name-recovery", named);
    text += &event("2027-08-10", "announce", &ask);
    text += &event("2027-09-10", "cancel", &change("recovery", ""));
    text += &event("2027-09-10", "name-recovery", "grant = \"ada\"");
    tells(
        &played("2027-10-01", &text),
        &[
            "ada: ada cancels the recovery",
            "ada: nobody may recover it any more",
        ],
    );
    let Err(PlayError::Unknown(why)) = events("2027-10-01", &event("2027-08-10", "announce", &ask))
    else {
        panic!("somebody asked who was never named");
    };
    assert_eq!(why, "ada: nobody may ask for recovery");
}

#[test]
fn a_grant_is_given_up_and_a_payee_steps_down() {
    let mut text = event("2027-08-01", "decline", "grant = \"bob\"");
    let again = "grant = \"bob\"\nby = \"bank\"\nrefused = \"nothing to decline\"";
    text += &event("2027-08-02", "decline", again);
    text += &event("2027-09-01", "renounce", "grant = \"ada\"");
    let claim = "grants = [\"ada\"]\nrefused = \"ada\"";
    text += &event("2027-09-02", "claim", claim);
    tells(
        &played("2027-09-03", &text),
        &[
            "bob: bank steps down as payee; it pays bob",
            "2027-09-01  ada: GIVEN UP: 40000 MER is lost, 0 MER stays paid",
        ],
    );
}

#[test]
fn who_refuses_grants_cannot_be_named() {
    let pay = change("payee", "to = \"auditor-1\"\nreason = \"custody\"");
    let refused = format!("{pay}\nrefused = \"auditor-1 refuses grants\"");
    let mut text = event("2027-02-01", "refuse-grants", "by = \"auditor-1\"");
    text += &event("2027-02-02", "announce", &refused);
    let again = "by = \"auditor-1\"\nrefuse = false";
    text += &event("2027-02-03", "refuse-grants", again);
    text += &event("2027-02-04", "announce", &pay);
    tells(
        &played("2027-02-05", &text),
        &[
            "auditor-1 refuses to be named in grants",
            "auditor-1 may be named in grants again",
            "ada: ada wants auditor-1 paid",
        ],
    );
}

#[test]
fn a_lost_key_claims_no_more_and_its_payee_does() {
    let mut text = event("2027-07-02", "lose-key", "by = \"ada\"");
    text += &event("2027-07-02", "lose-key", "by = \"bob\"");
    text += &event("2027-08-01", "claim", "");
    let mut player = played("2027-08-01", &text);
    assert_eq!(holds(&mut player, "ada"), 0);
    assert!(holds(&mut player, "bank") > 0);
    let forced = event("2027-08-01", "claim", "grants = [\"ada\"]\nby = \"ada\"");
    let lost = event("2027-07-02", "lose-key", "by = \"ada\"") + &forced;
    let refused = events("2027-08-02", &lost).err();
    assert!(matches!(refused, Some(PlayError::Destroyed(name)) if name == "ada"));
}

#[test]
fn what_a_change_lacks_is_said() {
    for (kind, more, expected) in [
        ("payee", "reason = \"key\"", "payee of what? say `to`"),
        (
            "termination",
            "to = \"x\"\nreason = \"resigned\"",
            "a termination has no `to`",
        ),
        (
            "owner",
            "to = \"x\"\nreason = \"boredom\"",
            "reason `boredom`",
        ),
        ("termination", "reason = \"sale\"", "reason `sale`"),
    ] {
        let text = event("2027-08-01", "announce", &change(kind, more));
        match events("2027-08-02", &text).err() {
            Some(PlayError::Unknown(why)) => assert!(why.contains(expected), "{why}"),
            other => panic!("{other:?}"),
        }
    }
}
