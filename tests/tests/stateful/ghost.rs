//! What the chain should be: the oracle's world, three milestones as spec 3 tells them, and the
//! purse of everybody.

use std::collections::{BTreeMap, BTreeSet};

use embedded_chain::TxRecord;
use milegate_core::Point;
use milegate_core::milestone::OnSilence;
use milegate_tests::ghost::{Leaf, Milestone, Money, Refused, Stage, Tree};
use milegate_tests::oracle::{Fate, HeldBack, Holding, Standing, World, standing};
use milegate_tests::suite::{ACTORS, PURSE, START, Suite};
use num_bigint::BigInt;

use super::action::Action;
use super::holders::Holder;
use super::plan;

#[derive(Clone)]
pub struct Ghost {
    pub world: World,
    /// Schedules and their categories, as the world numbers them.
    pub names: Vec<String>,
    pub categories: Vec<&'static str>,
    /// Grants, as the world numbers them.
    pub holders: Vec<Holder>,
    /// Written down as lost, by schedule, and of the reserve: all that was left or nothing.
    pub lost: Vec<u128>,
    pub lapsed: u128,
    /// Who refuses to be named in grants.
    pub refusing: BTreeSet<String>,
    /// Holders in a vault that is none of ours, by milestone.
    pub planted: BTreeMap<String, BTreeSet<String>>,
    /// The height at which somebody's grants of a schedule last rose from none.
    pub since: BTreeMap<(String, String), u64>,
    /// Whose grants of a schedule once fell to none.
    pub freed: BTreeSet<(String, String)>,
    /// Gates written down, by schedule and tranche.
    pub latched: BTreeSet<(usize, usize)>,
    /// Written down as lost and not yet sent, by the vault.
    pub dues: u128,
    pub milestones: BTreeMap<String, Milestone>,
    pub money: Money,
    /// Balances by holder: the vault's asset and the bond denom.
    pub purses: BTreeMap<String, (u128, u128)>,
    pub gifts: (u128, u128),
    pub to_account: bool,
    /// What this step came through.
    pub seen: Vec<&'static str>,
}

fn milestone(name: &str, on_silence: OnSilence) -> Milestone {
    let weights = ["carol", "dora", "emil"]
        .map(|who| (who.to_string(), 1))
        .into();
    let members = || ("members".to_string(), Leaf::Committee(weights, 2));
    let authority = |who: &str| (who.to_string(), Leaf::Authority(who.to_string()));
    let leaf = |name: &str| Tree::Leaf(name.to_string());
    let (leaves, tree) = match name {
        "listing" => (vec![authority("auditor")], leaf("auditor")),
        "volume" => (vec![members()], leaf("members")),
        _ => {
            let leaves = vec![leaf("lender"), leaf("members"), leaf("anyone")];
            let anyone = ("anyone".to_string(), Leaf::Assertion(plan::ASSERTION));
            (
                vec![authority("lender"), members(), anyone],
                Tree::AtLeast(2, leaves),
            )
        }
    };
    Milestone {
        leaves: leaves.into_iter().collect(),
        tree,
        start: START,
        deadline: plan::DEADLINE,
        window: plan::WINDOW,
        last_call: plan::LAST_CALL,
        court_limit: plan::COURT_LIMIT,
        freshness: plan::FRESHNESS,
        court: "court".into(),
        first_bond: plan::BOND,
        bond: plan::BOND,
        bounty: 0,
        on_silence,
        interested: BTreeSet::new(),
        stage: Stage::Open(None),
        round: 1,
        late_falls: 0,
        number: 0,
        words: BTreeMap::new(),
        strikes: BTreeMap::new(),
        sittings: BTreeMap::new(),
        watches: BTreeMap::new(),
        full_windows: Vec::new(),
    }
}

impl Ghost {
    pub fn new(suite: &Suite, on_silence: OnSilence, to_account: bool) -> Ghost {
        let vault: milegate_api::vesting::VaultResponse =
            suite.ask_vault(&milegate_api::vesting::QueryMsg::Vault {});
        let all = milegate_api::vesting::QueryMsg::Schedules {
            start_after: None,
            limit: None,
        };
        let all: milegate_api::vesting::SchedulesResponse = suite.ask_vault(&all);
        let named = |name: &&str| {
            let found = all.schedules.iter().find(|found| found.name == **name);
            found.expect("a schedule").schedule.clone()
        };
        let holding = |&(_, schedule, lots, ..): &(&str, usize, u64, &str, &str, bool)| Holding {
            schedule,
            lots,
            claimed: BigInt::ZERO,
            fate: Fate::Serving,
        };
        let mut purses: BTreeMap<String, (u128, u128)> = ACTORS
            .iter()
            .map(|who| (who.to_string(), (PURSE, PURSE)))
            .collect();
        purses.insert("treasury".into(), (0, 0));
        purses.insert("vault".into(), (suite.funding, 0));
        purses.insert("milestones".into(), (0, 0));
        purses.get_mut("funder").expect("the funder").0 -= suite.funding;
        let holder =
            |&(name, _, _, owner, payee, anyone): &(&str, usize, u64, &str, &str, bool)| {
                Holder::new(name, owner, payee, anyone)
            };
        let mut ghost = Ghost {
            names: plan::SCHEDULES.map(String::from).to_vec(),
            categories: plan::CATEGORIES.to_vec(),
            holders: plan::GRANTS.iter().map(holder).collect(),
            lost: vec![0; plan::SCHEDULES.len()],
            lapsed: 0,
            refusing: BTreeSet::new(),
            planted: BTreeMap::new(),
            since: BTreeMap::new(),
            freed: BTreeSet::new(),
            world: World {
                lot: vault.asset.lot.u64(),
                notice: vault.notice,
                schedules: plan::SCHEDULES.iter().map(named).collect(),
                holdings: plan::GRANTS.iter().map(holding).collect(),
                reserves: vec![HeldBack {
                    lots: plan::RESERVE,
                    expires: plan::EXPIRES,
                }],
                diary: BTreeMap::new(),
                dues_paid: BigInt::ZERO,
            },
            latched: BTreeSet::new(),
            dues: 0,
            milestones: plan::MILESTONES
                .map(|name| (name.to_string(), milestone(name, on_silence)))
                .into(),
            money: Money::default(),
            purses,
            gifts: (0, 0),
            to_account,
            seen: Vec::new(),
        };
        ghost.refresh_interest();
        // The draft's grants are one batch.
        let added = |line: &&TxRecord| {
            let mut events = line.events.iter();
            events.any(|event| event.ty == "wasm-vesting_grant_added")
        };
        let batch = suite.chain.log().iter().find(added).expect("a batch");
        ghost.date(batch.height);
        ghost
    }

    /// Gates of a schedule that are final and not written down: whether each is dead.
    pub fn unwritten(&self, schedule: usize, now: u64) -> Vec<(usize, Standing)> {
        let world = &self.world;
        let tranches = world.schedules[schedule].tranches.iter().enumerate();
        tranches
            .filter(|(_, tranche)| {
                matches!(tranche.gate, milegate_core::ledger::Gate::Milestone { .. })
            })
            .filter(|(index, _)| !self.latched.contains(&(schedule, *index)))
            .map(|(index, tranche)| (index, standing(tranche, &world.diary, world.notice, now)))
            .filter(|(_, standing)| !matches!(standing, Standing::Waiting(_)))
            .collect()
    }

    /// Something of a schedule is lost, and owed to the sink.
    pub fn lose(&mut self, schedule: usize, amount: u128) {
        self.lost[schedule] += amount;
        self.dues += amount;
    }

    pub fn write_down(&mut self, schedule: usize, now: u64) -> usize {
        use milegate_core::ledger::{Gate, IfMissed};
        let gates = self.unwritten(schedule, now);
        for (index, standing) in &gates {
            self.latched.insert((schedule, *index));
            let tranche = &self.world.schedules[schedule].tranches[*index];
            let Gate::Milestone {
                milestone,
                if_missed,
                ..
            } = &tranche.gate
            else {
                continue;
            };
            let missed = matches!(
                self.world.diary.get(milestone),
                Some(milegate_core::Conclusion::Missed { .. })
            );
            let rolled = missed && matches!(if_missed, IfMissed::Roll { .. });
            self.seen.push(match standing {
                Standing::Dead(_) if rolled => "a gate rolled and died",
                Standing::Dead(_) => "a gate died",
                _ if rolled => "a gate rolled and opened",
                _ if missed => "a gate fell back",
                _ => "a gate opened",
            });
            if let Standing::Dead(_) = standing {
                let weight = tranche.weight.u64();
                let world = &self.world;
                let holdings = world.holdings.iter().filter(|h| h.schedule == schedule);
                let lots = holdings.map(|holding| match holding.fate {
                    Fate::Serving => holding.lots.into(),
                    Fate::Left(at) => world.kept(holding, at),
                    Fate::Renounced(_) => BigInt::ZERO,
                });
                let lost = lots.sum::<BigInt>() * weight;
                self.lose(schedule, u128::try_from(lost).expect("an amount"));
            }
        }
        gates.len()
    }

    pub fn pay(&mut self, from: &str, to: &str, asset: u128, bonds: u128) {
        let purse = self.purses.get_mut(from).expect("a purse");
        *purse = (purse.0 - asset, purse.1 - bonds);
        if to != "burn" {
            let purse = self.purses.get_mut(to).expect("a purse");
            *purse = (purse.0 + asset, purse.1 + bonds);
        }
    }

    fn sink(&self) -> &'static str {
        if self.to_account { "treasury" } else { "burn" }
    }

    /// What the action should do; nothing but `seen` is touched when it should be refused.
    pub fn act(&mut self, now: Point, action: &Action) -> Result<(), Refused> {
        match action {
            Action::Wait(_) | Action::Halt(_) => Ok(()),
            Action::Attest {
                who,
                milestone,
                leaf,
                round,
                as_of,
                valid_until,
                funds,
            } => {
                let ghost = self.milestones.get_mut(milestone).expect("a milestone");
                let (before, sittings) = (ghost.stage.clone(), ghost.sittings.clone());
                let barred = ghost.interested.contains(who);
                let planted = self.planted.get(milestone);
                let held = barred && planted.is_none_or(|planted| !planted.contains(who));
                let attested = ghost.attest(now, who, *round, leaf, *as_of, *valid_until, *funds);
                if held && attested == Err(Refused::Interested) {
                    self.seen.push("an attestor barred by what it holds");
                }
                attested?;
                if sittings
                    .iter()
                    .any(|(leaf, began)| ghost.sittings.get(leaf).is_none_or(|now| now != began))
                {
                    self.seen.push("a sitting dropped");
                }
                if matches!(before, Stage::Disputed(..)) {
                    self.seen.push("a word in a dispute");
                }
                if *funds > 0 {
                    self.seen.push("an assertion");
                    self.pay(who, "milestones", 0, *funds);
                }
                Ok(())
            }
            Action::Retract {
                who,
                milestone,
                leaf,
                round,
            } => {
                let (before, ghost) = self.parts(milestone);
                ghost.0.retract(now, who, *round, leaf, ghost.1)?;
                if ghost.0.round > before.round {
                    self.seen.push("a fall by retracting");
                }
                self.after(&before, now, milestone);
                Ok(())
            }
            Action::Recuse {
                milestone,
                leaf,
                attestor,
            } => {
                let (before, ghost) = self.parts(milestone);
                ghost.0.recuse(now, leaf, attestor, ghost.1)?;
                if ghost.0.round > before.round {
                    self.seen.push("a fall by recusal");
                }
                self.after(&before, now, milestone);
                Ok(())
            }
            Action::Challenge {
                who,
                milestone,
                round,
                funds,
            } => {
                let ghost = self.milestones.get_mut(milestone).expect("a milestone");
                ghost.challenge(now, who, *round, *funds)?;
                self.pay(who, "milestones", 0, *funds);
                Ok(())
            }
            Action::Settle {
                who,
                milestone,
                round,
                stands,
            } => {
                let (before, ghost) = self.parts(milestone);
                ghost.0.settle(now, who, *round, *stands, ghost.1)?;
                let paid = before.bounty > ghost.0.bounty && !*stands;
                let struck = ghost.0.strikes != before.strikes;
                self.seen.extend(struck.then_some("an assertion struck"));
                self.seen.push(if *stands {
                    "a milestone reached by verdict"
                } else {
                    "a fall by verdict"
                });
                self.seen.extend(paid.then_some("a bounty paid"));
                self.after(&before, now, milestone);
                Ok(())
            }
            Action::Conclude { milestone } => {
                let (before, ghost) = self.parts(milestone);
                ghost.0.conclude(now, ghost.1)?;
                let reached = matches!(
                    ghost.0.stage,
                    Stage::Ended(milegate_core::Conclusion::Reached { .. })
                );
                self.seen.push(match before.stage {
                    Stage::Open(None) => "the last call runs",
                    Stage::Open(Some(_)) => "a milestone missed by the last call",
                    Stage::Pending(_) => "a milestone reached unchallenged",
                    _ if reached => "a milestone reached by silence",
                    _ => "a fall by silence",
                });
                self.after(&before, now, milestone);
                Ok(())
            }
            Action::AddBounty {
                who,
                milestone,
                amount,
            } => {
                self.milestones
                    .get_mut(milestone)
                    .expect("a milestone")
                    .add_bounty(*amount)?;
                self.pay(who, "milestones", 0, *amount);
                Ok(())
            }
            Action::Withdraw { who } => {
                let credit = self.money.credits.remove(who).unwrap_or_default();
                if credit == 0 {
                    return Err(Refused::Nothing);
                }
                self.pay("milestones", who, 0, credit);
                Ok(())
            }
            Action::PayBondDues => {
                if self.money.dues == 0 {
                    return Err(Refused::Nothing);
                }
                let dues = std::mem::take(&mut self.money.dues);
                self.pay("milestones", self.sink(), 0, dues);
                self.seen.push("the bond dues paid");
                Ok(())
            }
            Action::Plant { who, milestone } => {
                let planted = self.planted.entry(milestone.clone()).or_default();
                planted.insert(who.clone());
                self.refresh_interest();
                Ok(())
            }
            Action::Sync { schedule } => match self.write_down(*schedule, now.time) {
                0 => Err(Refused::Nothing),
                _ => Ok(()),
            },
            Action::Claim { who, grants } => self.claim(now.time, who, grants),
            Action::Deal(deal) => self.deal(now, deal),
            Action::PayDues => {
                if self.dues == 0 {
                    return Err(Refused::Nothing);
                }
                let dues = std::mem::take(&mut self.dues);
                self.world.dues_paid += dues;
                self.pay("vault", self.sink(), dues, 0);
                self.seen.push("the vault's dues paid");
                Ok(())
            }
            Action::Gift {
                to_vault,
                asset,
                bonds,
            } => {
                let to = if *to_vault { "vault" } else { "milestones" };
                self.pay("stranger", to, *asset, *bonds);
                let gifts = if *to_vault {
                    &mut self.gifts.0
                } else {
                    &mut self.gifts.1
                };
                *gifts += if *to_vault { *asset } else { *bonds };
                self.seen.push(if *to_vault {
                    "gifts lie in the vault"
                } else {
                    "gifts lie in the milestones"
                });
                Ok(())
            }
        }
    }

    fn claim(&mut self, now: u64, who: &str, grants: &[usize]) -> Result<(), Refused> {
        let distinct: BTreeSet<_> = grants.iter().collect();
        if grants.is_empty() || distinct.len() < grants.len() {
            return Err(Refused::Stage);
        }
        for grant in grants {
            let held = &self.holders[*grant];
            if who != held.owner && who != held.payee && !held.anyone {
                return Err(Refused::Sender);
            }
        }
        let due = |grant: &usize| {
            self.world
                .figures(&self.world.holdings[*grant], now)
                .claimable
        };
        if grants.iter().all(|grant| due(grant) == BigInt::ZERO) {
            self.seen.push("a claim refused with nothing due");
            return Err(Refused::Nothing);
        }
        let of = |grant: &usize| self.world.holdings[*grant].schedule;
        let schedules: BTreeSet<usize> = grants.iter().map(of).collect();
        let latched: usize = schedules
            .into_iter()
            .map(|of| self.write_down(of, now))
            .sum();
        for grant in grants {
            let paid = self.settle(*grant, now);
            self.see_claim(*grant, paid, who, now);
        }
        self.seen
            .extend((latched > 0).then_some("a claim that latched"));
        self.seen
            .extend((grants.len() > 1).then_some("a claim of several grants"));
        Ok(())
    }

    fn see_claim(&mut self, grant: usize, paid: u128, who: &str, now: u64) {
        let holding = &self.world.holdings[grant];
        let figures = self.world.figures(holding, now);
        let held = &self.holders[grant];
        let cohort = holding.schedule >= plan::SCHEDULES.len();
        let left = matches!(holding.fate, Fate::Left(_));
        let named = held.owner != held.payee;
        let stranger = who != held.payee && who != held.owner;
        let whole = figures.claimed == figures.total;
        let states = [
            (
                figures.locked > BigInt::ZERO,
                "a grant partly claimed, the rest locked",
            ),
            (whole, "a grant fully claimed"),
            (who == held.payee && named, "a claim by the payee"),
            (stranger, "a claim by a stranger for the payee"),
            (cohort, "a cohort's grant claimed"),
            (left, "a leaver's grant claimed"),
        ];
        let seen = states.iter().filter(|(so, _)| *so && paid > 0);
        self.seen.extend(seen.map(|(_, state)| *state));
    }

    /// A milestone before the step, and the parts a step needs.
    fn parts(&mut self, milestone: &str) -> (Milestone, (&mut Milestone, &mut Money)) {
        let ghost = self.milestones.get_mut(milestone).expect("a milestone");
        (ghost.clone(), (ghost, &mut self.money))
    }

    /// A milestone that ended enters the diary.
    fn after(&mut self, before: &Milestone, now: Point, name: &str) {
        let ghost = &self.milestones[name];
        if let Stage::Ended(conclusion) = ghost.stage {
            self.world.diary.insert(name.to_string(), conclusion);
            if ghost.late_falls == 3 {
                self.seen.push("a milestone missed by a third late fall");
            }
            assert!(now.time > before.start, "it ended before it started");
        }
    }
}
