//! Commands on a real chain.

mod ask;
mod deploy;
mod dry_run;
mod grants;
mod key;
mod milestones;
mod multisig;
pub mod propose;
mod session;
mod suite;
mod todo;
mod tx;
pub mod votes;

use std::process::ExitCode;

use milegate_api::vesting::ChangeKind;

pub use session::{connect, included};

use crate::chain_args::OnNode;
use crate::output::{Failure, Output};

/// Runs one of them.
pub fn run(command: &OnNode, output: Output) -> Result<ExitCode, Failure> {
    let change = |kind, args| grants::change(kind, args, output);
    match command {
        OnNode::Deploy(args) => deploy::deploy(args, output),
        OnNode::Fund(args) => deploy::fund(args, output),
        OnNode::Status(args) => ask::status(args, output),
        OnNode::Supply(args) => ask::supply(args, output),
        OnNode::Todo(args) => todo::todo(args, output),
        OnNode::Attest(args) => milestones::attest(args, output),
        OnNode::Retract(args) => milestones::retract(args, output),
        OnNode::Recuse(args) => milestones::recuse(args, output),
        OnNode::Challenge(args) => milestones::challenge(args, output),
        OnNode::Settle(args) => milestones::settle(args, output),
        OnNode::Conclude(args) => milestones::conclude(args, output),
        OnNode::Observe(args) => milestones::observe(args, output),
        OnNode::Advance(args) => milestones::advance(args, output),
        OnNode::Claim(args) => grants::claim(args, output),
        OnNode::Payee(args) => change(ChangeKind::Payee, args),
        OnNode::Owner(args) => change(ChangeKind::Owner, args),
        OnNode::Recover(args) => change(ChangeKind::Recovery, args),
        OnNode::Terminate(args) => change(ChangeKind::Termination, args),
        OnNode::Tell(args) => grants::tell(args, output),
        OnNode::Key(args) => key::key(args, output),
        OnNode::Tx(args) => tx::tx(args, output),
    }
}
