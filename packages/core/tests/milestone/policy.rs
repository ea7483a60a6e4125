//! Trees of witnesses.

use milegate_core::milestone::Policy;

use crate::kit::leaf;

fn tree() -> Policy {
    Policy::All {
        of: vec![
            leaf("a"),
            Policy::AtLeast {
                count: 2,
                of: vec![
                    leaf("b"),
                    leaf("c"),
                    Policy::Any {
                        of: vec![leaf("d"), leaf("e")],
                    },
                ],
            },
        ],
    }
}

#[test]
fn holds_when_every_branching_does() {
    for (leaves, holds) in [
        ("", false),
        ("a", false),
        ("ab", false),
        ("abc", true),
        ("abe", true),
        ("acd", true),
        ("ade", false),
        ("bcde", false),
    ] {
        assert_eq!(
            tree().holds(&|name| leaves.contains(name)),
            holds,
            "{leaves}"
        );
    }
}

#[test]
fn lacks_only_what_could_still_help() {
    let lacking = |leaves: &str| tree().lacking(&|name| leaves.contains(name)).concat();
    assert_eq!(lacking(""), "abcde");
    assert_eq!(lacking("ad"), "bc");
    assert_eq!(lacking("bc"), "a");
    assert_eq!(lacking("abc"), "");
}

#[test]
fn one_more_leaf_never_makes_it_false() {
    for set in 0u8..32 {
        let truth = |set: u8| move |name: &str| set >> (name.as_bytes()[0] - b'a') & 1 == 1;
        for more in 0..5 {
            let grown = set | 1 << more;
            assert!(!tree().holds(&truth(set)) || tree().holds(&truth(grown)));
        }
    }
}

#[test]
fn says_itself_in_words() {
    assert_eq!(
        tree().words(),
        "all of (a, at least 2 of (b, c, any of (d, e)))"
    );
    assert_eq!((tree().depth(), tree().names().len()), (4, 5));
}
