//! 11: nobody can change the code or the terms.

use super::RuleResult;
use crate::snapshot::Snapshot;

pub fn check(s: &Snapshot) -> RuleResult {
    let mut rule = RuleResult::new(11, "nobody can change code or terms");
    let ours = [
        ("vault", &s.vault_address, &s.vault_info),
        ("milestones", &s.vault.milestones, &s.milestones_info),
    ];
    for (what, address, info) in ours {
        rule.check(info.admin.is_none(), || {
            format!("{what} {address} has an admin: {:?}", info.admin)
        });
        rule.fact(format!(
            "{what} {address}: no admin, code {}",
            info.checksum
        ));
    }
    let governance = s.config.governance.as_ref().map(|a| a.as_str());
    for (address, group) in &s.groups {
        for (what, admin) in [("contract", &group.info.admin), ("member", &group.admin)] {
            let fine = admin.is_none() || admin.as_deref() == governance;
            rule.check(fine, || {
                format!("committee {address} has a {what} admin: {admin:?}")
            });
        }
        rule.fact(format!(
            "committee {address}: no key can change its members, code {}",
            group.info.checksum
        ));
    }
    let recorded = s.vault.milestones_checksum.to_hex();
    let runs = s.milestones_info.checksum.to_lowercase();
    rule.equal("code of milestones", runs.as_str(), recorded.as_str());
    rule.check(s.config.vaults.contains(&s.vault_address), || {
        format!(
            "milestones do not list the vault {}, so its holders could testify",
            s.vault_address
        )
    });
    rule.equal(
        "plan digest of milestones",
        s.config.plan.digest.to_hex(),
        s.vault.plan.digest.to_hex(),
    );
    if let Some(v) = &s.voting {
        let own = Some(v.address.to_string());
        rule.check(v.info.admin == own, || {
            format!(
                "the governance has an admin beside itself: {:?}",
                v.info.admin
            )
        });
        rule.fact(format!(
            "governance {}: changed by a vote of class code alone, code {}",
            v.address, v.info.checksum
        ));
        if v.stake.is_some() {
            rule.check(v.source_info.admin.is_none(), || {
                format!("the stake has an admin: {:?}", v.source_info.admin)
            });
            rule.fact(format!(
                "stake {}: no admin, code {}",
                v.config.source, v.source_info.checksum
            ));
        }
    }
    for (address, info) in &s.parties {
        if let Some(admin) = info.as_ref().and_then(|i| i.admin.as_ref()) {
            rule.fact(format!(
                "{address}, court or authority, can be changed by {admin}"
            ));
        }
    }
    if let Some(info) = &s.token_info {
        let denom = &s.vault.asset.denom;
        rule.fact(match &info.admin {
            Some(admin) => format!("{denom}, the asset, can be changed by {admin}"),
            None => format!("{denom}, the asset: no admin; who may mint is the token's matter"),
        });
    }
    let frozen = [s.vault_address.as_str(), s.vault.milestones.as_str()];
    for tx in s.txs.iter().filter(|tx| tx.error.is_none()) {
        for event in &tx.events {
            let changes = matches!(event.ty.as_str(), "migrate" | "update_contract_admin");
            let whom = event.get("_contract_address").unwrap_or_default();
            rule.check(!(changes && frozen.contains(&whom)), || {
                format!("height {}: {} of {whom}", tx.height, event.ty)
            });
        }
    }
    rule
}
