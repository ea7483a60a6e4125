//! Lists, read page by page.

use crate::view::ViewError;

/// Page size of every list.
const PAGE: u32 = 30;

/// Pages after which a list is taken to be endless.
const MOST_PAGES: usize = 20_000;

/// Reads a list page by page; a page that does not move on ends in an error, not in a loop.
pub fn pages<T>(
    ask: impl Fn(Option<String>, Option<u32>) -> Result<Vec<T>, ViewError>,
    key: impl Fn(&T) -> String,
) -> Result<Vec<T>, ViewError> {
    let mut all: Vec<T> = Vec::new();
    for _ in 0..MOST_PAGES {
        let last = all.last().map(&key);
        let page = ask(last.clone(), Some(PAGE))?;
        let done = page.len() < PAGE as usize;
        if let (Some(last), Some(first)) = (&last, page.first())
            && key(first) <= *last
        {
            return Err(ViewError::malformed(
                "list",
                format!("it repeats itself after {last}"),
            ));
        }
        all.extend(page);
        if done {
            return Ok(all);
        }
    }
    Err(ViewError::malformed("list", "it has no end"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_to_their_end_and_never_for_ever() {
        let ask = |all: usize| {
            move |after: Option<String>, limit: Option<u32>| {
                let from = after.map_or(0, |a| a.parse::<usize>().unwrap() - 1000 + 1);
                Ok((from..all)
                    .take(limit.unwrap() as usize)
                    .map(|i| (1000 + i).to_string())
                    .collect())
            }
        };
        for all in [0, 1, 29, 30, 31, 60, 95] {
            assert_eq!(pages(ask(all), String::clone).unwrap().len(), all);
        }
        let stuck = |_: Option<String>, _: Option<u32>| Ok(vec!["a".to_string(); PAGE as usize]);
        assert!(matches!(
            pages(stuck, String::clone),
            Err(ViewError::Malformed { .. })
        ));
    }
}
