//! What the contract answers, by the clock.

use cosmwasm_std::{Addr, Deps, Env, Order, StdError, StdResult, Storage};
use cw_storage_plus::Bound;
use milegate_api::common::page;
use milegate_api::payments::{
    AccountResponse, ConfigResponse, PeriodResponse, PeriodsResponse, SolvencyResponse,
    WindowResponse,
};
use milegate_core::payments::{self, Window};

use crate::history::figures;
use crate::state::{ACCOUNTS, CONFIG, EXCLUDED, OWED, TOTALS};

/// What was fixed at birth.
pub fn config(storage: &dyn Storage) -> StdResult<ConfigResponse> {
    let config = CONFIG.load(storage)?;
    let excluded = EXCLUDED
        .prefix(())
        .keys(storage, None, None, Order::Ascending);

    Ok(ConfigResponse {
        plan: config.plan,
        denom: config.denom,
        terms: config.terms,
        excluded: excluded.collect::<StdResult<_>>()?,
    })
}

/// What a trailing window comes to.
pub fn window(
    storage: &dyn Storage,
    now: u64,
    periods: u32,
    at: Option<u32>,
) -> StdResult<WindowResponse> {
    let calendar = CONFIG.load(storage)?.terms.calendar;
    let window = payments::window(periods, calendar.over(now), at).map_err(plain)?;
    let Some(window) = window else {
        return Ok(WindowResponse {
            from: calendar.start,
            until: calendar.start,
            periods: 0,
            full: false,
            figures: Default::default(),
        });
    };

    Ok(WindowResponse {
        from: calendar.from(window.first),
        until: calendar.from(window.end),
        periods: window.end.saturating_sub(window.first),
        full: window.full,
        figures: figures(storage, window).map_err(plain)?,
    })
}

/// Periods with a payment, the one that runs included.
pub fn periods(
    storage: &dyn Storage,
    now: u64,
    start_after: Option<u32>,
    limit: Option<u32>,
) -> StdResult<PeriodsResponse> {
    let calendar = CONFIG.load(storage)?.terms.calendar;
    let after = start_after.map(Bound::exclusive);
    let known = TOTALS.range(storage, (), after, None, Order::Ascending);
    let of = |period: u32| -> StdResult<PeriodResponse> {
        let window = Window {
            first: period,
            end: period.saturating_add(1),
            full: true,
        };
        Ok(PeriodResponse {
            period,
            from: calendar.from(period),
            until: calendar.until(period),
            figures: figures(storage, window).map_err(plain)?,
        })
    };
    let periods = known
        .take(page(limit))
        .map(|record| record.and_then(|(period, _)| of(period)));

    Ok(PeriodsResponse {
        over: calendar.over(now),
        periods: periods.collect::<StdResult<_>>()?,
    })
}

/// What is owed to an account.
pub fn account(storage: &dyn Storage, now: u64, address: &Addr) -> StdResult<AccountResponse> {
    let calendar = CONFIG.load(storage)?.terms.calendar;
    let account = ACCOUNTS.may_load(storage, address)?.unwrap_or_default();
    let credit = account.credit.as_of(calendar.over(now)).map_err(plain)?;

    Ok(AccountResponse {
        due: credit.due,
        held: credit.latest.checked_add(credit.before)?,
        next: credit.next(calendar),
        paid: account.paid,
        received: account.received,
        excluded: EXCLUDED.has(storage, address),
    })
}

/// Whether payees can be paid.
pub fn solvency(deps: Deps, env: &Env) -> StdResult<SolvencyResponse> {
    let denom = CONFIG.load(deps.storage)?.denom;
    let balance = deps.querier.query_balance(&env.contract.address, denom)?;

    Ok(SolvencyResponse {
        owed: OWED.load(deps.storage)?,
        balance: balance.amount,
    })
}

/// An error of the contract in the type of queries.
fn plain(error: impl ToString) -> StdError {
    StdError::generic_err(error.to_string())
}
