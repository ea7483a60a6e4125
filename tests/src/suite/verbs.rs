use cosmwasm_std::{Coin, HexBinary};
use milegate_api::milestones::{self, AttestationsResponse, MilestoneResponse};
use milegate_api::vesting::{self, GrantResponse, NewGrant};
use milegate_core::milestone::{Evidence, Verdict};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Answer, Suite, defaults, tok};

/// Everything an attestation says; a test changes one thing.
#[derive(Clone, Debug)]
pub struct Attest {
    /// The milestone.
    pub milestone: String,
    /// The round meant.
    pub round: u32,
    /// The leaf.
    pub witness: String,
    /// Date of the fact.
    pub as_of: u64,
    /// Validity.
    pub valid_until: u64,
    /// Evidence.
    pub evidence: Evidence,
}

/// Sound evidence.
pub fn evidence() -> Evidence {
    Evidence {
        schema: "milegate/evidence/1".into(),
        uri: "ipfs://evidence".into(),
        digest: HexBinary::from(&[9; 32]),
        metric: "volume".into(),
        value: "1000000".into(),
    }
}

impl Suite {
    /// Sends a message to `vault`, `milestones` or `group`.
    pub fn send(
        &mut self,
        who: &str,
        contract: &str,
        msg: &impl Serialize,
        funds: &[Coin],
    ) -> Answer {
        self.chain
            .execute(&self.at(who), &self.at(contract), msg, funds)
    }

    /// Sends the vault a message without funds.
    pub fn tell_vault(&mut self, who: &str, msg: &vesting::ExecuteMsg) -> Answer {
        self.send(who, "vault", msg, &[])
    }

    /// Sends the milestones a message without funds.
    pub fn tell_milestones(&mut self, who: &str, msg: &milestones::ExecuteMsg) -> Answer {
        self.send(who, "milestones", msg, &[])
    }

    /// Asks the vault.
    pub fn ask_vault<T: DeserializeOwned>(&self, msg: &vesting::QueryMsg) -> T {
        self.chain.query(&self.vault, msg).expect("an answer")
    }

    /// Asks the milestones.
    pub fn ask_milestones<T: DeserializeOwned>(&self, msg: &milestones::QueryMsg) -> T {
        self.chain.query(&self.milestones, msg).expect("an answer")
    }

    /// One grant.
    pub fn grant(&self, grant: &str) -> GrantResponse {
        self.ask_vault(&vesting::QueryMsg::Grant {
            grant: grant.into(),
        })
    }

    /// One milestone.
    pub fn milestone(&self, milestone: &str) -> MilestoneResponse {
        self.ask_milestones(&milestones::QueryMsg::Milestone {
            milestone: milestone.into(),
        })
    }

    /// Attestations to one leaf.
    pub fn attestations(&self, milestone: &str, witness: &str) -> AttestationsResponse {
        self.ask_milestones(&milestones::QueryMsg::Attestations {
            milestone: milestone.into(),
            witness: witness.into(),
            start_after: None,
            limit: None,
        })
    }

    /// Adds grants.
    pub fn add_grants(&mut self, who: &str, grants: Vec<NewGrant>) -> Answer {
        self.tell_vault(who, &vesting::ExecuteMsg::AddGrants { grants })
    }

    /// Seals with what the plan says.
    pub fn seal(&mut self) -> Answer {
        let (digest, funding) = (self.digest.clone(), self.funding);
        match self.token {
            Some(_) => self.seal_by_token("funder", digest, funding),
            None => self.seal_with("funder", digest, &tok(funding)),
        }
    }

    /// Seals with anything.
    pub fn seal_with(&mut self, who: &str, digest: HexBinary, funds: &[Coin]) -> Answer {
        self.send(who, "vault", &vesting::ExecuteMsg::Seal { digest }, funds)
    }

    /// Writes a schedule's gates down.
    pub fn sync(&mut self, who: &str, schedule: &str) -> Answer {
        self.tell_vault(
            who,
            &vesting::ExecuteMsg::Sync {
                schedule: schedule.into(),
            },
        )
    }

    /// Claims.
    pub fn claim(&mut self, who: &str, grants: &[&str]) -> Answer {
        let grants = grants.iter().map(ToString::to_string).collect();
        self.tell_vault(who, &vesting::ExecuteMsg::Claim { grants })
    }

    /// Pays the vault's dues.
    pub fn pay_dues(&mut self, who: &str) -> Answer {
        self.tell_vault(who, &vesting::ExecuteMsg::PayDues {})
    }

    /// A sound attestation, as of now, for the running round.
    pub fn word(&self, milestone: &str, witness: &str) -> Attest {
        Attest {
            milestone: milestone.into(),
            round: self.milestone(milestone).round,
            witness: witness.into(),
            as_of: self.now().min(defaults::DEADLINE),
            valid_until: self.now() + defaults::DAY,
            evidence: evidence(),
        }
    }

    /// Attests with anything.
    pub fn attest_with(&mut self, who: &str, word: Attest) -> Answer {
        self.attest_paying(who, word, &[])
    }

    /// Attests with anything, and sends funds along.
    pub fn attest_paying(&mut self, who: &str, word: Attest, funds: &[Coin]) -> Answer {
        let Attest {
            milestone,
            round,
            witness,
            as_of,
            valid_until,
            evidence,
        } = word;
        let msg = milestones::ExecuteMsg::Attest {
            milestone,
            round,
            witness,
            as_of,
            valid_until,
            evidence,
        };
        self.send(who, "milestones", &msg, funds)
    }

    /// Attests soundly.
    pub fn attest(&mut self, who: &str, milestone: &str, witness: &str) -> Answer {
        self.attest_with(who, self.word(milestone, witness))
    }

    /// Takes back.
    pub fn retract(&mut self, who: &str, milestone: &str, witness: &str) -> Answer {
        let round = self.milestone(milestone).round;
        self.tell_milestones(
            who,
            &milestones::ExecuteMsg::Retract {
                milestone: milestone.into(),
                round,
                witness: witness.into(),
            },
        )
    }

    /// Has an interested attestor's word removed.
    pub fn recuse(&mut self, who: &str, milestone: &str, witness: &str, attestor: &str) -> Answer {
        let attestor = self.at(attestor).into_string();
        self.tell_milestones(
            who,
            &milestones::ExecuteMsg::Recuse {
                milestone: milestone.into(),
                witness: witness.into(),
                attestor,
            },
        )
    }

    /// Challenges, for the running round, with any funds.
    pub fn challenge_with(&mut self, who: &str, milestone: &str, funds: &[Coin]) -> Answer {
        let round = self.milestone(milestone).round;
        let msg = milestones::ExecuteMsg::Challenge {
            milestone: milestone.into(),
            round,
        };
        self.send(who, "milestones", &msg, funds)
    }

    /// Challenges with the bond of the defaults.
    pub fn challenge(&mut self, milestone: &str) -> Answer {
        self.challenge_with("challenger", milestone, &super::bond(defaults::BOND))
    }

    /// Settles, for the running round.
    pub fn settle(&mut self, who: &str, milestone: &str, verdict: Verdict) -> Answer {
        let round = self.milestone(milestone).round;
        self.tell_milestones(
            who,
            &milestones::ExecuteMsg::Settle {
                milestone: milestone.into(),
                round,
                verdict,
            },
        )
    }

    /// Lets time decide.
    pub fn conclude(&mut self, milestone: &str) -> Answer {
        let msg = milestones::ExecuteMsg::Conclude {
            milestone: milestone.into(),
        };
        self.tell_milestones("stranger", &msg)
    }

    /// Withdraws credit.
    pub fn withdraw(&mut self, who: &str) -> Answer {
        self.tell_milestones(who, &milestones::ExecuteMsg::Withdraw {})
    }

    /// Adds to a bounty.
    pub fn add_bounty(&mut self, who: &str, milestone: &str, funds: &[Coin]) -> Answer {
        let msg = milestones::ExecuteMsg::AddBounty {
            milestone: milestone.into(),
        };
        self.send(who, "milestones", &msg, funds)
    }

    /// The milestones have started.
    pub fn start(&mut self) {
        self.until(self.now().max(defaults::START));
    }

    /// Enough witnesses attest: the milestone is pending.
    pub fn satisfy(&mut self, milestone: &str) {
        self.start();
        let words: &[(&str, &str)] = match milestone {
            "listing" => &[("auditor", "auditor")],
            "volume" => &[("carol", "members"), ("dora", "members")],
            "lending" => &[
                ("lender", "lender"),
                ("carol", "members"),
                ("dora", "members"),
            ],
            _ => panic!("no milestone of the canonical plan: {milestone}"),
        };
        for (who, leaf) in words {
            self.attest(who, milestone, leaf)
                .expect("a sound attestation");
        }
    }

    /// The milestone is attested, nobody challenges, it is reached; when.
    pub fn reach(&mut self, milestone: &str) -> u64 {
        self.satisfy(milestone);
        self.window_passes();
        self.conclude(milestone).expect("a full window");
        self.now()
    }

    /// Nobody ever attests: the milestone is missed; when.
    pub fn miss(&mut self, milestone: &str) -> u64 {
        if self.now() <= defaults::DEADLINE {
            self.until(defaults::DEADLINE + 1);
        }
        self.conclude(milestone).expect("the deadline is past");
        self.last_call_passes();
        self.conclude(milestone).expect("the last call is over");
        self.now()
    }
}
