//! Photos to the server, in the protocol of resumable uploads (tus 1.0.0).

use super::{error_body, http};
use ::sync::{
    client::{PhotoAnswer, PhotoCall},
    wire::ErrorBody,
};
use domain::{
    photo::Sha256,
    problem::{Code, Refusal, code},
};
use gloo_net::http::{Method, RequestBuilder, Response};
use js_sys::{ArrayBuffer, Uint8Array};

const BLOBS: &str = "/api/v1/blobs";
const TUS: &str = "1.0.0";
/// Pieces are short, lines may be slow: longer than this in milliseconds and it is tried again.
const DEADLINE: u32 = 120_000;

/// Where a photo is served.
pub fn photo_url(sha256: &str) -> String {
    format!("{BLOBS}/{sha256}")
}

/// Where its small copy is served.
pub fn thumb_url(sha256: &str) -> String {
    format!("{BLOBS}/{sha256}/thumb")
}

/// Asks for a place to put a photo.
pub async fn photo_place(call: &PhotoCall) -> PhotoAnswer {
    let Some(metadata) = base64(call.sha256.as_bytes()).zip(base64(call.mime.as_bytes())) else {
        return PhotoAnswer::Network;
    };
    let request = tus(Method::POST, BLOBS)
        .header("upload-length", &call.len.to_string())
        .header("upload-metadata", &format!("sha256 {},filetype {}", metadata.0, metadata.1));
    let Some(answer) = http::exchange(request, None, DEADLINE).await else { return PhotoAnswer::Network };
    match answer.headers().get("location").filter(|_| answer.status() == 201) {
        Some(location) => PhotoAnswer::Place(location),
        None => failure(answer).await,
    }
}

/// Asks how much of a photo lies at a place.
pub async fn photo_how_far(url: &str) -> PhotoAnswer {
    lies(http::exchange(tus(Method::HEAD, url), None, DEADLINE).await).await
}

/// Sends a piece of a photo.
pub async fn photo_take(url: &str, from: u64, piece: &ArrayBuffer) -> PhotoAnswer {
    let bytes = Uint8Array::new(piece).to_vec();
    let Some(checksum) = base64(&digest(&bytes)) else { return PhotoAnswer::Network };
    let request = tus(Method::PATCH, url)
        .header("content-type", "application/offset+octet-stream")
        .header("upload-offset", &from.to_string())
        .header("upload-checksum", &format!("sha256 {checksum}"));
    lies(http::exchange(request, Some(piece.into()), DEADLINE).await).await
}

fn tus(method: Method, url: &str) -> RequestBuilder {
    RequestBuilder::new(url).method(method).header("tus-resumable", TUS)
}

async fn lies(answer: Option<Response>) -> PhotoAnswer {
    let Some(answer) = answer else { return PhotoAnswer::Network };
    let offset = answer.headers().get("upload-offset").and_then(|offset| offset.trim().parse().ok());
    match offset.filter(|_| answer.ok()) {
        Some(offset) => PhotoAnswer::Lies(offset),
        None => failure(answer).await,
    }
}

async fn failure(answer: Response) -> PhotoAnswer {
    let (status, wait) = (answer.status(), http::retry_after(&answer));
    let text = answer.text().await.unwrap_or_default();
    failed(status, wait, error_body(&text))
}

fn failed(status: u16, wait: Option<u64>, body: ErrorBody) -> PhotoAnswer {
    match (status, code(&body.code)) {
        (401, _) => PhotoAnswer::Unauthenticated,
        (404 | 410, _) => PhotoAnswer::Gone,
        (409, _) => PhotoAnswer::OtherOffset,
        (460, _) => PhotoAnswer::Damaged,
        (408 | 425 | 429 | 500.., _) => PhotoAnswer::Busy(wait),
        // Nothing is wrong with the photo: an update of the app or of the server mends it.
        (_, Some(Code::TusVersion | Code::ChecksumUnknown | Code::OriginMismatch)) => PhotoAnswer::Busy(wait),
        // Something between here and the server answered in its place.
        (_, None) if body.code.is_empty() => PhotoAnswer::Network,
        _ => PhotoAnswer::Refused(Refusal { code: body.code, detail: body.detail }),
    }
}

/// The 32 bytes of the hash of some bytes.
fn digest(bytes: &[u8]) -> Vec<u8> {
    let hex = Sha256::of(bytes);
    let digit = |at: usize| u8::from_str_radix(&hex.as_str()[at..at + 2], 16).unwrap_or_default();
    (0..hex.as_str().len()).step_by(2).map(digit).collect()
}

fn base64(bytes: &[u8]) -> Option<String> {
    let binary: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    web_sys::window()?.btoa(&binary).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn of(status: u16, code: &str) -> PhotoAnswer {
        let (code, message, detail) = (code.to_owned(), String::new(), Value::Null);
        failed(status, Some(3_000), ErrorBody { code, message, detail })
    }

    #[test]
    fn each_status_of_an_upload_has_its_answer() {
        for (status, code, expected) in [
            (401, "unauthenticated", PhotoAnswer::Unauthenticated),
            (404, "not_found", PhotoAnswer::Gone),
            (404, "", PhotoAnswer::Gone),
            (409, "blob_offset", PhotoAnswer::OtherOffset),
            (460, "blob_hash", PhotoAnswer::Damaged),
            (412, "tus_version", PhotoAnswer::Busy(Some(3_000))),
            (413, "", PhotoAnswer::Network),
            (429, "too_many", PhotoAnswer::Busy(Some(3_000))),
            (503, "overloaded", PhotoAnswer::Busy(Some(3_000))),
        ] {
            assert_eq!(of(status, code), expected, "{status} {code}");
        }
        for (status, code) in [(413, "blob_too_large"), (415, "blob_not_image"), (422, "blob_pixels")] {
            assert!(matches!(of(status, code), PhotoAnswer::Refused(refusal) if refusal.code == code));
        }
    }

    #[test]
    fn a_digest_has_the_bytes_that_its_digits_say() {
        assert_eq!(digest(b"").len(), 32);
        assert_eq!(digest(b"")[..4], [0xe3, 0xb0, 0xc4, 0x42]);
    }
}
