//! What stands before the encrypted part of an export, readable by everybody and authenticated with it.
//!
//! ```text
//! 17 bytes  "shangliang-export"
//!  1 byte   version, 1
//!  4 bytes  rounds of PBKDF2 with HMAC-SHA-256, big-endian
//! 16 bytes  salt
//! 12 bytes  nonce of AES-256-GCM
//!  8 bytes  length of what follows, big-endian
//! ```
//!
//! The key is derived from the passphrase (UTF-8), the salt and the rounds; these 58 bytes are the additional data.

use super::Unreadable;

const MARK: &[u8; 17] = b"shangliang-export";
const VERSION: u8 = 1;
/// The rounds of a new export.
pub const ROUNDS: u32 = 600_000;
/// A file that asks for more would only keep the phone busy.
const ROUNDS_MAX: u32 = 10_000_000;
/// The shortest passphrase, in characters.
pub const PASSPHRASE_MIN: usize = 8;
/// What the encryption adds to the content, in bytes.
pub const TAG: usize = 16;

/// An export as it lies on a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Envelope<'a> {
    /// All that stands before the encrypted part.
    pub header: &'a [u8],
    /// How often the passphrase is stirred.
    pub rounds: u32,
    /// What it is stirred with.
    pub salt: [u8; 16],
    /// The number that the encryption is used with once.
    pub nonce: [u8; 12],
    /// The encrypted part.
    pub sealed: &'a [u8],
}

/// The header of an export whose content has this many bytes before encryption.
pub fn header(rounds: u32, salt: [u8; 16], nonce: [u8; 12], content: u64) -> Vec<u8> {
    let sealed = content.saturating_add(TAG as u64);
    [MARK, &[VERSION][..], &rounds.to_be_bytes(), &salt, &nonce, &sealed.to_be_bytes()].concat()
}

impl<'a> Envelope<'a> {
    /// Reads a file.
    ///
    /// # Errors
    /// Where it is no export, or not a whole one.
    pub fn read(file: &'a [u8]) -> Result<Envelope<'a>, Unreadable> {
        let (mark, rest) = file.split_first_chunk::<17>().ok_or(Unreadable::Foreign)?;
        if mark != MARK {
            return Err(Unreadable::Foreign);
        }
        let ([version], rest) = rest.split_first_chunk::<1>().ok_or(Unreadable::Cut)?;
        match *version {
            VERSION => {}
            0 => return Err(Unreadable::Damaged),
            _ => return Err(Unreadable::Newer),
        }
        let (rounds, rest) = rest.split_first_chunk::<4>().ok_or(Unreadable::Cut)?;
        let (salt, rest) = rest.split_first_chunk::<16>().ok_or(Unreadable::Cut)?;
        let (nonce, rest) = rest.split_first_chunk::<12>().ok_or(Unreadable::Cut)?;
        let (len, sealed) = rest.split_first_chunk::<8>().ok_or(Unreadable::Cut)?;
        if u64::from_be_bytes(*len) != sealed.len() as u64 {
            return Err(Unreadable::Cut);
        }
        let rounds = u32::from_be_bytes(*rounds);
        if !(ROUNDS..=ROUNDS_MAX).contains(&rounds) || sealed.len() < TAG {
            return Err(Unreadable::Damaged);
        }
        let (header, _) = file.split_at(file.len() - sealed.len());
        Ok(Envelope { header, rounds, salt: *salt, nonce: *nonce, sealed })
    }
}
