//! Photos by tus, as any client in any language sends them.

use crate::stage::{Answer, NOON, Stage, activity, op, rec};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::photo::{Format, Photo, Sha256};
use futures_util::StreamExt;
use image::{ImageFormat, RgbImage};
use insta::assert_snapshot;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use std::{io::Cursor, time::Duration};

const CHUNK: usize = 256 * 1024;

/// A picture that does not pack well, so that it takes several chunks.
fn picture(seed: u32, side: u32) -> Vec<u8> {
    let mut dice = seed;
    let noise = RgbImage::from_fn(side, side, |_, _| {
        dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgb(dice.to_be_bytes()[..3].try_into().unwrap())
    });
    let mut bytes = Cursor::new(Vec::new());
    noise.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn photo(bytes: &[u8]) -> Photo {
    Photo { sha256: Sha256::of(bytes), len: bytes.len() as u64, format: Format::Png }
}

fn request(stage: &Stage, method: Method, path: &str, token: &str) -> RequestBuilder {
    stage.http.request(method, format!("{}{path}", stage.base)).bearer_auth(token).header("tus-resumable", "1.0.0")
}

async fn begin(stage: &Stage, token: &str, hash: &str, len: u64) -> Answer {
    let metadata = format!("sha256 {},filetype {}", STANDARD.encode(hash), STANDARD.encode("image/png"));
    let request = request(stage, Method::POST, "/api/v1/blobs", token);
    stage.send(request.header("upload-length", len).header("upload-metadata", metadata)).await
}

fn place(begun: &Answer) -> String {
    assert_eq!(begun.status, 201);
    begun.headers["location"].to_str().unwrap().to_owned()
}

async fn patch(stage: &Stage, token: &str, at: &str, offset: usize, bytes: &[u8]) -> Answer {
    let request = request(stage, Method::PATCH, at, token)
        .header("content-type", "application/offset+octet-stream")
        .header("upload-offset", offset);
    stage.send(request.body(bytes.to_vec())).await
}

/// Sends a whole file in chunks; answers what the last one was told.
async fn upload(stage: &Stage, token: &str, bytes: &[u8]) -> Answer {
    let at = place(&begin(stage, token, photo(bytes).sha256.as_str(), bytes.len() as u64).await);
    let mut last = None;
    for (chunk, offset) in bytes.chunks(CHUNK).zip((0..).step_by(CHUNK)) {
        last = Some(patch(stage, token, &at, offset, chunk).await);
    }
    last.unwrap()
}

fn naming(n: u64, record: u128, photos: &[&Photo]) -> Value {
    let mut fields = activity();
    for (photo, place) in photos.iter().zip(1..) {
        fields[photo.field(place)] = photo.value();
    }
    op(n, rec(record), json!({ "create": fields }))
}

fn offset(answer: &Answer) -> &str {
    answer.headers["upload-offset"].to_str().unwrap()
}

#[tokio::test]
async fn a_photo_arrives_in_chunks_and_is_handed_to_those_who_may_read_its_record() {
    let stage = Stage::start().await;
    let mut tokens = Vec::new();
    for login in ["jia", "yi", "bing", "staff", "leader", "admin"] {
        tokens.push((login, stage.sign_in(login).await));
    }
    let jia = &tokens[0].1;
    let bytes = picture(1, 600);
    assert!(bytes.len() > 2 * CHUNK);
    let photo = photo(&bytes);
    let reply = stage.push(jia, 1, json!([naming(1, 1, &[&photo])])).await.body;
    assert_eq!(reply["results"][0]["ver"], 1);
    assert_eq!(reply["missing_blobs"], json!([photo.sha256.as_str()]), "named and not there");
    let (file, thumb) = (format!("/api/v1/blobs/{}", photo.sha256), format!("/api/v1/blobs/{}/thumb", photo.sha256));
    assert_eq!(stage.get(&file, jia).await.code(), (404, "not_found"));

    let at = place(&begin(&stage, jia, photo.sha256.as_str(), photo.len).await);
    let first = patch(&stage, jia, &at, 0, &bytes[..CHUNK]).await;
    assert_eq!((first.status.as_u16(), offset(&first)), (204, "262144"));
    let stands = stage.send(request(&stage, Method::HEAD, &at, jia)).await;
    assert_eq!((stands.status.as_u16(), offset(&stands)), (200, "262144"));
    assert_eq!(stands.headers["upload-length"], bytes.len().to_string());
    assert_eq!(patch(&stage, jia, &at, 0, &bytes[..CHUNK]).await.code(), (409, "blob_offset"));
    assert_eq!(patch(&stage, &tokens[1].1, &at, CHUNK, b"x").await.code(), (404, "not_found"), "another's upload");
    let rest = patch(&stage, jia, &at, CHUNK, &bytes[CHUNK..]).await;
    assert_eq!((rest.status.as_u16(), offset(&rest)), (204, bytes.len().to_string().as_str()));
    let ended = stage.send(request(&stage, Method::HEAD, &at, jia)).await;
    assert_eq!(offset(&ended), bytes.len().to_string(), "who lost the last answer is told that it is there");
    assert_eq!(stage.push(jia, 1, json!([])).await.body["missing_blobs"], json!([]));

    for (login, token) in &tokens {
        let may = ["jia", "yi", "staff", "leader"].contains(login);
        for path in [&file, &thumb] {
            let answer = stage.get(path, token).await;
            assert_eq!(answer.status.as_u16(), if may { 200 } else { 404 }, "{login} at {path}");
        }
    }
    let reply = stage.http.get(format!("{}{file}", stage.base)).bearer_auth(jia).send().await.unwrap();
    assert_eq!(reply.headers()["content-type"], "image/png");
    assert_eq!(reply.headers()["cache-control"], "private, no-cache");
    assert_eq!(reply.headers()["x-content-type-options"], "nosniff");
    let tag = reply.headers()["etag"].clone();
    assert_eq!(reply.bytes().await.unwrap(), bytes, "the same bytes");
    let again = stage.http.get(format!("{}{file}", stage.base)).bearer_auth(jia).header("if-none-match", &tag);
    assert_eq!(again.send().await.unwrap().status(), 304);
    let reply = stage.http.get(format!("{}{thumb}", stage.base)).bearer_auth(jia).send().await.unwrap();
    assert_eq!(reply.headers()["content-type"], "image/jpeg");
    let small = image::load_from_memory(&reply.bytes().await.unwrap()).unwrap();
    assert_eq!((small.width(), small.height()), (320, 320));
}

#[tokio::test]
async fn writing_the_hash_of_anothers_photo_opens_nothing() {
    let stage = Stage::start().await;
    let (jia, bing) = (stage.sign_in("jia").await, stage.sign_in("bing").await);
    let bytes = picture(2, 50);
    let photo = photo(&bytes);
    stage.push(&jia, 1, json!([naming(1, 1, &[&photo])])).await;
    upload(&stage, &jia, &bytes).await;
    let mut claim = naming(1, 2, &[&photo]);
    claim["feed"] = json!("member:00000000-0000-0000-0000-000000000067");
    let reply = stage.push(&bing, 3, json!([claim])).await.body;
    assert_eq!(reply["results"][0]["ver"], 1, "{reply}");
    assert_eq!(reply["missing_blobs"], json!([photo.sha256.as_str()]), "as if nobody had it");
    let path = format!("/api/v1/blobs/{}", photo.sha256);
    assert_eq!(stage.get(&path, &bing).await.code(), (404, "not_found"));
    assert_eq!(upload(&stage, &bing, &bytes).await.status, 204, "whoever has the same picture sends it as well");
    assert_eq!(stage.get(&path, &bing).await.status, 200);
}

#[tokio::test]
async fn what_is_not_as_it_says_is_turned_away_and_leaves_nothing() {
    let stage = Stage::start().await;
    let jia = stage.sign_in("jia").await;
    let bytes = picture(3, 50);
    let hash = photo(&bytes).sha256;
    let mut told = Vec::new();
    let mut tell = |what: &str, answer: Answer| told.push(format!("{what}: {}", answer.shown()));
    tell("too large", begin(&stage, &jia, hash.as_str(), 8_000_001).await);
    tell("empty", begin(&stage, &jia, hash.as_str(), 0).await);
    tell("no hash", begin(&stage, &jia, "abc", 10).await);
    let start = async || place(&begin(&stage, &jia, hash.as_str(), bytes.len() as u64).await);
    let at = start().await;
    tell("another place", patch(&stage, &jia, &at, 5, &bytes[5..]).await);
    let sum = |name: &str| {
        let head = format!("{name} {}", STANDARD.encode("not this"));
        request(&stage, Method::PATCH, &at, &jia)
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", 0)
            .header("upload-checksum", head)
            .body(bytes.clone())
    };
    tell("another checksum", stage.send(sum("sha256")).await);
    tell("an unknown checksum", stage.send(sum("md5")).await);
    let stands = stage.send(request(&stage, Method::HEAD, &at, &jia)).await;
    assert_eq!(offset(&stands), "0", "what did not fit was not kept");
    let mut longer = bytes.clone();
    longer.push(0);
    tell("longer than said", patch(&stage, &jia, &at, 0, &longer).await);
    let mut other = bytes.clone();
    *other.last_mut().unwrap() ^= 1;
    tell("other bytes", patch(&stage, &jia, &at, 0, &other).await);
    tell("which ends the upload", patch(&stage, &jia, &at, 0, &bytes).await);
    let at = start().await;
    tell("no picture", patch(&stage, &jia, &at, 0, b"<svg onload=alert(1)>").await);
    let half = &bytes[..bytes.len() / 2];
    let at = place(&begin(&stage, &jia, Sha256::of(half).as_str(), half.len() as u64).await);
    tell("half a picture", patch(&stage, &jia, &at, 0, half).await);
    let path = format!("{}/api/v1/blobs", stage.base);
    tell("no version", stage.send(stage.http.post(path).bearer_auth(&jia)).await);
    assert_snapshot!(told.join("\n"));
    let left = stage.folder.path().join("blobs/uploads");
    let left: Vec<_> = walk(&left).into_iter().collect();
    assert!(left.is_empty(), "pieces are left: {left:?}");
    assert_eq!(stage.get(&format!("/api/v1/blobs/{hash}"), &jia).await.status, 404);
}

/// Every file below a folder.
fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[tokio::test]
async fn a_line_that_breaks_in_the_middle_loses_only_what_was_under_way() {
    let stage = Stage::start().await;
    let jia = stage.sign_in("jia").await;
    let bytes = picture(4, 600);
    let at = place(&begin(&stage, &jia, photo(&bytes).sha256.as_str(), bytes.len() as u64).await);
    // 300 kB arrive, then the connection is cut.
    let arrived = 300_000;
    let first = bytes[..arrived].to_vec();
    let cut = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        Err(std::io::Error::other("cut"))
    };
    let parts = futures_util::stream::once(async { Ok(first) }).chain(futures_util::stream::once(cut));
    let cut = request(&stage, Method::PATCH, &at, &jia)
        .header("content-type", "application/offset+octet-stream")
        .header("upload-offset", 0)
        .body(reqwest::Body::wrap_stream(parts));
    assert!(cut.send().await.is_err());
    let mut stood = 0;
    for _ in 0..200 {
        let answer = stage.send(request(&stage, Method::HEAD, &at, &jia)).await;
        stood = offset(&answer).parse().unwrap();
        if stood > CHUNK {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(stood, arrived, "what came is kept, to the last byte");
    assert_eq!(patch(&stage, &jia, &at, stood, &bytes[stood..]).await.status, 204);
}

#[tokio::test]
async fn an_upload_can_be_given_up_and_by_way_of_post_too() {
    let stage = Stage::start().await;
    let jia = stage.sign_in("jia").await;
    let bytes = picture(5, 50);
    let at = place(&begin(&stage, &jia, photo(&bytes).sha256.as_str(), bytes.len() as u64).await);
    let override_with =
        |method: &str| request(&stage, Method::POST, &at, &jia).header("x-http-method-override", method);
    let sent = override_with("PATCH").header("content-type", "application/offset+octet-stream");
    let sent = stage.send(sent.header("upload-offset", 0).body(bytes[..100].to_vec())).await;
    assert_eq!((sent.status.as_u16(), offset(&sent)), (204, "100"));
    assert_eq!(stage.send(override_with("GET")).await.code(), (404, "not_found"));
    assert_eq!(stage.send(request(&stage, Method::DELETE, &at, &jia)).await.status, 204);
    assert_eq!(stage.send(request(&stage, Method::HEAD, &at, &jia)).await.status, 404);
    assert!(walk(&stage.folder.path().join("blobs/uploads")).is_empty());
    let options = stage.send(request(&stage, Method::OPTIONS, "/api/v1/blobs", &jia)).await;
    assert_eq!(options.headers["tus-extension"], "creation,checksum,termination");
    assert_eq!(options.headers["tus-max-size"], "8000000");
}

#[tokio::test]
async fn nobody_begins_more_uploads_than_anybody_needs() {
    let stage = Stage::start().await;
    let (jia, yi) = (stage.sign_in("jia").await, stage.sign_in("yi").await);
    let hash = Sha256::of(b"x");
    for _ in 0..50 {
        assert_eq!(begin(&stage, &jia, hash.as_str(), 10).await.status, 201);
    }
    let refused = begin(&stage, &jia, hash.as_str(), 10).await;
    assert_eq!(refused.code(), (429, "too_many"));
    assert_eq!(refused.headers["retry-after"], "600");
    assert_eq!(begin(&stage, &yi, hash.as_str(), 10).await.status, 201);
}

#[tokio::test]
async fn an_upload_that_nobody_goes_on_with_is_cleared_away_when_the_server_starts() {
    let stage = Stage::start().await;
    let jia = stage.sign_in("jia").await;
    let bytes = picture(6, 50);
    let at = place(&begin(&stage, &jia, photo(&bytes).sha256.as_str(), bytes.len() as u64).await);
    patch(&stage, &jia, &at, 0, &bytes[..100]).await;
    let folder = stage.end().await;
    let later = || NOON + 8 * 24 * 60 * 60_000;
    let again = Stage::on(folder, |parts| parts.clock = later).await;
    for _ in 0..200 {
        if walk(&again.folder.path().join("blobs/uploads")).is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the pieces are still there");
}
