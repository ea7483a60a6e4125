//! One report, step by step.

use std::time::Duration;

use cosmwasm_std::{Addr, HexBinary, Uint128};
use milegate_api::oracle::{Evidence, ExecuteMsg, FeedResponse};
use milegate_fetch::Fetcher;
use serde::Serialize;
use tracing::{info, warn};

use crate::chain::{ChainError, Moment, OracleChain};
use crate::document::{Document, DocumentError};
use crate::draft::{document, running};
use crate::error::ReportError;
use crate::gather::{gather, now};
use crate::journal::{Entry, Key};
use crate::sources::Sources;
use crate::stop::Stop;
use crate::store::{Store, StoreError};

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Done {
    /// The period.
    pub period: u32,
    /// What was reported in it.
    pub value: Uint128,
    /// Whether it was this time.
    pub fresh: bool,
    /// Hash of the transaction, if it is known.
    pub tx: Option<String>,
}

/// A period to report in.
#[derive(Clone, Debug)]
struct Job {
    key: Key,
    feed: FeedResponse,
}

/// What is fixed, and goes to the chain.
#[derive(Clone, Debug)]
struct Prepared {
    value: Uint128,
    digest: String,
    uri: String,
}

/// What is to be done next. Everything before it is on disk or on the chain.
enum Stage {
    Ask,
    Gather(Box<Job>),
    Keep(Box<Job>, Box<Document>),
    Prepare(Box<Job>, Prepared),
    Send(Box<Job>, Prepared),
    Note(Box<Job>, Uint128, Option<String>, bool),
}

/// Reports a feed.
pub struct Reporter<'a, C> {
    /// Its sources.
    pub sources: &'a Sources,
    /// Its chain.
    pub chain: C,
    /// Ends waits.
    pub stop: Stop,
    /// The first wait between two tries; each is twice the one before, up to a minute.
    pub backoff: Duration,
    /// How often a report is sent before it is given up.
    pub tries: u32,
    store: Store,
    fetcher: Fetcher,
    stage: Stage,
}

impl<'a, C: OracleChain> Reporter<'a, C> {
    /// One that goes on where the one before it stopped.
    pub fn open(sources: &'a Sources, chain: C) -> Result<Self, StoreError> {
        Ok(Reporter {
            store: Store::open(&sources.folder, &sources.feed)?,
            sources,
            chain,
            stop: Stop::new(),
            backoff: Duration::from_secs(1),
            tries: 6,
            fetcher: Fetcher::new(),
            stage: Stage::Ask,
        })
    }

    /// The feed as the chain has it, and the chain's time.
    pub fn feed(&self) -> Result<(Moment, FeedResponse), ChainError> {
        let oracle = Addr::unchecked(&self.sources.oracle);
        Ok((
            self.chain.moment()?,
            self.chain.feed(&oracle, &self.sources.feed)?,
        ))
    }

    /// Reports in the period that runs, unless that has been done.
    pub fn once(&mut self) -> Result<Done, ReportError> {
        self.stage = Stage::Ask;
        loop {
            if let Some(done) = self.step()? {
                return Ok(done);
            }
        }
    }

    /// The next step of a report; what came of it after the last.
    pub fn step(&mut self) -> Result<Option<Done>, ReportError> {
        let next = match std::mem::replace(&mut self.stage, Stage::Ask) {
            Stage::Ask => self.ask()?,
            Stage::Gather(job) => self.gather(job)?,
            Stage::Keep(job, document) => self.keep(job, &document)?,
            Stage::Prepare(job, prepared) => self.prepare(job, prepared)?,
            Stage::Send(job, prepared) => self.send(job, &prepared)?,
            Stage::Note(job, value, tx, fresh) => {
                return self.note(&job, value, tx, fresh).map(Some);
            }
        };
        self.stage = next;
        Ok(None)
    }

    /// Asks the chain what runs and what has been reported, and the journal what is prepared.
    fn ask(&self) -> Result<Stage, ReportError> {
        let (moment, feed) = self.feed()?;
        let running = running(&feed, &moment)?;
        let key = self.key(&moment, running.period);
        info!(
            feed = key.feed,
            period = key.period,
            reporters = running.reporters,
            "the period runs"
        );
        let job = Box::new(Job { key, feed });
        if let Some(value) = self.reported(&job.key)? {
            return Ok(Stage::Note(job, value, None, false));
        }
        match self.store.journal.last(&job.key) {
            Some(Entry::Prepared {
                value, digest, uri, ..
            }) if self.store.holds(digest) => {
                info!(%value, digest, "prepared before: the same report is sent");
                let prepared = Prepared {
                    value: *value,
                    digest: digest.clone(),
                    uri: uri.clone(),
                };
                Ok(Stage::Send(job, prepared))
            }
            _ => Ok(Stage::Gather(job)),
        }
    }

    fn gather(&self, job: Box<Job>) -> Result<Stage, ReportError> {
        let heard = gather(&self.sources.sources, &self.fetcher);
        let document = document(self.sources, &job.key, &job.feed, heard)?;
        Ok(Stage::Keep(job, Box::new(document)))
    }

    fn keep(&self, job: Box<Job>, document: &Document) -> Result<Stage, ReportError> {
        let digest = self.store.keep(&document.bytes()?)?;
        info!(digest, path = %self.store.path(&digest).display(), "evidence kept");
        let prepared = Prepared {
            value: document.value,
            uri: format!("{}{digest}.json", self.sources.uri),
            digest,
        };
        Ok(Stage::Prepare(job, prepared))
    }

    fn prepare(&mut self, job: Box<Job>, prepared: Prepared) -> Result<Stage, ReportError> {
        self.store.journal.append(Entry::Prepared {
            key: job.key.clone(),
            value: prepared.value,
            digest: prepared.digest.clone(),
            uri: prepared.uri.clone(),
            time: now(),
        })?;
        Ok(Stage::Send(job, prepared))
    }

    /// Sends the report until the chain has it. Before every further try the chain is asked whether
    /// it has.
    fn send(&mut self, job: Box<Job>, prepared: &Prepared) -> Result<Stage, ReportError> {
        let Key { feed, period, .. } = job.key.clone();
        let report = ExecuteMsg::Report {
            feed,
            period,
            value: prepared.value,
            evidence: Evidence {
                uri: prepared.uri.clone(),
                digest: hex(&prepared.digest)?,
            },
        };
        let oracle = Addr::unchecked(&self.sources.oracle);
        let mut wait = self.backoff;
        let mut tries = 0;
        loop {
            tries = u32::saturating_add(tries, 1);
            let last = match self.chain.submit(&oracle, &report) {
                Ok(sent) => return Ok(Stage::Note(job, prepared.value, sent.tx, true)),
                Err(error) => error,
            };
            warn!(%last, tries, "not reported");
            match self.reported(&job.key) {
                Ok(Some(value)) => return Ok(Stage::Note(job, value, None, true)),
                // What the chain refuses it refuses again.
                _ if matches!(last, ChainError::Refused { .. }) => return Err(last.into()),
                _ if tries >= self.tries => return Err(ReportError::GivenUp { tries, last }),
                Ok(None) | Err(_) => {}
            }
            if !self.stop.wait(wait) {
                return Err(ReportError::Stopped { period });
            }
            wait = wait.saturating_mul(2).min(Duration::from_secs(60));
            let moment = self.chain.moment();
            if moment.is_ok_and(|moment| moment.time >= job.feed.terms.calendar.until(period)) {
                return Err(ReportError::Over { period });
            }
        }
    }

    fn note(
        &mut self,
        job: &Job,
        value: Uint128,
        tx: Option<String>,
        fresh: bool,
    ) -> Result<Done, ReportError> {
        let key = job.key.clone();
        let period = key.period;
        if !matches!(self.store.journal.last(&key), Some(Entry::Reported { .. })) {
            self.store.journal.append(Entry::Reported {
                key,
                value,
                tx: tx.clone(),
                time: now(),
            })?;
        }
        info!(period, %value, fresh, "reported");
        Ok(Done {
            period,
            value,
            fresh,
            tx,
        })
    }

    fn reported(&self, key: &Key) -> Result<Option<Uint128>, ChainError> {
        let oracle = Addr::unchecked(&key.oracle);
        self.chain.reported(&oracle, &key.feed, key.period)
    }

    fn key(&self, moment: &Moment, period: u32) -> Key {
        Key {
            chain: moment.chain.clone(),
            oracle: self.sources.oracle.clone(),
            feed: self.sources.feed.clone(),
            reporter: self.chain.reporter().into_string(),
            period,
        }
    }
}

fn hex(digest: &str) -> Result<HexBinary, ReportError> {
    let bytes = HexBinary::from_hex(digest).map_err(|e| DocumentError::Form {
        reason: e.to_string(),
    })?;
    Ok(bytes)
}
