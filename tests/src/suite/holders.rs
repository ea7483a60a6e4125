//! The words for what happens to a grant besides claiming.

use std::collections::BTreeMap;

use milegate_api::vesting::{
    Assignment, CategorySupply, Change, ChangeKind, Cohort, ExecuteMsg, Held, InterestResponse,
    LeaveReason, MoveReason, NewGrant, QueryMsg, SolvencyResponse, SupplyResponse,
};
use milegate_core::holder::CHANGE_LIFE;

use super::{Answer, LEAVING, PAYEE_DELAY, RECOVERY_DELAY, Suite, address};

/// He stops serving: he resigned.
pub fn leaving() -> Change<String> {
    Change::Termination {
        reason: LeaveReason::Resigned,
    }
}

/// Another payee: another custodian.
pub fn paying(who: &str) -> Change<String> {
    Change::Payee {
        payee: address(who),
        reason: MoveReason::Custody,
    }
}

/// Another owner: a sale.
pub fn selling(who: &str) -> Change<String> {
    Change::Owner {
        owner: address(who),
        reason: MoveReason::Sale,
    }
}

/// Another owner for a lost key.
pub fn recovering(who: &str) -> Change<String> {
    Change::Recovery {
        owner: address(who),
        reason: MoveReason::Key,
    }
}

/// Why only one role may do something.
pub fn may_not(sender: &str, what: &str, of: &str, who: &str) -> String {
    format!("{} may not {what} of {of}: {who} may", address(sender))
}

impl Suite {
    /// Makes a grant out of the reserve of a category.
    pub fn assign(&mut self, who: &str, category: &str, grant: NewGrant) -> Answer {
        let category = category.into();
        self.tell_vault(who, &ExecuteMsg::Assign(Assignment { grant, category }))
    }

    /// Copies a schedule for those who start later.
    pub fn add_cohort(&mut self, who: &str, name: &str, template: &str, start: u64) -> Answer {
        let cohort = Cohort {
            name: name.into(),
            template: template.into(),
            service_start: start,
        };
        self.tell_vault(who, &ExecuteMsg::AddCohort(cohort))
    }

    /// Forfeits what is left of a reserve.
    pub fn lapse_reserve(&mut self, who: &str, category: &str) -> Answer {
        let category = category.into();
        self.tell_vault(who, &ExecuteMsg::LapseReserve { category })
    }

    /// Announces a change.
    pub fn announce(&mut self, who: &str, grant: &str, change: Change<String>) -> Answer {
        let grant = grant.into();
        self.tell_vault(who, &ExecuteMsg::Announce { grant, change })
    }

    /// Cancels a change.
    pub fn cancel(&mut self, who: &str, grant: &str, change: ChangeKind) -> Answer {
        let grant = grant.into();
        self.tell_vault(who, &ExecuteMsg::Cancel { grant, change })
    }

    /// Carries a change out.
    pub fn carry_out(&mut self, who: &str, grant: &str, change: ChangeKind) -> Answer {
        let grant = grant.into();
        self.tell_vault(who, &ExecuteMsg::CarryOut { grant, change })
    }

    /// Names who may recover a grant.
    pub fn name_recovery(&mut self, who: &str, grant: &str, keeper: Option<&str>) -> Answer {
        let (grant, address) = (grant.into(), keeper.map(address));
        self.tell_vault(who, &ExecuteMsg::NameRecovery { grant, address })
    }

    /// Gives a grant up.
    pub fn renounce(&mut self, who: &str, grant: &str) -> Answer {
        let grant = grant.into();
        self.tell_vault(who, &ExecuteMsg::Renounce { grant })
    }

    /// Steps down as payee.
    pub fn decline(&mut self, who: &str, grant: &str) -> Answer {
        let grant = grant.into();
        self.tell_vault(who, &ExecuteMsg::Decline { grant })
    }

    /// Refuses to be named in grants, or takes that back.
    pub fn refuse_grants(&mut self, who: &str, refuse: bool) -> Answer {
        self.tell_vault(who, &ExecuteMsg::RefuseGrants { refuse })
    }

    /// `hr` gives notice, the notice runs, anyone carries it out; what that answers.
    pub fn leaves(&mut self, grant: &str) -> Answer {
        self.announce("hr", grant, leaving()).expect("hr may");
        self.chain.advance(LEAVING.seconds);
        self.carry_out("stranger", grant, ChangeKind::Termination)
    }

    /// The owner names another payee, the delay runs, anyone carries it out.
    pub fn pays(&mut self, owner: &str, grant: &str, payee: &str) -> Answer {
        self.announce(owner, grant, paying(payee))
            .expect("the owner may");
        self.chain.advance(PAYEE_DELAY.seconds);
        self.carry_out("stranger", grant, ChangeKind::Payee)
    }

    /// The owner hands the grant to a buyer, who takes it.
    pub fn sells(&mut self, owner: &str, grant: &str, buyer: &str) -> Answer {
        self.announce(owner, grant, selling(buyer))
            .expect("the owner may");
        self.carry_out(buyer, grant, ChangeKind::Owner)
    }

    /// `keeper`, whom the owner named, recovers the grant for an heir, who takes it.
    pub fn recovers(&mut self, grant: &str, heir: &str) -> Answer {
        self.announce("keeper", grant, recovering(heir))
            .expect("the keeper may");
        self.chain.advance(RECOVERY_DELAY.seconds);
        self.carry_out(heir, grant, ChangeKind::Recovery)
    }

    /// So long after it was due that a change is as if it had never been announced.
    pub fn a_change_lapses(&mut self) {
        self.chain.advance(CHANGE_LIFE.seconds);
    }

    /// Grants per schedule that make somebody interested; schedules with none left out.
    pub fn interest(&self, who: &str) -> BTreeMap<String, u32> {
        let held = self.held(who).into_iter();
        let held = held.filter(|(_, held)| held.grants > 0);
        held.map(|(schedule, held)| (schedule, held.grants))
            .collect()
    }

    /// The height since which somebody is interested in a schedule.
    pub fn since(&self, who: &str, schedule: &str) -> Option<u64> {
        self.held(who).get(schedule).map(|held| held.since)
    }

    fn held(&self, who: &str) -> BTreeMap<String, Held> {
        let address = self.at(who).into_string();
        let answer: InterestResponse = self.ask_vault(&QueryMsg::Interest { address });
        answer.schedules
    }

    /// Whether somebody is interested in nothing at all.
    pub fn is_free(&self, who: &str) -> bool {
        self.interest(who).is_empty()
    }

    /// Figures of one category.
    pub fn category(&self, category: &str) -> CategorySupply {
        let answer: SupplyResponse = self.ask_vault(&QueryMsg::Supply {});
        let mut found = answer.categories.into_iter();
        found
            .find(|found| found.category == category)
            .expect("a category of the plan")
    }

    /// What is owed to the sink.
    pub fn dues(&self) -> u128 {
        let answer: SolvencyResponse = self.ask_vault(&QueryMsg::Solvency {});
        assert!(answer.solvent, "{answer:?}");
        answer.dues.u128()
    }
}
