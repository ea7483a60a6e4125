use milegate_api::vesting::ExecuteMsg;
use milegate_core::ledger::{Curve, IfMissed};
use milegate_tests::suite::{
    Answer, CALENDAR, DAY, NOTICE, START, Suite, address, at_time, behind, count, grant, linear,
    says, schedule, tok,
};

/// The canonical plan with a milestone reached and its notice over; what `reach` says plus that.
fn opened(milestone: &str) -> Suite {
    let mut suite = Suite::sealed();
    suite.reach(milestone);
    suite.notice_passes();
    suite
}

fn claim(who: &'static str, grants: &'static [&'static str]) -> impl FnOnce(&mut Suite) -> Answer {
    move |suite| suite.claim(who, grants)
}

#[test]
fn given_a_draft_it_refuses() {
    Suite::draft().refuses("the vault is not sealed", claim("ana", &["ana"]));
}

#[test]
fn given_a_sealed_vault_when_the_list_is_empty_it_refuses() {
    Suite::sealed().refuses("0 grants, not 1 to 30", claim("ana", &[]));
}

#[test]
fn given_a_sealed_vault_when_the_list_has_31_references_it_refuses() {
    Suite::sealed().refuses("31 grants, not 1 to 30", claim("ana", &["ana"; 31]));
}

#[test]
fn given_a_sealed_vault_when_a_reference_stands_twice_it_refuses() {
    opened("listing").refuses(
        "grant ana stands there twice",
        claim("ana", &["ana", "ana"]),
    );
}

#[test]
fn given_a_sealed_vault_when_the_grant_is_unknown_it_refuses() {
    opened("listing").refuses("there is no grant moon", claim("ana", &["ana", "moon"]));
}

#[test]
fn given_a_sealed_vault_when_funds_are_attached_it_refuses() {
    let msg = ExecuteMsg::Claim {
        grants: vec!["ana".into()],
    };
    let text = "no funds are taken here, got 1utok";
    opened("listing").refuses(text, |suite| suite.send("ana", "vault", &msg, &tok(1)));
}

#[test]
fn given_a_sealed_vault_when_a_stranger_sends_it_refuses() {
    let text = format!(
        "{} is neither owner nor payee of grant ana",
        address("stranger")
    );
    opened("listing").refuses(&text, claim("stranger", &["ana"]));
}

#[test]
fn given_a_sealed_vault_when_the_milestone_is_waiting_it_refuses_with_the_reason() {
    let text = "nothing to claim: ana: 4 TOK waits for milestone listing, \
                6 TOK waits for milestone listing";
    Suite::sealed().refuses(text, claim("ana", &["ana"]));
}

#[test]
fn given_a_sealed_vault_when_the_notice_is_one_second_short_it_refuses_with_the_reason() {
    let mut suite = Suite::sealed();
    suite.reach("listing");
    suite.chain.advance(NOTICE - 1);
    let text = "nothing to claim: ana: 4 TOK starts on 2026-01-08 00:00:00 UTC, \
                6 TOK starts on 2026-01-08 00:00:00 UTC";
    suite.refuses(text, claim("ana", &["ana"]));
}

#[test]
fn given_a_sealed_vault_when_the_notice_is_over_it_pays_the_owner_and_writes_the_gates_down() {
    let mut suite = opened("listing");
    let receipt = suite.claim("ana", &["ana"]).unwrap();
    says(
        &receipt,
        "vesting_claimed",
        &[
            ("grant", "ana"),
            ("schedule", "core"),
            ("payee", &address("ana")),
            ("amount", "4000000"),
            ("denom", "utok"),
            ("grant_claimed", "4000000"),
            ("schedule_claimed", "4000000"),
        ],
    );
    assert_eq!(count(&receipt, "vesting_gate_opened"), 2);
    assert_eq!(suite.balance("vault"), 146_000_000);
    suite.days_pass(50);
    assert_eq!(suite.gain("ana", claim("ana", &["ana"])), 3_000_000);
}

#[test]
fn given_a_sealed_vault_when_the_payee_sends_it_pays_the_payee() {
    let mut suite = opened("volume");
    suite.days_pass(10);
    assert_eq!(
        suite.gain("custodian", claim("custodian", &["ben"])),
        2_000_000
    );
}

#[test]
fn given_a_sealed_vault_when_the_owner_sends_for_another_payee_it_pays_the_payee() {
    let mut suite = opened("volume");
    suite.days_pass(10);
    let before = suite.balance("ben");
    assert_eq!(suite.gain("custodian", claim("ben", &["ben"])), 2_000_000);
    assert_eq!(suite.balance("ben"), before);
}

#[test]
fn given_a_sealed_vault_when_a_stranger_claims_what_anyone_may_it_pays_the_payee() {
    let mut suite = opened("volume");
    suite.days_pass(10);
    assert_eq!(suite.gain("cid", claim("stranger", &["cid"])), 3_000_000);
    assert_eq!(suite.balance("vault"), 147_000_000);
}

#[test]
fn given_a_sealed_vault_when_two_grants_share_a_payee_it_pays_them_in_one_transfer() {
    let second = |grants: &mut Vec<_>| {
        let mut second = grant("ana-2", "serving", 8);
        second.owner = address("ana");
        grants.push(second);
    };
    let mut suite = Suite::builder().grants(second).build();
    suite.reach("listing");
    suite.until(START + 50 * DAY);
    let before = suite.balance("ana");
    let receipt = suite.claim("ana", &["ana-2", "ana"]).unwrap();
    assert_eq!(count(&receipt, "vesting_claimed"), 2);
    assert_eq!(
        receipt
            .events
            .iter()
            .filter(|event| event.ty == "transfer")
            .count(),
        1
    );
    // a quarter of 8 lots served; 10 lots: 400,000 at once and 45 of 100 days of 600,000
    assert_eq!(
        suite.balance("ana") - before,
        2_000_000 + 4_000_000 + 2_700_000
    );
}

#[test]
fn given_a_sealed_vault_when_one_of_two_grants_has_nothing_to_pay_it_pays_the_other() {
    let second = |grants: &mut Vec<_>| {
        let mut second = grant("ana-2", "seed", 8);
        second.owner = address("ana");
        grants.push(second);
    };
    let mut suite = Suite::builder().grants(second).build();
    suite.reach("listing");
    suite.notice_passes();
    let receipt = suite.claim("ana", &["ana-2", "ana"]).unwrap();
    says(
        &receipt,
        "vesting_claimed",
        &[("grant", "ana"), ("amount", "4000000")],
    );
    assert_eq!(suite.balance("vault"), 154_000_000);
}

#[test]
fn given_a_sealed_vault_when_it_is_sent_again_in_the_same_block_it_refuses() {
    let mut suite = opened("listing");
    suite.claim("ana", &["ana"]).unwrap();
    let text = "nothing to claim: ana: 6 TOK is released until 2026-04-18 00:00:00 UTC";
    suite.refuses(text, claim("ana", &["ana"]));
}

#[test]
fn given_a_sealed_vault_when_it_is_sent_in_three_parts_it_pays_in_sum_what_one_would() {
    let mut parts = opened("listing");
    let mut once = parts.clone();
    let mut paid = 0;
    for seconds in [1, 86_399, 7_654_321] {
        parts.chain.advance(seconds);
        paid += parts.gain("ana", claim("ana", &["ana"]));
    }
    once.chain.advance(1 + 86_399 + 7_654_321);
    assert_eq!(once.gain("ana", claim("ana", &["ana"])), paid);
    assert_eq!(once.balance("vault"), parts.balance("vault"));
}

#[test]
fn given_a_sealed_vault_when_the_holder_still_serves_it_pays_the_served_share() {
    let mut suite = opened("listing");
    suite.until(START + 50 * DAY - 1);
    let text = "nothing to claim: eve: service lasts until 2026-07-22 00:00:00 UTC";
    suite.refuses(text, claim("eve", &["eve"]));
    suite.a_second_passes();
    assert_eq!(suite.gain("eve", claim("eve", &["eve"])), 12_500_000);
    suite.until(START + 200 * DAY);
    assert_eq!(suite.gain("eve", claim("eve", &["eve"])), 37_500_000);
}

#[test]
fn given_a_sealed_vault_when_a_tranche_died_it_pays_the_rest_of_the_grant_only() {
    let mixed = || {
        let listed = behind("listing", 600_000, Curve::Once {}, IfMissed::Forfeit {});
        schedule(
            "mixed",
            "team",
            vec![at_time(CALENDAR, 400_000, Curve::Once {}), listed],
        )
    };
    let mut suite = Suite::builder()
        .vault(move |msg| msg.schedules.push(mixed()))
        .grants(|grants| grants.push(grant("fay", "mixed", 10)))
        .build();
    suite.miss("listing");
    suite.a_day_passes();
    let receipt = suite.claim("fay", &["fay"]).unwrap();
    says(
        &receipt,
        "vesting_gate_died",
        &[("schedule", "mixed"), ("forfeited", "6000000")],
    );
    says(
        &receipt,
        "vesting_claimed",
        &[("grant", "fay"), ("amount", "4000000")],
    );
    let text = "nothing to claim: fay: 6 TOK is forfeited: its milestone was missed";
    suite.refuses(text, claim("fay", &["fay"]));
    assert_eq!(suite.balance("fay"), 4_000_000);
}

#[test]
fn given_a_sealed_vault_when_the_holder_has_left_it_pays_what_was_kept_as_it_unlocks() {
    let mut suite = Suite::builder()
        .vault(|msg| msg.schedules[1].schedule.tranches[0].curve = linear(100, 0))
        .build();
    suite.until(START + 86 * DAY);
    suite.leaves("eve").unwrap();
    assert_eq!(suite.reach("listing"), START + 103 * DAY);
    suite.until(START + 155 * DAY);
    // 25 lots kept, half of each unlocked; service no longer counts
    let receipt = suite.claim("eve", &["eve"]).unwrap();
    let wanted = [("grant", "eve"), ("amount", "12500000")];
    says(&receipt, "vesting_claimed", &wanted);
    suite.until(START + 205 * DAY);
    assert_eq!(suite.gain("eve", claim("eve", &["eve"])), 12_500_000);
    let text = "nothing to claim: eve: the holder left: 25 lots were served and stay, \
                25 are forfeited";
    suite.refuses(text, claim("eve", &["eve"]));
}

#[test]
fn given_a_sealed_vault_when_nothing_was_kept_it_refuses_with_the_reason() {
    let mut suite = Suite::sealed();
    suite.leaves("eve").unwrap();
    let text = "nothing to claim: eve: the holder left: 0 lots were served and stay, \
                50 are forfeited";
    suite.refuses(text, claim("eve", &["eve"]));
}

#[test]
fn given_a_sealed_vault_when_the_grant_was_renounced_it_refuses_with_the_reason() {
    let mut suite = opened("listing");
    suite.renounce("ana", "ana").unwrap();
    let text = "nothing to claim: ana: its owner gave it up: 10 TOK is forfeited";
    suite.refuses(text, claim("ana", &["ana"]));
}

#[test]
fn given_a_sealed_vault_when_a_former_owner_or_payee_sends_it_refuses() {
    let mut suite = opened("volume");
    suite.pays("ben", "ben", "heir").unwrap();
    suite.sells("ben", "ben", "buyer").unwrap();
    for who in ["ben", "custodian"] {
        let text = format!("{} is neither owner nor payee of grant ben", address(who));
        suite.refuses(&text, |suite| suite.claim(who, &["ben"]));
    }
}

#[test]
fn given_a_sealed_vault_when_the_asset_is_a_token_it_pays_a_payee_of_two_grants_in_one_transfer() {
    let second = |grants: &mut Vec<_>| {
        let mut second = grant("ana-2", "core", 8);
        second.owner = address("ana");
        grants.push(second);
    };
    let mut suite = Suite::builder().cw20().grants(second).build();
    suite.reach("listing");
    suite.notice_passes();
    let before = suite.balance("ana");
    let receipt = suite.claim("ana", &["ana-2", "ana"]).unwrap();
    assert_eq!(count(&receipt, "vesting_claimed"), 2);
    let transfers = receipt.events.iter().filter(|event| {
        let mut said = event.attributes.iter();
        said.any(|said| (said.key.as_str(), said.value.as_str()) == ("action", "transfer"))
    });
    assert_eq!(transfers.count(), 1);
    assert_eq!(suite.balance("ana") - before, 3_200_000 + 4_000_000);
    assert_eq!(suite.balance("vault"), 158_000_000 - 7_200_000);
}
