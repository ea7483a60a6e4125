//! One folder per message: its branch tree, and one test per leaf.

mod governance;
mod milestones;
mod stake;
mod vesting;
