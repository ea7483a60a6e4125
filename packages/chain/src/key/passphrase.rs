use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::error::ChainError;

/// Where a passphrase comes from: a file or a variable that the environment names, or the terminal.
/// Never the command line, which everybody on the machine can read.
#[derive(Clone, Debug, Default)]
pub enum Passphrase {
    /// `MILEGATE_PASSPHRASE_FILE` or `MILEGATE_PASSPHRASE`, else the terminal.
    #[default]
    Environment,
    /// This one: for programs.
    Given(SecretString),
}

impl Passphrase {
    /// The passphrase of something that exists; `what` is what a person is asked for.
    pub(super) fn ask(&self, what: &str) -> Result<SecretString, ChainError> {
        match self.told()? {
            Some(secret) => Ok(secret),
            None => prompt(what),
        }
    }

    /// A passphrase for something new: a person types it twice.
    pub(super) fn choose(&self, what: &str) -> Result<SecretString, ChainError> {
        let secret = match self.told()? {
            Some(secret) => secret,
            None => {
                let first = prompt(what)?;
                let again = prompt(&format!("{what}, again"))?;
                if first.expose_secret() != again.expose_secret() {
                    return Err(ChainError::key(what, "the two differ"));
                }
                first
            }
        };
        if secret.expose_secret().chars().count() < 8 {
            return Err(ChainError::key(what, "8 characters at least"));
        }
        Ok(secret)
    }

    fn told(&self) -> Result<Option<SecretString>, ChainError> {
        if let Passphrase::Given(secret) = self {
            return Ok(Some(secret.clone()));
        }
        if let Ok(path) = std::env::var("MILEGATE_PASSPHRASE_FILE") {
            let text = std::fs::read_to_string(&path).map_err(|e| ChainError::key(&path, e))?;
            let text = Zeroizing::new(text);
            let line = text.trim_end_matches(['\r', '\n']);
            return Ok(Some(SecretString::from(line.to_owned())));
        }
        Ok(std::env::var("MILEGATE_PASSPHRASE")
            .ok()
            .map(SecretString::from))
    }
}

fn prompt(what: &str) -> Result<SecretString, ChainError> {
    rpassword::prompt_password(format!("{what}: "))
        .map(SecretString::from)
        .map_err(|error| {
            let help = "set MILEGATE_PASSPHRASE_FILE where there is no terminal";
            ChainError::key(what, format!("{error}; {help}"))
        })
}
