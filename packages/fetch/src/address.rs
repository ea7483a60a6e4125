//! An address that can be asked.

use std::net::IpAddr;

use ureq::http::Uri;

/// Why an address cannot be asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is none.
    #[error("`{text}` is no address: {reason}")]
    Form {
        /// What was written.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Neither `http` nor `https`.
    #[error("`{text}` is neither http nor https")]
    Scheme {
        /// What was written.
        text: String,
    },
    /// A name and a password before the host end up in logs.
    #[error("the address names a user before its host: use a header")]
    User {},
}

/// An `http` or `https` address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    text: String,
    host: String,
    secure: bool,
    own: bool,
}

impl Address {
    /// Reads an address.
    pub fn read(text: &str) -> Result<Self, AddressError> {
        let form = |reason: String| AddressError::Form {
            text: text.into(),
            reason,
        };
        let uri: Uri = text.parse().map_err(|e| form(format!("{e}")))?;
        let secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(AddressError::Scheme { text: text.into() }),
        };
        let authority = uri.authority().ok_or_else(|| form("no host".into()))?;
        if authority.as_str().contains('@') {
            return Err(AddressError::User {});
        }
        let host = authority.host().trim_matches(['[', ']']);
        let own = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());

        Ok(Address {
            text: text.into(),
            host: authority.as_str().to_ascii_lowercase(),
            secure,
            own,
        })
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Host and port.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether what is said cannot be read or changed on the way: `https`, or this machine.
    pub fn is_private(&self) -> bool {
        self.secure || self.own
    }

    /// Where a redirect leads, or why nobody goes there. `left` redirects may be followed.
    pub(crate) fn onward(&self, to: &str, left: u8) -> Result<Address, String> {
        if left == 0 {
            return Err("redirects are not followed; name the last address".into());
        }
        let absolute = match to.strip_prefix('/') {
            Some(rest) if !rest.starts_with('/') => {
                let scheme = if self.secure { "https" } else { "http" };
                format!("{scheme}://{}{to}", self.host)
            }
            _ => to.to_string(),
        };
        let next = Address::read(&absolute).map_err(|e| e.to_string())?;
        if self.secure && !next.secure {
            return Err("from https to http".into());
        }
        if !self.own && next.own {
            return Err("from the network to this machine".into());
        }

        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Address {
        Address::read(text).expect("an address")
    }

    #[test]
    fn what_can_be_asked() {
        assert!(read("https://api.example/x?y=1").is_private());
        assert!(!read("http://api.example/x").is_private());
        for own in [
            "http://127.0.0.1:80/",
            "http://localhost:8/x",
            "http://[::1]:9/",
        ] {
            assert!(read(own).is_private(), "{own}");
        }
    }

    #[test]
    fn what_cannot() {
        let refused = |text: &str| Address::read(text).expect_err("refused");
        assert!(matches!(
            refused("ftp://a.example/"),
            AddressError::Scheme { .. }
        ));
        assert!(matches!(
            refused("file:///etc/passwd"),
            AddressError::Scheme { .. } | AddressError::Form { .. }
        ));
        assert!(matches!(refused("/x"), AddressError::Scheme { .. }));
        assert!(matches!(refused("https://a b/"), AddressError::Form { .. }));
        assert_eq!(
            refused("https://me:secret@a.example/"),
            AddressError::User {}
        );
    }

    #[test]
    fn where_a_redirect_may_lead() {
        let from = read("https://a.example/x");
        let to = |to: &str| from.onward(to, 1).map(|next| next.text().to_string());
        assert_eq!(to("/y").as_deref(), Ok("https://a.example/y"));
        assert_eq!(
            to("https://b.example/y").as_deref(),
            Ok("https://b.example/y")
        );
        assert!(
            to("http://a.example/x")
                .unwrap_err()
                .contains("https to http")
        );
        assert!(
            to("https://localhost/x")
                .unwrap_err()
                .contains("this machine")
        );
        assert!(to("y").is_err());
        assert!(to("//b.example/y").is_err());
        assert!(from.onward("/y", 0).unwrap_err().contains("not followed"));
    }
}
