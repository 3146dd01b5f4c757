//! Headers that every answer carries.

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

/// No inline script or style, nothing from elsewhere, nothing framed. `wasm-unsafe-eval` is what WASM needs.
const CSP: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; \
     connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'none'";

/// What the app uses, for its own pages; the rest is off.
const PERMISSIONS: &str = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), serial=(), \
     midi=(), display-capture=(), browsing-topics=()";

const ALWAYS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, CSP),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Adds the headers of security, and says how long an answer may be kept.
pub async fn add(request: Request, next: Next) -> Response {
    let hashed = request.uri().path().starts_with("/assets/");
    let api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let keep = match () {
        () if api => "no-store",
        // The name of such a file changes with its content. A missing one must not be remembered.
        () if hashed && response.status().is_success() => "public, max-age=31536000, immutable",
        () => "no-cache",
    };
    let headers = response.headers_mut();
    // A handler that knows better has said so.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(keep));
    for (name, value) in ALWAYS {
        let value = HeaderValue::from_static(value);
        // A page whose address is a secret says less than others of where one comes from.
        if name == header::REFERRER_POLICY {
            headers.entry(name).or_insert(value);
        } else {
            headers.insert(name, value);
        }
    }
    response
}
