//! What an event makes people do.

use std::path::Path;

use cosmwasm_std::{Addr, Coin, HexBinary, Uint128};
use milegate_api::core::milestone::{Evidence, Leaf, Terms, Verdict, WitnessKind};
use milegate_api::milestones;
use sha2::{Digest, Sha256};

use crate::action::Action;
use crate::cast::PlayError;
use crate::multisig;
use crate::player::Player;
use crate::story::Line;

const DAY: u64 = 86_400;

/// The digest of an evidence document.
pub fn digest(path: &Path) -> Result<HexBinary, PlayError> {
    let text = std::fs::read(path)
        .map_err(|e| PlayError::Unknown(format!("evidence {}: {e}", path.display())))?;
    Ok(HexBinary::from(&<[u8; 32]>::from(Sha256::digest(&text))))
}

/// What is put forward for a milestone, with the digest of its document.
pub(crate) fn evidence(
    terms: &Terms<Addr>,
    [metric, value, uri]: [&String; 3],
    document: &Path,
) -> Result<Evidence, PlayError> {
    Ok(Evidence {
        schema: terms.schema.clone(),
        uri: uri.clone(),
        digest: digest(document)?,
        metric: metric.clone(),
        value: value.clone(),
    })
}

impl Player {
    /// When a fact held: as the file says, or a day before, inside the milestone's time.
    pub(crate) fn dated(&self, terms: &Terms<Addr>, as_of: Option<u64>) -> u64 {
        as_of.unwrap_or_else(|| {
            self.now()
                .saturating_sub(DAY)
                .clamp(terms.start, terms.deadline)
        })
    }

    pub(crate) fn act(&mut self, action: &Action, folder: &Path) -> Result<(), PlayError> {
        match action {
            Action::Attest {
                milestone,
                witness,
                by,
                as_of,
                metric,
                value,
                document,
                uri,
            } => {
                let terms = self.milestone(milestone)?.terms;
                let evidence = evidence(&terms, [metric, value, uri], &folder.join(document))?;
                let as_of = self.dated(&terms, *as_of);
                self.attest(milestone, witness, by.as_deref(), as_of, evidence)
            }
            Action::Retract {
                milestone,
                witness,
                by,
            } => {
                let round = self.milestone(milestone)?.round;
                let msg = milestones::ExecuteMsg::Retract {
                    milestone: milestone.clone(),
                    round,
                    witness: witness.clone(),
                };
                for sender in self.witness_senders(milestone, witness, by.as_deref())? {
                    self.tell_milestones(&sender, &msg, vec![])?;
                }
                Ok(())
            }
            Action::Recuse {
                milestone,
                witness,
                attestor,
            } => {
                let attestor = self.cast.address(&self.chain, attestor).into_string();
                let anyone = self.cast.address(&self.chain, "anyone");
                let msg = milestones::ExecuteMsg::Recuse {
                    milestone: milestone.clone(),
                    witness: witness.clone(),
                    attestor,
                };
                self.tell_milestones(&anyone, &msg, vec![])
            }
            Action::Challenge { milestone, by } => {
                let standing = self.milestone(milestone)?;
                let sender = self.cast.address(&self.chain, by);
                let bond = self.bond(&sender, standing.bond)?;
                let msg = milestones::ExecuteMsg::Challenge {
                    milestone: milestone.clone(),
                    round: standing.round,
                };
                self.tell_milestones(&sender, &msg, bond)
            }
            Action::Settle { milestone, verdict } => {
                let standing = self.milestone(milestone)?;
                let verdict = match verdict.as_str() {
                    "stands" => Verdict::Stands,
                    "false" => Verdict::False,
                    other => {
                        let why = format!("verdict `{other}`: say `stands` or `false`");
                        return Err(PlayError::Unknown(why));
                    }
                };
                let msg = milestones::ExecuteMsg::Settle {
                    milestone: milestone.clone(),
                    round: standing.round,
                    verdict,
                };
                self.tell_milestones(&standing.terms.court, &msg, vec![])
            }
            Action::Report { feed, value, by } => self.report(feed, value, by.as_deref()),
            Action::Observe {
                milestone,
                witness,
                by,
            } => self.observe(milestone, witness, by.as_deref()),
            Action::Answer { contract, json } => self.answer(contract, json),
            Action::Migrate { contract } => self.migrate(contract),
            Action::Halt { days } => {
                self.halt(*days);
                Ok(())
            }
            Action::Conclude { milestone } => self.conclude(milestone),
            Action::Claim { grants, by } => self.claim(grants.as_deref(), by.as_deref()),
            Action::PayDues {} => self.pay_dues(),
            Action::AddBounty {
                milestone,
                amount,
                by,
            } => {
                let sender = self.cast.address(&self.chain, by);
                let amount = self.cast.bonds.units(*amount)?;
                let funds = self.bond(&sender, amount)?;
                let msg = milestones::ExecuteMsg::AddBounty {
                    milestone: milestone.clone(),
                };
                self.tell_milestones(&sender, &msg, funds)
            }
            Action::Withdraw { by } => {
                let sender = self.cast.address(&self.chain, by);
                self.tell_milestones(&sender, &milestones::ExecuteMsg::Withdraw {}, vec![])
            }
            Action::Gift { amount, by } => {
                let sender = self.cast.address(&self.chain, by);
                let asset = self.cast.asset.clone();
                let units = asset.units(*amount)?;
                self.endow(&sender, units, &asset)?;
                let gift = asset.transfer(&self.cast.vault, units)?;
                self.transact(&sender, gift)?;
                let who = self.cast.name(&sender);
                self.say(format!(
                    "{who} sends the vault tokens, which changes nothing"
                ));
                Ok(())
            }
            Action::LoseKey { by } => {
                let lost = self.cast.address(&self.chain, by);
                self.destroyed.insert(lost);
                self.say(format!("{by} has lost the key"));
                Ok(())
            }
            Action::Motion(motion) => self.move_by(motion, folder),
            other => self.act_on_grant(other),
        }
    }

    /// The coins of a bond, which the sender then has.
    pub(crate) fn bond(&mut self, sender: &Addr, amount: Uint128) -> Result<Vec<Coin>, PlayError> {
        let bonds = self.cast.bonds.clone();
        self.endow(sender, amount, &bonds)?;
        Ok(vec![Coin::new(amount, bonds.denom.to_string())])
    }

    /// Has a witness testify; of a committee, the members named or as many as suffice.
    pub fn attest(
        &mut self,
        milestone: &str,
        witness: &str,
        by: Option<&[String]>,
        as_of: u64,
        evidence: Evidence,
    ) -> Result<(), PlayError> {
        let standing = self.milestone(milestone)?;
        let msg = milestones::ExecuteMsg::Attest {
            milestone: milestone.into(),
            round: standing.round,
            witness: witness.into(),
            as_of,
            valid_until: self.now().saturating_add(30 * DAY),
            evidence,
        };
        let senders = self.witness_senders(milestone, witness, by)?;
        let (count, told) = (senders.len(), self.lines.len());
        for sender in senders {
            let funds = match assertion_bond(&standing, witness) {
                Some(bond) => self.bond(&sender, bond)?,
                None => vec![],
            };
            self.tell_milestones(&sender, &msg, funds)?;
        }
        // A committee's members say the same; one line is enough.
        if count > 1 {
            let said = self.lines.split_off(told);
            let (same, rest): (Vec<Line>, _) = said
                .into_iter()
                .partition(|line| line.words.contains(" attests as "));
            let after = same
                .last()
                .and_then(|line| line.words.split_once(" attests as "));
            if let Some((_, what)) = after {
                self.say(format!(
                    "{milestone}: {} members attest as {what}",
                    same.len()
                ));
            }
            self.lines.extend(rest);
        }
        Ok(())
    }

    fn witness_senders(
        &mut self,
        milestone: &str,
        witness: &str,
        by: Option<&[String]>,
    ) -> Result<Vec<Addr>, PlayError> {
        let terms = self.milestone(milestone)?.terms;
        let kind = terms
            .witnesses
            .into_iter()
            .find(|w| w.name == witness)
            .map(|w| w.kind);
        let unknown = || format!("milestone {milestone} has no witness {witness}");
        match (kind.ok_or_else(|| PlayError::Unknown(unknown()))?, by) {
            (WitnessKind::Authority { address }, _) => Ok(vec![address]),
            (WitnessKind::State { .. } | WitnessKind::Feed { .. }, _) => Err(PlayError::Unknown(
                format!("witness {witness} of {milestone} is observed: nobody attests"),
            )),
            (WitnessKind::Assertion { .. }, None) => {
                Ok(vec![self.cast.address(&self.chain, "anyone")])
            }
            (WitnessKind::Committee { .. } | WitnessKind::Assertion { .. }, Some(names)) => {
                Ok(names
                    .iter()
                    .map(|n| self.cast.address(&self.chain, n))
                    .collect())
            }
            (
                WitnessKind::Committee {
                    group, threshold, ..
                },
                None,
            ) => multisig::sufficient(&self.chain, &group, threshold.u64()),
        }
    }
}

/// What an assertion to that leaf costs at present; none if it is no assertion, or takes no more.
fn assertion_bond(standing: &milestones::MilestoneResponse, witness: &str) -> Option<Uint128> {
    let (_, terms) = standing.terms.leaf(witness)?;
    let WitnessKind::Assertion { bond } = &terms.kind else {
        return None;
    };
    let struck = standing
        .leaves
        .iter()
        .find(|leaf| leaf.witness == witness)?
        .struck;
    let leaf = Leaf {
        struck,
        ..Leaf::default()
    };

    leaf.assertion_bond(*bond)
}
