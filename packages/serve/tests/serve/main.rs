//! Figures, files and news of vaults on the embedded chain, over real HTTP where there is any.

mod figures;
mod files;
mod http;
mod news;
mod webhook;
mod world;
