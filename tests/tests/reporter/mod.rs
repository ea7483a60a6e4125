//! A reporter on the embedded chain, its sources on a server on loopback.

mod crash;
mod once;
mod serve;
mod suite;
