use cosmwasm_std::{Addr, BankMsg, DepsMut, Env, MessageInfo, Response, StdResult, coins};
use milegate_api::funds;
use milegate_api::payments::Event;
use milegate_core::payments::{Counted, Refusal, limits};

use crate::ContractError;
use crate::history::latest;
use crate::state::{ACCOUNTS, CONFIG, EXCLUDED, OWED, TOTALS};

pub fn pay(
    deps: DepsMut,
    env: &Env,
    info: MessageInfo,
    to: &str,
    memo: Option<String>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let (terms, payer) = (config.terms, info.sender.clone());
    let period = terms.running(env.block.time.seconds())?;
    let amount = funds::amount(&info, &config.denom)?;
    let fee = terms.fee_of(amount)?;
    let payee = deps.api.addr_validate(to)?;
    check_payee(&payer, &payee, &env.contract.address)?;
    let memo = memo.unwrap_or_default();
    if memo.len() > limits::MEMO {
        let bytes = memo.len();
        return Err(Refusal::Memo { bytes }.into());
    }

    let excluded = |who: &Addr| EXCLUDED.has(deps.storage, who);
    let counts = terms.is_enough(amount) && !excluded(&payer) && !excluded(&payee);
    let account = |who: &Addr| -> StdResult<_> {
        Ok(ACCOUNTS.may_load(deps.storage, who)?.unwrap_or_default())
    };
    let (mut paying, mut paid) = (account(&payer)?, account(&payee)?);
    let latest = latest(deps.storage, None)?;
    let counted = counts.then(|| Counted {
        of_payer: paying.pays(period),
        of_payee: paid.receives(period),
    });
    let before = latest.map(|(_, total)| total).unwrap_or_default();
    let total = before.with(period, amount, fee, counted)?;
    let rest = amount
        .checked_sub(fee)
        .map_err(|_| Refusal::OutOfRange {})?;
    paid.credit = paid.credit.with(period, rest)?;
    let owed = OWED.load(deps.storage)?.checked_add(rest);
    let owed = owed.map_err(|_| Refusal::OutOfRange {})?;

    TOTALS.save(deps.storage, period, &total);
    if counts {
        ACCOUNTS.save(deps.storage, &payer, &paying);
    }
    ACCOUNTS.save(deps.storage, &payee, &paid);
    OWED.save(deps.storage, &owed);
    let burn = BankMsg::Burn {
        amount: coins(fee.u128(), config.denom),
    };
    Ok(Response::new().add_message(burn).add_event(Event::Paid {
        payer: payer.into_string(),
        payee: payee.into_string(),
        period,
        amount,
        fee,
        counted: counts,
        due: terms.calendar.until(period.saturating_add(1)),
        memo,
    }))
}

/// A payment changes hands, and can be withdrawn.
fn check_payee(payer: &Addr, payee: &Addr, contract: &Addr) -> Result<(), ContractError> {
    if payee == payer {
        let payer = payer.to_string();
        return Err(Refusal::ToItself { payer }.into());
    }
    if payee == contract {
        return Err(ContractError::ToContract {});
    }

    Ok(())
}
