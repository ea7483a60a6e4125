use cosmwasm_std::{Addr, Api, DepsMut, Env, HexBinary, Response, Uint64, Uint128};
use milegate_api::common::Sink;
use milegate_api::core::ledger::{Standing, Totals, limits, sum};
use milegate_api::vesting::{Event, InstantiateMsg, Phase, ScheduleTerms, seal};

use crate::error::{ContractError, Result};
use crate::state::{
    DUES, GATES, LIST, List, SCHEDULES, SEAL, ScheduleRecord, TOTALS, VAULT, Vault,
};

const CONTRACT_NAME: &str = "crates.io:milegate-vesting";
const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");

const MAX_CATEGORIES: usize = 16;
const MAX_SCHEDULES: usize = 64;
const MAX_EXCLUDED: usize = 16;
const MAX_TEXT: usize = 128;
/// The decimals of the largest asset in use; 10^30 still fits an amount.
const MAX_DECIMALS: u8 = 30;

/// Births a vault, in draft.
pub fn instantiate(deps: DepsMut, env: Env, msg: InstantiateMsg) -> Result<Response> {
    let digest = seal::start(&msg)?;
    let schedules = msg.schedules.clone();
    let vault = checked(deps.api, &env.contract.address, msg)?;
    check_schedules(&vault, &schedules)?;

    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    for terms in &schedules {
        let record = ScheduleRecord {
            category: terms.category.clone(),
            standing: Standing::new(terms.schedule.clone()),
        };
        SCHEDULES.save(deps.storage, &terms.name, &record);
        TOTALS.save(deps.storage, &terms.name, &Totals::default());
    }
    for (milestone, opened) in opened_by(&schedules) {
        GATES.save(deps.storage, milestone, &opened)?;
    }
    let list = List {
        digest,
        grants: 0,
        lots: vec![Uint64::zero(); vault.categories.len()],
        funding: Uint128::zero(),
    };
    LIST.save(deps.storage, &list);
    VAULT.save(deps.storage, &vault);
    SEAL.save(deps.storage, &Phase::Draft {})?;
    DUES.save(deps.storage, &Uint128::zero());

    Ok(Response::new().add_event(Event::Drafted {
        plan: vault.plan.name,
        plan_digest: vault.plan.digest.to_hex(),
        denom: vault.asset.denom,
        lot: vault.asset.lot.u64(),
        issuer: vault.issuer.into(),
        funder: vault.funder.into(),
        milestones: vault.milestones.into(),
        sink: vault.sink.to_string(),
        seal_digest: list.digest.to_hex(),
        time: env.block.time.seconds(),
    }))
}

/// Each milestone that a gate or roll names, with the schedules that name it.
fn opened_by(schedules: &[ScheduleTerms]) -> Vec<(&str, Vec<String>)> {
    let mut gates: Vec<(&str, Vec<String>)> = Vec::new();
    for terms in schedules {
        for milestone in terms.schedule.milestones() {
            match gates.iter_mut().find(|(name, _)| *name == milestone) {
                Some((_, opened)) => opened.push(terms.name.clone()),
                None => gates.push((milestone, vec![terms.name.clone()])),
            }
        }
    }
    gates
}

/// Terms that hold whatever is granted under them, with every address validated.
fn checked(api: &dyn Api, vault: &Addr, msg: InstantiateMsg) -> Result<Vault> {
    text("plan name", &msg.plan.name, MAX_TEXT)?;
    digest("plan digest", &msg.plan.digest)?;
    text("denom", &msg.asset.denom, MAX_TEXT)?;
    text("symbol", &msg.asset.symbol, limits::MAX_NAME)?;
    if msg.asset.decimals > MAX_DECIMALS {
        return Err(ContractError::Decimals {
            decimals: msg.asset.decimals,
            max: MAX_DECIMALS,
        }
        .into());
    }
    digest("checksum of milestones", &msg.milestones.checksum)?;
    limits::duration(msg.notice)?;

    length("categories", msg.categories.len(), 1, MAX_CATEGORIES)?;
    unique("category", &msg.categories, |category| &category.name)?;
    for category in &msg.categories {
        limits::name(&category.name)?;
    }
    let guards = msg.categories.iter().filter_map(|c| c.guard.as_ref());
    for guard in guards.chain(&msg.guard) {
        guard.validate()?;
    }
    let caps = sum(msg.categories.iter().map(|c| Uint128::from(c.cap)))?;
    Uint64::try_from(caps).map_err(|_| ContractError::CapsTooLarge {})?;

    let other = |role, address: &str| -> Result<Addr> {
        let address = api.addr_validate(address)?;
        match address == vault {
            true => Err(ContractError::VaultItself { role }.into()),
            false => Ok(address),
        }
    };
    length("excluded accounts", msg.excluded.len(), 0, MAX_EXCLUDED)?;
    unique("excluded account", &msg.excluded, |address| address)?;
    let mut excluded = Vec::new();
    for account in &msg.excluded {
        excluded.push(other("excluded account", account)?);
    }

    Ok(Vault {
        excluded,
        issuer: other("issuer", &msg.issuer)?,
        funder: other("funder", &msg.funder)?,
        milestones: other("milestones", &msg.milestones.address)?,
        sink: match &msg.sink {
            Sink::Burn {} => Sink::Burn {},
            Sink::Account { address } => Sink::Account {
                address: other("sink", address)?,
            },
        },
        plan: msg.plan,
        asset: msg.asset,
        milestones_checksum: msg.milestones.checksum,
        notice: msg.notice,
        guard: msg.guard,
        categories: msg.categories,
    })
}

fn check_schedules(vault: &Vault, schedules: &[ScheduleTerms]) -> Result<()> {
    length("schedules", schedules.len(), 1, MAX_SCHEDULES)?;
    unique("schedule", schedules, |terms| &terms.name)?;
    for terms in schedules {
        limits::name(&terms.name)?;
        if !vault.categories.iter().any(|c| c.name == terms.category) {
            return Err(ContractError::Unknown {
                what: "category",
                name: terms.category.clone(),
            }
            .into());
        }
        terms.schedule.validate(vault.asset.lot.u64())?;
    }
    Ok(())
}

fn text(what: &'static str, text: &str, max: usize) -> Result<()> {
    match text.len() {
        bytes if bytes == 0 || bytes > max => {
            Err(ContractError::TextLength { what, bytes, max }.into())
        }
        _ => Ok(()),
    }
}

fn digest(what: &'static str, digest: &HexBinary) -> Result<()> {
    match digest.len() {
        32 => Ok(()),
        bytes => Err(ContractError::DigestLength { what, bytes }.into()),
    }
}

fn length(what: &'static str, entries: usize, min: usize, max: usize) -> Result<()> {
    match (min..=max).contains(&entries) {
        true => Ok(()),
        false => Err(ContractError::ListLength {
            what,
            entries,
            min,
            max,
        }
        .into()),
    }
}

/// Refuses a list in which a name stands twice.
pub fn unique<T>(what: &'static str, list: &[T], name: impl Fn(&T) -> &String) -> Result<()> {
    for (position, entry) in list.iter().enumerate() {
        let before = list.iter().take(position);
        if before.into_iter().any(|other| name(other) == name(entry)) {
            return Err(ContractError::Duplicate {
                what,
                name: name(entry).clone(),
            }
            .into());
        }
    }
    Ok(())
}
