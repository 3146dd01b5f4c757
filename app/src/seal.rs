//! Encryption by the browser itself: no cipher of ours is in the download.
//!
//! Browsers offer it on secure connections only.

use crate::{clock, shell};
use js_sys::{Array, Object, Reflect, Uint8Array};
use sync::export::envelope::{self, Envelope};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, CryptoKey, Pbkdf2Params, SubtleCrypto};

const CIPHER: &str = "AES-GCM";
const STIRRING: &str = "PBKDF2";

/// Why nothing was encrypted or decrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The page came over a connection that is not secure, and the browser offers no encryption there.
    #[error("the browser offers no encryption here")]
    Unavailable,
    /// The passphrase is another one, or a byte of the file has changed.
    #[error("the passphrase does not open the file")]
    Locked,
}

/// Encrypts a content: the whole file, in its parts.
///
/// # Errors
/// Where the browser cannot.
pub async fn seal(passphrase: &str, content: &Uint8Array) -> Result<[Uint8Array; 2], SealError> {
    let (salt, drawn) = (clock::new_secret(), clock::new_secret());
    let (nonce, _) = drawn.split_first_chunk::<12>().ok_or(SealError::Unavailable)?;
    let header = envelope::header(envelope::ROUNDS, salt, *nonce, u64::from(content.length()));
    let sealed = async {
        let subtle = subtle()?;
        let key = key(&subtle, passphrase, &salt, envelope::ROUNDS).await?;
        let how = how(nonce, &header);
        JsFuture::from(subtle.encrypt_with_object_and_js_u8_array(&how, &key, content).ok()?).await.ok()
    };
    let sealed = sealed.await.ok_or(SealError::Unavailable)?;
    Ok([Uint8Array::from(header.as_slice()), Uint8Array::new(&sealed)])
}

/// Decrypts a file.
///
/// # Errors
/// Where the passphrase is another one, a byte has changed, or the browser cannot.
pub async fn unseal(passphrase: &str, file: &Envelope<'_>) -> Result<Vec<u8>, SealError> {
    let key = async {
        let subtle = subtle()?;
        let key = key(&subtle, passphrase, &file.salt, file.rounds).await?;
        Some((subtle, key))
    };
    let (subtle, key) = key.await.ok_or(SealError::Unavailable)?;
    let how = how(&file.nonce, file.header);
    let sealed = Uint8Array::from(file.sealed);
    let opening =
        subtle.decrypt_with_object_and_js_u8_array(&how, &key, &sealed).map_err(|_| SealError::Unavailable)?;
    let content = JsFuture::from(opening).await.map_err(|_| SealError::Locked)?;
    Ok(Uint8Array::new(&content).to_vec())
}

fn subtle() -> Option<SubtleCrypto> {
    let crypto = web_sys::window()?.crypto().ok()?;
    shell::has(&crypto, "subtle").then(|| crypto.subtle())
}

async fn key(subtle: &SubtleCrypto, passphrase: &str, salt: &[u8], rounds: u32) -> Option<CryptoKey> {
    let text = Uint8Array::from(passphrase.as_bytes());
    let uses = |list: &[&str]| JsValue::from(list.iter().map(|one| JsValue::from_str(one)).collect::<Array>());
    let asked = subtle.import_key_with_str("raw", &text, STIRRING, false, &uses(&["deriveKey"])).ok()?;
    let typed: CryptoKey = JsFuture::from(asked).await.ok()?.unchecked_into();
    let how = Pbkdf2Params::new_with_str(STIRRING, "SHA-256", rounds, &Uint8Array::from(salt));
    let wanted = Object::new();
    Reflect::set(&wanted, &"name".into(), &CIPHER.into()).ok()?;
    Reflect::set(&wanted, &"length".into(), &256.into()).ok()?;
    let uses = uses(&["encrypt", "decrypt"]);
    let asked = subtle.derive_key_with_object_and_object(&how, &typed, &wanted, false, &uses).ok()?;
    Some(JsFuture::from(asked).await.ok()?.unchecked_into())
}

fn how(nonce: &[u8; 12], header: &[u8]) -> AesGcmParams {
    let how = AesGcmParams::new(CIPHER, &Uint8Array::from(nonce.as_slice()));
    how.set_additional_data(&Uint8Array::from(header));
    how
}
