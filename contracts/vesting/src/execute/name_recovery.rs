use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use milegate_api::vesting::{ChangeKind, Event};

use super::{live, owned};
use crate::error::{ContractError, Result};
use crate::state::{CHANGES, RECOVERY};

/// Names the address that may recover a grant, or none.
pub fn name_recovery(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    reference: String,
    address: Option<String>,
) -> Result<Response> {
    live(deps.storage)?;
    owned(deps.storage, &info.sender, &reference, "name the recovery")?;
    let address = match address {
        Some(address) => Some(deps.api.addr_validate(&address)?),
        None => None,
    };
    if address.as_ref() == Some(&info.sender) {
        return Err(ContractError::SameHolder {
            grant: reference,
            role: "owner",
            address: info.sender,
        }
        .into());
    }

    match &address {
        Some(address) => RECOVERY.save(deps.storage, &reference, address),
        None => RECOVERY.remove(deps.storage, &reference),
    }
    CHANGES.remove(deps.storage, (&reference, ChangeKind::Recovery.code()));

    Ok(Response::new().add_event(Event::RecoveryNamed {
        grant: reference,
        address: address.map(String::from).unwrap_or_default(),
        time: env.block.time.seconds(),
    }))
}
