use thiserror::Error;

/// Names of the templates.
pub const TEMPLATES: [&str; 6] = [
    "minimal",
    "appchain",
    "listing",
    "payments",
    "lending",
    "self-sustaining",
];

const MINIMAL: &[(&str, &str)] = &[("plan.toml", include_str!("templates/minimal/plan.toml"))];
const LISTING: &[(&str, &str)] = &[("plan.toml", include_str!("templates/listing/plan.toml"))];
const PAYMENTS: &[(&str, &str)] = &[("plan.toml", include_str!("templates/payments/plan.toml"))];
const LENDING: &[(&str, &str)] = &[("plan.toml", include_str!("templates/lending/plan.toml"))];
const SELF_SUSTAINING: &[(&str, &str)] = &[(
    "plan.toml",
    include_str!("templates/self-sustaining/plan.toml"),
)];
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
    #[error("`{name}` is no template; there are {}", TEMPLATES.join(", "))]
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
        "listing" => LISTING,
        "payments" => PAYMENTS,
        "lending" => LENDING,
        "self-sustaining" => SELF_SUSTAINING,
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
