//! Messages of the milestones.

mod add_bounty;
mod assertion;
mod attest;
mod challenge;
mod conclude;
mod feed;
mod instantiate;
mod observe;
mod pay_dues;
mod recuse;
mod retract;
mod settle;
mod withdraw;
