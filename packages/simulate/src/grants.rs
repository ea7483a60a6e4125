//! What an event makes people do with grants: hire, leave, hand over, give up.

use cosmwasm_std::{Addr, Uint64, Uint128};
use milegate_api::vesting::{
    Assignment, Change, ChangeKind, Cohort, ExecuteMsg, GrantResponse, LeaveReason, MoveReason,
    NewGrant,
};
use serde::Deserialize;
use serde::de::value::{Error as WordError, StrDeserializer};

use crate::action::Action;
use crate::cast::PlayError;
use crate::player::Player;

impl Player {
    /// Actions that are messages of the vault.
    pub(crate) fn act_on_grant(&mut self, action: &Action) -> Result<(), PlayError> {
        let (sender, msg) = match action {
            Action::Assign {
                grant,
                owner,
                payee,
                amount,
                schedule,
                category,
                anyone_claims,
                by,
            } => {
                let category = match category {
                    Some(category) => category.clone(),
                    None => self.category_of(schedule)?,
                };
                let sender = self.sender(by, |p| p.assigner(&category))?;
                let grant = NewGrant {
                    grant: grant.clone(),
                    schedule: schedule.clone(),
                    owner: self.somebody(owner),
                    payee: payee.as_ref().map(|payee| self.somebody(payee)),
                    lots: self.lots(*amount)?,
                    anyone_claims: *anyone_claims,
                };
                (sender, ExecuteMsg::Assign(Assignment { grant, category }))
            }
            Action::AddCohort {
                schedule,
                template,
                service_start,
                by,
            } => {
                let sender = self.sender(by, |p| p.assigner(&p.category_of(template)?))?;
                let cohort = Cohort {
                    name: schedule.clone(),
                    template: template.clone(),
                    service_start: service_start.unwrap_or_else(|| self.now()),
                };
                (sender, ExecuteMsg::AddCohort(cohort))
            }
            Action::LapseReserve { category } => return self.lapse_reserve(category),
            Action::Announce {
                grant,
                change,
                to,
                reason,
                by,
            } => {
                let terms = self.grant(grant)?;
                let sender = self.sender(by, |p| p.announcer(&terms, *change))?;
                let change = self.change(*change, to.as_deref(), reason)?;
                let grant = grant.clone();
                (sender, ExecuteMsg::Announce { grant, change })
            }
            Action::Cancel { grant, change, by } => {
                let terms = self.grant(grant)?;
                let sender = self.sender(by, |p| match change {
                    ChangeKind::Termination => p.announcer(&terms, *change),
                    _ => Ok(terms.owner),
                })?;
                let (grant, change) = (grant.clone(), *change);
                (sender, ExecuteMsg::Cancel { grant, change })
            }
            Action::CarryOut { grant, change, by } => {
                let terms = self.grant(grant)?;
                let announced = terms.changes.into_iter().map(|announced| announced.change);
                let mut same = announced.filter(|announced| announced.kind() == *change);
                let new_owner = same.find_map(|announced| match announced {
                    Change::Owner { owner, .. } | Change::Recovery { owner, .. } => Some(owner),
                    Change::Termination { .. } | Change::Payee { .. } => None,
                });
                let anyone = self.cast.address(&self.chain, "anyone");
                let sender = self.sender(by, |_| Ok(new_owner.unwrap_or(anyone)))?;
                let (grant, change) = (grant.clone(), *change);
                (sender, ExecuteMsg::CarryOut { grant, change })
            }
            Action::NameRecovery { grant, address, by } => {
                let sender = self.sender(by, |p| Ok(p.grant(grant)?.owner))?;
                let address = address.as_ref().map(|address| self.somebody(address));
                let grant = grant.clone();
                (sender, ExecuteMsg::NameRecovery { grant, address })
            }
            Action::Renounce { grant, by } => {
                let sender = self.sender(by, |p| Ok(p.grant(grant)?.owner))?;
                let grant = grant.clone();
                (sender, ExecuteMsg::Renounce { grant })
            }
            Action::Decline { grant, by } => {
                let sender = self.sender(by, |p| Ok(p.grant(grant)?.payee))?;
                let grant = grant.clone();
                (sender, ExecuteMsg::Decline { grant })
            }
            Action::RefuseGrants { by, refuse } => {
                let sender = self.cast.address(&self.chain, by);
                (sender, ExecuteMsg::RefuseGrants { refuse: *refuse })
            }
            other => return Err(PlayError::Unknown(format!("{other:?} is about no grant"))),
        };
        self.tell_vault(&sender, &msg)
    }

    /// Who is named, or else whoever may.
    fn sender(
        &mut self,
        by: &Option<String>,
        otherwise: impl FnOnce(&Player) -> Result<Addr, PlayError>,
    ) -> Result<Addr, PlayError> {
        match by {
            Some(name) => Ok(self.cast.address(&self.chain, name)),
            None => otherwise(self),
        }
    }

    fn somebody(&mut self, name: &str) -> String {
        self.cast.address(&self.chain, name).into_string()
    }

    /// Whole symbols in lots.
    fn lots(&self, amount: u64) -> Result<Uint64, PlayError> {
        let units = self.cast.asset.units(amount)?;
        let lot = Uint128::from(self.vault()?.asset.lot);
        let whole = units.checked_rem(lot).is_ok_and(|rest| rest.is_zero());
        let lots = units.checked_div(lot).ok().map(Uint64::try_from);
        match lots {
            Some(Ok(lots)) if whole => Ok(lots),
            _ => {
                let words = self.cast.asset.words(units);
                Err(PlayError::Unknown(format!("{words} is no number of lots")))
            }
        }
    }

    fn category_of(&self, schedule: &str) -> Result<String, PlayError> {
        let schedules = self.schedules()?;
        let known = schedules.into_iter().find(|s| s.name == schedule);
        let unknown = || PlayError::Unknown(format!("no schedule {schedule}"));
        Ok(known.ok_or_else(unknown)?.category)
    }

    fn assigner(&self, category: &str) -> Result<Addr, PlayError> {
        let categories = self.vault()?.categories;
        let known = categories.into_iter().find(|c| c.name == category);
        let reserve = known.and_then(|category| category.reserve);
        let unknown = || PlayError::Unknown(format!("{category} has no reserve"));
        Ok(reserve.ok_or_else(unknown)?.assigner)
    }

    /// Who may announce a change.
    fn announcer(&self, grant: &GrantResponse, change: ChangeKind) -> Result<Addr, PlayError> {
        let nobody = || PlayError::Unknown(format!("{}: nobody may ask for {change}", grant.grant));
        match change {
            ChangeKind::Payee | ChangeKind::Owner => Ok(grant.owner.clone()),
            ChangeKind::Recovery => grant.recovery.clone().ok_or_else(nobody),
            ChangeKind::Termination => {
                let categories = self.vault()?.categories;
                let own = categories.into_iter().find(|c| c.name == grant.category);
                let leavers = own.and_then(|category| category.leavers);
                Ok(leavers.ok_or_else(nobody)?.by)
            }
        }
    }

    fn change(
        &mut self,
        kind: ChangeKind,
        to: Option<&str>,
        reason: &str,
    ) -> Result<Change<String>, PlayError> {
        let to = match (kind, to) {
            (ChangeKind::Termination, None) => String::new(),
            (ChangeKind::Termination, Some(_)) => {
                return Err(PlayError::Unknown("a termination has no `to`".into()));
            }
            (_, Some(name)) => self.somebody(name),
            (_, None) => return Err(PlayError::Unknown(format!("{kind} of what? say `to`"))),
        };
        Ok(match kind {
            ChangeKind::Termination => Change::Termination {
                reason: word::<LeaveReason>(reason)?,
            },
            ChangeKind::Payee => Change::Payee {
                payee: to,
                reason: word::<MoveReason>(reason)?,
            },
            ChangeKind::Owner => Change::Owner {
                owner: to,
                reason: word::<MoveReason>(reason)?,
            },
            ChangeKind::Recovery => Change::Recovery {
                owner: to,
                reason: word::<MoveReason>(reason)?,
            },
        })
    }
}

/// A reason by the word that the contract has for it.
fn word<'de, T: Deserialize<'de>>(reason: &'de str) -> Result<T, PlayError> {
    let words = StrDeserializer::<WordError>::new(reason);
    T::deserialize(words).map_err(|e| PlayError::Unknown(format!("reason `{reason}`: {e}")))
}
