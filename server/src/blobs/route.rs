//! tus 1.0.0: core, creation, checksum and termination. An upload is its sender's alone; anybody else is told that
//! there is none.

use super::{
    body::Checksum,
    receive::{give_up, receive},
};
use crate::{
    app::App,
    auth::{Caller, random_hex},
    error::ApiError,
    store::{Upload, UploadLimits},
};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    photo::{PHOTO_MAX, Sha256},
    problem::Code,
};
use serde_json::json;

const VERSION: &str = "1.0.0";
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
/// What somebody may have begun: unfinished, and in a day.
const UNFINISHED: u64 = 50;
const A_DAY: u64 = 1_000;
const DAY: u64 = 24 * 60 * 60_000;
/// When somebody who has begun too many comes back, in seconds.
const RETRY_AFTER: u64 = 600;

/// What this server can do.
pub async fn options() -> Response {
    let headers = [
        ("tus-version", VERSION.to_owned()),
        ("tus-extension", "creation,checksum,termination".to_owned()),
        ("tus-max-size", PHOTO_MAX.to_string()),
        ("tus-checksum-algorithm", Checksum::ALGORITHMS.to_owned()),
    ];
    answer(StatusCode::NO_CONTENT, headers)
}

/// `POST /blobs`: begins an upload.
pub async fn begin(State(app): State<App>, caller: Caller, headers: HeaderMap) -> Result<Response, ApiError> {
    speaks_tus(&headers)?;
    let len = number(&headers, LENGTH)?;
    if len > PHOTO_MAX {
        return Err(ApiError::Explained(Code::BlobTooLarge, json!({ "most": PHOTO_MAX })));
    }
    let sha256 = metadata(&headers, "sha256").and_then(|text| Sha256::read(&text)).ok_or(Code::Malformed)?;
    if len == 0 {
        return Err(Code::BlobNotImage.into());
    }
    let id = random_hex::<16>().map_err(|_| ApiError::Internal("no randomness"))?;
    let now = (app.clock)();
    let upload = Upload { id, user: caller.actor.user, sha256, len, offset: 0, begun: now };
    let limits = UploadLimits { unfinished: UNFINISHED, begun: A_DAY, since: now.saturating_sub(DAY) };
    if !app.store.begin_upload(&upload, limits).await? {
        return Err(ApiError::Later(Code::TooMany, RETRY_AFTER));
    }
    let at = format!("/api/v1/blobs/uploads/{}", upload.id);
    Ok(answer(StatusCode::CREATED, [("location", at), ("upload-offset", "0".to_owned())]))
}

/// `HEAD /blobs/uploads/{id}`: where an upload stands.
pub async fn stands(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    speaks_tus(&headers)?;
    let upload = own(&app, &caller, &id).await?;
    let headers = [("upload-offset", upload.offset.to_string()), ("upload-length", upload.len.to_string())];
    Ok(answer(StatusCode::OK, headers))
}

/// `PATCH /blobs/uploads/{id}`: the next bytes. The answer to the last ones says that the file is held.
pub async fn send(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    speaks_tus(&headers)?;
    if headers.get(header::CONTENT_TYPE).is_none_or(|kind| kind != "application/offset+octet-stream") {
        return Err(Code::Malformed.into());
    }
    let upload = own(&app, &caller, &id).await?;
    if number(&headers, OFFSET)? != upload.offset {
        return Err(ApiError::Explained(Code::BlobOffset, json!({ "offset": upload.offset })));
    }
    let sum = text(&headers, "upload-checksum").map(Checksum::read).transpose()?;
    // On a task of its own: what came is written down even if the line breaks, which ends the request.
    let receiving = tokio::spawn(async move { receive(&app, upload, body, sum).await });
    let offset = receiving.await.map_err(|_| ApiError::Internal("taking a photo in failed"))??;
    Ok(answer(StatusCode::NO_CONTENT, [("upload-offset", offset.to_string())]))
}

/// `DELETE /blobs/uploads/{id}`: gives an upload up.
pub async fn end(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    speaks_tus(&headers)?;
    let upload = own(&app, &caller, &id).await?;
    give_up(&app, &upload).await?;
    Ok(answer::<0>(StatusCode::NO_CONTENT, []))
}

/// `POST /blobs/uploads/{id}` with `X-HTTP-Method-Override`, from where only `GET` and `POST` get through.
pub async fn overridden(
    app: State<App>,
    caller: Caller,
    id: Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    match text(&headers, "x-http-method-override") {
        Some("PATCH") => send(app, caller, id, headers, body).await,
        Some("DELETE") => end(app, caller, id, headers).await,
        _ => Err(Code::NotFound.into()),
    }
}

async fn own(app: &App, caller: &Caller, id: &str) -> Result<Upload, ApiError> {
    app.store.upload(id, caller.actor.user).await?.ok_or(Code::NotFound.into())
}

fn answer<const N: usize>(status: StatusCode, headers: [(&'static str, String); N]) -> Response {
    let mut response = status.into_response();
    let all = response.headers_mut();
    all.insert(RESUMABLE, HeaderValue::from_static(VERSION));
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::try_from(value) {
            all.insert(HeaderName::from_static(name), value);
        }
    }
    response
}

fn speaks_tus(headers: &HeaderMap) -> Result<(), ApiError> {
    if headers.get(RESUMABLE).is_some_and(|version| version == VERSION) { Ok(()) } else { Err(Code::TusVersion.into()) }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn number(headers: &HeaderMap, name: HeaderName) -> Result<u64, ApiError> {
    text(headers, name.as_str()).and_then(|text| text.parse().ok()).ok_or(Code::Malformed.into())
}

/// One value of `Upload-Metadata`: `name base64,name base64`.
fn metadata(headers: &HeaderMap, name: &str) -> Option<String> {
    let pairs = text(headers, "upload-metadata")?.split(',').filter_map(|pair| pair.trim().split_once(' '));
    let value = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).next()?;
    String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()
}
