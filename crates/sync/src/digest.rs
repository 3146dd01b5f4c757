//! The digest of a feed: how a client finds out that it missed something.

use domain::id::RecordId;
use sha2::{Digest, Sha256};

/// What one live row adds: the first 8 bytes of SHA-256 over the 16 bytes of its id and its version, big-endian.
///
/// The digest of a feed is the XOR over its live rows, so a write changes it without reading the feed.
pub fn row(rec: RecordId, ver: u64) -> u64 {
    let mut hash = Sha256::new();
    hash.update(rec.0.as_bytes());
    hash.update(ver.to_be_bytes());
    first_8(&hash.finalize())
}

/// The first 8 bytes of a hash as a number, big-endian.
pub fn first_8(hash: &[u8]) -> u64 {
    hash.iter().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}

/// The digest as it travels: 16 lowercase hex digits.
pub fn text(digest: u64) -> String {
    format!("{digest:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_digest_of_a_row_is_the_one_other_languages_compute() {
        // hashlib.sha256(bytes(15) + b"\x01" + (2).to_bytes(8, "big")).hexdigest()[:16]
        assert_eq!(text(row(RecordId(Uuid::from_u128(1)), 2)), EXPECTED);
    }

    const EXPECTED: &str = "5dfadd0e50910f56";
}
