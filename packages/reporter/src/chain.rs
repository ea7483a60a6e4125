//! The chain, as a reporter sees it.

use cosmwasm_std::{Addr, Uint128};
use milegate_api::oracle::{ExecuteMsg, FeedResponse, QueryMsg, ReportsResponse};
use serde::de::DeserializeOwned;

/// When a chain answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The chain's id.
    pub chain: String,
    /// Block time, Unix seconds.
    pub time: u64,
}

/// Why a chain did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// Nothing was done; it may be asked again.
    #[error("the chain does not answer: {reason}")]
    Unreachable {
        /// What happened.
        reason: String,
    },
    /// A transaction was sent, and nobody knows whether it was or will be executed.
    #[error("the transaction was sent, what became of it is not known: {reason}")]
    Unsure {
        /// What happened.
        reason: String,
    },
    /// The chain, or the contract, refuses. Asking again changes nothing.
    #[error("refused by the chain: {reason}")]
    Refused {
        /// Its words.
        reason: String,
    },
}

/// A transaction that was executed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its hash, if it has one.
    pub tx: Option<String>,
}

/// What a reporter needs of a chain.
pub trait OracleChain {
    /// Who reports.
    fn reporter(&self) -> Addr;

    /// Which chain it is, and its time.
    fn moment(&self) -> Result<Moment, ChainError>;

    /// Answer of an oracle: JSON.
    fn ask(&self, oracle: &Addr, question: &QueryMsg) -> Result<Vec<u8>, ChainError>;

    /// Sends a report, signed by the reporter, and waits until it is executed.
    fn submit(&mut self, oracle: &Addr, report: &ExecuteMsg) -> Result<Sent, ChainError>;

    /// Terms of a feed, and the period that runs.
    fn feed(&self, oracle: &Addr, feed: &str) -> Result<FeedResponse, ChainError> {
        let feed = feed.into();
        read(oracle, &self.ask(oracle, &QueryMsg::Feed { feed })?)
    }

    /// What the reporter has reported in a period.
    fn reported(
        &self,
        oracle: &Addr,
        feed: &str,
        period: u32,
    ) -> Result<Option<Uint128>, ChainError> {
        let me = self.reporter();
        let mut start_after = None;
        loop {
            let question = QueryMsg::Reports {
                feed: feed.into(),
                period: Some(period),
                start_after,
                limit: None,
            };
            let page: ReportsResponse = read(oracle, &self.ask(oracle, &question)?)?;
            let Some(last) = page.reports.last() else {
                return Ok(None);
            };
            if let Some(mine) = page.reports.iter().find(|report| report.reporter == me) {
                return Ok(Some(mine.value));
            }
            start_after = Some(last.reporter.to_string());
        }
    }
}

fn read<T: DeserializeOwned>(oracle: &Addr, answer: &[u8]) -> Result<T, ChainError> {
    serde_json::from_slice(answer).map_err(|e| ChainError::Refused {
        reason: format!("{oracle} does not answer as an oracle does: {e}"),
    })
}
