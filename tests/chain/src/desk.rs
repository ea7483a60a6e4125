//! People at their terminals: the binary, a node, a key in a file.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::localnet::{artifacts, checkout};
use crate::{Home, Localnet};

/// Where people of a localnet type commands, in one folder.
pub struct Desk<'a> {
    net: &'a Localnet,
    folder: TempDir,
}

/// What a command said.
pub struct Said {
    /// Its exit code.
    pub code: i32,
    /// Its result.
    pub out: String,
    /// Progress and problems.
    pub err: String,
}

/// The command line under test.
pub fn milegate() -> PathBuf {
    let built = checkout().join("target/debug/milegate");
    std::env::var_os("MILEGATE").map_or(built, Into::into)
}

impl<'a> Desk<'a> {
    /// With a copy of a plan's folder as `plan`.
    pub fn new(net: &'a Localnet, home: &Home) -> Self {
        let folder = tempfile::tempdir().unwrap();
        home.copy_to(&folder.path().join("plan"));
        std::fs::write(folder.path().join("passphrase"), "correct horse\n").unwrap();
        Desk { net, folder }
    }

    /// A file of the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file of the folder.
    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// Runs a line with the key of `who`; words in single quotes belong together.
    pub fn says(&self, who: &str, line: &str) -> Said {
        said(self.command(who, line).output().unwrap())
    }

    /// As [`Desk::says`], where no node is.
    pub fn offline(&self, who: &str, line: &str) -> Said {
        let mut command = self.command(who, line);
        said(command.env_remove("MILEGATE_NODE").output().unwrap())
    }

    /// What a line prints for people.
    #[track_caller]
    pub fn shows(&self, who: &str, line: &str) -> String {
        let said = self.says(who, line);
        assert_eq!(said.code, 0, "{who}: {line}\n{}{}", said.out, said.err);
        said.out
    }

    /// What a line prints for machines.
    #[track_caller]
    pub fn does(&self, who: &str, line: &str) -> Value {
        let out = self.shows(who, &format!("{line} --json"));
        let read = serde_json::from_str(&out);
        read.unwrap_or_else(|error| panic!("{line}: {error}\n{out}"))
    }

    /// What is said of a line that ends with this exit code.
    #[track_caller]
    pub fn fails(&self, code: i32, who: &str, line: &str) -> String {
        let said = self.says(who, line);
        assert_eq!(said.code, code, "{who}: {line}\n{}{}", said.out, said.err);
        said.out + &said.err
    }

    /// Begins a line that goes on until it is ended.
    pub fn serves(&self, who: &str, line: &str) -> Serving {
        Serving(self.begins(who, line))
    }

    /// Begins a line, whose process is the caller's to end.
    pub fn begins(&self, who: &str, line: &str) -> Child {
        let mut command = self.command(who, line);
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    /// Lines of different people, all at once.
    pub fn together(&self, lines: &[(&str, &str)]) -> Vec<Said> {
        let begun: Vec<Child> = lines
            .iter()
            .map(|(who, line)| self.begins(who, line))
            .collect();
        let ended = begun.into_iter().map(|child| child.wait_with_output());
        ended.map(|output| said(output.unwrap())).collect()
    }

    fn command(&self, who: &str, line: &str) -> Command {
        let mut command = Command::new(milegate());
        command
            .args(words(line))
            .current_dir(self.folder.path())
            .env("MILEGATE_NODE", self.net.rpc())
            .env("MILEGATE_KEY", self.key(who))
            .env("MILEGATE_CREATOR", self.net.address("deployer"))
            .env("MILEGATE_ARTIFACTS", artifacts())
            .env("MILEGATE_HOME", self.path("keys"))
            .env("MILEGATE_PASSPHRASE_FILE", self.path("passphrase"));
        command
    }

    /// The file with somebody's words.
    pub fn key(&self, who: &str) -> &Path {
        self.net.mnemonic_file(who)
    }
}

fn said(output: Output) -> Said {
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A line as a shell would take it apart.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    let split = parts.flat_map(|(index, part)| match index % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    split.collect()
}

/// A process that ends with the test, however that ends.
pub struct Serving(Child);

impl Serving {
    /// The first line that it says.
    pub fn first_line(&mut self) -> String {
        let mut line = String::new();
        let said = self.0.stdout.as_mut().unwrap();
        BufReader::new(said).read_line(&mut line).unwrap();
        line
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart_as_a_shell_does() {
        assert_eq!(
            words("attest VAULT --metric 'days of depth' --value 98"),
            [
                "attest",
                "VAULT",
                "--metric",
                "days of depth",
                "--value",
                "98"
            ]
        );
    }
}
