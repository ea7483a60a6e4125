use cosmwasm_std::{Addr, Api, DepsMut, Env, HexBinary, Response, Uint64, Uint128};
use milegate_api::common::{Denom, Sink};
use milegate_api::core::holder::{MIN_RECOVERY, MIN_WAIT, span};
use milegate_api::core::ledger::{Standing, Totals, amount, limits, sum};
use milegate_api::vesting::{
    AssetTerms, Category, Event, InstantiateMsg, Leavers, Phase, Reserve, ScheduleTerms, seal,
};

use crate::error::{ContractError, Result, unknown};
use crate::state::{
    DUES, GATES, LIST, List, RESERVES, ReserveRecord, SCHEDULES, SEAL, ScheduleRecord, TOTALS,
    VAULT, Vault,
};

const CONTRACT_NAME: &str = "crates.io:milegate-vesting";
const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");

const MAX_CATEGORIES: usize = 16;
/// The most schedules of a vault, cohorts included.
pub const MAX_SCHEDULES: usize = 64;
const MAX_EXCLUDED: usize = 16;
const MAX_TEXT: usize = 128;
/// The decimals of the largest asset in use; 10^30 still fits an amount.
const MAX_DECIMALS: u8 = 30;

/// Births a vault, in draft.
pub fn instantiate(deps: DepsMut, env: Env, msg: InstantiateMsg) -> Result<Response> {
    let digest = seal::start(&msg)?;
    let schedules = msg.schedules.clone();
    let now = env.block.time.seconds();
    let vault = checked(deps.api, &env.contract.address, msg, now)?;
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
    let reserves = vault.categories.iter().map(|c| match &c.reserve {
        Some(reserve) => reserve.lots,
        None => Uint64::zero(),
    });
    let lots: Vec<Uint64> = reserves.collect();
    let list = List {
        digest,
        grants: 0,
        funding: sum(lots.iter().map(|lots| amount(*lots, vault.asset.lot)))?,
        lots,
    };
    for (category, lots) in vault.categories.iter().zip(&list.lots) {
        if category.reserve.is_some() {
            let record = ReserveRecord {
                lots: *lots,
                lapsed: false,
                cohorts: 0,
            };
            RESERVES.save(deps.storage, &category.name, &record);
        }
    }
    LIST.save(deps.storage, &list);
    VAULT.save(deps.storage, &vault);
    SEAL.save(deps.storage, &Phase::Draft {})?;
    DUES.save(deps.storage, &Uint128::zero());

    Ok(Response::new().add_event(Event::Drafted {
        plan: vault.plan.name,
        plan_digest: vault.plan.digest.to_hex(),
        denom: vault.asset.denom.to_string(),
        lot: vault.asset.lot.u64(),
        issuer: vault.issuer.into(),
        funder: vault.funder.into(),
        milestones: vault.milestones.into(),
        sink: vault.sink.to_string(),
        seal_digest: list.digest.to_hex(),
        time: now,
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
fn checked(api: &dyn Api, vault: &Addr, msg: InstantiateMsg, now: u64) -> Result<Vault> {
    text("plan name", &msg.plan.name, MAX_TEXT)?;
    digest("plan digest", &msg.plan.digest)?;
    if let Denom::Native(denom) = &msg.asset.denom {
        text("denom", denom, MAX_TEXT)?;
    }
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
    span(msg.payee_delay, MIN_WAIT)?;
    span(msg.recovery_delay, MIN_RECOVERY)?;

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
    let mut categories = Vec::new();
    for category in msg.categories {
        categories.push(checked_category(category, &other, now)?);
    }
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
        governance: match &msg.governance {
            Some(governance) => Some(other("governance", governance)?),
            None => None,
        },
        plan: msg.plan,
        asset: AssetTerms {
            denom: match msg.asset.denom {
                Denom::Native(denom) => Denom::Native(denom),
                Denom::Cw20(token) => Denom::Cw20(other("token", &token)?),
            },
            symbol: msg.asset.symbol,
            decimals: msg.asset.decimals,
            lot: msg.asset.lot,
        },
        milestones_checksum: msg.milestones.checksum,
        notice: msg.notice,
        payee_delay: msg.payee_delay,
        recovery_delay: msg.recovery_delay,
        guard: msg.guard,
        categories,
    })
}

/// A category whose reserve fits under its cap and can still be used.
fn checked_category(
    terms: Category<String>,
    other: &dyn Fn(&'static str, &str) -> Result<Addr>,
    now: u64,
) -> Result<Category<Addr>> {
    let reserve = match terms.reserve {
        None => None,
        Some(reserve) if reserve.lots.is_zero() => {
            return Err(ContractError::ReserveEmpty {
                category: terms.name,
            }
            .into());
        }
        Some(reserve) if reserve.lots > terms.cap => {
            return Err(ContractError::ReserveOverCap {
                category: terms.name,
                lots: reserve.lots,
                cap: terms.cap,
            }
            .into());
        }
        Some(reserve) => {
            limits::instant(reserve.expires)?;
            if reserve.expires <= now {
                return Err(ContractError::ReserveExpired {
                    category: terms.name,
                    at: reserve.expires,
                }
                .into());
            }
            Some(Reserve {
                lots: reserve.lots,
                assigner: other("assigner", &reserve.assigner)?,
                expires: reserve.expires,
            })
        }
    };
    let leavers = match terms.leavers {
        None => None,
        Some(leavers) => {
            span(leavers.notice, MIN_WAIT)?;
            Some(Leavers {
                by: other("leavers", &leavers.by)?,
                notice: leavers.notice,
            })
        }
    };

    Ok(Category {
        name: terms.name,
        cap: terms.cap,
        guard: terms.guard,
        reserve,
        leavers,
    })
}

fn check_schedules(vault: &Vault, schedules: &[ScheduleTerms]) -> Result<()> {
    length("schedules", schedules.len(), 1, MAX_SCHEDULES)?;
    unique("schedule", schedules, |terms| &terms.name)?;
    for terms in schedules {
        limits::name(&terms.name)?;
        if !vault.categories.iter().any(|c| c.name == terms.category) {
            return Err(unknown("category", &terms.category));
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

/// Refuses a list that is too short or too long.
pub fn length(what: &'static str, entries: usize, min: usize, max: usize) -> Result<()> {
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
