//! The plan: one file that says who gets what, when, and who decides.
//!
//! [`Plan::load`] reads TOML and CSV and reports every problem at once; [`check()`] judges a plan and
//! gathers its facts; [`explain()`] says it in sentences; [`steps()`] turns it into the messages that
//! deploy it, which [`deploy()`] plays through any [`Driver`]. Nothing here needs a VM or a network.
//! The format is described in `docs/plan.md`, every code in `docs/codes.md`.
#![deny(missing_docs)]

mod check;
mod deploy;
mod diff;
mod digest;
mod explain;
mod letter;
mod party;
mod place;
mod plan;
mod problem;
mod read;
mod template;
mod text;

pub use check::{
    Behind, ByCalendar, CheckOptions, Checked, ClassFact, Facts, FeedFact, GateKeys,
    GovernanceFact, GuardFact, IfMissedAmounts, LeaversFact, ReserveFact, StakeFact, StateFact,
    TokenFact, check,
};
pub use deploy::{
    Codes, CodesError, DenomMetadata, DeployError, Deployed, Deployment, Driver, Genesis, Role,
    Step, StepError, codes, deploy, read_wasm, seal_message, steps, steps_of,
};
pub use diff::{Diff, Edit, EditKind, Field, diff};
pub use digest::canonical_json;
pub use explain::{explain, explain_category, explain_grant, explain_milestone};
pub use letter::letter;
pub use party::{Party, canonical_address, encode_address, sim_address};
pub use place::{At, Place};
pub use plan::{
    Address, Asset, BondDenom, Category, ClassRule, Document, Feed, FeedLeaf, Governance, Grant,
    Guardian, Leavers, Limit, Member, Milestone, Multisig, Plan, Power, Powers, Reserve, Schedule,
    SinkTo, Source, Stake, StateLeaf, Tranche, Uncited, Vault, Witness, WitnessKind,
};
pub use problem::{CODES, CodeInfo, Problem, Problems, Severity, code_info};
pub use template::{TEMPLATES, TemplateError, new};
pub use text::{Amounts, duration_words, instant_words, parse_instant, span_words};
