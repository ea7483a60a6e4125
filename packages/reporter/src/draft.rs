//! What a report would say: read from the chain and the sources, written nowhere.

use cosmwasm_std::{Addr, Uint128};
use milegate_api::oracle::{FeedResponse, Running};
use milegate_fetch::Fetcher;
use tracing::info;

use crate::chain::{Moment, OracleChain};
use crate::document::{Document, Heard, SCHEMA};
use crate::error::ReportError;
use crate::gather::gather;
use crate::journal::Key;
use crate::sources::Sources;

/// What would be reported: nothing is written, nobody is told.
pub fn dry_run(sources: &Sources, chain: &dyn OracleChain) -> Result<Document, ReportError> {
    let oracle = Addr::unchecked(&sources.oracle);
    let moment = chain.moment()?;
    let feed = chain.feed(&oracle, &sources.feed)?;
    let key = Key {
        chain: moment.chain.clone(),
        oracle: sources.oracle.clone(),
        feed: sources.feed.clone(),
        reporter: chain.reporter().into_string(),
        period: running(&feed, &moment)?.period,
    };
    let heard = gather(&sources.sources, &Fetcher::new());
    document(sources, &key, &feed, heard)
}

pub(crate) fn running<'a>(
    feed: &'a FeedResponse,
    moment: &Moment,
) -> Result<&'a Running, ReportError> {
    let running = feed.running.as_ref();
    running.ok_or_else(|| ReportError::NotStarted {
        feed: feed.terms.name.clone(),
        start: feed.terms.calendar.start,
        now: moment.time,
    })
}

/// The document of what was heard, if enough agree on a value of the feed's scale.
pub(crate) fn document(
    sources: &Sources,
    key: &Key,
    feed: &FeedResponse,
    heard: Vec<Heard>,
) -> Result<Document, ReportError> {
    let terms = &feed.terms;
    let mut document = Document {
        schema: SCHEMA.into(),
        chain: key.chain.clone(),
        oracle: key.oracle.clone(),
        feed: key.feed.clone(),
        unit: terms.unit.clone(),
        decimals: terms.decimals,
        period: key.period,
        reporter: key.reporter.clone(),
        deviation: sources.deviation,
        need: sources.need,
        sources: heard,
        value: Uint128::zero(),
    };
    let settled = document.settle();
    for heard in &document.sources {
        info!("{}", heard.words());
    }
    let (value, min, max) = (document.value, terms.min, terms.max);
    match settled {
        Err(few) => Err(ReportError::TooFew {
            few,
            heard: document.sources,
        }),
        Ok(()) if value < min || value > max => Err(ReportError::OffScale { value, min, max }),
        Ok(()) => Ok(document),
    }
}
