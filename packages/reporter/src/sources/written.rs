//! The file as written, before anything is checked.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) feed: Feed,
    pub(super) report: Report,
    #[serde(default)]
    pub(super) source: Vec<Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Feed {
    pub(super) oracle: Spanned<String>,
    pub(super) name: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Report {
    pub(super) need: Spanned<usize>,
    pub(super) deviation: Spanned<String>,
    pub(super) after: Option<Spanned<String>>,
    pub(super) folder: Option<PathBuf>,
    pub(super) uri: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub(super) name: Spanned<String>,
    pub(super) url: Spanned<String>,
    pub(super) pointer: Spanned<String>,
    pub(super) scale: Option<Spanned<String>>,
    pub(super) timeout: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, Spanned<String>>,
}
