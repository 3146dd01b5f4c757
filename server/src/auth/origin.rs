//! Whether a request comes from one of our own pages.

use axum::http::{HeaderMap, HeaderValue, Uri, header};

/// What the `Origin` header says of a request: `None` where there is none, as programs other than browsers send it.
pub fn from_here(headers: &HeaderMap) -> Option<bool> {
    let origin = headers.get(header::ORIGIN)?;
    Some(is_here(headers, origin))
}

/// Whether the page that asks was loaded by https, as the browser says; `None` where it is no page of ours, or nothing
/// is said of it. Browsers leave `Origin` out where a page only reads, and name the page in `Referer`.
pub fn by_https(headers: &HeaderMap) -> Option<bool> {
    let page = headers.get(header::ORIGIN).or_else(|| headers.get(header::REFERER))?;
    is_here(headers, page).then(|| page.as_bytes().starts_with(b"https://"))
}

fn is_here(headers: &HeaderMap, page: &HeaderValue) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    authority(page).is_some_and(|authority| host == Some(authority.as_str()))
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

    #[test]
    fn only_pages_from_here_say_how_they_were_loaded() {
        assert_eq!(by_https(&headers("https://a.example:8080")), Some(true));
        assert_eq!(by_https(&headers("http://a.example:8080")), Some(false));
        assert_eq!(by_https(&headers("http://evil.example")), None);
        let mut reading = headers("null");
        reading.remove(header::ORIGIN);
        assert_eq!(by_https(&reading), None);
        reading.insert(header::REFERER, HeaderValue::from_static("https://a.example:8080/desk/figures?period=2026"));
        assert_eq!(by_https(&reading), Some(true));
    }
}
