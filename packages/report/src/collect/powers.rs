//! Who can do what, by itself.

use cosmwasm_std::Addr;
use milegate_api::core::milestone::WitnessKind;

use super::words;
use crate::dates;
use crate::model::{Gate, Power};
use crate::snapshot::{Snapshot, conclusion};

/// How few keys can open or stop each milestone of the vault that has not ended.
pub fn gates(s: &Snapshot) -> Vec<Gate> {
    let milestones = s.milestones.iter().zip(&s.fewest);
    let open = milestones.filter(|(m, _)| s.names(&m.terms.name) && conclusion(m).is_none());
    open.map(|(m, fewest)| Gate {
        milestone: m.terms.name.clone(),
        policy: words::policy(&m.terms.policy),
        keys: fewest.clone(),
        window: m.terms.window.seconds,
        bond: m.terms.bond,
        bond_denom: s.config.bond_denom.clone(),
    })
    .collect()
}

/// Everybody with a power over the vault or its milestones, and what it is.
pub fn powers(s: &Snapshot) -> Vec<Power> {
    let mut all = Vec::new();
    let mut add = |role: &str, who: &Addr, may: String, until: Option<u64>| {
        all.push(Power {
            role: role.into(),
            who: who.clone(),
            by_vote: s.voting.as_ref().is_some_and(|v| v.address == *who),
            may,
            until,
            ended: until.is_some_and(|until| s.block.time >= until),
        });
    };
    for c in &s.vault.categories {
        if let Some(reserve) = &c.reserve {
            let may = format!("makes grants out of the reserve of {}", c.name);
            add("assigner", &reserve.assigner, may, Some(reserve.expires));
        }
        if let Some(leavers) = &c.leavers {
            let notice = dates::length(leavers.notice.seconds);
            let may = format!("ends a service in {}, after {notice} of notice", c.name);
            add("dismisses", &leavers.by, may, None);
        }
    }
    if let Some(governance) = &s.vault.governance {
        let may = "cancels an announced end of a service".to_owned();
        add("governance", governance, may, None);
    }
    let mut judges: Vec<(&Addr, &str, String)> = Vec::new();
    let mut note = |who, role, name: &str| {
        let known = judges.iter_mut().find(|(w, r, _)| *w == who && *r == role);
        match known {
            Some((_, _, names)) => *names = format!("{names}, {name}"),
            None => judges.push((who, role, name.to_owned())),
        }
    };
    for m in &s.milestones {
        note(&m.terms.court, "court", &m.terms.name);
        for w in &m.terms.witnesses {
            match &w.kind {
                WitnessKind::Authority { address } => note(address, "witness", &m.terms.name),
                WitnessKind::Committee { group, .. } => note(group, "committee", &m.terms.name),
                WitnessKind::State { contract, .. } => note(contract, "state", &m.terms.name),
                WitnessKind::Feed { oracle, .. } => note(oracle, "oracle", &m.terms.name),
                // Anyone may, with a bond.
                WitnessKind::Assertion { .. } => {}
            }
        }
    }
    for (who, role, names) in judges {
        let may = match role {
            "court" => format!("settles disputes about {names}"),
            "committee" => format!("testifies to {names}, by its members"),
            "oracle" => format!("decides {names} by what its reporters say"),
            "state" => format!("decides {names} by what it answers"),
            _ => format!("testifies to {names}"),
        };
        add(role, who, may, None);
    }
    if let Some(v) = &s.voting {
        let may = "runs what has passed a vote, and nothing else".to_owned();
        add("governance", &v.address, may, None);
        if let Some(guardian) = &v.config.guardian {
            let may = "cancels proposals; no dispute, and not its own removal".to_owned();
            add("guardian", &guardian.address, may, Some(guardian.expires));
        }
        if let Some(staking) = &v.stake {
            let wait = dates::length(staking.config.unbonding_period);
            let may = format!("nobody has a power over it: who staked takes out, {wait} later");
            add("stake", &v.config.source, may, None);
        }
    }
    for (group, info) in &s.groups {
        if let Some(admin) = &info.admin {
            let may = format!("changes the members of {group}");
            add("admin", &Addr::unchecked(admin), may, None);
        }
    }
    all
}
