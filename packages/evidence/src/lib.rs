//! Evidence documents: their schemas, whether a document fits, and whether it is the one that was
//! attested.
//!
//! An attestation carries the name of a schema, where the document is and its SHA-256. [`check`] says
//! what is wrong with the document that was found there: nothing, if it is the one, fits its schema,
//! says what was attested, and its totals follow from its days. Whether the days are true, nobody but
//! the sources can say.
#![deny(missing_docs)]

mod amount;
mod digest;
mod document;
mod problem;
mod schema;
mod totals;

pub use digest::digest;
pub use document::{Attested, Document, check, validate};
pub use problem::Problem;
pub use schema::{SCHEMAS, UnknownSchema, schema};
