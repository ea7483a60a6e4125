use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::{
    Addr, Coin, DepsMut, Env, HexBinary, MessageInfo, Order, QuerierWrapper, Response, Storage,
};
use milegate_api::milestones::raw;
use milegate_api::vesting::{Event, Phase};

use crate::error::ContractError;
use crate::guards::proofs;
use crate::state::{LIST, LIVE, Live, SCHEDULES, SEAL, VAULT, Vault};

/// Ends the draft and takes the money, in one step.
///
/// Checks in this order: phase, sender, digest, grants, funds; the clock against gates by time; the
/// code and admin of `milestones` and the vault's own admin; that `milestones` lists the vault; the
/// clock against each milestone's start; guards. Caps, and that the sink holds nothing, hold since
/// `add_grants`.
pub fn seal(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    digest: HexBinary,
) -> Result<Response, ContractError> {
    if let Phase::Sealed { at } = SEAL.load(deps.storage)? {
        return Err(ContractError::AlreadySealed { at });
    }
    let vault = VAULT.load(deps.storage)?;
    let list = LIST.load(deps.storage)?;
    if info.sender != vault.funder {
        return Err(ContractError::NotFunder {
            sender: info.sender,
            funder: vault.funder,
        });
    }

    if digest != list.digest {
        return Err(ContractError::DigestDiffers {
            digest: list.digest,
            expected: digest,
        });
    }
    if list.grants == 0 {
        return Err(ContractError::NoGrants {});
    }
    let expected = Coin {
        denom: vault.asset.denom.clone(),
        amount: list.funding,
    };
    if info.funds.as_slice() != std::slice::from_ref(&expected) {
        return Err(ContractError::FundsDiffer {
            expected,
            funds: info.funds,
        });
    }
    let now = env.block.time.seconds();
    let milestones = before_time_gates(deps.storage, now)?;
    immutable(&deps.querier, &vault, &env.contract.address)?;
    let starts = before_starts(
        &deps.querier,
        &vault,
        &env.contract.address,
        milestones,
        now,
    )?;
    for proof in proofs(deps.storage, &vault, &starts)? {
        if !proof.guard.holds(proof.bound) {
            return Err(ContractError::GuardFails {
                scope: proof.category.map_or_else(
                    || "the vault".to_owned(),
                    |category| format!("category {category}"),
                ),
                period: proof.guard.period,
                limit: proof.guard.limit,
                bound: proof.bound,
            });
        }
    }

    SEAL.save(deps.storage, &Phase::Sealed { at: now })?;
    let live = Live {
        denom: vault.asset.denom,
        milestones: vault.milestones,
        notice: vault.notice,
    };
    LIVE.save(deps.storage, &live)?;

    Ok(Response::new().add_event(Event::Sealed {
        seal_digest: list.digest.to_hex(),
        funding: list.funding,
        denom: live.denom,
        grants: list.grants,
        time: now,
    }))
}

/// No gate by time has opened. Gives the milestones that the schedules name.
fn before_time_gates(storage: &dyn Storage, now: u64) -> Result<BTreeSet<String>, ContractError> {
    let mut milestones = BTreeSet::new();
    for entry in SCHEDULES.range(storage, None, None, Order::Ascending) {
        let (name, record) = entry?;
        if let Some(at) = record.standing.schedule.first_time_gate() {
            if now >= at {
                return Err(ContractError::TooLate {
                    what: format!("a gate by time of schedule {name}"),
                    at,
                    now,
                });
            }
        }
        let named = record.standing.schedule.milestones();
        milestones.extend(named.into_iter().map(str::to_owned));
    }
    Ok(milestones)
}

/// `milestones` runs the code of the plan, and nobody can migrate it or the vault.
fn immutable(querier: &QuerierWrapper, vault: &Vault, itself: &Addr) -> Result<(), ContractError> {
    let info = querier.query_wasm_contract_info(&vault.milestones)?;
    let code = querier.query_wasm_code_info(info.code_id)?;
    let checksum = HexBinary::from(code.checksum.as_slice());
    if checksum != vault.milestones_checksum {
        return Err(ContractError::CodeDiffers {
            contract: vault.milestones.clone(),
            checksum,
            expected: vault.milestones_checksum.clone(),
        });
    }

    let own = querier.query_wasm_contract_info(itself)?;
    for (contract, admin) in [(&vault.milestones, info.admin), (itself, own.admin)] {
        if let Some(admin) = admin {
            return Err(ContractError::HasAdmin {
                contract: contract.clone(),
                admin,
            });
        }
    }
    Ok(())
}

/// The holders will be recused, and no milestone has begun to take evidence without that.
fn before_starts(
    querier: &QuerierWrapper,
    vault: &Vault,
    itself: &Addr,
    names: BTreeSet<String>,
    now: u64,
) -> Result<BTreeMap<String, u64>, ContractError> {
    if !raw::lists_vault(querier, &vault.milestones, itself)? {
        return Err(ContractError::NotListed {
            milestones: vault.milestones.clone(),
            vault: itself.clone(),
        });
    }

    let mut starts = BTreeMap::new();
    for name in names {
        let Some(terms) = raw::terms(querier, &vault.milestones, &name)? else {
            return Err(ContractError::Unknown {
                what: "milestone",
                name,
            });
        };
        if now >= terms.start {
            return Err(ContractError::TooLate {
                what: format!("milestone {name}"),
                at: terms.start,
                now,
            });
        }
        starts.insert(name, terms.start);
    }
    Ok(starts)
}
