use cosmwasm_std::{Coin, HexBinary, coin};
use milegate_api::vesting::{InstantiateMsg, Phase, QueryMsg, VaultResponse};
use milegate_core::guard::Guard;
use milegate_tests::suite::{
    CALENDAR, DAY, DENOM, GENESIS, START, Suite, address, at_time, linear, says, schedule, tok,
};

const FUNDING: u128 = 150_000_000;

#[track_caller]
fn refuses_funds(text: &str, funds: &[Coin]) {
    let mut suite = Suite::draft();
    let digest = suite.digest.clone();
    suite.refuses(text, |suite| suite.seal_with("funder", digest, funds));
}

fn with_vault(change: impl FnOnce(&mut InstantiateMsg) + 'static) -> Suite {
    Suite::builder().vault(change).draft()
}

#[test]
fn given_a_draft_when_the_funder_sends_digest_and_exact_funds_it_seals_and_holds_the_money() {
    let mut suite = Suite::draft();
    let receipt = suite.seal().unwrap();
    says(
        &receipt,
        "vesting_sealed",
        &[
            ("seal_digest", &suite.digest.to_hex()),
            ("funding", "150000000"),
            ("denom", "utok"),
            ("grants", "5"),
            ("time", &GENESIS.to_string()),
        ],
    );
    assert_eq!(suite.balance("vault"), FUNDING);
    let vault: VaultResponse = suite.ask_vault(&QueryMsg::Vault {});
    assert_eq!(vault.phase, Phase::Sealed { at: GENESIS });
}

#[test]
fn given_a_draft_when_somebody_else_sends_it_refuses_and_the_money_goes_back() {
    let mut suite = Suite::draft();
    let (digest, before) = (suite.digest.clone(), suite.balance("issuer"));
    let text = format!(
        "{} is not the funder {}",
        address("issuer"),
        address("funder")
    );
    suite.refuses(&text, |suite| {
        suite.seal_with("issuer", digest, &tok(FUNDING))
    });
    assert_eq!(
        (suite.balance("issuer"), suite.balance("vault")),
        (before, 0)
    );
}

#[test]
fn given_a_draft_when_the_digest_is_another_it_refuses() {
    let mut suite = Suite::draft();
    let other = HexBinary::from(&[1; 32]);
    let text = format!(
        "the seal digest is {}, the message says {other}",
        suite.digest
    );
    suite.refuses(&text, |suite| {
        suite.seal_with("funder", other, &tok(FUNDING))
    });
}

#[test]
fn given_a_draft_when_no_funds_are_sent_it_refuses() {
    refuses_funds(
        "the grants sum to 150000000utok, the message carries nothing",
        &[],
    );
}

#[test]
fn given_a_draft_when_one_unit_is_missing_it_refuses() {
    let text = "the grants sum to 150000000utok, the message carries 149999999utok";
    refuses_funds(text, &tok(FUNDING - 1));
}

#[test]
fn given_a_draft_when_one_unit_is_too_many_it_refuses() {
    let text = "the grants sum to 150000000utok, the message carries 150000001utok";
    refuses_funds(text, &tok(FUNDING + 1));
}

#[test]
fn given_a_draft_when_another_denom_is_sent_it_refuses() {
    let text = "the grants sum to 150000000utok, the message carries 150000000ubond";
    refuses_funds(text, &[coin(FUNDING, "ubond")]);
}

#[test]
fn given_a_draft_when_a_second_denom_is_sent_too_it_refuses() {
    let text = "the grants sum to 150000000utok, the message carries 1ubond, 150000000utok";
    refuses_funds(text, &[coin(1, "ubond"), coin(FUNDING, DENOM)]);
}

#[test]
fn given_a_draft_when_there_are_no_grants_it_refuses() {
    let mut suite = Suite::builder().grants(Vec::clear).born().unwrap();
    let digest = suite.digest.clone();
    suite.refuses("the vault has no grants", |suite| {
        suite.seal_with("funder", digest, &[])
    });
}

#[test]
fn given_a_draft_when_the_milestones_have_started_it_refuses() {
    let mut suite = Suite::draft();
    suite.until(START);
    let text =
        format!("milestone volume began at {START}, it is {START}: a vault is sealed before");
    suite.refuses(&text, |suite| suite.seal());
    let mut suite = Suite::draft();
    suite.until(START - 1);
    suite.seal().expect("the last second of a draft");
}

#[test]
fn given_a_draft_when_a_time_gate_has_passed_it_refuses() {
    let at = GENESIS + DAY;
    let mut suite = with_vault(move |msg| {
        msg.schedules[4] = schedule(
            "calendar",
            "foundation",
            vec![at_time(at, 1_000_000, linear(1, 0))],
        );
    });
    suite.until(at);
    let text = format!("a gate by time began at {at}, it is {at}: a vault is sealed before");
    suite.refuses(&text, |suite| suite.seal());
    assert!(at < CALENDAR);
}

#[test]
fn given_a_draft_when_the_milestones_contract_has_other_code_it_refuses() {
    let other = HexBinary::from(&[1; 32]);
    let expected = other.clone();
    let mut suite = with_vault(move |msg| msg.milestones.checksum = other);
    let info = suite.chain.contract_info(&suite.milestones).unwrap();
    let code = suite.chain.code_info(info.code_id).unwrap();
    let contract = &suite.milestones;
    let text = format!(
        "{contract} runs code {}, the plan says {expected}",
        code.checksum
    );
    suite.refuses(&text, |suite| suite.seal());
}

#[test]
fn given_a_draft_when_the_milestones_contract_has_an_admin_it_refuses() {
    let mut suite = Suite::builder().milestones_admin("issuer").draft();
    let text = format!(
        "{} can be migrated by {}",
        suite.milestones,
        address("issuer")
    );
    suite.refuses(&text, |suite| suite.seal());
}

#[test]
fn given_a_draft_when_the_vault_has_an_admin_it_refuses() {
    let mut suite = Suite::builder().vault_admin("issuer").draft();
    let text = format!("{} can be migrated by {}", suite.vault, address("issuer"));
    suite.refuses(&text, |suite| suite.seal());
}

#[test]
fn given_a_draft_when_a_milestone_does_not_exist_it_refuses() {
    let mut suite = Suite::builder()
        .milestones(|msg| drop(msg.milestones.remove(2)))
        .draft();
    suite.refuses("there is no milestone lending", |suite| suite.seal());
}

#[test]
fn given_a_draft_when_the_milestones_do_not_list_this_vault_it_refuses() {
    let other = |msg: &mut milegate_api::milestones::InstantiateMsg| {
        msg.vaults = vec![address("another vault")];
    };
    let mut suite = Suite::builder().milestones(other).draft();
    let text = format!(
        "{} does not list the vault {}",
        suite.milestones, suite.vault
    );
    suite.refuses(&text, |suite| suite.seal());
}

/// Ten days: 20 lots of `seed` release a tenth each, 2,000,000 in all. `core` jumps by 400,000 and
/// streams 60,000 of 10 lots, `serving` may jump by all of 50, `advice` takes one of ten steps of
/// 30, `calendar` reaches its cliff of a tenth and goes on for another, of 40: 67,600,000.
fn guarded(investors: u128, vault: u128) -> Suite {
    let guard = |limit: u128| {
        Some(Guard {
            limit: limit.into(),
            period: 10 * DAY,
        })
    };
    with_vault(move |msg| {
        msg.categories[1].guard = guard(investors);
        msg.guard = guard(vault);
    })
}

#[test]
fn given_a_draft_when_a_category_guard_cannot_be_kept_it_refuses() {
    let text = "2000000 can vest within 864000 seconds in category investors, \
                its guard allows 1999999";
    guarded(1_999_999, 67_600_000).refuses(text, |suite| suite.seal());
}

#[test]
fn given_a_draft_when_the_vault_guard_cannot_be_kept_it_refuses() {
    let text = "67600000 can vest within 864000 seconds in the vault, its guard allows 67599999";
    guarded(2_000_000, 67_599_999).refuses(text, |suite| suite.seal());
}

#[test]
fn given_a_draft_when_both_guards_are_met_exactly_it_seals() {
    let mut suite = guarded(2_000_000, 67_600_000);
    says(
        &suite.seal().unwrap(),
        "vesting_sealed",
        &[("funding", "150000000")],
    );
    assert_eq!(suite.balance("vault"), FUNDING);
}

#[test]
fn given_a_draft_when_lots_are_held_back_it_takes_their_money_too() {
    let mut suite = Suite::builder().with_reserve().draft();
    let receipt = suite.seal().unwrap();
    says(&receipt, "vesting_sealed", &[("funding", "170000000")]);
    assert_eq!(suite.balance("vault"), FUNDING + 20_000_000);
    assert_eq!(suite.category("team").figures.locked.u128(), 80_000_000);
}

#[test]
fn given_a_draft_when_the_money_of_the_lots_held_back_is_missing_it_refuses() {
    let mut suite = Suite::builder().with_reserve().draft();
    let digest = suite.digest.clone();
    let text = "the grants sum to 170000000utok, the message carries 150000000utok";
    suite.refuses(text, |suite| {
        suite.seal_with("funder", digest, &tok(FUNDING))
    });
}

#[test]
fn given_a_draft_when_the_time_for_the_lots_held_back_is_over_it_refuses() {
    let expires = GENESIS + DAY;
    let build = Suite::builder().with_reserve().vault(move |msg| {
        msg.categories[0].reserve.as_mut().unwrap().expires = expires;
    });
    let mut suite = build.draft();
    suite.until(expires);
    let what = "the expiry of the reserve of category team";
    let text = format!("{what} began at {expires}, it is {expires}: a vault is sealed before");
    suite.refuses(&text, |suite| suite.seal());
}

#[test]
fn given_a_draft_when_there_are_only_lots_held_back_it_seals() {
    let build = Suite::builder().with_reserve().grants(Vec::clear);
    let mut suite = build.born().unwrap();
    let receipt = suite.seal().unwrap();
    says(&receipt, "vesting_sealed", &[("grants", "0")]);
    assert_eq!(suite.balance("vault"), 20_000_000);
}

/// Ten days: of `team`, 10 lots of `core` take 460,000 each, 50 of `serving` may jump by all of
/// them, and so may 20 lots held back: 74,600,000.
fn reserved(limit: u128) -> Suite {
    let (limit, period) = (limit.into(), 10 * DAY);
    let guard = Some(Guard { limit, period });
    let build = Suite::builder().with_reserve();
    build
        .vault(move |msg| msg.categories[0].guard = guard)
        .draft()
}

#[test]
fn given_a_draft_when_a_guard_cannot_be_kept_with_the_lots_held_back_it_refuses() {
    let text = "74600000 can vest within 864000 seconds in category team, \
                its guard allows 74599999";
    reserved(74_599_999).refuses(text, |suite| suite.seal());
}

#[test]
fn given_a_draft_when_the_guard_is_met_exactly_with_the_lots_held_back_it_seals() {
    let mut suite = reserved(74_600_000);
    says(&suite.seal().unwrap(), "vesting_sealed", &[("grants", "5")]);
    assert_eq!(suite.balance("vault"), 170_000_000);
}

#[test]
fn given_a_sealed_vault_it_refuses() {
    let mut suite = Suite::sealed();
    let text = format!("the vault was sealed at {GENESIS}");
    suite.refuses(&text, |suite| suite.seal());
}
