//! Whether a request comes from one of our own pages.

use axum::http::{HeaderMap, HeaderValue, Uri, header};

/// What the `Origin` header says of a request: `None` where there is none, as programs other than browsers send it.
pub fn from_here(headers: &HeaderMap) -> Option<bool> {
    let origin = headers.get(header::ORIGIN)?;
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    Some(authority(origin).is_some_and(|authority| host == Some(authority.as_str())))
}

/// Whether the page that asks was loaded by https, as the browser says.
pub fn is_https(headers: &HeaderMap) -> bool {
    headers.get(header::ORIGIN).is_some_and(|origin| origin.as_bytes().starts_with(b"https://"))
}

fn authority(origin: &HeaderValue) -> Option<String> {
    let uri: Uri = origin.to_str().ok()?.parse().ok()?;
    uri.scheme()?;
    Some(uri.authority()?.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(origin: &str) -> HeaderMap {
        [(header::HOST, "a.example:8080"), (header::ORIGIN, origin)]
            .into_iter()
            .map(|(name, value)| (name, value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn only_the_same_host_and_port_is_here() {
        assert_eq!(from_here(&headers("http://a.example:8080")), Some(true));
        for other in ["http://a.example", "https://b.example:8080", "null", "http://a.example:8080.evil"] {
            assert_eq!(from_here(&headers(other)), Some(false), "{other}");
        }
        assert_eq!(from_here(&HeaderMap::new()), None);
    }
}
