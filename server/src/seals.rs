//! The key that seals who a citizen is. It lies in a file of its own, outside the database: a copy of the database alone
//! tells nobody anything.

use anyhow::{Context, bail};
use base64::{Engine, prelude::BASE64_STANDARD};
use domain::{id::RecordId, seal::Details};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::{Digest, Sha256};
use std::{
    fs,
    io::{ErrorKind, Write},
    path::Path,
};

/// The length of a key, in bytes.
const KEY: usize = 32;

/// Why something sealed cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Another key sealed it.
    #[error("it was sealed by another key")]
    OtherKey,
    /// It was changed, or belongs to another record.
    #[error("it is not what was sealed")]
    Broken,
    /// The machine has no random numbers.
    #[error("no random numbers")]
    NoChance,
}

/// The key.
pub struct Seals {
    key: LessSafeKey,
    id: String,
}

impl Seals {
    /// Reads the key from a file, and makes one where there is none. Only the server's own user may read it.
    ///
    /// # Errors
    /// Where the file cannot be read or written, or is not a key.
    pub fn open(file: &Path) -> anyhow::Result<Seals> {
        match fs::read_to_string(file) {
            Ok(text) => {
                let bytes = BASE64_STANDARD.decode(text.trim()).ok();
                let bytes: Option<[u8; KEY]> = bytes.and_then(|bytes| bytes.try_into().ok());
                let Some(bytes) = bytes else { bail!("{} is not a key of this server", file.display()) };
                Seals::of(&bytes)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let mut bytes = [0_u8; KEY];
                getrandom::fill(&mut bytes).map_err(|_| SealError::NoChance)?;
                match write_new(file, &BASE64_STANDARD.encode(bytes)) {
                    Ok(()) => Seals::of(&bytes),
                    // Another server was as quick: its key is the one.
                    Err(error) if error.kind() == ErrorKind::AlreadyExists => Seals::open(file),
                    Err(error) => Err(error).with_context(|| format!("cannot write the key {}", file.display())),
                }
            }
            Err(error) => Err(error).with_context(|| format!("cannot read the key {}", file.display())),
        }
    }

    fn of(bytes: &[u8; KEY]) -> anyhow::Result<Seals> {
        let Ok(key) = UnboundKey::new(&CHACHA20_POLY1305, bytes) else { bail!("the key has another length") };
        let id = Sha256::digest(bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        Ok(Seals { key: LessSafeKey::new(key), id })
    }

    /// Which key it is; tells nothing of it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Seals details for one record, as text.
    ///
    /// # Errors
    /// [`SealError::NoChance`].
    pub fn close(&self, rec: RecordId, details: &Details) -> Result<String, SealError> {
        let mut nonce = [0_u8; NONCE_LEN];
        getrandom::fill(&mut nonce).map_err(|_| SealError::NoChance)?;
        let mut text = serde_json::to_vec(details).map_err(|_| SealError::Broken)?;
        let with = Nonce::assume_unique_for_key(nonce);
        self.key.seal_in_place_append_tag(with, of(rec), &mut text).map_err(|_| SealError::Broken)?;
        Ok(BASE64_STANDARD.encode([&nonce[..], &text].concat()))
    }

    /// Opens what was sealed for a record.
    ///
    /// # Errors
    /// [`SealError::OtherKey`], [`SealError::Broken`].
    pub fn open_for(&self, rec: RecordId, key_id: &str, sealed: &str) -> Result<Details, SealError> {
        if key_id != self.id {
            return Err(SealError::OtherKey);
        }
        let bytes = BASE64_STANDARD.decode(sealed).map_err(|_| SealError::Broken)?;
        let (nonce, text) = bytes.split_at_checked(NONCE_LEN).ok_or(SealError::Broken)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError::Broken)?;
        let mut text = text.to_vec();
        let opened = self.key.open_in_place(nonce, of(rec), &mut text).map_err(|_| SealError::Broken)?;
        serde_json::from_slice(opened).map_err(|_| SealError::Broken)
    }
}

/// What is sealed for one record opens for no other.
fn of(rec: RecordId) -> Aad<[u8; 16]> {
    Aad::from(*rec.0.as_bytes())
}

/// Writes a file that was not there: whole, or not at all, and on the disk before anything is sealed by it.
fn write_new(file: &Path, text: &str) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let part = folder.join(format!(".seal-{}", uuid::Uuid::new_v4().simple()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut open = options.open(&part)?;
    let written = open.write_all(text.as_bytes()).and_then(|()| open.sync_all());
    // A link never takes the place of what is there.
    let linked = written.and_then(|()| fs::hard_link(&part, file));
    fs::remove_file(&part)?;
    linked?;
    fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn rec(n: u128) -> RecordId {
        RecordId(Uuid::from_u128(n))
    }

    #[test]
    fn what_is_sealed_opens_by_the_same_key_for_the_same_record_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("keys/seal.key");
        let seals = Seals::open(&file).unwrap();
        let details = Details::of("王秀英", "13900001234");
        let sealed = seals.close(rec(1), &details).unwrap();
        assert!(!sealed.contains("139") && sealed != seals.close(rec(1), &details).unwrap(), "never the same twice");

        let again = Seals::open(&file).unwrap();
        assert!(again.open_for(rec(1), seals.id(), &sealed) == Ok(details));
        assert!(again.open_for(rec(2), seals.id(), &sealed) == Err(SealError::Broken));
        let mut bytes = BASE64_STANDARD.decode(&sealed).unwrap();
        bytes[NONCE_LEN] ^= 1;
        assert!(again.open_for(rec(1), seals.id(), &BASE64_STANDARD.encode(bytes)) == Err(SealError::Broken));
        let other = Seals::open(&folder.path().join("other.key")).unwrap();
        assert!(other.open_for(rec(1), seals.id(), &sealed) == Err(SealError::OtherKey));
    }

    #[cfg(unix)]
    #[test]
    fn the_key_is_readable_by_its_owner_alone_and_a_broken_one_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("seal.key");
        Seals::open(&file).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        fs::write(&file, "not a key").unwrap();
        assert!(Seals::open(&file).is_err());
    }
}
