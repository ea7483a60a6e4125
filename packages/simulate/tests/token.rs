//! A plan whose asset is a cw20 token.

mod support;

use milegate_api::common::Denom;
use milegate_simulate::{Builtin, Embedded};
use support::{builtin, event, events_on, holds, tells, token};

#[test]
fn a_vault_of_a_token_is_sealed_pays_and_burns() {
    let mut text = event("2027-09-01", "claim", "");
    text += &event("2027-09-02", "gift", "amount = 100\nby = \"stranger\"");
    let stolen = "grants = [\"fund\"]\nby = \"mallory\"\nrefused = \"mallory\"";
    text += &event("2027-09-03", "claim", stolen);
    let mut player = events_on(&token(), "2027-09-04", &text).unwrap();
    tells(
        &player,
        &["stranger sends the vault tokens, which changes nothing"],
    );
    assert!(holds(&mut player, "fund") > 0);
    let solvency: milegate_api::vesting::SolvencyResponse = player
        .query(
            &player.cast.vault,
            &milegate_api::vesting::QueryMsg::Solvency {},
        )
        .unwrap();
    assert!(solvency.solvent && solvency.surplus.u128() >= 100_000_000);
}

#[test]
fn bonds_of_a_token_plan_are_coins() {
    let evidence = "milestone = \"listing\"\nwitness = \"auditors\"\nmetric = \"m\"\nvalue = \"v\"\n\
                    document = \"plan.toml\"\nuri = \"https://example.org\"";
    let listing = "milestone = \"listing\"";
    let mut text = event("2027-03-01", "attest", evidence);
    let challenge = format!("{listing}\nby = \"watcher\"");
    text += &event("2027-03-02", "challenge", &challenge);
    let bounty = format!("{listing}\namount = 5\nby = \"exchange\"");
    text += &event("2027-03-02", "add-bounty", &bounty);
    let settle = format!("{listing}\nverdict = \"false\"");
    text += &event("2027-03-05", "settle", &settle);
    text += &event("2027-03-06", "withdraw", "by = \"watcher\"");
    let player = events_on(&token(), "2027-03-07", &text).unwrap();
    tells(
        &player,
        &[
            "CHALLENGED by watcher with 20 COIN",
            "watcher takes out 25 COIN",
        ],
    );
}

#[test]
fn every_token_ends_in_every_built_in_scenario_and_the_rules_hold() {
    for script in [Builtin::HandsOff, Builtin::AllReached, Builtin::AllMissed] {
        let player = builtin(&token(), script);
        assert!(matches!(player.cast.asset.denom, Denom::Cw20(_)));
        let held = player.cast.asset.balance(&player.chain, &player.cast.vault);
        assert_eq!(held.unwrap().u128(), 0, "{script:?}");
        let view = Embedded(&player.chain);
        let audit = milegate_report::audit(&view, &player.cast.vault, Some(player.refusals));
        let failed: Vec<_> = audit
            .unwrap()
            .rules
            .into_iter()
            .filter(|rule| !rule.pass)
            .map(|rule| rule.name)
            .collect();
        assert!(failed.is_empty(), "{script:?}: {failed:?}");
    }
}
