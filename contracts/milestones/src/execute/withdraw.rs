use cosmwasm_std::{Addr, BankMsg, Response, Storage, coins};
use milegate_api::milestones::Event;

use crate::ContractError;
use crate::state::{BOOKS, CREDITS, WIRING};

pub fn withdraw(storage: &mut dyn Storage, sender: Addr) -> Result<Response, ContractError> {
    let Some(amount) = CREDITS.may_load(storage, &sender)? else {
        return Err(ContractError::NoCredit { address: sender });
    };
    let denom = WIRING.load(storage)?.bond_denom;

    let books = BOOKS.load(storage)?.pay_credit(amount)?;

    BOOKS.save(storage, &books);
    CREDITS.remove(storage, &sender);
    let pay = BankMsg::Send {
        to_address: sender.to_string(),
        amount: coins(amount.u128(), denom),
    };
    Ok(Response::new()
        .add_message(pay)
        .add_event(Event::Withdrawn {
            recipient: sender.into_string(),
            amount,
        }))
}
