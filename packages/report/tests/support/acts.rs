//! What can be done in the fake: attest, end, latch, claim.

use cosmwasm_std::Uint64;
use milegate_api::core::Conclusion;
use milegate_api::core::ledger::Gate;
use milegate_api::milestones::Stage;
use milegate_report::dates::DAY;
use milegate_report::ledger::GateState;
use milegate_report::{Event, Tx, TxMessage};

use super::*;

pub type Pairs<'a> = &'a [(&'a str, &'a str)];

pub fn event(ty: &str, contract: Option<&str>, pairs: Pairs) -> Event {
    let own = contract.map(|c| ("_contract_address".to_string(), c.to_string()));
    let rest = pairs.iter().map(|(k, v)| (k.to_string(), v.to_string()));
    Event {
        ty: ty.into(),
        attributes: own.into_iter().chain(rest).collect(),
    }
}

impl Fake {
    pub fn to(&mut self, at: u64) {
        let blocks = at.saturating_sub(self.now.time) / 7;
        self.now.time = at.max(self.now.time);
        self.now.height += blocks.max(1);
    }

    pub fn later(&mut self, seconds: u64) {
        self.to(self.now.time + seconds);
    }

    pub fn tx(
        &mut self,
        sender: &str,
        contract: &str,
        msg: serde_json::Value,
        gas: u64,
        events: Vec<Event>,
    ) {
        self.txs.push(Tx {
            height: self.now.height,
            time: self.now.time,
            sender: sender.into(),
            messages: vec![TxMessage {
                contract: Some(contract.into()),
                msg: msg.to_string(),
                funds: vec![],
            }],
            events,
            gas_used: gas,
            error: None,
        });
    }

    pub fn judge(&mut self, name: &str) -> &mut Judged {
        self.milestones
            .iter_mut()
            .find(|m| m.terms.name == name)
            .expect("a milestone")
    }

    pub fn attest(&mut self, name: &str, witness: &str, who: &str, seq: u64, then: &[&str]) {
        let round = self.judge(name).round.to_string();
        let (as_of, seq) = ((self.now.time - 3 * DAY).to_string(), seq.to_string());
        let digest = hex(0x77).to_hex();
        let pairs = [
            ("milestone", name),
            ("round", &round),
            ("witness", witness),
            ("attestor", who),
            ("sequence", &seq),
            ("as_of", &as_of),
            ("weight", "1"),
            ("sitting", "1"),
            ("schema", "exchange-listing/1"),
            ("uri", "https://evidence.example/a?b=1&c=2"),
            ("digest", &digest),
            ("metric", "median_depth_usd"),
            ("value", "312,000"),
        ];
        let mut events = vec![event("wasm-milestones_attested", Some(JUDGE), &pairs)];
        for ty in then {
            let pairs = [("milestone", name), ("round", round.as_str())];
            events.push(event(&format!("wasm-milestones_{ty}"), Some(JUDGE), &pairs));
        }
        let leaf = self
            .judge(name)
            .leaves
            .iter_mut()
            .find(|l| l.witness == witness)
            .expect("a leaf");
        leaf.attestations += 1;
        leaf.weight += Uint64::new(1);
        leaf.holds = witness == "multisig" || leaf.attestations >= 3;
        self.tx(
            who,
            JUDGE,
            serde_json::json!({ "attest": {} }),
            168_000 + 700 * u64::from(then.len() as u32),
            events,
        );
    }

    pub fn end(&mut self, name: &str, reached: bool) {
        let at = self.now.time;
        let (ty, conclusion) = match reached {
            true => ("reached", Conclusion::Reached { at }),
            false => ("missed", Conclusion::Missed { at }),
        };
        self.judge(name).stage = Stage::Ended { conclusion };
        let pairs = [("milestone", name), ("at", &at.to_string())];
        let events = vec![event(&format!("wasm-milestones_{ty}"), Some(JUDGE), &pairs)];
        self.tx(
            "milegate1anyone",
            JUDGE,
            serde_json::json!({ "conclude": {} }),
            121_000,
            events,
        );
    }

    /// Latches gates and pays every grant what it has.
    pub fn claim_all(&mut self) {
        for i in 0..self.grants.len() {
            let before = self.grants[i].claimed;
            let events = self.pay(i);
            if events.is_empty() {
                continue;
            }
            let g = self.grants[i].clone();
            let gas = 131_000 + ((g.claimed - before) % 700) as u64;
            self.tx(
                &g.payee,
                VAULT,
                serde_json::json!({ "claim": { "grants": [g.name] } }),
                gas,
                events,
            );
        }
    }

    /// Pays a grant what it has; no events if that is nothing.
    pub fn pay(&mut self, i: usize) -> Vec<Event> {
        let g = self.grants[i].clone();
        let vested = self.parts(&g, &self.ends(), self.now.time)[1];
        let amount = vested - g.claimed;
        if amount == 0 {
            return vec![];
        }
        let mut events = self.latch(&g.schedule);
        self.grants[i].claimed = vested;
        let of = |g: &&Grant| self.grants[i].schedule == g.schedule;
        let sum: u128 = self.grants.iter().filter(of).map(|g| g.claimed).sum();
        let (paid, sum, coins) = (
            amount.to_string(),
            sum.to_string(),
            format!("{amount}{DENOM}"),
        );
        let vested = vested.to_string();
        events.push(event(
            "wasm-vesting_claimed",
            Some(VAULT),
            &[
                ("grant", &g.name),
                ("schedule", &g.schedule),
                ("payee", &g.payee),
                ("amount", &paid),
                ("denom", DENOM),
                ("grant_claimed", &vested),
                ("schedule_claimed", &sum),
            ],
        ));
        events.push(event(
            "coin_spent",
            None,
            &[("spender", VAULT), ("amount", &coins)],
        ));
        events.push(event(
            "transfer",
            None,
            &[
                ("recipient", &g.payee),
                ("sender", VAULT),
                ("amount", &coins),
            ],
        ));
        self.balance -= amount;
        events
    }

    pub fn latch(&mut self, schedule: &str) -> Vec<Event> {
        let mut events = Vec::new();
        for i in 0..self.terms(schedule).tranches.len() {
            let key = (schedule.to_string(), i as u32);
            let terms = self.terms(schedule).tranches[i].clone();
            if self.latched.contains_key(&key) || !matches!(terms.gate, Gate::Milestone { .. }) {
                continue;
            }
            let lots: u64 = self
                .grants
                .iter()
                .filter(|g| g.schedule == schedule)
                .map(Grant::alive)
                .sum();
            let index = i.to_string();
            let lost = u128::from(terms.weight.u64()) * u128::from(lots);
            let stated;
            let mut pairs = vec![("schedule", schedule), ("tranche", index.as_str())];
            let at;
            let ty = match self.gate(schedule, i) {
                GateState::Waiting(_) => continue,
                GateState::Open(opens, _) => {
                    at = opens.to_string();
                    pairs.push(("opens_at", &at));
                    "wasm-vesting_gate_opened"
                }
                GateState::Dead(_) => {
                    stated = self.forfeit(schedule, lost);
                    pairs.extend(stated.iter().map(|(k, v)| (*k, v.as_str())));
                    "wasm-vesting_gate_died"
                }
            };
            events.push(event(ty, Some(VAULT), &pairs));
            self.latched.insert(key, true);
        }
        events
    }
}
