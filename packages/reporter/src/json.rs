//! The text of one value inside a JSON document, exactly as it was written: numbers keep all their
//! digits.

use serde::de::IgnoredAny;

/// Why a document does not have the value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not JSON.
    #[error("the answer is not JSON: {reason}")]
    Form {
        /// What is wrong with it.
        reason: String,
    },
    /// A pointer is empty, or starts with `/`.
    #[error("`{pointer}` is no JSON pointer: write /data/0/price")]
    Pointer {
        /// What was written.
        pointer: String,
    },
    /// An object has no such member, an array no such element.
    #[error("there is no {pointer}")]
    Missing {
        /// The part of the pointer up to what is not there.
        pointer: String,
    },
    /// An object has the member more than once: readers differ in what they take.
    #[error("{pointer} stands there more than once")]
    Twice {
        /// The part of the pointer.
        pointer: String,
    },
    /// A value that is neither a number nor a text.
    #[error("{pointer} is {kind}, not a number")]
    Kind {
        /// The pointer.
        pointer: String,
        /// What it is.
        kind: &'static str,
    },
}

/// The steps of a JSON pointer (RFC 6901).
pub(crate) fn steps(pointer: &str) -> Result<Vec<String>, JsonError> {
    if pointer.is_empty() {
        return Ok(vec![]);
    }
    let rest = pointer.strip_prefix('/');
    let rest = rest.ok_or_else(|| JsonError::Pointer {
        pointer: pointer.into(),
    })?;
    let plain = |step: &str| step.replace("~1", "/").replace("~0", "~");

    Ok(rest.split('/').map(plain).collect())
}

/// The text of what a pointer names in a document.
pub fn find<'a>(document: &'a str, pointer: &str) -> Result<&'a str, JsonError> {
    let steps = steps(pointer)?;
    serde_json::from_str::<IgnoredAny>(document).map_err(|e| JsonError::Form {
        reason: e.to_string(),
    })?;

    // From here on the text is known to be JSON.
    let mut at = String::new();
    let mut text = document.trim();
    for step in &steps {
        at = format!("{at}/{}", step.replace('~', "~0").replace('/', "~1"));
        let mut found = Scan::of(text).named(step);
        let first = found.next();
        if found.next().is_some() {
            return Err(JsonError::Twice { pointer: at });
        }
        text = first.ok_or_else(|| JsonError::Missing {
            pointer: at.clone(),
        })?;
    }

    Ok(text)
}

/// What a pointer names, if that is a number or a text: its digits.
pub fn scalar(document: &str, pointer: &str) -> Result<String, JsonError> {
    let text = find(document, pointer)?;
    let kind = match text.as_bytes().first() {
        Some(b'"') => {
            return serde_json::from_str(text).map_err(|e| JsonError::Form {
                reason: e.to_string(),
            });
        }
        Some(b'{') => "an object",
        Some(b'[') => "a list",
        Some(b't' | b'f') => "true or false",
        Some(b'n') => "null",
        _ => return Ok(text.into()),
    };

    Err(JsonError::Kind {
        pointer: pointer.into(),
        kind,
    })
}

/// Members of an object, elements of an array, one after the other.
struct Scan<'a> {
    rest: &'a str,
    object: bool,
    place: usize,
}

impl<'a> Scan<'a> {
    /// Over nothing if the value holds no others.
    fn of(text: &'a str) -> Self {
        let inside = |end: char| text.get(1..).and_then(|rest| rest.strip_suffix(end));
        let (rest, object) = match text.as_bytes().first() {
            Some(b'{') => (inside('}'), true),
            Some(b'[') => (inside(']'), false),
            _ => (None, false),
        };
        Scan {
            rest: rest.unwrap_or_default().trim(),
            object,
            place: 0,
        }
    }

    /// Values under that name, or at that place.
    fn named<'s>(self, step: &'s str) -> impl Iterator<Item = &'a str> + use<'a, 's> {
        self.filter_map(move |(name, value)| (name == step).then_some(value))
    }

    /// Takes so many bytes off.
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.rest = rest.trim_start();
        taken.trim_end()
    }

    fn drop(&mut self, separator: char) {
        if let Some(rest) = self.rest.strip_prefix(separator) {
            self.rest = rest.trim_start();
        }
    }
}

impl<'a> Iterator for Scan<'a> {
    type Item = (String, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let name = match self.object {
            true => {
                let name = self.take(length(self.rest));
                self.drop(':');
                serde_json::from_str(name).unwrap_or_default()
            }
            false => self.place.to_string(),
        };
        let value = self.take(length(self.rest));
        self.drop(',');
        self.place = self.place.saturating_add(1);

        Some((name, value))
    }
}

/// How many bytes the first value takes, up to what separates it from the next.
fn length(text: &str) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0u64, false, false);
    for (place, byte) in text.bytes().enumerate() {
        if quoted {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => quoted = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'{' | b'[' => depth = depth.saturating_add(1),
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' | b':' if depth == 0 => return place,
            _ => {}
        }
    }

    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_digits() {
        let document = r#" {"a": {"b/c": [1, {"~": 123456789.123456789012345678901}, "x"]}} "#;
        assert_eq!(
            find(document, "/a/b~1c/1/~0"),
            Ok("123456789.123456789012345678901")
        );
        assert_eq!(scalar(document, "/a/b~1c/2").as_deref(), Ok("x"));
        assert_eq!(scalar("7", "").as_deref(), Ok("7"));
        assert_eq!(scalar(r#"{"":"\u0031,:}"}"#, "/").as_deref(), Ok("1,:}"));
    }

    #[test]
    fn the_same_as_serde_says() {
        let document = r#"{"x":[[],{},[1,[2,{"k":"a\\\"]}"}]],"\u00e9",-1e5],"":{"é":null}}"#;
        let whole: serde_json::Value = serde_json::from_str(document).expect("JSON");
        for pointer in [
            "",
            "/x",
            "/x/0",
            "/x/1",
            "/x/2",
            "/x/2/1/1/k",
            "/x/3",
            "/x/4",
            "/",
            "//é",
        ] {
            let found = find(document, pointer).expect(pointer);
            let found: serde_json::Value = serde_json::from_str(found).expect(pointer);
            assert_eq!(Some(&found), whole.pointer(pointer), "{pointer}");
        }
        for pointer in ["/y", "/x/5", "/x/00", "/x/-", "/x/3/0", "/x/0/0", "//e"] {
            assert!(find(document, pointer).is_err(), "{pointer}");
            assert_eq!(whole.pointer(pointer), None, "{pointer}");
        }
    }

    #[test]
    fn what_is_refused() {
        let said = |document: &str, pointer: &str| {
            let error = scalar(document, pointer).expect_err("refused");
            error.to_string()
        };
        assert!(said("<html>", "/a").starts_with("the answer is not JSON: "));
        assert!(said("{} 1", "/a").starts_with("the answer is not JSON: "));
        assert_eq!(said(r#"{"a":{}}"#, "/a/b"), "there is no /a/b");
        assert_eq!(
            said(r#"{"a":1,"\u0061":2}"#, "/a"),
            "/a stands there more than once"
        );
        assert_eq!(said(r#"{"a":null}"#, "/a"), "/a is null, not a number");
        assert_eq!(said(r#"{"a":[1]}"#, "/a"), "/a is a list, not a number");
        assert_eq!(
            said(r#"{"a":true}"#, "/a"),
            "/a is true or false, not a number"
        );
        assert!(said("{}", "a").contains("write /data/0/price"));
    }

    #[test]
    fn deep_answers_do_not_exhaust_the_stack() {
        let deep = format!("{}1{}", "[".repeat(400_000), "]".repeat(400_000));
        assert!(find(&deep, "/0").is_ok_and(|text| text.starts_with("[[")));
    }
}
