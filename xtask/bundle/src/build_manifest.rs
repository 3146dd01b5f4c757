//! `build.json`: what the server reads to write the shell documents.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// The name of the file in the output folder.
pub const FILE: &str = "build.json";

/// The URLs of one build.
#[derive(Debug, Serialize, Deserialize)]
pub struct BuildManifest {
    /// The id of the build; other content has another id.
    pub build: String,
    /// What the phone's shell document loads.
    pub phone: AppUrls,
    /// What the desk's shell document loads.
    pub desk: AppUrls,
    /// The script that registers the service worker, apart from the app so that an update arrives even if the app fails.
    pub boot: String,
    /// Icon URLs by file name (`icon-192.png`).
    pub icons: BTreeMap<String, String>,
    /// URL of every hashed file by its logical name (`icons/icon-192.png`).
    pub files: BTreeMap<String, String>,
    /// The build before, whose files stay for pages that are still open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Previous>,
}

/// What a shell document preloads and starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppUrls {
    /// The module script; it starts the app by itself.
    pub js: String,
    /// The script that loads what comes later; the module script imports it, so it is preloaded too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The wasm, to preload with `as=fetch crossorigin`.
    pub wasm: String,
    /// The wasm of pages that come after the first screen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub later: Vec<String>,
    /// The style sheet.
    pub css: String,
}

impl AppUrls {
    /// What an app needs beyond the style sheet, to be kept for a start without a network.
    pub fn files(&self) -> impl Iterator<Item = String> {
        [&self.js, &self.wasm].into_iter().chain(&self.link).chain(&self.later).cloned()
    }
}

/// The build before this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previous {
    /// Its id.
    pub build: String,
    /// URLs of its hashed files.
    pub files: Vec<String>,
}

impl BuildManifest {
    /// Reads the manifest of the build in `folder`; `None` when there is none, or it is of an older form.
    pub fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(folder.join(FILE)).ok()?).ok()
    }

    /// Takes over from the build found in the folder: keeps its files, or what it kept when nothing changed.
    pub fn succeed(&mut self, before: Option<Self>) {
        self.previous = match before {
            Some(before) if before.build == self.build => before.previous,
            Some(before) => Some(Previous { build: before.build, files: before.files.into_values().collect() }),
            None => None,
        };
    }

    /// The bytes of `build.json`.
    ///
    /// # Errors
    /// When serialising fails, which plain strings do not.
    pub fn to_json(&self) -> Result<Vec<u8>> {
        serde_json::to_vec_pretty(self).context("writing build.json")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(build: &str) -> BuildManifest {
        let (js, wasm, css) = (String::new(), String::new(), String::new());
        let app = AppUrls { js, link: None, wasm, later: Vec::new(), css };
        BuildManifest {
            build: build.to_owned(),
            phone: app.clone(),
            desk: app,
            boot: String::new(),
            icons: BTreeMap::new(),
            files: BTreeMap::from([("a.js".to_owned(), format!("/assets/a.{build}.js"))]),
            previous: None,
        }
    }

    #[test]
    fn a_new_build_keeps_the_files_of_the_one_before() {
        let mut second = manifest("two");
        second.succeed(Some(manifest("one")));
        let kept = Previous { build: "one".to_owned(), files: vec!["/assets/a.one.js".to_owned()] };
        assert_eq!(second.previous, Some(kept));
    }

    #[test]
    fn building_the_same_again_keeps_what_was_kept() {
        let mut second = manifest("two");
        second.succeed(Some(manifest("one")));
        let mut again = manifest("two");
        again.succeed(Some(second));
        assert_eq!(again.previous.map(|previous| previous.build), Some("one".to_owned()));
    }
}
