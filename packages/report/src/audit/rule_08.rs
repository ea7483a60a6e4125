//! 8: a refused message changes nothing and says why.

use super::RuleResult;
use crate::snapshot::Snapshot;

pub fn check(s: &Snapshot, refusals_checked: Option<u64>) -> RuleResult {
    let mut rule = RuleResult::new(8, "a refused message changes nothing and says why");
    let ours = [s.vault_address.as_str(), s.vault.milestones.as_str()];
    let mut refused: u32 = 0;
    for tx in &s.txs {
        let Some(error) = &tx.error else { continue };
        refused = refused.saturating_add(1);
        rule.check(!error.trim().is_empty(), || {
            format!("height {}: refused without a reason", tx.height)
        });
        for event in &tx.events {
            let acts = event
                .get("_contract_address")
                .is_some_and(|c| ours.contains(&c));
            let pays = event.attributes.iter().any(|(k, v)| {
                matches!(k.as_str(), "sender" | "spender" | "burner") && ours.contains(&v.as_str())
            });
            rule.check(!acts && !pays, || {
                format!("height {}: refused, yet it left {}", tx.height, event.ty)
            });
        }
    }
    rule.fact(format!(
        "{refused} refused transactions in the log, none left a trace"
    ));
    match refusals_checked {
        Some(n) => rule.fact(format!("{n} refused messages left storage byte-identical")),
        None => rule.fact("storage before and after a refusal: not visible from a node"),
    }
    rule
}
