//! Every leaf of every branch tree is one test, and every concrete test is a leaf.

use std::path::Path;

use milegate_tests::tree::{identifier, leaves, tests, trees};

const SOUND: &str = "claim\n\
    ├── given a draft\n\
    │   └── it refuses\n\
    └── when nobody's claim is sent\n    \
        ├── it pays\n    \
        └── when sent twice\n        \
            └── it refuses";

#[test]
fn a_leaf_is_named_by_its_path() {
    assert_eq!(
        identifier("When the court's  word (late) comes"),
        "when_the_courts_word_late_comes"
    );
    assert_eq!(
        leaves(SOUND).unwrap(),
        [
            "given_a_draft_it_refuses",
            "when_nobodys_claim_is_sent_it_pays",
            "when_nobodys_claim_is_sent_when_sent_twice_it_refuses",
        ]
    );
}

#[test]
fn a_tree_that_says_nothing_is_refused() {
    let bad = [
        (
            "claim\n├── given a draft\n└── it pays",
            "a branch without outcome: given a draft",
        ),
        (
            "claim\n├── it pays\n└── it pays",
            "two leaves with one name: it_pays",
        ),
        (
            "claim\n└── it pays\n    └── it refuses",
            "nothing may stand under an outcome: it pays",
        ),
        (
            "claim\n└── once paid\n    └── it refuses",
            "neither given, when nor it: once paid",
        ),
        ("claim\n    └── it pays", "depth 2 after depth 0: it pays"),
    ];
    for (tree, error) in bad {
        assert_eq!(leaves(tree).unwrap_err(), error);
    }
    assert_eq!(
        tests("#[test]\nfn one() {}\nfn two() {}\n  #[test]\n  fn three() {\n"),
        ["one", "three"]
    );
}

/// A long message has its tests in several files of its folder.
fn sources(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).expect("a readable folder");
    let files = entries.map(|entry| entry.expect("a readable entry").path());
    let files = files.filter(|file| file.extension().is_some_and(|end| end == "rs"));
    let texts = files.map(|file| std::fs::read_to_string(file).expect("a readable file"));
    texts.collect()
}

#[test]
fn every_leaf_has_its_test_and_every_test_its_leaf() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/concrete");
    let mut wrong = Vec::new();
    let mut checked = 0;
    for tree in trees(&root) {
        let folder = tree.parent().expect("a folder");
        let message = folder
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .to_string();
        let text = std::fs::read_to_string(&tree).expect("a readable tree");
        let source = sources(folder);
        let parent = std::fs::read_to_string(folder.parent().expect("a contract").join("mod.rs"));
        if !parent
            .unwrap_or_default()
            .contains(&format!("mod {message};"))
        {
            wrong.push(format!("{}: its folder is in no binary", tree.display()));
        }
        if tree.file_stem() != folder.file_name() || !text.starts_with(&format!("{message}\n")) {
            wrong.push(format!(
                "{}: file, folder and root name different messages",
                tree.display()
            ));
        }
        match leaves(&text) {
            Err(error) => wrong.push(format!("{}: {error}", tree.display())),
            Ok(leaves) => {
                let tests = tests(&source);
                let missing = leaves.iter().filter(|leaf| !tests.contains(leaf));
                wrong.extend(missing.map(|leaf| format!("{message}: no test for {leaf}")));
                let stray = tests.iter().filter(|test| !leaves.contains(test));
                wrong.extend(stray.map(|test| format!("{message}: no leaf for {test}")));
                checked += leaves.len();
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} faults:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(
        checked >= 150,
        "only {checked} leaves: have trees been lost?"
    );
}
