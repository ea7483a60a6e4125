use cosmwasm_std::{HexBinary, Uint64};
use milegate_api::common::Denom;
use milegate_api::vesting::{Category, InstantiateMsg, Phase, QueryMsg, Reserve, VaultResponse};
use milegate_core::Span;
use milegate_core::guard::Guard;
use milegate_core::ledger::{Curve, Gate, IfMissed, Schedule};
use milegate_tests::suite::{
    CALENDAR, DAY, EXPIRES, LEAVING, LOT, PAYEE_DELAY, RECOVERY_DELAY, Suite, address, at_time,
    behind, linear, reserve, tok,
};

/// The reason for which the changed plan is refused.
fn refused(change: impl FnOnce(&mut InstantiateMsg) + 'static) -> String {
    Suite::builder().vault(change).refused()
}

/// The same with a change to the schedule `calendar`, which is one tranche behind an instant.
fn schedule(change: impl FnOnce(&mut Schedule) + 'static) -> String {
    refused(|msg| change(&mut msg.schedules[4].schedule))
}

fn curve(curve: Curve) -> String {
    schedule(move |schedule| schedule.tranches[0].curve = curve)
}

#[test]
fn given_sound_terms_it_is_born_a_draft_that_holds_nothing() {
    let suite = Suite::builder().born().expect("sound terms");
    let vault: VaultResponse = suite.ask_vault(&QueryMsg::Vault {});
    assert_eq!(vault.phase, Phase::Draft {});
    assert_eq!((vault.grants, vault.funding.u128()), (0, 0));
    assert_eq!(vault.milestones, suite.milestones);
    assert_eq!((suite.balance("vault"), suite.bonds("vault")), (0, 0));
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let reason = Suite::builder().vault_funds(tok(1)).refused();
    assert_eq!(reason, "no funds are taken here, got 1utok");
}

#[test]
fn when_an_address_is_malformed_it_refuses() {
    let spelled = address("issuer").to_uppercase();
    let reason = refused(|msg| msg.issuer = address("issuer").to_uppercase());
    assert!(
        reason.contains(&format!(
            "invalid address \"{spelled}\": address not normalized"
        )),
        "{reason}"
    );
}

#[test]
fn when_a_digest_or_checksum_is_not_32_bytes_it_refuses() {
    let reason = refused(|msg| msg.plan.digest = HexBinary::from(&[7; 31]));
    assert_eq!(reason, "the plan digest has 31 bytes, not 32");
    let reason = refused(|msg| msg.milestones.checksum = HexBinary::from(&[7; 33]));
    assert_eq!(reason, "the checksum of milestones has 33 bytes, not 32");
}

#[test]
fn when_the_lot_is_zero_it_refuses() {
    let reason = refused(|msg| msg.asset.lot = Uint64::zero());
    assert_eq!(reason, "a lot has at least one base unit");
}

#[test]
fn when_there_are_no_categories_it_refuses() {
    assert_eq!(
        refused(|msg| msg.categories.clear()),
        "0 categories, not 1 to 16"
    );
}

#[test]
fn when_there_are_17_categories_it_refuses() {
    let reason = refused(|msg| {
        let one = |n| Category {
            name: format!("c{n}"),
            cap: Uint64::one(),
            guard: None,
            reserve: None,
            leavers: None,
        };
        msg.categories = (0..17).map(one).collect();
    });
    assert_eq!(reason, "17 categories, not 1 to 16");
}

#[test]
fn when_two_categories_share_a_name_it_refuses() {
    let reason = refused(|msg| msg.categories[1].name = "team".into());
    assert_eq!(reason, "category team stands there twice");
}

#[test]
fn when_the_caps_overflow_it_refuses() {
    let reason = refused(|msg| msg.categories[0].cap = Uint64::MAX);
    assert_eq!(reason, "the caps sum to more than 2^64 lots");
}

#[test]
fn when_there_are_65_schedules_it_refuses() {
    let reason = refused(|msg| {
        let one = msg.schedules[0].clone();
        let numbered = |n| milegate_api::vesting::ScheduleTerms {
            name: format!("s{n}"),
            ..one.clone()
        };
        msg.schedules = (0..65).map(numbered).collect();
    });
    assert_eq!(reason, "65 schedules, not 1 to 64");
}

#[test]
fn when_two_schedules_share_a_name_it_refuses() {
    let reason = refused(|msg| msg.schedules[1].name = "core".into());
    assert_eq!(reason, "schedule core stands there twice");
}

#[test]
fn when_a_schedule_names_an_unknown_category_it_refuses() {
    let reason = refused(|msg| msg.schedules[0].category = "moon".into());
    assert_eq!(reason, "there is no category moon");
}

#[test]
fn when_a_schedule_has_no_tranche_it_refuses() {
    let reason = schedule(|schedule| schedule.tranches.clear());
    assert_eq!(reason, "a schedule has 1 to 12 tranches, not 0");
}

#[test]
fn when_a_schedule_has_13_tranches_it_refuses() {
    let reason = schedule(|schedule| {
        schedule.tranches = vec![at_time(CALENDAR, LOT, linear(1, 0)); 13];
    });
    assert_eq!(reason, "a schedule has 1 to 12 tranches, not 13");
}

#[test]
fn when_a_weight_is_zero_it_refuses() {
    let reason = schedule(|schedule| {
        schedule.tranches.push(at_time(CALENDAR, 0, linear(1, 0)));
    });
    assert_eq!(reason, "tranche 1 has no weight");
}

#[test]
fn when_the_weights_do_not_sum_to_the_lot_it_refuses() {
    let reason = schedule(|schedule| schedule.tranches[0].weight = (LOT - 1).into());
    assert_eq!(reason, "the weights sum to 999999, the lot is 1000000");
    let reason = schedule(|schedule| {
        let all = at_time(CALENDAR, u64::MAX, linear(1, 0));
        schedule.tranches = vec![all.clone(), all];
    });
    assert_eq!(
        reason,
        "the weights sum to 36893488147419103230, the lot is 1000000"
    );
}

#[test]
fn when_a_duration_is_zero_it_refuses() {
    let reason = curve(Curve::Linear {
        duration: 0,
        cliff: 0,
    });
    assert_eq!(reason, "a duration is 1 to 3155760000 seconds, not 0");
}

#[test]
fn when_a_duration_is_over_100_years_it_refuses() {
    let text = "a duration is 1 to 3155760000 seconds, not 3155760001";
    assert_eq!(
        curve(Curve::Linear {
            duration: 3_155_760_001,
            cliff: 0
        }),
        text
    );
    assert_eq!(refused(|msg| msg.notice = 3_155_760_001), text);
}

#[test]
fn when_a_cliff_is_longer_than_its_curve_it_refuses() {
    let reason = curve(Curve::Linear {
        duration: 1,
        cliff: 2,
    });
    assert_eq!(reason, "a cliff of 2 seconds is past the end of 1");
}

#[test]
fn when_a_curve_has_no_steps_it_refuses() {
    let reason = curve(Curve::Steps { every: 1, count: 0 });
    assert_eq!(reason, "a curve by steps has at least one step");
}

#[test]
fn when_an_instant_is_after_2199_it_refuses() {
    let reason = schedule(|schedule| schedule.tranches[0].gate = Gate::Time { at: 7_258_118_400 });
    assert_eq!(
        reason,
        "instant 7258118400 is not before 7258118400, the year 2200"
    );
}

#[test]
fn when_a_tranche_rolls_to_its_own_milestone_it_refuses() {
    let roll = || IfMissed::Roll {
        milestone: "volume".into(),
    };
    let reason = schedule(move |schedule| {
        schedule.tranches = vec![behind("volume", LOT, linear(1, 0), roll())];
    });
    assert_eq!(reason, "tranche 0 rolls from milestone volume to itself");
}

#[test]
fn when_a_guard_has_no_period_it_refuses() {
    let reason = refused(|msg| {
        msg.guard = Some(Guard {
            limit: 1u128.into(),
            period: 0,
        })
    });
    assert_eq!(reason, "a duration is 1 to 3155760000 seconds, not 0");
}

#[test]
fn when_17_accounts_are_excluded_it_refuses() {
    let reason = refused(|msg| {
        msg.excluded = (0..17)
            .map(|number| address(&format!("account {number}")))
            .collect();
    });
    assert_eq!(reason, "17 excluded accounts, not 0 to 16");
}

fn reserved(change: impl FnOnce(&mut Reserve<String>) + 'static) -> String {
    refused(|msg| {
        let mut held = reserve();
        change(&mut held);
        msg.categories[0].reserve = Some(held);
    })
}

/// Every wait of the birth message, changed.
fn waits(change: fn(&mut Span)) -> [String; 3] {
    [
        refused(move |msg| change(&mut msg.payee_delay)),
        refused(move |msg| change(&mut msg.recovery_delay)),
        refused(move |msg| {
            let leavers = msg.categories[0].leavers.as_mut();
            change(&mut leavers.expect("hr").notice);
        }),
    ]
}

#[test]
fn when_holders_have_terms_of_their_own_it_shows_them() {
    let suite = Suite::builder().governed().with_reserve().born().unwrap();
    let vault: VaultResponse = suite.ask_vault(&QueryMsg::Vault {});
    assert_eq!(vault.governance, Some(suite.at("governance")));
    let waits = (vault.payee_delay, vault.recovery_delay);
    assert_eq!(waits, (PAYEE_DELAY, RECOVERY_DELAY));
    let team = &vault.categories[0];
    let held = team.reserve.as_ref().unwrap();
    assert_eq!(held.assigner, suite.at("hirer"));
    assert_eq!((held.lots.u64(), held.expires), (20, EXPIRES));
    let leavers = team.leavers.as_ref().unwrap();
    assert_eq!((&leavers.by, leavers.notice), (&suite.at("hr"), LEAVING));
    assert_eq!(vault.categories[1].leavers, None);
    assert_eq!(suite.balance("vault"), 0);
}

#[test]
fn when_a_reserve_has_no_lots_it_refuses() {
    let reason = reserved(|held| held.lots = Uint64::zero());
    assert_eq!(reason, "the reserve of category team is empty");
}

#[test]
fn when_a_reserve_exceeds_the_cap_it_refuses() {
    let reason = reserved(|held| held.lots = 101u64.into());
    assert_eq!(
        reason,
        "the reserve of 101 lots exceeds the cap 100 of category team"
    );
}

#[test]
fn when_a_reserve_expires_after_2199_it_refuses() {
    let reason = reserved(|held| held.expires = 7_258_118_400);
    assert_eq!(
        reason,
        "instant 7258118400 is not before 7258118400, the year 2200"
    );
}

#[test]
fn when_a_wait_has_no_seconds_it_refuses() {
    for reason in waits(|span| span.seconds = 0) {
        assert_eq!(reason, "a duration is 1 to 3155760000 seconds, not 0");
    }
}

#[test]
fn when_a_wait_has_no_blocks_it_refuses() {
    let least = [3 * DAY, 90 * DAY, 3 * DAY];
    let seconds = [PAYEE_DELAY, RECOVERY_DELAY, LEAVING].map(|span| span.seconds);
    for ((reason, least), seconds) in waits(|span| span.blocks = 0).iter().zip(least).zip(seconds) {
        let rule = format!("a wait is at least {least} seconds and 1 to 2^32 - 1 blocks");
        assert_eq!(*reason, format!("{rule}, not {seconds} and 0"));
    }
}

#[test]
fn when_the_recovery_delay_is_under_90_days_it_refuses() {
    let reason = refused(|msg| msg.recovery_delay.seconds -= 1);
    let rule = "a wait is at least 7776000 seconds and 1 to 2^32 - 1 blocks";
    assert_eq!(reason, format!("{rule}, not 7775999 and 1000"));
}

#[test]
fn when_a_delay_or_a_notice_is_under_three_days_it_refuses() {
    let rule = "a wait is at least 259200 seconds and 1 to 2^32 - 1 blocks";
    let [payee, _, leaving] = waits(|span| span.seconds = 3 * DAY - 1);
    for reason in [payee, leaving] {
        assert_eq!(reason, format!("{rule}, not 259199 and 1000"));
    }
}

#[test]
fn when_the_token_is_no_address_it_refuses() {
    let spelled = address("token").to_uppercase();
    let reason = refused(|msg| msg.asset.denom = Denom::Cw20(address("token").to_uppercase()));
    let text = format!("invalid address \"{spelled}\": address not normalized");
    assert!(reason.contains(&text), "{reason}");
}
