use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Names of the templates.
pub const TEMPLATES: [&str; 2] = ["minimal", "appchain"];

const MINIMAL: &[(&str, &str)] = &[("plan.toml", include_str!("templates/minimal/plan.toml"))];
const APPCHAIN: &[(&str, &str)] = &[
    ("plan.toml", include_str!("templates/appchain/plan.toml")),
    ("team.csv", include_str!("templates/appchain/team.csv")),
    (
        "investors.csv",
        include_str!("templates/appchain/investors.csv"),
    ),
    (
        "committee.csv",
        include_str!("templates/appchain/committee.csv"),
    ),
];

/// Why a plan could not be written.
#[derive(Debug, Error)]
pub enum TemplateError {
    /// No such template.
    #[error("`{name}` is no template; there are {}", TEMPLATES.join(" and "))]
    Unknown {
        /// As asked for.
        name: String,
    },
    /// A file of that name is there; nothing was written.
    #[error("{} exists; choose another name or remove it", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The disk says no.
    #[error("cannot write {}: {error}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// Writes a commented plan that checks clean into `folder`, and answers the files. The plan is
/// called like the folder.
pub fn new(template: &str, folder: &Path) -> Result<Vec<PathBuf>, TemplateError> {
    let files = match template {
        "minimal" => MINIMAL,
        "appchain" => APPCHAIN,
        other => {
            return Err(TemplateError::Unknown {
                name: other.to_owned(),
            });
        }
    };
    for (name, _) in files {
        let path = folder.join(name);
        if path.exists() {
            return Err(TemplateError::Exists { path });
        }
    }
    std::fs::create_dir_all(folder).map_err(|error| TemplateError::Write {
        path: folder.to_owned(),
        error,
    })?;
    let name = folder
        .file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default();
    // A name in quotes must not end them.
    let name: String = name
        .chars()
        .filter(|c| !"\"\\".contains(*c) && !c.is_control())
        .collect();
    let mut written = Vec::new();
    for (file, text) in files {
        let path = folder.join(file);
        std::fs::write(&path, text.replace("{NAME}", &name)).map_err(|error| {
            TemplateError::Write {
                path: path.clone(),
                error,
            }
        })?;
        written.push(path);
    }
    Ok(written)
}
