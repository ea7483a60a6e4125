//! Untrusted text made safe: for HTML and SVG, for links, for spreadsheets.

/// Text for element content and quoted attributes. Control characters other than line breaks and
/// bidirectional overrides become spaces.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push('\n'),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push(' '),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// The address to link to, if the text is one: `https` as it is, `ipfs` through no gateway.
/// Everything else stays text.
pub fn link(uri: &str) -> Option<&str> {
    let rest = uri
        .strip_prefix("https://")
        .or_else(|| uri.strip_prefix("ipfs://"))?;
    let clean = !rest.is_empty()
        && uri
            .chars()
            .all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | '`' | '\\'));
    clean.then_some(uri)
}

/// A link if the text is a harmless address, else the escaped text.
pub fn anchor(uri: &str) -> String {
    match link(uri) {
        Some(address) => {
            let address = html(address);
            format!(r#"<a href="{address}" rel="noopener noreferrer nofollow">{address}</a>"#)
        }
        None => html(uri),
    }
}

/// One field of a CSV line (RFC 4180). A field that a spreadsheet would run as a formula gets an
/// apostrophe in front.
pub fn csv(field: &str) -> String {
    let armed = field
        .trim_start()
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
        || field.starts_with(['\t', '\r', '\n']);
    let text = if armed {
        format!("'{field}")
    } else {
        field.to_string()
    };
    match text.contains(['"', ',', '\n', '\r', ';', '\t']) || armed {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

/// Text for a terminal: no control character reaches it.
pub fn terminal(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_cannot_get_out() {
        let hostile = "<script>alert('1')</script>\" onload=\"x&amp;\u{202e}\u{7}";
        let safe = html(hostile);
        assert!(!safe.contains(['<', '>', '"', '\'', '\u{202e}', '\u{7}']));
        assert_eq!(html("a & b"), "a &amp; b");
    }

    #[test]
    fn only_two_schemes_become_links() {
        for uri in ["https://a.example/x?y=1#z", "ipfs://bafy"] {
            assert_eq!(link(uri), Some(uri));
        }
        for uri in [
            "javascript:alert(1)",
            "http://a.example",
            "data:text/html,x",
            "https://",
            "https://a.example/\"onmouseover=x",
            "https://a .example",
            " https://a.example",
            "HTTPS://a.example",
            "https://аррle.example",
        ] {
            assert_eq!(link(uri), None, "{uri}");
        }
        assert!(anchor("javascript:alert('x')").starts_with("javascript:alert(&#39;"));
        assert!(anchor("https://a.example/?a=1&b=2").contains("a=1&amp;b=2"));
    }

    #[test]
    fn formulas_are_disarmed() {
        assert_eq!(csv("founder-1"), "founder-1");
        assert_eq!(csv("a,b"), "\"a,b\"");
        assert_eq!(csv("a\"b"), "\"a\"\"b\"");
        for field in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1"] {
            assert!(csv(field).starts_with("\"'"), "{field:?}");
        }
    }

    #[test]
    fn terminals_get_no_escape_sequences() {
        assert_eq!(terminal("a\u{1b}[31mb\nc"), "a [31mb c");
    }
}
