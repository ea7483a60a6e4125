//! An adapter whose price a leaf of `listing` names, as it would name a feed of an oracle.

use cosmwasm_std::{Addr, Empty, Uint128};
use embedded_chain::Chain;
use milegate_api::adapter::{ConfigResponse, ExecuteMsg, QueryMsg};
use milegate_core::milestone::{Measure, Witness, WitnessKind};

use super::{Answer, Builder, DAY, START, Suite, TARGET, of};
use crate::feeds::window;
use crate::sampled::{E18, band, rate, store, terms};

fn found(chain: &mut Chain, deployer: &Addr) -> Vec<(&'static str, Addr, Witness<String>)> {
    let source = chain.store_native(band());
    let born = chain.instantiate(deployer, source, &Empty {}, &[], "band", None);
    let band = born.expect("a source").0;
    let now = chain.block().time.seconds();
    let said = chain.execute(deployer, &band, &rate(E18 * TARGET, now, now), &[]);
    said.expect("it obeys");
    let mut msg = terms(&band);
    msg.feed.decimals = 0;
    msg.feed.calendar.start = START;
    msg.feed.windows = vec![window(3, Some(TARGET), 1)];
    let code = store(chain);
    let born = chain.instantiate(deployer, code, &msg, &[], "adapter", None);
    let adapter = born.expect("an adapter").0;
    let kind = WitnessKind::Feed {
        oracle: adapter.to_string(),
        feed: "price".into(),
        window: 0,
        registered: window(3, Some(TARGET), 1),
        measure: Measure::Mean,
        target: Uint128::new(TARGET),
        observations: 2,
    };
    let leaf = Witness {
        name: "price".into(),
        kind,
    };
    vec![("adapter", adapter, leaf)]
}

impl Builder {
    /// `listing` takes the auditor's word or what an adapter's price comes to: a mean of at least 500
    /// over three days, two of which have a value.
    pub fn sampled(self) -> Self {
        self.looking_at(found).milestones(|msg| {
            msg.milestones[0].policy = of(1, &["auditor", "price"]);
        })
    }
}

impl Suite {
    /// One day after another has this price, sampled in four of six slots, 0 being a day without
    /// samples; the adapter closes the last.
    pub fn priced_at(&mut self, prices: &[u128]) {
        let adapter = self.at("adapter");
        let config: ConfigResponse = self
            .chain
            .query(&adapter, &QueryMsg::Config {})
            .expect("an answer");
        let (band, stranger) = (config.feed.group, self.at("stranger"));
        for price in prices {
            let day = START + (self.now() - START) / DAY * DAY;
            for slot in 0..4 {
                self.until((day + slot * DAY / 6).max(self.now()));
                if *price == 0 {
                    continue;
                }
                let said = rate(price * E18, self.now(), self.now());
                let said = self.chain.execute(&stranger, &band, &said, &[]);
                said.expect("it obeys");
                let sampled = self.tell_adapter(&ExecuteMsg::Sample {});
                sampled.expect("a sample is taken");
            }
            self.until(day + DAY);
        }
        let closed = self.tell_adapter(&ExecuteMsg::Advance {});
        closed.expect("a day is over");
    }

    fn tell_adapter(&mut self, msg: &ExecuteMsg) -> Answer {
        self.send("stranger", "adapter", msg, &[])
    }
}
