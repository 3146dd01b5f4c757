//! Short content hashes, used in file names and as build ids.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// Five bytes (a chance in 10^12 per pair of files) keep names readable.
const BYTES: usize = 5;

/// The short hash of some bytes, as ten lower-case hex digits.
pub fn of(bytes: &[u8]) -> String {
    of_parts([bytes])
}

/// The short hash of several parts; the same bytes split differently give another hash.
pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().take(BYTES).fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The file name `stem.hash.extension` for content published under `name` (`stem.extension`).
pub fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let hash = of(bytes);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashed_name_keeps_stem_and_extension() {
        let name = hashed_name("icon-192.png", b"x");
        assert!(name.starts_with("icon-192.") && name.ends_with(".png"), "{name}");
        assert_eq!(name.len(), "icon-192.".len() + 10 + ".png".len());
    }

    #[test]
    fn other_content_gives_another_name() {
        assert_ne!(hashed_name("a.js", b"one"), hashed_name("a.js", b"two"));
    }

    #[test]
    fn parts_split_differently_give_another_hash() {
        assert_ne!(of_parts([&b"ab"[..], b"c"]), of_parts([&b"a"[..], b"bc"]));
    }
}
