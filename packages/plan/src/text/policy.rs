use std::ops::Range;

use milegate_core::milestone::Policy;

use super::misread::Misread;

/// A policy, and where in the text each witness is named.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// The tree.
    pub policy: Policy,
    /// Names from left to right, with their bytes.
    pub leaves: Vec<(String, Range<usize>)>,
}

/// Levels of parentheses; the contracts allow fewer levels of tree.
const DEEPEST: usize = 16;

/// Reads `2 of (committee, depth, anyone)` and `volume and (committee or multisig)`.
///
/// `and` and `or` do not mix without parentheses, so no reader has to know which binds tighter.
pub fn policy(text: &str) -> Result<Tree, Misread> {
    let mut parser = Parser {
        text,
        tokens: tokens(text)?,
        next: 0,
        depth: 0,
        leaves: Vec::new(),
    };
    let policy = parser.expression()?;
    match parser.peek() {
        None => Ok(Tree {
            policy,
            leaves: parser.leaves,
        }),
        Some(_) => Err(parser.unexpected("the end of the policy")),
    }
}

type Token = (String, Range<usize>);

fn tokens(text: &str) -> Result<Vec<Token>, Misread> {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let mut tokens: Vec<Token> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at.saturating_add(c.len_utf8());
        match tokens.last_mut() {
            Some((name, range)) if open && word(c) => {
                name.push(c);
                range.end = end;
            }
            _ if c.is_whitespace() => open = false,
            _ if word(c) || "(),".contains(c) => {
                open = word(c);
                tokens.push((c.to_string(), at..end));
            }
            _ => {
                let message = format!("`{c}` has no meaning in a policy");
                return Err(Misread::new(text, at..end, message));
            }
        }
    }
    Ok(tokens)
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
    leaves: Vec<(String, Range<usize>)>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&str> {
        self.tokens.get(self.next).map(|(token, _)| token.as_str())
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.next).cloned();
        self.next = self.next.saturating_add(1);
        token
    }

    fn expect(&mut self, token: &str) -> Result<(), Misread> {
        if self.peek() != Some(token) {
            return Err(self.unexpected(&format!("`{token}`")));
        }
        self.take();
        Ok(())
    }

    fn unexpected(&self, expected: &str) -> Misread {
        match self.tokens.get(self.next) {
            Some((token, at)) => Misread::new(
                self.text,
                at.clone(),
                format!("expected {expected}, found `{token}`"),
            ),
            None => Misread::end(
                self.text,
                format!("expected {expected}, but the policy ends"),
            ),
        }
    }

    /// operand { "and" operand } | operand { "or" operand }
    fn expression(&mut self) -> Result<Policy, Misread> {
        let first = self.operand()?;
        let word = match self.peek() {
            Some("and") => "and",
            Some("or") => "or",
            _ => return Ok(first),
        };
        let mut of = vec![first];
        while self.peek() == Some(word) {
            self.take();
            of.push(self.operand()?);
        }
        if matches!(self.peek(), Some("and" | "or")) {
            return Err(self.unexpected("parentheses around one of `and` and `or`"));
        }
        Ok(if word == "and" {
            Policy::All { of }
        } else {
            Policy::Any { of }
        })
    }

    /// "(" expression ")" | number "of" "(" list ")" | name
    fn operand(&mut self) -> Result<Policy, Misread> {
        self.depth = self.depth.saturating_add(1);
        if self.depth > DEEPEST {
            return Err(self.unexpected("fewer levels of parentheses"));
        }
        let policy = match self.peek() {
            Some("(") => {
                self.take();
                let inner = self.expression()?;
                self.expect(")")?;
                inner
            }
            Some(digits) if digits.chars().all(|c| c.is_ascii_digit()) => self.at_least()?,
            Some(name) if !matches!(name, "and" | "or" | "of" | ")" | ",") => {
                let (name, at) = self.take().unwrap_or_default();
                self.leaves.push((name.clone(), at));
                Policy::Witness { name }
            }
            _ => return Err(self.unexpected("a witness, a number or `(`")),
        };
        self.depth = self.depth.saturating_sub(1);
        Ok(policy)
    }

    fn at_least(&mut self) -> Result<Policy, Misread> {
        let (digits, at) = self.take().unwrap_or_default();
        self.expect("of")?;
        self.expect("(")?;
        let mut of = vec![self.expression()?];
        while self.peek() == Some(",") {
            self.take();
            of.push(self.expression()?);
        }
        self.expect(")")?;
        let branches = of.len();
        match digits.parse::<u8>() {
            Ok(count) if count > 0 && usize::from(count) <= branches => {
                Ok(Policy::AtLeast { count, of })
            }
            _ => {
                let message = format!("{digits} of {branches} branches can never be satisfied");
                Err(Misread::new(self.text, at, message))
            }
        }
    }
}
