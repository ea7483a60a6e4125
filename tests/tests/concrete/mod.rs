//! One folder per message: its branch tree, and one test per leaf.

mod adapter;
mod governance;
mod milestones;
mod oracle;
mod payments;
mod stake;
mod vesting;
