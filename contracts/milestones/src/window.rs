//! What a feed leaf asks of an oracle.

use cosmwasm_std::{Addr, QuerierWrapper, StdError, StdResult};
use milegate_api::oracle::raw;
use milegate_core::milestone::{Evidence, WitnessKind};
use milegate_core::oracle::Reading;

use crate::{ContractError, group};

/// Schema of the evidence of a window.
const SCHEMA: &str = "milegate/feed/1";

/// The oracle's latest reading of a feed leaf's window: one raw read. None while the feed is younger
/// than the window, and of any other leaf.
pub fn reading(querier: &QuerierWrapper, kind: &WitnessKind<Addr>) -> StdResult<Option<Reading>> {
    match kind {
        WitnessKind::Feed {
            oracle,
            feed,
            window,
            ..
        } => raw::reading(querier, oracle, feed, *window),
        _ => Ok(None),
    }
}

/// Where the reading is, what was asked of it, and what it came to; the digest is the reading's.
pub fn evidence(kind: &WitnessKind<Addr>, reading: Option<Reading>) -> StdResult<Evidence> {
    let (
        WitnessKind::Feed {
            oracle,
            measure,
            target,
            ..
        },
        Some(reading),
    ) = (kind, reading)
    else {
        return Err(StdError::generic_err("nothing to observe"));
    };

    Ok(Evidence {
        schema: SCHEMA.to_string(),
        uri: oracle.to_string(),
        digest: raw::digest(&reading),
        metric: kind.asks(),
        value: measure.value(&reading, *target),
    })
}

/// At birth the oracle answers both ways in which it is asked, has registered what is named, and
/// nobody but governance can change its code.
pub fn check(
    querier: &QuerierWrapper,
    witness: &str,
    kind: &WitnessKind<Addr>,
    governance: Option<&Addr>,
) -> Result<(), ContractError> {
    let WitnessKind::Feed {
        oracle,
        feed,
        window,
        registered,
        ..
    } = kind
    else {
        return Ok(());
    };
    let answer = raw::window(querier, oracle, feed, *window, None)?;
    if answer.window != *registered {
        return Err(ContractError::OtherWindow {
            witness: witness.to_string(),
            oracle: oracle.clone(),
            window: answer.window,
        });
    }
    reading(querier, kind)?;
    match group::migrator(querier, oracle)? {
        Some(admin) if governance.is_none_or(|governance| governance.as_str() != admin) => {
            Err(ContractError::OracleAdmin {
                witness: witness.to_string(),
                oracle: oracle.clone(),
                admin,
            })
        }
        _ => Ok(()),
    }
}
