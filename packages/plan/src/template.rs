use std::path::Path;

use thiserror::Error;

/// Names of the templates.
pub const TEMPLATES: [&str; 2] = ["minimal", "appchain"];

/// Why a plan could not be written.
#[derive(Debug, Error)]
pub enum TemplateError {
    /// No such template.
    #[error("`{name}` is no template; there are {}", TEMPLATES.join(" and "))]
    Unknown {
        /// As asked for.
        name: String,
    },
}

/// x
pub fn new(_template: &str, _folder: &Path) -> Result<(), TemplateError> {
    Ok(())
}
