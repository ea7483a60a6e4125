//! Every key of the contract. All records are packed; others read `reading`.
//!
//! A report reads `feed`, `tip` and whether it is the first of its reporter, and writes `report`. The
//! first one of a period writes `tip` too, and what was over: `total`, `reading`.

use cosmwasm_std::{Addr, Storage, Uint64};
use milegate_api::oracle::ConfigResponse;
use milegate_api::pack_fields;
use milegate_api::packed::{PackedItem, PackedMap};
use milegate_core::oracle::{Feed, Report, Total};

use crate::ContractError;

/// `config`: plan and governance. Written at birth.
pub const CONFIG: PackedItem<ConfigResponse> = PackedItem::new("config");

/// `feed` / name -> its terms. Written at birth and by `add_feed`, never changed.
pub const FEEDS: PackedMap<&str, Feed<Addr>> = PackedMap::new("feed");

/// `tip` / feed -> how far it is closed, and the reporters of the period after that. Absent until the
/// first report. Written when periods are closed, and by the first report of a period.
pub const TIPS: PackedMap<&str, Tip> = PackedMap::new("tip");

/// `report` / feed, period, reporter -> what he said and weighs. Written by `report`, never changed.
pub const REPORTS: PackedMap<(&str, u32, &Addr), Report> = PackedMap::new("report");

/// `total` / feed, period -> its value, and what all values up to it come to. Absent for gaps. Written
/// when the period is closed, never changed.
pub const TOTALS: PackedMap<(&str, u32), Total> = PackedMap::new("total");

/// `reading` / feed -> what each window came to at the end of the last closed period. Written when
/// periods are closed.
pub use milegate_api::oracle::raw::READINGS;

/// How far a feed is closed.
#[derive(Clone, Copy, Default)]
pub struct Tip {
    /// Periods that are closed; the number of the next.
    pub closed: u32,
    /// The reporters of the next, once one of them has reported.
    pub sitting: Option<Sitting>,
}

/// The group as it was when a period's first report came.
#[derive(Clone, Copy)]
pub struct Sitting {
    /// The block at whose start weights are read.
    pub height: u64,
    /// What all members weighed.
    pub total: Uint64,
}

pack_fields!(Tip { closed, sitting });
pack_fields!(Sitting { height, total });

/// The terms of a feed, and how far it is closed.
pub fn load(storage: &dyn Storage, name: &str) -> Result<(Feed<Addr>, Tip), ContractError> {
    let feed = FEEDS.may_load(storage, name)?;
    let feed = feed.ok_or_else(|| ContractError::UnknownFeed {
        feed: name.to_string(),
    })?;
    let tip = TIPS.may_load(storage, name)?.unwrap_or_default();

    Ok((feed, tip))
}
