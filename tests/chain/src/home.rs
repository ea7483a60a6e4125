//! An example's plan, once with people who need no key and once with people of a localnet.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cosmwasm_std::HexBinary;
use milegate_plan::{Plan, Problems};
use tempfile::TempDir;

use crate::localnet::checkout;
use crate::{Localnet, pace};

/// `sim:gov` is the chain's own governance.
const GOV: &str = "gov";

/// The example's own folder in the copy.
const OWN: &str = "example";

/// A copy of an example's folder, and of the evidence that several examples share.
pub struct Home {
    folder: TempDir,
    file: String,
}

impl Home {
    /// A copy of a folder of the checkout for this test chain: its prefix, and blocks as far apart as
    /// a plan may say, so that fewer are waited for.
    pub fn of(source: &str, file: &str) -> Self {
        Home::paced(source, file, "1h", &str::to_owned)
    }

    /// The same for a plan with votes, which take a thousand blocks at least: these pass within a day
    /// or two, as where the plan is meant for, and what waits otherwise waits for few.
    pub fn voted(source: &str, file: &str) -> Self {
        Home::paced(source, file, "2min", &pace::voted)
    }

    fn paced(source: &str, file: &str, block_time: &str, spans: &dyn Fn(&str) -> String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let source = checkout().join(source);
        copy(&source, &folder.path().join(OWN));
        let shared = source.join("../evidence");
        if shared.is_dir() {
            copy(&shared, &folder.path().join("evidence"));
        }
        let home = Home {
            folder,
            file: file.to_owned(),
        };
        home.rewrite(&|text| {
            let own = |line: &&str| {
                !["block_time", "prefix"]
                    .iter()
                    .any(|key| line.starts_with(key))
            };
            let plan = format!("[plan]\nprefix = \"wasm\"\nblock_time = \"{block_time}\"");
            // On a real chain an issuer has a key.
            let issuer = "[addresses]\ndeployer = \"sim:deployer\"";
            let lines = text.lines().filter(own).map(|line| match line {
                "[plan]" => plan.clone(),
                "[addresses]" => issuer.to_owned(),
                other => spans(other),
            });
            lines.collect::<Vec<_>>().join("\n")
        });
        home
    }

    /// Everybody of the plan who is written `sim:name`, except the chain's own governance.
    pub fn people(&self) -> BTreeSet<String> {
        let mut people = BTreeSet::new();
        for path in self.files() {
            let text = std::fs::read_to_string(path).unwrap();
            for rest in text.split("sim:").skip(1) {
                people.insert(rest.chars().take_while(is_of_name).collect());
            }
        }
        people.remove(GOV);
        people
    }

    /// Pins the code of a contract of others that a witness looks at, where the plan has none.
    pub fn observe(&self, checksum: &HexBinary) {
        self.rewrite(&|text| text.replace(&"0".repeat(64), &checksum.to_hex()));
    }

    /// Gives everybody the address that he has on a localnet.
    pub fn settle(&self, net: &Localnet) {
        self.rewrite(&|text| {
            let mut parts = text.split("sim:");
            let mut settled = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                let name: String = part.chars().take_while(is_of_name).collect();
                settled += if name == GOV {
                    net.gov()
                } else {
                    net.address(&name)
                };
                settled += &part[name.len()..];
            }
            settled
        });
    }

    /// A file of the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(OWN).join(name)
    }

    /// The plan's file.
    pub fn file(&self) -> PathBuf {
        self.path(&self.file)
    }

    /// Copies the folder.
    pub fn copy_to(&self, folder: &Path) {
        copy(&self.path(""), folder);
    }

    /// The plan.
    pub fn plan(&self) -> Plan {
        let loaded: Result<Plan, Problems> = Plan::load(self.file());
        loaded.unwrap_or_else(|problems| panic!("{problems}"))
    }

    fn files(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.path("")).unwrap();
        let files = entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file());
        let other_plan = |path: &PathBuf| {
            path.extension().is_some_and(|end| end == "toml") && !path.ends_with(&self.file)
        };
        files.filter(|path| !other_plan(path)).collect()
    }

    fn rewrite(&self, change: &dyn Fn(String) -> String) {
        for path in self.files() {
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::write(&path, change(text)).unwrap();
        }
    }
}

fn is_of_name(c: &char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}
