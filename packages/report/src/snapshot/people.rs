//! Whoever a milestone names: committees, authorities, courts.

use std::collections::BTreeMap;

use cosmwasm_std::Addr;
use milegate_api::core::milestone::WitnessKind;
use milegate_api::milestones::MilestoneResponse;
use serde::{Deserialize, Serialize};

use super::Group;
use crate::view::{ChainView, ContractInfo, ViewError, query};

/// The two cw4 questions asked of a committee.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Cw4Query {
    Admin {},
    TotalWeight {},
}

#[derive(Deserialize)]
struct Cw4Admin {
    admin: Option<String>,
}

#[derive(Deserialize)]
struct Cw4Total {
    weight: u64,
}

/// Committees, and whoever else a milestone names.
pub type People = (BTreeMap<Addr, Group>, BTreeMap<Addr, Option<ContractInfo>>);

/// Reads whoever the milestones name.
pub fn people(view: &dyn ChainView, milestones: &[MilestoneResponse]) -> Result<People, ViewError> {
    let (mut groups, mut parties) = (BTreeMap::new(), BTreeMap::new());
    let mut party = |address: &Addr| {
        let info = match view.contract_info(address) {
            Ok(info) => Some(info),
            Err(ViewError::Refused { .. }) => None,
            Err(error) => return Err(error),
        };
        parties.insert(address.clone(), info);
        Ok(())
    };
    for milestone in milestones {
        party(&milestone.terms.court)?;
        for witness in &milestone.terms.witnesses {
            match &witness.kind {
                WitnessKind::Authority { address } => party(address)?,
                WitnessKind::Committee { group, .. } if !groups.contains_key(group) => {
                    let admin: Cw4Admin = query(view, group, &Cw4Query::Admin {})?;
                    let total: Cw4Total = query(view, group, &Cw4Query::TotalWeight {})?;
                    let info = view.contract_info(group)?;
                    groups.insert(
                        group.clone(),
                        Group {
                            info,
                            admin: admin.admin,
                            weight: total.weight,
                        },
                    );
                }
                WitnessKind::State { contract, .. } => party(contract)?,
                WitnessKind::Feed { oracle, .. } => party(oracle)?,
                WitnessKind::Committee { .. } | WitnessKind::Assertion { .. } => {}
            }
        }
    }
    Ok((groups, parties))
}
