//! From a plan to a deployment: predicted addresses, the steps, and whoever plays them.

mod codes_file;
mod deployment;
mod driver;
mod genesis;
mod governance;
mod groups;
mod oracle;
mod seal;
mod step;
mod vault;

pub use codes_file::{Codes, CodesError, codes, read_wasm};
pub(crate) use deployment::roles;
pub use deployment::{Deployment, Role, StepError};
pub use driver::{DeployError, Deployed, Driver, deploy};
pub use genesis::{DenomMetadata, Genesis};
pub(crate) use oracle::terms as feed_terms;
pub use step::{Step, seal_message, steps, steps_of};
pub(crate) use vault::{rules as schedule_rules, terms as milestone_terms};
