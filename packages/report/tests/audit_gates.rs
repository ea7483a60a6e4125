//! Rules 4 to 11 fail on inconsistencies planted in canned data, and say which values.

mod support;

use cosmwasm_std::{Addr, HexBinary, Uint64};
use milegate_api::core::Conclusion;
use milegate_api::milestones::Stage;
use milegate_api::vesting::GateStanding;
use milegate_report::{Event, Snapshot, Tx};
use support::plant::{event, fails, set};

#[test]
fn rule_4_sees_a_window_cut_short() {
    fails(4, "listing: reached after", |s| {
        let listing = s
            .milestones
            .iter_mut()
            .find(|m| m.terms.name == "listing")
            .unwrap();
        listing.terms.window.seconds *= 2;
    });
    fails(4, "listing: reached after", |s| {
        let listing = s
            .milestones
            .iter_mut()
            .find(|m| m.terms.name == "listing")
            .unwrap();
        listing.terms.window.blocks *= 2;
    });
    fails(4, "without a window", |s| {
        for e in s.txs.iter_mut().flat_map(|tx| &mut tx.events) {
            if e.ty == "wasm-milestones_pending" {
                e.ty = "wasm-milestones_nothing".into();
            }
        }
    });
    fails(4, "does not satisfy the policy", |s| {
        let payments = s
            .milestones
            .iter_mut()
            .find(|m| m.terms.name == "payments")
            .unwrap();
        let committee = &mut payments.terms.witnesses[0].kind;
        let milegate_api::core::milestone::WitnessKind::Committee { threshold, .. } = committee
        else {
            panic!("a committee")
        };
        *threshold = Uint64::new(4);
    });
    fails(4, "the notice after", |s| s.vault.notice += 1_000_000);
}

#[test]
fn rule_5_sees_an_end_that_is_not_one() {
    let again = |s: &mut Snapshot, ty: &str| {
        let end = s
            .txs
            .iter()
            .find(|tx| tx.events.iter().any(|e| e.ty.ends_with("_reached")))
            .unwrap();
        let mut copy = end.clone();
        copy.events[0].ty = format!("wasm-milestones_{ty}");
        s.txs.push(copy);
    };
    fails(5, "ended twice", |s| again(s, "missed"));
    fails(5, "attested at height", |s| again(s, "attested"));
    fails(5, "the log", |s| {
        s.milestones[2].stage = Stage::Ended {
            conclusion: Conclusion::Missed { at: 1 },
        };
    });
    fails(5, "the vault sees", |s| s.stakes[0].conclusion = None);
    fails(5, "the conclusions make it", |s| {
        let tranche = &mut s.schedules[1].tranches[0];
        let GateStanding::Open { at, .. } = &mut tranche.gate else {
            panic!("open")
        };
        *at -= 1;
    });
}

#[test]
fn rule_6_sees_power_that_was_left() {
    fails(6, "has an admin", |s| {
        s.vault_info.admin = Some("milegate1key".into())
    });
    fails(6, "after sealing", |s| {
        let first = s.txs[0].clone();
        s.txs.push(first);
    });
    fails(6, "which opens a grant of his", |s| {
        set(
            event(s, "wasm-milestones_attested"),
            "attestor",
            "milegate1fund-a",
        );
    });
    fails(6, "is also its witness", |s| {
        s.milestones[0].terms.court = Addr::unchecked(support::MULTISIG)
    });
}

#[test]
fn rule_7_sees_a_dead_end() {
    fails(7, "mainnet-2", |s| s.milestones[2].next.clear());
    fails(7, "no claim among", |s| {
        s.grants.iter_mut().for_each(|g| g.next.clear());
    });
}

#[test]
fn rule_8_sees_a_refusal_that_left_a_trace() {
    fails(8, "yet it left", |s| {
        let claimed = event(s, "wasm-vesting_claimed").clone();
        s.txs
            .iter_mut()
            .find(|tx| tx.error.is_some())
            .unwrap()
            .events
            .push(claimed);
    });
    fails(8, "without a reason", |s| {
        s.txs
            .iter_mut()
            .find(|tx| tx.error.is_some())
            .unwrap()
            .error = Some(" ".into());
    });
}

#[test]
fn rule_9_sees_cost_that_grows() {
    fails(9, "claim", |s| {
        for (i, tx) in s.txs.iter_mut().enumerate() {
            tx.gas_used += 2_000 * i as u64;
        }
    });
}

#[test]
fn rule_10_sees_a_log_that_is_not_the_ledger() {
    fails(10, "lots", |s| {
        set(event(s, "wasm-vesting_grant_added"), "lots", "1")
    });
    fails(10, "states grant_claimed", |s| {
        set(event(s, "wasm-vesting_claimed"), "grant_claimed", "1")
    });
    fails(10, "seal digest", |s| {
        s.vault.seal_digest = HexBinary::from([1; 32])
    });
    fails(10, "not in the log", |s| {
        s.grants[0].grant = "somebody-else".into()
    });
    fails(10, "written down is", |s| {
        let latched = s
            .schedules
            .iter_mut()
            .flat_map(|x| &mut x.tranches)
            .find(|t| t.latched);
        latched.unwrap().latched = false;
    });
    fails(10, "forfeits", |s| {
        set(event(s, "wasm-vesting_gate_died"), "forfeited", "1")
    });
}

#[test]
fn rule_11_sees_code_that_can_change() {
    fails(11, "has an admin", |s| {
        s.milestones_info.admin = Some("milegate1key".into())
    });
    fails(11, "member admin", |s| {
        s.groups
            .values_mut()
            .for_each(|g| g.admin = Some("milegate1key".into()));
    });
    fails(11, "code of milestones", |s| {
        s.milestones_info.checksum = "00".into()
    });
    fails(11, "do not list the vault", |s| s.config.vaults.clear());
    fails(11, "migrate of", |s| {
        let attributes = vec![("_contract_address".to_string(), support::VAULT.to_string())];
        s.txs.push(Tx {
            events: vec![Event {
                ty: "migrate".into(),
                attributes,
            }],
            ..Tx::default()
        });
    });
}
