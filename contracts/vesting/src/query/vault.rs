use cosmwasm_std::Deps;
use milegate_api::vesting::VaultResponse;

use crate::error::Result;
use crate::state::{LIST, VAULT, phase};

/// Terms, wiring and phase.
pub fn vault(deps: Deps) -> Result<VaultResponse> {
    let vault = VAULT.load(deps.storage)?;
    let list = LIST.load(deps.storage)?;

    Ok(VaultResponse {
        plan: vault.plan,
        asset: vault.asset,
        issuer: vault.issuer,
        funder: vault.funder,
        milestones: vault.milestones,
        milestones_checksum: vault.milestones_checksum,
        governance: vault.governance,
        notice: vault.notice,
        payee_delay: vault.payee_delay,
        recovery_delay: vault.recovery_delay,
        sink: vault.sink,
        excluded: vault.excluded,
        guard: vault.guard,
        categories: vault.categories,
        phase: phase(deps.storage)?,
        seal_digest: list.digest,
        grants: list.grants,
        funding: list.funding,
    })
}
