use cosmwasm_std::{Addr, Response, Storage};
use milegate_api::governance::Event;

use crate::ContractError;
use crate::state::PAYEES;

pub fn accept_payments(storage: &mut dyn Storage, payee: Addr) -> Result<Response, ContractError> {
    if PAYEES.has(storage, &payee) {
        return Err(ContractError::AlreadyAccepts { payee });
    }

    PAYEES.save(storage, &payee, &true);
    Ok(Response::new().add_event(Event::PaymentsAccepted {
        payee: payee.into_string(),
    }))
}
