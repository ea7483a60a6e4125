//! Branch trees: every message is specified as `given` / `when` / `it` before it is tested.
//!
//! A `.tree` file is bulloak's format. Its root line is the message; every `it` line is a leaf, and
//! every leaf is one `#[test]` of the sources beside it. The test's name is the path of the leaf:
//! the branches above it and the leaf, lower case, every run of other characters one underscore,
//! joined by one underscore.

use std::path::{Path, PathBuf};

/// One line of a tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// How deep it stands; the root is 0.
    pub depth: usize,
    /// Its words.
    pub text: String,
}

/// The lines of a tree; comments and blank lines are left out.
pub fn lines(tree: &str) -> Vec<Line> {
    tree.lines()
        .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//"))
        .map(|line| {
            let text = line.trim_start_matches([' ', '│', '├', '└', '─']);
            let indent = line.chars().count() - text.chars().count();
            Line {
                depth: indent.div_ceil(4),
                text: text.trim().to_string(),
            }
        })
        .collect()
}

/// Words as an identifier.
pub fn identifier(words: &str) -> String {
    let mut name = String::new();
    for c in words.chars() {
        match c {
            'a'..='z' | '0'..='9' => name.push(c),
            'A'..='Z' => name.push(c.to_ascii_lowercase()),
            '\'' => {}
            _ if name.ends_with('_') || name.is_empty() => {}
            _ => name.push('_'),
        }
    }
    name.trim_end_matches('_').to_string()
}

/// The test names a tree demands, in its order, or what is wrong with the tree.
pub fn leaves(tree: &str) -> Result<Vec<String>, String> {
    let lines = lines(tree);
    let mut path: Vec<String> = Vec::new();
    let mut names = Vec::new();
    for (index, Line { depth, text }) in lines.iter().enumerate() {
        if index == 0 {
            if *depth != 0 {
                return Err(format!("the first line must be the message: {text}"));
            }
            continue;
        }
        if *depth == 0 || *depth > path.len() + 1 {
            return Err(format!("depth {depth} after depth {}: {text}", path.len()));
        }
        path.truncate(depth - 1);
        path.push(identifier(text));
        let word = text.split(' ').next().unwrap_or_default().to_lowercase();
        let deeper = lines.get(index + 1).is_some_and(|next| next.depth > *depth);
        match (word.as_str(), deeper) {
            ("it", false) => names.push(path.join("_")),
            ("it", true) => return Err(format!("nothing may stand under an outcome: {text}")),
            ("given" | "when", true) => {}
            ("given" | "when", false) => return Err(format!("a branch without outcome: {text}")),
            _ => return Err(format!("neither given, when nor it: {text}")),
        }
    }
    let mut sorted = names.clone();
    sorted.sort();
    if let Some(pair) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(format!("two leaves with one name: {}", pair[0]));
    }
    Ok(names)
}

/// The names of the `#[test]` functions in a source file.
pub fn tests(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut marked = false;
    for line in source.lines().map(str::trim) {
        match line.strip_prefix("fn ") {
            Some(rest) if marked => {
                names.push(rest.split('(').next().unwrap_or_default().to_string());
                marked = false;
            }
            _ if line == "#[test]" => marked = true,
            _ => {}
        }
    }
    names
}

/// Every file called `*.tree` under `root`.
pub fn trees(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        match path.is_dir() {
            true => found.extend(trees(&path)),
            false if path.extension().is_some_and(|end| end == "tree") => found.push(path),
            false => {}
        }
    }
    found.sort();
    found
}
