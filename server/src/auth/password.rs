//! Passwords, tokens, and where randomness comes from.

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use std::sync::OnceLock;

/// The hash of a password, as a PHC string with its own salt.
///
/// # Errors
/// Where the machine has no randomness.
pub fn hash(password: &str) -> Result<String, argon2::password_hash::Error> {
    Ok(Argon2::default().hash_password(password.as_bytes())?.to_string())
}

/// Whether a password fits. Without a stored hash it takes as long and never fits, so that nobody learns from the
/// time which logins exist.
pub fn verify(password: &str, stored: Option<&str>) -> bool {
    static NOBODY: OnceLock<String> = OnceLock::new();
    let known = stored.is_some();
    let phc = stored.unwrap_or_else(|| NOBODY.get_or_init(|| hash("nobody").unwrap_or_default()));
    let fits = PasswordHash::new(phc)
        .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok());
    fits && known
}

/// Random bytes as lowercase hex digits, two for each byte.
///
/// # Errors
/// Where the machine has no randomness.
pub fn random_hex<const BYTES: usize>() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A password that can be read out and typed on a phone: 16 letters and digits, 79 bits.
///
/// # Errors
/// Where the machine has no randomness.
pub fn random_password() -> Result<String, getrandom::Error> {
    random_groups(4)
}

/// So many groups of four letters and digits that are not mistaken for each other, with hyphens between them.
///
/// # Errors
/// Where the machine has no randomness.
pub fn random_groups(groups: usize) -> Result<String, getrandom::Error> {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let length = (groups * 5).saturating_sub(1);
    let mut password = String::with_capacity(length);
    while password.len() < length {
        if password.len() % 5 == 4 {
            password.push('-');
        }
        let mut byte = [0_u8];
        getrandom::fill(&mut byte)?;
        // Five bits choose one of 31 letters; the 32nd value is drawn again, so that all are equally likely.
        if let Some(letter) = LETTERS.get(usize::from(byte[0] & 31)) {
            password.push(char::from(*letter));
        }
    }
    Ok(password)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only_and_never_a_missing_one() {
        let stored = hash("桂花巷 1").unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(verify("桂花巷 1", Some(&stored)));
        assert!(!verify("桂花巷 2", Some(&stored)));
        assert!(!verify("nobody", None));
    }

    #[test]
    fn a_random_password_has_four_groups_of_four() {
        let password = random_password().unwrap();
        assert_eq!(password.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4]);
        assert_ne!(password, random_password().unwrap());
    }
}
