//! Deployments on the embedded chain, honest and tampered with.

mod honest;
mod lie;
mod tampered;
mod world;
