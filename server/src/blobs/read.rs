//! Handing a photo out to whoever may read a record that names it. To everybody else it is not there.

use super::objects;
use crate::{app::App, auth::Caller, error::ApiError, store::Blob};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{photo::Sha256, policy, problem::Code};

/// Records asked about, at most: one file may stand in many.
const RECORDS: u32 = 200;

/// `GET /blobs/{sha256}`: the file as it was sent.
pub async fn file(
    State(app): State<App>,
    caller: Caller,
    Path(hash): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let blob = readable(&app, &caller, &hash).await?;
    hand_out(&app, &headers, blob.sha256.as_str(), blob.format.mime(), &objects::file_at(&blob.sha256)).await
}

/// `GET /blobs/{sha256}/thumb`: a JPEG of at most 320 pixels a side.
pub async fn thumbnail(
    State(app): State<App>,
    caller: Caller,
    Path(hash): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let blob = readable(&app, &caller, &hash).await?;
    let tag = format!("{hash}-t");
    hand_out(&app, &headers, &tag, "image/jpeg", &objects::thumbnail_at(&blob.sha256)).await
}

async fn readable(app: &App, caller: &Caller, hash: &str) -> Result<Blob, ApiError> {
    let hash = Sha256::read(hash).ok_or(Code::NotFound)?;
    let blob = app.store.blob(&hash).await?.ok_or(Code::NotFound)?;
    for named in app.store.blob_named_in(&hash, caller.user.member, RECORDS).await? {
        let line = app.store.line(named.committee).await?;
        if named.mirrored || policy::may_read(&caller.actor.held, caller.committee, named.home, &line) {
            return Ok(blob);
        }
    }
    Err(Code::NotFound.into())
}

/// The bytes, or that they are what the browser has. It asks every time, since a right may have ended meanwhile.
async fn hand_out(
    app: &App,
    asked: &HeaderMap,
    tag: &str,
    mime: &'static str,
    at: &object_store::path::Path,
) -> Result<Response, ApiError> {
    let tag = format!("\"{tag}\"");
    let known = asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let bytes = app.blobs.objects.get(at).await?.ok_or(ApiError::Internal("a photo that is held is not there"))?;
        ([(header::CONTENT_TYPE, mime)], bytes).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}
