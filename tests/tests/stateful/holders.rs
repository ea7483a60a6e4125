//! Grants as their holders see them, told from their histories: whom a grant pays, whom it makes
//! interested, what is announced for it.

use std::collections::{BTreeMap, BTreeSet};

use milegate_api::vesting::ChangeKind;
use milegate_core::Point;
use milegate_core::holder::{Announced, Readiness};

/// A change that was announced.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    pub kind: ChangeKind,
    /// The account it names; nobody's for a termination.
    pub to: String,
    pub when: Announced,
}

/// What has happened to a grant.
#[derive(Clone, Debug)]
pub enum Fact {
    Held { owner: String, payee: String },
    Paid,
    Declined(String),
    Renounced,
}

#[derive(Clone, Debug)]
pub struct Holder {
    pub name: String,
    pub owner: String,
    pub payee: String,
    pub anyone: bool,
    pub keeper: Option<String>,
    /// By kind.
    pub announced: [Option<Waiting>; 4],
    pub history: Vec<Fact>,
}

/// What a grant has left in who no longer holds it.
#[derive(Clone, Copy, PartialEq)]
enum Left {
    /// He was the owner.
    ForGood,
    /// He was paid as the payee of another.
    UntilDeclined,
    /// Nothing, and he is not named again.
    Declined,
}

impl Holder {
    pub fn new(name: &str, owner: &str, payee: &str, anyone: bool) -> Holder {
        let (owner, payee) = (owner.to_string(), payee.to_string());
        Holder {
            name: name.to_string(),
            history: vec![Fact::Held {
                owner: owner.clone(),
                payee: payee.clone(),
            }],
            owner,
            payee,
            anyone,
            keeper: None,
            announced: [None, None, None, None],
        }
    }

    /// Spec 4, told from the beginning: who holds it at the end, and what is left of the others.
    fn told(&self) -> (BTreeSet<String>, BTreeMap<String, Left>) {
        let mut holds: Option<(String, String)> = None;
        let mut left: BTreeMap<String, Left> = BTreeMap::new();
        let mut paid = false;
        for fact in &self.history {
            match fact {
                Fact::Held { owner, payee } => {
                    if let Some((old_owner, old_payee)) = &holds {
                        let before = left.get(old_payee);
                        let owned = before == Some(&Left::ForGood) || old_payee == old_owner;
                        if old_payee != payee && paid && !owned && old_payee != owner {
                            left.insert(old_payee.clone(), Left::UntilDeclined);
                        }
                        if old_owner != owner {
                            left.insert(old_owner.clone(), Left::ForGood);
                        }
                        paid &= old_payee == payee;
                    }
                    holds = Some((owner.clone(), payee.clone()));
                }
                Fact::Paid => paid = true,
                Fact::Declined(who) => {
                    if left.get(who) != Some(&Left::ForGood) {
                        left.insert(who.clone(), Left::Declined);
                    }
                    if let Some((owner, payee)) = &mut holds
                        && payee == who
                    {
                        payee.clone_from(owner);
                        paid = false;
                    }
                }
                Fact::Renounced => {
                    if let Some((owner, payee)) = holds.take() {
                        left.remove(&owner);
                        left.remove(&payee);
                    }
                }
            }
        }
        let holds = holds.into_iter().flat_map(|(owner, payee)| [owner, payee]);
        (holds.collect(), left)
    }

    /// Everybody whom the grant makes interested.
    pub fn interested(&self) -> BTreeSet<String> {
        let (mut all, mut left) = self.told();
        left.retain(|_, left| *left != Left::Declined);
        all.extend(left.into_keys());
        all
    }

    /// Whether somebody may not be named payee again.
    pub fn has_declined(&self, who: &str) -> bool {
        self.told().1.get(who) == Some(&Left::Declined)
    }

    /// Former payees who may decline.
    pub fn ties(&self) -> Vec<String> {
        let (holds, left) = self.told();
        let ties = left
            .into_iter()
            .filter(|(who, left)| *left == Left::UntilDeclined && !holds.contains(who));
        ties.map(|(who, _)| who).collect()
    }

    pub fn is_renounced(&self) -> bool {
        let mut history = self.history.iter();
        history.any(|fact| matches!(fact, Fact::Renounced))
    }

    /// A change of this kind that is not forgotten.
    pub fn waiting(&self, kind: ChangeKind, now: Point) -> Option<&Waiting> {
        let one = self.announced[kind as usize].as_ref()?;
        (one.when.readiness(now) != Readiness::Lapsed).then_some(one)
    }

    pub fn hold(&mut self, owner: &str, payee: &str) {
        (self.owner, self.payee) = (owner.to_string(), payee.to_string());
        let (owner, payee) = (owner.to_string(), payee.to_string());
        self.history.push(Fact::Held { owner, payee });
    }

    /// Another owner: a payee who was named stays.
    pub fn hand_over(&mut self, to: &str) {
        let payee = match self.payee == self.owner {
            true => to.to_string(),
            false => self.payee.clone(),
        };
        self.hold(to, &payee);
        self.keeper = None;
        for kind in [ChangeKind::Payee, ChangeKind::Owner, ChangeKind::Recovery] {
            self.announced[kind as usize] = None;
        }
    }
}
