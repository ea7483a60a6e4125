//! The key that other contracts read, and the handles that ask. A golden pins it.
//!
//! One raw read gives everything that is known of a window, and loads no contract. The record is
//! written by the message that closes a period, so it can be behind the clock: [`Reading::stale`]
//! says from when on. Whoever must not be shown an old window refuses one that is stale
//! ([`Reading::is_latest`]); anyone brings it up to date by `advance`.

use cosmwasm_std::{Addr, HexBinary, QuerierWrapper, StdError, StdResult};
use milegate_core::oracle::Reading;
use sha2::{Digest, Sha256};

use super::{QueryMsg, ReadingResponse};
use crate::packed::{Packed, PackedMap};

/// Feed's name -> what each of its windows came to at the end of the last closed period: packed, in
/// the order of the windows. Absent until a period is closed.
pub const READINGS: PackedMap<&str, Vec<Reading>> = PackedMap::new("reading");

/// What a window came to at the end of the last closed period. None while the feed is younger than
/// the window, or is not there; an error if the feed has no such window.
pub fn reading(
    querier: &QuerierWrapper,
    oracle: &Addr,
    feed: &str,
    window: u8,
) -> StdResult<Option<Reading>> {
    let Some(readings) = READINGS.query(querier, oracle, feed)? else {
        return Ok(None);
    };
    let reading = readings.get(usize::from(window));
    let reading =
        reading.ok_or_else(|| StdError::not_found(format!("window {window} of {feed}")))?;

    Ok(Some(*reading).filter(|reading| reading.full))
}

/// SHA-256 of a reading, packed: what the evidence of a feed leaf names. Whoever asks `window` for
/// the period at whose end it was made can recompute it.
pub fn digest(reading: &Reading) -> HexBinary {
    let mut bytes = Vec::new();
    reading.pack(&mut bytes);

    HexBinary::from(<[u8; 32]>::from(Sha256::digest(bytes)))
}

/// What a window comes to now, or came to at the end of a period: a query, never behind the clock.
// Inlined, so that contracts that never ask do not carry its parser: six kilobytes.
#[inline]
pub fn window(
    querier: &QuerierWrapper,
    oracle: &Addr,
    feed: &str,
    window: u8,
    at: Option<u32>,
) -> StdResult<ReadingResponse> {
    let question = QueryMsg::Window {
        feed: feed.to_string(),
        window,
        at,
    };

    querier.query_wasm_smart(oracle, &question)
}
