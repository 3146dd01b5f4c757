//! The files of a site while it is put together, under the URLs they will have.

use std::collections::BTreeMap;

use crate::fingerprint;

/// Where hashed files live; the server may tell browsers to keep them for ever.
const HASHED: &str = "/assets/";

/// Files by URL, and the hashed URL of each logical name.
#[derive(Default)]
pub struct Assets {
    /// Content by URL (`/assets/phone.0123456789.js`, `/sw.js`).
    pub files: BTreeMap<String, Vec<u8>>,
    /// Hashed URL by logical name (`icons/icon-192.png`, `phone.js`).
    pub urls: BTreeMap<String, String>,
}

impl Assets {
    /// Adds a file under a name that carries the hash of its content, and returns its URL.
    pub fn add_hashed(&mut self, logical: &str, bytes: Vec<u8>) -> String {
        let name = logical.rsplit_once('/').map_or(logical, |(_, name)| name);
        let name = fingerprint::hashed_name(name, &bytes);
        self.add_named(logical, &name, bytes)
    }

    /// Adds a file whose name carries a hash already, and returns its URL.
    pub fn add_named(&mut self, logical: &str, name: &str, bytes: Vec<u8>) -> String {
        let url = format!("{HASHED}{name}");
        self.files.insert(url.clone(), bytes);
        self.urls.insert(logical.to_owned(), url.clone());
        url
    }

    /// Adds a file whose URL must stay the same from build to build.
    pub fn add_fixed(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let url = format!("/{name}");
        self.files.insert(url.clone(), bytes);
        url
    }

    /// Replaces the plain URL of each hashed file (`/icons/icon-192.png`) by the hashed one.
    pub fn resolve(&self, text: &str) -> String {
        // A name may be the beginning of another one, so only whole URLs, up to a quote or a bracket, are replaced.
        let mut resolved = text.to_owned();
        for (logical, url) in &self.urls {
            for (open, close) in [("\"", "\""), ("'", "'"), ("(", ")")] {
                resolved = resolved.replace(&format!("{open}/{logical}{close}"), &format!("{open}{url}{close}"));
            }
        }
        resolved
    }

    /// The id of the build: it changes exactly when a file, or one of the `also` parts, changes.
    pub fn build_id<'a>(&'a self, also: impl IntoIterator<Item = &'a [u8]>) -> String {
        let files = self.files.iter().flat_map(|(url, bytes)| [url.as_bytes(), bytes.as_slice()]);
        fingerprint::of_parts(files.chain(also))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_url_becomes_the_hashed_one_and_a_longer_name_stays() {
        let mut assets = Assets::default();
        let url = assets.add_hashed("icons/icon.png", vec![1]);
        assert_eq!(
            assets.resolve(r#"{"src":"/icons/icon.png"} url(/icons/icon.png) "/icons/icon.png.txt""#),
            format!(r#"{{"src":"{url}"}} url({url}) "/icons/icon.png.txt""#)
        );
    }

    #[test]
    fn the_build_id_follows_content_and_the_sources_of_the_shell() {
        let mut assets = Assets::default();
        assets.add_fixed("a.txt", vec![1]);
        let first = assets.build_id([]);
        assert_eq!(first, assets.build_id([]));
        assert_ne!(first, assets.build_id([&b"shell"[..]]));
        assets.add_fixed("a.txt", vec![2]);
        assert_ne!(first, assets.build_id([]));
    }
}
