use std::fmt::Write;

use sha2::{Digest, Sha256};

/// SHA-256 of a document's bytes, hex: what an attestation carries.
pub fn digest(document: &[u8]) -> String {
    let bytes = Sha256::digest(document);

    bytes.iter().fold(String::new(), |mut hex, byte| {
        // writing to a string does not fail
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
