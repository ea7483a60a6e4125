use super::{Member, Plan, Power, SinkTo, Source, WitnessKind};
use crate::party::Party;
use crate::place::At;

impl Plan {
    /// Somebody with aliases followed to their end: an address, a `sim:` name, a multisig, stake or
    /// governance of the plan; none if a name is unknown or goes round in a circle.
    pub(crate) fn follow<'a>(&'a self, party: &'a Party) -> Option<&'a Party> {
        let mut party = party;
        for _ in 0..=self.addresses.len() {
            let Party::Named(name) = party else {
                return Some(party);
            };
            if self.multisig(name).is_some() || self.creates(name) {
                return Some(party);
            }
            let alias = self.addresses.iter().find(|known| *known.name == *name)?;
            party = &alias.party;
        }
        None
    }

    fn creates(&self, name: &str) -> bool {
        match name {
            "stake" => self.stake.is_some(),
            "governance" => self.governance.is_some(),
            _ => false,
        }
    }

    /// Everybody the plan names, wherever it does, as often as it does.
    pub(crate) fn parties(&self) -> Vec<At<Party>> {
        let mut parties: Vec<At<Party>> = Vec::new();
        parties.extend(self.addresses.iter().map(|address| address.party.clone()));
        parties.extend(self.excluded.iter().cloned());
        parties.extend([self.vault.issuer.clone(), self.vault.funder.clone()]);
        parties.extend(self.vault.governance.clone());
        parties.extend(self.token());
        parties.extend(self.milestones.iter().map(|m| m.court.clone()));
        for sink in [&self.vault.sink, &self.bond_sink] {
            if let SinkTo::Account(party) = &sink.value {
                parties.push(At::new(party.clone(), &sink.place));
            }
        }
        for category in &self.categories {
            let reserve = category.reserve.as_ref();
            parties.extend(reserve.map(|reserve| reserve.assign_by.clone()));
            let leavers = category.leavers.as_ref();
            parties.extend(leavers.map(|leavers| leavers.by.clone()));
        }
        for grant in &self.grants {
            parties.push(grant.owner.clone());
            parties.extend(grant.payee.clone());
        }
        for multisig in &self.multisigs {
            parties.extend(addresses(&multisig.members));
        }
        for feed in &self.feeds {
            parties.extend(addresses(&feed.reporters));
        }
        for witness in &self.witnesses {
            match &witness.kind {
                WitnessKind::Committee { members, .. } => parties.extend(addresses(members)),
                WitnessKind::Authority { address } => parties.push(address.clone()),
                WitnessKind::State(leaf) => {
                    parties.push(leaf.contract.clone());
                    if let Power::Of(party) = &leaf.admin.value {
                        parties.push(At::new(party.clone(), &leaf.admin.place));
                    }
                }
                WitnessKind::Assertion { .. } | WitnessKind::Feed(_) => {}
            }
        }
        if let Some(governance) = &self.governance {
            let guardian = governance.guardian.as_ref();
            parties.extend(guardian.map(|guardian| guardian.address.clone()));
            if let Source::Group(group) = &governance.source {
                parties.push(group.clone());
            }
            for uncited in governance.uncited.iter() {
                if let milegate_api::common::Denom::Cw20(token) = &uncited.denom {
                    parties.push(At::new(token.clone(), &governance.uncited.place));
                }
            }
        }
        parties
    }

    /// A cw20 token, and who has power over it.
    fn token(&self) -> Vec<At<Party>> {
        let mut parties = Vec::new();
        let denom = &self.asset.denom;
        if let milegate_api::common::Denom::Cw20(address) = &denom.value {
            parties.push(At::new(address.clone(), &denom.place));
        }
        if let Some(powers) = &self.asset.powers {
            for power in [&powers.minter, &powers.admin] {
                if let Power::Of(party) = &power.value {
                    parties.push(At::new(party.clone(), &power.place));
                }
            }
        }
        parties
    }
}

fn addresses(members: &[Member]) -> impl Iterator<Item = At<Party>> {
    members.iter().map(|member| member.address.clone())
}
