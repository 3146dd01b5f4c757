//! The cookie of a session that was extended, on its way into the answer.

use axum::{
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};
use std::sync::{Arc, OnceLock};

/// Where the extractor of the caller leaves the cookie that the answer is to carry.
#[derive(Clone, Default)]
pub struct Renewal(Arc<OnceLock<HeaderValue>>);

impl Renewal {
    /// Leaves a cookie for the answer.
    pub fn leave(&self, cookie: HeaderValue) {
        // A request has one caller, so nothing was left before.
        let _ = self.0.set(cookie);
    }
}

/// Adds the cookie to the answer. Otherwise the browser would forget it when the time of the sign-in is over, however
/// long the session lasts by then.
pub async fn renew(mut request: Request, next: Next) -> Response {
    let renewal = Renewal::default();
    request.extensions_mut().insert(renewal.clone());
    let mut response = next.run(request).await;
    // Signing out takes the cookie away, and that is the last word.
    if let Some(cookie) = renewal.0.get().filter(|_| !response.headers().contains_key(header::SET_COOKIE)) {
        response.headers_mut().insert(header::SET_COOKIE, cookie.clone());
    }
    response
}
