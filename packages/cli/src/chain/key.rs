//! `milegate key`.

use std::io::Read;
use std::process::ExitCode;

use milegate_chain::{HD_PATH, Key as Signing, KeyStore};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::session::keys;
use crate::chain_args::Key;
use crate::output::{Failure, Output};

/// Makes, takes in, shows and lists keys.
pub fn key(command: &Key, output: Output) -> Result<ExitCode, Failure> {
    match command {
        Key::New { name } => {
            let words = Signing::new_mnemonic().map_err(Failure::failed)?;
            let key = keep(&keys(HD_PATH)?, name, &words)?;
            let text = format!(
                "{}\nWrite these words down: whoever has them has the key, and nothing else brings it back.\n\n{}",
                addresses(name, &key)?,
                words.expose_secret()
            );
            let address = address(&key, "wasm")?;
            let value =
                json!({ "name": name, "address": address, "mnemonic": words.expose_secret() });
            output.result(&text, &value)?;
        }
        Key::Import { name, file } => {
            let mut words = String::new();
            match file {
                Some(file) => {
                    let read = std::fs::read_to_string(file);
                    words = read.map_err(|e| Failure::asked(format!("{}: {e}", file.display())))?;
                }
                None => {
                    let read = std::io::stdin().read_to_string(&mut words);
                    read.map_err(Failure::asked)?;
                }
            }
            let key = keep(&keys(HD_PATH)?, name, &SecretString::from(words))?;
            let value = json!({ "name": name, "address": address(&key, "wasm")? });
            output.result(&addresses(name, &key)?, &value)?;
        }
        Key::Show {
            key,
            prefix,
            hd_path,
        } => {
            let opened = keys(hd_path)?.open(key).map_err(Failure::asked)?;
            let address = address(&opened, prefix)?;
            output.result(&address, &json!({ "key": key, "address": address }))?;
        }
        Key::List => {
            let listed = keys(HD_PATH)?.list().map_err(Failure::asked)?;
            let text = match listed.as_slice() {
                [] => "no key is kept: `milegate key new NAME`".to_owned(),
                listed => {
                    let lines = listed.iter();
                    let lines: Vec<String> = lines
                        .map(|key| format!("{}  {}", key.name, key.file.display()))
                        .collect();
                    lines.join("\n")
                }
            };
            output.result(&text, &listed)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn keep(store: &KeyStore, name: &str, words: &SecretString) -> Result<Signing, Failure> {
    store.keep(name, words).map_err(Failure::asked)
}

fn address(key: &Signing, prefix: &str) -> Result<String, Failure> {
    key.address(prefix).map_err(Failure::asked)
}

fn addresses(name: &str, key: &Signing) -> Result<String, Failure> {
    let (cosmos, wasm) = (address(key, "cosmos")?, address(key, "wasm")?);
    Ok(format!(
        "{name} is kept: {cosmos}, {wasm}, and alike on other chains (milegate key show {name} --prefix PREFIX)"
    ))
}
