use cosmwasm_std::{BankMsg, Response, Storage, coins};
use milegate_api::common::Sink;
use milegate_api::milestones::Event;

use crate::ContractError;
use crate::state::{BOOKS, WIRING};

pub fn pay_dues(storage: &mut dyn Storage) -> Result<Response, ContractError> {
    let wiring = WIRING.load(storage)?;

    let (books, dues) = BOOKS.load(storage)?.pay_dues();
    if dues.is_zero() {
        return Err(ContractError::NoDues {});
    }

    BOOKS.save(storage, &books);
    let amount = coins(dues.u128(), wiring.bond_denom);
    let pay = match &wiring.bond_sink {
        Sink::Burn {} => BankMsg::Burn { amount },
        Sink::Account { address } => BankMsg::Send {
            to_address: address.to_string(),
            amount,
        },
    };
    Ok(Response::new().add_message(pay).add_event(Event::DuesPaid {
        sink: wiring.bond_sink.to_string(),
        amount: dues,
    }))
}
