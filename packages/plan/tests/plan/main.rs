//! The plan, from files to steps.
mod steps;
