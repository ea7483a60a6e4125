//! A play file: a scenario to which commands append one step after another. There is no chain that
//! stays, so the file is the state: it is played from the start, every time.

use std::path::{Path, PathBuf};

use milegate_api::core::governance::Status;
use milegate_api::milestones::Stage as MilestoneStage;
use milegate_plan::{Plan, instant_words};
use milegate_report::model::{Proposal, Votes};
use milegate_report::units::Asset;

use crate::action::Action;
use crate::cast::PlayError;
use crate::motion::Motion;
use crate::player::Player;
use crate::scenario::{Event, Scenario, ScenarioError, parse};
use crate::stage::{StageError, stage};
use crate::step_text::written;
use crate::story::Line;

/// What a new play file begins with.
const HEAD: &str = "title = \"a play\"\n";

/// Why a step was not played.
#[derive(Debug, thiserror::Error)]
pub enum PlayFileError {
    /// The file is no scenario.
    #[error(transparent)]
    Scenario(Box<ScenarioError>),
    /// The plan could not be deployed.
    #[error(transparent)]
    Stage(Box<StageError>),
    /// What the file holds does not play.
    #[error("{path} does not play: {why}")]
    Before {
        /// The file.
        path: String,
        /// Why.
        why: Box<PlayError>,
    },
    /// The step was refused.
    #[error("{why}\n{path} is as it was{hint}")]
    Refused {
        /// The file.
        path: String,
        /// Why.
        why: Box<PlayError>,
        /// What to do about it, after a line break.
        hint: String,
    },
    /// The step lies before what has happened.
    #[error("{at} is before the last step of {path}, at {last}: steps are appended in order")]
    Early {
        /// The file.
        path: String,
        /// When it should happen.
        at: String,
        /// When the last step did.
        last: String,
    },
    /// The file could not be written.
    #[error("{path}: {why}")]
    Write {
        /// The file.
        path: String,
        /// Why.
        why: String,
    },
}

/// A play file and what it says.
#[derive(Clone, Debug)]
pub struct PlayFile {
    path: PathBuf,
    text: String,
    scenario: Scenario,
}

/// What a step did.
#[derive(Debug)]
pub struct Done {
    /// When it happened, Unix seconds.
    pub at: u64,
    /// What it told.
    pub lines: Vec<Line>,
    /// The proposal that it opened or named.
    pub proposal: Option<u64>,
}

/// A play file, played.
pub struct Played {
    /// The run.
    pub player: Player,
    file: PlayFile,
}

impl PlayFile {
    /// Reads a play file; one that is not there yet is empty.
    pub fn open(path: &Path) -> Result<PlayFile, PlayFileError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => HEAD.to_owned(),
            Err(source) => {
                let path = path.display().to_string();
                return Err(unread(ScenarioError::Read { path, source }));
            }
        };
        let scenario = parse(path, &text).map_err(unread)?;
        Ok(PlayFile {
            path: path.to_path_buf(),
            text,
            scenario,
        })
    }

    /// Deploys the plan and plays the file to its last step.
    pub fn play(self, plan: &Plan, artifacts: &Path) -> Result<Played, PlayFileError> {
        let staged = stage(plan, artifacts, |_| ());
        let staged = staged.map_err(|why| PlayFileError::Stage(Box::new(why)))?;
        let mut player = Player::new(staged);
        player.advance_to(*plan.start);
        for event in &self.scenario.events {
            let played = player.play(event, &self.scenario.folder);
            played.map_err(|why| PlayFileError::Before {
                path: self.shown(),
                why: Box::new(why),
            })?;
        }
        Ok(Played { player, file: self })
    }

    fn shown(&self) -> String {
        self.path.display().to_string()
    }
}

impl Played {
    /// Lets time pass to an instant.
    pub fn wait(&mut self, at: u64) -> Result<(), PlayFileError> {
        let last = self.player.now();
        if at < last {
            return Err(PlayFileError::Early {
                path: self.file.shown(),
                at: instant_words(at),
                last: instant_words(last),
            });
        }
        self.player.advance_to(at);
        Ok(())
    }

    /// Plays one more step and appends it to the file; without `at`, in the next block, or as soon
    /// as what has passed may be executed. A step that is refused is not appended.
    pub fn step(&mut self, motion: Motion, at: Option<u64>) -> Result<Done, PlayFileError> {
        let at = at.unwrap_or_else(|| self.soon(&motion));
        let told = self.player.lines.len();
        self.wait(at)?;
        let motion = self.complete(motion);
        let event = Event {
            at,
            refused: None,
            action: Action::Motion(motion.clone()),
        };
        let folder = self.file.scenario.folder.clone();
        let refused = |why: PlayError| PlayFileError::Refused {
            path: self.file.shown(),
            hint: hint(&why),
            why: Box::new(why),
        };
        self.player.play(&event, &folder).map_err(refused)?;
        let lines = self.player.lines.get(told..).unwrap_or_default().to_vec();
        self.append(&motion, at)?;
        Ok(Done {
            at,
            lines,
            proposal: self.proposal_of(&motion),
        })
    }

    /// A dispute is opened with its challenge where nobody has challenged yet.
    fn complete(&self, motion: Motion) -> Motion {
        match motion {
            Motion::Dispute { milestone, by, .. } => {
                let stage = self.player.milestone(&milestone).map(|m| m.stage);
                let challenge = matches!(stage, Ok(MilestoneStage::Pending { .. }));
                Motion::Dispute {
                    milestone,
                    by,
                    challenge,
                }
            }
            other => other,
        }
    }

    fn soon(&self, motion: &Motion) -> u64 {
        let next = self.player.now().saturating_add(self.player.block_seconds);
        let Motion::Execute { proposal, .. } = motion else {
            return next;
        };
        match self.player.tally(*proposal) {
            Ok(tally) if !matches!(tally.status, Status::Executed { .. }) => {
                next.max(self.player.when(tally.executable))
            }
            _ => next,
        }
    }

    fn proposal_of(&self, motion: &Motion) -> Option<u64> {
        match motion {
            Motion::Propose { .. } | Motion::Ask { .. } | Motion::Dispute { .. } => {
                let config = self.player.governance_config().ok()?;
                Some(config.proposals)
            }
            Motion::Vote { proposal, .. }
            | Motion::Prove { proposal, .. }
            | Motion::Readmit { proposal, .. }
            | Motion::Execute { proposal, .. }
            | Motion::Close { proposal, .. }
            | Motion::CancelProposal { proposal, .. } => Some(*proposal),
            _ => None,
        }
    }

    /// One proposal as it now stands.
    pub fn proposal(&self, id: u64) -> Result<(Proposal, Asset), PlayError> {
        self.player.proposal(id)
    }

    /// Everything that was put to the vote.
    pub fn votes(&self) -> Result<(Votes, Asset), PlayError> {
        self.player.votes()
    }

    fn append(&mut self, motion: &Motion, at: u64) -> Result<(), PlayFileError> {
        let failed = |why: String| PlayFileError::Write {
            path: self.file.path.display().to_string(),
            why,
        };
        let step = written(motion, at).map_err(failed)?;
        let text = format!("{}\n\n{step}", self.file.text.trim_end());
        std::fs::write(&self.file.path, &text).map_err(|e| failed(e.to_string()))?;
        self.file.text = text;
        Ok(())
    }
}

fn unread(why: ScenarioError) -> PlayFileError {
    PlayFileError::Scenario(Box::new(why))
}

/// What to do about a refusal, on a line of its own.
fn hint(why: &PlayError) -> String {
    let PlayError::Refused { why, .. } = why else {
        return String::new();
    };
    let known = [
        (
            "no voting power",
            "power is what was staked before the block that opened the proposal: `milegate stake` first, then propose",
        ),
        (
            "an interested voter",
            "he is paid by it: `milegate tally` says who else is, and anyone may have them proven: `milegate prove`",
        ),
        (
            "has not accepted payments",
            "append an event with `do = \"accept-payments\"` to the play file",
        ),
        (
            "not executable before",
            "leave out --at: `milegate execute` waits until it may be executed",
        ),
        (
            "need no signal",
            "ask first (`milegate propose --option ... --option ...`), then propose with --cites and its number",
        ),
        ("same content", "wait (--at), or propose something else"),
    ];
    let found = known.iter().find(|(words, _)| why.contains(words));
    found.map_or(String::new(), |(_, hint)| format!("\n{hint}"))
}
