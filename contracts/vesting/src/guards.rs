use std::collections::BTreeMap;

use cosmwasm_std::{Order, Storage};
use milegate_api::core::guard::{Commitment, Exposure, Guard, Openings, bound};
use milegate_api::vesting::GuardProof;

use crate::error::ContractError;
use crate::state::{SCHEDULES, TOTALS, Vault};

/// Every guard with the most that can vest within its period: the vault's first, then each
/// category's. A milestone whose start is unknown may end at any time.
pub fn proofs(
    storage: &dyn Storage,
    vault: &Vault,
    starts: &BTreeMap<String, u64>,
) -> Result<Vec<GuardProof>, ContractError> {
    let mut schedules = Vec::new();
    for entry in SCHEDULES.range(storage, None, None, Order::Ascending) {
        let (name, record) = entry?;
        let lots = TOTALS.load(storage, &name)?.serving.u64();
        schedules.push((record.category, record.standing.schedule, lots));
    }
    let mut exposures: BTreeMap<&str, Exposure> = BTreeMap::new();
    for (category, schedule, lots) in &schedules {
        let exposure = exposures.entry(category).or_default();
        exposure.schedules.push(Commitment {
            schedule,
            lots: *lots,
        });
    }

    let start = |milestone: &str| starts.get(milestone).copied();
    let openings = Openings {
        notice: vault.notice,
        start: &start,
    };
    let prove = |category: Option<&str>, guard: &Guard| -> Result<_, ContractError> {
        let within = exposures
            .iter()
            .filter(|(name, _)| category.is_none_or(|category| category == **name));
        let within: Vec<Exposure> = within.map(|(_, exposure)| exposure.clone()).collect();
        Ok(GuardProof {
            category: category.map(str::to_owned),
            guard: guard.clone(),
            bound: bound(&within, guard.period, openings)?,
        })
    };
    let whole = vault.guard.iter().map(|guard| prove(None, guard));
    let single = vault.categories.iter().filter_map(|category| {
        let guard = category.guard.as_ref()?;
        Some(prove(Some(&category.name), guard))
    });
    whole.chain(single).collect()
}
