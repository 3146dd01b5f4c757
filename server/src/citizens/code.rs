//! Codes by which citizens follow what they raised: short enough to be written on paper, and too many to be guessed.

use crate::{auth, error::ApiError};
use domain::search::narrow;

/// Groups of four letters: 59 bits, and whoever guesses is slowed down.
const GROUPS: usize = 3;

/// A new code, as it is shown: `abcd-efgh-jkmn`.
///
/// # Errors
/// `internal` where the machine has no randomness.
pub fn new() -> Result<String, ApiError> {
    auth::random_groups(GROUPS).map_err(|_| ApiError::Internal("no random numbers"))
}

/// Whether something is as long as a code.
pub fn is_whole(typed: &str) -> bool {
    plain(typed).len() == 4 * GROUPS
}

/// A code as somebody typed or copied it, the way it is kept: people write capitals, spaces and wide letters.
pub fn plain(typed: &str) -> String {
    let kept = typed.chars().map(narrow).filter(char::is_ascii_alphanumeric);
    kept.take(4 * GROUPS + 1).map(|c| c.to_ascii_lowercase()).collect()
}

/// By what it is kept.
pub fn hash(typed: &str) -> String {
    auth::secret_hash(&plain(typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_somebody_writes_it() {
        let code = new().unwrap();
        assert_eq!(code.len(), 14);
        for typed in [code.to_uppercase(), code.replace('-', " "), format!(" {code}\n"), code.replace('-', "－")] {
            assert_eq!(hash(&typed), hash(&code), "{typed}");
        }
        assert_eq!(plain("ＡＢｃｄ－ｅｆｇｈ"), "abcdefgh");
    }

    #[test]
    fn a_longer_code_is_another_one() {
        let code = new().unwrap();
        assert_ne!(hash(&format!("{code}a")), hash(&code));
        assert_eq!(plain(&"a".repeat(10_000)).len(), 13, "and nobody keeps the server busy with one");
    }
}
