//! Feeds: terms, clock, median and windows by hand, at their extremes, and against a model that
//! recounts everything from the raw reports.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod kit;
mod model;

mod agree;
mod calendar;
mod extremes;
mod leaf;
mod median;
mod reading;
mod terms;
