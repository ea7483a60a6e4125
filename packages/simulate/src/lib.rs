//! Plays a plan on the embedded chain.
