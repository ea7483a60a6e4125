use cosmwasm_std::{Addr, BankMsg, Response, Storage, coins};
use milegate_api::payments::Event;
use milegate_core::payments::{Account, Refusal};

use crate::ContractError;
use crate::state::{ACCOUNTS, CONFIG, OWED};

pub fn withdraw(
    storage: &mut dyn Storage,
    now: u64,
    payee: Addr,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(storage)?;
    let account = ACCOUNTS.may_load(storage, &payee)?.unwrap_or_default();
    let calendar = config.terms.calendar;
    let (credit, amount) = account.credit.withdraw(calendar, payee.as_str(), now)?;
    let owed = OWED.load(storage)?.checked_sub(amount);
    let owed = owed.map_err(|_| Refusal::OutOfRange {})?;

    ACCOUNTS.save(storage, &payee, &Account { credit, ..account });
    OWED.save(storage, &owed);
    let send = BankMsg::Send {
        to_address: payee.to_string(),
        amount: coins(amount.u128(), config.denom),
    };
    Ok(Response::new()
        .add_message(send)
        .add_event(Event::Withdrawn {
            payee: payee.into_string(),
            amount,
        }))
}
