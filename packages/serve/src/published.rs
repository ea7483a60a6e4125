use std::collections::BTreeMap;

use cosmwasm_std::{Addr, HexBinary};
use milegate_report::{ChainView, Snapshot, ViewError};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::calendar::calendar;
use crate::supply::Supply;
use crate::unlocks::Unlocks;

const TEXT: &str = "text/plain; charset=utf-8";
const JSON: &str = "application/json";
const CALENDAR: &str = "text/calendar; charset=utf-8";

/// What there is to say of a vault at one block, page by page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Height.
    pub height: u64,
    /// Block time, Unix seconds.
    pub time: u64,
    /// The chain.
    pub chain_id: String,
    /// The pages, by path.
    pub pages: BTreeMap<&'static str, Page>,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its media type.
    pub media: &'static str,
    /// Its text.
    pub body: String,
    /// A tag that changes with the text.
    pub etag: String,
}

impl Page {
    fn new(media: &'static str, body: String) -> Self {
        let hash: [u8; 32] = Sha256::digest(&body).into();
        let short = hash.get(..16).unwrap_or_default();
        let etag = format!("\"{}\"", HexBinary::from(short).to_hex());
        Page { media, body, etag }
    }
}

impl Published {
    /// Paths of all pages, the one about health apart.
    pub const PATHS: [&'static str; 5] = [
        "/circulating",
        "/total",
        "/supply.json",
        "/unlocks.json",
        "/unlocks.ics",
    ];

    /// Reads a vault and says it; the log is not needed.
    pub fn read(view: &dyn ChainView, vault: &Addr) -> Result<Self, ViewError> {
        Ok(Self::of(&Snapshot::without_log(view, vault)?))
    }

    /// What a snapshot says.
    pub fn of(s: &Snapshot) -> Self {
        let (supply, unlocks) = (Supply::of(s), Unlocks::of(s));
        let pages = [
            Page::new(TEXT, supply.circulating.clone()),
            Page::new(TEXT, supply.total.clone()),
            Page::new(JSON, json(&supply)),
            Page::new(JSON, json(&unlocks)),
            Page::new(CALENDAR, calendar(&unlocks)),
        ];
        Published {
            height: s.block.height,
            time: s.block.time,
            chain_id: s.block.chain_id.clone(),
            pages: Self::PATHS.into_iter().zip(pages).collect(),
        }
    }
}

fn json(it: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(it).unwrap_or_default();
    format!("{text}\n")
}
