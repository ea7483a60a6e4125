//! Every test that crosses a crate, in one binary.

mod concrete;
mod gas;
mod golden;
mod governance;
mod matrix;
mod oracle;
mod payments;
mod property;
mod queries;
mod queries_milestones;
mod replay;
mod reporter;
mod spec;
mod stake;
mod stateful;
mod stateful_witnesses;
mod threats;
mod threats_governance;
mod threats_holders;
mod threats_tokens;
mod threats_witnesses;
mod trees;
mod witnesses;
