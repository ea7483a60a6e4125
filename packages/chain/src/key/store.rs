use std::fs;
use std::path::{Path, PathBuf};

use secrecy::SecretString;

use super::{HD_PATH, Key, Passphrase, file};
use crate::error::ChainError;

/// Keys by name: encrypted files in one folder, and the system's keyring.
#[derive(Clone, Debug)]
pub struct KeyStore {
    folder: PathBuf,
    passphrase: Passphrase,
    hd_path: String,
    work: Option<u8>,
}

/// A key that is kept, without opening it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Its file.
    pub file: PathBuf,
}

impl KeyStore {
    /// Keys in a folder.
    pub fn new(folder: impl Into<PathBuf>, passphrase: Passphrase) -> Self {
        KeyStore {
            folder: folder.into(),
            passphrase,
            hd_path: HD_PATH.to_owned(),
            work: None,
        }
    }

    /// The keys of whoever runs this: in `MILEGATE_HOME`, else in `.milegate` of the home folder.
    pub fn of_user() -> Result<Self, ChainError> {
        let home = std::env::var_os("MILEGATE_HOME").map(PathBuf::from);
        let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".milegate")));
        let home = home.ok_or_else(|| ChainError::key("folder", "set MILEGATE_HOME"))?;
        Ok(KeyStore::new(home.join("keys"), Passphrase::default()))
    }

    /// Derives keys at another path than [`HD_PATH`].
    pub fn at_path(mut self, hd_path: &str) -> Self {
        self.hd_path = hd_path.to_owned();
        self
    }

    /// Costs of opening a file, as a power of two; for tests.
    pub fn work(mut self, log_n: u8) -> Self {
        self.work = Some(log_n);
        self
    }

    /// Opens a key: `keyring:NAME` in the system's keyring, a name of this folder, or a file, in
    /// plain words or encrypted by age.
    pub fn open(&self, key: &str) -> Result<Key, ChainError> {
        let words = match key.strip_prefix("keyring:") {
            Some(name) => keyring_get(name)?,
            None => file::read(&self.path(key)?, &self.passphrase)?,
        };
        Key::from_mnemonic(&words, &self.hd_path)
    }

    /// Keeps a mnemonic under a name, encrypted, or in the system's keyring (`keyring:NAME`). A
    /// name that is taken is refused.
    pub fn keep(&self, name: &str, words: &SecretString) -> Result<Key, ChainError> {
        let key = Key::from_mnemonic(words, &self.hd_path)?;
        if let Some(name) = name.strip_prefix("keyring:") {
            keyring_set(name, words)?;
            return Ok(key);
        }
        let path = self.own(name)?;
        if path.exists() {
            return Err(ChainError::key(
                name,
                format!("{} is there", path.display()),
            ));
        }
        fs::create_dir_all(&self.folder)
            .map_err(|error| ChainError::key(self.folder.display(), error))?;
        let secret = self.passphrase.choose(&format!("passphrase for {name}"))?;
        file::write(&path, words, secret, self.work)?;
        Ok(key)
    }

    /// The keys of this folder, by name.
    pub fn list(&self) -> Result<Vec<Listed>, ChainError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(vec![]),
            Err(error) => return Err(ChainError::key(self.folder.display(), error)),
        };
        let mut all: Vec<Listed> = entries
            .filter_map(|entry| {
                let file = entry.ok()?.path();
                let name = file.file_name()?.to_str()?.strip_suffix(".age")?.to_owned();
                Some(Listed { name, file })
            })
            .collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(all)
    }

    fn path(&self, key: &str) -> Result<PathBuf, ChainError> {
        if let Ok(own) = self.own(key)
            && own.exists()
        {
            return Ok(own);
        }
        let path = Path::new(key);
        if path.is_file() {
            return Ok(path.to_owned());
        }
        let known: Vec<String> = self.list()?.into_iter().map(|listed| listed.name).collect();
        let known = match known.as_slice() {
            [] => "none is kept: `milegate key new NAME`".to_owned(),
            known => format!("kept are {}", known.join(", ")),
        };
        Err(ChainError::key(
            key,
            format!("no such key and no such file; {known}"),
        ))
    }

    fn own(&self, name: &str) -> Result<PathBuf, ChainError> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
        if name.is_empty() || !name.chars().all(allowed) {
            return Err(ChainError::key(
                name,
                "a name has letters, digits, `-` and `_`",
            ));
        }
        Ok(self.folder.join(format!("{name}.age")))
    }
}

#[cfg(feature = "keyring")]
fn keyring_get(name: &str) -> Result<SecretString, ChainError> {
    let entry = keyring::Entry::new("milegate", name).map_err(|e| ChainError::key(name, e))?;
    let words = entry.get_password().map_err(|e| ChainError::key(name, e))?;
    Ok(SecretString::from(words))
}

#[cfg(feature = "keyring")]
fn keyring_set(name: &str, words: &SecretString) -> Result<(), ChainError> {
    use secrecy::ExposeSecret;
    let entry = keyring::Entry::new("milegate", name).map_err(|e| ChainError::key(name, e))?;
    if entry.get_password().is_ok() {
        return Err(ChainError::key(name, "the keyring has one of that name"));
    }
    let kept = entry.set_password(words.expose_secret());
    kept.map_err(|e| ChainError::key(name, e))
}

#[cfg(not(feature = "keyring"))]
fn keyring_get(name: &str) -> Result<SecretString, ChainError> {
    Err(without_keyring(name))
}

#[cfg(not(feature = "keyring"))]
fn keyring_set(name: &str, _: &SecretString) -> Result<(), ChainError> {
    Err(without_keyring(name))
}

#[cfg(not(feature = "keyring"))]
fn without_keyring(name: &str) -> ChainError {
    ChainError::key(
        name,
        "built without the system's keyring: add `--features keyring`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "economy stock theory fatal elder harbor betray wasp final emotion task crumble siren bottom lizard educate guess current outdoor pair theory focus wife stone";
    const ADDRESS: &str = "cosmos1pkptre7fdkl6gfrzlesjjvhxhlc3r4gmmk8rs6";

    fn store(folder: &Path, passphrase: &str) -> KeyStore {
        KeyStore::new(folder, Passphrase::Given(SecretString::from(passphrase))).work(2)
    }

    #[test]
    fn a_kept_key_is_encrypted_listed_and_opened_by_its_passphrase() {
        let folder = tempfile::tempdir().unwrap();
        let mine = store(folder.path(), "correct horse");
        mine.keep("ops", &SecretString::from(WORDS)).unwrap();
        let listed = mine.list().unwrap();
        assert_eq!(listed[0].name, "ops");
        let bytes = fs::read(&listed[0].file).unwrap();
        assert!(file::is_encrypted(&bytes));
        assert!(!String::from_utf8_lossy(&bytes).contains("economy"));
        let key = mine.open("ops").unwrap();
        assert_eq!(key.address("cosmos").unwrap(), ADDRESS);
        let other = store(folder.path(), "wrong horse").open("ops");
        assert!(other.unwrap_err().to_string().contains("passphrase"));
        let again = mine.keep("ops", &SecretString::from(WORDS)).unwrap_err();
        assert!(again.to_string().contains("is there"), "{again}");
    }

    #[test]
    fn a_short_passphrase_and_a_path_as_a_name_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let words = SecretString::from(WORDS);
        let short = store(folder.path(), "1234567").keep("ops", &words);
        assert!(short.unwrap_err().to_string().contains("8 characters"));
        let outside = store(folder.path(), "correct horse").keep("../ops", &words);
        assert!(outside.unwrap_err().to_string().contains("letters, digits"));
    }

    #[cfg(unix)]
    #[test]
    fn plain_words_must_be_private() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("words");
        fs::write(&path, format!("{WORDS}\n")).unwrap();
        let mine = store(folder.path(), "correct horse");
        let open = |mode| {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            mine.open(path.to_str().unwrap())
        };
        let error = open(0o644).unwrap_err().to_string();
        assert!(error.contains("chmod 600"), "{error}");
        assert_eq!(open(0o600).unwrap().address("cosmos").unwrap(), ADDRESS);
    }

    #[test]
    fn a_key_that_is_not_there_is_answered_with_those_that_are() {
        let folder = tempfile::tempdir().unwrap();
        let mine = store(folder.path(), "correct horse");
        let none = mine.open("ops").unwrap_err().to_string();
        assert!(none.contains("milegate key new"), "{none}");
        mine.keep("other", &SecretString::from(WORDS)).unwrap();
        let some = mine.open("ops").unwrap_err().to_string();
        assert!(some.contains("kept are other"), "{some}");
    }
}
