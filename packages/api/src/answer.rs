//! Single values out of a contract's JSON answer, by JSON pointer.
//!
//! Read by the tree of [`lean`](crate::lean): no floats, so a number with a fraction or an exponent,
//! or one outside of 64 bits, makes the whole answer unreadable. Contracts write such numbers as
//! strings, since their own code has no floats either.

use cosmwasm_std::{StdError, StdResult, from_json};

use crate::lean::Tree;

/// A contract's answer.
pub struct Answer(Tree);

impl Answer {
    /// Reads JSON.
    pub fn read(json: &[u8]) -> StdResult<Answer> {
        from_json(json).map(Answer)
    }

    /// The value at a pointer, as text: a string's content, a number's digits, `true` or `false`. An
    /// error if there is nothing, or a null, a list or an object.
    pub fn at(&self, pointer: &str) -> StdResult<String> {
        let nothing = || StdError::not_found(format!("a text, number or boolean at {pointer}"));
        let mut tree = &self.0;
        for step in pointer.split('/').skip(1) {
            let name = step.replace("~1", "/").replace("~0", "~");
            tree = child(tree, &name).ok_or_else(nothing)?;
        }

        match tree {
            Tree::Text(text) => Ok(text.clone()),
            Tree::Number(number) => Ok(number.to_string()),
            Tree::Negative(number) => Ok(number.to_string()),
            Tree::Bool(value) => Ok(value.to_string()),
            Tree::Null | Tree::List(_) | Tree::Map(_) => Err(nothing()),
        }
    }
}

fn child<'a>(tree: &'a Tree, name: &str) -> Option<&'a Tree> {
    match tree {
        Tree::Map(entries) => {
            // As parsers do that keep the last of two entries of one name.
            let found = entries.iter().rev().find(|(known, _)| known == name);
            found.map(|(_, value)| value)
        }
        Tree::List(items) => {
            let plain = name == "0" || !name.starts_with(['0', '+']);
            items.get(name.parse::<usize>().ok().filter(|_| plain)?)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_by_hand() {
        let json = br#"{"a":{"b":[1,"x",{"c/d~":-7}],"ok":true},"n":null,"a2":"0.40","a2":"0.41"}"#;
        let answer = Answer::read(json).unwrap();
        for (pointer, value) in [
            ("/a/b/0", "1"),
            ("/a/b/1", "x"),
            ("/a/b/2/c~1d~0", "-7"),
            ("/a/ok", "true"),
            ("/a2", "0.41"),
        ] {
            assert_eq!(answer.at(pointer).unwrap(), value, "{pointer}");
        }
        for pointer in [
            "/n", "/a", "/a/b", "/a/b/3", "/a/b/01", "/a/b/-1", "/z", "/a2/x", "",
        ] {
            let error = answer.at(pointer).unwrap_err().to_string();
            assert!(error.contains("a text, number or boolean at"), "{error}");
        }
    }

    #[test]
    fn what_is_no_answer() {
        for json in [
            "",
            "{",
            "1.5",
            "1e3",
            "{\"a\":0.4}",
            "18446744073709551616",
            "{} {}",
            "[1,]",
        ] {
            assert!(Answer::read(json.as_bytes()).is_err(), "{json}");
        }
        let deep = "[".repeat(200) + &"]".repeat(200);
        assert!(Answer::read(deep.as_bytes()).is_err());
    }
}
