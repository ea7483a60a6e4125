//! Stakes and votes: in a play file, or on a chain.

use std::process::ExitCode;

#[cfg(feature = "chain")]
use crate::chain::{propose as proposals, votes};
use crate::output::{Failure, Output};
#[cfg(feature = "vm")]
use crate::play;
use crate::play_args::{Dispute, Execute, Play, Propose, Prove, Stake, Tally, Vote};

/// Where a command acts.
enum Place {
    Play,
    #[cfg(feature = "chain")]
    Chain,
}

fn place(play: &Play) -> Result<Place, Failure> {
    if play.play.is_some() {
        return Ok(Place::Play);
    }
    #[cfg(feature = "chain")]
    if play.chain.node.is_some() {
        return Ok(Place::Chain);
    }
    let what = "say where: --play FILE, or --node URL for a chain";
    Err(Failure::asked(what))
}

/// One function per command: the play's, or the chain's.
macro_rules! either {
    ($($(#[$doc:meta])* $name:ident($args:ty) in $chain:ident;)*) => {
        $(
            $(#[$doc])*
            pub fn $name(args: $args, output: Output) -> Result<ExitCode, Failure> {
                match place(&args.play)? {
                    #[cfg(feature = "vm")]
                    Place::Play => play::$name(args, output),
                    #[cfg(feature = "chain")]
                    Place::Chain => $chain::$name(&args, output),
                    #[allow(unreachable_patterns)]
                    _ => Err(Failure::asked(
                        "this command was built without what that takes: see milegate --help",
                    )),
                }
            }
        )*
    };
}

either! {
    /// Stakes.
    stake(Stake) in votes;
    /// Proposes, or asks.
    propose(Propose) in proposals;
    /// Votes.
    vote(Vote) in votes;
    /// Proves.
    prove(Prove) in votes;
    /// Executes.
    execute(Execute) in votes;
    /// Reads where proposals stand.
    tally(Tally) in votes;
    /// Disputes.
    dispute(Dispute) in votes;
}
