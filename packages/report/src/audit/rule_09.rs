//! 9: what a claim or an attestation costs does not depend on how many came before.

use std::collections::BTreeMap;

use super::RuleResult;
use crate::collect::action;
use crate::snapshot::Snapshot;

/// Fewer than this many alike tell nothing.
const ENOUGH: usize = 6;

/// Growth from the first third to the last that is still noise (lengths of texts, latching).
const NOISE_PERCENT: u64 = 15;

pub fn check(s: &Snapshot) -> RuleResult {
    let mut rule = RuleResult::new(9, "cost does not grow with others' use");
    let ours = [s.vault_address.as_str(), s.vault.milestones.as_str()];
    let mut alike: BTreeMap<(String, Vec<&str>), Vec<u64>> = BTreeMap::new();
    for tx in s
        .txs
        .iter()
        .filter(|tx| tx.error.is_none() && tx.gas_used > 0)
    {
        let Some(action) = action(tx, &ours) else {
            continue;
        };
        if !(action.contains("claim") || action.contains("attest")) {
            continue;
        }
        let mut effects: Vec<&str> = tx
            .events
            .iter()
            .map(|e| e.ty.as_str())
            .filter(|ty| ty.starts_with("wasm-"))
            .collect();
        effects.sort_unstable();
        alike
            .entry((action, effects))
            .or_default()
            .push(tx.gas_used);
    }
    for ((action, _), gas) in &alike {
        if gas.len() < ENOUGH {
            continue;
        }
        let third = gas.len().div_ceil(3);
        let (early, late) = (
            median(gas.get(..third)),
            median(gas.get(gas.len().saturating_sub(third)..)),
        );
        let limit = early
            .saturating_mul(100u64.saturating_add(NOISE_PERCENT))
            .checked_div(100);
        rule.check(limit.is_some_and(|limit| late <= limit), || {
            format!(
                "{action}: the first third took {early} gas in the middle, the last third {late}"
            )
        });
        rule.fact(format!(
            "{action}: {} alike, median gas {early} in the first third, {late} in the last, {:+.1} per transaction",
            gas.len(),
            slope(gas)
        ));
    }
    if rule.facts.is_empty() {
        rule.fact(format!(
            "fewer than {ENOUGH} alike of any action: nothing to compare"
        ));
    }
    rule
}

fn median(gas: Option<&[u64]>) -> u64 {
    let mut sorted = gas.unwrap_or_default().to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or(0)
}

/// Gas added per transaction: the slope of the least-squares line.
fn slope(gas: &[u64]) -> f64 {
    let n = gas.len() as f64;
    let mean_x = (n - 1.0) / 2.0;
    let mean_y = gas.iter().map(|g| *g as f64).sum::<f64>() / n;
    let (mut above, mut below) = (0.0, 0.0);
    for (i, g) in gas.iter().enumerate() {
        let dx = i as f64 - mean_x;
        above += dx * (*g as f64 - mean_y);
        below += dx * dx;
    }
    if below == 0.0 { 0.0 } else { above / below }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes() {
        assert_eq!(slope(&[5, 5, 5]), 0.0);
        assert_eq!(slope(&[10, 13, 16, 19]), 3.0);
        assert_eq!(slope(&[7]), 0.0);
        assert_eq!(median(Some(&[9, 1, 5])), 5);
        assert_eq!(median(None), 0);
    }
}
