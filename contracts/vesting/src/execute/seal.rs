use cosmwasm_std::{Addr, Coin, DepsMut, Env, HexBinary, QuerierWrapper, Response, Uint128};
use milegate_api::common::Denom;
use milegate_api::vesting::{Event, Phase};

use crate::error::{ContractError, Result};
use crate::guards::proofs;
use crate::peers::{balance, code, lists_vault, starts};
use crate::state::{LIST, LIVE, Live, SEAL, VAULT, Vault, phase};
use crate::view::{ScheduleView, View};

/// What came with a sealing message.
pub enum Payment {
    /// Coins of the bank.
    Coins(Vec<Coin>),
    /// Tokens, as a contract reports that calls itself their cw20.
    Tokens { token: Addr, amount: Uint128 },
}

/// Ends the draft and takes the money, in one step.
///
/// Checks in this order: phase, sender, digest, grants, funds; code and admin of `milestones`, the
/// vault's own admin, that `milestones` lists the vault; the clock against gates by time, then
/// against each milestone's start; guards. Caps, and that the sink holds nothing, hold since
/// `add_grants`.
pub fn seal(
    deps: DepsMut,
    env: Env,
    sender: Addr,
    payment: Payment,
    digest: HexBinary,
) -> Result<Response> {
    if let Phase::Sealed { at } = phase(deps.storage)? {
        return Err(ContractError::AlreadySealed { at }.into());
    }
    let vault = VAULT.load(deps.storage)?;
    let list = LIST.load(deps.storage)?;
    if sender != vault.funder {
        return Err(ContractError::NotFunder {
            sender,
            funder: vault.funder,
        }
        .into());
    }

    if digest != list.digest {
        return Err(ContractError::DigestDiffers {
            digest: list.digest,
            expected: digest,
        }
        .into());
    }
    if list.funding.is_zero() {
        return Err(ContractError::NoGrants {}.into());
    }
    let itself = &env.contract.address;
    exactly(
        &deps.querier,
        itself,
        &vault.asset.denom,
        list.funding,
        payment,
        sender,
    )?;
    immutable(&deps.querier, &vault, &env.contract.address)?;
    if !lists_vault(&deps.querier, &vault.milestones, &env.contract.address)? {
        return Err(ContractError::NotListed {
            milestones: vault.milestones,
            vault: env.contract.address,
        }
        .into());
    }
    let now = env.block.time.seconds();
    let mut view = View::at_birth(deps.as_ref())?;
    let schedules = view.schedules()?;
    before_expiries(&vault, now)?;
    before_time_gates(&schedules, now)?;
    let starts = starts(&deps.querier, &vault.milestones, &schedules)?;
    before_starts(&starts, now)?;
    for proof in proofs(&view, &schedules, &starts)? {
        if !proof.guard.holds(proof.bound) {
            return Err(ContractError::GuardFails {
                scope: proof.category.map_or_else(
                    || "the vault".to_owned(),
                    |category| format!("category {category}"),
                ),
                period: proof.guard.period,
                limit: proof.guard.limit,
                bound: proof.bound,
            }
            .into());
        }
    }

    SEAL.save(deps.storage, &Phase::Sealed { at: now })?;
    let live = Live {
        since: now,
        denom: vault.asset.denom,
        milestones: vault.milestones,
        notice: vault.notice,
    };
    LIVE.save(deps.storage, &live);

    Ok(Response::new().add_event(Event::Sealed {
        seal_digest: list.digest.to_hex(),
        funding: list.funding,
        denom: live.denom.to_string(),
        grants: list.grants,
        time: now,
    }))
}

/// The payment is the sum of all grants and reserves, in the vault's asset, and it has arrived.
fn exactly(
    querier: &QuerierWrapper,
    itself: &Addr,
    asset: &Denom<Addr>,
    owed: Uint128,
    payment: Payment,
    sender: Addr,
) -> Result<()> {
    match (asset, payment) {
        (Denom::Native(denom), Payment::Coins(funds)) => {
            let expected = Coin {
                denom: denom.clone(),
                amount: owed,
            };
            match funds.as_slice() == std::slice::from_ref(&expected) {
                true => Ok(()),
                false => Err(ContractError::FundsDiffer { expected, funds }.into()),
            }
        }
        (Denom::Cw20(known), Payment::Tokens { token, amount }) if *known == token => {
            if amount != owed {
                return Err(ContractError::TokensDiffer {
                    expected: owed,
                    amount,
                }
                .into());
            }
            let held = balance(querier, itself, asset)?;
            match held >= owed {
                true => Ok(()),
                false => Err(ContractError::TokensShort {
                    token,
                    amount,
                    held,
                }
                .into()),
            }
        }
        (_, Payment::Tokens { token: sender, .. }) => Err(ContractError::OtherAsset {
            asset: asset.to_string(),
            sender,
        }
        .into()),
        (Denom::Cw20(_), Payment::Coins(_)) => Err(ContractError::OtherAsset {
            asset: asset.to_string(),
            sender,
        }
        .into()),
    }
}

/// No reserve would go to the sink at once.
fn before_expiries(vault: &Vault, now: u64) -> Result<()> {
    for category in &vault.categories {
        match &category.reserve {
            Some(reserve) if now >= reserve.expires => {
                return Err(ContractError::TooLate {
                    what: format!("the expiry of the reserve of category {}", category.name),
                    at: reserve.expires,
                    now,
                }
                .into());
            }
            _ => {}
        }
    }
    Ok(())
}

/// No gate by time has opened.
fn before_time_gates(schedules: &[ScheduleView], now: u64) -> Result<()> {
    for schedule in schedules {
        match schedule.rules().first_time_gate() {
            Some(at) if now >= at => {
                return Err(ContractError::TooLate {
                    what: "a gate by time".to_owned(),
                    at,
                    now,
                }
                .into());
            }
            _ => {}
        }
    }
    Ok(())
}

/// Every milestone exists, and none takes evidence yet: its attestors are held against the holders
/// of this vault from the first one on.
fn before_starts(starts: &[(&str, Option<u64>)], now: u64) -> Result<()> {
    for (name, start) in starts {
        let at = start.ok_or_else(|| ContractError::Unknown {
            what: "milestone",
            name: (*name).to_owned(),
        })?;
        if now >= at {
            return Err(ContractError::TooLate {
                what: format!("milestone {name}"),
                at,
                now,
            }
            .into());
        }
    }
    Ok(())
}

/// `milestones` runs the code of the plan, and nobody can migrate it or the vault.
fn immutable(querier: &QuerierWrapper, vault: &Vault, itself: &Addr) -> Result<()> {
    let theirs = code(querier, &vault.milestones)?;
    if theirs.checksum != vault.milestones_checksum {
        return Err(ContractError::CodeDiffers {
            contract: vault.milestones.clone(),
            checksum: theirs.checksum,
            expected: vault.milestones_checksum.clone(),
        }
        .into());
    }

    let own = code(querier, itself)?;
    for (contract, admin) in [(&vault.milestones, theirs.admin), (itself, own.admin)] {
        if let Some(admin) = admin {
            return Err(ContractError::HasAdmin {
                contract: contract.clone(),
                admin,
            }
            .into());
        }
    }
    Ok(())
}
