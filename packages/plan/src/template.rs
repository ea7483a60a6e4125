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
}

/// A commented plan that checks clean, called `name`: file names and texts, the plan first. The
/// caller writes them.
pub fn new(template: &str, name: &str) -> Result<Vec<(String, String)>, TemplateError> {
    let files = match template {
        "minimal" => MINIMAL,
        "appchain" => APPCHAIN,
        other => {
            return Err(TemplateError::Unknown {
                name: other.to_owned(),
            });
        }
    };
    // A name in quotes must not end them.
    let plain = |c: &char| !"\"\\".contains(*c) && !c.is_control();
    let name: String = name.chars().filter(plain).collect();
    let written = |(file, text): &(&str, &str)| ((*file).to_owned(), text.replace("{NAME}", &name));
    Ok(files.iter().map(written).collect())
}
