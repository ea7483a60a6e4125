//! What `milegate simulate` leaves of a run on the embedded chain.

use std::collections::BTreeSet;
use std::process::Command;

use cosmwasm_std::{CosmosMsg, Empty, Event, Timestamp};
use serde::Deserialize;

use crate::localnet::artifacts;
use crate::{Home, milegate};

/// A run.
#[derive(Deserialize)]
pub struct Embedded {
    /// Every transaction, in order.
    pub log: Vec<Record>,
}

/// A transaction of it.
#[derive(Deserialize)]
pub struct Record {
    /// Height of the block.
    pub height: u64,
    /// Time of the block.
    pub time: Timestamp,
    /// Who signed.
    pub sender: String,
    /// What was asked.
    pub messages: Vec<CosmosMsg<Empty>>,
    /// What happened; empty if refused.
    pub events: Vec<Event>,
    /// What it cost.
    pub gas_used: u64,
    /// Why it was refused.
    pub error: Option<String>,
}

impl Embedded {
    /// Plays a scenario with the command line, as people do.
    pub fn play(home: &Home, scenario: &str) -> Self {
        let out = home.path("out");
        let output = Command::new(milegate())
            .arg("simulate")
            .arg(home.file())
            .arg("--scenario")
            .arg(home.path(scenario))
            .arg("--out")
            .arg(&out)
            .env("MILEGATE_ARTIFACTS", artifacts())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "milegate simulate: {said}");
        let state = std::fs::read(out.join("chain.state")).unwrap();
        serde_json::from_slice(&state).unwrap()
    }

    /// Everybody who signs.
    pub fn senders(&self) -> BTreeSet<&str> {
        self.log
            .iter()
            .map(|record| record.sender.as_str())
            .collect()
    }
}
