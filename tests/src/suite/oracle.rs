//! An oracle with a feed of daily volumes, that a leaf of `listing` names.

use cosmwasm_std::{Addr, Empty, HexBinary, Uint128};
use cw_storage_plus::Map;
use embedded_chain::{Chain, Code};
use milegate_api::common::PlanRef;
use milegate_api::oracle::{ExecuteMsg, InstantiateMsg};
use milegate_core::milestone::{Measure, Witness, WitnessKind};
use milegate_core::oracle::{Calendar, Feed};
use serde_json::json;

use super::{Answer, Builder, DAY, START, Suite, address, of, puppet};
use crate::feeds::{self, FEED, REPORTERS, evidence, window};

/// What the feed's leaf asks for.
pub const TARGET: u128 = 500;

/// Volumes of three days, and of five, from the milestones' start on.
fn volumes(group: &Addr) -> Feed<String> {
    Feed {
        calendar: Calendar {
            start: START,
            period: DAY,
        },
        windows: vec![window(3, Some(TARGET), 1), window(5, None, 2)],
        ..feeds::feed(FEED, group)
    }
}

/// An oracle whose five reporters nobody changes, and which nobody migrates unless `admin` does.
pub(super) fn found(chain: &mut Chain, deployer: &Addr, group: Code, admin: Option<&Addr>) -> Addr {
    let member = |who| json!({ "addr": address(who), "weight": 1 });
    let members = REPORTERS.map(member);
    let terms = json!({ "admin": null, "members": members });
    let (group, _) = chain
        .instantiate(deployer, group, &terms, &[], "reporters", None)
        .expect("a group");
    let msg = InstantiateMsg {
        plan: PlanRef {
            name: "canonical".into(),
            digest: HexBinary::from([7; 32]),
        },
        governance: None,
        feeds: vec![volumes(&group)],
    };
    let code = feeds::store(chain);
    let (oracle, _) = chain
        .instantiate(deployer, code, &msg, &[], "oracle", admin)
        .expect("an oracle");
    oracle
}

/// Where an oracle keeps what others read.
fn record_of(feed: &str) -> Vec<u8> {
    let readings: Map<&str, Empty> = Map::new("reading");
    readings.key(feed).to_vec()
}

/// A mean of at least 500 over three days, two of which have a value.
pub(super) fn leaf(oracle: &Addr) -> Witness<String> {
    let kind = WitnessKind::Feed {
        oracle: oracle.to_string(),
        feed: FEED.into(),
        window: 0,
        registered: window(3, Some(TARGET), 1),
        measure: Measure::Mean,
        target: Uint128::new(TARGET),
        observations: 2,
    };
    Witness {
        name: "volume".into(),
        kind,
    }
}

impl Builder {
    /// `listing` takes the auditor's word or what the oracle's feed comes to.
    pub fn fed(self) -> Self {
        self.with_oracle().milestones(|msg| {
            msg.milestones[0].policy = of(1, &["auditor", "volume"]);
        })
    }

    /// The same with another measure, and a target and observations of its own.
    pub fn measured(self, of: Measure, least: u128, values: u32) -> Self {
        self.fed().leaf(move |kind| {
            if let WitnessKind::Feed {
                measure,
                target,
                observations,
                ..
            } = kind
            {
                (*measure, *target, *observations) = (of, least.into(), values);
            }
        })
    }

    /// Changes what the feed's leaf names.
    pub fn leaf(self, change: impl FnOnce(&mut WitnessKind<String>) + 'static) -> Self {
        self.milestones(|msg| {
            let mut leaves = msg.milestones[0].witnesses.iter_mut();
            let leaf = leaves.find(|leaf| leaf.name == "volume");
            change(&mut leaf.expect("a feed's leaf").kind);
        })
    }
}

impl Suite {
    /// As many reporters as there are values report in turn to the day that runs.
    pub fn volumes(&mut self, values: &[u128]) {
        let period = u32::try_from((self.now() - START) / DAY).expect("a day");
        for (who, value) in REPORTERS.into_iter().zip(values) {
            let report = ExecuteMsg::Report {
                feed: FEED.into(),
                period,
                value: Uint128::new(*value),
                evidence: evidence(),
            };
            let sent = self.send(who, "oracle", &report, &[]);
            sent.expect("a report is taken");
        }
    }

    /// One day after another comes to these volumes, 0 being a day without reports; the oracle
    /// closes the last.
    pub fn days_of(&mut self, volumes: &[u128]) {
        for volume in volumes {
            if *volume > 0 {
                self.volumes(&[*volume; 3]);
            }
            let passed = (self.now() - START) / DAY;
            self.until(START + (passed + 1) * DAY);
        }
        self.advance_feed("stranger").expect("a day is over");
    }

    /// The raw record of the feed's windows.
    pub fn readings(&self) -> Vec<u8> {
        let record = self.chain.query_raw(&self.at("oracle"), &record_of(FEED));
        record.expect("a period is closed")
    }

    /// Whoever may give the oracle other code does, and that writes this as the feed's record.
    pub fn oracle_keeps(&mut self, record: &[u8]) {
        let oracle = self.at("oracle");
        let info = self.chain.contract_info(&oracle).expect("an oracle");
        let keeper = Addr::unchecked(info.admin.expect("an admin"));
        let hostile = self.chain.store_native(puppet::contract());
        let moved = self.chain.migrate(&keeper, &oracle, hostile, &Empty {});
        moved.expect("the admin may");
        let put = puppet::Put {
            key: record_of(FEED).into(),
            value: record.into(),
        };
        let put = self.chain.execute(&keeper, &oracle, &put, &[]);
        put.expect("a puppet obeys");
    }

    /// Somebody closes what is over.
    pub fn advance_feed(&mut self, who: &str) -> Answer {
        self.send(
            who,
            "oracle",
            &ExecuteMsg::Advance { feed: FEED.into() },
            &[],
        )
    }

    /// Somebody observes the feed's leaf.
    pub fn observe_feed(&mut self, who: &str) -> Answer {
        self.observe_leaf(who, "volume")
    }
}
