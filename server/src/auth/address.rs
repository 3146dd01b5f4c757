//! The address that a request comes from, also where a reverse proxy stands in between.

use axum::http::HeaderMap;
use std::net::{IpAddr, SocketAddr};

/// The address of whoever asks. Only the proxy that the operator named is believed, and of what it forwards only the
/// last address, which it added itself: those before it are the client's own words.
pub fn of(peer: SocketAddr, headers: &HeaderMap, trusted: Option<IpAddr>) -> IpAddr {
    let peer = peer.ip().to_canonical();
    let behind = trusted.is_some_and(|trusted| trusted.to_canonical() == peer);
    behind.then(|| forwarded(headers)).flatten().unwrap_or(peer)
}

fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let line = headers.get_all("x-forwarded-for").into_iter().next_back()?.to_str().ok()?;
    let last = line.rsplit(',').next()?.trim();
    // Some proxies add the port.
    let address = last.parse().ok().or_else(|| last.parse().ok().map(|with_port: SocketAddr| with_port.ip()));
    address.map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(peer: &str, lines: &[&'static str], trusted: Option<&str>) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", axum::http::HeaderValue::from_static(line));
        }
        let peer = SocketAddr::new(peer.parse().unwrap(), 4_000);
        of(peer, &headers, trusted.map(|address| address.parse().unwrap())).to_string()
    }

    #[test]
    fn only_the_named_proxy_is_believed_and_of_it_only_the_last_address() {
        let (proxy, told) = ("10.0.0.1", ["6.6.6.6", "7.7.7.7, 192.0.2.5"]);
        assert_eq!(asked(proxy, &told, None), proxy);
        assert_eq!(asked("10.0.0.2", &told, Some(proxy)), "10.0.0.2");
        assert_eq!(asked(proxy, &told, Some(proxy)), "192.0.2.5");
        assert_eq!(asked("::ffff:10.0.0.1", &told, Some(proxy)), "192.0.2.5");
        assert_eq!(asked(proxy, &["2001:db8::7"], Some(proxy)), "2001:db8::7");
        assert_eq!(asked(proxy, &["192.0.2.5:1234"], Some(proxy)), "192.0.2.5");
    }

    #[test]
    fn a_proxy_that_forwards_no_address_stands_for_whoever_asks() {
        assert_eq!(asked("10.0.0.1", &[], Some("10.0.0.1")), "10.0.0.1");
        assert_eq!(asked("10.0.0.1", &["unknown"], Some("10.0.0.1")), "10.0.0.1");
    }
}
