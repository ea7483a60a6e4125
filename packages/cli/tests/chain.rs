//! What the command line does about chains without one: keys, files, refusals.

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

const WORDS: &str = "economy stock theory fatal elder harbor betray wasp final emotion task crumble siren bottom lizard educate guess current outdoor pair theory focus wife stone";
const ADDRESS: &str = "cosmos1pkptre7fdkl6gfrzlesjjvhxhlc3r4gmmk8rs6";

/// Somebody with a folder of keys.
struct Person(TempDir);

impl Person {
    fn new() -> Person {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("secret"), "correct horse\n").unwrap();
        Person(folder)
    }

    fn say(&self, args: &[&str], stdin: &str) -> (i32, String, String) {
        let folder = self.0.path();
        let output = Command::cargo_bin("milegate")
            .unwrap()
            .current_dir(folder)
            .env_remove("MILEGATE_NODE")
            .env_remove("MILEGATE_KEY")
            .env("MILEGATE_HOME", folder)
            .env("MILEGATE_PASSPHRASE_FILE", folder.join("secret"))
            .args(args)
            .write_stdin(stdin)
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let code = output.status.code().unwrap();
        (code, text(output.stdout), text(output.stderr))
    }

    #[track_caller]
    fn does(&self, args: &[&str], stdin: &str) -> String {
        let (code, out, err) = self.say(args, stdin);
        assert_eq!(code, 0, "{args:?}: {out}{err}");
        out
    }

    #[track_caller]
    fn refused(&self, args: &[&str], words: &str) {
        let (code, out, err) = self.say(args, "");
        assert!(code == 2 && err.contains(words), "{args:?}: {out}{err}");
    }

    fn file(&self, name: &str, value: &Value) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, value.to_string()).unwrap();
        path.display().to_string()
    }
}

fn unsigned() -> Value {
    json!({
        "body": {
            "messages": [{
                "@type": "/cosmwasm.wasm.v1.MsgExecuteContract",
                "sender": ADDRESS,
                "contract": "cosmos1contract",
                "msg": { "claim": { "grants": ["ada"] } },
                "funds": [],
            }],
            "memo": "",
            "timeout_height": "0",
        },
        "auth_info": { "signer_infos": [], "fee": { "amount": [], "gas_limit": "200000" } },
        "signatures": [],
    })
}

#[test]
fn a_mnemonic_is_kept_encrypted_under_a_name() {
    let ann = Person::new();
    assert!(ann.does(&["key", "list"], "").contains("milegate key new"));
    let out = ann.does(&["key", "import", "ops"], WORDS);
    assert!(out.contains(ADDRESS) && !out.contains("economy"), "{out}");
    let out = ann.does(&["key", "show", "ops", "--prefix", "cosmos"], "");
    assert_eq!(out.trim(), ADDRESS);
    let kept = std::fs::read(ann.0.path().join("keys/ops.age")).unwrap();
    assert!(!String::from_utf8_lossy(&kept).contains("economy"));
    ann.refused(&["key", "import", "ops", "secret"], "not the words");
    let listed: Value = serde_json::from_str(&ann.does(&["key", "list", "--json"], "")).unwrap();
    assert_eq!(listed[0]["name"], "ops");
}

#[test]
fn a_new_key_shows_its_words_once() {
    let ann = Person::new();
    let made: Value =
        serde_json::from_str(&ann.does(&["key", "new", "fresh", "--json"], "")).unwrap();
    let words = made["mnemonic"].as_str().unwrap();
    assert_eq!(words.split(' ').count(), 24);
    let shown = ann.does(&["key", "show", "fresh"], "");
    assert_eq!(made["address"], shown.trim());
    ann.does(&["key", "import", "copy"], words);
    assert_eq!(shown, ann.does(&["key", "show", "copy"], ""));
}

#[test]
fn a_transaction_is_signed_without_a_node() {
    let ann = Person::new();
    ann.does(&["key", "import", "ops"], WORDS);
    let file = ann.file("unsigned.json", &unsigned());
    let offline = [
        "--chain-id",
        "c-1",
        "--account-number",
        "3",
        "--sequence",
        "5",
    ];
    let sign = [&["tx", "sign", &file, "--key", "ops"][..], &offline].concat();
    let signed: Value = serde_json::from_str(&ann.does(&sign, "")).unwrap();
    assert_eq!(signed["auth_info"]["signer_infos"][0]["sequence"], "5");
    assert_eq!(signed["body"]["messages"], unsigned()["body"]["messages"]);
    assert_eq!(signed["signatures"].as_array().unwrap().len(), 1);
    let (code, _, err) = ann.say(&["tx", "sign", &file, "--key", "ops"], "");
    assert!(code == 2 && err.contains("--node"), "{err}");
}

#[test]
fn whoever_signs_sees_what_and_signs_his_own_only() {
    let ann = Person::new();
    ann.does(&["key", "import", "ops"], WORDS);
    ann.does(&["key", "new", "other"], "");
    let file = ann.file("unsigned.json", &unsigned());
    let sign = |key: &'static str| {
        let offline = [
            "--chain-id",
            "c-1",
            "--account-number",
            "3",
            "--sequence",
            "5",
        ];
        [&["tx", "sign", &file, "--key", key][..], &offline].concat()
    };
    let (_, _, err) = ann.say(&sign("ops"), "");
    let shown = r#"call cosmos1contract: {"claim":{"grants":["ada"]}}"#;
    assert!(
        err.contains(shown) && err.contains("gas 200000, no fee"),
        "{err}"
    );
    ann.refused(&sign("other"), &format!("{ADDRESS} sends this"));
}

#[test]
fn what_cannot_be_signed_in_full_is_refused() {
    let ann = Person::new();
    ann.does(&["key", "import", "ops"], WORDS);
    let mut odd = unsigned();
    odd["body"]["messages"][0]["surprise"] = json!(1);
    let file = ann.file("odd.json", &odd);
    let offline = [
        "--chain-id",
        "c-1",
        "--account-number",
        "3",
        "--sequence",
        "5",
    ];
    let sign = [&["tx", "sign", &file, "--key", "ops"][..], &offline].concat();
    ann.refused(&sign, "`surprise`");
}

#[test]
fn what_is_missing_is_named() {
    let ann = Person::new();
    let dead = ["--node", "http://127.0.0.1:1"];
    ann.refused(
        &[&["status", "wasm1vault"][..], &dead].concat(),
        "does not answer",
    );
    ann.refused(&["status", "wasm1vault"], "--node");
    let claim = [
        "claim",
        "wasm1vault",
        "--node",
        "http://127.0.0.1:1",
        "--via",
        "court",
    ];
    ann.refused(&claim, "cw3:ADDRESS");
    let elsewhere = ["claim", "wasm1vault", "--from", ADDRESS];
    ann.refused(
        &[&elsewhere[..], &dead].concat(),
        "--generate-only|--dry-run",
    );
    let by = ["vote", "wasm1vault", "1", "yes", "--by", "ann"];
    ann.refused(&[&by[..], &dead].concat(), "--by is for play files");
    ann.refused(
        &["vote", "wasm1vault", "1", "yes"],
        "--play FILE, or --node URL",
    );
}

#[test]
fn no_command_takes_words_or_a_passphrase_as_an_argument() {
    let help = |args: &[&str]| Person::new().does(args, "");
    for command in ["deploy", "fund", "claim", "attest", "tx sign", "key import"] {
        let args: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let text = help(&args);
        assert!(
            !text.contains("--mnemonic") && !text.contains("--passphrase"),
            "{text}"
        );
    }
}
