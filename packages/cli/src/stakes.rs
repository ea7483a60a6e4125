//! Stakes and votes: in a play file, or on a chain.

use std::process::ExitCode;

#[cfg(feature = "chain")]
use crate::chain::votes;
use crate::output::{Failure, Output};
#[cfg(feature = "vm")]
use crate::play;
use crate::play_args::{Dispute, Execute, Play, Propose, Prove, Stake, Tally, Vote};

/// Where a command acts.
enum Place {
    Play,
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
    ($($(#[$doc:meta])* $name:ident($args:ty);)*) => {
        $(
            $(#[$doc])*
            pub fn $name(args: $args, output: Output) -> Result<ExitCode, Failure> {
                match place(&args.play)? {
                    #[cfg(feature = "vm")]
                    Place::Play => play::$name(args, output),
                    #[cfg(feature = "chain")]
                    Place::Chain => votes::$name(&args, output),
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
    stake(Stake);
    /// Proposes, or asks.
    propose(Propose);
    /// Votes.
    vote(Vote);
    /// Proves.
    prove(Prove);
    /// Executes.
    execute(Execute);
    /// Reads where proposals stand.
    tally(Tally);
    /// Disputes.
    dispute(Dispute);
}
