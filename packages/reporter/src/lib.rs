//! Reports a feed to an oracle.
//!
//! A reporter asks [`Sources`] (HTTP, JSON), drops those far from the median, takes the median of the
//! rest, writes everything it rests on down as one [`Document`], and reports value and digest to the
//! chain, once a period. [`Reporter::step`] does one step; whatever has happened by then is on disk
//! or on the chain, so that it can die between any two and be started again.
#![deny(missing_docs)]

mod chain;
mod combine;
mod document;
mod draft;
mod error;
mod gather;
mod journal;
mod json;
mod number;
mod reporter;
mod service;
mod sources;
mod stop;
mod store;

pub use chain::{ChainError, Moment, OracleChain, Sent};
pub use combine::{Combined, Deviation, TooFew, combine};
pub use document::{Document, DocumentError, Heard, SCHEMA};
pub use draft::dry_run;
pub use error::ReportError;
pub use gather::gather;
pub use journal::{Entry, Journal, Key};
pub use json::{JsonError, find, scalar};
pub use number::{Number, NumberError};
pub use reporter::{Done, Reporter};
pub use service::{Pace, serve};
pub use sources::{Problem, Source, Sources};
pub use stop::Stop;
pub use store::{Store, StoreError};
