//! Grants change hands, stakes change, proposals run, close and end, and somebody quarrels.

use cosmwasm_std::Addr;
use milegate_api::milestones::{ExecuteMsg as ToMilestones, Stage};
use milegate_api::stake::ExecuteMsg as ToStake;
use milegate_api::vesting::ChangeKind;
use milegate_tests::governance::{DEPOSIT, WEIGHT};
use milegate_tests::suite::{grant, selling, tok};

use super::super::ghost::{Ghost, Kind};
use super::{Life, PEOPLE};

impl Life {
    /// A grant is planted on somebody, or sold to him; whatever the vault says.
    pub(super) fn change_hands(&mut self) -> Option<usize> {
        let who = self.pick();
        if self.rng.one_in(2) {
            let schedule = *self.rng.pick(&["core", "serving"]);
            self.plant(who, schedule);
            return None;
        }
        let grant = *self.rng.pick(&["ana", "ben", "cid", "dan", "eve"]);
        let owner: Addr = self.suite.grant(grant).owner;
        let mut owners = PEOPLE.iter().chain(&["cid", "dan", "eve"]);
        if let Some(owner) = owners.find(|name| self.suite.at(name) == owner) {
            let sale = selling(who);
            if self.suite.announce(owner, grant, sale).is_ok() {
                let kind = ChangeKind::Owner;
                drop(self.suite.carry_out(who, grant, kind));
            }
        }
        None
    }

    pub(super) fn plant(&mut self, who: &str, schedule: &str) {
        self.planted += 1;
        let mut planted = grant(&format!("planted{}", self.planted), schedule, 1);
        planted.owner = self.suite.at(who).into();
        drop(self.suite.assign("hirer", "team", planted));
    }

    /// Somebody gives up what was planted on him, or what he is paid.
    pub(super) fn give_up(&mut self) -> Option<usize> {
        if self.rng.one_in(4) {
            drop(self.suite.decline("custodian", "ben"));
            return None;
        }
        let who = self.pick();
        if self.rng.one_in(2) {
            self.renounces_all(who);
            return None;
        }
        drop(self.suite.renounce(who, "ana"));
        None
    }

    /// Everything that was planted on him.
    pub(super) fn renounces_all(&mut self, who: &str) {
        for number in 1..=self.planted {
            drop(self.suite.renounce(who, &format!("planted{number}")));
        }
    }

    pub(super) fn stake(&mut self) -> Option<usize> {
        let who = self.pick();
        let weight = self.weights.get(who).copied().unwrap_or_default();
        let more = self.rng.one_in(2);
        let count = self.rng.within(1, 60) * 1_000;
        let tokens = u128::from(count) * WEIGHT;
        let fits = more || count <= weight;
        self.does(fits, "stake", |suite| match more {
            true => suite.send(who, "stake", &ToStake::Bond {}, &tok(tokens)),
            false => {
                let tokens = tokens.into();
                suite.send(who, "stake", &ToStake::Unbond { tokens }, &[])
            }
        });
        if fits {
            let after = if more { weight + count } else { weight - count };
            self.weights.insert(who, after);
        }
        None
    }

    /// What passes runs; a testimony, a verdict or rules may still be refused where they go.
    pub(super) fn execute(&mut self) -> Option<usize> {
        let (mut id, mut ghost) = self.one()?;
        let now = self.suite.point();
        let ready = self
            .ghosts
            .iter()
            .position(|g| g.status(now) == "executable");
        if let (Some(place), false) = (ready, self.rng.one_in(3)) {
            (id, ghost) = (place + 1, self.ghosts[place].clone());
        }
        let executable = ghost.status(now) == "executable";
        let before = self.suite.chain.state_hash();
        let answer = self.suite.carry("stranger", id as u64);
        match &answer {
            Ok(_) => {
                assert!(executable, "life {}, {ghost:?}", self.seed);
                self.ghosts[id - 1].end = Some("executed");
                if ghost.kind == Kind::Rules {
                    let rules = self.suite.governance().rules;
                    assert_eq!(rules.revision, self.revision + 1);
                    (self.revision, self.cap) = (rules.revision, rules.proposals as usize);
                }
                self.reach("run");
            }
            Err(refused) => {
                assert_eq!(self.suite.chain.state_hash(), before);
                let sure = executable && ghost.kind == Kind::Pay;
                assert!(!sure, "life {}, {refused}: {ghost:?}", self.seed);
                if executable {
                    self.reach("run in vain");
                }
            }
        }
        Some(id)
    }

    pub(super) fn close(&mut self) -> Option<usize> {
        let (mut id, mut ghost) = self.one()?;
        let now = self.suite.point();
        let over = |ghost: &Ghost| !["voting", "tail"].contains(&ghost.status(now));
        let can = |ghost: &Ghost| over(ghost) && !ghost.closed && ghost.kind != Kind::Dispute;
        if let (Some(place), true) = (self.ghosts.iter().position(can), self.rng.one_in(2)) {
            (id, ghost) = (place + 1, self.ghosts[place].clone());
        }
        let fits = can(&ghost);
        let before = self.suite.bonds(ghost.proposer);
        self.does(fits, "close", |suite| suite.close("stranger", id as u64));
        let returned = self.suite.bonds(ghost.proposer) - before;
        if fits {
            let lost = ghost.status(now) == "rejected" && ghost.is_vetoed();
            let wanted = if lost { 0 } else { DEPOSIT };
            assert_eq!(returned, wanted, "life {}, {ghost:?}", self.seed);
            self.ghosts[id - 1].closed = true;
            self.reach(if lost { "deposit lost" } else { "closed" });
        }
        Some(id)
    }

    pub(super) fn cancel(&mut self) -> Option<usize> {
        let (id, ghost) = self.one()?;
        let status = ghost.status(self.suite.point());
        let alive = ["voting", "tail", "passed", "executable"].contains(&status);
        let fits = alive && ghost.kind != Kind::Dispute;
        self.does(fits, "cancel", |suite| suite.stop("guardian", id as u64));
        if fits {
            self.ghosts[id - 1].end = Some("cancelled");
        }
        Some(id)
    }

    /// `volume` is attested and challenged, as far as it goes; then somebody opens its dispute.
    pub(super) fn quarrel(&mut self) -> Option<usize> {
        for who in ["carol", "dora"] {
            drop(self.suite.attest(who, "volume", "members"));
        }
        drop(self.suite.challenge("volume"));
        if self.rng.one_in(3) {
            let milestone = "volume".into();
            let msg = ToMilestones::Conclude { milestone };
            drop(self.suite.tell_milestones("stranger", &msg));
        }
        let milestone = self.suite.milestone("volume");
        let disputed = matches!(milestone.stage, Stage::Disputed { .. });
        let fits = disputed && !self.disputed.contains(&milestone.round);
        let ghost = self.opening(Kind::Dispute, "stranger");
        self.does(fits, "dispute", |suite| suite.dispute("stranger", "volume"));
        fits.then(|| {
            self.disputed.insert(milestone.round);
            self.ghosts.push(ghost);
            self.ghosts.len()
        })
    }
}
