//! From pieces to a file that is held: nothing is said to be there before it is on the disk, whole and read.

use super::{
    Blobs,
    body::{Checksum, Next, Pieces},
    objects, picture,
};
use crate::{
    app::App,
    error::ApiError,
    store::{Blob, Upload},
};
use axum::body::Body;
use bytes::{Bytes, BytesMut};
use domain::{
    photo::{Format, Sha256},
    problem::Code,
};
use serde_json::json;

/// Takes the body of a `PATCH` in, at the place where the upload stands; answers where it stands then.
///
/// Without a checksum every piece that came is kept, even if the line broke. With one, all or nothing.
///
/// # Errors
/// Those that `docs/sync.md` lists for photos.
pub async fn receive(app: &App, mut upload: Upload, body: Body, sum: Option<Checksum>) -> Result<u64, ApiError> {
    let mut pieces = Pieces::of(body);
    if let Some(sum) = sum {
        let bytes = pieces.all(upload.len - upload.offset).await?;
        if !sum.fits(&bytes) {
            return Err(Code::BlobHash.into());
        }
        pieces = Pieces::of(Body::from(bytes));
    }
    loop {
        match pieces.next().await {
            Next::End => return Ok(upload.offset),
            Next::Piece(piece) => take(app, &mut upload, piece).await?,
            Next::Broken(rest) => {
                if !rest.is_empty() {
                    take(app, &mut upload, rest).await?;
                }
                return Err(Code::Malformed.into());
            }
        }
    }
}

/// Writes one piece. The last one finishes the upload.
async fn take(app: &App, upload: &mut Upload, piece: Bytes) -> Result<(), ApiError> {
    let to = upload.offset + piece.len() as u64;
    if to > upload.len {
        return Err(Code::BlobTooLarge.into());
    }
    if upload.offset == 0 && Format::of_bytes(&piece).is_none() && (piece.len() >= 12 || to == upload.len) {
        give_up(app, upload).await?;
        return Err(Code::BlobNotImage.into());
    }
    app.blobs.objects.put(&objects::piece_at(&upload.id, upload.offset), piece).await?;
    if to == upload.len {
        finish(app, upload).await?;
    } else if !app.store.advance_upload(&upload.id, upload.offset, to).await? {
        return Err(ApiError::Explained(Code::BlobOffset, json!({ "offset": upload.offset })));
    }
    upload.offset = to;
    Ok(())
}

/// Checks the whole file, makes its thumbnail, and keeps both. A file that fails takes its upload with it: what was
/// sent is not what was meant, so there is nothing to go on from.
async fn finish(app: &App, upload: &Upload) -> Result<(), ApiError> {
    let bytes = gather(&app.blobs, upload).await?;
    let read = match bytes {
        Some(bytes) if Sha256::of(&bytes) == upload.sha256 => read(&app.blobs, upload.sha256.clone(), bytes).await?,
        _ => Err(Code::BlobHash),
    };
    let blob = match read {
        Ok(blob) => blob,
        Err(code) => {
            give_up(app, upload).await?;
            return Err(code.into());
        }
    };
    app.blobs.objects.put(&objects::sent_at(&upload.sha256, upload.user), Bytes::new()).await?;
    app.store.keep_blob(&blob, upload, (app.clock)()).await?;
    clear_pieces(&app.blobs, upload).await;
    Ok(())
}

/// All pieces put together; `None` where they do not make up the length.
async fn gather(blobs: &Blobs, upload: &Upload) -> Result<Option<Bytes>, ApiError> {
    let mut whole = BytesMut::new();
    while (whole.len() as u64) < upload.len {
        match blobs.objects.get(&objects::piece_at(&upload.id, whole.len() as u64)).await? {
            Some(piece) if !piece.is_empty() => whole.extend_from_slice(&piece),
            _ => return Ok(None),
        }
    }
    Ok((whole.len() as u64 == upload.len).then(|| whole.freeze()))
}

/// Reads it as a picture on a thread of its own, and writes file and thumbnail.
async fn read(blobs: &Blobs, hash: Sha256, bytes: Bytes) -> Result<Result<Blob, Code>, ApiError> {
    let turn = blobs.reading.clone().acquire_owned().await.map_err(|_| ApiError::Internal("no turn to read"))?;
    let (whole, name) = (bytes.clone(), hash.clone());
    let reading = tokio::task::spawn_blocking(move || {
        let read = picture::read(name, &whole);
        drop(turn);
        read
    });
    let picture = match reading.await.map_err(|_| ApiError::Internal("reading a picture failed"))? {
        Ok(picture) => picture,
        Err(code) => return Ok(Err(code)),
    };
    blobs.objects.put(&objects::thumbnail_at(&hash), picture.thumbnail.into()).await?;
    blobs.objects.put(&objects::file_at(&hash), bytes).await?;
    Ok(Ok(picture.blob))
}

/// Forgets an upload and what came of it.
///
/// # Errors
/// Where the database fails.
pub async fn give_up(app: &App, upload: &Upload) -> Result<(), ApiError> {
    app.store.end_upload(&upload.id).await?;
    clear_pieces(&app.blobs, upload).await;
    Ok(())
}

/// Takes the pieces of an upload away. One that stays costs room and nothing else, so a failure is only told.
async fn clear_pieces(blobs: &Blobs, upload: &Upload) {
    if let Err(error) = blobs.objects.clear(&objects::pieces_of(&upload.id)).await {
        tracing::warn!(%error, "the pieces of an upload could not be cleared away");
    }
}
