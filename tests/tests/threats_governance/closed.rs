//! What a red team found open, and found closed.

use milegate_api::governance::ExecuteMsg;
use milegate_api::vesting::{self, Change, ChangeKind, MoveReason};
use milegate_core::governance::{Payment, Shortfall, Status};
use milegate_tests::governance::{attest_listing, new_rules, to_itself};
use milegate_tests::suite::{BOND_DENOM, address, bond, grant, recovering, selling};

use super::*;

/// A lot planted on the governance would bar it from attesting for everybody.
#[test]
fn c8_no_grant_names_the_governance() {
    let mut suite = started(Suite::builder().with_reserve());
    let governance = suite.at("governance").into_string();
    let mut one = grant("plant", "core", 1);
    one.owner = governance.clone();
    let text = format!("grant plant names the vault's governance {governance}");
    suite.refuses(&text, |suite| suite.assign("hirer", "team", one));
    let text = format!("grant ana names the vault's governance {governance}");
    let reason = MoveReason::Custody;
    let payee = governance.clone();
    for change in [
        Change::Payee { payee, reason },
        Change::Owner {
            owner: governance,
            reason,
        },
    ] {
        suite.refuses(&text, |suite| suite.announce("ana", "ana", change));
    }
}

/// Who steps down as payee does not come back as owner once he has voted.
#[test]
fn d12_who_declined_does_not_come_back_as_owner() {
    let paid_to_custodian = |grants: &mut Vec<vesting::NewGrant>| {
        grants[0].payee = Some(address("custodian"));
    };
    let staked = [("custodian", 400), ("vera", 300)];
    let mut suite = started(Suite::builder().staked(&staked).grants(paid_to_custodian));
    suite.decline("custodian", "ana").unwrap();
    let text = format!("{} has declined grant ana", address("custodian"));
    suite.refuses(&text, |suite| {
        suite.announce("ana", "ana", selling("custodian"))
    });
    suite.name_recovery("ana", "ana", Some("heir")).unwrap();
    suite.refuses(&text, |suite| {
        suite.announce("heir", "ana", recovering("custodian"))
    });
    suite.announce("ana", "ana", selling("buyer")).unwrap();
    suite.carry_out("buyer", "ana", ChangeKind::Owner).unwrap();
}

/// Holders of a draft are not known: nothing that they would be barred from opens before the last
/// vault is sealed.
#[test]
fn d12_nothing_that_recuses_opens_before_holders_are_known() {
    let mut suite = Suite::builder().by_vote().draft();
    let guardian = ExecuteMsg::SetGuardian { guardian: None };
    let msgs = [attest_listing(&suite), to_itself(&suite, &guardian)];
    suite.until(START - 1);
    let text = format!(
        "holders are known from {START} on, when vaults are sealed; it is {}",
        START - 1
    );
    suite.refuses(&text, |suite| suite.propose("vera", vec![msgs[1].clone()]));
    suite
        .ask_community("vera", "a question", &["yes", "no"])
        .unwrap();
    suite.until(START);
    for msg in msgs {
        suite.propose("vito", vec![msg]).unwrap();
    }
}

/// The vote that raises the least electorate must reach it.
#[test]
fn d17_a_least_electorate_is_not_introduced_by_fewer() {
    let mut suite = started(Suite::builder());
    let msg = new_rules(&suite, |rules| {
        rules.electorate = milegate_core::governance::Share::new(5_000);
    });
    let id = backed(&mut suite, "vera", vec![msg], &OTHERS);
    ripens(&mut suite, id);
    let status = suite.status(id);
    let thin = Shortfall::ThinElectorate {
        total: 1_000_000u64.into(),
        least: 14_000_000u64.into(),
    };
    assert_eq!(status, Status::Rejected { why: thin });
}

/// Holders of a vault that only the milestones list cannot be recused: nothing opens about them.
#[test]
fn d12_a_vault_that_only_the_milestones_list_stops_the_vote() {
    let forgets = |msg: &mut milegate_api::governance::InstantiateMsg| {
        msg.suites[0].vaults.pop();
    };
    let mut suite = started(Suite::builder().puppet().rules(forgets));
    suite.plant("vera", "listing");
    let text = format!(
        "vault {} follows milestones {} and is not listed with them",
        suite.puppet(),
        suite.milestones
    );
    let msgs = vec![attest_listing(&suite)];
    suite.refuses(&text, |suite| suite.propose("vito", msgs));
}

/// What is paid in a block counts together, since one execution may run inside another.
#[test]
fn d16_payments_of_one_block_leave_deposits_alone_together() {
    let free = |msg: &mut milegate_api::governance::InstantiateMsg| {
        msg.rules.uncited.push(Payment {
            denom: BOND_DENOM.into(),
            amount: 10_000u128.into(),
        });
    };
    let mut suite = rich(Suite::builder().rules(free));
    let governance = suite.at("governance");
    suite.chain.mint(&governance, &bond(1_000));
    let pay = |suite: &Suite, amount| -> CosmosMsg {
        cosmwasm_std::BankMsg::Send {
            to_address: suite.at("buyer").into_string(),
            amount: bond(amount),
        }
        .into()
    };
    let [first, second] = [600, 300].map(|amount| {
        let msgs = vec![pay(&suite, amount)];
        backed(&mut suite, "vera", msgs, &OTHERS)
    });
    ripens(&mut suite, second);
    suite.carry("stranger", first).unwrap();
    let text = "900 are paid, 400 are held above the deposits of 1000";
    suite.refuses(text, |suite| suite.carry("stranger", second));
    suite.a_second_passes();
    suite.carry("stranger", second).unwrap();
}
