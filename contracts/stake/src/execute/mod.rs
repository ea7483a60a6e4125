//! One message, one function, one file: load, authorise, decide, save, respond.

mod bond;
mod claim;
mod receive;
mod unbond;

pub use bond::bond;
pub use claim::claim;
pub use receive::receive;
pub use unbond::unbond;
