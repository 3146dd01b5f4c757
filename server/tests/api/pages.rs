use crate::stage::{Answer, Stage, site_file};
use insta::assert_snapshot;
use reqwest::{Method, header};

async fn get(stage: &Stage, path: &str) -> Answer {
    stage.ask(Method::GET, path, None, None).await
}

/// Puts a built site where the server looks for it.
pub fn build(stage: &Stage) {
    let folder = stage.folder.path();
    let urls = |name: &str| {
        format!(r#"{{"js":"/assets/{name}.1a.js","wasm":"/assets/{name}.2b.wasm","css":"/assets/main.3c.css"}}"#)
    };
    let phone = urls("phone").replace(r#","wasm""#, r#","link":"/assets/phone_link.1a.js","wasm""#);
    let desk = urls("desk");
    let manifest = format!(
        r#"{{"build":"b1","phone":{phone},"desk":{desk},"boot":"/assets/boot.4d.js",
             "icons":{{"icon.svg":"/assets/icon.5e.svg"}},"files":{{}}}}"#
    );
    site_file(folder, "build.json", &manifest);
    site_file(folder, "assets/phone.1a.js", "plain");
    site_file(folder, "assets/phone.1a.js.br", "as brotli");
    site_file(folder, "assets/phone.1a.js.gz", "as gzip");
    site_file(folder, "sw.js", "worker");
    site_file(folder, "manifest.webmanifest", "{}");
}

#[tokio::test]
async fn every_answer_carries_the_headers_of_security() {
    let stage = Stage::start().await;
    build(&stage);
    let one = get(&stage, "/").await;
    let names = [
        "content-security-policy",
        "referrer-policy",
        "x-content-type-options",
        "permissions-policy",
        "cross-origin-opener-policy",
    ];
    let shown: Vec<String> =
        names.iter().map(|name| format!("{name}: {}", one.headers[*name].to_str().unwrap())).collect();
    assert_snapshot!(shown.join("\n"));
    for path in [
        "/",
        "/privacy",
        "/app",
        "/app/records/1",
        "/desk",
        "/nothing",
        "/healthz",
        "/readyz",
        "/sw.js",
        "/manifest.webmanifest",
        "/assets/phone.1a.js",
        "/assets/missing.js",
        "/api/v1/session",
        "/api/v1/nothing",
    ] {
        let answer = get(&stage, path).await;
        for name in names {
            assert_eq!(answer.headers[name], one.headers[name], "{path} {name}");
        }
        assert!(answer.headers.contains_key("x-request-id"), "{path}");
    }
}

#[tokio::test]
async fn hashed_files_are_kept_for_ever_and_everything_else_is_asked_for_again() {
    let stage = Stage::start().await;
    build(&stage);
    let request = stage.http.get(format!("{}/assets/phone.1a.js", stage.base));
    let brotli = stage.send(request.header(header::ACCEPT_ENCODING, "gzip, br")).await;
    assert_eq!(
        (brotli.body.as_str(), &brotli.headers[header::CONTENT_ENCODING]),
        (Some("as brotli"), &"br".parse().unwrap())
    );
    assert_eq!(get(&stage, "/assets/phone.1a.js").await.body, "plain");
    for (path, status, kept) in [
        ("/assets/phone.1a.js", 200, "public, max-age=31536000, immutable"),
        ("/assets/missing.js", 404, "no-cache"),
        ("/assets/../build.json", 404, "no-cache"),
        ("/sw.js", 200, "no-cache"),
        ("/app", 200, "no-cache"),
        ("/", 200, "no-cache"),
        ("/api/v1/session", 401, "no-store"),
    ] {
        let answer = get(&stage, path).await;
        assert_eq!(
            (answer.status.as_u16(), answer.headers[header::CACHE_CONTROL].to_str().unwrap()),
            (status, kept),
            "{path}"
        );
    }
    assert!(get(&stage, "/sw.js").await.headers[header::CONTENT_TYPE].to_str().unwrap().contains("javascript"));
}

#[tokio::test]
async fn the_shell_starts_the_app_without_anything_inline() {
    let stage = Stage::start().await;
    build(&stage);
    let page = get(&stage, "/app/activities/new").await.body.as_str().unwrap().to_owned();
    assert_snapshot!(page.replace("><", ">\n<"));
    for path in ["/app", "/desk", "/", "/privacy", "/nothing"] {
        let page = get(&stage, path).await.body.as_str().unwrap().to_owned();
        assert!(!page.contains("style="), "{path}");
        for script in page.split("<script").skip(1) {
            assert!(script.contains(" src=") && script.contains("></script>"), "{path}: {script}");
        }
    }
    assert!(get(&stage, "/desk").await.body.as_str().unwrap().contains(r#"data-device="desk""#));
}

#[tokio::test]
async fn the_public_page_works_before_anything_was_built() {
    let stage = Stage::start().await;
    let page = get(&stage, "/").await;
    assert_eq!(page.status, 200);
    let text = page.body.as_str().unwrap();
    for part in ["某区政协", r#"href="/app""#, r#"href="/desk""#, r#"href="/privacy""#] {
        assert!(text.contains(part), "{part}");
    }
    assert!(!text.contains("演示数据") && !text.contains("<script"));
    assert_eq!(get(&stage, "/app").await.status, 503);
}
