//! Plays a plan on the embedded chain: deploy, seal, a scenario, and the chain's own view of what
//! came of it.
#![deny(missing_docs)]

mod act;
mod action;
mod ask;
pub mod builtin;
mod cast;
mod deed;
mod drive;
mod grants;
mod holders;
mod money;
mod motion;
mod multisig;
mod overlay;
mod play_file;
mod player;
mod polls;
mod reach;
mod scenario;
mod stage;
mod stand_in;
mod step_text;
mod story;
mod token;
mod view;
mod votes;
mod witness;

pub use action::Action;
pub use builtin::Builtin;
pub use cast::{Cast, PlayError};
pub use deed::Deed;
pub use drive::{DriveError, Embedding};
pub use money::Money;
pub use motion::{Motion, Voters};
pub use play_file::{Done, PlayFile, PlayFileError, Played};
pub use player::Player;
pub use scenario::{Event, Scenario, ScenarioError, in_seconds, read};
pub use stage::{Stage, StageError, stage};
pub use story::Line;
pub use view::Embedded;

/// What is played.
#[derive(Clone, Debug)]
pub enum Script {
    /// A file's events, then time runs out.
    Written(Scenario),
    /// A built-in one.
    Builtin(Builtin),
}

/// Plays a script on a staged plan until its end, or the last token; `told` hears each line.
pub fn play(
    stage: Stage,
    script: &Script,
    mut told: impl FnMut(&Line),
) -> Result<Player, PlayError> {
    let mut player = Player::new(stage);
    let mut heard = 0;
    let mut hear = |player: &Player| {
        player.lines.iter().skip(heard).for_each(&mut told);
        heard = player.lines.len();
    };
    match script {
        Script::Written(scenario) => {
            for event in &scenario.events {
                player.play(event, &scenario.folder)?;
                hear(&player);
            }
            builtin::run_out(&mut player, scenario.end)?;
        }
        Script::Builtin(Builtin::HandsOff) => {
            player.destroy_keys();
            builtin::run_out(&mut player, None)?;
        }
        Script::Builtin(Builtin::AllReached) => {
            player.votes_itself = true;
            reach::reach_all(&mut player)?;
            hear(&player);
            builtin::run_out(&mut player, None)?;
        }
        Script::Builtin(Builtin::AllMissed) => builtin::run_out(&mut player, None)?,
    }
    hear(&player);
    Ok(player)
}
