//! Files that hold a mnemonic, in plain words or under a passphrase.

use std::fs;
use std::io::Write;
use std::path::Path;

use age::scrypt;
use secrecy::{ExposeSecret, SecretString};
use zeroize::{Zeroize, Zeroizing};

use super::Passphrase;
use crate::error::ChainError;

/// First bytes of a file encrypted by age.
const AGE: &[u8] = b"age-encryption.org/";

/// Whether a file is encrypted.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    bytes.starts_with(AGE)
}

/// The mnemonic in a file. A plain one must be readable by its owner alone.
pub(super) fn read(path: &Path, passphrase: &Passphrase) -> Result<SecretString, ChainError> {
    let shown = path.display();
    let bytes = Zeroizing::new(fs::read(path).map_err(|error| ChainError::key(&shown, error))?);
    let mut text = if is_encrypted(&bytes) {
        let secret = passphrase.ask(&format!("passphrase of {shown}"))?;
        let mut identity = scrypt::Identity::new(secret);
        identity.set_max_work_factor(22);
        let plain = age::decrypt(&identity, &bytes).map_err(|error| {
            ChainError::key(
                &shown,
                format!("cannot be opened with this passphrase ({error})"),
            )
        })?;
        String::from_utf8(plain).map_err(|_| ChainError::key(&shown, "holds no words"))?
    } else {
        private(path)?;
        std::str::from_utf8(&bytes)
            .map_err(|_| ChainError::key(&shown, "holds neither words nor an age file"))?
            .to_owned()
    };
    let words = SecretString::from(text.trim().to_owned());
    text.zeroize();
    Ok(words)
}

/// Writes a mnemonic under a passphrase; never over a file that is there.
pub(super) fn write(
    path: &Path,
    words: &SecretString,
    passphrase: SecretString,
    work: Option<u8>,
) -> Result<(), ChainError> {
    let shown = path.display();
    let mut recipient = scrypt::Recipient::new(passphrase);
    if let Some(log_n) = work {
        recipient.set_work_factor(log_n);
    }
    let sealed = age::encrypt(&recipient, words.expose_secret().as_bytes())
        .map_err(|error| ChainError::key(&shown, error))?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options
        .open(path)
        .map_err(|error| ChainError::key(&shown, error))?;
    file.write_all(&sealed)
        .and_then(|()| file.sync_all())
        .map_err(|error| ChainError::key(&shown, error))
}

#[cfg(unix)]
fn private(path: &Path) -> Result<(), ChainError> {
    use std::os::unix::fs::PermissionsExt;
    let shown = path.display();
    let data = fs::metadata(path).map_err(|error| ChainError::key(&shown, error))?;
    let mode = data.permissions().mode() & 0o777;
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(ChainError::key(
        &shown,
        format!(
            "others can read it (mode {mode:o}): chmod 600 {shown}, or keep it encrypted with `milegate key import`"
        ),
    ))
}

#[cfg(not(unix))]
fn private(_: &Path) -> Result<(), ChainError> {
    Ok(())
}
