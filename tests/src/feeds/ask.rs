//! What tests ask an oracle.

use cosmwasm_std::{Addr, Empty};
use cw_storage_plus::Map;
use embedded_chain::Refused;
use milegate_api::oracle::{
    FeedResponse, PeriodsResponse, QueryMsg, ReadingResponse, ReportsResponse,
};
use milegate_api::packed::Packed;
use milegate_core::oracle::Reading;
use serde::de::DeserializeOwned;

use super::{BEGINS, FEED, Feeds};
use crate::suite::{DAY, address};

impl Feeds {
    /// The address of a person, the contract (`oracle`) or its `group`.
    pub fn at(&self, who: &str) -> Addr {
        match who {
            "oracle" => self.oracle.clone(),
            "group" => self.group.clone(),
            _ => Addr::unchecked(address(who)),
        }
    }

    /// The block transactions run in.
    pub fn height(&self) -> u64 {
        self.chain.block().height
    }

    /// Block time.
    pub fn now(&self) -> u64 {
        self.chain.block().time.seconds()
    }

    /// The period that runs by the defaults' calendar; 0 before it begins.
    pub fn period(&self) -> u32 {
        let passed = self.now().saturating_sub(BEGINS) / DAY;
        u32::try_from(passed).expect("a period")
    }

    /// Asks the oracle.
    pub fn try_ask<T: DeserializeOwned>(&self, question: &QueryMsg) -> Result<T, Refused> {
        self.chain.query(&self.oracle, question)
    }

    /// Asks the oracle, which answers.
    pub fn ask<T: DeserializeOwned>(&self, question: &QueryMsg) -> T {
        self.try_ask(question).expect("the oracle answers")
    }

    /// Where the feed stands.
    pub fn feed(&self) -> FeedResponse {
        self.ask(&QueryMsg::Feed { feed: FEED.into() })
    }

    /// What a window comes to, with what was registered.
    pub fn window(&self, window: u8, at: Option<u32>) -> ReadingResponse {
        self.ask(&QueryMsg::Window {
            feed: FEED.into(),
            window,
            at,
        })
    }

    /// What a window comes to.
    pub fn reading(&self, window: u8, at: Option<u32>) -> Option<Reading> {
        self.window(window, at).reading
    }

    /// What the raw record says of all windows.
    pub fn raw(&self) -> Option<Vec<Reading>> {
        let readings: Map<&str, Empty> = Map::new("reading");
        let record = self.chain.query_raw(&self.oracle, &readings.key(FEED));
        record.map(|bytes| {
            let mut rest = bytes.as_slice();
            let readings = Packed::unpack(&mut rest).expect("a record");
            assert!(rest.is_empty(), "a record that goes on");
            readings
        })
    }

    /// Reports of a period, the running one if none: who and what.
    pub fn reports(&self, period: Option<u32>) -> Vec<(Addr, u128)> {
        let answer: ReportsResponse = self.ask(&QueryMsg::Reports {
            feed: FEED.into(),
            period,
            start_after: None,
            limit: Some(30),
        });
        let reports = answer.reports.into_iter();
        reports
            .map(|report| (report.reporter, report.value.u128()))
            .collect()
    }

    /// Periods that have a value, after one: their numbers and values.
    pub fn values(&self, start_after: Option<u32>, limit: Option<u32>) -> Vec<(u32, u128)> {
        let answer: PeriodsResponse = self.ask(&QueryMsg::Periods {
            feed: FEED.into(),
            start_after,
            limit,
        });
        let periods = answer.periods.into_iter();
        periods
            .map(|period| (period.period, period.value.u128()))
            .collect()
    }
}
