//! One message, one function, one file: load, authorise, decide, save, respond.

mod pay;
mod withdraw;

pub use pay::pay;
pub use withdraw::withdraw;
